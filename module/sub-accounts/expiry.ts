// Access that has run out. Every decision denies it from that moment on; here the login itself ends, also on the panel's
// own pages, which know no dates.
import { displayName } from '../contacts/contact.js';
import type { KnexAuditStore } from '../audit/store.js';
import type { ContactStore } from '../contacts/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { PanelLogins } from '../panels/panel-logins.js';
import { isExpired } from '../permissions/access.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import type { KnexSubAccountStore } from './store.js';

export interface ExpiryDeps {
  on: Executor;
  logins: PanelLogins;
  contacts: ContactStore;
  accounts: KnexSubAccountStore;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  withClientLock: WithClientLock;
  clock: Clock;
}

const SWEEP = { requestId: 'sweep', ip: '' };

/** Ends them, at most `limit` at once; how many it was. Whoever cannot be ended now is tried again by the next round. */
export async function endExpired(deps: ExpiryDeps, limit = 100): Promise<number> {
  const { on, accounts, clock } = deps;
  const due = await accounts.expired(clock.now(), limit, on);
  for (const { clientId, contactId } of due) await endOne(deps, clientId, contactId);
  return due.length;
}

const DAYS_BEFORE = 7;

/** Tells whoever loses access soon, and the owner, a week before; how many ends it was about. */
export async function tellEnding({ on, accounts, outbox, clock }: ExpiryDeps): Promise<number> {
  const now = clock.now();
  const soon = await accounts.takeEnding(now, new Date(now.getTime() + DAYS_BEFORE * 86_400_000), on);
  for (const { clientId, contactId } of soon) {
    await outbox.enqueue(clientId, 'access-ending', { contactId, to: 'person' }, on);
    await outbox.enqueue(clientId, 'access-ending', { contactId, to: 'owner' }, on);
  }
  return soon.length;
}

async function endOne(deps: ExpiryDeps, clientId: number, contactId: number): Promise<void> {
  const { logins, contacts, accounts, audit, outbox, withClientLock, clock } = deps;
  await withClientLock(clientId, async (tx) => {
    const account = await accounts.find(clientId, contactId, tx);
    const now = clock.now();
    if (!account || account.state === 'ended' || !isExpired(account.access, now)) return;
    const contact = await contacts.find(clientId, contactId, tx);
    const ended = {
      ...account,
      state: 'ended' as const,
      epoch: account.epoch + 1,
      stateBy: '',
      stateAt: now,
    };
    await accounts.update({ ...ended, stateReason: '' }, tx);
    const name = contact ? displayName(contact) : '';
    const entry = { clientId, contactId, name, action: 'login.expired' as const, changes: {}, reason: '' };
    await audit.record('server', SWEEP, entry, tx);
    await outbox.enqueue(clientId, 'access-ended', { contactId }, tx);
    const { userId } = account;
    await logins.end(clientId, { userId, contactId: userId === null ? contactId : null }, tx);
  });
}
