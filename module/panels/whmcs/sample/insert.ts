// Inserts sample rows and fills every NOT NULL column without default, so that the data stay short. WHMCS
// columns have no defaults we may rely on (hosts.md 1.2), and a strict server refuses a missed one (1364).
import type { Knex } from 'knex';
import { SAMPLE_NOW } from './determinism.js';
import { isColumnOfSomeVersion } from './schema.js';

export type SampleValue = string | number | null;
export type SampleRow = Readonly<Record<string, SampleValue>>;

interface ColumnShape {
  name: string;
  type: string;
  nullable: boolean;
  automatic: boolean;
}

const BATCH = 500;
// Keyed by the handle and therefore also by the transaction: a later load reads the shape of its own tables.
const shapes = new WeakMap<object, Map<string, Promise<ColumnShape[]>>>();

/**
 * Inserts one row and answers its id. Columns that only other versions of the panel have are left out.
 * The columns are read once per `db` handle. @throws Error for a column that no version has.
 */
export async function insertRow(db: Knex, table: string, values: SampleRow): Promise<number> {
  const columns = await columnsOf(db, table);
  const [insertId = 0] = await db(table).insert(complete(table, columns, values));
  return typeof values['id'] === 'number' ? values['id'] : insertId;
}

/** The same for many rows, in batches of 500; the ids follow the order of the rows. */
export async function insertRows(db: Knex, table: string, rows: readonly SampleRow[]): Promise<void> {
  const columns = await columnsOf(db, table);
  for (let start = 0; start < rows.length; start += BATCH) {
    const batch = rows.slice(start, start + BATCH).map((row) => complete(table, columns, row));
    // One after the other: the ids have to follow the order of the rows.
    // oxlint-disable-next-line no-await-in-loop
    await db(table).insert(batch);
  }
}

function complete(table: string, columns: readonly ColumnShape[], values: SampleRow): SampleRow {
  for (const name of Object.keys(values)) {
    if (!columns.some((column) => column.name === name) && !isColumnOfSomeVersion(table, name)) {
      throw new Error(`No version of ${table} has a column ${name}`);
    }
  }
  const row: Record<string, SampleValue> = {};
  for (const column of columns) {
    const given = values[column.name];
    if (given !== undefined) row[column.name] = given;
    else if (!column.automatic) row[column.name] = column.nullable ? null : emptyValue(column.type);
  }
  return row;
}

function emptyValue(type: string): SampleValue {
  if (type === 'date') return SAMPLE_NOW.slice(0, 10);
  if (type === 'datetime' || type === 'timestamp') return SAMPLE_NOW;
  return /int|decimal/.test(type) ? 0 : '';
}

function columnsOf(db: Knex, table: string): Promise<ColumnShape[]> {
  const known = shapes.get(db) ?? new Map<string, Promise<ColumnShape[]>>();
  shapes.set(db, known);
  const columns = known.get(table) ?? readColumns(db, table);
  known.set(table, columns);
  return columns;
}

async function readColumns(db: Knex, table: string): Promise<ColumnShape[]> {
  // Aliases, because MySQL 8 answers INFORMATION_SCHEMA columns in upper case whatever was written.
  const rows = await db('information_schema.columns')
    .select({ name: 'COLUMN_NAME', type: 'DATA_TYPE', nullable: 'IS_NULLABLE', extra: 'EXTRA' })
    .whereRaw('TABLE_SCHEMA = DATABASE()')
    .andWhere('TABLE_NAME', table)
    .orderBy('ORDINAL_POSITION');
  if (rows.length === 0) throw new Error(`There is no table ${table}`);
  return rows.map((row: { name: string; type: string; nullable: string; extra: string }) => ({
    name: row.name,
    type: row.type.toLowerCase(),
    nullable: row.nullable === 'YES',
    automatic: row.extra.includes('auto_increment'),
  }));
}
