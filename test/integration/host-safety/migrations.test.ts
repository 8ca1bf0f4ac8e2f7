// M3, G29: our tables up, down and up again are the same to the byte, in an empty database and beside a panel with people where
// we were in use; each migration takes back exactly what it made.
import { expect } from 'chai';
import { migrations } from '../../../migrations/index.js';
import { migrateDown, migrateUp, pendingMigrations } from '../../../module/support/migrator.js';
import { emptyDatabase, peopledPanel, type TestDatabase } from '../../support/panel-database.js';
import { databasePrint, type Print } from '../../support/panel-print.js';

describe('our tables', function () {
  this.timeout(60_000);

  for (const { name, make, use } of [
    { name: 'an empty database', make: emptyDatabase, use: async () => undefined },
    { name: 'a panel where we were in use', make: () => peopledPanel('whmcs8'), use: leaveRows },
  ])
    it(`M3 up, down and up are the same in ${name}`, async () => {
      const database = await make();
      try {
        const { knex, url } = database;
        const before = await databasePrint(url);
        await migrateUp(knex);
        const first = withoutTimes(await databasePrint(url));
        await use(database);
        await migrateDown(knex);
        expect(await databasePrint(url)).to.deep.equal(before);
        await migrateUp(knex);
        expect(withoutTimes(await databasePrint(url))).to.deep.equal(first);
        expect(Object.keys(first).length - Object.keys(before).length).to.equal(migrations.length + 2);
      } finally {
        await database.drop();
      }
    });

  it('M3 each migration takes back what it made, and a second time does no harm (M6)', async () => {
    const database = await emptyDatabase();
    const { knex, url } = database;
    try {
      let before = await databasePrint(url);
      for (const { name, up, down } of migrations) {
        for (const statement of [up, up]) await knex.raw(statement);
        const after = await databasePrint(url);
        expect(after, name).to.not.deep.equal(before);
        for (const statement of [down, down]) await knex.raw(statement);
        expect(await databasePrint(url), name).to.deep.equal(before);
        await knex.raw(up);
        before = after;
      }
      expect(await pendingMigrations(knex)).to.have.length(migrations.length);
    } finally {
      await database.drop();
    }
  });
});

/** When each migration ran is its own. */
const withoutTimes = (print: Print): Print =>
  Object.fromEntries(
    Object.entries(print).map(([name, text]) => [
      name,
      name === 'table mod_liaison_migrations' ? text.replace(/rows [0-9a-f]+$/, 'rows') : text,
    ]),
  );

async function leaveRows({ knex }: TestDatabase): Promise<void> {
  await knex('mod_liaison_clients').insert([{ client_id: 1 }, { client_id: 2 }]);
  await knex('mod_liaison_settings').insert({ name: 'providerName', value: 'Näme' });
}
