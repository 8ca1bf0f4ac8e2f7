// Check 43 of safety.md: what `liaison doctor --grants` prints. That it is enough for everything, the whole suite shows: its
// modules work as such a user (test/support/database-user.ts). Here: that nothing else is among it, and that doctor knows.
import { expect } from 'chai';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { grantStatements } from '../../../module/install/grants.js';
import type { SampleProfileName } from '../../../module/panels/whmcs/sample/schema.js';
import { openDatabase } from '../../../module/support/database.js';
import { pendingMigrations } from '../../../module/support/migrator.js';
import { fingerprint } from '../../support/checksum.js';
import { SECRET } from '../../support/app.js';
import { makeUser, urlAs, usesIn } from '../../support/database-user.js';
import { panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand } from '../../support/run-command.js';

const PASSWORD = 'a long password';

for (const profile of ['whmcs7', 'whmcs8'] as const satisfies SampleProfileName[]) {
  describe(`a database user with the printed grants, ${profile}`, function () {
    this.timeout(120_000);
    let panel: PanelFolder;
    let account: string;
    let url: string;
    let statements: string[];
    before(async () => {
      panel = await panelFolder(profile);
      const { database } = panel;
      const user = `${panel.user}_own`;
      account = await makeUser(database.knex, user, PASSWORD);
      const env = { DATABASE_URL: database.url };
      const early = await runCommand(['doctor', '--grants'], env);
      expect([early.code, early.err]).to.deep.equal([
        1,
        'Our tables come first: liaison install, or liaison migrate\n',
      ]);
      expect((await runCommand(['migrate'], env)).code).to.equal(0);
      const { out, err } = await runCommand(['doctor', '--grants'], env);
      expect(err).to.equal('');
      statements = out.split('\n').filter((line) => line.startsWith('GRANT '));
      for (const statement of statements)
        await database.knex.raw(statement.replace(/TO \S+;$/, `TO ${account}`));
      url = urlAs(database.url, user, PASSWORD);
    });
    after(async () => {
      killCommands();
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

    it('is given what the whole suite works with', async () => {
      const { knex, name } = panel.database;
      const printed = /TO (\S+);$/.exec(statements[0] ?? '')?.[1] ?? '';
      const ours = grantStatements(name, printed, await usesIn(knex)).map((statement) => `${statement};`);
      expect(statements).to.deep.equal(ours);
    });

    it('has nothing against it from doctor, and says what a new table lacks', async () => {
      const env = { DATABASE_URL: url, LIAISON_SECRET: SECRET };
      const { out } = await runCommand(['doctor'], env);
      expect(out).to.contain('✓ The database user has what it needs, and no more on the whole database');
      // The same panel as the panel's own user sees: no capability is lost.
      const wide = await runCommand(['doctor'], { ...env, DATABASE_URL: panel.database.url });
      const shape = (text: string): string[] =>
        text.split('\n').filter((line) => /Panel found|^▲ .* here/.test(line));
      expect(shape(out)).to.deep.equal(shape(wide.out));
      expect(wide.out).to.match(/▲ The database user may also ALTER, CREATE, DROP/);
      const { knex } = panel.database;
      await knex.raw(`REVOKE INSERT ON mod_liaison_told_flags FROM ${account}`);
      const narrow = await runCommand(['doctor'], env);
      expect(narrow.out).to.contain('✗ The database user lacks INSERT on mod_liaison_told_flags: ');
      await knex.raw(`GRANT INSERT ON mod_liaison_told_flags TO ${account}`);
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
        'ALTER TABLE mod_liaison_contacts ADD x INT',
        'DROP TABLE mod_liaison_contacts',
        'UPDATE mod_liaison_audit SET action = action',
        'DELETE FROM mod_liaison_audit',
      ]) {
        const refused = await limited.raw(sql).then(
          () => 0,
          (error: { errno?: number }) => error.errno,
        );
        expect([1142, 1143], sql).to.include(refused);
      }
      await limited.destroy();
    });

    it('is kept by install and purge, which change tables with the panel’s own access', async () => {
      const { install, state, folder, database } = panel;
      const last = migrations.at(-1);
      await database.knex.raw(last?.down ?? '');
      await database.knex('mod_liaison_migrations').where('name', last?.name).delete();
      const environment = path.join(state, 'liaison.env');
      mkdirSync(state, { mode: 0o700 });
      writeFileSync(environment, `DATABASE_URL=${url}\n`, { mode: 0o600 });

      const installed = await runCommand([...install, '--yes']);
      expect([installed.code, installed.err]).to.deep.equal([0, '']);
      expect(await pendingMigrations(database.knex)).to.deep.equal([]);
      expect(readFileSync(environment, 'utf8')).to.contain(`DATABASE_URL=${url}\n`);

      const purge = ['uninstall', folder, '--state', state, '--purge', '--confirm', database.name];
      const purged = await runCommand(purge);
      expect([purged.code, purged.err]).to.deep.equal([0, '']);
      expect(await fingerprint(database.knex, 'mod_')).to.deep.equal({});
    });
  });
}
