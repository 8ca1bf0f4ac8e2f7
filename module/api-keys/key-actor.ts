// Who a key is when it is used: never more than its maker may at that moment, read again at every request (P6).
import type { Actor, Identity } from '../permissions/actor.js';
import type { ReadActor } from '../permissions/authorise.js';
import { PERMISSIONS } from '../permissions/catalogue.js';
import { decide } from '../permissions/decide.js';
import type { PanelLogins } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { ApiKey } from './api-key.js';
import type { KnexApiKeyStore } from './store.js';

/** Reads any actor: the panel's people from the panel, keys from our table. */
export function createReadActor(logins: PanelLogins, keys: KnexApiKeyStore): ReadActor {
  return async (identity, on) =>
    identity.kind === 'key' ? readKey(identity, logins, keys, on) : logins.read(identity, on);
}

async function readKey(
  identity: Identity & { kind: 'key' },
  logins: PanelLogins,
  keys: KnexApiKeyStore,
  on: Executor,
): Promise<Actor | undefined> {
  const key = await keys.find(identity.keyId, on);
  if (!key || key.clientId !== identity.clientId) return undefined;
  return keyActor(key, logins, on);
}

/** Undefined when the key's maker can no longer sign in: the key ends with them. */
export async function keyActor(key: ApiKey, logins: PanelLogins, on: Executor): Promise<Actor | undefined> {
  const identity = { kind: 'key', keyId: key.keyId, clientId: key.clientId } as const;
  const actor: Actor = { kind: 'key', identity, name: key.name, language: undefined, granted: new Set() };
  // What the provider makes for a client may do what the client's owner may, not what staff may.
  if (key.maker.kind === 'server') return { ...actor, granted: new Set(PERMISSIONS) };
  const maker = await logins.read(key.maker, on);
  if (!maker) return undefined;
  const granted = PERMISSIONS.filter((permission) => decide(maker, permission).allowed);
  return { ...actor, granted: new Set(granted) };
}
