// How often a password may be guessed (check 27). Counted for every address alike, whether somebody signs in with it or
// not; the waits grow, and none is for ever.
import { createHash } from 'node:crypto';
import type { RateLimits } from '../support/rate-limit.js';

const MINUTES = 60;
const HOURS = 3600;

export interface Guarded<T> {
  ip: string;
  email: string;
  /** Undefined when it was no success. */
  guess: () => Promise<T | undefined>;
}

/** Throws TooManyError before the guess is looked at. A success forgets the address's failures. */
export type GuardGuess = <T>(guarded: Guarded<T>) => Promise<T | undefined>;

export function createGuessGuard(limits: RateLimits): GuardGuess {
  const perIp = limits('sign-in-ip', { points: 30, seconds: 15 * MINUTES });
  // At most 90 guesses a day, however they are spread (G26).
  const perAddress = [
    limits('sign-in-1', { points: 10, seconds: 15 * MINUTES }),
    limits('sign-in-2', { points: 30, seconds: 3 * HOURS }),
    limits('sign-in-3', { points: 90, seconds: 24 * HOURS }),
  ];

  return async ({ ip, email, guess }) => {
    const key = addressKey(email);
    await perIp.check(ip);
    // Counted first: of many guesses at once none slips through between looking and counting.
    for (const limit of perAddress) await limit.consume(key);
    const success = await guess();
    if (success === undefined) await perIp.consume(ip);
    else for (const limit of perAddress) await limit.reset(key);
    return success;
  };
}

/** An address as the key of a limit: not readable, and of one length. */
export const addressKey = (email: string): string =>
  createHash('sha256').update(email.trim().toLowerCase()).digest('hex');
