// What a run of the tests leaves on the server ends with it. Databases and users that several spec files share live until
// then; a worker of a parallel run is simply ended, so what it made is known by its name alone.
import { randomBytes } from 'node:crypto';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../module/support/database.js';

const endings: (() => Promise<void>)[] = [];

/** Short enough for the name of a user. */
export const newRun = (): string => `liaison_test_${randomBytes(3).toString('hex')}_`;

/** A name on the server that this run takes away again. */
export const nameOfRun = (): string => `${process.env['LIAISON_TEST_RUN']}${randomBytes(6).toString('hex')}`;

/** For what is kept for other spec files. Never called in a worker of a parallel run. */
export function atEndOfRun(end: () => Promise<void>): void {
  endings.push(end);
}

export async function endRun(serverUrl: string, run: string): Promise<void> {
  for (const end of endings) await end();
  const server = openDatabase(serverUrl, MAINTENANCE_PATIENCE);
  const named = `${run.replaceAll('_', String.raw`\_`)}%`;
  const databases = (await server('information_schema.schemata')
    .whereRaw('schema_name LIKE ?', [named])
    .select({ name: 'schema_name' })) as { name: string }[];
  for (const { name } of databases) await server.raw('DROP DATABASE ??', [name]);
  const users = (await server('mysql.user').whereRaw('user LIKE ?', [named]).select('user', 'host')) as {
    user: string;
    host: string;
  }[];
  for (const { user, host } of users) await server.raw('DROP USER ?@?', [user, host]);
  await server.destroy();
}
