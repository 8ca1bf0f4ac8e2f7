// What the database lets its present user do, asked of the information schema.
import type { TableUse } from '../panels/table-use.js';
import type { Executor } from '../support/database.js';
import { ownRights } from './grants.js';

export interface Rights {
  /** "'liaison'@'localhost'" */
  account: string;
  /** "SELECT on clients.email": needed, and not given. */
  missing: string[];
  /** On the whole database or server, and never needed: "ALTER", "DROP" … */
  tooMuch: string[];
}

const NEVER_NEEDED = [
  'ALTER',
  'CREATE',
  'DROP',
  'INDEX',
  'TRIGGER',
  'EVENT',
  'GRANT OPTION',
  'SUPER',
  'FILE',
];

interface ColumnRow {
  table_name: string;
  column_name: string;
  privileges: string;
}

export async function readRights(on: Executor, uses: readonly TableUse[]): Promise<Rights> {
  const [[{ account }]] = (await on.raw('SELECT CURRENT_USER() AS account')) as [[{ account: string }]];
  const at = account.lastIndexOf('@');
  const grantee = `'${account.slice(0, at)}'@'${account.slice(at + 1)}'`;
  return {
    account: grantee,
    missing: [...(await missingOnPanels(on, uses)), ...(await missingOnOurs(on))],
    tooMuch: await wideRights(on, grantee),
  };
}

/** Empty while our tables are not there at all: that they are missing is said elsewhere. */
async function missingOnOurs(on: Executor): Promise<string[]> {
  const own = ownRights();
  const rows = await columnRights(on, own);
  if (rows.length === 0) return [];
  const given = new Set(rows.flatMap((row) => row.rights.map((right) => `${right} on ${row.table}`)));
  return own.flatMap(({ table, rights }) =>
    rights
      // No column says whether its row may be deleted.
      .filter((right) => right !== 'DELETE')
      .map((right) => `${right} on ${table}`)
      .filter((right) => !given.has(right)),
  );
}

async function missingOnPanels(on: Executor, uses: readonly TableUse[]): Promise<string[]> {
  const rows = await columnRights(on, uses);
  const given = new Map(rows.map((row) => [`${row.table}.${row.column.toLowerCase()}`, row.rights]));
  const lacking = (use: TableUse, right: string, columns: readonly string[]): string[] =>
    columns
      .map((column) => `${use.table}.${column}`)
      .filter((column) => !given.get(column)?.includes(right))
      .map((column) => `${right} on ${column}`);
  return uses.flatMap((use) => [
    ...lacking(use, 'SELECT', use.select),
    ...lacking(use, 'UPDATE', use.update),
    ...lacking(use, 'INSERT', use.insert ? use.select.slice(0, 1) : []),
  ]);
}

/** What the present user may do with each column of these tables that it can see. */
async function columnRights(
  on: Executor,
  tables: readonly { table: string }[],
): Promise<{ table: string; column: string; rights: string[] }[]> {
  const names = tables.map(({ table }) => table);
  const rows = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .whereIn('table_name', names)
    .select({
      table_name: 'table_name',
      column_name: 'column_name',
      privileges: 'privileges',
    })) as ColumnRow[];
  return rows.map(({ table_name: table, column_name: column, privileges }) => ({
    table,
    column,
    rights: privileges.toUpperCase().split(','),
  }));
}

async function wideRights(on: Executor, grantee: string): Promise<string[]> {
  const [rows] = (await on.raw(
    `SELECT privilege_type AS wide FROM information_schema.user_privileges WHERE grantee = ?
     UNION SELECT privilege_type FROM information_schema.schema_privileges
     WHERE grantee = ? AND DATABASE() LIKE table_schema`,
    [grantee, grantee],
  )) as [{ wide: string }[]];
  return NEVER_NEEDED.filter((right) => rows.some(({ wide }) => wide === right));
}
