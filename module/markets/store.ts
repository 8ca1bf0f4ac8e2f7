// Markets: the marketplace locations that a provider has. The same for all clients; callers hold the provider's lock.
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export interface Market {
  id: number;
  /** As in addresses and in the API; never changed. */
  code: string;
  name: string;
  /** A closed one takes no new aliases; those it has are kept. */
  isOpen: boolean;
  version: number;
}

interface MarketRow {
  id: number;
  code: string;
  name: string;
  is_open: number;
  version: number;
}

export class KnexMarketStore {
  /** By name. */
  async list(on: Executor): Promise<Market[]> {
    const rows = (await on(table('markets')).orderBy(['name', 'id'])) as MarketRow[];
    return rows.map(toMarket);
  }

  async findByCode(code: string, on: Executor): Promise<Market | undefined> {
    const row = (await on(table('markets')).where({ code }).first()) as MarketRow | undefined;
    return row && toMarket(row);
  }

  /** For a choice that needs the market: until the end of `tx` nobody removes it. */
  async findForUse(code: string, tx: Executor): Promise<Market | undefined> {
    const row = (await tx(table('markets')).where({ code }).forShare().first()) as MarketRow | undefined;
    return row && toMarket(row);
  }

  /** Whether the provider has markets at all, as clients see it. */
  async hasOpen(on: Executor): Promise<boolean> {
    return Boolean(await on(table('markets')).where({ is_open: 1 }).first('id'));
  }

  /** Its code is not taken yet. */
  async insert(market: Pick<Market, 'code' | 'name' | 'isOpen'>, tx: Executor): Promise<number> {
    const { code, name, isOpen } = market;
    const [id] = (await tx(table('markets')).insert({ code, name, is_open: Number(isOpen) })) as [number];
    return id;
  }

  /** Writes name and state on the version that was read. */
  async update({ id, name, isOpen, version }: Market, tx: Executor): Promise<void> {
    const written = await tx(table('markets'))
      .where({ id, version })
      .update({ name, is_open: Number(isOpen), version: version + 1 });
    expectRows(written, 1, 'market updated');
  }

  /** 'used': some client has an alias there, and nothing was removed; such a market can only be closed. */
  async remove({ id, version }: Market, tx: Executor): Promise<'removed' | 'used'> {
    // What was chosen meanwhile counts too: whoever chooses holds the market (`findForUse`).
    await tx(table('markets')).where({ id }).forUpdate().first('id');
    const chosen = tx(table('request_aliases')).where('market_id', id).forShare();
    const alias: unknown = await chosen.first('client_id');
    if (alias) return 'used';
    expectRows(await tx(table('markets')).where({ id, version }).delete(), 1, 'market removed');
    return 'removed';
  }
}

const toMarket = (row: MarketRow): Market => ({
  id: row.id,
  code: row.code,
  name: row.name,
  isOpen: row.is_open === 1,
  version: row.version,
});
