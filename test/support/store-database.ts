// A database with our tables and nothing of a panel, for tests of stores: three clients with two contacts each.
import { seedClient, seedCompanion } from '../../module/roles/seed-client.js';
import { migrateUp } from '../../module/support/migrator.js';
import { emptyDatabase, type TestDatabase } from './panel-database.js';

/** Clients 1, 2 and 3, each with its owner and the contacts 11 and 12. */
export async function storeDatabase(): Promise<TestDatabase> {
  const database = await emptyDatabase();
  await migrateUp(database.knex);
  for (const clientId of [1, 2, 3]) {
    await seedClient(database.knex, clientId);
    for (const contactId of [11, 12]) await seedCompanion(clientId, contactId, database.knex);
  }
  return database;
}

/** What `work` was refused for; 'none' when it was not. */
export const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'none', String);
