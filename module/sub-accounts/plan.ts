// What a change of access would do, decided in full (U2): the preview and the save are the same function.
import { NO_ACCESS, normaliseAccess, type Access } from '../permissions/access.js';
import { accessChanges, type AccessChange } from '../permissions/access-changes.js';
import type { Actor } from '../permissions/actor.js';
import { mayGrant, needsFreshPassword } from '../permissions/delegation.js';
import { wouldLockOut } from '../permissions/lock-out.js';
import type { Refusal } from '../permissions/refusal.js';
import type { Subject } from '../permissions/subject.js';
import { digest } from '../support/digest.js';
import { ConflictError, NotAllowedError, staleError } from '../support/errors.js';
import { isSelf, type ClientPeople, type Person } from './people.js';

export interface AccessPreview {
  before: Access;
  after: Access;
  changes: AccessChange[];
  /** Why it cannot be given; [] = it can (P4). */
  refusals: Refusal[];
  /** Nobody could manage contacts afterwards (P8). */
  locksOut: boolean;
  /** Whoever gives it proves that it is them: it opens doors for others, or everything. */
  needsPassword: boolean;
  /** Sent back with the save: refused when this is no longer what would happen. */
  seen: string;
}

export function planAccess(
  actor: Actor,
  all: ClientPeople,
  person: Person,
  wanted: Access,
  now: Date,
): AccessPreview {
  // What an ended login had, or was only chosen for one to come, is given anew: it counts against nothing.
  const before = ['none', 'ended'].includes(person.subject.login) ? NO_ACCESS : person.subject.access;
  const after = normaliseAccess(wanted);
  const target = {
    now: knownSubject(person),
    isSelf: isSelf(actor, person),
    isOwner: person.contactId === 0,
  };
  const granter: Subject = { ...actor.subject, ceilings: all.ceilings };
  const changes = accessChanges(before, after);
  const next = { ...person.subject, access: after };
  return {
    before,
    after,
    changes,
    refusals: mayGrant(granter, target, before, after, now),
    locksOut: locksOut(all, person, next, now),
    needsPassword: needsFreshPassword(before, after),
    seen: digest([person.subject.login, before, after, changes]),
  };
}

/** Whether this person as `next` would leave nobody to manage contacts (P8). */
export function locksOut({ people }: ClientPeople, person: Person, next: Subject, now: Date): boolean {
  const before = people.map(({ subject }) => subject);
  const after = people.map((other) => (other === person ? next : other.subject));
  return wouldLockOut(before, after, now);
}

/** Throws what stands in the way of a save; nothing when it may be done. */
export function refuseUnlessAllowed(
  { refusals, locksOut: lockedOut, needsPassword, seen }: AccessPreview,
  given: { seen: string; fresh: boolean },
): void {
  if (refusals[0]) {
    throw new NotAllowedError(
      'contacts.manage',
      refusals.map(({ reason }) => reason),
    );
  }
  if (lockedOut) throw new ConflictError({ key: 'sub-accounts:lastManager' });
  if (given.seen !== seen) throw staleError('sub-accounts:stale');
  if (needsPassword && !given.fresh)
    throw new NotAllowedError('contacts.manage', [{ key: 'sub-accounts:passwordNeeded' }]);
}

const knownSubject = ({ account, login, subject }: Person): Subject | undefined =>
  account || login ? subject : undefined;
