// One database server for the whole run: the one of DATABASE_URL, else a private one that is started here and ended
// when the run ends, also when it is killed. At the end every statement of the module is looked at (safety.md G27).
import { startPrivateDatabase, type PrivateDatabase } from '../../module/demo/private-database.js';
import { endRun, newRun } from './end-of-run.js';
import { verdict } from './statement-recorder.js';

let server: PrivateDatabase | undefined;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

export async function mochaGlobalSetup(this: { isParallelMode(): boolean }): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (!given) server = await startPrivateDatabase({ say });
  process.env['LIAISON_TEST_SERVER'] = given ?? server?.adminUrl;
  process.env['LIAISON_TEST_RUN'] = newRun();
  // Where they are missing, two workers would install them at the same time.
  if (this.isParallelMode()) await findPrograms();
}

async function findPrograms(): Promise<void> {
  const [{ findPhp }, { findChromium }] = [await import('./php.js'), await import('./chromium.js')];
  await findPhp(say);
  await findChromium(say);
}

export const mochaHooks = {
  /** In a parallel run: after each spec file, over all that this worker has run. */
  afterAll(): void {
    const { summary, faults } = verdict();
    if (process.env['MOCHA_WORKER_ID'] === undefined) process.stdout.write(`\n  ${summary}\n`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  },
};

export async function mochaGlobalTeardown(): Promise<void> {
  const { LIAISON_TEST_SERVER: url, LIAISON_TEST_RUN: run } = process.env;
  if (url && run) await endRun(url, run);
  await server?.stop();
}
