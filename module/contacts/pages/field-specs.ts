// The fields of the contact form (CL4, CL5), one entry each: what kind of control, which words, which options.
import type { FieldSpec } from '../../http/fields.js';
import { countryOptions, nothing, stateGroups } from '../../http/place-options.js';
import { RETIRED_COUNTRIES } from '../../reference/countries.js';
import { CONTACT_TYPES, type ContactType } from '../../roles/role.js';
import type { Settings } from '../../settings/store.js';
import type { Translator } from '../../support/i18n.js';
import { TITLES, type Contact } from '../contact.js';
import { dialOptions, fieldLabel } from './labels.js';

export const FIELD_ORDER = [
  'kind', 'title', 'firstName', 'lastName', 'email', 'phone.countryCode', 'phone.number', 'mobile.countryCode',
  'mobile.number', 'types', 'companyName', 'street', 'houseNumber', 'postalCode', 'city', 'country', 'state', 'language', 'note',
] as const; // prettier-ignore

export type FieldPath = (typeof FIELD_ORDER)[number];

export interface FieldContext {
  contact: Contact | undefined;
  /** Names can be chosen now and never again (C3). */
  namesOnce: boolean;
  languages: readonly string[];
  heldTypes: readonly ContactType[];
  typesSetting: Settings['types'];
  words: Translator;
}

type Part = Partial<FieldSpec> & Pick<FieldSpec, 'type'>;

const FIELDS: Record<FieldPath, (context: FieldContext) => Part> = {
  kind: ({ contact, words: { t } }) => ({
    type: 'radios',
    label: t(contact ? 'contacts:fields.kind' : 'contacts:add.kind'),
    options: [
      { value: 'person', label: t('contacts:kinds.person') },
      { value: 'mailbox', label: t('contacts:kinds.mailbox'), hint: t('contacts:hints.mailbox') },
    ],
  }),
  title: ({ words: { t } }) => ({
    type: 'select',
    width: '8',
    when: 'kind=person',
    options: TITLES.map((value) => ({ value, label: t(value ? `contacts:titles.${value}` : 'common:none') })),
  }),
  firstName: ({ contact, namesOnce, words: { t } }) => ({
    type: 'text',
    width: '20',
    spellcheck: false,
    ...(contact?.kind === 'mailbox' ? { label: t('contacts:fields.mailboxName') } : {}),
    ...(contact?.kind === 'owner'
      ? {}
      : { hint: t(`contacts:hints.${namesOnce ? 'namesOnce' : 'firstName'}`) }),
  }),
  lastName: () => ({ type: 'text', width: '20', spellcheck: false, when: 'kind=person' }),
  email: ({ words: { t } }) => ({
    type: 'email',
    width: 'full',
    spellcheck: false,
    hint: t('contacts:hints.email'),
  }),
  'phone.countryCode': (context) => dialSelect('phone', context),
  'phone.number': () => ({ type: 'tel', width: '20' }),
  'mobile.countryCode': (context) => dialSelect('mobile', context),
  'mobile.number': () => ({ type: 'tel', width: '20' }),
  types: ({ heldTypes, typesSetting, words: { t } }) => ({
    type: typesSetting === 'single' ? 'radios' : 'checkboxes',
    label: t('roles:types.question'),
    hint: t(`roles:types.${typesSetting}`),
    fixed: heldTypes.map((role) =>
      t('roles:types.comesWith', { type: t(`roles:types.${role}`), role: t(`roles:roles.${role}`) }),
    ),
    options: CONTACT_TYPES.filter((type) => !heldTypes.includes(type)).map((value) => ({
      value,
      label: t(`roles:types.${value}`),
      hint: t(`roles:hints.${value}`),
    })),
  }),
  companyName: () => ({ type: 'text', width: '20' }),
  street: () => ({ type: 'text', width: '20' }),
  houseNumber: () => ({ type: 'text', width: '8' }),
  postalCode: () => ({ type: 'text', width: '8' }),
  city: () => ({ type: 'text', width: '20' }),
  country: ({ contact, words }) => ({
    type: 'select',
    width: '20',
    options: [nothing(words), ...countryOptions(contact?.country ?? '', words)],
  }),
  state: ({ words }) => ({
    type: 'select',
    width: '20',
    when: 'country=US',
    hint: words.t('contacts:hints.state'),
    options: [nothing(words)],
    groups: stateGroups(words),
  }),
  language: ({ languages, words }) => ({
    type: 'select',
    width: '20',
    options: [
      { value: '', label: words.t('contacts:add.languageOfClient') },
      ...languages.map((value) => ({ value, label: words.languageName(value) })),
    ],
  }),
  note: () => ({ type: 'textarea', width: 'full' }),
};

// For the owner's own record only: in other people's a browser must not fill in the visitor's data (AX18).
const AUTOCOMPLETE: Partial<Record<FieldPath, string>> = {
  firstName: 'given-name',
  lastName: 'family-name',
  email: 'email',
  'phone.number': 'tel',
  companyName: 'organization',
  street: 'address-line1',
  postalCode: 'postal-code',
  city: 'address-level2',
  country: 'country',
};

export function fieldSpec(path: FieldPath, context: FieldContext): FieldSpec {
  const own = context.contact?.kind === 'owner';
  return {
    path,
    label: fieldLabel(path, context.words),
    autocomplete: (own && AUTOCOMPLETE[path]) || 'off',
    ...FIELDS[path](context),
  };
}

function dialSelect(field: 'phone' | 'mobile', { contact, words }: FieldContext): Part {
  const current = contact?.[field];
  const keep = current && 'countryCode' in current ? current.countryCode : '';
  const choose = { value: '', label: words.t('contacts:add.chooseCountry') };
  return { type: 'select', width: '20', options: [choose, ...dialOptions(words, keep, RETIRED_COUNTRIES)] };
}
