// Choices of an address: countries by name, and the states of the United States in their two groups (C6).
import { ADDRESS_COUNTRIES } from '../reference/address-countries.js';
import { US_STATES, US_TERRITORIES } from '../reference/us-states.js';
import type { Translator } from '../support/i18n.js';
import type { FieldSpec, Option } from './fields.js';

export const nothing = ({ t }: Translator): Option => ({ value: '', label: t('common:none') });

/** All countries an address may lie in, and the `current` one, whatever it is. */
export function countryOptions(current: string, words: Translator): Option[] {
  const more = current === '' || ADDRESS_COUNTRIES.includes(current) ? [] : [current];
  return byLabel(
    [...ADDRESS_COUNTRIES, ...more].map((value) => ({ value, label: words.countryName(value) })),
    words,
  );
}

/** 51 states and 8 territories. Their names are the same in every language. */
export function stateGroups({ t }: Translator): NonNullable<FieldSpec['groups']> {
  const options = (states: Record<string, string>): Option[] =>
    Object.entries(states).map(([value, name]) => ({ value, label: `${name} (${value})` }));
  return [
    { label: t('contacts:add.states'), options: options(US_STATES) },
    { label: t('contacts:add.territories'), options: options(US_TERRITORIES) },
  ];
}

export const byLabel = (options: readonly Option[], { language }: Translator): Option[] =>
  options.toSorted((a, b) => a.label.localeCompare(b.label, language));
