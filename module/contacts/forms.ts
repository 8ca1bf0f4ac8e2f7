// What may be typed about a contact, as one strict schema for pages and API. Messages are language keys; everything
// that is wrong is said at once.
import { z } from 'zod';
import { isAddressCountry } from '../reference/address-countries.js';
import { isStateCode } from '../reference/us-states.js';
import { line, text } from '../http/form-text.js';
import { TITLES, type Contact, type ContactDetails } from './contact.js';
import { EMAIL_MAX, isEmail, toMailForm } from './email.js';
import { readTypedPhone, type StoredPhone } from './phone.js';

export const NAME_MAX = 64;

const phone = z.strictObject({
  countryCode: line('contacts:fields.phone.country', 2),
  number: line('contacts:fields.phone.number', 40),
});
const NO_PHONE = { countryCode: '', number: '' };

/** What stands stored: a value left as it was is accepted as it is, however the panel came by it. */
type Stored = Contact | undefined;

export interface ContactFormOptions {
  stored: Stored;
  languages: readonly string[];
}

/** Parses to ContactDetails. Fields that are locked are absent from the form and keep what is stored. */
export function contactForm({ stored, languages }: ContactFormOptions) {
  return z
    .strictObject({
      kind: z.enum(['person', 'mailbox'], { error: 'contacts:errors.kind' }).default(kindOf(stored)),
      title: z.enum(TITLES, { error: 'contacts:errors.title.choice' }).default(stored?.title ?? ''),
      firstName: line('contacts:fields.firstName', NAME_MAX).default(stored?.firstName ?? ''),
      lastName: line('contacts:fields.lastName', NAME_MAX).default(stored?.lastName ?? ''),
      email: line('contacts:fields.email', EMAIL_MAX).default(stored?.email ?? ''),
      phone: phone.default(typedPhone(stored?.phone)),
      mobile: phone.default(typedPhone(stored?.mobile)),
      companyName: line('contacts:fields.companyName', 100).default(stored?.companyName ?? ''),
      street: line('contacts:fields.street', 150).default(stored?.street ?? ''),
      houseNumber: line('contacts:fields.houseNumber', 20).default(stored?.houseNumber ?? ''),
      postalCode: line('contacts:fields.postalCode', 12).default(stored?.postalCode ?? ''),
      city: line('contacts:fields.city', 100).default(stored?.city ?? ''),
      country: line('contacts:fields.country', 2).default(stored?.country ?? ''),
      state: line('contacts:fields.state', 2).default(stored?.state ?? ''),
      language: z
        .enum(['', ...languages], { error: 'contacts:errors.language' })
        .default(stored?.language ?? ''),
      note: text('contacts:fields.note', 1000).default(stored?.note ?? ''),
    })
    .superRefine((typed, context) => {
      const refuse = (path: string[], key: string, params?: Record<string, string | number>): void => {
        context.addIssue({
          code: 'custom',
          path,
          message: `contacts:errors.${key}`,
          ...(params ? { params } : {}),
        });
      };
      checkNames(typed, stored, refuse);
      checkEmail(typed.email, stored, refuse);
      checkAddress(typed, stored, refuse);
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
    })
    .transform((typed): ContactDetails => {
      const phoneRead = readPhoneField('phone', typed.phone, stored);
      const mobileRead = readPhoneField('mobile', typed.mobile, stored);
      return {
        ...typed,
        kind: stored?.kind === 'owner' ? 'owner' : typed.kind,
        email: typed.email === stored?.email ? typed.email : toMailForm(typed.email),
        state: isStateCode(typed.state) ? typed.state : '',
        phone: 'phone' in phoneRead ? phoneRead.phone : null,
        mobile:
          'phone' in mobileRead && mobileRead.phone && 'countryCode' in mobileRead.phone
            ? mobileRead.phone
            : null,
      };
    });
}

type Refuse = (path: string[], key: string, params?: Record<string, string | number>) => void;

interface TypedNames {
  kind: string;
  title: string;
  firstName: string;
  lastName: string;
}

function checkNames({ kind, title, firstName, lastName }: TypedNames, stored: Stored, refuse: Refuse): void {
  const mailbox = kind === 'mailbox';
  if (firstName === '' && stored?.firstName !== '')
    refuse(['firstName'], mailbox ? 'mailboxName' : 'firstName.empty');
  if (!mailbox && lastName === '' && stored?.lastName !== '') refuse(['lastName'], 'lastName.empty');
  if (mailbox && lastName !== '' && lastName !== stored?.lastName) refuse(['lastName'], 'lastName.mailbox');
  if (mailbox && title !== '') refuse(['title'], 'title.mailbox');
  if (mailbox && stored?.isLogin) refuse(['kind'], 'kindLogin');
}

function checkEmail(email: string, stored: Stored, refuse: Refuse): void {
  if (stored && email === stored.email) return;
  if (email === '') refuse(['email'], 'email.empty');
  else if (!isEmail(email)) refuse(['email'], 'email.format');
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
  if (country !== '' && !countryKept && !isAddressCountry(country)) refuse(['country'], 'country.unknown');
  if (houseNumber !== '' && street === '') refuse(['street'], 'street.empty');
  const stateKept = countryKept && state === (stored?.state ?? '');
  if (stateKept) return;
  if (country !== 'US' && state !== '') refuse(['state'], 'state.notUs');
  else if (country === 'US' && !isStateCode(state)) refuse(['state'], 'state.empty');
}

type PhoneField = 'phone' | 'mobile';
type ReadPhone =
  { phone: StoredPhone | null } | Extract<ReturnType<typeof readTypedPhone>, { errors: unknown }>;

function readPhoneField(
  field: PhoneField,
  typed: { countryCode: string; number: string },
  stored: Stored,
): ReadPhone {
  const kept = stored?.[field];
  if (kept && 'raw' in kept && typed.number === kept.raw && typed.countryCode === '') return { phone: kept };
  return readTypedPhone(field, typed.countryCode, typed.number);
}

/** A stored number as the form shows it: country and national number, or a text we cannot read. */
export function typedPhone(stored: StoredPhone | null | undefined): { countryCode: string; number: string } {
  if (!stored) return NO_PHONE;
  return 'raw' in stored ? { countryCode: '', number: stored.raw } : { ...stored };
}

const kindOf = (stored: Stored): 'person' | 'mailbox' => (stored?.kind === 'mailbox' ? 'mailbox' : 'person');
