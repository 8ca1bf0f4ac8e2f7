// The form of the company (CL2): what is locked as text, the rest as fields.
import { formView, reasonSpecs, type FieldSpec } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import { countryOptions, nothing, stateGroups } from '../../http/place-options.js';
import { toReadForm } from '../../contacts/email.js';
import type { Translator } from '../../support/i18n.js';
import { COMPANY_PARTS, partOf, REST_PATH, toValues, type CompanyPart } from '../company.js';
import { isCompanyField } from '../field-rule.js';
import type { CompanyRecord } from '../service.js';
import { companyLabel, readableValue } from './labels.js';
import { lockTexts, shownParts } from './rows.js';

export function companyFormLocals(record: CompanyRecord, request: PageRequest, typed: Typed): PageLocals {
  const { words, to, actor } = request;
  const own = actor.kind !== 'staff';
  const stored = storedAnswers(record);
  const specs = editableParts(record).map((part): FieldSpec => ({
    ...partSpec(part, record, words),
    path: REST_PATH[part],
    label: companyLabel(part, words),
    // Staff type somebody else's data: a browser must not fill in theirs (AX18).
    autocomplete: own ? AUTOCOMPLETE[part] : 'off',
  }));
  return {
    title: words.t('company:edit.title'),
    crumbs: [{ label: words.t('company:title'), href: to('/company') }],
    form: formView([...specs, ...reasonSpecs(request)], stored, typed, words),
    notes: request.panelNotes(['ownerDetails', 'taxNumber']),
    locked: lockedViews(record, request),
    canSave: specs.length > 0,
    back: to('/company'),
  };
}

/** What the form holds before anybody types. */
export function storedAnswers(record: CompanyRecord): Answers {
  const values = toValues(record.company);
  values.email = toReadForm(values.email);
  return Object.fromEntries(editableParts(record).map((part) => [REST_PATH[part], values[part]]));
}

export function describeAnswer(path: string, value: string, { words }: PageRequest) {
  const part = partOf(path);
  return part
    ? { label: companyLabel(part, words), value: readableValue(part, value, words) }
    : { label: words.t('common:reason'), value };
}

// A country that cannot be changed from here needs no state, unless it is the one that has them (C6).
function editableParts({ fields, locked, company }: CompanyRecord): CompanyPart[] {
  const open = fields.filter((field) => !locked.includes(field));
  const hasState =
    open.includes('country') || (fields.includes('country') && company.address.country === 'US');
  return COMPANY_PARTS.filter((part) => (part === 'stateCode' ? hasState : open.includes(part)));
}

/** The control for a value of this part. */
export function partSpec(
  part: CompanyPart,
  { company }: Pick<CompanyRecord, 'company'>,
  words: Translator,
): Pick<FieldSpec, 'type'> & Partial<FieldSpec> {
  if (part === 'country')
    return {
      type: 'select',
      width: '20',
      options: [nothing(words), ...countryOptions(company.address.country, words)],
    };
  if (part === 'stateCode')
    return {
      type: 'select',
      width: '20',
      when: 'address[country]=US',
      hint: words.t('contacts:hints.state'),
      options: [nothing(words)],
      groups: stateGroups(words),
    };
  if (part === 'email') return { type: 'email', width: 'full', spellcheck: false };
  return { type: 'text', width: part === 'houseNumber' || part === 'postalCode' ? '8' : '20' };
}

const AUTOCOMPLETE: Record<CompanyPart, string> = {
  name: 'organization',
  vatNumber: 'off',
  email: 'email',
  street: 'address-line1',
  houseNumber: 'off',
  postalCode: 'postal-code',
  city: 'address-level2',
  country: 'country',
  stateCode: 'address-level1',
};

function lockedViews(record: CompanyRecord, { words, settings, to }: PageRequest) {
  const values = toValues(record.company);
  const editable = editableParts(record);
  return shownParts({ fields: record.fields, values })
    .filter(isCompanyField)
    .filter((field) => !editable.includes(field))
    .map((field) => ({
      label: companyLabel(field, words),
      value: readableValue(field, values[field], words),
      lock: record.lockedByPanel.includes(field)
        ? undefined
        : {
            ...lockTexts(field, record.rules, { words, settings }),
            ask: to(`/company/ask/${field}`),
            askLabel: `${words.t('company:ask.link')}: ${companyLabel(field, words)}`,
          },
    }));
}
