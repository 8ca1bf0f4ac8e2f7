// Which fields of a contact cannot be changed by this actor, and why. Pages show a locked field as text with its
// reason; services refuse it on every path (C3, K1).
import type { Actor } from '../permissions/actor.js';
import type { Settings } from '../settings/store.js';
import type { Message } from '../support/errors.js';
import type { Contact, ContactDetails } from './contact.js';

export type Locks = Partial<Record<keyof ContactDetails, Message>>;

export function locksOf(contact: Contact, actor: Actor, settings: Pick<Settings, 'names'>): Locks {
  const locks: Locks = {};
  if (settings.names === 'locked') {
    const reason = { key: contact.kind === 'owner' ? 'contacts:locked.ownerNames' : 'contacts:locked.names' };
    Object.assign(locks, { firstName: reason, lastName: reason });
  }
  if (contact.kind === 'owner' && actor.kind !== 'staff') {
    for (const field of ['email', 'companyName', 'country'] as const)
      locks[field] = { key: 'contacts:locked.company' };
  }
  // On panels where a contact's row is its login, a new address would be a new sign-in name for somebody else.
  if (contact.isLogin && actor.kind === 'sub-account') locks.email = { key: 'contacts:locked.login' };
  return locks;
}
