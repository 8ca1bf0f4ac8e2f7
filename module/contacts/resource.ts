// A contact as the API shows it. The schema is the documentation and what tests hold every answer against.
import { z } from 'zod';
import type { Preference } from '../notices/preference.js';
import { preferencesResource, preferencesShape } from '../notices/preference-resource.js';
import { LOGIN_STATES, type LoginState } from '../permissions/subject.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../roles/role.js';
import type { ContactRoles } from '../roles/service.js';
import { TITLES, type Contact } from './contact.js';
import { dialCode, type StoredPhone } from './phone.js';

/** Roles are constants in the API, in capitals as in its filter. */
const ROLE_CONSTANTS = PRIMARY_ROLES.map((role) => role.toUpperCase());

const phoneShape = z
  .object({
    countryCode: z.string().meta({
      description: 'The key: dial codes are shared by several countries. "" for a number we cannot read',
    }),
    dialCode: z.string().meta({ description: 'Derived from the country' }),
    number: z.string().meta({ description: 'National, without the leading zero' }),
  })
  .nullable()
  .meta({ id: 'Phone', example: { countryCode: 'NL', dialCode: '+31', number: '682212341' } });

export const contactShape = z
  .object({
    id: z.int().meta({ description: 'The panel’s own; 0 is the owner' }),
    kind: z.enum(['owner', 'person', 'mailbox']),
    title: z.enum(TITLES),
    firstName: z.string(),
    lastName: z.string(),
    email: z.string(),
    phone: phoneShape,
    mobile: phoneShape,
    companyName: z.string(),
    street: z.string(),
    houseNumber: z.string(),
    postalCode: z.string(),
    city: z.string(),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2' }),
    state: z.string().meta({ description: 'Exactly when the country is US' }),
    language: z.string().meta({ description: 'BCP 47; "" = as the company' }),
    note: z.string(),
    types: z
      .array(z.enum(CONTACT_TYPES))
      .meta({ description: 'What the contact hears about, types that come with a role included' }),
    primaryRoles: z.array(z.enum(ROLE_CONSTANTS)),
    standsInFor: z
      .array(z.enum(ROLE_CONSTANTS))
      .meta({ description: 'The owner, until somebody is promoted' }),
    emailCategories: preferencesShape,
    subAccount: z
      .object({ state: z.enum(LOGIN_STATES) })
      .meta({ description: 'Whether the contact can sign in' }),
    version: z.string().meta({ description: 'The ETag without its quotes' }),
  })
  .meta({ id: 'Contact' });

/** What stands about a contact in several places. */
export interface ContactParts {
  contact: Contact;
  held: ContactRoles | undefined;
  login: LoginState;
  preferences: readonly Preference[];
  /** Of all of it. */
  version: string;
}

export function contactResource({
  contact,
  held,
  login,
  preferences,
  version,
}: ContactParts): z.infer<typeof contactShape> {
  const capitals = (roles: readonly string[] = []): string[] => roles.map((role) => role.toUpperCase());
  return {
    id: contact.contactId,
    kind: contact.kind,
    title: contact.title,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: contact.email,
    phone: phoneResource(contact.phone),
    mobile: phoneResource(contact.mobile),
    companyName: contact.companyName,
    street: contact.street,
    houseNumber: contact.houseNumber,
    postalCode: contact.postalCode,
    city: contact.city,
    country: contact.country,
    state: contact.state,
    language: contact.language,
    note: contact.note,
    types: [...(held?.types ?? contact.types)],
    primaryRoles: capitals(held?.roles),
    standsInFor: capitals(held?.standsIn),
    emailCategories: preferencesResource(preferences),
    subAccount: { state: login },
    version,
  };
}

function phoneResource(phone: StoredPhone | null) {
  if (!phone) return null;
  if ('raw' in phone) return { countryCode: '', dialCode: '', number: phone.raw };
  return { ...phone, dialCode: dialCode(phone.countryCode) };
}
