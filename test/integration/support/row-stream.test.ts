// Rows of one long answer as they come: in order, no faster than they are read, and a pool that is whole afterwards.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { isUnreachable, openDatabase } from '../../../module/support/database.js';
import { streamRows, type Row } from '../../../module/support/row-stream.js';
import { emptyDatabase, type TestDatabase } from '../../support/panel-database.js';

const ROWS = 200_000;

describe('A stream of rows', () => {
  let database: TestDatabase;
  let knex: Knex;

  before(async () => {
    database = await emptyDatabase();
    // Less patient than any pass over a panel takes, and with fewer connections than rounds below.
    const patience = { acquire: 1000, connect: 1000, statement: 900, lockSeconds: 1 };
    knex = openDatabase(database.url, patience);
    await database.knex.raw('CREATE TABLE numbers (n INT PRIMARY KEY, filler CHAR(100) NOT NULL)');
    const digits = Array.from({ length: 10 }, (_one, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
    const tables = ['a', 'b', 'c', 'd', 'e'].map((name) => `(${digits}) ${name}`).join(', ');
    const number = 'a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d';
    for (const more of [0, 100_000])
      await database.knex.raw(`INSERT INTO numbers SELECT ${number} + ${more}, '' FROM ${tables}`);
  });
  after(async () => {
    await knex.destroy();
    await database.drop();
  });

  const numbers = (on: Knex = knex) => on('numbers').select('n', 'filler').orderBy('n');
  const running = async (): Promise<number> => {
    const rows = await database
      .knex('information_schema.processlist')
      .where('info', 'like', '%from `numbers`%');
    return rows.filter(({ INFO: info }: { INFO: string }) => !info.includes('processlist')).length;
  };

  it('brings every row in order, in arrays of the size that was asked for', async () => {
    const sizes: number[] = [];
    let next = 0;
    for await (const rows of streamRows(numbers(), knex, 3000)) {
      sizes.push(rows.length);
      for (const row of rows) expect(row['n']).to.equal(next++);
    }
    expect(next).to.equal(ROWS);
    expect(sizes).to.deep.equal([...Array<number>(66).fill(3000), 2000]);
  });

  it('lets the server wait for a slow reader', async () => {
    const rows = streamRows(numbers(), knex, 1000);
    expect((await rows.next()).value).to.have.length(1000);
    await pause(300);
    expect(await running()).to.equal(1);
    let count = 1000;
    for await (const more of rows) count += more.length;
    expect(count).to.equal(ROWS);
    expect(await running()).to.equal(0);
  });

  it('outlasts the patience of its pool', async () => {
    const slowly = knex('numbers').select('n', knex.raw('SLEEP(0.01)')).limit(150);
    const rows: Row[] = [];
    for await (const some of streamRows(slowly, knex, 100)) rows.push(...some);
    expect(rows).to.have.length(150);
    const error = await slowly.clone().then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(isUnreachable(error)).to.equal(true);
  });

  it('ends its query when the reader ends first, again and again', async () => {
    for (let round = 0; round < 15; round += 1)
      for await (const rows of streamRows(numbers(), knex, 100)) {
        expect(rows).to.have.length(100);
        break;
      }
    for (let look = 0; (await running()) > 0; look += 1) {
      expect(look).to.be.below(50);
      await pause(50);
    }
    expect(await numbers().limit(1)).to.deep.equal([{ n: 0, filler: '' }]);
  });

  it('throws what the server says, before the first row and half-way', async () => {
    const failure = async (rows: AsyncIterable<Row[]>): Promise<unknown> => {
      try {
        for await (const some of rows) if (some.length > 0) await kill();
      } catch (error) {
        return error;
      }
      return undefined;
    };
    const kill = async (): Promise<void> => {
      const rows = await database
        .knex('information_schema.processlist')
        .where('info', 'like', '%from `numbers`%');
      for (const { ID: id, INFO: info } of rows as { ID: number; INFO: string }[])
        if (!info.includes('processlist')) await database.knex.raw(`KILL ${id}`);
    };
    const nowhere = knex('nowhere').select('n');
    expect(await failure(streamRows(nowhere, knex, 10))).to.have.property('errno', 1146);
    expect(isUnreachable(await failure(streamRows(numbers(), knex, 1000)))).to.equal(true);
    expect(await numbers().limit(1)).to.have.length(1);
  });
});
