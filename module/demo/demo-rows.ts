// What the demo's people have chosen here before anybody looks: rows of ours, one function per subject, written the way
// the module writes them, so that the panel's own switches follow.
import { buildServices, type ServiceParts, type Services } from '../composition/services.js';
import { createRenderer } from '../http/render.js';
import { manifest } from '../manifest.js';
import type { Panel } from '../panels/panel.js';
import type { DemoCast } from '../panels/whmcs/sample/demo-data.js';
import { seedCompanion } from '../roles/seed-client.js';
import { KnexSettingsStore } from '../settings/store.js';
import { systemClock } from '../support/clock.js';
import { createI18n } from '../support/i18n.js';
import { silentLog } from '../support/log.js';
import { packageRoot } from '../support/paths.js';

interface DemoParts {
  knex: ServiceParts['knex'];
  panel: Panel;
  services: Services;
  cast: DemoCast;
}

/** Once, on a database that was just filled. Everything the demo shows of ours on its first day. */
export async function writeDemoRows(knex: ServiceParts['knex'], panel: Panel, cast: DemoCast): Promise<void> {
  const services = buildServices({
    // No link is made here: none of these rows sends mail.
    options: { sessionSecret: '' },
    knex,
    panel,
    settings: new KnexSettingsStore({}),
    i18n: createI18n(packageRoot, manifest.languages),
    renderer: createRenderer({ cache: true }),
    url: '',
    clock: systemClock,
    log: silentLog,
  });
  const parts = { knex, panel, services, cast };
  await addBillingAccount(parts);
  await addMarkets(parts);
  await confirmAddresses(parts);
}

/** N3: a second payer, whose billing contact hears about its own billing account alone. */
export async function addBillingAccount({ knex, panel, services, cast }: DemoParts): Promise<void> {
  const { clientId } = cast.ownerOfClient1;
  const { withClientLock, routingStores } = services;
  const payer = await panel.contacts.findByEmail(clientId, 'jonas@corp.example', knex);
  const { services: found } = await panel.hosting.services(clientId, { q: 'vps', limit: 1, offset: 0 }, knex);
  if (!payer) return;
  const { contactId } = payer;
  await withClientLock(clientId, async (tx) => {
    await seedCompanion(clientId, contactId, tx);
    const account = { name: 'EU-01', contactId };
    const accountId = await routingStores.billingAccounts.insert(clientId, account, tx);
    for (const { id } of found) await routingStores.billingAccounts.assign(clientId, id, accountId, tx);
  });
}

/** N4: two open markets and a closed one; requests in Amsterdam go to a mailbox that has no other use. */
export async function addMarkets({ knex, panel, services, cast }: DemoParts): Promise<void> {
  const { clientId } = cast.ownerOfClient1;
  const { withClientLock, routingStores } = services;
  const mailbox = await panel.contacts.findByEmail(clientId, 'netops@corp.example', knex);
  if (!mailbox) throw new Error('The demo has no mailbox for requests');
  const { contactId } = mailbox;
  const { markets, aliases } = routingStores;
  const amsterdam = await markets.insert({ code: 'AMS', name: 'Amsterdam', isOpen: true }, knex);
  await markets.insert({ code: 'FRA', name: 'Frankfurt', isOpen: true }, knex);
  await markets.insert({ code: 'LON', name: 'London', isOpen: false }, knex);
  await withClientLock(clientId, async (tx) => {
    await seedCompanion(clientId, contactId, tx);
    const chosen = { seen: undefined, contactId, by: cast.ownerOfClient1.name };
    await aliases.put(clientId, amsterdam, chosen, tx);
  });
}

const CONFIRMED = ['ann@example.com'].concat(
  ['bo', 'cy', 'netops', 'emre', 'accounts', 'hiro'].map((name) => `${name}@corp.example`),
);

/** N6: most people have confirmed their address, so that coverage shows what that changes. */
export async function confirmAddresses({ knex, services, cast }: DemoParts): Promise<void> {
  const { clientId } = cast.ownerOfClient1;
  const { withClientLock, people, confirming } = services;
  const found = await people.contacts.idsByEmail(clientId, CONFIRMED, knex);
  if (found.size < CONFIRMED.length) throw new Error('The demo has too few people to confirm their address');
  await withClientLock(clientId, async (tx) => {
    for (const [email, contactId] of found) await confirming.proveAddress(clientId, contactId, email, tx);
  });
}
