// Text between HostBill's records and us. How it writes numbers is not established: they are read and written as they are.
import type { PanelContact, PanelFields } from '../panel.js';
import { FIELDS, type KnownField } from './schema.js';

export type RecordFields = Record<KnownField, string>;

export type Row = Record<string, string | number | null>;

/** A record's texts, as the database or the API gave them. */
export function fieldsOf(text: (field: KnownField) => string): PanelFields {
  const fields = Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as RecordFields;
  return {
    ...fields,
    email: fields.email.trim(),
    phone: fields.phone.trim(),
    country: readCountry(fields.country),
    taxNumber: '',
  };
}

/** The fields of a contact alone: what two readings of it are compared by. */
export const sameFields = (one: PanelFields | PanelContact, other: PanelFields | PanelContact): boolean =>
  FIELDS.every((field) => one[field] === other[field]);

export const textOf = (stored: Row[string] | undefined): string => String(stored ?? '');

export const fullName = (row: Row): string => `${textOf(row['firstname'])} ${textOf(row['lastname'])}`.trim();

/** A moment as the panel wrote it; its zero dates are none. */
export function momentOf(stored: Row[string] | undefined): string | undefined {
  const text = textOf(stored);
  return text === '' || text.startsWith('0000') ? undefined : text;
}

/** Two letters in any case (inferred); anything else is no country we know. */
function readCountry(stored: string): string {
  const code = stored.trim().toUpperCase();
  return /^[A-Z]{2}$/.test(code) ? code : '';
}

/** A column's text in SQL, whatever the charset of its table. `column` is a name of ours, never input. */
export const textSql = (column: string): string => `CONVERT(${column} USING utf8mb4)`;

/** The address in a column in SQL, as it is compared: trimmed, in lower case, and "josé@" is not "jose@". */
export const emailSql = (column: string): string => `LOWER(TRIM(${textSql(column)})) COLLATE utf8mb4_bin`;

/** `q` as a part of a text, every sign meant literally. */
export const patternOf = (q: string): string => `%${q.replace(/[\\%_]/g, '\\$&')}%`;
