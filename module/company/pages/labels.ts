// Names and values of the company's fields as people read them.
import { toReadForm } from '../../contacts/email.js';
import { isStateCode, stateName } from '../../reference/us-states.js';
import type { Translator } from '../../support/i18n.js';
import type { CompanyPart } from '../company.js';
import type { AskedValues } from '../request.js';

export const companyLabel = (part: CompanyPart, { t }: Translator): string => t(`company:fields.${part}`);

/** A stored value in words: "NL" is "Netherlands", "" is "None". */
export function readableValue(part: CompanyPart, value: string, words: Translator): string {
  if (value === '') return words.t('common:none');
  if (part === 'country') return words.countryName(value);
  if (part === 'stateCode') return isStateCode(value) ? stateName(value) : value;
  return part === 'email' ? toReadForm(value) : value;
}

/** What a request is about, in one line: "United States, Texas". */
export function readableValues(values: AskedValues, words: Translator): string {
  const parts = Object.entries(values) as [CompanyPart, string][];
  const said = parts.filter(([part, value]) => part !== 'stateCode' || value !== '');
  const texts = said.map(([part, value]) => readableValue(part, value, words));
  return new Intl.ListFormat(words.language, { type: 'unit', style: 'short' }).format(texts);
}

/** A choice of the provider's fields page: "Company name: Rule", "Names after creation". */
export function choiceLabel(path: string, words: Translator): string {
  const [field = '', what, language] = path.split('.');
  if (what === undefined) return words.t(`settings:${field}`);
  const label = choiceName(what, language, words);
  return words.t('company:rules.of', { field: words.t(`company:fields.${field}`), label });
}

/** The same inside the field's own group: "Rule", "Reason in English". */
export function choiceName(what: string, language: string | undefined, words: Translator): string {
  if (what === 'reasons')
    return words.t('company:rules.reasonIn', { language: words.languageName(language ?? '') });
  return words.t(what === 'address' ? 'company:rules.address' : 'company:rules.rule');
}

export function readableChoice(path: string, value: string, { t }: Translator): string {
  if (value === '') return t('common:none');
  if (path.endsWith('.rule')) return t(`company:rules.${value}`);
  return path.includes('.') ? value : t(`company:policies.${path}.${value}`);
}
