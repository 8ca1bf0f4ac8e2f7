// Making a key: the same rules for pages and for the provider's command line.
import type { Author, KnexAuditStore, Origin } from '../audit/store.js';
import { nameForClient } from '../permissions/actor.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { dayOf } from '../support/day.js';
import { InputError, type FieldErrors } from '../support/errors.js';
import { isSameName } from '../support/same-name.js';
import { hashOf, type KeyMaker, type Scope } from './api-key.js';
import type { KnexApiKeyStore } from './store.js';

export interface KeyWish {
  name: string;
  scopes: Scope[];
  /** The last day it works, "2026-11-30" (UTC); '' = until it is revoked. */
  endsOn: string;
}

export interface MakeKeyDeps {
  keys: KnexApiKeyStore;
  audit: KnexAuditStore;
  clock: Clock;
}

export interface Making {
  author: Author;
  maker: KeyMaker;
  origin: Origin;
  /** Null: a key of the provider. */
  clientId: number | null;
  reason: string;
}

/** The id of the new key. Throws InputError when the name is taken or the last day is over. */
export async function makeKey(
  { keys, audit, clock }: MakeKeyDeps,
  { author, maker, origin, clientId, reason }: Making,
  { name, scopes, endsOn }: KeyWish,
  secret: string,
  tx: Executor,
): Promise<number> {
  const errors: FieldErrors = {};
  if (endsOn !== '' && endsOn <= dayOf(clock.now())) errors['endsAt'] = { key: 'api-keys:errors.endsAt' };
  const taken = (await keys.list(clientId, tx)).find((key) => isSameName(key.name, name));
  if (taken) errors['name'] = { key: 'api-keys:errors.taken', params: { name: taken.name } };
  if (Object.keys(errors).length > 0) throw new InputError(errors);

  const endsAt = endsOn === '' ? undefined : new Date(`${endsOn}T23:59:59Z`);
  const madeBy = author === 'server' ? '' : nameForClient(author);
  const keyId = await keys.insert(
    {
      clientId,
      name,
      scopes,
      maker,
      madeBy,
      endsAt,
      hash: hashOf(secret) as Buffer,
      ending: secret.slice(-4),
    },
    tx,
  );
  const changes = {
    scopes: { before: '', after: scopes.join(',') },
    ...(endsAt ? { endsAt: { before: '', after: endsAt.toISOString() } } : {}),
  };
  const entry = { clientId: clientId ?? 0, contactId: undefined, name, changes, reason };
  await audit.record(author, origin, { ...entry, action: 'key.made' }, tx);
  return keyId;
}
