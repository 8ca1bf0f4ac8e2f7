// How fast is the list of a client with 5,000 contacts? Beside it the same number of rows by one plain SELECT, so that
// the figure says something on any machine. `npm run bench:list`
import { performance } from 'node:perf_hooks';
import { startPrivateDatabase } from '../module/demo/private-database.js';
import { findPanel } from '../module/panels/find-panel.js';
import { loadDemoData } from '../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, whmcsSchema } from '../module/panels/whmcs/sample/schema.js';
import { KnexContactListStore, type ContactListQuery } from '../module/contacts/list-store.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../module/support/database.js';
import { migrateUp } from '../module/support/migrator.js';

const RUNS = 50;
const CLIENT = 2;

async function median(work: () => Promise<unknown>): Promise<number> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < RUNS; run += 1) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times.toSorted((a, b) => a - b)[RUNS / 2] as number;
}

const server = await startPrivateDatabase();
const url = new URL(server.adminUrl);
const admin = openDatabase(url.href, MAINTENANCE_PATIENCE);
await admin.raw('CREATE DATABASE bench CHARACTER SET utf8mb4');
await admin.destroy();
url.pathname = '/bench';
const knex = openDatabase(url.href, MAINTENANCE_PATIENCE);
for (const statement of whmcsSchema(SAMPLE_PROFILES.whmcs8)) await knex.raw(statement);
await loadDemoData(knex, SAMPLE_PROFILES.whmcs8);
await migrateUp(knex);

const lists = new KnexContactListStore(await findPanel(knex));
const queries: Record<string, Partial<ContactListQuery>> = {
  'first page': {},
  'part of a name': { q: 'jan' },
  'part of a phone number': { q: '0471 00' },
  'last page, by email': { sort: '-email', offset: 199 * 25 },
};
const plain = await median(() =>
  knex('tblcontacts').where({ userid: CLIENT }).orderBy('firstname').limit(25),
);
process.stdout.write(`plain SELECT of 25 rows, sorted: ${plain.toFixed(1)} ms (median of ${RUNS})\n`);
for (const [name, query] of Object.entries(queries)) {
  const all: ContactListQuery = { q: '', kind: '', types: [], roles: [], sort: '', limit: 25, offset: 0 };
  const full = { ...all, ...query };
  const time = await median(() => lists.list(CLIENT, full, knex));
  process.stdout.write(
    `list, ${name}: ${time.toFixed(1)} ms, ${(time / plain).toFixed(1)} × the plain SELECT\n`,
  );
}
await knex.destroy();
await server.stop();
