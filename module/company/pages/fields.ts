// The provider's page about the company's fields (AD7): a rule each, what clients read about a lock, three policies, and
// a sample of what clients see.
import { formView, inputName, type FieldSpec, type FieldView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { manifest } from '../../manifest.js';
import type { CompanyValues } from '../company.js';
import { allowedRules, isHidden, lockedFields, lockReason, type CompanyField } from '../field-rule.js';
import { fieldsAnswers, POLICIES, policyOptions, type ProviderFields } from '../fields-form.js';
import { choiceLabel, choiceName, companyLabel, readableChoice } from './labels.js';
import { companyRows } from './rows.js';

export interface FieldsModel {
  fields: ProviderFields;
  /** Without the tax number where the panel has no column for it. */
  shown: readonly CompanyField[];
}

export function fieldsLocals(model: FieldsModel, request: PageRequest, typed: Typed): PageLocals {
  const { words } = request;
  const { fields, shown } = model;
  const groups = shown.map((field) => ({
    legend: companyLabel(field, words),
    specs: fieldSpecs(field, model, request),
  }));
  const policies = POLICIES.map((policy): FieldSpec => ({
    path: policy,
    type: 'select',
    width: '20',
    label: choiceLabel(policy, words),
    options: policyOptions(policy).map((value) => ({ value, label: readableChoice(policy, value, words) })),
    autocomplete: 'off',
  }));
  const specs = [...groups.flatMap((group): FieldSpec[] => group.specs), ...policies];
  const form = formView(specs, fieldsAnswers(fields), typed, words);
  const viewsOf = (some: readonly FieldSpec[]): FieldView[] =>
    some.map(({ path }) => form.fields[path] as FieldView);
  return {
    title: words.t('company:rules.title'),
    form,
    groups: [
      ...groups.map(({ legend, specs: [rule, address, ...reasons] }) => ({
        legend,
        lines: [viewsOf([rule, address]), viewsOf(reasons)],
      })),
      { legend: words.t('company:policies.title'), lines: [viewsOf(policies)] },
    ],
    notes: request.panelNotes(['ownerDetails', 'taxNumber']),
    sample: sampleRows(model, request),
  };
}

export const describeChoice = (path: string, value: string, { words }: PageRequest) => ({
  label: choiceLabel(path, words),
  value: readableChoice(path, value, words),
});

function fieldSpecs(
  field: CompanyField,
  { fields }: FieldsModel,
  { words, settings }: PageRequest,
): [FieldSpec, FieldSpec, ...FieldSpec[]] {
  const rulePath = `${field}.rule`;
  const when = `${inputName(rulePath)}=locked`;
  const rule: FieldSpec = {
    path: rulePath,
    type: 'select',
    width: '20',
    label: choiceName('rule', undefined, words),
    options: allowedRules(field).map((value) => ({ value, label: words.t(`company:rules.${value}`) })),
    autocomplete: 'off',
  };
  const address: FieldSpec = {
    path: `${field}.address`,
    type: 'email',
    width: 'full',
    when,
    label: choiceName('address', undefined, words),
    hint: settings.helpEmail
      ? words.t('company:rules.emptyAddress', { address: settings.helpEmail })
      : words.t('company:rules.noAddress'),
    autocomplete: 'off',
    spellcheck: false,
  };
  const ours = lockReason({ ...fields.rules[field], reasons: {} }, field, words.language);
  const reasons = manifest.languages.map((language): FieldSpec => ({
    path: `${field}.reasons.${language}`,
    type: 'text',
    width: 'full',
    when,
    label: choiceName('reasons', language, words),
    hint: words.t('company:rules.emptyReason', { reason: words.say(ours) }),
    autocomplete: 'off',
  }));
  return [rule, address, ...reasons];
}

// A client's owner, to whom every rule applies.
const CLIENT = { identity: { kind: 'login', clientId: 1, userId: null, contactId: 0 } } as const;

const SAMPLE: CompanyValues = {
  name: 'Example BV',
  vatNumber: 'NL001234567B01',
  email: 'admin@example.com',
  street: 'Keizersgracht',
  houseNumber: '121',
  postalCode: '1015 CJ',
  city: 'Amsterdam',
  country: 'NL',
  stateCode: '',
};

function sampleRows({ fields: { rules }, shown }: FieldsModel, request: PageRequest) {
  const fields = shown.filter((field) => !isHidden(rules, field, CLIENT));
  const model = { values: SAMPLE, fields, locked: lockedFields(rules, CLIENT), lockedByPanel: [], rules };
  return companyRows(model, request, new Map(), () => undefined);
}
