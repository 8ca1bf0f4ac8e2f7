// What a client does with its API keys: make, look, revoke. A key's text is given back once and kept nowhere.
import type { Knex } from 'knex';
import type { Origin } from '../audit/store.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { NotAllowedError, NotFoundError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { newKey, type ApiKey, type KeyMaker } from './api-key.js';
import { makeKey, type KeyWish, type MakeKeyDeps } from './make-key.js';

export interface ApiKeysService {
  /** The newest first; ended keys stay until they are revoked. */
  list(actor: Actor, clientId: number): Promise<ApiKey[]>;
  /** Throws NotFoundError for another client's key, and for one that was revoked. */
  get(actor: Actor, clientId: number, keyId: number): Promise<ApiKey>;
  /** The key's text; undefined when this `requestKey` made it before: then it was shown already. */
  make(
    actor: Actor,
    origin: Origin,
    clientId: number,
    wish: KeyWish,
    options: { requestKey: string; reason: string },
  ): Promise<string | undefined>;
  /** It works on the key's very next request. Throws NotFoundError as `get` does. */
  revoke(actor: Actor, origin: Origin, clientId: number, keyId: number, reason: string): Promise<void>;
}

export function createApiKeysService(
  deps: MakeKeyDeps & { knex: Knex; changeAs: ChangeAs; once: Once },
): ApiKeysService {
  const { knex, keys, audit, changeAs, once } = deps;

  async function find(clientId: number, keyId: number, on: Executor): Promise<ApiKey> {
    const key = (await keys.list(clientId, on)).find((one) => one.keyId === keyId);
    if (!key) throw new NotFoundError('key');
    return key;
  }

  return {
    async list(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return keys.list(clientId, knex);
    },

    async get(actor, clientId, keyId) {
      authorise(actor, clientId, 'contacts.manage');
      return find(clientId, keyId, knex);
    },

    async make(actor, origin, clientId, wish, { requestKey, reason }) {
      const maker = makerOf(actor);
      const secret = newKey();
      const mark = { key: requestKey, request: ['key.make', wish] };
      return changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        // What `once` keeps is the id alone: never the text.
        let made = false;
        await once(clientId, actor, mark, tx, async () => {
          made = true;
          return makeKey(deps, { author: actor, maker, origin, clientId, reason }, wish, secret, tx);
        });
        return made ? secret : undefined;
      });
    },

    revoke: (actor, origin, clientId, keyId, reason) =>
      changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        const { name } = await find(clientId, keyId, tx);
        if (!(await keys.revoke(clientId, keyId, tx))) throw new NotFoundError('key');
        const entry = { clientId, contactId: undefined, name, changes: {}, reason };
        await audit.record(actor, origin, { ...entry, action: 'key.revoked' }, tx);
      }),
  };
}

// Keys make no keys: a leaked one would outlive its own end.
function makerOf(actor: Actor): KeyMaker {
  const { identity } = actor;
  if (identity.kind === 'key')
    throw new NotAllowedError('contacts.manage', [{ key: 'permissions:because.notGranted' }]);
  return identity;
}
