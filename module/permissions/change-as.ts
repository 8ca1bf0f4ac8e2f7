// The way of every change: authorise → lock → authorise again → do it. One place, so that no service forgets a step.
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import type { Actor } from './actor.js';
import { authorise, authoriseAgain, type ReadActor } from './authorise.js';
import type { Requirement } from './decide.js';

/**
 * Runs `work` in a transaction under the client's lock, with the actor's rights read again inside it (P6, I11). Like
 * everything under that lock `work` may run more than once and must do database work only.
 */
export type ChangeAs = <T>(
  actor: Actor,
  clientId: number,
  requirement: Requirement,
  /** `now`: the actor as read inside the transaction. */
  work: (tx: Executor, now: Actor) => Promise<T>,
) => Promise<T>;

export function createChangeAs(readActor: ReadActor, withClientLock: WithClientLock): ChangeAs {
  return async (actor, clientId, requirement, work) => {
    authorise(actor, clientId, requirement);
    return withClientLock(clientId, async (tx) => {
      return work(tx, await authoriseAgain(readActor, actor, clientId, requirement, tx));
    });
  };
}
