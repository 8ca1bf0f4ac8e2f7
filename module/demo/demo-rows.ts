// What the demo's people have chosen here before anybody looks: rows of ours, one function per subject, written the way
// the module writes them, so that the panel's own switches follow.
import { buildBasics, type Basics } from '../composition/basics.js';
import type { BasicParts } from '../composition/parts.js';
import { createProveAddress } from '../confirmations/prove-address.js';
import type { Panel } from '../panels/panel.js';
import type { DemoCast } from '../panels/whmcs/sample/demo-data.js';
import { KnexSettingsStore } from '../settings/store.js';
import { systemClock } from '../support/clock.js';

/** Once, on a database that was just filled. Everything the demo shows of ours on its first day. */
export async function writeDemoRows(knex: BasicParts['knex'], panel: Panel, cast: DemoCast): Promise<void> {
  const settings = new KnexSettingsStore({});
  await settings.write('providerName', 'Northwind Hosting', knex);
  const basics = buildBasics({ knex, panel, settings, clock: systemClock });
  await addBillingAccount(basics, cast);
  await addMarkets(basics, cast);
  await confirmAddresses(basics, cast);
}

/** N3: a second payer, whose billing contact hears about its own billing account alone. */
async function addBillingAccount(basics: Basics, cast: DemoCast): Promise<void> {
  const { panel, hosting, billingAccounts, withClientLock, ensureCompanion, on } = basics;
  const { clientId } = cast.ownerOfClient1;
  const payer = await panel.contacts.findByEmail(clientId, 'jonas@corp.example', on);
  const { services: found } = await hosting.services(clientId, { q: 'vps', limit: 1, offset: 0 }, on);
  if (!payer) return;
  const { contactId } = payer;
  await withClientLock(clientId, async (tx) => {
    await ensureCompanion(clientId, contactId, tx);
    const accountId = await billingAccounts.insert(clientId, { name: 'EU-01', contactId }, tx);
    for (const { id } of found) await billingAccounts.assign(clientId, id, accountId, tx);
  });
}

/** N4: two open markets and a closed one; requests in Amsterdam go to a mailbox that has no other use. */
async function addMarkets(basics: Basics, cast: DemoCast): Promise<void> {
  const { panel, markets, aliases, withClientLock, ensureCompanion, on } = basics;
  const { clientId } = cast.ownerOfClient1;
  const mailbox = await panel.contacts.findByEmail(clientId, 'netops@corp.example', on);
  if (!mailbox) throw new Error('The demo has no mailbox for requests');
  const { contactId } = mailbox;
  const amsterdam = await markets.insert({ code: 'AMS', name: 'Amsterdam', isOpen: true }, on);
  await markets.insert({ code: 'FRA', name: 'Frankfurt', isOpen: true }, on);
  await markets.insert({ code: 'LON', name: 'London', isOpen: false }, on);
  await withClientLock(clientId, async (tx) => {
    await ensureCompanion(clientId, contactId, tx);
    const chosen = { seen: undefined, contactId, by: cast.ownerOfClient1.name };
    await aliases.put(clientId, amsterdam, chosen, tx);
  });
}

const CONFIRMED = ['ann@example.com'].concat(
  ['bo', 'cy', 'netops', 'emre', 'accounts', 'hiro'].map((name) => `${name}@corp.example`),
);

/** N6: most people have confirmed their address, so that coverage shows what that changes. */
async function confirmAddresses(basics: Basics, cast: DemoCast): Promise<void> {
  const { contacts, withClientLock, on } = basics;
  const { clientId } = cast.ownerOfClient1;
  const proveAddress = createProveAddress(basics);
  const found = await contacts.idsByEmail(clientId, CONFIRMED, on);
  if (found.size < CONFIRMED.length) throw new Error('The demo has too few people to confirm their address');
  await withClientLock(clientId, async (tx) => {
    for (const [email, contactId] of found) await proveAddress(clientId, contactId, email, tx);
  });
}
