// Text between WHMCS's columns and us: entities in old rows, what a column can hold, phones and countries.
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { FieldErrors } from '../../support/errors.js';
import { columnRefusals } from '../column-facts.js';
import type { WhmcsShape } from './probe.js';

// PHP's htmlspecialchars with ENT_QUOTES. Whether a database holds such text is not established (hosts.md §1.2), so
// it is shown decoded, found in either spelling, and never written unless somebody changes that field.
const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
};

export function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#0?39);/g, (entity) => ENTITIES[entity] ?? entity);
}

/** The same in SQL, for lists and searches over many rows. `text` is an SQL expression of ours, never input. */
export function decodedSql(text: string): string {
  // "&amp;" last, so that what it uncovers is not decoded a second time.
  const entities = Object.entries(ENTITIES).toSorted(
    ([a], [b]) => Number(a === '&amp;') - Number(b === '&amp;'),
  );
  return entities.reduce(
    (sql, [entity, sign]) => `REPLACE(${sql}, '${entity}', '${sign === "'" ? "''" : sign}')`,
    text,
  );
}

/** The address in a column `email` in SQL, as it is compared: trimmed, in lower case, and "josé@" is not "jose@". */
export const EMAIL_SQL = `LOWER(TRIM(${decodedSql('CONVERT(email USING utf8mb4)')})) COLLATE utf8mb4_bin`;

/** Two columns of a row as one name. */
export const fullName = (first: unknown, last: unknown): string =>
  decodeEntities(`${textOf(first)} ${textOf(last)}`.trim());

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** "+31.682212341" (dial code, dot, number: the form of WHMCS's own phone fields, inferred) → "+31682212341". */
export function readPhone(stored: string): string {
  return stored
    .trim()
    .replace(
      /^\+(\d{1,4})\.([\d ]+)$/,
      (_all, dial: string, rest: string) => `+${dial}${rest.replaceAll(' ', '')}`,
    );
}

/** `readPhone` in SQL. */
export function phoneSql(text: string): string {
  const trimmed = `TRIM(${text})`;
  return `IF(${trimmed} REGEXP '^[+][0-9]{1,4}[.][0-9 ]+$', REPLACE(REPLACE(${trimmed}, '.', ''), ' ', ''), ${trimmed})`;
}

/** The panel's form of a number in E.164; any other text stays as it is, whatever number it may hold. */
export function writePhone(phone: string): string {
  const dial = /^\+\d+$/.test(phone) ? parsePhoneNumberFromString(phone)?.countryCallingCode : undefined;
  return dial ? `+${dial}.${phone.slice(1 + dial.length)}` : phone;
}

/** WHMCS rows carry 2 letters in any case; "UK" is an old spelling of GB. Anything else is no country we know. */
export function readCountry(stored: string): string {
  const code = stored.trim().toUpperCase();
  if (code === 'UK') return 'GB';
  return /^[A-Z]{2}$/.test(code) ? code : '';
}

/** What the columns (field → column) of this table cannot hold. */
export const refusals = <Field extends string>(
  shape: WhmcsShape,
  table: string,
  columns: Readonly<Record<Field, string>>,
  values: Partial<Record<Field, string>>,
): FieldErrors => columnRefusals((field: Field) => shape.column(table, columns[field]), values);
