// API keys in our table: found by their hash, never by their text.
import type { Executor } from '../support/database.js';
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import { table } from '../support/tables.js';
import { isScope, type ApiKey, type KeyMaker } from './api-key.js';

interface KeyRow {
  id: number;
  client_id: number;
  name: string;
  ending: string;
  scopes: string;
  maker: string;
  made_by: string;
  created_at: string;
  last_used_at: string | null;
  ends_at: string | null;
}

const COLUMNS = [
  'id', 'client_id', 'name', 'ending', 'scopes', 'maker', 'made_by', 'created_at', 'last_used_at', 'ends_at',
] as const; // prettier-ignore

/** Writing it at every request would be a write for every read. */
const LAST_USED_MS = 60_000;

export type NewKey = Omit<ApiKey, 'keyId' | 'createdAt' | 'lastUsedAt'> & { hash: Buffer };

export class KnexApiKeyStore {
  constructor(private readonly clock: Clock) {}

  /** A key that is neither revoked nor ended. */
  async findByHash(hash: Buffer, on: Executor): Promise<ApiKey | undefined> {
    const row = (await this.live(on).where('key_hash', hash).first(COLUMNS)) as KeyRow | undefined;
    return row && toKey(row);
  }

  /** A key that is neither revoked nor ended. */
  async find(keyId: number, on: Executor): Promise<ApiKey | undefined> {
    const row = (await this.live(on).where('id', keyId).first(COLUMNS)) as KeyRow | undefined;
    return row && toKey(row);
  }

  /** The keys of a client that were not revoked, ended ones included; the newest first. Null: the provider's. */
  async list(clientId: number | null, on: Executor): Promise<ApiKey[]> {
    const rows = (await on(table('api_keys'))
      .where('client_id', clientId ?? 0)
      .whereNull('revoked_at')
      .orderBy('id', 'desc')
      .select(COLUMNS)) as KeyRow[];
    return rows.map(toKey);
  }

  async insert(key: NewKey, tx: Executor): Promise<number> {
    const [id] = (await tx(table('api_keys')).insert({
      client_id: key.clientId ?? 0,
      name: key.name,
      key_hash: key.hash,
      ending: key.ending,
      scopes: JSON.stringify(key.scopes),
      maker: JSON.stringify(key.maker),
      made_by: key.madeBy,
      created_at: toSqlTime(this.clock.now()),
      ends_at: key.endsAt ? toSqlTime(key.endsAt) : null,
    })) as [number];
    return id;
  }

  /** False when there is no such key, or it was revoked before. It works on the key's very next request. */
  async revoke(clientId: number | null, keyId: number, tx: Executor): Promise<boolean> {
    const revoked = await tx(table('api_keys'))
      .where({ client_id: clientId ?? 0, id: keyId })
      .whereNull('revoked_at')
      .update({ revoked_at: toSqlTime(this.clock.now()) });
    return revoked === 1;
  }

  async touch({ keyId, lastUsedAt }: ApiKey, on: Executor): Promise<void> {
    const now = this.clock.now();
    if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < LAST_USED_MS) return;
    await on(table('api_keys'))
      .where('id', keyId)
      .update({ last_used_at: toSqlTime(now) });
  }

  private live(on: Executor) {
    const now = toSqlTime(this.clock.now());
    return on(table('api_keys'))
      .whereNull('revoked_at')
      .where((ends) => void ends.whereNull('ends_at').orWhere('ends_at', '>', now));
  }
}

function toKey(row: KeyRow): ApiKey {
  return {
    keyId: row.id,
    clientId: row.client_id === 0 ? null : row.client_id,
    name: row.name,
    ending: row.ending,
    scopes: (JSON.parse(row.scopes) as string[]).filter(isScope),
    maker: JSON.parse(row.maker) as KeyMaker,
    madeBy: row.made_by,
    createdAt: fromSqlTime(row.created_at) as Date,
    lastUsedAt: fromSqlTime(row.last_used_at),
    endsAt: fromSqlTime(row.ends_at),
  };
}
