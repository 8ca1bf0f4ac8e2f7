// Request aliases (N4): who is told of connection requests in a market. Only what was chosen has a row, and it goes with
// its contact; whoever asks then falls back on the default, and for that on the first admin contact or the owner.
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { DEFAULT_MARKET, type RequestAlias } from './request-alias.js';

interface AliasRow {
  client_id: number;
  market_id: number;
  contact_id: number;
  since: string;
  set_by: string;
}

export class KnexRequestAliasStore {
  constructor(private readonly clock: Clock) {}

  /** Those that were chosen, the default first. */
  async list(clientId: number, on: Executor): Promise<RequestAlias[]> {
    return (await this.listMany([clientId], on)).get(clientId) ?? [];
  }

  /** By client; one that chose none has no entry. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, RequestAlias[]>> {
    const rows = (await on(table('request_aliases'))
      .whereIn('client_id', clientIds)
      .orderBy(['client_id', 'market_id'])) as AliasRow[];
    const found = new Map<number, RequestAlias[]>();
    for (const row of rows) found.set(row.client_id, [...(found.get(row.client_id) ?? []), toAlias(row)]);
    return found;
  }

  /** How many clients chose one, by market; a market without any has no entry. */
  async countByMarket(on: Executor): Promise<Map<number, number>> {
    const rows = (await on(table('request_aliases')).groupBy('market_id').select('market_id').count({
      total: '*',
    })) as { market_id: number; total: number }[];
    return new Map(rows.map(({ market_id, total }) => [market_id, total]));
  }

  /** `seen`: the contact it pointed to under the client's lock, undefined for none. A companion row must exist. */
  async put(
    clientId: number,
    marketId: number,
    { seen, contactId, by }: { seen: number | undefined; contactId: number; by: string },
    tx: Executor,
  ): Promise<void> {
    const key = { client_id: clientId, market_id: marketId };
    const values = {
      contact_id: contactId,
      since: toSqlTime(this.clock.now()),
      set_by: by.slice(0, 255),
    };
    if (seen === undefined) {
      await tx(table('request_aliases')).insert({ ...key, ...values });
      return;
    }
    const written = await tx(table('request_aliases'))
      .where({ ...key, contact_id: seen })
      .update(values);
    expectRows(written, 1, 'request alias moved');
  }

  /** The market's requests go to the default again, which itself is never removed (N4). */
  async remove(clientId: number, { marketId, contactId }: RequestAlias, tx: Executor): Promise<void> {
    const removed = await tx(table('request_aliases'))
      .where({ client_id: clientId, market_id: marketId, contact_id: contactId })
      .whereNot('market_id', DEFAULT_MARKET)
      .delete();
    expectRows(removed, 1, 'request alias removed');
  }
}

const toAlias = (row: AliasRow): RequestAlias => ({
  marketId: row.market_id,
  contactId: row.contact_id,
  since: fromSqlTime(row.since) as Date,
  by: row.set_by,
});
