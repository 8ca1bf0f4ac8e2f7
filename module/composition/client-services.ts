// The services about one client: its contacts and their roles, its company's record, its log and its keys.
import { createApiKeysService } from '../api-keys/service.js';
import { KnexAuditListStore } from '../audit/list-store.js';
import { createAuditService } from '../audit/service.js';
import { createAnswerService } from '../company/answer-service.js';
import { createAskService } from '../company/ask-service.js';
import { createCompanyService } from '../company/service.js';
import { KnexContactListStore } from '../contacts/list-store.js';
import { createContactPlans } from '../contacts/plan.js';
import { createContactsService } from '../contacts/service.js';
import { createContactMail } from '../notices/contact-mail.js';
import { createRolesService } from '../roles/service.js';
import { createContactLogins } from '../sub-accounts/contact-logins.js';
import type { Basics } from './basics.js';
import type { Confirming } from './confirmations.js';

export function buildClientServices(basics: Basics, { addressNews }: Pick<Confirming, 'addressNews'>) {
  const { panel, knex } = basics;
  const plans = createContactPlans(basics);
  const contacts = createContactsService({
    ...basics,
    lists: new KnexContactListStore(panel),
    plans,
    logins: createContactLogins(basics),
    mail: createContactMail(basics),
    addressNews,
  });
  return {
    contacts,
    roles: createRolesService(basics),
    company: createCompanyService({ ...basics, contacts }),
    asks: createAskService({ ...basics, plans }),
    answers: createAnswerService({ ...basics, plans }),
    auditLog: createAuditService({ knex, lists: new KnexAuditListStore() }),
    apiKeys: createApiKeysService(basics),
  };
}
