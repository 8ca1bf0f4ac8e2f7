// A panel in use: 200 queries a second, a transaction open on its clients all the time, and an observer of everybody who
// waits for a lock.
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { databaseName, MAINTENANCE_PATIENCE, openDatabase } from '../../module/support/database.js';

export interface Seen {
  /** Of each query, in milliseconds. */
  took: number[];
  errors: string[];
  /** How often the observer looked, and what it saw. */
  looks: number;
  waits: string[];
}

const EVERY_MS = 5;
const LOOK_MS = 10;

/** What the panel sees while `work` runs. */
export async function whilePanelWorks(url: string, work: () => Promise<unknown>): Promise<Seen> {
  const busy = openDatabase(url, MAINTENANCE_PATIENCE);
  const seen: Seen = { took: [], errors: [], looks: 0, waits: [] };
  const panel = { running: true };
  const open = await busy.transaction();
  await open('tblclients').where('id', 1).update({ city: 'Open' });
  await open('tblcontacts').where('userid', 1).select('id');
  const working = [ask(busy, panel, seen), observe(busy, panel, seen)];
  try {
    await work();
  } finally {
    panel.running = false;
    await Promise.all(working);
    await open.rollback();
    await busy.destroy();
  }
  return seen;
}

/** Reads and writes by turns, each at its time whatever became of the one before. */
async function ask(on: Knex, panel: { running: boolean }, seen: Seen): Promise<void> {
  const asked: Promise<void>[] = [];
  const began = performance.now();
  for (let number = 0; panel.running; number += 1) {
    asked.push(one(on, number, seen));
    // oxlint-disable-next-line no-await-in-loop
    await pause(Math.max(0, began + (number + 1) * EVERY_MS - performance.now()));
  }
  await Promise.all(asked);
}

async function one(on: Knex, number: number, seen: Seen): Promise<void> {
  const id = (number % 19) + 2;
  const began = performance.now();
  const query =
    number % 3 === 0
      ? on('tblclients').where('id', id).update({ notes: String(number) })
      : on(number % 3 === 1 ? 'tblclients' : 'tblcontacts').where('id', id).first('id', 'email'); // prettier-ignore
  await query.then(
    () => seen.took.push(performance.now() - began),
    (error: Error) => seen.errors.push(error.message),
  );
}

async function observe(on: Knex, panel: { running: boolean }, seen: Seen): Promise<void> {
  const name = await databaseName(on);
  while (panel.running) {
    // oxlint-disable-next-line no-await-in-loop
    const [rows] = (await on.raw(
      `SELECT state AS what, info AS query FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for%lock%'
       UNION ALL SELECT trx_state, trx_query FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`,
      [name],
    )) as [{ what: string; query: string }[]];
    seen.waits.push(...rows.map(({ what, query }) => `${what}: ${query}`));
    seen.looks += 1;
    // oxlint-disable-next-line no-await-in-loop
    await pause(LOOK_MS);
  }
}

export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
