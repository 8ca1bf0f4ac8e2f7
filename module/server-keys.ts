// API keys made on the server itself, by `liaison key` and by the demo: for a client, or the provider's own for all.
import { newKey } from './api-keys/api-key.js';
import { makeKey, type KeyWish } from './api-keys/make-key.js';
import { KnexApiKeyStore } from './api-keys/store.js';
import { KnexAuditStore, type Origin } from './audit/store.js';
import { findPanel } from './panels/find-panel.js';
import { seedClient } from './roles/seed-client.js';
import { systemClock as clock } from './support/clock.js';
import { createClientLock } from './support/client-lock.js';
import { openDatabase, type Executor } from './support/database.js';
import { PROVIDER, seedProviderLock } from './support/provider-lock.js';

export interface ServerKeys {
  /**
   * The key's text, once. `clientId` null: a key of the provider. Throws an Error in one line for a client that is not
   * there, InputError for a name that is taken or a last day that is over.
   */
  make(clientId: number | null, wish: KeyWish): Promise<string>;
  /** Ends the keys of this name, if there are any. */
  revokeNamed(clientId: number | null, name: string): Promise<void>;
}

const COMMAND: Origin = { requestId: 'command-line', ip: '' };

/** Opens the panel's database for `work` alone. */
export async function withServerKeys<T>(
  databaseUrl: string,
  work: (keys: ServerKeys) => Promise<T>,
): Promise<T> {
  const knex = openDatabase(databaseUrl);
  const lockClient = createClientLock(knex, seedClient);
  const lockProvider = createClientLock(knex, seedProviderLock);
  const inTransaction = <R>(clientId: number | null, act: (tx: Executor) => Promise<R>): Promise<R> =>
    clientId === null ? lockProvider(PROVIDER, act) : lockClient(clientId, act);
  try {
    const { clients } = await findPanel(knex);
    return await work(serverKeys(inTransaction, async (id) => (await clients.find(id, knex)) !== undefined));
  } finally {
    await knex.destroy();
  }
}

function serverKeys(
  inTransaction: <R>(clientId: number | null, act: (tx: Executor) => Promise<R>) => Promise<R>,
  exists: (clientId: number) => Promise<boolean>,
): ServerKeys {
  const deps = { keys: new KnexApiKeyStore(clock), audit: new KnexAuditStore(clock), clock };
  const { keys, audit } = deps;
  return {
    async make(clientId, wish) {
      if (clientId !== null && !(await exists(clientId))) throw new Error(`There is no client ${clientId}`);
      const secret = newKey();
      const making = { author: 'server', maker: { kind: 'server' }, origin: COMMAND, clientId, reason: '' } as const; // prettier-ignore
      await inTransaction(clientId, (tx) => makeKey(deps, making, wish, secret, tx));
      return secret;
    },

    revokeNamed: (clientId, name) =>
      inTransaction(clientId, async (tx) => {
        for (const key of (await keys.list(clientId, tx)).filter((one) => one.name === name)) {
          await keys.revoke(clientId, key.keyId, tx);
          const entry = { clientId: clientId ?? 0, contactId: undefined, name, changes: {}, reason: '' };
          await audit.record('server', COMMAND, { ...entry, action: 'key.revoked' }, tx);
        }
      }),
  };
}
