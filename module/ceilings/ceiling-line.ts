// One line of a ceiling: a permission, a function or a department, and what a level says about it. Pure.
import type { CeilingKind, CeilingLine } from '../permissions/ceiling-store.js';
import { DOMAIN_FUNCTIONS, PERMISSIONS, SERVICE_FUNCTIONS } from '../permissions/catalogue.js';
import type { CeilingLevel } from '../permissions/ceilings.js';
import type { Department } from '../panels/panel-hosting.js';

export const CHOICES = ['inherit', 'allowed', 'denied'] as const;
export type Choice = (typeof CHOICES)[number];

/** Above the provider there is nothing to inherit from. */
export function choicesAt(level: CeilingLevel): readonly Choice[] {
  return level === 'provider' ? ['allowed', 'denied'] : CHOICES;
}

/** What a line is about; `name` is a key of the catalogue, or a department's id. */
export type LineKey = Pick<CeilingLine, 'kind' | 'name'>;

/** All that can be decided, in the order of the page. */
export function lineKeys(departments: readonly Pick<Department, 'id'>[]): LineKey[] {
  const named = (kind: CeilingKind, names: readonly string[]): LineKey[] =>
    names.map((name) => ({ kind, name }));
  return [
    ...named('permission', PERMISSIONS),
    ...named('service', SERVICE_FUNCTIONS),
    ...named('domain', DOMAIN_FUNCTIONS),
    ...named(
      'department',
      departments.map(({ id }) => String(id)),
    ),
  ];
}

/** Where it stands in the form: "permission.billingFunds", "department.d3". */
export function fieldPath({ kind, name }: LineKey): string {
  const field = name.replace(/\.(\w)/g, (_dot, letter: string) => letter.toUpperCase());
  return `${kind}.${kind === 'department' ? `d${field}` : field}`;
}

export const isSameLine = (one: LineKey, other: LineKey): boolean =>
  one.kind === other.kind && one.name === other.name;

/** What a level says about it. */
export function choiceOf(lines: readonly CeilingLine[], key: LineKey, level: CeilingLevel): Choice {
  const line = lines.find((one) => isSameLine(one, key));
  if (line && !line.allowed) return 'denied';
  return line || level === 'provider' ? 'allowed' : 'inherit';
}

/** The line that says this; none where a row would say what its absence says. */
export function lineFor(key: LineKey, choice: Choice, level: CeilingLevel): CeilingLine[] {
  if (choice === 'denied') return [{ ...key, allowed: false }];
  return choice === 'allowed' && level !== 'provider' ? [{ ...key, allowed: true }] : [];
}

export interface LineChange {
  key: LineKey;
  before: Choice;
  after: Choice;
}

/** In the order of the page. */
export function lineChanges(
  keys: readonly LineKey[],
  level: CeilingLevel,
  before: readonly CeilingLine[],
  after: readonly CeilingLine[],
): LineChange[] {
  return keys
    .map((key) => ({ key, before: choiceOf(before, key, level), after: choiceOf(after, key, level) }))
    .filter((change) => change.before !== change.after);
}

/** Only a deny decides (P1): between the other two nothing changes for anybody. */
export function effectOf({ before, after }: LineChange): 'lost' | 'restored' | 'none' {
  if (after === 'denied') return 'lost';
  return before === 'denied' ? 'restored' : 'none';
}
