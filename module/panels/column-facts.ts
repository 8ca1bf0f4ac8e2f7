// What INFORMATION_SCHEMA says of a panel's tables: which columns, of which type, length and charset; and what such a column
// cannot hold. Every adapter looks before it relies on a column.
import type { Executor } from '../support/database.js';
import type { FieldErrors, Message } from '../support/errors.js';

export interface ColumnFacts {
  nullable: boolean;
  hasDefault: boolean;
  autoIncrement: boolean;
  /** The SQL type without width: "int", "text", "datetime". */
  type: string;
  /** Characters, null when the type holds no text. */
  maxLength: number | null;
  charset: string | null;
}

/** Table → column → facts. */
export type Tables = ReadonlyMap<string, ReadonlyMap<string, ColumnFacts>>;

interface ColumnRow {
  table_name: string;
  column_name: string;
  is_nullable: string;
  column_default: string | null;
  data_type: string;
  max_length: number | string | null;
  charset: string | null;
  extra: string;
}

/** The tables whose names are like this pattern, in the database we are connected to. */
export async function readTables(on: Executor, like: string): Promise<Tables> {
  const rows = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .where('table_name', 'like', like)
    .select({
      table_name: 'table_name',
      column_name: 'column_name',
      is_nullable: 'is_nullable',
      column_default: 'column_default',
      data_type: 'data_type',
      max_length: 'character_maximum_length',
      charset: 'character_set_name',
      extra: 'extra',
    })) as ColumnRow[];
  const tables = new Map<string, Map<string, ColumnFacts>>();
  for (const row of rows) {
    const columns = tables.get(row.table_name) ?? new Map<string, ColumnFacts>();
    columns.set(row.column_name.toLowerCase(), factsOf(row));
    tables.set(row.table_name, columns);
  }
  return tables;
}

function factsOf(row: ColumnRow): ColumnFacts {
  return {
    nullable: row.is_nullable === 'YES',
    // MariaDB writes a missing default as NULL, MySQL too; MariaDB writes a default of NULL as the word.
    hasDefault: row.column_default !== null,
    autoIncrement: row.extra.includes('auto_increment'),
    type: row.data_type.toLowerCase(),
    maxLength: row.max_length === null ? null : charactersOf(Number(row.max_length), row),
    charset: row.charset,
  };
}

// For TEXT types the schema tells bytes, for CHAR and VARCHAR characters.
function charactersOf(length: number, row: ColumnRow): number {
  if (!row.data_type.toLowerCase().includes('text')) return length;
  const bytes = row.charset === 'utf8mb4' ? 4 : row.charset?.startsWith('utf8') ? 3 : 1;
  return Math.floor(length / bytes);
}

// What a character set can store: the highest code point.
const HIGHEST: Record<string, number> = { latin1: 0xff, ascii: 0x7f, utf8: 0xffff, utf8mb3: 0xffff };
// MySQL's latin1 is cp1252: in place of the controls 0x80 to 0x9f it holds these signs, and five of the controls.
const CP1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x81\x8d\x8f\x90\x9d';

function fits(sign: string, charset: string): boolean {
  const code = sign.codePointAt(0) ?? 0;
  if (charset === 'latin1' && code > 0x7f && code < 0xa0) return CP1252.includes(sign);
  return code <= (HIGHEST[charset] ?? Infinity) || (charset === 'latin1' && CP1252.includes(sign));
}

/** What the column of each field cannot hold, before the server refuses or cuts it; {} when all fits. */
export function columnRefusals<Field extends string>(
  columnOf: (field: Field) => ColumnFacts | undefined,
  values: Partial<Record<Field, string>>,
): FieldErrors {
  const errors: FieldErrors = {};
  for (const [field, text] of Object.entries(values) as [Field, string | undefined][]) {
    const column = columnOf(field);
    const refusal = text === undefined || !column ? undefined : refusalOf(text, column);
    if (refusal) errors[field] = refusal;
  }
  return errors;
}

function refusalOf(text: string, column: ColumnFacts): Message | undefined {
  if (column.maxLength !== null && [...text].length > column.maxLength) {
    return { key: 'panels:refused.tooLong', params: { max: column.maxLength } };
  }
  const sign = [...text].find((char) => !fits(char, column.charset ?? ''));
  return sign === undefined ? undefined : { key: 'panels:refused.character', params: { character: sign } };
}
