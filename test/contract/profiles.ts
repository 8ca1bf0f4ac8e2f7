// The contract runs on every sample profile. What each profile is expected to hold stands here by hand, from hosts.md
// 1.1, 1.2 and 6, never taken from the adapter; the tests read the differences between profiles from this table only.
import type { Knex } from 'knex';
import { findPanel } from '../../module/panels/find-panel.js';
import type { Capability, Panel, PanelContact, PanelFields } from '../../module/panels/panel.js';
import { plantAwkwardRows, type AwkwardRows } from '../../module/panels/whmcs/sample/awkward-rows.js';
import { loadDemoData, type DemoCast, type DemoLogin } from '../../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, type SampleProfileName } from '../../module/panels/whmcs/sample/schema.js';
import type { PanelIdentity } from '../../module/permissions/actor.js';
import { migrateUp } from '../../module/support/migrator.js';
import { atEndOfRun } from '../support/end-of-run.js';
import { panelSchema, type TestDatabase } from '../support/panel-database.js';
import { recorded } from '../support/statement-recorder.js';

export interface Profile {
  name: SampleProfileName;
  era: 7 | 8;
  charset: 'latin1' | 'utf8mb3' | 'utf8mb4';
  /** tblcontacts.tax_id, from 7.7. */
  taxNumber: boolean;
  /** tblclients.email_preferences, from 7.10. */
  clientPreferences: boolean;
  /** The form in which most of its logins keep their permissions. */
  permissions: 'comma' | 'json';
}

export const PROFILES: readonly Profile[] = [
  {
    name: 'whmcs76',
    era: 7,
    charset: 'utf8mb3',
    taxNumber: false,
    clientPreferences: false,
    permissions: 'comma',
  },
  {
    name: 'whmcs7',
    era: 7,
    charset: 'utf8mb3',
    taxNumber: true,
    clientPreferences: true,
    permissions: 'comma',
  },
  {
    name: 'whmcs8',
    era: 8,
    charset: 'utf8mb4',
    taxNumber: true,
    clientPreferences: true,
    permissions: 'comma',
  },
  {
    name: 'whmcs8Utf8mb3Tinyint',
    era: 8,
    charset: 'utf8mb3',
    taxNumber: true,
    clientPreferences: true,
    permissions: 'json',
  },
  {
    name: 'whmcs7Latin1',
    era: 7,
    charset: 'latin1',
    taxNumber: true,
    clientPreferences: true,
    permissions: 'comma',
  },
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

/** Fields of a contact, all empty: a test names those it is about. */
export const NO_FIELDS: PanelFields = {
  firstName: '',
  lastName: '',
  companyName: '',
  email: '',
  phone: '',
  address1: '',
  address2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
  taxNumber: '',
};

/** What a test has at hand; filled before the first test of its profile. */
export interface Subject {
  profile: Profile;
  db: Knex;
  url: string;
  panel: Panel;
  cast: DemoCast;
  rows: AwkwardRows;
  /** Runs in a transaction that is rolled back, so that the next test finds everything as it was. */
  trial<T>(body: (tx: Knex.Transaction) => Promise<T>): Promise<T>;
}

// Loaded once per profile for all files of the contract: every test leaves the database as it found it.
const loaded = new Map<SampleProfileName, Promise<TestDatabase & Omit<Subject, 'profile'>>>();

async function load(name: SampleProfileName): Promise<TestDatabase & Omit<Subject, 'profile'>> {
  const database = await panelSchema(name);
  atEndOfRun(() => database.drop());
  const db = database.knex;
  const cast = await loadDemoData(db, SAMPLE_PROFILES[name]);
  const rows = await plantAwkwardRows(db, SAMPLE_PROFILES[name]);
  await migrateUp(db);
  const panel = recorded(db, await findPanel(db));
  return { ...database, db, cast, rows, panel, trial: (body) => rolledBack(db, body) };
}

/** The database of this profile, loaded once for all files. */
export function loadProfile(name: SampleProfileName): Promise<TestDatabase & Omit<Subject, 'profile'>> {
  const known = loaded.get(name) ?? load(name);
  loaded.set(name, known);
  return known;
}

export async function rolledBack<T>(db: Knex, body: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
  const tx = await db.transaction();
  try {
    return await body(tx);
  } finally {
    await tx.rollback();
  }
}

/** Describes the same tests once for every profile, on a database with demo, awkward rows and our tables. */
export function onEveryProfile(title: string, tests: (on: Subject) => void): void {
  for (const profile of PROFILES) {
    describe(`${title} on ${profile.name}`, () => {
      const on = { profile } as Subject;
      before(async () => {
        Object.assign(on, await loadProfile(profile.name));
      });
      tests(on);
    });
  }
}

/** The whole row as the server holds it, so that a column lost or changed by the way is seen. */
export async function wholeRow(
  db: Knex,
  clientId: number,
  contactId: number,
): Promise<Record<string, unknown>> {
  const row: unknown = await (contactId === 0
    ? db('tblclients').where({ id: clientId }).first()
    : db('tblcontacts').where({ userid: clientId, id: contactId }).first());
  return row as Record<string, unknown>;
}

/** The contact as read now; a test that finds none is wrong itself. */
export async function seenBy(
  on: Subject,
  clientId: number,
  contactId: number,
  tx: Knex,
): Promise<PanelContact> {
  const seen = await on.panel.contacts.find(clientId, contactId, tx);
  if (!seen) throw new Error(`No contact ${contactId} of client ${clientId}`);
  return seen;
}

export const loginIdentity = ({ clientId, userId, contactId }: DemoLogin): PanelIdentity => ({
  kind: 'login',
  clientId,
  userId,
  contactId,
});

/** The row that holds what a login may do: era 8's link, or era 7's contact. */
export function permissionRow(on: Subject, login: DemoLogin, tx: Knex): Knex.QueryBuilder {
  return on.profile.era === 8
    ? tx('tblusers_clients').where({ auth_user_id: login.userId, client_id: login.clientId })
    : tx('tblcontacts').where({ id: login.contactId });
}
