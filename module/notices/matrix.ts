// Who gets what by contact (CL12), before it is saved: which boxes there are, what somebody ticked, and what that asks
// for. Pure.
import { EMAIL_CATEGORIES, type EmailCategory } from './notice.js';
import type { Preference } from './preference.js';
import type { WantedByContact, WantedPreferences } from './preference-plan.js';
import type { PreferenceRow } from './preferences-service.js';
import {
  isByHand,
  letterOf,
  NO_BOX,
  shownAs,
  type ShownByContact,
  type ShownPreference,
} from './shown-preferences.js';

/** One contact as a form sends it. */
export interface TypedRow {
  contactId: number;
  /** What was shown: a letter for each category, in catalogue order. */
  letters: string;
  ticked: readonly EmailCategory[];
  /** To follow the types again, but for what was ticked otherwise since. */
  reset: boolean;
}

export interface MatrixCell {
  preference: Preference;
  /** Undefined where nothing can be switched: it is required, or the panel cannot hold it. */
  box: { ticked: boolean; unsaved: boolean } | undefined;
}

/** What `letters` holds for these preferences as they are now. */
export const lettersOf = (row: PreferenceRow): string =>
  row.preferences.map((one) => (hasBox(row, one) ? letterOf(one, row.contactId) : NO_BOX)).join('');

const hasBox = ({ locked }: PreferenceRow, { requiredFor }: Preference): boolean =>
  locked === undefined && requiredFor.length === 0;

/**
 * The cells of a contact as they are now with what was typed over them. Where something changed since it was shown, only
 * what the person switched stays as typed.
 */
export function cellsOf(row: PreferenceRow, typed: TypedRow | undefined): MatrixCell[] {
  const letters = lettersOf(row);
  return row.preferences.map((preference, at) => {
    const now = shownAs(letters[at]);
    if (!now) return { preference, box: undefined };
    const [isOn, reset] = [preference.on, typed?.reset === true];
    const then = shownAs(typed?.letters[at]);
    const wasTicked = typed?.ticked.includes(preference.category) === true;
    const isTyped =
      then !== undefined && (typed?.letters[at] === letters[at] || wasTicked !== untouched(then, reset));
    const ticked = isTyped ? wasTicked : untouched(now, reset);
    const isReset = reset && isByHand(now.state) && ticked === now.onByTypes;
    return { preference, box: { ticked, unsaved: ticked !== isOn || isReset } };
  });
}

/** Whether a box is ticked that nobody touched. */
function untouched({ state, onByTypes }: ShownPreference, reset: boolean): boolean {
  if (isByHand(state)) return reset ? onByTypes : state === 'onByHand';
  return onByTypes;
}

/** Only what differs from what was shown. */
export function wantedOf(rows: readonly TypedRow[]): WantedByContact {
  const asked = rows.map((row) => [row.contactId, wantedOfRow(row)] as const);
  return new Map(asked.filter(([, wanted]) => Object.keys(wanted).length > 0));
}

function wantedOfRow({ letters, ticked, reset }: TypedRow): WantedPreferences {
  const wanted: WantedPreferences = {};
  EMAIL_CATEGORIES.forEach((category, at) => {
    const shown = shownAs(letters[at]);
    if (!shown) return;
    const isTicked = ticked.includes(category);
    if (isTicked !== untouched(shown, reset)) wanted[category] = isTicked;
    else if (reset && isByHand(shown.state)) wanted[category] = 'types';
  });
  return wanted;
}

export const shownOf = (rows: readonly TypedRow[]): ShownByContact =>
  new Map(
    rows.map(({ contactId, letters }) => [
      contactId,
      Object.fromEntries(EMAIL_CATEGORIES.map((category, at) => [category, letters[at] ?? NO_BOX])),
    ]),
  );

/**
 * The rows after one of the buttons that only fill boxes: "on:invoice", "off:c12" (a contact), "reset:c12". Undefined when
 * it was another button.
 */
export function afterButton(intent: string, rows: readonly TypedRow[]): TypedRow[] | undefined {
  const [act = '', about = ''] = intent.split(':');
  const category = EMAIL_CATEGORIES.find((one) => one === about);
  const contactId = rows.find((row) => about === rowName(row))?.contactId;
  if (!category && contactId === undefined) return undefined;
  const isMeant = (row: TypedRow): boolean => category !== undefined || row.contactId === contactId;
  if (act === 'on' || act === 'off')
    return rows.map((row) =>
      isMeant(row) ? filled(row, category ? [category] : EMAIL_CATEGORIES, act) : row,
    );
  if (act !== 'reset' || contactId === undefined) return undefined;
  return rows.map((row) => (isMeant(row) ? resetRow(row) : row));
}

/** "c12": names in forms begin with a letter. */
export const rowName = ({ contactId }: Pick<TypedRow, 'contactId'>): string => `c${contactId}`;

function filled(row: TypedRow, categories: readonly EmailCategory[], act: 'on' | 'off'): TypedRow {
  const others = row.ticked.filter((category) => !categories.includes(category));
  return { ...row, ticked: act === 'on' ? [...others, ...categories] : others };
}

function resetRow(row: TypedRow): TypedRow {
  const ticked = EMAIL_CATEGORIES.filter((_category, at) => {
    const shown = shownAs(row.letters[at]);
    return shown !== undefined && untouched(shown, true);
  });
  return { ...row, ticked, reset: true };
}
