// The page of ceilings (AD5): a matrix of lines and choices, each line with what the levels above say about it.
import { formView, type FieldSpec, type FieldView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { CATALOGUE, SECTIONS } from '../../permissions/catalogue.js';
import type { CeilingKind } from '../../permissions/ceiling-store.js';
import { choiceOf, choicesAt, fieldPath, lineKeys, type LineKey } from '../ceiling-line.js';
import { ceilingsAnswers } from '../form.js';
import type { LevelRef, LevelState } from '../level.js';
import { chooserView, type Choosing } from './choose.js';
import { levelLabel, lineLabel } from './labels.js';

export interface CeilingsModel {
  choosing: Choosing;
  /** Undefined while a group or client is still to be chosen. */
  state: LevelState | undefined;
}

export function ceilingsLocals(model: CeilingsModel, request: PageRequest, typed: Typed): PageLocals {
  const { t } = request.words;
  const { state } = model;
  return {
    title: state ? titleOf(state, request) : t('ceilings:titles.choose'),
    chooser: chooserView(model.choosing, request),
    intro: t('ceilings:intro'),
    notes: request.panelNotes(['departments', 'services', 'domains', ...(request.client ? [] : GROUPS)]),
    inheriting: state && state.above.length > 0 ? t('ceilings:inheriting') : undefined,
    action: state && request.to(pathOf(state.level, request)),
    ...matrix(state, request, typed),
  };
}

const GROUPS = ['clientGroups'] as const;

export const titleOf = ({ level }: LevelState, { words }: PageRequest): string =>
  words.t('ceilings:titles.of', { level: levelLabel(level, words) });

/** Where this level's page is, in its area. */
export function pathOf({ level, id }: LevelRef, { client }: Pick<PageRequest, 'client'>): string {
  return client || level === 'provider' ? '/permissions' : `/permissions?level=${level}&id=${id}`;
}

function matrix(state: LevelState | undefined, request: PageRequest, typed: Typed) {
  const { words } = request;
  if (!state) return { form: formView([], {}, typed, words), groups: [], columns: [] };
  const { level, departments } = state;
  const keys = lineKeys(departments);
  const options = choicesAt(level.level).map((value) => ({
    value,
    label: words.t(`ceilings:choices.${value}`),
  }));
  const specs = keys.map((key): FieldSpec => ({
    path: fieldPath(key),
    type: 'radios',
    label: shortLabel(key, state, request),
    options,
  }));
  const form = formView(specs, ceilingsAnswers(level.lines, keys, level.level), typed, words);
  const rowOf = (key: LineKey) => ({
    ...(form.fields[fieldPath(key)] as FieldView),
    note: aboveNote(key, state, request),
  });
  return {
    form,
    columns: options.map(({ label }) => label),
    groups: groupsOf(keys, request)
      .filter(({ lines }) => lines.length > 0)
      .map(({ legend, lines }) => ({ legend, rows: lines.map(rowOf) })),
  };
}

function groupsOf(keys: readonly LineKey[], { words: { t } }: PageRequest) {
  const ofKind = (kind: CeilingKind): LineKey[] => keys.filter((key) => key.kind === kind);
  return [
    ...SECTIONS.map((section) => {
      const names: string[] = CATALOGUE.filter((entry) => entry.section === section).map(({ key }) => key);
      return {
        legend: t(`permissions:sections.${section}`),
        lines: ofKind('permission').filter(({ name }) => names.includes(name)),
      };
    }),
    { legend: t('ceilings:sections.service'), lines: ofKind('service') },
    { legend: t('ceilings:sections.domain'), lines: ofKind('domain') },
    { legend: t('ceilings:sections.department'), lines: ofKind('department') },
  ];
}

// Under its own legend a function or a department needs no more than its name.
function shortLabel({ kind, name }: LineKey, { departments }: LevelState, { words }: PageRequest): string {
  if (kind === 'permission') return lineLabel(kind, name, words);
  if (kind !== 'department') return words.t(`permissions:functions.${name}`);
  return departments.find(({ id }) => String(id) === name)?.name || `#${name}`;
}

/** A deny above wins, whatever stands here. */
function aboveNote(key: LineKey, { above }: LevelState, { words }: PageRequest): string | undefined {
  if (above.length === 0) return undefined;
  const denying = above.find((one) => choiceOf(one.lines, key, one.level) === 'denied');
  return denying
    ? words.t('ceilings:above.denied', { level: levelLabel(denying, words) })
    : words.t('ceilings:above.allowed');
}
