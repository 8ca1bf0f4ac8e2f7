// The demo's panel database: made once from the sample with its fixed seed, kept between runs, made anew by --fresh.
import type { Knex } from 'knex';
import { createHash } from 'node:crypto';
import { migrations } from '../../migrations/index.js';
import { openDatabase, MAINTENANCE_PATIENCE } from '../support/database.js';
import { findPanel } from '../panels/find-panel.js';
import type { Panel } from '../panels/panel.js';
import type { FieldRules } from '../company/field-rule.js';
import { KnexFieldRuleStore } from '../company/field-rule-store.js';
import { startFakeApi } from '../panels/hostbill/sample/fake-api.js';
import { loadHostBillData } from '../panels/hostbill/sample/demo-data.js';
import { HOSTBILL_PROFILES, hostBillSchema } from '../panels/hostbill/sample/schema.js';
import type { PanelApi } from '../panels/panel-api.js';
import { loadDemoData, type DemoCast } from '../panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, whmcsSchema, type SampleProfile } from '../panels/whmcs/sample/schema.js';
import { migrateUp } from '../support/migrator.js';
import { table } from '../support/tables.js';
import { writeDemoRows } from './demo-rows.js';

interface DemoSample {
  schema: readonly string[];
  load: (knex: Knex) => Promise<DemoCast>;
  /** Starts the panel's own API, where it is written through one. */
  api?: (knex: Knex) => Promise<{ settings: PanelApi; stop(): Promise<void> }>;
}

const whmcs = (profile: SampleProfile): DemoSample => ({
  schema: whmcsSchema(profile),
  load: (knex) => loadDemoData(knex, profile),
});
const HOSTBILL = HOSTBILL_PROFILES.hostbill;

export const DEMO_PANELS = {
  whmcs7: whmcs(SAMPLE_PROFILES.whmcs7),
  whmcs8: whmcs(SAMPLE_PROFILES.whmcs8),
  hostbill: {
    schema: hostBillSchema(HOSTBILL),
    load: (knex: Knex) => loadHostBillData(knex, HOSTBILL),
    api: (knex: Knex) => startFakeApi(knex, HOSTBILL),
  },
} as const satisfies Record<string, DemoSample>;
export type DemoPanel = keyof typeof DEMO_PANELS;

// Written last, and read first: a load that was killed in the middle has no mark and is done again. So is one made
// with other tables of ours: before a release they may still change.
const MARK = 'liaison_demo_cast';
const MADE_WITH = createHash('sha256').update(JSON.stringify(migrations)).digest('hex');

/** The people to sign in as. Loads the sample unless a complete one is there. Throws when the database is another's. */
export async function prepareDemoDatabase(
  url: string,
  panel: DemoPanel,
  options: { fresh: boolean; say: (line: string) => void },
): Promise<DemoCast> {
  const database = decodeURIComponent(new URL(url).pathname.slice(1));
  const server = new URL(url);
  server.pathname = '/';
  const admin = openDatabase(server.href, MAINTENANCE_PATIENCE);
  try {
    await admin.raw('CREATE DATABASE IF NOT EXISTS ?? CHARACTER SET utf8mb4', [database]);
    const state = await stateOf(admin, database);
    if (state === 'foreign') {
      throw new Error(`The database ${database} is not empty and not the demo's: the demo does not touch it`);
    }
    if (state !== 'complete' || options.fresh) {
      options.say('Loading the demo panel …');
      await admin.raw('DROP DATABASE ??', [database]);
      await admin.raw('CREATE DATABASE ?? CHARACTER SET utf8mb4', [database]);
    }
  } finally {
    await admin.destroy();
  }
  const knex = openDatabase(url, MAINTENANCE_PATIENCE);
  try {
    if (!(await knex.schema.hasTable(MARK)))
      await knex.raw('CREATE TABLE ?? (cast_json TEXT NOT NULL, made_with CHAR(64) NOT NULL)', [MARK]);
    return (await readCast(knex)) ?? (await load(knex, DEMO_PANELS[panel]));
  } finally {
    await knex.destroy();
  }
}

async function stateOf(admin: Knex, database: string): Promise<'empty' | 'begun' | 'complete' | 'foreign'> {
  const tables = (await admin('information_schema.tables')
    .where('table_schema', database)
    .pluck('table_name')) as string[];
  if (tables.length === 0) return 'empty';
  if (!tables.includes(MARK)) return 'foreign';
  const [[row]] = (await admin.raw('SELECT * FROM ??.??', [database, MARK])) as [[{ made_with?: string }?]];
  return row?.made_with === MADE_WITH ? 'complete' : 'begun';
}

// The panel knows no mailboxes: what it calls a contact is one because somebody said so here.
async function markMailbox(knex: Knex, panel: Panel, { ownerOfClient1 }: DemoCast): Promise<void> {
  const { clientId } = ownerOfClient1;
  const mailbox = await panel.contacts.findByEmail(clientId, 'netops@corp.example', knex);
  if (!mailbox) return;
  const companion = { client_id: clientId, contact_id: mailbox.contactId, kind: 'mailbox', note: '' };
  await knex(table('contacts')).insert(companion).onConflict(['client_id', 'contact_id']).ignore();
}

// S1's sentence has an address in it: "to update this, please contact administration@…".
async function giveAddress(knex: Knex): Promise<void> {
  const store = new KnexFieldRuleStore();
  const rules = await store.read(knex);
  const address = 'administration@northwind.example';
  const given = Object.entries(rules).map(([field, rule]) => [
    field,
    { ...rule, address: rule.address || address },
  ]);
  await store.write(Object.fromEntries(given) as FieldRules, knex);
}

async function readCast(knex: Knex): Promise<DemoCast | undefined> {
  const row = (await knex(MARK).first('cast_json')) as { cast_json: string } | undefined;
  return row && (JSON.parse(row.cast_json) as DemoCast);
}

async function load(knex: Knex, { schema, load: fill }: DemoSample): Promise<DemoCast> {
  for (const statement of schema) await knex.raw(statement);
  const cast = await fill(knex);
  await migrateUp(knex);
  const panel = await findPanel(knex);
  await markMailbox(knex, panel, cast);
  await giveAddress(knex);
  await writeDemoRows(knex, panel, cast);
  await knex(MARK).insert({ cast_json: JSON.stringify(cast), made_with: MADE_WITH });
  return cast;
}

/** The API of the demo's panel, on connections of its own; undefined where the panel has none that we need. */
export async function startDemoApi(
  url: string,
  panel: DemoPanel,
): Promise<{ settings: PanelApi; stop(): Promise<void> } | undefined> {
  const { api }: DemoSample = DEMO_PANELS[panel];
  if (!api) return undefined;
  const knex = openDatabase(url);
  const running = await api(knex);
  return {
    settings: running.settings,
    async stop() {
      await running.stop();
      await knex.destroy();
    },
  };
}
