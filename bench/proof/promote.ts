// The race proof of R2: many promotes at once from two processes, and an observer on a connection of its own. Exactly
// one holder at every look, every acknowledged promote in the log, and no slot left to a deleted contact.
//   npm run proof                the slot design: 0 wrong looks, or exit 1
//   npm run proof -- --flag      the same race on a plain "is primary" flag: shows that the observer sees a race
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Knex } from 'knex';
import { seedClient } from '../../module/roles/seed-client.js';
import { table } from '../../module/support/tables.js';
import { benchDatabase } from '../bench-database.js';
import { racingClients } from './racing-clients.js';
import type { Tally } from './promote-worker.js';

const PROCESSES = 2;
const PROMOTES = 10_000;
const LOOKS = 5_000;

interface Looked {
  looks: number;
  wrong: number;
}

const design = process.argv.includes('--flag') ? 'flag' : 'slot';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** What the plain flag is kept in, and each client's rows of ours. */
async function prepare(knex: Knex): Promise<void> {
  await knex.raw(
    'CREATE TABLE proof_flags (client_id INT, contact_id INT PRIMARY KEY, is_primary TINYINT NOT NULL)',
  );
  for (const [clientId, contacts] of await racingClients(knex)) {
    await seedClient(knex, clientId);
    await knex('proof_flags').insert(
      contacts.map((id, index) => ({ client_id: clientId, contact_id: id, is_primary: index === 0 ? 1 : 0 })),
    );
  }
}

async function observe(knex: Knex, until: () => boolean): Promise<Looked> {
  const clients = await racingClients(knex);
  const seen: Looked = { looks: 0, wrong: 0 };
  while (!until() || seen.looks < LOOKS) {
    // One statement = one moment: how many clients have exactly one holder of the role?
    const holders =
      design === 'flag'
        ? knex('proof_flags').where({ is_primary: 1 })
        : knex(table('primary_roles')).where({ role: 'billing' });
    const counts = (await holders.groupBy('client_id').select(knex.raw('COUNT(*) AS n'))) as { n: number }[];
    seen.looks += 1;
    if (counts.length !== clients.size || counts.some(({ n }) => n !== 1)) seen.wrong += 1;
  }
  return seen;
}

async function work(url: string): Promise<Tally> {
  const file = fileURLToPath(new URL('promote-worker.ts', import.meta.url));
  const child = fork(file, [url, design, String(PROMOTES / PROCESSES)], {
    execArgv: ['--import', 'tsx/esm'],
  });
  const [tally] = (await once(child, 'message')) as [Tally];
  return tally;
}

const { url, knex, stop } = await benchDatabase('proof', 'demo', say);
await prepare(knex);
const started = Date.now();
let ended = false;
const observing = observe(knex, () => ended);
const tallies = await Promise.all(Array.from({ length: PROCESSES }, () => work(url)));
ended = true;
const seconds = (Date.now() - started) / 1000;
const { looks, wrong } = await observing;

const sum = (key: keyof Tally): number => tallies.reduce((total, tally) => total + tally[key], 0);
const logged = design === 'flag' ? sum('done') : await countLogged(knex);
const orphans = await countOrphans(knex);
say(
  `design ${design}: ${sum('done')} promotes acknowledged by ${PROCESSES} processes in ${seconds.toFixed(1)} s`,
);
say(
  `previews that went stale and were shown anew: ${sum('stale')} · promotes against deletes: ${sum('races')}`,
);
say(`observer: ${looks} looks, ${wrong} with other than one holder`);
say(
  `acknowledged but not in the log: ${sum('done') - logged} · slots of deleted contacts: ${orphans} · errors: ${sum('errors')}`,
);
await stop();
const sound =
  wrong === 0 && sum('done') === PROMOTES && logged === PROMOTES && orphans === 0 && sum('errors') === 0;
say(sound ? 'GREEN' : 'RED');
process.exitCode = sound ? 0 : 1;

async function countLogged(on: Knex): Promise<number> {
  const row = (await on(table('audit'))
    .where({ action: 'role.promoted' })
    .where('changes', 'like', '%role.billing%')
    .count({ total: '*' })
    .first()) as { total: number };
  return row.total;
}

async function countOrphans(on: Knex): Promise<number> {
  const slots = on(table('primary_roles')).whereNot('contact_id', 0);
  const held = (await slots.pluck('contact_id')) as number[];
  const there = (await on('tblcontacts').whereIn('id', held).pluck('id')) as number[];
  return held.filter((id) => !there.includes(id)).length;
}
