// What ceilings are called: lines, choices and levels, on the page and in the log.
import type { Translator } from '../../support/i18n.js';
import type { CeilingKind } from '../../permissions/ceiling-store.js';
import type { Level } from '../level.js';

/** "Add funds", "Services: Manage", "Department Sales". */
export function lineLabel(kind: CeilingKind, name: string, { t }: Translator): string {
  if (kind === 'permission') return t(`permissions:labels.${name}`);
  if (kind === 'department') return t('ceilings:line.department', { name });
  return t(`ceilings:line.${kind}`, { label: t(`permissions:functions.${name}`) });
}

/** "everybody", "the client group Resellers", "Example BV": inside a sentence. */
export function levelLabel({ level, name }: Pick<Level, 'level' | 'name'>, { t }: Translator): string {
  if (level === 'client') return name;
  return t(level === 'group' && name === '' ? 'ceilings:of.noGroup' : `ceilings:of.${level}`, { name });
}

/** A field of the log: "permission.billing.funds", "department.3.Sales". */
export function loggedLineLabel(field: string, words: Translator): string {
  const [, kind = '', rest = ''] = /^(permission|service|domain|department)\.(.*)$/.exec(field) ?? [];
  if (kind === '') return field;
  const [, id = '', name = ''] = /^(\d+)\.(.*)$/.exec(rest) ?? [];
  return lineLabel(kind as CeilingKind, kind === 'department' ? name || `#${id}` : rest, words);
}

export const readableLine = (_field: string, value: string, { t }: Translator): string =>
  t(`ceilings:choices.${value}`);

/** A level as the log keeps it (`levelText`). */
export function loggedLevel(text: string, words: Translator): string {
  if (text === 'provider') return levelLabel({ level: text, name: '' }, words);
  const [, level, name = ''] = /^(group|client):(.*)$/s.exec(text) ?? [];
  return level ? levelLabel({ level: level as 'group' | 'client', name }, words) : text;
}
