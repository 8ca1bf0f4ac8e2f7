// What a dry run prints is what the migrator then runs: every statement that makes or changes a table, in that order.
import { expect } from 'chai';
import { migrateUp, pendingStatements } from '../../../module/support/migrator.js';
import { panelSchema, type TestDatabase } from '../../support/panel-database.js';

describe('the statements of a dry run', () => {
  let database: TestDatabase;
  before(async () => {
    database = await panelSchema('whmcs8');
  });
  after(() => database.drop());

  it('are those that run, and afterwards there are none', async () => {
    const { knex } = database;
    const listed = await pendingStatements(knex);
    const ran: string[] = [];
    knex.on('query', ({ sql }: { sql: string }) => ran.push(sql));
    await migrateUp(knex);
    const changing = ran.filter((sql) => /^\s*(create|alter|drop|rename|truncate)\b/i.test(sql));
    // The migrator asks for its own two tables with words that this server need not have in its answer.
    const plain = (sql: string): string =>
      sql
        .replace(/\s+/g, ' ')
        .replace(/create table if not exists/i, 'create table')
        .toLowerCase();
    expect(changing.map(plain)).to.deep.equal(listed.map(plain));
    expect(listed.length).to.be.above(28);
    for (const sql of ran)
      expect(sql).to.match(
        /^\s*(begin|commit|create|select|insert into `mod_liaison_|update `mod_liaison_|delete from `mod_liaison_)/i,
      );
    expect(await pendingStatements(knex)).to.deep.equal([]);
  });
});
