// The provider's markets of tests: two that are open, and one that is not.
import type { Knex } from 'knex';
import { KnexMarketStore } from '../../module/markets/store.js';

export async function plantMarkets(db: Knex): Promise<void> {
  const markets = new KnexMarketStore();
  await markets.insert({ code: 'AMS', name: 'Amsterdam', isOpen: true }, db);
  await markets.insert({ code: 'FRA', name: 'Frankfurt', isOpen: true }, db);
  await markets.insert({ code: 'LON', name: 'London', isOpen: false }, db);
}
