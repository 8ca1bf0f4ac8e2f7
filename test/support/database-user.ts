// Users of the database: a panel's own, and the one that the module under test works as.
import type { Knex } from 'knex';
import { grantStatements } from '../../module/install/grants.js';
import { PANEL_KINDS } from '../../module/panels/panel-kinds.js';
import type { TableUse } from '../../module/panels/table-use.js';
import { databaseName } from '../../module/support/database.js';

const PASSWORD = 'of a test';

/** "'name'@'host'", from where the tests themselves come. */
export async function makeUser(knex: Knex, user: string, password: string): Promise<string> {
  const [[row]] = (await knex.raw('SELECT CURRENT_USER() AS account')) as [[{ account: string }]];
  const account = `'${user}'@'${row.account.slice(row.account.lastIndexOf('@') + 1)}'`;
  await knex.raw(`CREATE USER ${account} IDENTIFIED BY ?`, [password]);
  return account;
}

/** `url` as another user. */
export function urlAs(url: string, user: string, password: string): string {
  const own = new URL(url);
  own.username = encodeURIComponent(user);
  own.password = encodeURIComponent(password);
  return own.href;
}

/** What the adapters touch in this database. */
export async function usesIn(knex: Knex): Promise<TableUse[]> {
  return (await Promise.all(PANEL_KINDS.map(async (kind) => (await kind.uses?.(knex)) ?? []))).flat();
}

/** A user with what `liaison doctor --grants` prints and nothing else, under the name of the database: its address and its end. */
export async function limitedUser(
  { knex, url }: { knex: Knex; url: string },
  uses: readonly TableUse[],
): Promise<{ url: string; drop(): Promise<void> }> {
  const name = await databaseName(knex);
  const account = await makeUser(knex, name, PASSWORD);
  for (const statement of grantStatements(name, account, uses)) await knex.raw(statement);
  return {
    url: urlAs(url, name, PASSWORD),
    drop: async () => void (await knex.raw(`DROP USER ${account}`)),
  };
}
