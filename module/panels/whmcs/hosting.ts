// What a client runs or has registered here, for the same-server warning (C9). Read only.
import type { PanelHosting } from '../panel.js';
import type { WhmcsShape } from './probe.js';
import { decodeEntities } from './text.js';

interface NameRow {
  name: string;
  service: string | null;
}

// Ended services no longer take an address down with them.
const ENDED = ['Terminated', 'Cancelled', 'Fraud'];

export function whmcsHosting(shape: WhmcsShape): PanelHosting {
  const hasServices = shape.has('tblhosting', 'userid', 'domain', 'domainstatus', 'packageid');
  const hasDomains = shape.has('tbldomains', 'userid', 'domain', 'status');
  const hasProducts = shape.has('tblproducts', 'id', 'name');

  return {
    async names(clientId, on) {
      const services: NameRow[] = hasServices
        ? await on('tblhosting')
            .where('userid', clientId)
            .whereNotIn('domainstatus', ENDED)
            .modify((query) => {
              if (hasProducts) void query.leftJoin('tblproducts', 'tblproducts.id', 'tblhosting.packageid');
            })
            .select({
              name: 'domain',
              service: hasProducts ? 'tblproducts.name' : on.raw('NULL'),
            })
        : [];
      const domains: NameRow[] = hasDomains
        ? await on('tbldomains')
            .where({ userid: clientId, status: 'Active' })
            .select({ name: 'domain', service: on.raw('NULL') })
        : [];
      return [...services, ...domains]
        .map(({ name, service }) => ({
          name: name.trim().toLowerCase(),
          service: service === null ? undefined : decodeEntities(service),
        }))
        .filter(({ name }) => name !== '');
    },
  };
}
