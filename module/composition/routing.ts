// What reads who gets what, each part made once: for the module, and for a command that needs nothing else of it.
import { KnexBillingAccountStore } from '../billing-accounts/store.js';
import { KnexContactStore } from '../contacts/store.js';
import { KnexMarketStore } from '../markets/store.js';
import { createPasses } from '../notices/all-clients.js';
import { createBulkRecipients } from '../notices/bulk.js';
import { createRoutingReader } from '../notices/facts-reader.js';
import { KnexKeptStore } from '../notices/kept-store.js';
import { KnexMarkStore } from '../notices/mark-store.js';
import { KnexNoticeStore } from '../notices/notice-store.js';
import { KnexOverrideStore } from '../notices/override-store.js';
import { createStoredReader } from '../notices/stored-reader.js';
import { KnexToldFlagsStore } from '../notices/told-store.js';
import type { Panel } from '../panels/panel.js';
import { KnexCeilingStore } from '../permissions/ceiling-store.js';
import { KnexRequestAliasStore } from '../request-aliases/store.js';
import { KnexRoleStore } from '../roles/store.js';
import { createMailLogins } from '../sub-accounts/mail-logins.js';
import { KnexSubAccountStore } from '../sub-accounts/store.js';
import type { Clock } from '../support/clock.js';

/** Nothing connects yet. */
export function buildRouting(panel: Panel, clock: Clock) {
  const roles = new KnexRoleStore(clock);
  const people = {
    clients: panel.clients,
    logins: panel.logins,
    contacts: new KnexContactStore(panel, roles),
    accounts: new KnexSubAccountStore(),
    ceilings: new KnexCeilingStore(),
  };
  const routingStores = {
    notices: new KnexNoticeStore(),
    overrides: new KnexOverrideStore(),
    told: new KnexToldFlagsStore(),
    marks: new KnexMarkStore(clock),
    billingAccounts: new KnexBillingAccountStore(),
    aliases: new KnexRequestAliasStore(clock),
    markets: new KnexMarketStore(),
  };
  const mailLogins = createMailLogins(people, clock);
  const stored = createStoredReader({ ...routingStores, hosting: panel.hosting, roles, mailLogins });
  const reader = createRoutingReader({ ...routingStores, panel, stored });
  const passes = createPasses({ contacts: panel.contacts, kept: new KnexKeptStore(), stored });
  const { allClients } = passes;
  const bulkRecipients = createBulkRecipients(reader, passes.clientsFor);
  return { roles, people, routingStores, reader, allClients, bulkRecipients };
}
