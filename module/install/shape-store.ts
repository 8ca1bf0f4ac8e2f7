// What the doctor tells of the panel's tables, so that the project learns how they are: columns, types, counts and the
// forms of password hashes. No value leaves the database.
import type { TableUse, UnshownTables } from '../panels/table-use.js';
import type { Executor } from '../support/database.js';

export interface TableShape {
  table: string;
  engine: string;
  /** The server's own estimate: nothing is counted. */
  rows: number;
  /** "email varchar(255) utf8mb4 NULL UNI", as many as the present user may see. */
  columns: string[];
}

interface ColumnRow {
  name: string;
  table: string;
  type: string;
  charset: string | null;
  nullable: string;
  indexed: string;
}

/** Of the tables that the adapter uses, with the columns that it does not use, too. */
export async function tableShapes(on: Executor, uses: readonly TableUse[]): Promise<TableShape[]> {
  const names = uses.map(({ table }) => table);
  const tables = (await on('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .whereIn('table_name', names)
    .orderBy('table_name')
    .select({ table: 'table_name', engine: 'engine', rows: 'table_rows' })) as {
    table: string;
    engine: string | null;
    rows: number | string | null;
  }[];
  const columns = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .whereIn('table_name', names)
    .orderBy('ordinal_position')
    .select({
      table: 'table_name',
      name: 'column_name',
      type: 'column_type',
      charset: 'character_set_name',
      nullable: 'is_nullable',
      indexed: 'column_key',
    })) as ColumnRow[];
  return tables.map(({ table, engine, rows }) => ({
    table,
    engine: engine ?? 'no engine',
    rows: Number(rows ?? 0),
    columns: columns.filter((column) => column.table === table).map(columnWords),
  }));
}

const columnWords = ({ name, type, charset, nullable, indexed }: ColumnRow): string =>
  [name, type, charset, nullable === 'YES' ? 'NULL' : '', indexed].filter(Boolean).join(' ');

/** Names alone. */
export async function unshownTables(on: Executor, { like, words }: UnshownTables): Promise<string[]> {
  const names = (await on('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .where('table_name', 'like', like)
    .orderBy('table_name')
    .pluck('table_name')) as string[];
  return names.filter((name) => words.test(name));
}

// A hash that begins in a known way is told by that beginning, without salt; everything else by its kind alone.
const FORM = `CASE
  WHEN COALESCE(??, '') = '' THEN 'empty'
  WHEN ?? REGEXP '^[$]2[abxy][$][0-9][0-9][$]' THEN SUBSTRING_INDEX(??, '$', 3)
  WHEN ?? REGEXP '^[$]argon2(i|d|id)[$]' OR ?? REGEXP '^[$][156][$]' THEN SUBSTRING_INDEX(??, '$', 2)
  WHEN ?? REGEXP '^[0-9a-fA-F]{32}$' THEN '32 hex'
  WHEN ?? REGEXP '^[0-9a-fA-F]{32}:' THEN '32 hex and a salt'
  WHEN ?? REGEXP '^[0-9a-fA-F]{64}$' THEN '64 hex'
  ELSE 'another form' END`;

/** "$2y$10 40 times"; nothing where the column is not there, or the present user may not read it. */
export async function passwordForms(
  on: Executor,
  { table, column }: { table: string; column: string },
): Promise<string[]> {
  const readable = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .where({ table_name: table, column_name: column })
    .whereRaw(`FIND_IN_SET('select', LOWER(privileges)) > 0`)
    .first('column_name')) as unknown;
  if (!readable) return [];
  const names = Array.from({ length: FORM.split('??').length - 1 }, () => column);
  const rows = (await on(table)
    .select(on.raw(`${FORM} AS form`, names))
    .count({ times: '*' })
    .groupBy('form')
    .orderBy('form')) as unknown as { form: string; times: number | string }[];
  return rows.map(({ form, times }) => `${form} ${times} times`);
}
