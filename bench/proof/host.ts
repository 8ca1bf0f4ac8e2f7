// The proof that no kill can harm a panel (M6, G29): an installation and a purge, each killed right after every single thing
// that it changes, run again, and compared with one that was never disturbed. The suite does this for some of the places.
//   npm run proof:host
import { startPrivateDatabase } from '../../module/demo/private-database.js';
import { endRun, newRun } from '../../test/support/end-of-run.js';
import { killedInstalls, killedPurges } from '../../test/support/killed-runs.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const started = Date.now();
const server = await startPrivateDatabase({ say });
process.env['LIAISON_TEST_SERVER'] = server.adminUrl;
const run = newRun();
process.env['LIAISON_TEST_RUN'] = run;

const wrong: string[] = [];
for (const [what, begin] of [
  ['installation', killedInstalls],
  ['purge', killedPurges],
] as const) {
  const runs = await begin();
  const { changes } = runs;
  for (const [index, change] of changes.entries())
    await runs.round(index + 1).catch((error: Error) => {
      wrong.push(`${what} killed after ${change}: ${error.message}`);
    });
  const statements = changes.filter((change) => /^(create|alter|drop|insert|update|delete) /i.test(change));
  say(
    `${what}: killed after each of ${changes.length} changes, ${statements.length} of them statements, and finished`,
  );
  await runs.remove();
}
await endRun(server.adminUrl, run);
await server.stop();

for (const line of wrong.slice(0, 10)) say(line);
say(`${wrong.length === 0 ? 'GREEN' : 'RED'}, in ${Math.round((Date.now() - started) / 1000)} s`);
process.exitCode = wrong.length === 0 ? 0 : 1;
