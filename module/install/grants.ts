// The database user that may do what the module does, and nothing else, as statements for whoever administers the
// database: reading and writing the panel's columns that are listed, and everything on our own tables.
import type { TableUse } from '../panels/table-use.js';
import { MIGRATION_TABLES } from '../support/migrator.js';
import { OWN_TABLES, table } from '../support/tables.js';

/** Of ours, in the order in which they are named. */
export const ownTableNames = (): string[] => [...OWN_TABLES.map(table), ...MIGRATION_TABLES];

/** One statement a line, without the user itself. `account`: "'liaison'@'localhost'". */
export function grantStatements(database: string, account: string, uses: readonly TableUse[]): string[] {
  const on = (name: string): string => `ON ${quoted(database)}.${quoted(name)} TO ${account}`;
  return [
    ...uses.map((use) => `GRANT ${rightsOf(use).join(', ')} ${on(use.table)}`),
    // With CREATE among them: such a right may be given before the table is there.
    ...ownTableNames().map((name) => `GRANT ALL PRIVILEGES ${on(name)}`),
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
