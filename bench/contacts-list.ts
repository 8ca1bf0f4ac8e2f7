// How fast is the list of a client with 5,000 contacts? Beside it the same number of rows by one plain SELECT, so that
// the figure says something on any machine. `npm run bench:list`
import { performance } from 'node:perf_hooks';
import { findPanel } from '../module/panels/find-panel.js';
import { KnexContactListStore, type ContactListQuery } from '../module/contacts/list-store.js';
import { benchDatabase } from './bench-database.js';

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

const { knex, stop } = await benchDatabase('bench', 'demo');
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
await stop();
