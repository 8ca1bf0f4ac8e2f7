// Our permissions and WHMCS's 13 keys. WHMCS cannot say as much as we can: it gets the nearest superset (P7), and of
// what it grants we read only what its keys say in full.
import {
  CATALOGUE,
  DOMAIN_FUNCTIONS,
  SERVICE_FUNCTIONS,
  type Permission,
} from '../../permissions/catalogue.js';
import type { PanelAccess } from '../panel-logins.js';
import { memberFor, noFor, parseText, wordOf, writeText, type StoredText } from './permission-text.js';
import { PERMISSION_KEYS, type KeyMeaning, type PermissionKey } from './schema.js';

const KEYS = Object.keys(PERMISSION_KEYS) as PermissionKey[];
const meaningOf = (key: PermissionKey): KeyMeaning => PERMISSION_KEYS[key];
const isKey = (word: string): word is PermissionKey => Object.hasOwn(PERMISSION_KEYS, word);

/** What the text grants. Keys without one of ours, and anything unreadable, grant nothing. */
export function accessOf(stored: string | null): PanelAccess {
  const text = parseText(stored);
  const granted = new Set(
    text?.members.map((member) => grantedBy(text, member)).filter((key) => key !== undefined),
  );
  return accessBy(KEYS.filter((key) => granted.has(key)));
}

export function permissionsOf(stored: string | null): Set<Permission> {
  return new Set(accessOf(stored).permissions);
}

/** What WHMCS will allow when it is told this: the nearest superset, without what no key speaks of. */
export const nearest = (access: PanelAccess): PanelAccess => accessBy(keysFor(access));

/** The keys that together allow at least this, as far as there are any. */
export function keysFor(access: PanelAccess): PermissionKey[] {
  return KEYS.filter((key) => {
    const { permissions = [], serviceFunctions = [], domainFunctions = [] } = meaningOf(key);
    return (
      permissions.some((one) => access.permissions.includes(one)) ||
      serviceFunctions.some((one) => access.serviceFunctions.includes(one)) ||
      domainFunctions.some((one) => access.domainFunctions.includes(one))
    );
  });
}

// Ours is granted when every key that speaks of it is: one of three keys is not yet "full control".
function accessBy(keys: readonly PermissionKey[]): PanelAccess {
  const whole = <One>(
    all: readonly One[],
    spoken: (meaning: KeyMeaning) => readonly One[] | undefined,
  ): One[] =>
    all.filter((one) => {
      const needed = KEYS.filter((key) => spoken(meaningOf(key))?.includes(one));
      return needed.length > 0 && needed.every((key) => keys.includes(key));
    });
  return {
    permissions: whole(
      CATALOGUE.map(({ key }) => key),
      ({ permissions }) => permissions,
    ),
    serviceFunctions: whole(SERVICE_FUNCTIONS, ({ serviceFunctions }) => serviceFunctions),
    domainFunctions: whole(DOMAIN_FUNCTIONS, ({ domainFunctions }) => domainFunctions),
  };
}

/** Whether the text shows by itself in which form to write. */
export const showsForm = (stored: string | null): boolean => parseText(stored) !== undefined;

/**
 * The text changed to grant exactly this of what we know, in the form it has; what we do not know stays. Without a form
 * of its own it takes the one that most of `others` have; without any, a comma list, which WHMCS's own API speaks.
 */
export function withAccess(stored: string | null, access: PanelAccess, others: readonly string[]): string {
  const text = parseText(stored) ?? { ...mostCommon(others), members: [] };
  const wanted = keysFor(access);
  const kept = text.members.flatMap((member) => {
    const key = member.key ?? wordOf(text, member);
    if (key === undefined || !isKey(key)) return [member];
    if (member.key === undefined) return wanted.includes(key) ? [member] : [];
    const no = noFor(text, member.raw);
    if (wanted.includes(key)) return [no === undefined ? memberFor(text, key) : member];
    return [no === undefined ? member : { key, raw: no }];
  });
  const there = new Set(kept.map((member) => member.key ?? wordOf(text, member)));
  const added = wanted.filter((key) => !there.has(key)).map((key) => memberFor(text, key));
  return writeText({ ...text, members: [...kept, ...added] });
}

function grantedBy(text: StoredText, member: StoredText['members'][number]): string | undefined {
  if (member.key === undefined) return wordOf(text, member);
  return noFor(text, member.raw) === undefined ? undefined : member.key;
}

function mostCommon(others: readonly string[]): StoredText {
  const counts = new Map<string, { text: StoredText; count: number }>();
  for (const other of others) {
    const text = parseText(other);
    if (!text) continue;
    const form = `${text.syntax} ${text.flags ? text.yes : ''}`;
    counts.set(form, { text, count: (counts.get(form)?.count ?? 0) + 1 });
  }
  const [most] = [...counts.values()].toSorted((a, b) => b.count - a.count);
  return most?.text ?? { syntax: 'comma', flags: false, yes: 'true', members: [] };
}
