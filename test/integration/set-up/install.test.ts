// Coming and going: our tables up, the panel's untouched, and nothing of ours left behind (M1, M3, M6, M10, D1).
import { expect } from 'chai';
import { migrations } from '../../../migrations/index.js';
import { createModule } from '../../../module/index.js';
import { migrateUp, pendingMigrations } from '../../../module/support/migrator.js';
import { OWN_TABLES, table } from '../../../module/support/tables.js';
import { SECRET, testApp } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { demoPanel, panelSchema, type TestDatabase } from '../../support/panel-database.js';

const keys = { secret: SECRET, sessionSecret: SECRET };

describe('Install and remove', () => {
  const open: TestDatabase[] = [];
  const fresh = async (): Promise<TestDatabase> => {
    const database = await panelSchema('whmcs7');
    open.push(database);
    return database;
  };
  after(async () => {
    for (const database of open) await database.drop();
  });

  it('D1 leaves every panel table byte-identical, and nothing of ours', async () => {
    const database = await demoPanel();
    open.push(database);
    const { knex, url } = database;
    const before = await fingerprint(knex, 'tbl');
    const liaison = await createModule({ databaseUrl: url, ...keys });
    expect(await liaison.install()).to.deep.equal([]);
    expect(Object.keys(await fingerprint(knex, 'mod_'))).to.include.members(OWN_TABLES.map(table));
    await liaison.uninstall();
    await liaison.stop();
    expect(await fingerprint(knex, 'mod_')).to.deep.equal({});
    expect(await fingerprint(knex, 'tbl')).to.deep.equal(before);
  });

  it('M3 up → down → up gives the same tables', async () => {
    const { knex, url } = await fresh();
    const liaison = await createModule({ databaseUrl: url, ...keys });
    expect(await liaison.install()).to.have.length(migrations.length);
    const first = await fingerprint(knex, 'mod_liaison_c');
    await liaison.uninstall();
    expect(await liaison.upgrade()).to.have.length(migrations.length);
    await liaison.stop();
    expect(await fingerprint(knex, 'mod_liaison_c')).to.deep.equal(first);
  });

  it('M6 a run that died between any two statements is finished by the next', async () => {
    for (let died = 0; died <= migrations.length; died += 1) {
      const { knex } = await fresh();
      for (const migration of migrations.slice(0, died)) await knex.raw(migration.up);
      await migrateUp(knex);
      expect(await pendingMigrations(knex), `died after ${died}`).to.deep.equal([]);
      await knex.raw('UPDATE mod_liaison_migrations_lock SET is_locked = 1');
      expect(await migrateUp(knex), 'a lock left behind').to.deep.equal([]);
    }
  });

  it('two at once: both end well, each migration runs once', async () => {
    const { knex } = await fresh();
    const [one, other] = await Promise.all([migrateUp(knex), migrateUp(knex)]);
    expect([...one, ...other].toSorted()).to.deep.equal(migrations.map(({ name }) => name));
  });

  it('serves 503, not a fault, before our tables are there', async () => {
    const { url } = await fresh();
    const app = await testApp(url);
    const answer = await (await app.visitor()).get('/client/contacts', { cookie: 'liaison=s%3Ax.y' });
    expect(answer.status).to.equal(503);
    expect((await (await app.visitor()).get('/ready')).status).to.equal(503);
    await app.close();
  });
});
