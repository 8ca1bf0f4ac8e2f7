// Cancelling, suspending, resuming and ending a login (A1). It works on the very next request: the panel's own row
// follows in the same transaction, and sessions of before have ended (P6, I10).
import type { KnexOutboxStore } from '../outbox/store.js';
import type { KnexInvitationStore } from './invitation-store.js';
import { refOf, refuseGone, type Doing, type LoginChange, type Opened } from './login-change.js';
import type { PeopleDeps } from './people.js';
import type { Steps } from './steps.js';
import { toPanelAccess } from './sub-account.js';

/** Each throws what stands in the way (`Steps`). */
export interface Lifecycle {
  cancel(doing: Doing): Promise<void>;
  suspend(doing: Doing, reason: string): Promise<void>;
  resume(doing: Doing): Promise<void>;
  end(doing: Doing, reason: string): Promise<void>;
}

export function createLifecycle(
  { put }: LoginChange,
  steps: Steps,
  deps: Pick<PeopleDeps, 'logins'> & { invitations: KnexInvitationStore; outbox: KnexOutboxStore },
): Lifecycle {
  const { logins, invitations, outbox } = deps;
  const nextEpoch = ({ person }: Opened): number => (person.account?.epoch ?? 0) + 1;

  return {
    cancel: (doing) =>
      steps.take(doing, 'cancel', '', async (opened, tx) => {
        await invitations.closeAll(doing.clientId, doing.contactId, 'cancelled', tx);
        await put(doing, opened, { state: 'ended' }, { action: 'login.cancelled' }, tx);
      }),

    suspend: (doing, reason) =>
      steps.take(doing, 'suspend', reason, async (opened, tx) => {
        const next = { state: 'suspended' as const, epoch: nextEpoch(opened) };
        await put(doing, opened, next, { action: 'login.suspended', reason }, tx);
        await logins.suspend(doing.clientId, refOf(opened), tx);
      }),

    resume: (doing) =>
      steps.take(doing, 'resume', '', async (opened, tx) => {
        await put(doing, opened, { state: 'active' }, { action: 'login.resumed' }, tx);
        const told = toPanelAccess(opened.person.subject.access);
        refuseGone(await logins.resume(doing.clientId, refOf(opened), told, tx));
      }),

    end: (doing, reason) =>
      steps.take(doing, 'end', reason, async (opened, tx) => {
        await invitations.closeAll(doing.clientId, doing.contactId, 'cancelled', tx);
        const next = { state: 'ended' as const, epoch: nextEpoch(opened) };
        await put(doing, opened, next, { action: 'login.ended', reason }, tx);
        await outbox.enqueue(doing.clientId, 'access-ended', { contactId: doing.contactId }, tx);
        await logins.end(doing.clientId, refOf(opened), tx);
      }),
  };
}
