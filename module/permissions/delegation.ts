// Who may give what to whom (P4, I1–I5). Nobody gives what they do not hold at that moment. What somebody already has
// is not given again: it may stay, or be taken away, by whoever may manage them at all.
import type { Message } from '../support/errors.js';
import { NO_ACCESS, outlasts, type Access } from './access.js';
import { PERMISSIONS, type Permission } from './catalogue.js';
import { covers, effectiveAccess } from './effective-access.js';
import { explainAccess } from './explain-access.js';
import { givenBy } from './gift.js';
import { refusalsOf, type Refusal } from './refusal.js';
import { needsNoGrants, type Subject } from './subject.js';

export interface Target {
  /** As they are; undefined for a contact that never had a sub-account. */
  now: Subject | undefined;
  isSelf: boolean;
  isOwner: boolean;
}

/**
 * Why `granter` may not change the access of `target` from `before` to `after`; empty = they may. One refusal of the
 * whole, or one for each thing that they cannot give. Both accesses are what is stored, and `after` is all of it: what
 * a form left out must have been filled in with what it was, never with the widest.
 */
export function mayGrant(
  granter: Subject,
  target: Target,
  before: Access,
  after: Access,
  now: Date,
): Refusal[] {
  const whole = refusalOfWhole(granter, target, now);
  if (whole) return [{ about: 'access', reason: whole }];
  const kept = keptOf(granter, target, before, after);
  return refusalsOf(givenBy(kept, after, granter.ceilings), granter, now);
}

/**
 * Whether `other` reaches as far as `one` and further, so that `one` may not touch what they have. A login that is off
 * for now counts as on. Whoever could take the login over (its address, its password) needs more: `covers`.
 */
export function holdsMore(other: Subject, one: Subject, now: Date): boolean {
  const theirs = effectiveAccess(hasLogin(other) ? { ...other, login: 'active' } : other, now);
  const own = effectiveAccess(one, now);
  return covers(theirs, own) && !covers(own, theirs);
}

/** P4: giving contacts.manage or Everything, or either for longer. `before` is NO_ACCESS for a new sub-account. */
export function needsFreshPassword(before: Access, after: Access): boolean {
  const has = (access: Access, wanted: readonly Permission[]): boolean =>
    wanted.every((permission) => access.permissions.includes(permission));
  const isLonger = outlasts(after.expiresAt, before.expiresAt);
  return [['contacts.manage'] as const, PERMISSIONS].some(
    (wanted) => has(after, wanted) && (isLonger || !has(before, wanted)),
  );
}

function refusalOfWhole(granter: Subject, target: Target, now: Date): Message | undefined {
  if (!explainAccess(granter, { permission: 'contacts.manage' }, now).allowed)
    return { key: 'permissions:refused.manage', params: { label: 'permissions:labels.contacts.manage' } };
  if (target.isOwner) return { key: 'permissions:refused.owner' };
  if (target.isSelf) return { key: 'permissions:refused.self' };
  if (target.now && holdsMore(target.now, granter, now)) return { key: 'permissions:refused.holdsMore' };
  return undefined;
}

const hasLogin = ({ login }: Subject): boolean => login !== 'none' && login !== 'ended';

// What is there already. Giving it for longer, or again to a login that had ended, is giving it. Whoever holds all that
// the ceilings leave could give that anyway, and what the ceilings deny stays stored (P6).
function keptOf(granter: Subject, target: Target, before: Access, after: Access): Access {
  if (needsNoGrants(granter)) return before;
  const isThere = target.now !== undefined && hasLogin(target.now);
  return isThere && !outlasts(after.expiresAt, before.expiresAt) ? before : NO_ACCESS;
}
