// What belongs to no client (rules, ceilings, presets) is changed under a lock row of its own, number 0.
import type { Executor } from './database.js';
import { table } from './tables.js';

/** What belongs to no client, and its lock row: number 0, as in the log. */
export const PROVIDER = 0;

/** The lock row of the provider's own settings, for `createClientLock`. */
export async function seedProviderLock(knex: Executor): Promise<void> {
  await knex(table('clients')).insert({ client_id: PROVIDER }).onConflict('client_id').ignore();
}
