// What the company form says to a body: the company it reads, or its refusals as "path: key".
import { companyForm, type CompanyEdit } from '../../../module/company/forms.js';
import {
  DEFAULT_RULES,
  type CompanyField,
  type FieldRules,
  type Rule,
} from '../../../module/company/field-rule.js';
import type { Contact } from '../../../module/contacts/contact.js';
import { toFieldErrors } from '../../../module/http/answers.js';
import type { PanelContact } from '../../../module/panels/panel.js';
import type { Actor } from '../../../module/permissions/actor.js';
import { owner } from '../actors.js';
import { aContact } from '../contacts/a-contact.js';

const EXAMPLE_BV: Partial<PanelContact> = {
  contactId: 0,
  firstName: 'Ann',
  lastName: 'Lee',
  companyName: 'Example BV',
  taxNumber: 'NL001234567B01',
  email: 'ann@example.com',
  address1: 'Keizersgracht 121',
  postalCode: '1015 CJ',
  city: 'Amsterdam',
  country: 'NL',
};

/** Example BV as its owner's record: `exampleBv({ country: 'US', state: 'Texas' })`. */
export const exampleBv = (panel: Partial<PanelContact> = {}): Contact =>
  aContact({
    panel: { ...EXAMPLE_BV, ...panel },
    ours: { street: 'Keizersgracht', houseNumber: '121' },
  });

/** The shipped rules with these instead: `rules({ country: 'optional' })`. */
export const rules = (changes: Partial<Record<CompanyField, Rule>> = {}): FieldRules => ({
  ...DEFAULT_RULES,
  ...Object.fromEntries(
    Object.entries(changes).map(([field, rule]) => [field, { ...DEFAULT_RULES.name, rule }]),
  ),
});

interface Setting {
  stored?: Contact;
  rules?: FieldRules;
  actor?: Actor;
  taxNumber?: boolean;
}

const parse = (body: unknown, setting: Setting) =>
  companyForm({
    stored: exampleBv(),
    rules: DEFAULT_RULES,
    actor: owner(),
    taxNumber: true,
    ...setting,
  }).safeParse(body);

/** Throws when the form refuses. */
export function accepted(body: unknown, setting: Setting = {}): CompanyEdit {
  const { data, error } = parse(body, setting);
  if (!data) throw new Error(`Refused: ${error?.message}`);
  return data;
}

/** Path → key, without the words that all of them begin with. */
export function refused(body: unknown, setting: Setting = {}): Record<string, string> {
  const { error } = parse(body, setting);
  const errors = error ? toFieldErrors(error) : {};
  return Object.fromEntries(
    Object.entries(errors).map(([path, { key }]) => [path, key.replace(/^\w+:errors\./, '')]),
  );
}
