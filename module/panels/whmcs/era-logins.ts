// What the logins of both eras have in common.
import type { Knex } from 'knex';
import type { PanelAccess, PanelLogins } from '../panel.js';
import { showsForm, withAccess } from './permissions.js';

/** What differs between the eras. */
export interface EraLogins extends Pick<
  PanelLogins,
  | 'count'
  | 'list'
  | 'listMany'
  | 'find'
  | 'findByEmail'
  | 'refusals'
  | 'activate'
  | 'setPermissions'
  | 'suspend'
  | 'resume'
  | 'end'
  | 'setPassword'
> {
  /** The hash to compare with; undefined for no such login, a stopped one, and one with a second factor. */
  storedPassword: (...login: Parameters<PanelLogins['find']>) => Promise<string | undefined>;
}

export type Row = Record<string, string | number | null>;

/** Not from anybody's page: the owner's login is never written. */
export function refuseOwner(): never {
  throw new Error('The login of an owner is never written');
}

export const NO_GRANTS: PanelAccess = { permissions: [], serviceFunctions: [], domainFunctions: [] };

// Enough to tell the form that this database uses, few enough for every write.
const SAMPLE = 200;

/** The text that grants this, in the form of the stored one, else in that of the latest of `rows`. */
export async function permissionText(
  stored: string | null,
  access: PanelAccess,
  rows: () => Knex.QueryBuilder,
): Promise<string> {
  if (showsForm(stored)) return withAccess(stored, access, []);
  const others = rows().whereNotNull('permissions').whereNot('permissions', '');
  const texts = (await others.orderBy('id', 'desc').limit(SAMPLE).pluck('permissions')) as string[];
  return withAccess(stored, access, texts);
}

/** A moment as the panel wrote it; its zero dates are none. */
export function momentOf(stored: string | number | null | undefined): string | undefined {
  const text = String(stored ?? '');
  return text === '' || text.startsWith('0000') ? undefined : text;
}
