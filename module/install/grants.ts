// The database user that may do what a running module does, and nothing else, as statements for whoever administers the
// database: reading and writing the panel's columns that are listed, and the rows of our own tables. Making and changing
// tables is not among it: that is done by `liaison install` and `migrate`, with the panel's own access.
import type { TableUse } from '../panels/table-use.js';
import { MIGRATION_TABLES } from '../support/migrator.js';
import { OWN_TABLES, table } from '../support/tables.js';

type RowRight = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE';

export interface OwnRights {
  table: string;
  rights: readonly RowRight[];
}

/** Of ours, in the order in which they are named. */
export const ownTableNames = (): string[] => [...OWN_TABLES.map(table), ...MIGRATION_TABLES];

/** Lines of the log are added and read, never changed; what the migrator did is read. */
export function ownRights(): OwnRights[] {
  const narrow = new Map<string, readonly RowRight[]>([
    [table('audit'), ['SELECT', 'INSERT']],
    ...MIGRATION_TABLES.map((name) => [name, ['SELECT']] as const),
  ]);
  return ownTableNames().map((name) => ({
    table: name,
    rights: narrow.get(name) ?? ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
  }));
}

/** One statement a line, without the user itself. `account`: "'liaison'@'localhost'". Our tables must be there. */
export function grantStatements(database: string, account: string, uses: readonly TableUse[]): string[] {
  const on = (name: string): string => `ON ${quoted(database)}.${quoted(name)} TO ${account}`;
  return [
    ...uses.map((use) => `GRANT ${rightsOf(use).join(', ')} ${on(use.table)}`),
    ...ownRights().map((own) => `GRANT ${own.rights.join(', ')} ${on(own.table)}`),
  ];
}

function rightsOf(use: TableUse): string[] {
  const columns = (names: readonly string[]): string => `(${names.map(quoted).join(', ')})`;
  return [
    `SELECT ${columns(use.select)}`,
    ...(use.update.length > 0 ? [`UPDATE ${columns(use.update)}`] : []),
    ...(use.insert ? ['INSERT'] : []),
    ...(use.delete ? ['DELETE'] : []),
  ];
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;
