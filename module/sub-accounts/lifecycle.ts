// Cancelling, suspending, resuming and ending a login (A1). It works on the very next request: the panel's own row
// follows in the same transaction, and sessions of before have ended (P6, I10).
import type { KnexOutboxStore } from '../outbox/store.js';
import { NO_ACCESS } from '../permissions/access.js';
import { mayGrant } from '../permissions/delegation.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotAllowedError } from '../support/errors.js';
import { refuseNotInvited } from './giving.js';
import type { KnexInvitationStore } from './invitation-store.js';
import { refOf, refuseGone, refuseState, type Doing, type LoginChange, type Opened } from './login-change.js';
import type { PeopleDeps } from './people.js';
import { toPanelAccess } from './sub-account.js';

export interface Lifecycle {
  cancel(doing: Doing): Promise<void>;
  suspend(doing: Doing, reason: string): Promise<void>;
  resume(doing: Doing): Promise<void>;
  end(doing: Doing, reason: string): Promise<void>;
  endWithContact(clientId: number, contactId: number, tx: Executor): Promise<void>;
}

export function createLifecycle(
  { open, doAs, put, refuseLockOut }: LoginChange,
  deps: Pick<PeopleDeps, 'logins'> & {
    invitations: KnexInvitationStore;
    outbox: KnexOutboxStore;
    clock: Clock;
  },
): Lifecycle {
  const { logins, invitations, outbox, clock } = deps;
  const nextEpoch = ({ person }: Opened): number => (person.account?.epoch ?? 0) + 1;

  return {
    cancel: (doing) =>
      doAs(doing, async (opened, _now, tx) => {
        refuseNotInvited(opened);
        await invitations.closeAll(doing.clientId, doing.contactId, 'cancelled', tx);
        await put(doing, opened, { state: 'ended' }, { action: 'login.cancelled' }, tx);
      }),

    suspend: (doing, reason) =>
      doAs(doing, async (opened, _now, tx) => {
        refuseState(opened, 'suspended');
        refuseLockOut(opened, 'suspended');
        const next = { state: 'suspended' as const, epoch: nextEpoch(opened) };
        await put(doing, opened, next, { action: 'login.suspended', reason }, tx);
        await logins.suspend(doing.clientId, refOf(opened), tx);
      }),

    resume: (doing) =>
      doAs(doing, async (opened, now, tx) => {
        const { account, subject } = opened.person;
        if (account?.state !== 'suspended')
          throw new ConflictError({ key: `sub-accounts:not.${subject.login}` });
        // Giving back is giving: nobody lets somebody do again what they cannot give themselves (P4).
        const granter = { ...now.subject, ceilings: opened.all.ceilings };
        const target = { now: { ...subject, login: 'ended' as const }, isSelf: false, isOwner: false };
        const refusals = mayGrant(granter, target, NO_ACCESS, account.access, clock.now());
        if (refusals[0])
          throw new NotAllowedError(
            'contacts.manage',
            refusals.map(({ reason }) => reason),
          );
        await put(doing, opened, { state: 'active' }, { action: 'login.resumed' }, tx);
        const told = toPanelAccess(account.access);
        refuseGone(await logins.resume(doing.clientId, refOf(opened), told, tx));
      }),

    end: (doing, reason) =>
      doAs(doing, async (opened, _now, tx) => {
        refuseState(opened, 'ended');
        refuseLockOut(opened, 'ended');
        await invitations.closeAll(doing.clientId, doing.contactId, 'cancelled', tx);
        const next = { state: 'ended' as const, epoch: nextEpoch(opened) };
        await put(doing, opened, next, { action: 'login.ended', reason }, tx);
        await outbox.enqueue(doing.clientId, 'access-ended', { contactId: doing.contactId }, tx);
        await logins.end(doing.clientId, refOf(opened), tx);
      }),

    async endWithContact(clientId, contactId, tx) {
      const opened = await open(clientId, contactId, tx);
      const { account, login } = opened.person;
      if (!account && !login) return;
      refuseLockOut(opened, 'ended');
      await invitations.closeAll(clientId, contactId, 'cancelled', tx);
      await logins.end(clientId, refOf(opened), tx);
    },
  };
}
