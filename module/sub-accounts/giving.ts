// Giving access: to a login that is there, with an invitation, or with a password set by whoever gives it (A2, A3).
import { randomBytes } from 'node:crypto';
import type { Contact } from '../contacts/contact.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Access } from '../permissions/access.js';
import { actsForProvider, nameForClient, type Actor } from '../permissions/actor.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, staleError, TooManyError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { changesOf, provenanceOf } from './access-log.js';
import type { KnexInvitationStore } from './invitation-store.js';
import {
  refOf,
  refuse,
  refuseGone,
  stateRefusal,
  type Doing,
  type LoginChange,
  type Opened,
} from './login-change.js';
import type { PeopleDeps } from './people.js';
import { planAccess, refuseUnlessAllowed } from './plan.js';
import { mailboxRefusal, type Steps } from './steps.js';
import { toPanelAccess } from './sub-account.js';

export interface Given {
  access: Access;
  /** Key of the preset that was filled in and not changed since; '' for none. */
  preset: string;
  /** Of the preview that was looked at. */
  seen: string;
  /** The password was checked at most ten minutes ago. Nobody asks staff for it. */
  fresh: boolean;
  reason: string;
  requestKey: string;
}

export interface GivingDeps extends Pick<PeopleDeps, 'logins'> {
  invitations: KnexInvitationStore;
  outbox: KnexOutboxStore;
  once: Once;
  clock: Clock;
}

export interface Giving {
  change(doing: Doing, given: Given): Promise<void>;
  invite(doing: Doing, given: Given): Promise<void>;
  activate(doing: Doing, given: Given, passwordHash: string): Promise<void>;
  resend(doing: Doing): Promise<void>;
}

const INVITATIONS_PER_HOUR = 20;

export function createGiving(
  { doAs, put }: LoginChange,
  steps: Steps,
  { logins, invitations, outbox, once, clock }: GivingDeps,
): Giving {
  /** What an access is going to be, checked; the row's part of it, and the log's. */
  function grant(now: Actor, { all, person }: Opened, given: Given) {
    const plan = planAccess(now, all, person, given.access, clock.now());
    refuseUnlessAllowed(plan, { seen: given.seen, fresh: given.fresh || actsForProvider(now) });
    const name = nameForClient(now);
    const by = { preset: given.preset, name, at: clock.now() };
    const from = provenanceOf(person.subject.from, plan.before, plan.after, by);
    const row = { access: plan.after, from, preset: given.preset, grantedBy: name };
    return { plan, row, log: { changes: changesOf(plan.changes), reason: given.reason } };
  }

  async function sendInvitation({ actor, clientId, contactId }: Doing, contact: Contact, tx: Executor) {
    const hourAgo = new Date(clock.now().getTime() - 3_600_000);
    if ((await invitations.countSince(clientId, hourAgo, tx)) >= INVITATIONS_PER_HOUR)
      throw new TooManyError(3600);
    await invitations.closeAll(clientId, contactId, 'replaced', tx);
    await invitations.insert(
      {
        // The hash of no token: it is made when the mail is written, so that it stands nowhere but there.
        tokenHash: randomBytes(32),
        clientId,
        contactId,
        email: contact.email,
        inviter: actor.identity,
        inviterName: nameForClient(actor),
      },
      tx,
    );
    await outbox.enqueue(clientId, 'invitation', { contactId }, tx);
  }

  /** The same click twice counts once. */
  const onceAs = (
    doing: Doing,
    what: string,
    given: Given,
    work: (opened: Opened, now: Actor, tx: Executor) => Promise<void>,
  ) =>
    doAs(doing, async (opened, now, tx) => {
      const mark = { key: given.requestKey, request: [what, doing.contactId, given.access] };
      await once(doing.clientId, now, mark, tx, async () => {
        await work(opened, now, tx);
        return true;
      });
    });

  return {
    change: (doing, given) =>
      onceAs(doing, 'access.change', given, async (opened, now, tx) => {
        refuse(await steps.refusal('change', now, opened, tx));
        const state = opened.person.subject.login;
        const { plan, row, log } = grant(now, opened, given);
        if (plan.changes.length === 0) return;
        await put(doing, opened, { ...row, state }, { ...log, action: 'access.changed' }, tx);
        if (state !== 'active') return;
        await outbox.enqueue(doing.clientId, 'access-changed', { contactId: doing.contactId }, tx);
        const told = toPanelAccess(plan.after);
        refuseGone(await logins.setPermissions(doing.clientId, refOf(opened), told, tx));
      }),

    invite: (doing, given) =>
      onceAs(doing, 'login.invite', given, async (opened, now, tx) => {
        refuse(await steps.refusal('invite', now, opened, tx));
        const { row, log } = grant(now, opened, given);
        await put(doing, opened, { ...row, state: 'invited' }, { ...log, action: 'login.invited' }, tx);
        await sendInvitation(doing, opened.contact, tx);
      }),

    activate: (doing, given, passwordHash) =>
      onceAs(doing, 'login.activate', given, async (opened, now, tx) => {
        refuse(mailboxRefusal(opened) ?? stateRefusal(opened, 'active'));
        const { plan, row, log } = grant(now, opened, given);
        const { contact } = opened;
        const person = { ...contact, language: contact.language || undefined, emailProven: false };
        const access = toPanelAccess(plan.after);
        const ref = await logins.activate(doing.clientId, person, { passwordHash }, access, tx);
        if (ref === 'taken') throw new ConflictError({ key: 'sub-accounts:taken' });
        if (ref === 'gone') throw staleError('sub-accounts:stale');
        await invitations.closeAll(doing.clientId, doing.contactId, 'cancelled', tx);
        const next = { ...row, state: 'active' as const, userId: ref.userId };
        await put(doing, opened, next, { ...log, action: 'login.activated' }, tx);
      }),

    resend: (doing) =>
      steps.take(doing, 'resend', '', async (opened, tx) => {
        await put(doing, opened, { state: 'invited' }, { action: 'login.invited' }, tx);
        await sendInvitation(doing, opened.contact, tx);
      }),
  };
}
