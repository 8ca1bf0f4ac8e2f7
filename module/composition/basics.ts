// What every service stands on, each made once: our stores, what reads who gets what, who acts, and the one way of every
// change. The names are those under which services ask for them.
import { KnexApiKeyStore } from '../api-keys/store.js';
import { KnexAuditStore } from '../audit/store.js';
import { KnexFieldRuleStore } from '../company/field-rule-store.js';
import { KnexRequestStore } from '../company/request-store.js';
import { createMailKeeper } from '../notices/mail-keeper.js';
import { KnexMailSyncStore } from '../notices/sync-store.js';
import { KnexOutboxStore } from '../outbox/store.js';
import { createChangeAs } from '../permissions/change-as.js';
import { KnexPresetStore } from '../presets/store.js';
import { seedClient, seedCompanion } from '../roles/seed-client.js';
import { KnexInvitationStore } from '../sub-accounts/invitation-store.js';
import { createActorReader } from '../sub-accounts/read-actor.js';
import { KnexResetStore } from '../sub-accounts/reset-store.js';
import { createClientLock } from '../support/client-lock.js';
import { createOnce } from '../support/idempotency.js';
import type { BasicParts } from './parts.js';
import { buildRouting } from './routing.js';

export type Basics = ReturnType<typeof buildBasics>;

/** Nothing connects yet. */
export function buildBasics({ knex, panel, settings, clock }: BasicParts) {
  const { roles, people, routingStores, reader, allClients, bulkRecipients } = buildRouting(panel, clock);
  const stores = {
    ...people,
    ...routingStores,
    roles,
    settings,
    keys: new KnexApiKeyStore(clock),
    audit: new KnexAuditStore(clock),
    outbox: new KnexOutboxStore(clock),
    sync: new KnexMailSyncStore(),
    invitations: new KnexInvitationStore(clock),
    resets: new KnexResetStore(clock),
    fieldRules: new KnexFieldRuleStore(),
    requests: new KnexRequestStore(clock),
    presets: new KnexPresetStore(),
  };
  const { mail, hosting, departments, capabilities } = panel;
  const ensureCompanion = seedCompanion;
  const actors = createActorReader({ ...stores, clock });
  const keeper = createMailKeeper({
    ...stores,
    reader,
    mail,
    withClientLock: createClientLock(knex, seedClient),
    ensureCompanion,
  });
  const readActor = actors.read;
  const { withClientLock } = keeper;
  return {
    ...stores,
    panel,
    mail,
    hosting,
    departments,
    capabilities,
    knex,
    on: knex,
    clock,
    reader,
    allClients,
    bulkRecipients,
    actors,
    readActor,
    keeper,
    withClientLock,
    ensureCompanion,
    changeAs: createChangeAs(readActor, withClientLock),
    once: createOnce(clock),
  };
}
