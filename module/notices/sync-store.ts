// How far each client's mail switches in the panel follow the rules of all: a change of the notice table reaches the
// clients one by one, each under its own lock.
import type { Executor } from '../support/database.js';
import { PROVIDER } from '../support/provider-lock.js';
import { table } from '../support/tables.js';

export class KnexMailSyncStore {
  /** From now on every client that we keep rows of has to be brought up to date. Under the provider's lock. */
  async demand(tx: Executor): Promise<void> {
    await tx(table('mail_sync'))
      .insert({ client_id: PROVIDER, revision: 1 })
      .onConflict('client_id')
      .merge({ revision: tx.raw('revision + 1') });
  }

  /** What this client has to reach; undefined when it has. */
  async due(clientId: number, on: Executor): Promise<number | undefined> {
    const rows = (await on(table('mail_sync')).whereIn('client_id', [PROVIDER, clientId])) as {
      client_id: number;
      revision: number;
    }[];
    const revisionOf = (id: number): number => rows.find((row) => row.client_id === id)?.revision ?? 0;
    return revisionOf(clientId) < revisionOf(PROVIDER) ? revisionOf(PROVIDER) : undefined;
  }

  async reached(clientId: number, revision: number, tx: Executor): Promise<void> {
    await tx(table('mail_sync')).insert({ client_id: clientId, revision }).onConflict('client_id').merge();
  }

  /** Clients that are behind, by id, after `after`. A client of which we keep nothing has nothing to follow. */
  async behind(after: number, limit: number, on: Executor): Promise<number[]> {
    const rows = (await this.waiting(on)
      .where('c.client_id', '>', after)
      .orderBy('c.client_id')
      .limit(limit)
      .select('c.client_id')) as { client_id: number }[];
    return rows.map(({ client_id }) => client_id);
  }

  async countBehind(on: Executor): Promise<number> {
    const row = (await this.waiting(on).count({ total: '*' }).first()) as { total: number } | undefined;
    return row?.total ?? 0;
  }

  /** How many clients follow the rules at all: those that we keep rows of. */
  async countAll(on: Executor): Promise<number> {
    const clients = on(table('clients')).whereNot('client_id', PROVIDER);
    const row = (await clients.count({ total: '*' }).first()) as { total: number } | undefined;
    return row?.total ?? 0;
  }

  private waiting(on: Executor) {
    return on(`${table('clients')} as c`)
      .join(`${table('mail_sync')} as wanted`, (join) => void join.onVal('wanted.client_id', PROVIDER))
      .leftJoin(`${table('mail_sync')} as own`, 'own.client_id', 'c.client_id')
      .whereNot('c.client_id', PROVIDER)
      .whereRaw('COALESCE(own.revision, 0) < wanted.revision');
  }
}
