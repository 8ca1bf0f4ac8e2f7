// How fast does everybody of a whole panel come in, 100,000 clients with 10 contacts each? Beside it one plain streaming
// SELECT of the same rows, unsorted and as bare as the driver has it, so that the figure says something on any machine.
//   node --import tsx/esm bench/recipients-source.ts
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import type { Knex } from 'knex';
import { createConnection } from 'mysql2';
import { startPrivateDatabase } from '../module/demo/private-database.js';
import { findPanel } from '../module/panels/find-panel.js';
import { SAMPLE_PROFILES, whmcsSchema } from '../module/panels/whmcs/sample/schema.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../module/support/database.js';

const CLIENTS = 100_000;
const CONTACTS = 10;
const ROWS = CLIENTS * (CONTACTS + 1);
const BATCH = 1000;

const SWITCHES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'].map(
  (category) => `${category}emails`,
);
const DIGITS = 'SELECT 0 AS d UNION ALL SELECT 1 UNION ALL SELECT 2 UNION ALL SELECT 3 UNION ALL SELECT 4 UNION ALL SELECT 5 UNION ALL SELECT 6 UNION ALL SELECT 7 UNION ALL SELECT 8 UNION ALL SELECT 9'; // prettier-ignore

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Contact by contact, not client by client: as the rows of a panel lie that has grown over the years. */
async function fill(knex: Knex): Promise<void> {
  await knex.transaction(async (tx) => {
    // Columns that are not named get '' or 0, which a strict server refuses.
    await tx.raw(`SET SESSION sql_mode = ''`);
    await tx.raw(
      `INSERT INTO tblclients (id, firstname, lastname, companyname, email, status, groupid, email_preferences)
       SELECT n, CONCAT('First', n), CONCAT('Last', n), CONCAT('Company ', n), CONCAT('owner', n, '@client.example'),
         'Active', n MOD 4, IF(n MOD 3 = 0, '{"general":"1","invoice":"0"}', NULL)
       FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n
         FROM (${DIGITS}) a, (${DIGITS}) b, (${DIGITS}) c, (${DIGITS}) d, (${DIGITS}) e) numbers ORDER BY n`,
    );
    for (let nth = 0; nth < CONTACTS; nth += 1) {
      const flags = SWITCHES.map((_column, at) => `(id + ${nth} + ${at}) MOD 3 = 0`);
      await tx.raw(
        `INSERT INTO tblcontacts (userid, firstname, lastname, email, ${SWITCHES.join(', ')})
         SELECT id, CONCAT('Contact', id), '${nth}', CONCAT('c${nth}.', id, '@client.example'), ${flags.join(', ')}
         FROM tblclients ORDER BY id`,
      );
    }
    await tx.raw(`SET SESSION sql_mode = DEFAULT`);
  });
  await knex.raw('ANALYZE TABLE tblclients, tblcontacts');
}

interface Pass {
  milliseconds: number;
  /** The most that the process held more than at the start. */
  megabytes: number;
}

async function measured(pass: (count: (rows: number) => void) => Promise<void>): Promise<Pass> {
  const [started, before] = [performance.now(), process.memoryUsage().rss];
  let [rows, peak, looked] = [0, before, 0];
  await pass((some) => {
    rows += some;
    if (rows - looked < BATCH) return;
    looked = rows;
    peak = Math.max(peak, process.memoryUsage().rss);
  });
  if (rows !== ROWS) throw new Error(`${rows} rows instead of ${ROWS}`);
  return { milliseconds: performance.now() - started, megabytes: (peak - before) / 2 ** 20 };
}

/** By the driver's events: the least that can be done with a row. */
async function plain(count: (rows: number) => void): Promise<void> {
  const names = 'id, firstname, lastname, email';
  for (const sql of [
    `SELECT ${names}, email_preferences FROM tblclients`,
    `SELECT ${names}, userid, ${SWITCHES.join(', ')} FROM tblcontacts`,
  ]) {
    await once(
      driver.query(sql).on('result', () => count(1)),
      'end',
    );
  }
}

async function everybody(count: (rows: number) => void): Promise<void> {
  for await (const people of panel.contacts.stream(knex, BATCH)) count(people.length);
}

const server = await startPrivateDatabase();
const url = new URL(server.adminUrl);
const admin = openDatabase(url.href, MAINTENANCE_PATIENCE);
await admin.raw('CREATE DATABASE bench CHARACTER SET utf8mb4');
await admin.destroy();
url.pathname = '/bench';
const knex = openDatabase(url.href, MAINTENANCE_PATIENCE);
for (const statement of whmcsSchema(SAMPLE_PROFILES.whmcs8)) await knex.raw(statement);
await fill(knex);
const panel = await findPanel(knex);
const driver = createConnection({ socketPath: server.socketPath, user: 'root', database: 'bench' });

for (const [index, statement] of [
  ['no index but the id', 'DO 0'],
  ['an index on userid', 'CREATE INDEX bench_userid ON tblcontacts (userid)'],
] as const) {
  await knex.raw(statement);
  // Once before, so that both find the rows in the server's memory, as far as they fit there.
  await measured(plain);
  const select = await measured(plain);
  const ours = await measured(everybody);
  const rate = ({ milliseconds }: Pass): string =>
    `${Math.round((ROWS * 1000) / milliseconds).toLocaleString('en')} rows/s`;
  const ratio = (ours.milliseconds / select.milliseconds).toFixed(1);
  say(`${index}: ${rate(ours)}, ${ratio} × the time of the plain SELECT (${rate(select)})`);
  say(`  memory grew by ${ours.megabytes.toFixed(0)} MB`);
}
driver.destroy();
await knex.destroy();
await server.stop();
