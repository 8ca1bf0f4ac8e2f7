// A form's key makes a double click count once, and an Idempotency-Key a repeated request: the first effect's answer is
// kept in the same transaction, and the second gets it back. Callers hold the client's lock, so that the two never run
// side by side.
import { createHash } from 'node:crypto';
import { actorId, type Actor } from '../permissions/actor.js';
import { toSqlTime, type Clock } from './clock.js';
import type { Executor } from './database.js';
import { ConflictError } from './errors.js';
import { table } from './tables.js';

/** Kept so long; afterwards the same key is a new request. */
const KEPT_MS = 48 * 3_600_000;

/** What marks a request as the same one: its key, and a digest of what it asked for. */
export interface RequestMark {
  /** '' = every call is one of its own. */
  key: string;
  request: unknown;
}

export type Once = <T>(
  clientId: number,
  actor: Actor,
  mark: RequestMark,
  tx: Executor,
  work: () => Promise<T>,
) => Promise<T>;

/**
 * Runs `work` once per actor and key and keeps its answer (plain JSON); later calls give that answer back. Throws
 * ConflictError when the key comes again with another request.
 */
export function createOnce(clock: Clock): Once {
  return async <T>(
    clientId: number,
    actor: Actor,
    { key, request }: RequestMark,
    tx: Executor,
    work: () => Promise<T>,
  ) => {
    if (key === '') return work();
    const row = {
      client_id: clientId,
      actor: `${actor.kind}:${actorId(actor)}`,
      request_key: sha256(key),
    };
    const digest = sha256(JSON.stringify(request));
    const earlier = (await tx(table('idempotency')).where(row).first('answer', 'request_digest')) as
      { answer: string; request_digest: Buffer } | undefined;
    if (earlier) {
      if (!earlier.request_digest.equals(digest)) throw new ConflictError({ key: 'common:errors.keyReused' });
      return JSON.parse(earlier.answer) as T;
    }
    const answer = await work();
    const kept = { answer: JSON.stringify(answer), request_digest: digest };
    await tx(table('idempotency')).insert({ ...row, ...kept, created_at: toSqlTime(clock.now()) });
    return answer;
  };
}

export async function sweepIdempotency(on: Executor, clock: Clock): Promise<void> {
  const ended = toSqlTime(new Date(clock.now().getTime() - KEPT_MS));
  await on(table('idempotency')).where('created_at', '<', ended).delete();
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();
