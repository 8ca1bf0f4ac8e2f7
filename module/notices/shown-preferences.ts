// What a page showed of a preference, as one letter: it travels with the form, so that only what somebody switched is
// asked for, and so that a switch which somebody else turned meanwhile is noticed (D3). Pure.
import type { EmailCategory } from './notice.js';
import type { Preference, PreferenceState } from './preference.js';

export interface ShownPreference {
  state: PreferenceState;
  /** Whether it is on once it is reset to the types. */
  onByTypes: boolean;
}

/** By contact, then by category: the letters. */
export type ShownByContact = ReadonlyMap<number, Partial<Record<EmailCategory, string>>>;

const LETTERS: Record<string, ShownPreference> = {
  t: { state: 'fromType', onByTypes: true },
  d: { state: 'byDefault', onByTypes: true },
  o: { state: 'off', onByTypes: false },
  h: { state: 'onByHand', onByTypes: false },
  H: { state: 'onByHand', onByTypes: true },
  f: { state: 'offByHand', onByTypes: false },
  F: { state: 'offByHand', onByTypes: true },
};

/** For a preference that is not shown as a box. */
export const NO_BOX = '-';

/** One letter a category, or NO_BOX. */
export const SHOWN = new RegExp(`^[${Object.keys(LETTERS).join('')}${NO_BOX}]*$`);

export function letterOf({ state, types }: Preference, contactId: number): string {
  const onByTypes = types.length > 0 || contactId === 0;
  const found = Object.entries(LETTERS).find(
    ([, shown]) => shown.state === state && (!isByHand(state) || shown.onByTypes === onByTypes),
  );
  return (found as [string, ShownPreference])[0];
}

/** Undefined for what was no box. */
export const shownAs = (letter: string | undefined): ShownPreference | undefined => LETTERS[letter ?? NO_BOX];

export const isByHand = (state: PreferenceState): boolean => state === 'onByHand' || state === 'offByHand';
