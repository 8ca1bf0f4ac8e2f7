// A contact: someone, or an address, that we send to (C1). Types and pure rules; no I/O.
import type { PanelContact, PanelFields } from '../panels/panel.js';
import { findStateCode, isStateCode, stateName, type StateCode } from '../reference/us-states.js';
import type { ContactType } from '../roles/role.js';
import { digest } from '../support/digest.js';
import { joinStreet, splitStreet } from './address.js';
import { readStoredPhone, toE164, type Phone, type StoredPhone } from './phone.js';

export type ContactKind = 'owner' | 'person' | 'mailbox';
export const TITLES = ['', 'mr', 'ms', 'mrs'] as const;
export type Title = (typeof TITLES)[number];

/** What can be typed about a contact. Text is trimmed and '' when absent. */
export interface ContactDetails {
  kind: ContactKind;
  title: Title;
  firstName: string;
  lastName: string;
  email: string;
  /** `{ raw }` is a number of the panel's that we cannot read: shown and kept as it is. */
  phone: StoredPhone | null;
  mobile: Phone | null;
  companyName: string;
  /** The company's, on the owner only: nobody else's is asked for here. */
  taxNumber: string;
  street: string;
  houseNumber: string;
  postalCode: string;
  city: string;
  country: string;
  /** Exactly when the country is US (C6); a state text of another country stays in the panel, untouched. */
  state: StateCode | '';
  /** BCP 47 of mail to this contact; '' = as the client. */
  language: string;
  note: string;
  /** What the contact hears about by itself (R1); a held primary role's type is among them (R3). */
  types: ContactType[];
}

/** Our companion row: what the panel has no column for. A contact made on the panel's screens has none yet (C2). */
export interface Companion {
  kind: 'person' | 'mailbox';
  title: Title;
  phoneCountry: string;
  mobileCountry: string;
  mobileNumber: string;
  street: string;
  houseNumber: string;
  language: string;
  note: string;
  version: number;
}

export const NO_COMPANION: Companion = {
  kind: 'person',
  title: '',
  phoneCountry: '',
  mobileCountry: '',
  mobileNumber: '',
  street: '',
  houseNumber: '',
  language: '',
  note: '',
  version: 0,
};

export interface Contact extends ContactDetails {
  clientId: number;
  /** The panel's own id, 0 for the owner (C2). */
  contactId: number;
  /** Changes with every change, here or on the panel's own screens: covers both rows (D3). */
  version: string;
  isLogin: boolean;
  addedAt: string | undefined;
  /** The panel's row as read, for the conditional write. */
  stored: PanelContact;
  companionVersion: number;
}

export function assembleContact(
  clientId: number,
  stored: PanelContact,
  companion: Companion,
  types: ContactType[],
): Contact {
  const { contactId } = stored;
  return {
    clientId,
    contactId,
    kind: contactId === 0 ? 'owner' : companion.kind,
    title: companion.title,
    firstName: stored.firstName,
    lastName: stored.lastName,
    email: stored.email,
    phone: readStoredPhone(stored.phone, companion.phoneCountry, stored.country),
    mobile: readMobile(companion),
    companyName: stored.companyName,
    taxNumber: stored.taxNumber,
    ...splitStreet(stored.address1, companion),
    postalCode: stored.postalCode,
    city: stored.city,
    country: stored.country,
    state: stored.country === 'US' ? (findStateCode(stored.state) ?? '') : '',
    language: companion.language,
    note: companion.note,
    types,
    version: versionOf(stored, companion.version, types),
    isLogin: stored.isLogin,
    addedAt: stored.addedAt,
    stored,
    companionVersion: companion.version,
  };
}

function readMobile({ mobileCountry, mobileNumber }: Companion): Phone | null {
  const read = readStoredPhone(mobileNumber, mobileCountry, '');
  return read && 'countryCode' in read ? read : null;
}

function versionOf(stored: PanelContact, companionVersion: number, types: ContactType[]): string {
  return digest([stored, companionVersion, types]);
}

/** The panel's fields for these details. Only fields that differ from `before` appear when it is given. */
export function toPanelFields(details: ContactDetails, before?: Contact): Partial<PanelFields> {
  const fields: Partial<PanelFields> = {};
  const put = (field: keyof PanelFields, changed: boolean, value: string): void => {
    if (!before || changed) fields[field] = value;
  };
  const differs = (...names: (keyof ContactDetails)[]): boolean =>
    !before || names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(details[name]));
  for (const name of [
    'firstName',
    'lastName',
    'companyName',
    'taxNumber',
    'email',
    'city',
    'postalCode',
    'country',
  ] as const) {
    put(name, differs(name), details[name]);
  }
  put('phone', differs('phone'), phoneText(details.phone));
  put(
    'address1',
    differs('street', 'houseNumber', 'country') && joined(details) !== before?.stored.address1,
    joined(details),
  );
  put('state', differs('state', 'country'), isStateCode(details.state) ? stateName(details.state) : '');
  if (!before) fields.address2 = '';
  return fields;
}

const joined = (details: ContactDetails): string =>
  joinStreet(details.street, details.houseNumber, details.country);

function phoneText(phone: StoredPhone | null): string {
  if (!phone) return '';
  return 'raw' in phone ? phone.raw : toE164(phone);
}

export function toCompanion(details: ContactDetails): Omit<Companion, 'version'> {
  return {
    kind: details.kind === 'mailbox' ? 'mailbox' : 'person',
    title: details.title,
    phoneCountry: details.phone && 'countryCode' in details.phone ? details.phone.countryCode : '',
    mobileCountry: details.mobile?.countryCode ?? '',
    mobileNumber: details.mobile ? toE164(details.mobile) : '',
    street: details.street,
    houseNumber: details.houseNumber,
    language: details.language,
    note: details.note,
  };
}

/** What a person or mailbox is called. Rows of the panel may have no name at all: then their address. */
export function displayName({
  firstName,
  lastName,
  email,
}: Pick<ContactDetails, 'firstName' | 'lastName' | 'email'>): string {
  return `${firstName} ${lastName}`.trim() || email;
}

/** The path segment of a contact: the owner has a word, not a number (api.md §1). */
export function pathId(contactId: number): string {
  return contactId === 0 ? 'owner' : String(contactId);
}
