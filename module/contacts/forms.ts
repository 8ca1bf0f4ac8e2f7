// What may be typed about a contact, as one strict schema for pages and API. Messages are language keys; everything
// that is wrong is said at once.
import { z } from 'zod';
import { isStateCode } from '../reference/us-states.js';
import { line, text } from '../http/form-text.js';
import { wantedShape } from '../notices/preference-resource.js';
import { CONTACT_TYPES, type ContactType } from '../roles/role.js';
import type { Settings } from '../settings/store.js';
import { countryFault, stateFault } from './address.js';
import { TITLES, type Contact, type ContactDetails } from './contact.js';
import { EMAIL_MAX, emailFault, isKeptEmail, toMailForm } from './email.js';
import { formatNational, readTypedPhone, type StoredPhone } from './phone.js';

export const NAME_MAX = 64;

const NO_PHONE = { countryCode: '', number: '' };

/** What stands stored: a value left as it was is accepted as it is, however the panel came by it. */
type Stored = Contact | undefined;

type PhoneField = 'phone' | 'mobile';
type TextField =
  | 'firstName'
  | 'lastName'
  | 'email'
  | 'companyName'
  | 'street'
  | 'houseNumber'
  | 'postalCode'
  | 'city'
  | 'country'
  | 'state';

export interface ContactFormOptions {
  stored: Stored;
  languages: readonly string[];
  /** Types that come with a held primary role: not in the form, always kept (R3). */
  heldTypes: readonly ContactType[];
  /** Whether a contact has any number of types, or exactly one (R1). */
  types: Settings['types'];
}

// A list of ticked boxes: as an array, or as the text in which a form remembers it ("billing,admin").
const typesField = z.preprocess(
  (value) => (typeof value === 'string' ? value.split(',') : value),
  z
    .array(z.enum([...CONTACT_TYPES, ''], { error: 'contacts:errors.types.unknown' }), {
      error: 'common:errors.oneValue',
    })
    .max(20)
    .transform((list) => CONTACT_TYPES.filter((type) => list.includes(type))),
);

const withHeld = (chosen: readonly ContactType[], held: readonly ContactType[]): ContactType[] =>
  CONTACT_TYPES.filter((type) => chosen.includes(type) || held.includes(type));

/** Parses to ContactDetails. Fields that are locked are absent from the form and keep what is stored. */
export const contactForm = (options: ContactFormOptions) =>
  z
    .strictObject(contactFields(options))
    .superRefine((typed, context) => checkTyped(typed, options, context))
    .transform((typed) => toDetails(typed, options));

/** What the API takes: the same with email preferences beside it, which are not the contact's own. */
export const contactBody = (options: ContactFormOptions) =>
  z
    .strictObject({ ...contactFields(options), emailCategories: wantedShape.default({}) })
    .superRefine((typed, context) => checkTyped(typed, options, context))
    .transform(({ emailCategories: wanted, ...typed }) => ({ details: toDetails(typed, options), wanted }));

type Typed = z.infer<z.ZodObject<ReturnType<typeof contactFields>>>;

function contactFields({ stored, languages }: ContactFormOptions) {
  const lineOf = (name: TextField, max: number) =>
    line(`contacts:fields.${name}`, max, stored?.[name]).default(stored?.[name] ?? '');
  const phone = (name: PhoneField) => {
    const kept = typedPhone(stored?.[name]);
    return z
      .strictObject({
        countryCode: line(`contacts:fields.${name}.countryCode`, 2),
        number: line(`contacts:fields.${name}.number`, 40, kept.number),
      })
      .default(kept);
  };
  return {
    kind: z.enum(['person', 'mailbox'], { error: 'contacts:errors.kind' }).default(kindOf(stored)),
    title: z.enum(TITLES, { error: 'contacts:errors.title.choice' }).default(stored?.title ?? ''),
    firstName: lineOf('firstName', NAME_MAX),
    lastName: lineOf('lastName', NAME_MAX),
    email: lineOf('email', EMAIL_MAX),
    phone: phone('phone'),
    mobile: phone('mobile'),
    companyName: lineOf('companyName', 100),
    street: lineOf('street', 150),
    houseNumber: lineOf('houseNumber', 20),
    postalCode: lineOf('postalCode', 12),
    city: lineOf('city', 100),
    country: lineOf('country', 2),
    state: lineOf('state', 2),
    language: z
      .enum(['', ...languages, ...(stored ? [stored.language] : [])], { error: 'contacts:errors.language' })
      .default(stored?.language ?? ''),
    note: text('contacts:fields.note', 1000, stored?.note).default(stored?.note ?? ''),
    types: typesField.default([...(stored?.types ?? [])]),
  };
}

function checkTyped(
  typed: Typed,
  { stored, heldTypes, types }: ContactFormOptions,
  context: z.core.$RefinementCtx,
): void {
  const refuse = (path: string[], key: string, params?: Record<string, string | number>): void => {
    context.addIssue({
      code: 'custom',
      path,
      message: `contacts:errors.${key}`,
      ...(params ? { params } : {}),
    });
  };
  checkNames(typed, stored, refuse);
  const badEmail = emailFault(typed.email, stored?.email);
  if (badEmail) refuse(['email'], badEmail);
  checkAddress(typed, stored, refuse);
  const chosen = withHeld(typed.types, heldTypes);
  if (types === 'single' && chosen.length !== 1 && heldTypes.length === 0) refuse(['types'], 'types.single');
  for (const field of ['phone', 'mobile'] as const) {
    const read = readPhoneField(field, typed[field], stored);
    if (!('errors' in read)) continue;
    for (const [part, { key, params }] of Object.entries(read.errors)) {
      context.addIssue({
        code: 'custom',
        path: [field, part],
        message: key,
        ...(params ? { params } : {}),
      });
    }
  }
}

function toDetails(typed: Typed, { stored, heldTypes }: ContactFormOptions): ContactDetails {
  const phoneRead = readPhoneField('phone', typed.phone, stored);
  const mobileRead = readPhoneField('mobile', typed.mobile, stored);
  return {
    ...typed,
    types: withHeld(typed.types, heldTypes),
    taxNumber: stored?.taxNumber ?? '',
    kind: stored?.kind === 'owner' ? 'owner' : typed.kind,
    email: stored && isKeptEmail(typed.email, stored.email) ? stored.email : toMailForm(typed.email),
    state: isStateCode(typed.state) ? typed.state : '',
    phone: 'phone' in phoneRead ? phoneRead.phone : null,
    mobile:
      'phone' in mobileRead && mobileRead.phone && 'countryCode' in mobileRead.phone
        ? mobileRead.phone
        : null,
  };
}

type Refuse = (path: string[], key: string, params?: Record<string, string | number>) => void;

interface TypedNames {
  kind: string;
  title: string;
  firstName: string;
  lastName: string;
}

function checkNames({ kind, title, firstName, lastName }: TypedNames, stored: Stored, refuse: Refuse): void {
  const mailbox = kind === 'mailbox' && stored?.kind !== 'owner';
  if (firstName === '' && stored?.firstName !== '')
    refuse(['firstName'], mailbox ? 'mailboxName' : 'firstName.empty');
  if (!mailbox && lastName === '' && stored?.lastName !== '') refuse(['lastName'], 'lastName.empty');
  if (mailbox && lastName !== '' && lastName !== stored?.lastName) refuse(['lastName'], 'lastName.mailbox');
  if (mailbox && title !== '') refuse(['title'], 'title.mailbox');
  if (mailbox && stored?.isLogin) refuse(['kind'], 'kindLogin');
}

interface TypedAddress {
  street: string;
  houseNumber: string;
  country: string;
  state: string;
}

function checkAddress(
  { street, houseNumber, country, state }: TypedAddress,
  stored: Stored,
  refuse: Refuse,
): void {
  const countryKept = country === (stored?.country ?? '');
  const badCountry = countryKept ? undefined : countryFault(country);
  if (badCountry) refuse(['country'], badCountry);
  if (houseNumber !== '' && street === '') refuse(['street'], 'street.empty');
  const stateKept = countryKept && state === (stored?.state ?? '');
  const badState = stateKept ? undefined : stateFault(country, state);
  if (badState) refuse(['state'], badState);
}

type ReadPhone =
  { phone: StoredPhone | null } | Extract<ReturnType<typeof readTypedPhone>, { errors: unknown }>;

function readPhoneField(
  field: PhoneField,
  typed: { countryCode: string; number: string },
  stored: Stored,
): ReadPhone {
  const kept = stored?.[field];
  const was = typedPhone(kept);
  if (kept && typed.number === was.number && typed.countryCode === was.countryCode) return { phone: kept };
  return readTypedPhone(field, typed.countryCode, typed.number);
}

/** A stored number as the form shows it: country and national number, or a text we cannot read. */
export function typedPhone(stored: StoredPhone | null | undefined): { countryCode: string; number: string } {
  if (!stored) return NO_PHONE;
  if ('raw' in stored) return { countryCode: '', number: stored.raw };
  return { countryCode: stored.countryCode, number: formatNational(stored) };
}

const kindOf = (stored: Stored): 'person' | 'mailbox' => (stored?.kind === 'mailbox' ? 'mailbox' : 'person');
