// Of which clients we keep anything at all: every row about a client hangs on a companion row, the owner's at least. A
// panel of 100,000 clients is mostly clients that nobody ever opened here.
import type { Knex } from 'knex';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export class KnexKeptStore {
  /** All of them, as a question within another. */
  query(on: Executor): Knex.QueryBuilder {
    return on(table('contacts')).distinct('client_id');
  }

  /** The first of them above `after`, by id. */
  async next(after: number, limit: number, on: Executor): Promise<number[]> {
    return (await on(table('contacts'))
      .where('client_id', '>', after)
      .distinct('client_id')
      .orderBy('client_id')
      .limit(limit)
      .pluck('client_id')) as number[];
  }
}
