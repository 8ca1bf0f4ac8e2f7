// Looks at what stands in front of us: which tables and columns, of which type, length and charset. The eras are told
// apart here and only here, from INFORMATION_SCHEMA, never from a version text (hosts.md §1.1).
import type { Executor } from '../../support/database.js';

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

export class WhmcsShape {
  constructor(private readonly columns: ReadonlyMap<string, ReadonlyMap<string, ColumnFacts>>) {}

  /** Era 7 (≤ 7.10): a contact may be a login. Era 8 (≥ 8.0): logins are users linked to clients. */
  get era(): 7 | 8 {
    return this.hasTable('tblusers') && this.hasTable('tblusers_clients') ? 8 : 7;
  }

  hasTable(table: string): boolean {
    return this.columns.has(table);
  }

  has(table: string, ...names: string[]): boolean {
    const found = this.columns.get(table);
    return found !== undefined && names.every((name) => found.has(name));
  }

  missing(table: string, names: readonly string[]): string[] {
    return names.filter((name) => !this.has(table, name)).map((name) => `${table}.${name}`);
  }

  column(table: string, name: string): ColumnFacts | undefined {
    return this.columns.get(table)?.get(name);
  }

  columnsOf(table: string): ReadonlyMap<string, ColumnFacts> {
    return this.columns.get(table) ?? new Map<string, ColumnFacts>();
  }
}

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

/** Reads the shape of the tables whose names start with "tbl" in the database we are connected to. */
export async function probeWhmcs(on: Executor): Promise<WhmcsShape> {
  const rows = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .where('table_name', 'like', 'tbl%')
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
  return new WhmcsShape(tables);
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
