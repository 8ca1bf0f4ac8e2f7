// What is done once in a while, beside requests: it forgets what has ended, and goes on with what is behind.
import type { Tidy } from '../bridge/tidy.js';
import type { CatchUp } from '../notices/catch-up.js';
import { sweepHandOvers } from '../sign-in/hand-over.js';
import { endExpired, tellEnding } from '../sub-accounts/expiry.js';
import { sweepIdempotency } from '../support/idempotency.js';
import { sweepRateLimits } from '../support/rate-limit.js';
import type { Basics } from './basics.js';

/** What is left of the clients after it waits for the next sweep. */
const CATCH_UP_BUDGET_MS = 60_000;

export interface SweepParts {
  sessions: { sweep(): Promise<unknown> };
  catchUp: CatchUp;
  tidy: Tidy;
}

export function buildSweep(basics: Basics, { sessions, catchUp, tidy }: SweepParts): () => Promise<void> {
  const { knex, clock, invitations, resets, panel } = basics;
  return async () => {
    await sessions.sweep();
    await sweepHandOvers(knex, clock);
    await sweepIdempotency(knex, clock);
    await sweepRateLimits(knex);
    await endExpired(basics);
    await tellEnding(basics);
    await invitations.sweep(knex);
    await resets.sweep(knex);
    await catchUp.runOnce(CATCH_UP_BUDGET_MS);
    await tidy.sweep();
    // Last: what depends on the panel's answer must not keep the rest from being done.
    await panel.catchUp?.(knex);
  };
}
