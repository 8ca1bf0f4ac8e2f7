// Phone numbers (C5): a country and a national number. The dial code is derived, never stored; nine are shared by
// several countries, so the country is the key. Numbers are checked with libphonenumber.
import {
  parsePhoneNumberFromString,
  validatePhoneNumberLength,
  type CountryCode as LibraryCountry,
} from 'libphonenumber-js/max';
import type { Message } from '../support/errors.js';
import { COUNTRY_CODES, DIAL_CODES, isCountryCode, type CountryCode } from '../reference/countries.js';

export interface Phone {
  countryCode: CountryCode;
  /** The national number in digits, area code included, without the leading trunk zero. */
  number: string;
}

/** A number as the panel holds it: read, or kept as text that we cannot read. */
export type StoredPhone = Phone | { raw: string };

// Countries of the seed that libphonenumber does not know by themselves: their numbers run under this one's plan.
const NUMBERED_AS: Partial<Record<CountryCode, string>> = { AN: 'CW', AQ: 'NF', PN: 'NZ' };
// VA has +379 assigned but is reached by Italy's +39: there the seed and libphonenumber differ.
const REACHED_BY: Partial<Record<CountryCode, string>> = { VA: '39' };

const libraryCountry = (country: CountryCode): LibraryCountry =>
  (NUMBERED_AS[country] ?? country) as LibraryCountry;

/** "31" for NL, "1" for AG: the seed's dial code without its area code. */
function callingCode(country: CountryCode): string {
  return REACHED_BY[country] ?? (DIAL_CODES[country].split('-')[0] as string);
}

/** "+31", "+1-268": as S1 writes it, for display and API. */
export function dialCode(country: CountryCode): string {
  return `+${DIAL_CODES[country]}`;
}

export function toE164(phone: Phone): string {
  return `+${callingCode(phone.countryCode)}${phone.number}`;
}

/** "+31 6 82212341"; a text we cannot read as it stands. */
export function formatPhone(phone: StoredPhone): string {
  if ('raw' in phone) return phone.raw;
  const e164 = toE164(phone);
  return parsePhoneNumberFromString(e164)?.formatInternational() ?? e164;
}

/**
 * The number as people of that country write it ("06 82212341"), for a form that shows the country beside it. Where that
 * would not be read back as the same number it is the bare national number.
 */
export function formatNational(phone: Phone): string {
  const national = parsePhoneNumberFromString(toE164(phone))?.formatNational() ?? phone.number;
  const back = readTypedPhone('phone', phone.countryCode, national);
  return 'phone' in back && back.phone?.number === phone.number ? national : phone.number;
}

/** A stored E.164 text; the country is the one kept beside it, else the contact's own, else the library's. */
export function readStoredPhone(
  text: string,
  keptCountry: string,
  contactCountry: string,
): StoredPhone | null {
  if (text.trim() === '') return null;
  if (!/^\+\d{4,}$/.test(text)) return { raw: text };
  const fits = (country: string): country is CountryCode =>
    isCountryCode(country) && text.startsWith(`+${callingCode(country)}`);
  const country = [
    keptCountry,
    contactCountry,
    parsePhoneNumberFromString(text)?.country ?? '',
    ...COUNTRY_CODES,
  ].find(fits);
  return country
    ? { countryCode: country, number: text.slice(1 + callingCode(country).length) }
    : { raw: text };
}

export type TypedPhone = { phone: Phone | null } | { errors: { countryCode?: Message; number?: Message } };

/**
 * What somebody typed: a country and a number with or without its +code, in any digits, with spaces, dashes and
 * brackets. `field` ("phone" or "mobile") chooses the words. Never refused for its area code (DO, PR and JM have several).
 */
export function readTypedPhone(field: 'phone' | 'mobile', countryCode: string, typed: string): TypedPhone {
  const text = westernDigits(typed.trim());
  if (text === '') return { phone: null };
  const refuse = (key: string, params?: Message['params']): TypedPhone => ({
    errors: { number: { key: `contacts:errors.${field}.${key}`, ...(params ? { params } : {}) } },
  });
  if (!isCountryCode(countryCode))
    return { errors: { countryCode: { key: 'contacts:errors.phone.country' } } };
  if (!/^[+\d\s().\-/‐-―]+$/.test(text) || /.\+/.test(text)) return refuse('characters');

  const country = countryCode;
  const digits = text.replace(/\D/g, '');
  if (digits === '') return refuse('characters');
  const international = text.startsWith('+') ? digits : digits.startsWith('00') ? digits.slice(2) : undefined;
  if (international === undefined) return checkLength(country, digits, refuse);
  if (international === '') return refuse('tooShort', { country });
  const code = [callingCode(country), DIAL_CODES[country].split('-')[0] as string].find((known) =>
    international.startsWith(known),
  );
  if (!code) {
    const params = { code: `+${foreignCode(international)}`, country, dial: dialCode(country) };
    return refuse('otherCode', params);
  }
  return checkLength(country, `+${callingCode(country)}${international.slice(code.length)}`, refuse);
}

function checkLength(
  country: CountryCode,
  text: string,
  refuse: (key: string, params: Message['params']) => TypedPhone,
): TypedPhone {
  const candidates = [text, ...withArea(country, text)];
  for (const candidate of candidates) {
    const parsed = parsePhoneNumberFromString(candidate, {
      defaultCountry: libraryCountry(country),
      extract: false,
    });
    if (parsed?.isPossible() && parsed.countryCallingCode === callingCode(country)) {
      return { phone: { countryCode: country, number: parsed.nationalNumber } };
    }
  }
  const problem = validatePhoneNumberLength(text, libraryCountry(country));
  return refuse(problem === 'TOO_LONG' ? 'tooLong' : 'tooShort', { country });
}

// "460 1234" in Antigua: the seed's dial code carries the area code, so people type the number without it.
function withArea(country: CountryCode, text: string): string[] {
  const area = DIAL_CODES[country].split('-')[1];
  return area && !text.startsWith('+') ? [`${area}${text}`] : [];
}

function foreignCode(digits: string): string {
  return parsePhoneNumberFromString(`+${digits}`)?.countryCallingCode ?? digits.slice(0, 3);
}

/** Arabic-Indic and Persian digits as 0–9. */
export function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String((digit.codePointAt(0) as number) & 0xf));
}
