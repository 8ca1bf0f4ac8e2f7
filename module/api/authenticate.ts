// Who an API request is from: a key in the header, never a cookie. A key that is unknown, revoked or ended, or whose
// maker can no longer sign in, is no key; guesses are counted by address.
import type { Request } from 'express';
import { covers, hashOf, type ApiKey, type Scope } from '../api-keys/api-key.js';
import type { KnexApiKeyStore } from '../api-keys/store.js';
import type { Actor } from '../permissions/actor.js';
import type { Executor } from '../support/database.js';
import { AuthenticationError, NotAllowedError } from '../support/errors.js';
import type { RateLimiter } from '../support/rate-limit.js';

export interface AuthenticateDeps {
  keys: KnexApiKeyStore;
  /** Who a key is; undefined when its maker can no longer sign in. */
  ofKey: (key: ApiKey, on: Executor) => Promise<Actor | undefined>;
  on: Executor;
  /** Requests of one key. */
  requests: RateLimiter;
  /** Wrong keys from one address. */
  guesses: RateLimiter;
}

export interface Caller {
  key: ApiKey;
  actor: Actor;
}

/** Throws AuthenticationError or TooManyError. */
export async function authenticate(req: Request, deps: AuthenticateDeps): Promise<Caller> {
  const { keys, ofKey, on, requests, guesses } = deps;
  const address = req.ip ?? '';
  await guesses.check(address);
  const text = keyOf(req);
  if (text === undefined) throw new AuthenticationError({ key: 'api:noKey' });
  const hash = hashOf(text);
  const key = hash && (await keys.findByHash(hash, on));
  const actor = key && (await ofKey(key, on));
  if (!actor) {
    await guesses.consume(address);
    throw new AuthenticationError({ key: 'api:wrongKey' });
  }
  await requests.consume(String(key.keyId));
  await keys.touch(key, on);
  return { key, actor };
}

function keyOf(req: Request): string | undefined {
  const bearer = /^Bearer +(\S+)$/i.exec(req.get('authorization') ?? '')?.[1];
  return bearer ?? req.get('x-api-key');
}

/** Throws NotAllowedError when the key was not given what this asks for. */
export function checkScope({ scopes }: ApiKey, wanted: Scope | undefined): void {
  if (wanted === undefined || covers(scopes, wanted)) return;
  throw new NotAllowedError(wanted, [{ key: 'api:scopeMissing', params: { scope: wanted } }]);
}
