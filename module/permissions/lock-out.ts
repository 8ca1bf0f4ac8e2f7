// P8, I7: the last person who can manage contacts cannot lock everybody out.
import { explainAccess } from './explain-access.js';
import type { Subject } from './subject.js';

/**
 * Whether a change leaves a client with nobody who can manage contacts, or only with people whose access ends, where
 * there was somebody before. `before` and `after` are the client's owner and sub-accounts, read under its lock. The
 * owner always counts, whatever the login's state, unless a ceiling denies it (staff can then help).
 */
export function wouldLockOut(before: readonly Subject[], after: readonly Subject[], now: Date): boolean {
  const managers = (people: readonly Subject[]): Subject[] => people.filter((one) => canManage(one, now));
  const [had, has] = [managers(before), managers(after)];
  return (had.length > 0 && has.length === 0) || (had.some(isForGood) && !has.some(isForGood));
}

function canManage(subject: Subject, now: Date): boolean {
  const person = subject.kind === 'owner' ? { ...subject, login: 'active' as const } : subject;
  return explainAccess(person, { permission: 'contacts.manage' }, now).allowed;
}

const isForGood = ({ kind, access }: Subject): boolean => kind === 'owner' || access.expiresAt === undefined;
