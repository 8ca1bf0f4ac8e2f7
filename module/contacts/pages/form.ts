// The add and edit form (CL4, CL5) as its template prints it: what it holds, what is locked as text.
import { z } from 'zod';
import { formView, reasonSpec, type FieldSpec, type LockedView } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { ContactMailPlan } from '../../notices/contact-mail.js';
import { preferencesIn } from '../../notices/preference.js';
import { recipientLines } from '../../notices/pages/changes.js';
import { decide } from '../../permissions/decide.js';
import { CONTACT_TYPES, type ContactType } from '../../roles/role.js';
import type { Message } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { displayName, pathId, type Contact } from '../contact.js';
import { EMAIL_MAX, toReadForm } from '../email.js';
import { NAME_MAX, typedPhone } from '../forms.js';
import { changedHere, type Lock, type Locks } from '../locks.js';
import { formatPhone } from '../phone.js';
import { seenOf } from '../seen.js';
import { FIELD_ORDER, fieldSpec, type FieldPath } from './field-specs.js';
import { fieldLabel, readableValue } from './labels.js';
import { mailAnswers, mailFieldSpecs, mailView, type MailModel } from './mail-fields.js';

/** What the add and edit pages load. */
export interface FormModel {
  /** Undefined when a contact is added. */
  contact: Contact | undefined;
  locks: Locks;
  /** Preselected for phone numbers of a new contact: the client's own country. */
  country: string;
  sameServer: Message | undefined;
  languages: readonly string[];
  /** Types that come with a primary role the contact holds (R3). */
  heldTypes: readonly ContactType[];
  /** Whether a new person may be led on to a sub-account: the panel has logins. */
  hasLogins: boolean;
  /** Email preferences; undefined for whom they are not to change. */
  mail: MailModel | undefined;
}

/** What saving would do to who gets what: to be looked at first. */
export interface FormEffect {
  /** Undefined when it does nothing. */
  plan: ContactMailPlan | undefined;
}

export function contactFormLocals(
  model: FormModel,
  request: PageRequest,
  typed: Typed,
  effect?: FormEffect,
): PageLocals {
  const { words, to } = request;
  const { contact, mail } = model;
  const context = {
    contact,
    words,
    languages: model.languages,
    heldTypes: model.heldTypes,
    typesSetting: request.settings.types,
    namesOnce: contact === undefined && request.settings.names === 'locked',
  };
  const specs = [
    ...shownFields(model, request).map((path) => fieldSpec(path, context)),
    ...(mail ? mailFieldSpecs(mail, words) : []),
    ...loginField(model, words),
    ...staffFields(model, request),
  ];
  const stored: Answers = contact
    ? storedAnswers(model, request)
    : { ...storedAnswers(model, request), login: 'no', ...proposed(request) };
  const answers = typed.answers ?? stored;
  const form = formView(specs, stored, typed, words, openContact(request));
  return {
    title: contact
      ? words.t('contacts:edit.title', { name: displayName(contact) })
      : words.t('contacts:add.title'),
    form,
    mail: mail && mailView(mail, form, words, request.panelNotes([preferencesIn(contact?.contactId)])),
    effect: effect && effectView(effect, request),
    notes: contact ? request.panelNotes(changedHere(contact.kind)).slice(0, 1) : [],
    locked: lockedViews(model, words),
    moreOpen: contact?.kind === 'owner' || MORE.some((path) => answers[path] || typed.errors[path]),
    sameServer: model.sameServer && words.say(model.sameServer),
    back: to(contact ? `/contacts/${pathId(contact.contactId)}` : '/contacts'),
    crumbs: [{ label: words.t('contacts:list.heading'), href: to('/contacts') }],
    ownForm: contact?.kind === 'owner',
    isNew: contact === undefined,
  };
}

// A phone is locked as a whole.
const lockOf = (locks: Locks, path: FieldPath): Lock | undefined =>
  locks[path.replace(/\..*/, '') as keyof Locks];

// The fields behind "More", which is open when one of them says something.
const MORE: readonly FieldPath[] = [
  'companyName', 'street', 'houseNumber', 'postalCode', 'city', 'country', 'state', 'language', 'note',
]; // prettier-ignore

function shownFields({ contact, locks, heldTypes }: FormModel, { settings }: PageRequest): FieldPath[] {
  return FIELD_ORDER.filter((path) => {
    if (lockOf(locks, path)) return false;
    if (path === 'kind') return contact?.kind !== 'owner';
    // S1: with one role per contact, the one that comes with a primary role is not editable.
    if (path === 'types') return settings.types === 'multiple' || heldTypes.length === 0;
    // A country that cannot be changed from here needs no state, unless it is the one that has them (C6).
    if (path === 'state' && Object.hasOwn(locks, 'country')) return contact?.country === 'US';
    return path !== 'title' || settings.titles === 'shown';
  });
}

/** What the form holds before anybody types: nothing, or the contact as it is stored. */
export function storedAnswers(model: FormModel, request: PageRequest): Answers {
  const { contact, country, mail } = model;
  const all = contact ? answersOf(contact) : emptyAnswers(country);
  const own = Object.fromEntries(shownFields(model, request).map((path) => [path, all[path] ?? '']));
  return { ...own, ...(mail ? mailAnswers(mail) : {}) };
}

function effectView({ plan }: FormEffect, { actor, words }: PageRequest) {
  const lines = plan ? recipientLines(plan, words) : [];
  // Whoever may only edit the profile reads no names of other contacts here.
  const isTheirs = decide(actor, 'contacts.manage').allowed;
  const shown = isTheirs
    ? lines
    : lines.filter(({ warning }) => warning).map((line) => ({ ...line, text: '', acts: '' }));
  return { recipients: shown, falls: (plan?.falls.length ?? 0) > 0, seen: plan ? seenOf(plan) : '' };
}

const emptyAnswers = (country: string): Partial<Record<FieldPath, string>> => ({
  kind: 'person',
  'phone.countryCode': country,
  'mobile.countryCode': country,
});

function answersOf(contact: Contact): Record<FieldPath, string> {
  const [phone, mobile] = [typedPhone(contact.phone), typedPhone(contact.mobile)];
  return {
    ...contact,
    email: toReadForm(contact.email),
    types: contact.types.join(','),
    'phone.countryCode': phone.countryCode || (phone.number ? '' : contact.country),
    'phone.number': phone.number,
    'mobile.countryCode': mobile.countryCode || contact.country,
    'mobile.number': mobile.number,
  };
}

// What a link may fill in: a login that has no contact yet brings its name and address along, a notice that needs
// somebody its type.
const proposal = z.object({
  firstName: z.string().max(NAME_MAX).catch(''),
  lastName: z.string().max(NAME_MAX).catch(''),
  email: z.string().max(EMAIL_MAX).catch(''),
  type: z.enum(['', ...CONTACT_TYPES]).catch(''),
});
function proposed({ query }: PageRequest): Answers {
  const { type, ...answers } = proposal.parse(query);
  return { ...answers, types: type };
}

// A sub-account is the next step, never part of the contact itself: nobody can sign in by being added (U5).
function loginField({ contact, hasLogins }: FormModel, { t }: Translator): FieldSpec[] {
  if (contact || !hasLogins) return [];
  return [
    {
      path: 'login',
      type: 'radios',
      label: t('sub-accounts:login.activate'),
      when: 'kind=person',
      options: [
        { value: 'no', label: t('sub-accounts:login.no') },
        { value: 'yes', label: t('sub-accounts:login.yes') },
      ],
    },
  ];
}

// Staff say why, and may have the client told of a new contact (S3).
function staffFields({ contact }: FormModel, { actor, words: { t } }: PageRequest): FieldSpec[] {
  if (actor.kind !== 'staff') return [];
  const notify: FieldSpec = {
    path: 'notifyClient',
    type: 'checkbox',
    label: t('contacts:add.notify'),
    hint: t('contacts:add.notifyHint'),
  };
  return contact ? [reasonSpec(t)] : [notify, reasonSpec(t)];
}

function lockedViews({ contact, locks }: FormModel, words: Translator): LockedView[] {
  if (!contact) return [];
  const stored: Partial<Record<FieldPath, string>> = { ...answersOf(contact), 'phone.countryCode': '' };
  return FIELD_ORDER.flatMap((field) => {
    const lock = lockOf(locks, field);
    if (!lock || lock.hidden) return [];
    // What is empty and stays so says nothing.
    if (lock.ofPanel && !stored[field]) return [];
    return [
      field === 'phone.number'
        ? {
            label: words.t('contacts:fields.phone'),
            value: contact.phone ? formatPhone(contact.phone) : '',
            reason: '',
          }
        : {
            label: fieldLabel(field, words),
            value: readableValue(field, stored[field] ?? '', words),
            reason: lock.ofPanel ? '' : words.say(lock.reason),
          },
    ];
  });
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
