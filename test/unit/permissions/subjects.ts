// Subjects of decisions as prose: `subAccount({ permissions: ['support.view'] }, { login: 'suspended' })`.
import { NO_ACCESS, type Access } from '../../../module/permissions/access.js';
import { PERMISSIONS, type Permission } from '../../../module/permissions/catalogue.js';
import {
  NO_CEILINGS,
  OPEN_CEILING,
  type Ceiling,
  type Ceilings,
} from '../../../module/permissions/ceilings.js';
import { explainAccess } from '../../../module/permissions/explain-access.js';
import type { Question } from '../../../module/permissions/question.js';
import type { Subject } from '../../../module/permissions/subject.js';

export const NOW = new Date('2026-12-01T12:00:00Z');
export const BEFORE = new Date('2026-11-30T12:00:00Z');
export const LATER = new Date('2026-12-31T12:00:00Z');
export const MUCH_LATER = new Date('2027-06-30T12:00:00Z');

export const accessOf = (parts: Partial<Access> = {}): Access => ({ ...NO_ACCESS, ...parts });

/** All 20, everywhere. */
export const EVERYTHING = accessOf({
  permissions: [...PERMISSIONS],
  services: { mode: 'all', functions: ['view', 'billing', 'signOn', 'manage', 'upgrade', 'cancel'] },
  domains: { mode: 'all', functions: ['view', 'nameservers', 'renew', 'manage'] },
});

const PLAIN: Subject = {
  kind: 'sub-account',
  provider: false,
  login: 'active',
  access: NO_ACCESS,
  from: new Map(),
  ceilings: NO_CEILINGS,
};

export const subAccount = (access: Partial<Access> = {}, rest: Partial<Subject> = {}): Subject => ({
  ...PLAIN,
  access: accessOf(access),
  ...rest,
});

export const owner = (rest: Partial<Subject> = {}): Subject => ({ ...PLAIN, kind: 'owner', ...rest });

export const staff = (rest: Partial<Subject> = {}): Subject => ({
  ...PLAIN,
  kind: 'staff',
  provider: true,
  ...rest,
});

export const clientKey = (access: Partial<Access> = {}, rest: Partial<Subject> = {}): Subject => ({
  ...subAccount(access, rest),
  kind: 'key',
});

export const providerKey = (rest: Partial<Subject> = {}): Subject => ({ ...staff(rest), kind: 'key' });

export const ceilingOf = (parts: Partial<Ceiling>): Ceiling => ({ ...OPEN_CEILING, ...parts });

export const ceilingsOf = (levels: Partial<Record<keyof Ceilings, Partial<Ceiling>>>): Ceilings => ({
  provider: ceilingOf(levels.provider ?? {}),
  group: ceilingOf(levels.group ?? {}),
  client: ceilingOf(levels.client ?? {}),
});

/** A ceiling of the provider's on these permissions. */
export const without = (...permissions: Permission[]): Ceilings =>
  ceilingsOf({ provider: { permissions: new Set(permissions) } });

export const isAllowed = (subject: Subject, question: Question): boolean =>
  explainAccess(subject, question, NOW).allowed;

/** The reasons without what is the same in all of them: "ceiling.provider preset". */
export const reasonsOf = (subject: Subject, question: Question): string =>
  explainAccess(subject, question, NOW)
    .reasons.map(({ key }) => key.replace('permissions:because.', ''))
    .join(' ');
