// The add and edit form (CL4, CL5): its fields, what they hold, and what is locked as text.
import { formView, type FieldSpec, type LockedView } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import { ADDRESS_COUNTRIES } from '../../reference/address-countries.js';
import { RETIRED_COUNTRIES } from '../../reference/countries.js';
import { US_STATES, US_TERRITORIES } from '../../reference/us-states.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { displayName, pathId, TITLES, type Contact, type ContactDetails } from '../contact.js';
import { toReadForm } from '../email.js';
import { typedPhone } from '../forms.js';
import type { Locks } from '../locks.js';
import { countryOptions, dialOptions, fieldLabel, readableValue } from './labels.js';

/** What the add and edit pages load. */
export interface FormModel {
  /** Undefined when a contact is added. */
  contact: Contact | undefined;
  locks: Locks;
  /** Preselected for phone numbers of a new contact: the client's own country. */
  country: string;
  sameServer: Message | undefined;
  languages: readonly string[];
}

const FIELD_ORDER = [
  'kind', 'title', 'firstName', 'lastName', 'email', 'phone.countryCode', 'phone.number', 'mobile.countryCode',
  'mobile.number', 'companyName', 'street', 'houseNumber', 'postalCode', 'city', 'country', 'state', 'language', 'note',
] as const; // prettier-ignore

export function contactFormLocals(model: FormModel, request: PageRequest, typed: Typed): PageLocals {
  const { words } = request;
  const { contact } = model;
  const specs = shownFields(model, request).map((path) => fieldSpec(path, model, request));
  const stored = storedAnswers(model, request);
  const name = contact && displayName(contact);
  const answers = typed.answers ?? stored;
  return {
    title: contact ? words.t('contacts:edit.title', { name }) : words.t('contacts:add.title'),
    form: formView(
      [...specs, ...staffFields(model, request)],
      { ...stored, notifyClient: '' },
      typed,
      words,
      openContact(request),
    ),
    locked: lockedViews(model, words),
    moreOpen:
      MORE.some((path) => answers[path] !== undefined && answers[path] !== '') ||
      MORE.some((path) => typed.errors[path]),
    sameServer: model.sameServer && words.say(model.sameServer),
    back: contact ? request.to(`/contacts/${pathId(contact.contactId)}`) : request.to('/contacts'),
    crumbs: [{ label: words.t('contacts:list.heading'), href: request.to('/contacts') }],
    ownForm: contact?.kind === 'owner',
    isNew: contact === undefined,
  };
}

const MORE: readonly string[] = [
  'companyName',
  'street',
  'houseNumber',
  'postalCode',
  'city',
  'country',
  'language',
  'note',
];

function shownFields(
  { contact, locks }: FormModel,
  { settings }: PageRequest,
): (typeof FIELD_ORDER)[number][] {
  return FIELD_ORDER.filter((path) => {
    if (Object.hasOwn(locks, path)) return false;
    if (path === 'kind') return contact?.kind !== 'owner';
    return path !== 'title' || settings.titles === 'shown';
  });
}

/** What the form holds before anybody types: nothing, or the contact as it is stored. */
export function storedAnswers({ contact, country, ...model }: FormModel, request: PageRequest): Answers {
  const phone = contact ? typedPhone(contact.phone) : { countryCode: country, number: '' };
  const mobile = contact ? typedPhone(contact.mobile) : { countryCode: country, number: '' };
  const all: Answers = {
    kind: contact?.kind ?? 'person',
    title: contact?.title ?? '',
    firstName: contact?.firstName ?? '',
    lastName: contact?.lastName ?? '',
    email: toReadForm(contact?.email ?? ''),
    'phone.countryCode': phone.countryCode,
    'phone.number': phone.number,
    'mobile.countryCode': mobile.countryCode,
    'mobile.number': mobile.number,
    companyName: contact?.companyName ?? '',
    street: contact?.street ?? '',
    houseNumber: contact?.houseNumber ?? '',
    postalCode: contact?.postalCode ?? '',
    city: contact?.city ?? '',
    country: contact?.country ?? '',
    state: contact?.state ?? '',
    language: contact?.language ?? '',
    note: contact?.note ?? '',
  };
  const shown = shownFields({ contact, country, ...model }, request);
  return Object.fromEntries(shown.map((path) => [path, all[path] ?? '']));
}

function fieldSpec(
  path: (typeof FIELD_ORDER)[number],
  model: FormModel,
  { words, settings }: PageRequest,
): FieldSpec {
  const { t } = words;
  const own = model.contact?.kind === 'owner';
  const namesOnce = model.contact === undefined && settings.names === 'locked';
  const label = fieldLabel(path, words);
  const text = (width: FieldSpec['width'], extra: Partial<FieldSpec> = {}): FieldSpec => ({
    path,
    type: 'text',
    label,
    ...(width ? { width } : {}),
    // Other people's data: a browser must not fill in the visitor's own.
    autocomplete: own ? (AUTOCOMPLETE[path] ?? 'off') : 'off',
    ...extra,
  });
  const select = (options: FieldSpec['options'], extra: Partial<FieldSpec> = {}): FieldSpec => ({
    ...text(undefined, extra),
    type: 'select',
    ...(options ? { options } : {}),
  });
  const empty = (key: string) => ({ value: '', label: t(key) });
  switch (path) {
    case 'kind': {
      const options = (['person', 'mailbox'] as const).map((value) => ({
        value,
        label: t(`contacts:kinds.${value}`),
        ...(value === 'mailbox' ? { hint: t('contacts:hints.mailbox') } : {}),
      }));
      return { path, type: 'radios', label: t('contacts:add.kind'), options };
    }
    case 'title':
      return select(
        TITLES.map((value) => ({ value, label: value ? t(`contacts:titles.${value}`) : t('common:none') })),
        { width: '8', when: 'kind=person' },
      );
    case 'firstName':
      return text('20', {
        spellcheck: false,
        label: model.contact?.kind === 'mailbox' ? t('contacts:fields.mailboxName') : label,
        ...(own ? {} : { hint: t(`contacts:hints.${namesOnce ? 'namesOnce' : 'firstName'}`) }),
      });
    case 'lastName':
      return text('20', { spellcheck: false, when: 'kind=person' });
    case 'email':
      return text('full', { type: 'email', spellcheck: false, hint: t('contacts:hints.email') });
    case 'phone.countryCode':
    case 'mobile.countryCode': {
      const current = model.contact?.[path === 'phone.countryCode' ? 'phone' : 'mobile'];
      const keep = current && 'countryCode' in current ? current.countryCode : '';
      return select([empty('contacts:add.chooseCountry'), ...dialOptions(words, keep, RETIRED_COUNTRIES)], {
        width: '20',
      });
    }
    case 'phone.number':
    case 'mobile.number':
      return text('20', { type: 'tel', hint: t('contacts:hints.number') });
    case 'country':
      return select(
        [empty('common:none'), ...countryOptions(withCurrent(ADDRESS_COUNTRIES, model.contact), words)],
        { width: '20' },
      );
    case 'state':
      return select([empty('common:none')], {
        width: '20',
        when: 'country=US',
        hint: t('contacts:hints.state'),
        groups: [
          { label: t('contacts:add.states'), options: stateOptions(US_STATES) },
          { label: t('contacts:add.territories'), options: stateOptions(US_TERRITORIES) },
        ],
      });
    case 'language':
      return select([
        empty('contacts:add.languageOfClient'),
        ...model.languages.map((value) => ({ value, label: words.languageName(value) })),
      ]);
    case 'note':
      return text('full', { type: 'textarea' });
    case 'houseNumber':
    case 'postalCode':
      return text('8');
    case 'companyName':
    case 'street':
    case 'city':
      return text('20');
  }
}

const AUTOCOMPLETE: Record<string, string> = {
  firstName: 'given-name', lastName: 'family-name', email: 'email', 'phone.number': 'tel', 'mobile.number': 'tel',
  companyName: 'organization', postalCode: 'postal-code', city: 'address-level2', country: 'country', street: 'address-line1',
}; // prettier-ignore

const withCurrent = (codes: readonly string[], contact: Contact | undefined): readonly string[] =>
  contact?.country && !codes.includes(contact.country) ? [...codes, contact.country] : codes;

const stateOptions = (states: Record<string, string>) =>
  Object.entries(states).map(([value, name]) => ({ value, label: `${name} (${value})` }));

// Staff say why, and may have the client told of a new contact (S3).
function staffFields({ contact }: FormModel, { actor, words }: PageRequest): FieldSpec[] {
  if (actor.kind !== 'staff') return [];
  const reason: FieldSpec = {
    path: 'reason',
    type: 'text',
    label: words.t('common:reason'),
    hint: words.t('common:reasonHint'),
    autocomplete: 'off',
    width: 'full',
  };
  const notify: FieldSpec = {
    path: 'notifyClient',
    type: 'checkbox',
    label: words.t('contacts:add.notify'),
    hint: words.t('contacts:add.notifyHint'),
  };
  return contact ? [reason] : [notify, reason];
}

function lockedViews({ contact, locks }: FormModel, words: Translator): LockedView[] {
  if (!contact) return [];
  return Object.entries(locks).map(([field, reason]) => ({
    label: fieldLabel(field, words),
    value: readableValue(field, String(contact[field as keyof ContactDetails] ?? ''), words),
    reason: words.say(reason),
  }));
}

// "ann@corp.com already belongs to Ann Lee" leads to Ann Lee.
const openContact =
  (request: PageRequest) =>
  ({ params }: Message): { href: string; text: string } | undefined => {
    const contactId = params?.['contactId'];
    if (typeof contactId !== 'number') return undefined;
    const text = request.words.t('contacts:list.open', { name: params?.['name'] });
    return { href: request.to(`/contacts/${pathId(contactId)}`), text };
  };
