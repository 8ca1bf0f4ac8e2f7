// The contract runs on every sample profile. What each profile is expected to hold stands here by hand, from hosts.md
// 1.1, 1.2 and 6, never taken from the adapter; the tests read the differences between profiles from this table only.
import type { Knex } from 'knex';
import { findPanel } from '../../module/panels/find-panel.js';
import type { Capability, Panel } from '../../module/panels/panel.js';
import { plantAwkwardRows, type AwkwardRows } from '../../module/panels/whmcs/sample/awkward-rows.js';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, type SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import { migrateUp } from '../../module/support/migrator.js';
import { panelSchema, type TestDatabase } from '../support/panel-database.js';

export interface Profile {
  name: SampleProfileName;
  era: 7 | 8;
  charset: 'latin1' | 'utf8mb3' | 'utf8mb4';
  /** tblcontacts.tax_id, from 7.7. */
  taxNumber: boolean;
  /** tblclients.email_preferences, from 7.10. */
  clientPreferences: boolean;
}

export const PROFILES: readonly Profile[] = [
  { name: 'whmcs76', era: 7, charset: 'utf8mb3', taxNumber: false, clientPreferences: false },
  { name: 'whmcs7', era: 7, charset: 'utf8mb3', taxNumber: true, clientPreferences: true },
  { name: 'whmcs8', era: 8, charset: 'utf8mb4', taxNumber: true, clientPreferences: true },
  { name: 'whmcs8Utf8mb3Tinyint', era: 8, charset: 'utf8mb3', taxNumber: true, clientPreferences: true },
  { name: 'whmcs7Latin1', era: 7, charset: 'latin1', taxNumber: true, clientPreferences: true },
];

const LINK_COLUMNS = ['auth_user_id', 'client_id', 'owner', 'permissions'];

/** The capabilities that a whole database of this profile lacks, with what the message must name. */
export function expectedOff(profile: Profile): Partial<Record<Capability, string>> {
  return {
    ...(profile.taxNumber ? {} : { taxNumber: 'tblcontacts.tax_id' }),
    ...(profile.clientPreferences ? {} : { clientMailPreferences: 'tblclients.email_preferences' }),
    ...(profile.era === 8
      ? {}
      : { separateLogins: LINK_COLUMNS.map((name) => `tblusers_clients.${name}`).join(', ') }),
  };
}

/** What a test has at hand; filled before the first test of its profile. */
export interface Subject {
  profile: Profile;
  db: Knex;
  panel: Panel;
  cast: DemoCast;
  rows: AwkwardRows;
  /** Runs in a transaction that is rolled back, so that the next test finds everything as it was. */
  trial<T>(body: (tx: Knex.Transaction) => Promise<T>): Promise<T>;
}

/** Describes the same tests once for every profile, on a database of its own with demo, awkward rows and our tables. */
export function onEveryProfile(title: string, tests: (on: Subject) => void): void {
  for (const profile of PROFILES) {
    describe(`${title} on ${profile.name}`, () => {
      const on = { profile } as Subject;
      let database: TestDatabase;
      before(async () => {
        database = await panelSchema(profile.name);
        const db = database.knex;
        const cast = await loadDemoData(db, SAMPLE_PROFILES[profile.name]);
        const rows = await plantAwkwardRows(db, SAMPLE_PROFILES[profile.name]);
        await migrateUp(db);
        const trial: Subject['trial'] = async (body) => {
          const tx = await db.transaction();
          try {
            return await body(tx);
          } finally {
            await tx.rollback();
          }
        };
        Object.assign(on, { db, cast, rows, trial, panel: await findPanel(db) });
      });
      after(() => database.drop());
      tests(on);
    });
  }
}
