// Who gets what by contact (CL12): a box for every category of every contact of the page, and why it is as it is.
import { pathId } from '../../contacts/contact.js';
import { formView, reasonSpecs } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { FieldErrors } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { cellsOf, lettersOf, rowName, type MatrixCell, type TypedRow } from '../matrix.js';
import { typedRows } from '../matrix-form.js';
import { categoryLabel, EMAIL_CATEGORIES } from '../notice.js';
import { preferencesIn } from '../preference.js';
import type { PreferenceRow } from '../preferences-service.js';
import { isByHand } from '../shown-preferences.js';
import { matrixPath, viewLinks } from './views.js';

export interface ByContactModel {
  view: 'contact';
  q: string;
  page: number;
  total: number;
  /** This very page, below the area. */
  path: string;
  rows: PreferenceRow[];
  /** What was ticked and not saved yet. */
  typed: readonly TypedRow[];
  reason: string;
}

export function byContactLocals(model: ByContactModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { q, page, total, path, rows } = model;
  const heading = t('who-gets-what:byContact');
  const columns = EMAIL_CATEGORIES.map((category) => ({ category, label: t(categoryLabel(category)) }));
  const all = typed.answers ? typedRows(typed.answers) : model.typed;
  const shown = rows.map((row) => ({ row, typed: all.find((one) => one.contactId === row.contactId) }));
  return {
    title: page > 1 ? t('contacts:list.titlePage', { title: heading, page }) : heading,
    ...viewLinks('contact', request),
    simulate: to('/notices/simulate'),
    form: matrixFormView(model, request, typed),
    action: to(path),
    search: to('/notices'),
    clear: to(matrixPath('contact')),
    q,
    columns: columns.map((column) => ({ ...column, acts: fillActs(column.category, column.label, words) })),
    rows: shown.map((one) => rowView(one.row, one.typed, typed.errors, request)),
    notes: request.panelNotes([...new Set(rows.map(({ contactId }) => preferencesIn(contactId)))]),
    canSave: rows.some(({ locked }) => locked === undefined),
    empty:
      rows.length > 0
        ? undefined
        : total > 0
          ? t('common:pagination.pastEnd')
          : t('contacts:list.noMatch', { q }),
    pagination: paginationView(
      total,
      PAGE_SIZE,
      page,
      (at) => to(matrixPath('contact', { q, page: at })),
      words,
    ),
  };
}

function matrixFormView({ reason }: ByContactModel, request: PageRequest, typed: Typed) {
  const { errors } = typed;
  const ofForm = Object.fromEntries(Object.entries(errors).filter(([path]) => !CELL.test(path)));
  const view = formView(reasonSpecs(request), { reason }, { ...typed, errors: ofForm }, request.words);
  const ofCells = Object.entries(errors).filter(([path]) => CELL.test(path));
  const summary = ofCells.map(([path, error]) => ({
    href: `#${cellId(path)}`,
    text: request.words.say(error),
  }));
  return { ...view, summary: [...view.summary, ...summary] };
}

/** "12.invoice", as services name what is wrong. */
const CELL = /^\d+\.[a-z]+$/;
const cellId = (path: string): string => `c${path.replace('.', '-')}`;

function rowView(row: PreferenceRow, typed: TypedRow | undefined, errors: FieldErrors, request: PageRequest) {
  const { words, to } = request;
  const { contactId, name, preferences } = row;
  const cells = cellsOf(row, typed);
  const isTouchable = cells.some(({ box }) => box !== undefined);
  const byHand = preferences.some(({ state }, at) => cells[at]?.box && isByHand(state)) && !typed?.reset;
  return {
    name,
    field: rowName(row),
    letters: lettersOf(row),
    reset: typed?.reset === true,
    href: to(`/contacts/${pathId(contactId)}`),
    cells: cells.map((cell) => cellView(cell, row, errors, words)),
    acts: [
      ...(isTouchable ? fillActs(rowName(row), name, words) : []),
      ...(byHand ? [actOf('reset', rowName(row), name, words)] : []),
    ],
  };
}

function cellView(
  { preference, box }: MatrixCell,
  { contactId, name }: PreferenceRow,
  errors: FieldErrors,
  words: Translator,
) {
  const { t } = words;
  const { category, state, requiredFor } = preference;
  const [role] = requiredFor;
  const label = t(categoryLabel(category));
  const path = `${contactId}.${category}`;
  const error = errors[path];
  const stateText = state === 'off' ? '' : t(`notices:states.${state}`);
  return {
    label,
    category,
    ticked: box?.ticked,
    name: t('who-gets-what:send', { label, name }),
    dot: box !== undefined && !box.unsaved && isByHand(state),
    text: textOf(),
    error: error && words.say(error),
    id: error && cellId(path),
  };

  function textOf(): string {
    if (role) return t('notices:preference.always', { role });
    if (!box) return stateText || t('notices:states.off');
    return box.unsaved ? t('who-gets-what:unsaved') : stateText;
  }
}

const fillActs = (about: string, label: string, words: Translator) =>
  (['on', 'off'] as const).map((act) => actOf(act, about, label, words));

const actOf = (act: 'on' | 'off' | 'reset', about: string, label: string, { t }: Translator) => ({
  intent: `${act}:${about}`,
  text: t(`who-gets-what:acts.${act}`),
  label,
});
