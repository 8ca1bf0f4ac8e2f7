// One database server for the whole run: the one of DATABASE_URL, else a private one that is started here and ended
// when the run ends, also when it is killed.
import { startPrivateDatabase, type PrivateDatabase } from '../../module/demo/private-database.js';

let server: PrivateDatabase | undefined;

export async function mochaGlobalSetup(): Promise<void> {
  const given = process.env['DATABASE_URL'];
  if (!given) server = await startPrivateDatabase({ say: (line) => void process.stdout.write(`${line}\n`) });
  process.env['LIAISON_TEST_SERVER'] = given ?? server?.adminUrl;
}

export async function mochaGlobalTeardown(): Promise<void> {
  await server?.stop();
}
