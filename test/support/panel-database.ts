// A fresh panel-shaped database for one spec file, and its end. Call inside `before`: the server is not there earlier.
import type { Knex } from 'knex';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import {
  whmcsSchema,
  SAMPLE_PROFILES,
  type SampleProfileName,
} from '../../module/panels/whmcs/sample/schema.js';
import type { TableUse } from '../../module/panels/table-use.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../module/support/database.js';
import { migrateUp } from '../../module/support/migrator.js';
import { limitedUser, usesIn } from './database-user.js';
import { nameOfRun } from './end-of-run.js';
import { copyOf } from './model-database.js';

export interface TestDatabase {
  /** For the module under test. Where our tables are there, as a user with the printed grants and nothing else. */
  url: string;
  /** A patient connection of the server's administrator for looking and planting, apart from the module's own pool. */
  knex: Knex;
  drop(): Promise<void>;
}

/** The server's address with another database in it. */
export function serverUrl(database = ''): string {
  const url = new URL(process.env['LIAISON_TEST_SERVER'] as string);
  url.pathname = `/${database}`;
  return url.href;
}

export async function emptyDatabase(): Promise<TestDatabase> {
  const name = nameOfRun();
  const admin = openDatabase(serverUrl(), MAINTENANCE_PATIENCE);
  await admin.raw('CREATE DATABASE ?? CHARACTER SET utf8mb4', [name]);
  await admin.destroy();
  const knex = openDatabase(serverUrl(name), MAINTENANCE_PATIENCE);
  return {
    url: serverUrl(name),
    knex,
    async drop() {
      await knex.raw('DROP DATABASE ??', [name]);
      await knex.destroy();
    },
  };
}

/** The panel's tables of this profile, empty; nothing of ours. */
export async function panelSchema(profile: SampleProfileName): Promise<TestDatabase> {
  const database = await emptyDatabase();
  for (const statement of whmcsSchema(SAMPLE_PROFILES[profile])) await database.knex.raw(statement);
  return database;
}

/** The same database for a module that serves: as a user of its own. */
export async function served(database: TestDatabase, uses: readonly TableUse[]): Promise<TestDatabase> {
  const user = await limitedUser(database, uses);
  return {
    ...database,
    url: user.url,
    async drop() {
      await user.drop();
      await database.drop();
    },
  };
}

/** The panel's tables with the demo's people; nothing of ours. */
export async function peopledPanel(profile: SampleProfileName): Promise<TestDatabase & { cast: DemoCast }> {
  const { loaded, ...database } = await copyOf(`people ${profile}`, emptyDatabase, (knex) =>
    loadPeople(knex, profile),
  );
  return { ...database, cast: loaded };
}

/** A panel with the demo's people, and our tables. */
export async function demoPanel(
  profile: SampleProfileName = 'whmcs8',
): Promise<TestDatabase & { cast: DemoCast }> {
  const { loaded, ...database } = await copyOf(`demo ${profile}`, emptyDatabase, async (knex) => {
    const cast = await loadPeople(knex, profile);
    await migrateUp(knex);
    return { cast, uses: await usesIn(knex) };
  });
  return { ...(await served(database, loaded.uses)), cast: loaded.cast };
}

async function loadPeople(knex: Knex, profile: SampleProfileName): Promise<DemoCast> {
  for (const statement of whmcsSchema(SAMPLE_PROFILES[profile])) await knex.raw(statement);
  return loadDemoData(knex, SAMPLE_PROFILES[profile]);
}
