// How long does it take to say who gets one notice at every client, 100,000 clients with 10 contacts each? Beside it one
// plain streaming SELECT of the same rows, unsorted and as bare as the driver has it, so that the figure says something
// on any machine.
//   npm run bench:recipients
import { once } from 'node:events';
import { performance } from 'node:perf_hooks';
import { Writable } from 'node:stream';
import { createConnection } from 'mysql2';
import { buildRouting } from '../module/composition/routing.js';
import { findPanel } from '../module/panels/find-panel.js';
import { listRecipients } from '../module/recipients-command.js';
import { systemClock } from '../module/support/clock.js';
import { benchDatabase } from './bench-database.js';
import { fillPanel, keepEverySo, CLIENTS, ROWS, SWITCHES } from './recipients-rows.js';

const NOTICE = 'invoices-renewals';
const ROUNDS = 3;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

interface Pass {
  milliseconds: number;
  /** The most that the process held more than at the start. */
  megabytes: number;
}

/** The fastest of some rounds: what else the machine does only adds. */
async function measured(pass: () => Promise<number>, expected: number): Promise<Pass> {
  const before = process.memoryUsage().rss;
  let [peak, fastest] = [before, Infinity];
  const looking = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 20);
  for (let round = 0; round < ROUNDS; round += 1) {
    const started = performance.now();
    const count = await pass();
    fastest = Math.min(fastest, performance.now() - started);
    if (count !== expected) throw new Error(`${count} instead of ${expected}`);
  }
  clearInterval(looking);
  return { milliseconds: fastest, megabytes: (peak - before) / 2 ** 20 };
}

/** By the driver's events: the least that can be done with a row. */
async function plain(): Promise<number> {
  const names = 'id, firstname, lastname, email';
  let rows = 0;
  for (const sql of [
    `SELECT ${names}, email_preferences, billingcid FROM tblclients`,
    `SELECT ${names}, userid, ${SWITCHES.join(', ')} FROM tblcontacts`,
  ])
    await once(
      driver.query(sql).on('result', () => (rows += 1)),
      'end',
    );
  return rows;
}

async function resolved(): Promise<number> {
  let clients = 0;
  for await (const line of await bulkRecipients(NOTICE, knex)) clients += line.recipients.length > 0 ? 1 : 0;
  return clients;
}

/** As the command does it, without the disk. */
async function written(): Promise<number> {
  let lines = 0;
  const out = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
      done();
    },
  });
  await listRecipients(url, NOTICE, { out, err: process.stderr });
  return lines;
}

async function report(title: string): Promise<void> {
  const select = await measured(plain, ROWS);
  const lines = await measured(resolved, CLIENTS);
  const file = await measured(written, CLIENTS);
  const against = ({ milliseconds, megabytes }: Pass): string =>
    `${(milliseconds / 1000).toFixed(2)} s = ${(milliseconds / select.milliseconds).toFixed(2)} × (memory +${megabytes.toFixed(0)} MB)`;
  say(title);
  say(
    `  plain SELECT of the same ${ROWS.toLocaleString('en')} rows: ${(select.milliseconds / 1000).toFixed(2)} s`,
  );
  say(`  recipients resolved: ${against(lines)}`);
  say(`  and written as NDJSON: ${against(file)}`);
}

const { server, url, knex, stop } = await benchDatabase('bench', 'empty', say);
await fillPanel(knex);
const { bulkRecipients } = buildRouting(await findPanel(knex), systemClock);
const driver = createConnection({ socketPath: server.socketPath, user: 'root', database: 'bench' });

await report('A third of all switches on, nobody opened here yet, no index but the id');
await knex.raw('CREATE INDEX bench_userid ON tblcontacts (userid)');
await report('The same with an index on userid');
await keepEverySo(knex, 5);
await report('Then roles, types, switches and a sub-account are kept here of every fifth client');
await knex.raw('UPDATE tblcontacts SET invoiceemails = 1');
await report('Then every contact of the panel gets it');
driver.destroy();
await stop();
