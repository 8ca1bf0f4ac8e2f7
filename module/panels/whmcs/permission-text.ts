// Reads the permissions WHMCS keeps with a login. How era 8 stores them is not established (hosts.md §1.3), so each
// value says itself what it is: a comma list, a JSON array, a JSON object key → flag, or PHP-serialized text.
import { isPermission, type Permission } from '../../permissions/catalogue.js';
import { PERMISSION_KEYS } from './schema.js';

/** What WHMCS grants, in our words. Keys without one of ours, and anything unreadable, grant nothing. */
export function permissionsOf(stored: string | null): Set<Permission> {
  const granted = new Set<Permission>();
  for (const key of keysOf((stored ?? '').trim())) {
    const ours = Object.hasOwn(PERMISSION_KEYS, key)
      ? PERMISSION_KEYS[key as keyof typeof PERMISSION_KEYS]
      : undefined;
    if (ours && isPermission(ours)) granted.add(ours);
  }
  return granted;
}

function keysOf(text: string): string[] {
  if (text.startsWith('[') || text.startsWith('{')) return keysOfJson(text);
  if (text.startsWith('a:')) return keysOfPhp(text);
  return text.split(',').map((key) => key.trim());
}

function keysOfJson(text: string): string[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return [];
  }
  if (Array.isArray(value)) return value.filter((key) => typeof key === 'string');
  return Object.entries(value as object).flatMap(([key, flag]) => (isOn(flag) ? [key] : []));
}

const isOn = (flag: unknown): boolean => flag === true || flag === 1 || flag === '1' || flag === 'on';

// A flat array only, a list of strings or key → flag, and whole: what was cut off grants nothing, as with JSON. Read
// token by token as plain data; objects are never made.
const PHP_ARRAY = /^a:(\d+):\{((?:(?:i:\d+|s:\d+:"[^"]*");(?:[ib]:-?\d+|s:\d+:"[^"]*");)*)\}$/;
const PHP_TOKEN = /[ib]:(-?\d+);|s:(\d+):"([^"]*)";/g;

function keysOfPhp(text: string): string[] {
  const [, count, entries = ''] = PHP_ARRAY.exec(text) ?? [];
  const found = [...entries.matchAll(PHP_TOKEN)];
  const whole = found.every(
    ([, , length, word]) => word === undefined || Buffer.byteLength(word) === Number(length),
  );
  if (!whole || found.length !== 2 * Number(count)) return [];
  const tokens = found.map(([, number, , word]) => word ?? Number(number));
  const keys: string[] = [];
  for (let at = 0; at + 1 < tokens.length; at += 2) {
    const [key, value] = [tokens[at], tokens[at + 1]];
    if (typeof key === 'number' && typeof value === 'string') keys.push(value);
    if (typeof key === 'string' && isOn(value)) keys.push(key);
  }
  return keys;
}
