// Every write of a client goes through one lock row (D2): lock first, then read, decide, write, audit, outbox, commit.
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { isRetryable } from './database.js';
import { table } from './tables.js';

const MAX_TRIES = 5;
const MAX_WAIT_MS = 2000;

/**
 * Runs `work` in a transaction whose first statement locks the client's row of ours `FOR UPDATE`. After a deadlock,
 * a lock wait or a moved snapshot everything is rolled back and `work` runs again with full jitter, at most 5 times and
 * not after 2 seconds: `work` must therefore do nothing but database work. Errors thrown by `work` roll back and come
 * through unchanged.
 */
export type WithClientLock = <T>(clientId: number, work: (tx: Knex.Transaction) => Promise<T>) => Promise<T>;

/** `seed` makes the lock row and what belongs beside it, in a transaction of its own, for a client not seen before. */
export function createClientLock(
  knex: Knex,
  seed: (knex: Knex, clientId: number) => Promise<void>,
): WithClientLock {
  return async (clientId, work) => {
    const started = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await knex.transaction(async (tx) => {
          await lock(tx, clientId);
          return work(tx);
        });
      } catch (error) {
        if (error instanceof MissingLockRow) await seed(knex, clientId);
        else if (!isRetryable(error) || attempt >= MAX_TRIES || Date.now() - started > MAX_WAIT_MS)
          throw error;
        else await pause(Math.random() * 25 * 2 ** attempt);
      }
    }
  };
}

class MissingLockRow extends Error {}

async function lock(tx: Knex.Transaction, clientId: number): Promise<void> {
  const row: unknown = await tx(table('clients'))
    .where({ client_id: clientId })
    .forUpdate()
    .first('client_id');
  if (!row) throw new MissingLockRow();
}
