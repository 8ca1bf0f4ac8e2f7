// One database server for the whole run: the one of DATABASE_URL, else a private one that is started here and ended
// when the run ends, also when it is killed. At the end every statement of the module is looked at (safety.md G27).
import { startPrivateDatabase, type PrivateDatabase } from '../../module/demo/private-database.js';
import { dropModels } from './model-database.js';
import { verdict } from './statement-recorder.js';

let server: PrivateDatabase | undefined;

export async function mochaGlobalSetup(): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (!given) server = await startPrivateDatabase({ say: (line) => void process.stdout.write(`${line}\n`) });
  process.env['LIAISON_TEST_SERVER'] = given ?? server?.adminUrl;
}

export const mochaHooks = {
  afterAll(): void {
    const { summary, faults } = verdict();
    process.stdout.write(`\n  ${summary}\n`);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  },
};

export async function mochaGlobalTeardown(): Promise<void> {
  await dropModels();
  await server?.stop();
}
