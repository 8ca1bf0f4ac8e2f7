// The two short forms of the inspector: a permission, or a function on a service or domain.
import { formView, type FieldSpec, type Option } from '../../http/fields.js';
import type { PageRequest } from '../../http/page.js';
import { placeName } from '../../panels/named-hosting.js';
import { CATALOGUE, DOMAIN_FUNCTIONS, SECTIONS, SERVICE_FUNCTIONS } from '../../permissions/catalogue.js';
import type { Translator } from '../../support/i18n.js';
import type { CanModel } from './can-model.js';

/** Fields by the form they stand in, and the one list of what is wrong. */
export function canForms(model: CanModel, { words }: PageRequest) {
  const { query, asking } = model;
  const specs = [
    permissionSpec(words),
    departmentSpec(model, words),
    functionSpec(words),
    placeSpec('service', model.services.services, words),
    placeSpec('domain', model.domains.domains, words),
  ];
  const { permission, department, function: wanted, service, domain } = query;
  const answers = { permission, department, function: wanted, service, domain };
  const form = formView(specs, answers, { answers, errors: asking.errors, notice: undefined }, words);
  const { fields } = form;
  return {
    form,
    permissionFields: [fields['permission'], ...(model.departments.length > 0 ? [fields['department']] : [])],
    placeFields: [
      fields['function'],
      ...(model.services.total > 0 ? [fields['service']] : []),
      ...(model.domains.total > 0 ? [fields['domain']] : []),
    ],
    hasPlaces: model.services.total + model.domains.total > 0,
  };
}

function permissionSpec(words: Translator): FieldSpec {
  const { t } = words;
  return {
    path: 'permission',
    type: 'select',
    width: 'full',
    label: t('sub-accounts:can.permission'),
    options: [choose(words)],
    groups: SECTIONS.map((section) => ({
      label: t(`permissions:sections.${section}`),
      options: CATALOGUE.filter((entry) => entry.section === section).map(({ key }) => ({
        value: key,
        label: t(`permissions:labels.${key}`),
      })),
    })),
  };
}

const departmentSpec = ({ departments }: CanModel, words: Translator): FieldSpec => ({
  path: 'department',
  type: 'select',
  width: '20',
  label: words.t('sub-accounts:can.department'),
  hint: words.t('sub-accounts:can.departmentHint'),
  options: [
    { value: '', label: words.t('sub-accounts:can.anyDepartment') },
    ...departments.map(({ id, name }) => ({ value: String(id), label: name })),
  ],
});

const functionSpec = (words: Translator): FieldSpec => ({
  path: 'function',
  type: 'select',
  width: '20',
  label: words.t('sub-accounts:can.function'),
  options: [
    choose(words),
    ...[...new Set<string>([...SERVICE_FUNCTIONS, ...DOMAIN_FUNCTIONS])].map((value) => ({
      value,
      label: functionLabel(value, words),
    })),
  ],
});

const functionLabel = (value: string, { t }: Translator): string => {
  const label = t(`permissions:functions.${value}`);
  return value === 'manage' ? `${label} (${t('permissions:functionHints.manage')})` : label;
};

/** More than this, and a list to choose from helps nobody: its name is typed. */
const CHOICES = 50;

function placeSpec(
  path: 'service' | 'domain',
  places: readonly { id: number; name: string; domain?: string }[],
  words: Translator,
): FieldSpec {
  const label = words.t(`sub-accounts:can.${path}`);
  if (places.length > CHOICES) {
    const hint = words.t('sub-accounts:can.typeName');
    return { path, type: 'text', width: '20', label, hint, spellcheck: false, autocomplete: 'off' };
  }
  const options = places.map((one) => ({ value: String(one.id), label: placeName(one) }));
  return { path, type: 'select', width: '20', label, options: [choose(words), ...options] };
}

const choose = ({ t }: Translator): Option => ({ value: '', label: t('sub-accounts:can.choose') });
