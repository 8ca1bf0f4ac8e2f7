// The steps of a login's life (CL10) and when each may be taken. A page asks before it offers a step, the change asks
// again under the lock: the same rules, so that what is said and what is done cannot differ.
import { NO_ACCESS } from '../permissions/access.js';
import type { IsBlocked } from '../outbox/letter.js';
import type { Actor } from '../permissions/actor.js';
import { mayGrant } from '../permissions/delegation.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotAllowedError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import type { Invitation, KnexInvitationStore } from './invitation-store.js';
import { refuse, stateRefusal, type Doing, type LoginChange, type Opened } from './login-change.js';

export const STEPS = ['invite', 'resend', 'cancel', 'suspend', 'resume', 'end'] as const;
export type Step = (typeof STEPS)[number];

/** What has rules: each step, and giving a login something else. */
export type Act = Step | 'change';

export interface Steps {
  /** Why this actor cannot do it now; undefined when they can. */
  refusal(act: Act, actor: Actor, opened: Opened, on: Executor): Promise<StepRefusal | undefined>;
  /** Takes it: rights, lock and rules first, and the same click once. Throws what `refusal` gives. */
  take(doing: Doing, step: Step, reason: string, work: StepWork): Promise<void>;
}

export interface StepDeps {
  invitations: KnexInvitationStore;
  once: Once;
  clock: Clock;
  isBlocked: IsBlocked;
}

export type StepRefusal = ConflictError | NotAllowedError;
type StepWork = (opened: Opened, tx: Executor) => Promise<void>;

const RESEND_AFTER_MS = 2 * 60_000;

/** Whether an invitation went out so recently that another one would only confuse. */
export function isJustSent({ createdAt }: Pick<Invitation, 'createdAt'>, now: Date): boolean {
  return now.getTime() - createdAt.getTime() < RESEND_AFTER_MS;
}

export function createSteps(
  { doAs, touchRefusal, lockOutRefusal }: LoginChange,
  { invitations, once, clock, isBlocked }: StepDeps,
): Steps {
  // OP3: an invitation would not be sent there.
  async function blockedRefusal({ contact }: Opened, on: Executor): Promise<ConflictError | undefined> {
    const isRefused = await isBlocked(contact.clientId, contact.email, on);
    return isRefused ? conflict('sub-accounts:blocked') : undefined;
  }

  const RULES: Record<Act, (opened: Opened, actor: Actor, on: Executor) => MaybeLater> = {
    change: mailboxRefusal,
    invite: async (opened, _actor, on) =>
      mailboxRefusal(opened) ?? stateRefusal(opened, 'invited') ?? (await blockedRefusal(opened, on)),
    resend: async (opened, _actor, on) => {
      const { clientId, contactId } = opened.contact;
      const last = await invitations.newest(clientId, contactId, on);
      const justSent = last && isJustSent(last, clock.now());
      if (justSent) return notInvitedRefusal(opened) ?? conflict('sub-accounts:resendLater');
      return notInvitedRefusal(opened) ?? (await blockedRefusal(opened, on));
    },
    cancel: notInvitedRefusal,
    suspend: (opened) => stateRefusal(opened, 'suspended') ?? lockOutRefusal(opened, 'suspended'),
    resume: (opened, actor) => resumeRefusal(opened, actor, clock.now()),
    end: (opened) => stateRefusal(opened, 'ended') ?? lockOutRefusal(opened, 'ended'),
  };

  return {
    refusal: async (act, actor, opened, on) =>
      touchRefusal(actor, opened) ?? (await RULES[act](opened, actor, on)),

    take: (doing, step, reason, work) =>
      doAs(doing, async (opened, now, tx) => {
        const mark = { key: doing.requestKey ?? '', request: [`login.${step}`, doing.contactId, reason] };
        await once(doing.clientId, now, mark, tx, async () => {
          refuse(await RULES[step](opened, now, tx));
          await work(opened, tx);
          return true;
        });
      }),
  };
}

type MaybeLater = StepRefusal | undefined | Promise<StepRefusal | undefined>;

const conflict = (key: string): ConflictError => new ConflictError({ key });

/** A6: an address that several people read is nobody's login. */
export function mailboxRefusal({ contact }: Opened): ConflictError | undefined {
  return contact.kind === 'mailbox' ? conflict('sub-accounts:mailbox') : undefined;
}

function notInvitedRefusal({ person }: Opened): ConflictError | undefined {
  return person.account?.state === 'invited' ? undefined : conflict('sub-accounts:notInvited');
}

// Giving back is giving: nobody lets somebody do again what they cannot give themselves (P4).
function resumeRefusal({ person, all }: Opened, actor: Actor, now: Date): StepRefusal | undefined {
  const { account, subject } = person;
  if (account?.state !== 'suspended') return conflict(`sub-accounts:not.${subject.login}`);
  const granter = { ...actor.subject, ceilings: all.ceilings };
  const target = { now: { ...subject, login: 'ended' as const }, isSelf: false, isOwner: false };
  const refusals = mayGrant(granter, target, NO_ACCESS, account.access, now);
  return refusals[0]
    ? new NotAllowedError(
        'contacts.manage',
        refusals.map(({ reason }) => reason),
      )
    : undefined;
}
