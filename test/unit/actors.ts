// Actors as prose, for rules that ask who somebody is: `subAccount().with('contacts.manage')`.
import { NO_ACCESS } from '../../module/permissions/access.js';
import type { Actor } from '../../module/permissions/actor.js';
import type { Permission } from '../../module/permissions/catalogue.js';
import { NO_CEILINGS } from '../../module/permissions/ceilings.js';
import type { Subject } from '../../module/permissions/subject.js';

const CLIENT = 7;
const NOW = new Date('2026-11-22T09:00:00Z');

const subjectOf = (kind: Subject['kind'], permissions: Permission[] = []): Subject => ({
  kind,
  provider: kind === 'staff',
  login: 'active',
  access: { ...NO_ACCESS, permissions },
  from: new Map(),
  ceilings: NO_CEILINGS,
});

export function owner(clientId = CLIENT): Actor {
  return {
    kind: 'owner',
    identity: { kind: 'login', clientId, userId: 1, contactId: null },
    name: 'Ann Lee',
    language: 'en',
    subject: subjectOf('owner'),
    epoch: 0,
    readAt: NOW,
  };
}

export function subAccount(clientId = CLIENT): Actor & { with(...granted: Permission[]): Actor } {
  const actor: Actor = {
    kind: 'sub-account',
    identity: { kind: 'login', clientId, userId: 2, contactId: null },
    name: 'Bo Chen',
    language: 'en',
    subject: subjectOf('sub-account'),
    epoch: 0,
    readAt: NOW,
  };
  return { ...actor, with: (...granted) => ({ ...actor, subject: subjectOf('sub-account', granted) }) };
}

export function staff(): Actor {
  return {
    kind: 'staff',
    identity: { kind: 'staff', staffId: 3 },
    name: 'Sam Staff',
    language: 'en',
    subject: subjectOf('staff'),
    epoch: 0,
    readAt: NOW,
  };
}
