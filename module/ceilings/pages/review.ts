// What a change of ceilings would do, before it is saved (U2): per line how many people lose it or get it back, and the
// first of them by name.
import { displayName, pathId } from '../../contacts/contact.js';
import { inputName } from '../../http/fields.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { clientName } from '../../panels/client-name.js';
import type { LineCount } from '../affected.js';
import { choiceOf, effectOf, lineKeys, type LineChange, type LineKey } from '../ceiling-line.js';
import { ceilingsAnswers, type TypedCeilings } from '../form.js';
import type { LevelState } from '../level.js';
import type { CeilingsPreview } from '../service.js';
import { pathOf } from './form.js';
import { levelLabel, lineLabel } from './labels.js';

export function reviewLocals(
  preview: CeilingsPreview,
  { lines }: TypedCeilings,
  request: PageRequest,
): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { state, changes, affected, people, seen } = preview;
  const { level, departments } = state;
  const action = to(pathOf(level, request));
  const answers = ceilingsAnswers(lines, lineKeys(departments), level.level);
  return {
    title: t('ceilings:review.title', { level: levelLabel(level, words) }),
    crumbs: [{ label: t('common:menu.ceilings'), href: action }],
    action,
    seen,
    answers: Object.entries(answers).map(([path, value]) => ({ name: inputName(path), value })),
    changes: changes.map((change, index) => changeView(change, affected.lines[index], state, request)),
    bound: changes.some((change) => effectOf(change) === 'lost') ? t('ceilings:review.bound') : undefined,
    peopleTitle: t('ceilings:review.people', { count: affected.total }),
    more: affected.total > people.length ? t('ceilings:review.first', { count: people.length }) : undefined,
    people: people.map(({ contact, client, lost, restored }) => ({
      name: displayName(contact),
      href: to(
        request.client
          ? `/contacts/${pathId(contact.contactId)}`
          : `/clients/${client.clientId}/contacts/${pathId(contact.contactId)}`,
      ),
      client: clientName(client),
      lost: labels(lost, state, request),
      restored: labels(restored, state, request),
    })),
  };
}

const KINDS = { lost: 'removed', restored: 'added', none: undefined } as const;

function changeView(
  change: LineChange,
  counted: Record<'lost' | 'restored', LineCount> | undefined,
  state: LevelState,
  request: PageRequest,
) {
  const { words } = request;
  const effect = effectOf(change);
  return {
    kind: KINDS[effect],
    word: words.t(`ceilings:choices.${change.after}`),
    text: effectText(change, counted, state, request),
  };
}

function effectText(
  change: LineChange,
  counted: Record<'lost' | 'restored', LineCount> | undefined,
  state: LevelState,
  { words }: PageRequest,
): string {
  const { t } = words;
  const { key } = change;
  const label = labelIn(key, state, words);
  const effect = effectOf(change);
  const denying = state.above.find((one) => choiceOf(one.lines, key, one.level) === 'denied');
  if (denying) return t('ceilings:effects.above', { label, level: levelLabel(denying, words) });
  if (effect === 'none') return t('ceilings:effects.none', { label });
  const { people, clients } = counted?.[effect] ?? { people: 0, clients: 0 };
  if (people === 0) return t(`ceilings:effects.nobody.${effect}`, { label });
  const where = t('ceilings:clients', { count: clients });
  return t(`ceilings:effects.${effect}`, { count: people, clients: where, label });
}

function labels(keys: readonly LineKey[], state: LevelState, { words }: PageRequest): string {
  const list = new Intl.ListFormat(words.language, { type: 'unit', style: 'short' });
  return list.format(keys.map((key) => labelIn(key, state, words)));
}

function labelIn({ kind, name }: LineKey, { departments }: LevelState, words: PageRequest['words']): string {
  const department = departments.find(({ id }) => String(id) === name)?.name || `#${name}`;
  return lineLabel(kind, kind === 'department' ? department : name, words);
}
