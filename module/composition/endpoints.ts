// The endpoints of the API, from the services they ask.
import { referenceEndpoints } from '../api/reference-endpoints.js';
import type { Endpoint } from '../api/endpoint.js';
import { activityEndpoints } from '../audit/api.js';
import { billingAccountEndpoints } from '../billing-accounts/api.js';
import { companyEndpoints } from '../company/api.js';
import { contactEndpoints } from '../contacts/api.js';
import { manifest } from '../manifest.js';
import { recipientsOfAll } from '../notices/bulk-api.js';
import { noticeEndpoints } from '../notices/notices-api.js';
import { preferenceEndpoints } from '../notices/preferences-api.js';
import { recipientEndpoints } from '../notices/recipients-api.js';
import { requestAliasEndpoints } from '../request-aliases/api.js';
import { roleEndpoints } from '../roles/api.js';
import { subAccountEndpoints } from '../sub-accounts/api.js';
import { supportGateEndpoints } from '../support-gate/api.js';
import type { Basics } from './basics.js';
import type { Services } from './services.js';

/** In the order of the documentation. */
export function buildEndpoints(basics: Basics, services: Services): Endpoint[] {
  const all = { ...basics, ...services };
  return [
    ...companyEndpoints(all),
    ...contactEndpoints({ ...all, languages: manifest.languages }),
    ...preferenceEndpoints(all),
    ...roleEndpoints(all),
    ...recipientEndpoints({ ...all, ofAll: recipientsOfAll(all.bulkRecipients, all.on) }),
    ...noticeEndpoints(all),
    ...billingAccountEndpoints(all),
    ...requestAliasEndpoints(all),
    ...subAccountEndpoints(all),
    ...activityEndpoints(all),
    ...supportGateEndpoints(all),
    ...referenceEndpoints(all),
  ];
}
