// The filters of the log: the fields of their form, and the chips that take one away each.
import type { FieldSpec } from '../../http/fields.js';
import type { PageRequest } from '../../http/page.js';
import type { LogQuery } from '../query.js';
import { ACTOR_GROUPS, AUDIT_ACTIONS, type AuditAction } from '../store.js';
import { actionKey } from './line.js';

/** What the provider does to itself: no client's log has it. */
const OF_PROVIDER: readonly AuditAction[] = [
  'rules.changed',
  'preset.changed',
  'notice.changed',
  'notice.removed',
  'market.changed',
  'market.removed',
];

/** `every`: the log of all clients has two filters more. */
export function filterFields(query: LogQuery, { words: { t } }: PageRequest, every: boolean): FieldSpec[] {
  const label = (path: string): string => t(`audit:fields.${path}`);
  const actions = AUDIT_ACTIONS.filter((action) => every || !OF_PROVIDER.includes(action));
  const day = (path: 'from' | 'to'): FieldSpec => ({
    path,
    // A browser's own field for a day drops what is none: then it stays as it was typed.
    type: query.errors[path] ? 'text' : 'date',
    label: label(path),
    hint: t('audit:hints.day'),
    autocomplete: 'off',
  });
  const choice = (path: string, all: string, options: { value: string; label: string }[]): FieldSpec => ({
    path,
    type: 'select',
    label: label(path),
    options: [{ value: '', label: all }, ...options],
    autocomplete: 'off',
  });
  const groups = ACTOR_GROUPS.map((group) => ({ value: group, label: t(`audit:options.${group}`) }));
  const what = actions.map((action) => ({ value: action, label: t(`audit:actions.${actionKey(action)}`) }));
  return [
    {
      path: 'who',
      type: 'search',
      label: label('who'),
      hint: every ? t('audit:hints.whoOfAll') : t('audit:hints.who', { staff: t('common:someStaff') }),
      autocomplete: 'off',
      spellcheck: false,
    },
    ...(every ? [choice('by', t('audit:options.anyone'), groups)] : []),
    choice('what', t('audit:options.anything'), what),
    ...(every
      ? [{ path: 'client', type: 'text', label: label('client'), autocomplete: 'off', width: '8' } as const]
      : []),
    day('from'),
    day('to'),
  ];
}

/** One for each filter in use: its name in the address, and what it says. */
export function chips(
  { answers }: LogQuery,
  contactName: string | undefined,
  { words: { t } }: PageRequest,
): { name: string; label: string }[] {
  const readable = (name: string, value: string): string => {
    if (name === 'contact') return t('audit:about', { name: contactName ?? value });
    if (name === 'what') return t(`audit:actions.${actionKey(value as AuditAction)}`);
    if (name === 'by') return t(`audit:options.${value}`);
    return t('audit:chip', { label: t(`audit:fields.${name}`), value });
  };
  return Object.entries(answers)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => ({ name, label: readable(name, value) }));
}
