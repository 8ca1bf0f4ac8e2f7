// A form's key makes a double click count once: the first effect's answer is kept in the same transaction, and the
// second click gets it back. Callers hold the client's lock, so that the two never run side by side.
import { createHash } from 'node:crypto';
import { actorId, type Actor } from '../permissions/actor.js';
import type { Executor } from './database.js';
import { table } from './tables.js';

/**
 * Runs `work` once per actor and key and keeps its answer (plain JSON); later calls give that answer back. Without a
 * key ('') every call is one of its own.
 */
export async function once<T>(
  clientId: number,
  actor: Actor,
  key: string,
  tx: Executor,
  work: () => Promise<T>,
): Promise<T> {
  if (key === '') return work();
  const row = {
    client_id: clientId,
    actor: `${actor.kind}:${actorId(actor)}`,
    request_key: createHash('sha256').update(key).digest(),
  };
  const earlier = (await tx(table('idempotency')).where(row).first('answer')) as
    { answer: string | T } | undefined;
  if (earlier) return typeof earlier.answer === 'string' ? (JSON.parse(earlier.answer) as T) : earlier.answer;
  const answer = await work();
  await tx(table('idempotency')).insert({ ...row, answer: JSON.stringify(answer) });
  return answer;
}
