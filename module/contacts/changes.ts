// What differs between a contact as it is and as somebody wants it: for the log, the conflict page and "nothing to save".
import type { Changes } from '../audit/store.js';
import { formatPhone, type StoredPhone } from './phone.js';
import type { ContactDetails } from './contact.js';

export const DETAIL_FIELDS = [
  'kind', 'title', 'firstName', 'lastName', 'email', 'phone', 'mobile', 'companyName', 'taxNumber', 'street', 'houseNumber',
  'postalCode', 'city', 'country', 'state', 'language', 'note', 'types',
] as const satisfies readonly (keyof ContactDetails)[]; // prettier-ignore

/** Without `before` everything is new. */
export function changesBetween(before: ContactDetails | undefined, after: ContactDetails): Changes {
  const changes: Changes = {};
  for (const field of DETAIL_FIELDS) {
    const [was, is] = [before ? asText(before[field]) : '', asText(after[field])];
    if (was !== is) changes[field] = { before: was, after: is };
  }
  return changes;
}

function asText(value: string | readonly string[] | StoredPhone | null): string {
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (isList(value)) return value.join(',');
  // With the country: the same digits in AG and in US are two different answers.
  return 'raw' in value ? value.raw : `${formatPhone(value)} (${value.countryCode})`;
}

const isList = (value: readonly string[] | StoredPhone): value is readonly string[] => Array.isArray(value);
