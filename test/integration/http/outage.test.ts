// The database away, slow or frozen: 503 within two seconds, nothing changed, and well again by itself (G21, check 44).
import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { startPrivateDatabase, type PrivateDatabase } from '../../../module/demo/private-database.js';
import { loadDemoData, type DemoCast } from '../../../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, whmcsSchema } from '../../../module/panels/whmcs/sample/schema.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../../module/support/database.js';
import { migrateUp } from '../../../module/support/migrator.js';
import { formOf, loginOf, testApp, type Answer, type TestApp, type Visitor } from '../../support/app.js';

describe('The database in the middle of the work', function () {
  this.timeout(60_000);
  let server: PrivateDatabase;
  let cast: DemoCast;
  let app: TestApp;
  let ann: Visitor;

  before(async () => {
    server = await startPrivateDatabase();
    const url = new URL(server.adminUrl);
    url.pathname = '/outage';
    const admin = openDatabase(server.adminUrl, MAINTENANCE_PATIENCE);
    await admin.raw('CREATE DATABASE outage CHARACTER SET utf8mb4');
    await admin.destroy();
    const knex = openDatabase(url.href, MAINTENANCE_PATIENCE);
    for (const statement of whmcsSchema(SAMPLE_PROFILES.whmcs8)) await knex.raw(statement);
    cast = await loadDemoData(knex, SAMPLE_PROFILES.whmcs8);
    await migrateUp(knex);
    await knex.destroy();
    app = await testApp(url.href);
    ann = await app.visitor(loginOf(cast.ownerOfClient1));
  });
  after(async () => {
    process.kill(server.pid, 'SIGCONT');
    await app.close();
    await server.stop();
  });

  async function timed(visit: () => Promise<Answer>): Promise<Answer & { ms: number }> {
    const started = performance.now();
    const answer = await visit();
    return { ...answer, ms: performance.now() - started };
  }

  async function untilWell(): Promise<number> {
    const started = performance.now();
    while ((await ann.get('/client/contacts')).status !== 200) await pause(50);
    return performance.now() - started;
  }

  it('frozen: every request answers 503 within 2 s with words and Retry-After, /live stays 200, and it recovers', async () => {
    const form = formOf(await ann.get('/client/contacts/4/edit'));
    process.kill(server.pid, 'SIGSTOP');
    const visits = [
      ...Array.from({ length: 12 }, () => timed(() => ann.get('/client/contacts'))),
      timed(() => ann.post('/client/contacts/4/edit', { ...form, note: 'while frozen' })),
    ];
    for (const answer of await Promise.all(visits)) {
      expect(answer.status).to.equal(503);
      expect(answer.ms).to.be.below(2000);
      expect(answer.h1).to.equal('We cannot save or load anything right now');
      expect(answer.headers['retry-after']).to.equal('5');
    }
    expect((await ann.get('/live')).status).to.equal(200);
    const ready = await timed(() => ann.get('/ready'));
    expect([ready.status, ready.ms < 1000]).to.deep.equal([503, true]);
    process.kill(server.pid, 'SIGCONT');
    expect(await untilWell()).to.be.below(1000);
    expect((await ann.get('/client/contacts/4')).text).to.not.contain('while frozen');
    expect((await ann.get('/ready')).status).to.equal(200);
  });

  it('connections killed: at most the request under way is told to try again', async () => {
    const admin = openDatabase(server.adminUrl, MAINTENANCE_PATIENCE);
    const [rows] = (await admin.raw("SELECT id FROM information_schema.processlist WHERE db = 'outage'")) as [
      { id: number }[],
    ];
    for (const { id } of rows) await admin.raw('KILL ?', [id]);
    await admin.destroy();
    expect(rows.length).to.be.greaterThan(0);
    expect(await untilWell()).to.be.below(1000);
  });

  it('a row that somebody else holds locked: an answer in words, no half save', async () => {
    const url = new URL(server.adminUrl);
    url.pathname = '/outage';
    const other = openDatabase(url.href, MAINTENANCE_PATIENCE);
    await ann.submit('/client/contacts/4/edit', { note: 'first' });
    const page = await ann.get('/client/contacts/4/edit');
    const holder = await other.transaction();
    await holder('mod_liaison_clients').where({ client_id: 1 }).forUpdate().first();
    const answer = await timed(() => ann.send(page, '/client/contacts/4/edit', { note: 'second' }));
    await holder.rollback();
    await other.destroy();
    expect(answer.status).to.equal(503);
    expect(answer.ms).to.be.below(4000);
    expect((await ann.get('/client/contacts/4')).$('dl').first().text()).to.contain('first');
  });
});
