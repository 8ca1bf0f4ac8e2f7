// Check 43 of safety.md: a database user that holds what `liaison doctor --grants` prints, and nothing else, can migrate,
// serve and do what people do. On both eras of the panel.
import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import type { SampleProfileName } from '../../../module/panels/whmcs/sample/schema.js';
import { openDatabase } from '../../../module/support/database.js';
import { pendingMigrations } from '../../../module/support/migrator.js';
import { loginOf, SECRET, summaryOf, testApp, type TestApp } from '../../support/app.js';
import { sendInvitation } from '../../support/invitations.js';
import { makeUser, panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand, startCommand } from '../../support/run-command.js';

const PASSWORD = 'a long password';

for (const profile of ['whmcs7', 'whmcs8'] as const satisfies SampleProfileName[]) {
  describe(`a database user with the printed grants, ${profile}`, function () {
    this.timeout(120_000);
    let panel: PanelFolder;
    let account: string;
    let url: string;
    let statements: string[];
    let app: TestApp | undefined;
    before(async () => {
      panel = await panelFolder(profile);
      const { database } = panel;
      const user = `${panel.user}_own`;
      account = await makeUser(database, user, PASSWORD);
      const { out, err } = await runCommand(['doctor', '--grants'], { DATABASE_URL: database.url });
      expect(err).to.equal('');
      statements = out.split('\n').filter((line) => line.startsWith('GRANT '));
      for (const statement of statements)
        await database.knex.raw(statement.replace(/'liaison'@'[^']*'/, account).replace(/;$/, ''));
      const own = new URL(database.url);
      own.username = user;
      own.password = encodeURIComponent(PASSWORD);
      url = own.href;
    });
    after(async () => {
      killCommands();
      await app?.close();
      await panel.database.knex.raw(`DROP USER ${account}`);
      await panel.remove();
    });

    it('is given columns of the panel by name, and no table of it as a whole', () => {
      const onPanel = statements.filter((statement) => !statement.includes('.`mod_liaison_'));
      expect(onPanel.length).to.be.above(8);
      for (const statement of onPanel) {
        expect(statement).to.match(/^GRANT SELECT \(`id`, |^GRANT SELECT \(`setting`, /);
        expect(statement).to.not.match(/cardnum|bankacct|securityqans|\bALL\b|\*/);
      }
    });

    it('migrates, and doctor has nothing against it', async () => {
      const env = { DATABASE_URL: url, LIAISON_SECRET: SECRET };
      expect(await runCommand(['migrate'], env)).to.deep.include({ code: 0, err: '' });
      expect(await pendingMigrations(panel.database.knex)).to.deep.equal([]);
      const { out } = await runCommand(['doctor'], env);
      expect(out).to.contain('✓ The database user has what it needs, and no more on the whole database');
      // The same panel as the panel's own user sees: no capability is lost.
      const wide = await runCommand(['doctor'], { ...env, DATABASE_URL: panel.database.url });
      const shape = (text: string): string[] =>
        text.split('\n').filter((line) => /Panel found|^▲ .* here/.test(line));
      expect(shape(out)).to.deep.equal(shape(wide.out));
      expect(wide.out).to.match(/▲ The database user may also ALTER, CREATE, DROP/);
    });

    it('serves', async () => {
      const port = String(20_000 + Math.floor(Math.random() * 20_000));
      const { child, done } = startCommand(['serve'], {
        DATABASE_URL: url,
        LIAISON_SECRET: SECRET,
        PORT: port,
      });
      let ready = 0;
      for (let tries = 0; tries < 200 && ready !== 200; tries += 1) {
        await pause(100);
        ready = await fetch(`http://127.0.0.1:${port}/ready`).then(
          ({ status }) => status,
          () => 0,
        );
      }
      child.kill('SIGTERM');
      expect([ready, (await done).code]).to.deep.equal([200, 0]);
    });

    it('adds, edits, promotes, invites and deletes', async () => {
      app = await testApp(url);
      const { cast, knex: db } = panel.database;
      const ann = await app.visitor(loginOf(cast.ownerOfClient1));
      const added = await ann.submit('/client/contacts/new', {
        kind: 'person', firstName: 'Nina', lastName: 'Own', email: 'nina@corp.example', 'phone[countryCode]': 'NL', 'phone[number]': '+31 20 123 4567',
      }); // prettier-ignore
      expect(added.status, summaryOf(added).join()).to.equal(303);
      const { id } = await db('tblcontacts').where({ email: 'nina@corp.example' }).first();
      expect((await ann.submit(`/client/contacts/${id}/edit`, { city: 'Haarlem' })).status).to.equal(303);
      expect((await ann.submit(`/client/contacts/${id}/promote?role=technical`)).status).to.equal(303);
      expect((await ann.submit('/client/contacts/owner/edit', { city: 'Delft' })).status).to.equal(303);
      await sendInvitation({ built: app.built, db }, loginOf(cast.ownerOfClient1), id);
      for (const path of [
        '/client/contacts',
        '/client/roles',
        '/client/activity',
        `/client/contacts/${id}/access`,
      ])
        expect((await ann.get(path)).status, path).to.equal(200);
      const sam = await app.visitor({ kind: 'staff', staffId: cast.staff.staffId });
      expect((await sam.get('/admin/clients?q=noord')).status).to.equal(200);
      expect((await ann.submit(`/client/contacts/6/delete`)).status).to.equal(303);
      await app.built.sweep();
    });

    it('cannot touch what is not on the list', async () => {
      const limited = openDatabase(url);
      for (const sql of [
        'ALTER TABLE tblclients ADD x INT',
        'DELETE FROM tblclients WHERE id = 1',
        'UPDATE tblclients SET credit = 1 WHERE id = 1',
        'SELECT cardnum FROM tblclients',
        'CREATE TABLE other (id INT)',
        'INSERT INTO tbladmins (id) VALUES (99)',
      ]) {
        const refused = await limited.raw(sql).then(
          () => 0,
          (error: { errno?: number }) => error.errno,
        );
        expect([1142, 1143], sql).to.include(refused);
      }
      await limited.destroy();
    });
  });
}
