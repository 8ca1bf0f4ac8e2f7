// Coming and going through the door of the package: our tables up, the panel's untouched, and nothing of ours left behind.
// Every statement, byte and kill: test/integration/host-safety.
import { expect } from 'chai';
import { migrations } from '../../../migrations/index.js';
import { createModule } from '../../../module/index.js';
import { migrateUp, pendingMigrations } from '../../../module/support/migrator.js';
import { OWN_TABLES, table } from '../../../module/support/tables.js';
import { SECRET, testApp } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { panelSchema, peopledPanel, type TestDatabase } from '../../support/panel-database.js';

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
    const database = await peopledPanel('whmcs8');
    open.push(database);
    const { knex, url } = database;
    const before = await fingerprint(knex, '');
    const liaison = await createModule({ databaseUrl: url, ...keys });
    expect(await liaison.install()).to.have.length(migrations.length);
    expect(await liaison.install()).to.deep.equal([]);
    expect(Object.keys(await fingerprint(knex, 'mod_'))).to.include.members(OWN_TABLES.map(table));
    await liaison.uninstall();
    expect(await fingerprint(knex, '')).to.deep.equal(before);
    expect(await liaison.upgrade()).to.have.length(migrations.length);
    await liaison.stop();
  });

  it('M6 goes on after a run that died with the lock', async () => {
    const { knex } = await fresh();
    for (const migration of migrations.slice(0, 3)) await knex.raw(migration.up);
    await migrateUp(knex);
    expect(await pendingMigrations(knex)).to.deep.equal([]);
    await knex.raw('UPDATE mod_liaison_migrations_lock SET is_locked = 1');
    expect(await migrateUp(knex)).to.deep.equal([]);
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
