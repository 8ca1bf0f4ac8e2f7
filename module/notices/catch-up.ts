// Brings the panel's mail switches of all clients up to date after the rules of all have changed (N2): client by client,
// each under its own lock and in its own transaction. Whatever ends it half-way, what is left stays marked, and the next
// round goes on from there.
import { performance } from 'node:perf_hooks';
import { isUnreachable, type Executor } from '../support/database.js';
import { describeError, type Log } from '../support/log.js';
import type { MailKeeper } from './mail-keeper.js';
import type { KnexMailSyncStore } from './sync-store.js';

const BATCH = 100;

export interface CatchUpDeps {
  sync: KnexMailSyncStore;
  keeper: Pick<MailKeeper, 'withClientLock'>;
  on: Executor;
  log: Log;
}

export interface CatchUp {
  /** Goes through all that is behind now, and again whenever `wake` is called. */
  start(): void;
  /** The rules of all have changed. Nothing happens before `start`: then the sweep does it. */
  wake(): void;
  /**
   * One round of at most about `budgetMs`: how many clients follow now, and how many could not be changed (locked, or
   * held back by a rule) and are tried again in the next round. Rounds never run side by side.
   */
  runOnce(budgetMs: number): Promise<{ reached: number; failed: number }>;
  /** Ends after the client in hand. */
  stop(): Promise<void>;
}

export function createCatchUp({ sync, keeper, on, log }: CatchUpDeps): CatchUp {
  /** Said once, until they are reached. */
  const told = new Set<number>();
  let last: Promise<unknown> = Promise.resolve();
  let state: 'idle' | 'running' | 'stopped' = 'idle';

  /** Whether this client follows now. Throws where the database itself does not answer. */
  async function reach(clientId: number): Promise<boolean> {
    try {
      // Whatever is done under the lock ends with the switches as they should be.
      await keeper.withClientLock(clientId, async () => undefined);
      told.delete(clientId);
      return true;
    } catch (error) {
      // One client that takes too long looks the same: the others go on, if there is an answer at all.
      if (isUnreachable(error)) await sync.due(clientId, on);
      if (!told.has(clientId)) log.warn('mail switches wait', { clientId, ...describeError(error) });
      told.add(clientId);
      return false;
    }
  }

  async function round(budgetMs: number): Promise<{ reached: number; failed: number }> {
    const ends = performance.now() + budgetMs;
    const count = { reached: 0, failed: 0 };
    let after = 0;
    for (;;) {
      const behind = await sync.behind(after, BATCH, on);
      for (const clientId of behind) {
        if (state === 'stopped' || performance.now() >= ends) return count;
        count[(await reach(clientId)) ? 'reached' : 'failed'] += 1;
        after = clientId;
      }
      if (behind.length < BATCH) return count;
    }
  }

  function runOnce(budgetMs: number): ReturnType<CatchUp['runOnce']> {
    const own = last.then(() => round(budgetMs));
    // Whoever asked hears of a failure; the next round comes all the same.
    last = own.catch(() => undefined);
    return own;
  }

  function wake(): void {
    if (state !== 'running') return;
    runOnce(Infinity).catch((error: unknown) => log.warn('mail switches wait', describeError(error)));
  }

  return {
    start() {
      state = 'running';
      wake();
    },
    wake,
    runOnce,
    async stop() {
      state = 'stopped';
      await last;
    },
  };
}
