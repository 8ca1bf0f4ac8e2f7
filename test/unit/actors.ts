// Actors as prose, for rules that ask who somebody is: `subAccount().with('contacts.manage')`.
import type { Actor } from '../../module/permissions/actor.js';
import type { Permission } from '../../module/permissions/catalogue.js';

const CLIENT = 7;

export function owner(clientId = CLIENT): Actor {
  return {
    kind: 'owner',
    identity: { kind: 'login', clientId, userId: 1, contactId: null },
    name: 'Ann Lee',
    language: 'en',
    granted: new Set(),
  };
}

export function subAccount(clientId = CLIENT): Actor & { with(...granted: Permission[]): Actor } {
  const actor: Actor = {
    kind: 'sub-account',
    identity: { kind: 'login', clientId, userId: 2, contactId: null },
    name: 'Bo Chen',
    language: 'en',
    granted: new Set(),
  };
  return { ...actor, with: (...granted) => ({ ...actor, granted: new Set(granted) }) };
}

export function staff(): Actor {
  return {
    kind: 'staff',
    identity: { kind: 'staff', staffId: 3 },
    name: 'Sam Staff',
    language: 'en',
    granted: new Set(),
  };
}
