// What may be typed about the company (CL2), as one strict schema for page and API. What is absent keeps what is stored;
// a locked field that comes with another value is refused at its own place (K1).
import { z } from 'zod';
import { countryFault, stateFault } from '../contacts/address.js';
import type { Contact } from '../contacts/contact.js';
import { EMAIL_MAX, emailFault, isKeptEmail, toMailForm } from '../contacts/email.js';
import { line } from '../http/form-text.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import type { Message } from '../support/errors.js';
import {
  companyValues,
  NO_COMPANY,
  REST_PATH,
  toCompany,
  type Company,
  type CompanyPart,
  type CompanyValues,
} from './company.js';
import {
  COMPANY_FIELDS,
  emptyRefusal,
  lockedFields,
  lockedRefusal,
  type CompanyField,
  type FieldRules,
} from './field-rule.js';

export const COMPANY_MAX: Record<CompanyPart, number> = {
  name: 100,
  vatNumber: 50,
  email: EMAIL_MAX,
  street: 150,
  houseNumber: 20,
  postalCode: 12,
  city: 100,
  country: 2,
  stateCode: 2,
};

export interface CompanyFormOptions {
  /** The owner's record as it stands. */
  stored: Contact;
  rules: FieldRules;
  actor: Actor;
  /** Whether the panel has a column for it. Without one the field is unknown. */
  taxNumber: boolean;
}

/** The whole company as it shall be, and why: a reason is staff's to give. */
export interface CompanyEdit extends Company {
  reason: string;
}

type Sent = Partial<CompanyValues>;

export function companyForm(options: CompanyFormOptions): z.ZodType<CompanyEdit> {
  const now = companyValues(options.stored);
  return typedCompany(options, now)
    .superRefine((typed, context) => {
      for (const [part, { key, params }] of faults(sentValues(typed), now, options))
        context.addIssue({
          code: 'custom',
          path: REST_PATH[part].split('.'),
          message: key,
          ...(params ? { params } : {}),
        });
    })
    .transform((typed): CompanyEdit => {
      const sent = sentValues(typed);
      const kept = sent.email === undefined || isKeptEmail(sent.email, now.email);
      const email = kept ? now.email : toMailForm(sent.email as string);
      return { ...toCompany({ ...now, ...sent, email }), reason: typed.reason ?? '' };
    });
}

const typedShape = (now: CompanyValues) => {
  const part = (name: CompanyPart) => line(`company:fields.${name}`, COMPANY_MAX[name], now[name]).optional();
  const address = z.strictObject({
    street: part('street'),
    houseNumber: part('houseNumber'),
    postalCode: part('postalCode'),
    city: part('city'),
    country: part('country'),
    stateCode: part('stateCode'),
  });
  const own = { name: part('name'), vatNumber: part('vatNumber'), email: part('email') };
  return z.strictObject({
    ...own,
    address: address.optional(),
    reason: line('common:reason', 500).optional(),
  });
};
/** What may be sent about a company of which nothing is known: the documentation's view of the form. */
export const companyBody = typedShape(NO_COMPANY).omit({ reason: true });

type TypedCompany = z.infer<ReturnType<typeof typedShape>>;

// What does not apply is no field of the form: a strict schema refuses it by name.
function typedCompany({ actor, taxNumber }: CompanyFormOptions, now: CompanyValues): z.ZodType<TypedCompany> {
  const shape = typedShape(now);
  const forActor = actsForProvider(actor) ? shape : shape.omit({ reason: true });
  return taxNumber ? forActor : forActor.omit({ vatNumber: true });
}

/** What came in, without what did not. */
function sentValues({ address, reason: _reason, ...own }: TypedCompany): Sent {
  const all = Object.entries({ ...own, ...address });
  return Object.fromEntries(all.filter(([, value]) => value !== undefined));
}

function faults(
  sent: Sent,
  now: CompanyValues,
  { rules, actor }: CompanyFormOptions,
): [CompanyPart, Message][] {
  const locked = lockedFields(rules, actor);
  const faultOf = (field: CompanyField, value: string): Message | undefined => {
    const kept = field === 'email' ? isKeptEmail(value, now.email) : value === now[field];
    if (locked.includes(field)) return kept ? undefined : lockedRefusal(field);
    if (value === '' && (field === 'email' || rules[field].rule === 'required')) return emptyRefusal(field);
    return kept ? undefined : formatFault(field, value);
  };
  const found = COMPANY_FIELDS.flatMap((field): [CompanyPart, Message][] => {
    const value = sent[field];
    const fault = value === undefined ? undefined : faultOf(field, value);
    return fault ? [[field, fault]] : [];
  });
  const street = sent.street ?? now.street;
  const loneNumber = street === '' && sent.houseNumber && !found.some(([field]) => field === 'street');
  const state = stateProblem(locked.includes('country') ? { ...sent, country: now.country } : sent, now);
  return [
    ...found,
    ...(loneNumber ? [['street', emptyRefusal('street')] as [CompanyPart, Message]] : []),
    ...(state ? [['stateCode', state] as [CompanyPart, Message]] : []),
  ];
}

/** What is wrong with a value that is not the stored one, whoever typed it. */
export function formatFault(field: CompanyField, value: string): Message | undefined {
  const fault =
    field === 'email' ? emailFault(value, undefined) : field === 'country' ? countryFault(value) : undefined;
  return fault && { key: `contacts:errors.${fault}` };
}

// Looked at when either is new: a record whose state the panel never had may keep its other fields up to date.
function stateProblem(sent: Sent, now: CompanyValues): Message | undefined {
  const country = sent.country ?? now.country;
  if (sent.stateCode === undefined && country === now.country) return undefined;
  const fault = stateFault(country, sent.stateCode ?? now.stateCode);
  return fault && { key: `contacts:errors.${fault}` };
}
