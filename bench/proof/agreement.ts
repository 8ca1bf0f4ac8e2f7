// The proof that everybody says the same of who gets what: 10,000 clients as chance has them, each asked alone, in the bulk
// stream, and by the panel's own switches once they were brought up to date.
//   npm run proof                    then comes the race of promote.ts
//   npm run proof:agreement -- 500 7   so many clients, from this seed
import { findPanel } from '../../module/panels/find-panel.js';
import { systemClock } from '../../module/support/clock.js';
import { createAgreement } from '../../test/support/agreement.js';
import { plantRandomClients } from '../../test/support/random-clients.js';
import { plantRandomRules } from '../../test/support/random-rules.js';
import { benchDatabase } from '../bench-database.js';

const [count = 10_000, seed = 1] = process.argv.slice(2).map(Number);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const started = Date.now();

const { knex, stop } = await benchDatabase('agreement', 'demo', say);
const marketIds = await plantRandomRules(knex);
const ids = await plantRandomClients(knex, { era: 8, count, seed, marketIds });
say(`${ids.length} clients from seed ${seed}`);

const agreement = createAgreement(knex, await findPanel(knex), systemClock);
const expected = await agreement.expected(ids);
const inBulk = await agreement.bulkDisagrees(expected);
say(`bulk stream against one by one: ${inBulk.length} disagree`);
const { wrong, seen } = await agreement.switchesDisagree(ids);
say(`panel's switches against who gets it: ${wrong.length} disagree`);
say(Object.entries(seen).map(([kind, times]) => `${kind} ${times}`).join(' · ')); // prettier-ignore
const afterwards = await agreement.bulkDisagrees(expected);
say(`bulk stream after the switches were written: ${afterwards.length} disagree`);
await stop();

const all = [...inBulk, ...wrong, ...afterwards];
for (const line of all.slice(0, 5)) say(line);
say(`${all.length === 0 ? 'GREEN' : 'RED'}, in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = all.length === 0 ? 0 : 1;
