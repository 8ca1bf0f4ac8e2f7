// A HostBill-shaped database with the demo's people, our tables, and the stand-in of its API on the same database.
import { startFakeApi, type FakeApi } from '../../module/panels/hostbill/sample/fake-api.js';
import { loadHostBillData } from '../../module/panels/hostbill/sample/demo-data.js';
import {
  HOSTBILL_PROFILES,
  hostBillSchema,
  type HostBillProfileName,
} from '../../module/panels/hostbill/sample/schema.js';
import type { DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { migrateUp } from '../../module/support/migrator.js';
import { usesIn } from './database-user.js';
import { emptyDatabase, served, type TestDatabase } from './panel-database.js';

export interface HostBillDatabase extends TestDatabase {
  cast: DemoCast;
  api: FakeApi;
  /** Puts every row that HostBill's own side wrote back to how it was loaded. */
  restore(): Promise<void>;
}

const CHANGING = [
  'hb_client_details',
  'hb_client_access',
  'sample_privileges',
  'sample_guests',
  'mod_liaison_panel_logins',
];

/** HostBill's tables with the demo's people and its API; nothing of ours. `many`: how many contacts client 2 has. */
export async function peopledHostBill(
  name: HostBillProfileName = 'hostbill',
  many = 50,
): Promise<TestDatabase & { cast: DemoCast; api: FakeApi }> {
  const database = await emptyDatabase();
  const { knex } = database;
  for (const statement of hostBillSchema(HOSTBILL_PROFILES[name])) await knex.raw(statement);
  const cast = await loadHostBillData(knex, HOSTBILL_PROFILES[name], many);
  const api = await startFakeApi(knex, HOSTBILL_PROFILES[name]);
  return {
    ...database,
    cast,
    api,
    async drop() {
      await api.stop();
      await database.drop();
    },
  };
}

export async function hostBillPanel(
  name: HostBillProfileName = 'hostbill',
  many = 50,
): Promise<HostBillDatabase> {
  const panel = await peopledHostBill(name, many);
  const { knex, cast, api } = panel;
  await migrateUp(knex);
  for (const table of CHANGING)
    await knex.raw('CREATE TABLE ?? AS SELECT * FROM ??', [`as_loaded_${table}`, table]);
  return {
    ...(await served(panel, await usesIn(knex))),
    cast,
    api,
    async restore() {
      for (const table of CHANGING) {
        await knex(table).delete();
        await knex.raw('INSERT INTO ?? SELECT * FROM ??', [table, `as_loaded_${table}`]);
      }
    },
  };
}
