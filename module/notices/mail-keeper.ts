// Keeps the panel's own mail switches saying what the rules say (N2), whatever path made a change: every change of a
// client runs under its lock, and the lock is wrapped here. What was before is looked at first, then the change is made,
// then the panel follows, all in one transaction.
import type { MailFlags, PanelMail } from '../panels/panel.js';
import { heldRoles, type Slot } from '../roles/role.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import { staleError } from '../support/errors.js';
import type { ClientFacts, ContactFacts } from './client-facts.js';
import type { Routing, RoutingReader } from './facts-reader.js';
import { EMAIL_CATEGORIES } from './notice.js';
import type { KnexOverrideStore } from './override-store.js';
import { panelFlags } from './panel-flags.js';
import type { Overrides } from './preference.js';
import { OWN_ROWS } from './stored-reader.js';
import type { KnexMailSyncStore } from './sync-store.js';
import type { KnexToldFlagsStore } from './told-store.js';

export interface MailKeeper {
  /** The lock under which every change of a client is made. */
  withClientLock: WithClientLock;
  /**
   * What is set by hand for this contact, from now on. Under the client's lock; the switches follow at its end. `by`: as
   * they are called now, '' for staff.
   */
  setByHand(clientId: number, contactId: number, next: Overrides, by: string, tx: Executor): Promise<void>;
}

export interface KeeperDeps {
  reader: RoutingReader;
  mail: PanelMail;
  overrides: KnexOverrideStore;
  told: KnexToldFlagsStore;
  sync: KnexMailSyncStore;
  withClientLock: WithClientLock;
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
}

export function createMailKeeper(deps: KeeperDeps): MailKeeper {
  const { reader, mail, overrides, told, sync, withClientLock, ensureCompanion } = deps;

  async function follow(
    clientId: number,
    before: Routing | undefined,
    hasWritten: boolean,
    tx: Executor,
  ): Promise<void> {
    const due = await sync.due(clientId, tx);
    if (!hasWritten && due === undefined) return;
    const now = await reader.find(clientId, tx);
    if (now) await bringUpToDate(clientId, afterChange(before, now), before?.client, tx);
    if (due !== undefined) await sync.reached(clientId, due, tx);
  }

  async function bringUpToDate(
    clientId: number,
    now: Routing,
    before: ClientFacts | undefined,
    tx: Executor,
  ): Promise<void> {
    const wanted = panelFlags(now.client, now.rules.notices);
    const known = new Map(before?.contacts.map((one) => [one.contactId, one]));
    for (const contact of now.client.contacts) {
      const { contactId } = contact;
      if (!holds(contactId, now)) continue;
      const held = now.held.get(contactId) as MailFlags;
      const next = wanted.get(contactId) as MailFlags;
      const was = known.get(contactId);
      const isOurs =
        !was || before === undefined || ownFacts(was, before.slots) !== ownFacts(contact, now.client.slots);
      if (same(held, next) && !isOurs && isTold(now, contactId, next)) continue;
      await ensureCompanion(clientId, contactId, tx);
      const seen = now.stored.get(contactId) ?? {};
      await overrides.put(clientId, contactId, { seen, next: contact.overrides, by: '' }, tx);
      await told.put(clientId, contactId, next, tx);
      if (same(held, next)) continue;
      const saved = await mail.setFlags(clientId, contactId, held, next, tx);
      if (saved === 'stale') throw staleError('notices:conflict.switches');
    }
  }

  return {
    withClientLock: (clientId, work) =>
      withClientLock(clientId, async (tx) => {
        // Only what is set by hand is taken from before: whom the panel lets sign in says nothing about that.
        const before = await reader.find(clientId, tx, OWN_ROWS);
        const written = watchWrites(tx);
        const result = await work(tx);
        await follow(clientId, before, written(), tx);
        return result;
      }),

    async setByHand(clientId, contactId, next, by, tx) {
      const now = await reader.find(clientId, tx);
      await ensureCompanion(clientId, contactId, tx);
      const held = now?.held.get(contactId);
      // From here on what the panel holds is known: what is set by hand is what our rows say.
      if (now && held && holds(contactId, now)) await told.put(clientId, contactId, held, tx);
      await overrides.put(clientId, contactId, { seen: now?.stored.get(contactId) ?? {}, next, by }, tx);
    },
  };
}

/** Whether the panel has switches of this contact at all. */
const holds = (contactId: number, { rules: { panelHolds } }: Routing): boolean =>
  contactId === 0 ? panelHolds.ownerSwitches : panelHolds.contactSwitches;

/** Who was never told of, and is as the panel has it, stays so: nobody gets other mail because somebody else changed. */
const isTold = ({ told }: Routing, contactId: number, next: MailFlags): boolean => {
  const last = told.get(contactId);
  return last === undefined || same(last, next);
};

/**
 * What is set by hand after the change. Types may have moved meanwhile, so what the panel's switches mean is taken from
 * before it; only what our rows say anew counts now, and a new contact's switches mean nothing yet.
 */
function afterChange(before: Routing | undefined, now: Routing): Routing {
  const known = new Map(before?.client.contacts.map((one) => [one.contactId, one.overrides]));
  const contacts = now.client.contacts.map((contact) => {
    const { contactId } = contact;
    const stored = now.stored.get(contactId) ?? {};
    const isSet = before !== undefined && rowsOf(before, contactId) !== rowsOf(now, contactId);
    return { ...contact, overrides: isSet ? stored : (known.get(contactId) ?? stored) };
  });
  return { ...now, client: { ...now.client, contacts } };
}

const rowsOf = ({ stored, told }: Routing, contactId: number): string =>
  JSON.stringify([stored.get(contactId) ?? {}, told.get(contactId)]);

/** Whether anything but a question was asked of this transaction since. */
function watchWrites(tx: Executor): () => boolean {
  let hasWritten = false;
  tx.on('query', ({ sql }: { sql: string }) => {
    hasWritten ||= !/^\s*select\b/i.test(sql);
  });
  return () => hasWritten;
}

const ownFacts = ({ contactId, types, overrides }: ContactFacts, slots: readonly Slot[]): string =>
  JSON.stringify([types, heldRoles(slots, contactId), overrides]);

const same = (one: MailFlags, other: MailFlags): boolean =>
  EMAIL_CATEGORIES.every((category) => one[category] === other[category]);
