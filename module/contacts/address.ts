// Addresses (C6): street and house number, kept apart by us and joined in the panel's one line, without loss; countries
// that an address may lie in; the state, exactly when the country is US.
import { isAddressCountry } from '../reference/address-countries.js';
import { isStateCode } from '../reference/us-states.js';

// Where the number is written before the street. Elsewhere it follows.
const NUMBER_FIRST = new Set([
  'AU',
  'CA',
  'FR',
  'GB',
  'IE',
  'IN',
  'LU',
  'MY',
  'NZ',
  'PH',
  'SG',
  'TH',
  'US',
  'ZA',
]);

export function joinStreet(street: string, houseNumber: string, country: string): string {
  const parts = NUMBER_FIRST.has(country) ? [houseNumber, street] : [street, houseNumber];
  return parts.filter((part) => part !== '').join(' ');
}

/**
 * The two parts as they were typed here, as long as the panel's line still is what they make in either order. When
 * the line was changed on the panel's own screens, the whole line is the street: nothing is guessed, nothing is lost.
 */
export function splitStreet(
  line: string,
  kept: { street: string; houseNumber: string },
): { street: string; houseNumber: string } {
  const { street, houseNumber } = kept;
  const made = [`${street} ${houseNumber}`.trim(), `${houseNumber} ${street}`.trim()];
  return made.includes(line.trim()) ? { street, houseNumber } : { street: line, houseNumber: '' };
}

/** What is wrong with a country that is not the stored one, below `contacts:errors`. */
export function countryFault(country: string): 'country.unknown' | undefined {
  return country === '' || isAddressCountry(country) ? undefined : 'country.unknown';
}

/** What is wrong with the state of this country, below `contacts:errors`: it is there exactly when that is US. */
export function stateFault(country: string, state: string): 'state.notUs' | 'state.empty' | undefined {
  if (country === 'US') return isStateCode(state) ? undefined : 'state.empty';
  return state === '' ? undefined : 'state.notUs';
}
