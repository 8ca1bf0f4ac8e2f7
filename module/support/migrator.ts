// Brings our tables up, or takes them away, with Knex's migrator over our list. Nothing but tables with our prefix is
// ever touched by DDL: a statement on any other is refused before it runs (safety.md M1).
import type { Knex } from 'knex';
import { migrations, type Migration } from '../../migrations/index.js';
import { manifest } from '../manifest.js';

const LOCK_NAME = `${manifest.tablePrefix}migrations`;
const LOCK_SECONDS = 30;

/** The migrator's own tables. */
export const MIGRATION_TABLES = [
  `${manifest.tablePrefix}migrations`,
  `${manifest.tablePrefix}migrations_lock`,
];

/** Runs what has not run yet; names of the migrations that ran now. Safe to run twice, and after a killed run. */
export async function migrateUp(knex: Knex): Promise<string[]> {
  return locked(knex, async () => {
    const [, ran] = (await knex.migrate.latest(settings)) as [number, string[]];
    return ran;
  });
}

/** Takes every table of ours away, the migrator's own included. The panel is left as it was before we came. */
export async function migrateDown(knex: Knex): Promise<void> {
  await locked(knex, async () => {
    await knex.migrate.rollback(settings, true);
    for (const name of MIGRATION_TABLES) await run(knex, `DROP TABLE IF EXISTS ${name}`);
  });
}

/** Names of the migrations that have not run yet. Creates nothing. */
export async function pendingMigrations(knex: Knex): Promise<string[]> {
  if (!(await knex.schema.hasTable(settings.tableName))) return migrations.map(({ name }) => name);
  const done = (await knex(settings.tableName).pluck('name')) as string[];
  return migrations.map(({ name }) => name).filter((name) => !done.includes(name));
}

/** What `migrateUp` would run now to change something, in its order, the migrator's own tables included. */
export async function pendingStatements(knex: Knex): Promise<string[]> {
  const { tableName } = settings;
  const pending = new Set(await pendingMigrations(knex));
  const own: Knex.SchemaBuilder[] = [];
  if (!(await knex.schema.hasTable(tableName)))
    own.push(
      knex.schema.createTable(tableName, (columns) => {
        columns.increments();
        columns.string('name');
        columns.integer('batch');
        columns.timestamp('migration_time');
      }),
    );
  if (!(await knex.schema.hasTable(`${tableName}_lock`)))
    own.push(
      knex.schema.createTable(`${tableName}_lock`, (columns) => {
        columns.increments('index').primary();
        columns.integer('is_locked');
      }),
    );
  return [
    ...own.map((table) => table.toQuery()),
    ...migrations.filter(({ name }) => pending.has(name)).map(({ up }) => up),
  ];
}

const settings = {
  tableName: `${manifest.tablePrefix}migrations`,
  // MySQL commits at every DDL statement: a transaction around it would only pretend.
  disableTransactions: true,
  migrationSource: {
    getMigrations: () => Promise.resolve([...migrations]),
    getMigrationName: (migration: Migration) => migration.name,
    getMigration: (migration: Migration) =>
      Promise.resolve({
        up: (knex: Knex) => run(knex, migration.up),
        down: (knex: Knex) => run(knex, migration.down),
      }),
  },
};

/** Throws unless the statement creates, changes or drops one table of ours and refers to no other. */
export function assertOwnTable(statement: string): void {
  const target =
    /^(?:(?:CREATE TABLE IF NOT EXISTS|ALTER TABLE)\s+(?=\w+[\s(])|DROP TABLE IF EXISTS\s+(?=\w+$))(\w+)/i.exec(
      statement,
    )?.[1];
  if (!target?.startsWith(manifest.tablePrefix))
    throw new Error(`Not a statement on a table of ours: ${statement}`);
  for (const [, referred] of statement.matchAll(/\bREFERENCES\s+`?(\w+)/gi)) {
    if (!referred?.startsWith(manifest.tablePrefix))
      throw new Error(`A foreign key to ${referred} is not ours to make`);
  }
}

async function run(knex: Knex, statement: string): Promise<void> {
  assertOwnTable(statement);
  await knex.raw(statement);
}

// The server's named lock dies with its connection. So whoever holds it may clear Knex's own lock row, which a killed
// run leaves behind.
async function locked<T>(knex: Knex, work: () => Promise<T>): Promise<T> {
  const connection: unknown = await knex.client.acquireConnection();
  try {
    const [[answer]] = (await knex
      .raw('SELECT GET_LOCK(?, ?) AS got', [LOCK_NAME, LOCK_SECONDS])
      .connection(connection)) as [[{ got: number | null }]];
    if (answer.got !== 1) throw new Error('Another migration of Liaison is running on this database');
    if (await knex.schema.hasTable(`${settings.tableName}_lock`))
      await knex.migrate.forceFreeMigrationsLock(settings);
    return await work();
  } finally {
    await knex.raw('SELECT RELEASE_LOCK(?)', [LOCK_NAME]).connection(connection);
    await knex.client.releaseConnection(connection);
  }
}
