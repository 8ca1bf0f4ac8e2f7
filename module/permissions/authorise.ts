// Enforcement, apart from the decision: services call it outside and again inside their transaction.
import type { Executor } from '../support/database.js';
import { AuthenticationError, NotAllowedError, NotFoundError } from '../support/errors.js';
import { actsForProvider, clientOf, type Actor, type Identity } from './actor.js';
import { decide, type Requirement } from './decide.js';

/** Reads the actor behind an identity as the panel knows it at this moment; undefined when the login has ended. */
export type ReadActor = (identity: Identity, on: Executor) => Promise<Actor | undefined>;

/** Throws NotAllowedError with its reasons, or NotFoundError when the actor belongs to another client. */
export function authorise(actor: Actor, clientId: number, requirement: Requirement): void {
  if (!actsForProvider(actor) && clientOf(actor) !== clientId) throw new NotFoundError('client');
  const { allowed, reasons } = decide(actor, requirement);
  if (!allowed) throw new NotAllowedError(requirement, reasons);
}

/** The same with rights read anew, inside the transaction: a right revoked since makes the write fail (P6, I11). */
export async function authoriseAgain(
  readActor: ReadActor,
  actor: Actor,
  clientId: number,
  requirement: Requirement,
  on: Executor,
): Promise<Actor> {
  const now = await readActor(actor.identity, on);
  if (!now) throw new AuthenticationError({ key: 'sign-in:ended' });
  authorise(now, clientId, requirement);
  return now;
}
