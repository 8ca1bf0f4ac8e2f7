// Databases that many spec files need alike are loaded once and copied for each of them, which takes a third of the time:
// every table by its own definition, then its rows.
import type { Knex } from 'knex';
import { databaseName } from '../../module/support/database.js';
import { atEndOfRun } from './end-of-run.js';
import type { TestDatabase } from './panel-database.js';

interface Model<T> {
  loaded: T;
  name: string;
  tables: { name: string; definition: string }[];
}

const models = new Map<string, Promise<Model<unknown>>>();

/** A database as `load` makes it, and what `load` answered when it ran for this key the first time. */
export async function copyOf<T>(
  key: string,
  make: () => Promise<TestDatabase>,
  load: (knex: Knex) => Promise<T>,
): Promise<TestDatabase & { loaded: T }> {
  const known = (models.get(key) as Promise<Model<T>> | undefined) ?? prepare(make, load);
  models.set(key, known);
  const model = await known;
  const database = await make();
  await database.knex.transaction(async (tx) => {
    await tx.raw('SET foreign_key_checks = 0');
    for (const { name, definition } of model.tables) {
      await tx.raw(definition);
      await tx.raw('INSERT INTO ?? SELECT * FROM ??.??', [name, model.name, name]);
    }
    await tx.raw('SET foreign_key_checks = 1');
  });
  return { ...database, loaded: model.loaded };
}

async function prepare<T>(
  make: () => Promise<TestDatabase>,
  load: (knex: Knex) => Promise<T>,
): Promise<Model<T>> {
  const database = await make();
  atEndOfRun(() => database.drop());
  const { knex } = database;
  const loaded = await load(knex);
  const names = (await knex('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .pluck('table_name')) as string[];
  const tables = [];
  for (const name of names) {
    const [[row]] = (await knex.raw('SHOW CREATE TABLE ??', [name])) as [[Record<string, string>]];
    tables.push({ name, definition: row['Create Table'] as string });
  }
  return { loaded, name: await databaseName(knex), tables };
}
