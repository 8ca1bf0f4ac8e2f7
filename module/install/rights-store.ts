// What the database lets its present user do, asked of the information schema.
import type { TableUse } from '../panels/table-use.js';
import type { Executor } from '../support/database.js';

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
    missing: await missingRights(on, uses),
    tooMuch: await wideRights(on, grantee),
  };
}

async function missingRights(on: Executor, uses: readonly TableUse[]): Promise<string[]> {
  const rows = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .whereIn(
      'table_name',
      uses.map((use) => use.table),
    )
    .select({
      table_name: 'table_name',
      column_name: 'column_name',
      privileges: 'privileges',
    })) as ColumnRow[];
  const given = new Map(
    rows.map((row) => [
      `${row.table_name}.${row.column_name.toLowerCase()}`,
      row.privileges.toLowerCase().split(','),
    ]),
  );
  const lacking = (use: TableUse, right: string, columns: readonly string[]): string[] =>
    columns
      .map((column) => `${use.table}.${column}`)
      .filter((column) => !given.get(column)?.includes(right))
      .map((column) => `${right.toUpperCase()} on ${column}`);
  return uses.flatMap((use) => [
    ...lacking(use, 'select', use.select),
    ...lacking(use, 'update', use.update),
    ...lacking(use, 'insert', use.insert ? use.select.slice(0, 1) : []),
  ]);
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
