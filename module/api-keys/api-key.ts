// A key of the Customer Account API: what it may read and change, and who made it. Pure.
import { createHash, randomBytes } from 'node:crypto';
import type { PanelIdentity } from '../permissions/actor.js';

/**
 * What a key may be given, as "<area>:<read or write>"; writing includes reading. In the order of the form. `notices`: who
 * gets what and email preferences; `billing`: billing accounts and request aliases.
 */
export const SCOPE_AREAS = [
  'company',
  'contacts',
  'roles',
  'access',
  'notices',
  'billing',
  'activity',
] as const;
export type ScopeArea = (typeof SCOPE_AREAS)[number];
export type Scope = `${ScopeArea}:read` | `${ScopeArea}:write`;

/** The log is only read. */
const READ_ONLY: readonly ScopeArea[] = ['activity'];

export const SCOPES = SCOPE_AREAS.flatMap((area): Scope[] =>
  READ_ONLY.includes(area) ? [`${area}:read`] : [`${area}:read`, `${area}:write`],
);

const LEVELS = ['none', 'read', 'write'] as const;
export type Level = (typeof LEVELS)[number];

/** What a key may be given in one area. */
export const levelsOf = (area: ScopeArea): Level[] =>
  LEVELS.filter((level) => level === 'none' || isScope(`${area}:${level}`));

/** What a key may, from what was chosen in each area. Writing includes reading. */
export const scopesOf = (chosen: Record<ScopeArea, Level>): Scope[] =>
  SCOPE_AREAS.map((area) => `${area}:${chosen[area]}`).filter(isScope);

export function isScope(text: string): text is Scope {
  return (SCOPES as readonly string[]).includes(text);
}

/** Whether a key with these scopes may do what asks for `wanted`. */
export function covers(scopes: readonly Scope[], wanted: Scope): boolean {
  return scopes.includes(wanted) || scopes.includes(wanted.replace(':read', ':write') as Scope);
}

/** Who made a key; it may never do more than they may at the moment it is used. A provider's key is made on the server. */
export type KeyMaker = PanelIdentity | { kind: 'server' };

export interface ApiKey {
  keyId: number;
  /** Null: a provider's key, for all clients. */
  clientId: number | null;
  name: string;
  /** The last four signs, to tell keys apart; the key itself is not kept. */
  ending: string;
  scopes: Scope[];
  maker: KeyMaker;
  /** What the maker was called then; '' for staff, whose names clients do not see. */
  madeBy: string;
  createdAt: Date;
  lastUsedAt: Date | undefined;
  endsAt: Date | undefined;
}

const PREFIX = 'lsn_';

/** A new secret key: 256 random bits behind a prefix that scanners of leaked secrets can find. */
export const newKey = (): string => `${PREFIX}${randomBytes(32).toString('base64url')}`;

/** Undefined for what cannot be a key: then the database need not be asked. */
export function hashOf(key: string): Buffer | undefined {
  if (!/^lsn_[A-Za-z0-9_-]{43}$/.test(key)) return undefined;
  return createHash('sha256').update(key).digest();
}
