// Limits on how often, counted in our table so that all processes share them.
import type { Knex } from 'knex';
import { RateLimiterMySQL, RateLimiterRes } from 'rate-limiter-flexible';
import type { Executor } from './database.js';
import { TooManyError } from './errors.js';
import { table } from './tables.js';

export interface Limit {
  points: number;
  seconds: number;
}

export interface RateLimiter {
  /** Counts one. Throws TooManyError when it was one too many. */
  consume(key: string): Promise<void>;
  /** Throws TooManyError when the next one would be too many; counts nothing. */
  check(key: string): Promise<void>;
  /** Forgets what was counted. */
  reset(key: string): Promise<void>;
}

export type RateLimits = (name: string, limit: Limit) => RateLimiter;

/** Connects at the first count. Keys may be any text: they are kept short by whoever makes them (≤ 200 characters). */
export function createRateLimits(knex: Knex, database: string): RateLimits {
  return (name, { points, seconds }) => {
    const limiter = new RateLimiterMySQL({
      storeClient: knex,
      storeType: 'knex',
      dbName: database,
      tableName: table('rate_limits'),
      tableCreated: true,
      clearExpiredByTimeout: false,
      keyPrefix: name,
      points,
      duration: seconds,
    });
    return {
      async consume(key) {
        try {
          await limiter.consume(key);
        } catch (error) {
          throw error instanceof RateLimiterRes ? tooMany(error) : error;
        }
      },
      async check(key) {
        const counted = await limiter.get(key);
        if (counted && counted.consumedPoints >= points) throw tooMany(counted);
      },
      async reset(key) {
        await limiter.delete(key);
      },
    };
  };
}

const tooMany = ({ msBeforeNext }: RateLimiterRes): TooManyError =>
  new TooManyError(Math.max(1, Math.ceil(msBeforeNext / 1000)));

export async function sweepRateLimits(on: Executor): Promise<void> {
  await on(table('rate_limits')).where('expire', '<', Date.now()).delete();
}
