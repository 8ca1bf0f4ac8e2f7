// What clients may do with each field of their company (K1): a rule per provider, with the reason and the address they
// read when it is locked. Pure: the defaults are S1's table.
import { actsForProvider, type Actor } from '../permissions/actor.js';
import type { Message } from '../support/errors.js';

/** In the order of the form; the names are the REST names. `stateCode` has no rule of its own: it is there exactly in the US (C6). */
export const COMPANY_FIELDS = [
  'name', 'vatNumber', 'email', 'street', 'houseNumber', 'postalCode', 'city', 'country',
] as const; // prettier-ignore
export type CompanyField = (typeof COMPANY_FIELDS)[number];

export const RULES = ['hidden', 'optional', 'required', 'locked'] as const;
export type Rule = (typeof RULES)[number];

export interface FieldRule {
  rule: Rule;
  /** Where clients write to; '' = the provider's help address. */
  address: string;
  /** Language → the provider's own words; where there are none, ours. */
  reasons: Readonly<Record<string, string>>;
}

export type FieldRules = Readonly<Record<CompanyField, FieldRule>>;

const DEFAULTS: Record<CompanyField, Rule> = {
  name: 'locked',
  vatNumber: 'locked',
  email: 'locked',
  street: 'required',
  houseNumber: 'required',
  postalCode: 'required',
  city: 'required',
  country: 'locked',
};

export const DEFAULT_RULES = Object.freeze(
  Object.fromEntries(
    COMPANY_FIELDS.map((field) => [field, { rule: DEFAULTS[field], address: '', reasons: {} }]),
  ),
) as FieldRules;

/** Notices need an address: it is never hidden and never empty. */
export function allowedRules(field: CompanyField): readonly Rule[] {
  return field === 'email' ? ['required', 'locked'] : RULES;
}

export function isCompanyField(text: string): text is CompanyField {
  return (COMPANY_FIELDS as readonly string[]).includes(text);
}

/** The same field of the owner's own record, where the panel keeps the company. */
export const OWNER_FIELD = {
  name: 'companyName',
  vatNumber: 'taxNumber',
  email: 'email',
  street: 'street',
  houseNumber: 'houseNumber',
  postalCode: 'postalCode',
  city: 'city',
  country: 'country',
} as const satisfies Record<CompanyField, string>;

/** The fields this actor can neither change nor, when hidden, see. Staff may edit all of them (K1). */
export function lockedFields(rules: FieldRules, actor: Pick<Actor, 'identity'>): CompanyField[] {
  if (actsForProvider(actor)) return [];
  return COMPANY_FIELDS.filter((field) => ['locked', 'hidden'].includes(rules[field].rule));
}

export function isHidden(rules: FieldRules, field: CompanyField, actor: Pick<Actor, 'identity'>): boolean {
  return rules[field].rule === 'hidden' && !actsForProvider(actor);
}

/** Why a field is locked, in the provider's words of that language, or else in ours. */
export function lockReason({ reasons }: FieldRule, field: CompanyField, language: string): Message {
  const own = reasons[language];
  return own ? { key: 'company:reasons.own', params: { reason: own } } : { key: `company:reasons.${field}` };
}

/** The refusal of a locked field that comes with another value, on whatever path (K1). */
export const lockedRefusal = (field: CompanyField): Message => ({
  key: 'company:errors.locked',
  params: { label: `company:fields.${field}` },
});

/** The refusal of a required field that comes empty. */
export const emptyRefusal = (field: CompanyField): Message => ({ key: `company:errors.empty.${field}` });

/** The required fields: whoever changes one, on whatever path, does not empty it. An email address is always needed. */
export const requiredFields = (rules: FieldRules): CompanyField[] =>
  COMPANY_FIELDS.filter((field) => field === 'email' || rules[field].rule === 'required');
