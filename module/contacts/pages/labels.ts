// Names and values of contact fields as people read them.
import type { Option } from '../../http/fields.js';
import { byLabel } from '../../http/place-options.js';
import type { Translator } from '../../support/i18n.js';
import { isStateCode, stateName } from '../../reference/us-states.js';
import { EMAIL_CATEGORIES } from '../../notices/notice.js';
import { DIAL_CODES, isCountryCode } from '../../reference/countries.js';
import { dialCode } from '../phone.js';

// "mail.invoice" of a line of the log, "emailCategories.invoice" of the form.
const CATEGORY = new RegExp(`^(?:mail|emailCategories)\\.(${EMAIL_CATEGORIES.join('|')})$`);

export function fieldLabel(path: string, words: Translator): string {
  const role = /^role\.(\w+)$/.exec(path)?.[1];
  if (role) return words.t(`roles:roles.${role}`);
  const category = CATEGORY.exec(path)?.[1];
  if (category) return words.t(`notices:categories.${category}`);
  return words.t(`contacts:fields.${path}`);
}

/** A stored answer in words: "NL" as a phone's country is "Netherlands (+31)", "" is "none". */
export function readableValue(path: string, value: string, words: Translator): string {
  if (path === 'emailCategories.how') return words.t(`contacts:mail.ways.${value}`);
  if (path.startsWith('emailCategories.')) return words.t(`contacts:mail.${value === 'on' ? 'on' : 'off'}`);
  if (value === '') return words.t('common:none');
  if (path.startsWith('mail.')) return words.t(`notices:states.${value}`);
  if (path === 'types') {
    const types = value.split(',').map((type) => words.t(`roles:types.${type}`));
    return new Intl.ListFormat(words.language, { type: 'unit' }).format(types);
  }
  if (path === 'kind') return words.t(`contacts:kinds.${value}`);
  if (path === 'title') return words.t(`contacts:titles.${value}`);
  if (path === 'country') return words.countryName(value);
  if (path === 'language') return words.languageName(value);
  if (path === 'state') return isStateCode(value) ? stateName(value) : value;
  if (path.endsWith('countryCode')) return countryWithDial(value, words);
  return value;
}

/** "Netherlands (+31)". */
function countryWithDial(code: string, words: Translator): string {
  if (!isCountryCode(code)) return code;
  // "+31" is read from left to right also inside Arabic: isolate it.
  const dial = words.dir === 'rtl' ? `\u2066${dialCode(code)}\u2069` : dialCode(code);
  return `${words.countryName(code)} (${dial})`;
}

/** Countries with their dial codes by name; retired ones only when `keep` is one. */
export function dialOptions(words: Translator, keep: string, retired: readonly string[]): Option[] {
  const codes = Object.keys(DIAL_CODES).filter((code) => code === keep || !retired.includes(code));
  return byLabel(
    codes.map((value) => ({ value, label: countryWithDial(value, words) })),
    words,
  );
}
