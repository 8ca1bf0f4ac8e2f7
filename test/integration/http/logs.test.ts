// The logs, after a walk with every kind of answer: structured lines, and nobody's data in them (check 41, G33).
import { expect } from 'chai';
import { Writable } from 'node:stream';
import { loginOf, testApp, type TestApp } from '../../support/app.js';
import { demoPanel, type TestDatabase } from '../../support/panel-database.js';
import type { DemoCast } from '../../../module/panels/whmcs/sample/demo-data.js';
import { createLog } from '../../../module/support/log.js';

describe('Logs', () => {
  let database: TestDatabase & { cast: DemoCast };
  let app: TestApp;
  const lines: string[] = [];

  before(async () => {
    database = await demoPanel();
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        lines.push(...chunk.toString().trim().split('\n'));
        done();
      },
    });
    app = await testApp(database.url, { log: createLog(sink) });
  });
  after(async () => {
    await app.close();
    await database.drop();
  });

  it('tell what happened and hold no canary', async () => {
    const ann = await app.visitor(loginOf(database.cast.ownerOfClient1));
    const canary = {
      firstName: 'Canaryfirst',
      lastName: 'Canarylast',
      email: 'canary@corp.example',
      note: 'canarynote',
    };
    await ann.submit('/client/contacts/new', { kind: 'person', ...canary, 'mobile[number]': '0612300123' });
    await ann.submit('/client/contacts/new', { kind: 'person', ...canary, email: 'canary-wrong' });
    await ann.get('/client/contacts?q=canarysearch');
    await ann.get('/client/contacts/999999?canaryquery=1');
    await ann.post('/client/contacts/new', { _csrf: 'canarytoken' });
    await (await app.visitor()).get('/panel/sign-in?token=canarytoken');
    const stranger = await app.visitor();
    await stranger.get('/invite/canarytoken');
    await stranger.get('/reset/canarytoken');
    await stranger.submit('/sign-in?returnTo=/client/canary', {
      email: canary.email,
      password: 'canarypassword',
    });
    await stranger.submit('/reset', { email: canary.email });
    // A fault of the database with data in its words: the table the write needs is gone.
    await database.knex.schema.renameTable('mod_liaison_audit', 'mod_liaison_audit_away');
    const failed = await ann.submit('/client/contacts/4/edit', { note: 'canarynote', city: 'Canarycity' });
    await database.knex.schema.renameTable('mod_liaison_audit_away', 'mod_liaison_audit');
    expect(failed.status).to.equal(503);

    const events = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
    const requests = events.filter(({ msg }) => msg === 'request');
    expect(requests.length).to.be.greaterThan(8);
    expect(requests.map(({ route }) => route)).to.include.members([
      '/client/contacts/:contactId/edit',
      '/invite/:token',
      '/reset/:token',
    ]);
    expect(events.filter(({ msg }) => msg === 'failed')).to.have.length(1);
    const all = lines.join('\n');
    expect(all).to.not.match(/canary/i);
    for (const secret of ['Ann Lee', 'ann@example.com', '612300123', 'insert into', 'liaison=']) {
      expect(all, secret).to.not.contain(secret);
    }
  });
});
