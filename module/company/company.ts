// The client's company as the world outside names it (api.md §2). It is kept in the owner's own record, so this is a
// view of a contact and the way back. Pure.
import type { Contact, ContactDetails } from '../contacts/contact.js';
import { isStateCode } from '../reference/us-states.js';
import type { FieldErrors } from '../support/errors.js';
import { COMPANY_FIELDS, OWNER_FIELD, type CompanyField } from './field-rule.js';

export interface Company {
  name: string;
  vatNumber: string;
  email: string;
  address: {
    street: string;
    houseNumber: string;
    postalCode: string;
    city: string;
    /** ISO 3166-1 alpha-2; '' when the panel has none we know. */
    country: string;
    /** Exactly when the country is US (C6). */
    stateCode: string;
  };
}

/** `stateCode` comes and goes with the country: it has no rule of its own. */
export const COMPANY_PARTS = [...COMPANY_FIELDS, 'stateCode'] as const;
export type CompanyPart = (typeof COMPANY_PARTS)[number];

/** The same without the nesting. */
export type CompanyValues = Record<CompanyPart, string>;

/** Where each value stands in JSON, in forms and in errors: "address.street". */
export const REST_PATH = {
  name: 'name',
  vatNumber: 'vatNumber',
  email: 'email',
  street: 'address.street',
  houseNumber: 'address.houseNumber',
  postalCode: 'address.postalCode',
  city: 'address.city',
  country: 'address.country',
  stateCode: 'address.stateCode',
} as const satisfies Record<CompanyPart, string>;

/** "address.street" → "street"; undefined for a path of something else. */
export const partOf = (path: string): CompanyPart | undefined =>
  COMPANY_PARTS.find((part) => REST_PATH[part] === path);

export const NO_COMPANY = Object.fromEntries(COMPANY_PARTS.map((part) => [part, ''])) as CompanyValues;

const OWNER_PART = { ...OWNER_FIELD, stateCode: 'state' } as const;

export function companyValues(owner: Contact): CompanyValues {
  const values = COMPANY_PARTS.map((part) => [part, owner[OWNER_PART[part]]] as const);
  return Object.fromEntries(values) as CompanyValues;
}

export function toCompany({ name, vatNumber, email, ...address }: CompanyValues): Company {
  return { name, vatNumber, email, address };
}

export function toValues({ name, vatNumber, email, address }: Company): CompanyValues {
  return { name, vatNumber, email, ...address };
}

/** The owner's record with these values in it, for the one way in which contacts are saved. */
export function withCompany(owner: Contact, values: CompanyValues): ContactDetails {
  return {
    ...owner,
    companyName: values.name,
    taxNumber: values.vatNumber,
    email: values.email,
    street: values.street,
    houseNumber: values.houseNumber,
    postalCode: values.postalCode,
    city: values.city,
    country: values.country,
    state: isStateCode(values.stateCode) ? values.stateCode : '',
  };
}

/** Errors about the owner's record, at the paths of the company's form. */
export function toRestErrors(errors: FieldErrors): FieldErrors {
  const pathOf = (field: string): string => {
    const part = COMPANY_PARTS.find((one) => OWNER_PART[one] === field);
    return part ? REST_PATH[part] : field;
  };
  return Object.fromEntries(Object.entries(errors).map(([field, error]) => [pathOf(field), error]));
}

/** The value that a rule is about, with the state where it comes along: what is asked for, shown and compared as one. */
export function valuesOfField(field: CompanyField, values: CompanyValues): Partial<CompanyValues> {
  if (field !== 'country') return { [field]: values[field] };
  return { country: values.country, stateCode: values.country === 'US' ? values.stateCode : '' };
}
