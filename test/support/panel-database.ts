// A fresh panel-shaped database for one spec file, and its end. Call inside `before`: the server is not there earlier.
import type { Knex } from 'knex';
import { randomUUID } from 'node:crypto';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { plantAwkwardRows, type AwkwardRows } from '../../module/panels/whmcs/sample/awkward-rows.js';
import {
  whmcsSchema,
  SAMPLE_PROFILES,
  type SampleProfileName,
} from '../../module/panels/whmcs/sample/schema.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../module/support/database.js';
import { migrateUp } from '../../module/support/migrator.js';

export interface TestDatabase {
  url: string;
  /** A patient connection for looking and planting, apart from the module's own pool. */
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
  const name = `liaison_test_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
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

/** A panel with the demo's people, and our tables. */
export async function demoPanel(
  profile: SampleProfileName = 'whmcs8',
): Promise<TestDatabase & { cast: DemoCast }> {
  const database = await panelSchema(profile);
  const cast = await loadDemoData(database.knex, SAMPLE_PROFILES[profile]);
  await migrateUp(database.knex);
  return { ...database, cast };
}

/** A panel with every awkward row of hosts.md §6, and our tables. */
export async function awkwardPanel(
  profile: SampleProfileName,
): Promise<TestDatabase & { rows: AwkwardRows }> {
  const database = await panelSchema(profile);
  const rows = await plantAwkwardRows(database.knex, SAMPLE_PROFILES[profile]);
  await migrateUp(database.knex);
  return { ...database, rows };
}
