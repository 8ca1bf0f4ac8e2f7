// M10: a panel is the same before we come and after we are gone, to the byte: every table with its AUTO_INCREMENT, every row,
// trigger, foreign key and routine, every file with its mode and owner. And while we are there nothing but our own tables
// and files is more. Both checksums are printed.
import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { readRecord } from '../../../module/install/record.js';
import { pendingMigrations } from '../../../module/support/migrator.js';
import { olderPackage, type OlderPackage } from '../../support/older-package.js';
import { panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { databasePrint, folderPrint, sumOf, type Print } from '../../support/panel-print.js';
import { VARIANTS, plantOwnThings } from '../../support/panel-variants.js';
import { killCommands, runCommand } from '../../support/run-command.js';

const OLD = 20;

describe('the footprint in a panel', function () {
  this.timeout(300_000);
  let older: OlderPackage;
  before(() => {
    older = olderPackage(OLD);
  });
  after(() => {
    killCommands();
    older.remove();
  });

  for (const variant of VARIANTS)
    it(`M10 install, upgrade, purge: nothing is left, ${variant.name}`, async () => {
      const panel = await variant.make();
      try {
        const { database, folder } = panel;
        const before = await look(panel);

        const install = [...panel.install, '--yes'];
        const first = await runCommand(install, {}, older.root);
        expect([first.code, first.err]).to.deep.equal([0, '']);
        expect(await pendingMigrations(database.knex)).to.have.length(migrations.length - OLD);
        expect(await lookBeside(panel)).to.deep.equal([before.database, before.folder]);
        expect(olderFiles(folder)).to.not.deep.equal([]);

        const upgrade = await runCommand(install);
        expect([upgrade.code, upgrade.err]).to.deep.equal([0, '']);
        expect(await pendingMigrations(database.knex)).to.deep.equal([]);
        expect(await lookBeside(panel)).to.deep.equal([before.database, before.folder]);
        expect(olderFiles(folder)).to.deep.equal([]);

        const purge = await runCommand([
          'uninstall',
          folder,
          '--state',
          panel.state,
          '--purge',
          '--confirm',
          database.name,
        ]);
        expect([purge.code, purge.err]).to.deep.equal([0, '']);
        const after = await look(panel);
        for (const what of ['database', 'folder'] as const)
          process.stdout.write(
            `        ${what.padEnd(8)} before ${sumOf(before[what])}\n        ${' '.repeat(9)}after ${sumOf(after[what])}\n`,
          );
        expect(after).to.deep.equal(before);
      } finally {
        await panel.remove();
      }
    });

  it('is looked at closely enough: each of these changes is seen', async () => {
    const panel = await panelFolder();
    await plantOwnThings(panel.database.knex, 'tblclients');
    const changes = [
      'UPDATE tblclients SET notes = CONCAT(notes, " ") WHERE id = 1',
      'ALTER TABLE tblcontacts AUTO_INCREMENT = 999999',
      'ALTER TABLE tbladmins MODIFY email VARCHAR(300) NULL',
      'ALTER TABLE tblinvoices ADD INDEX one (userid)',
      'ALTER TABLE tblproducts ENGINE = MyISAM',
      'CREATE TRIGGER two BEFORE DELETE ON tblclients FOR EACH ROW SET @two = 2',
      'CREATE TABLE more (id INT)',
      'DROP PROCEDURE panel_own',
      'DROP EVENT panel_own',
      'DROP VIEW panel_own',
      'ALTER TABLE panel_child DROP FOREIGN KEY panel_own',
    ];
    try {
      for (const sql of changes) {
        const before = sumOf(await databasePrint(panel.database.url));
        await panel.database.knex.raw(sql);
        expect(sumOf(await databasePrint(panel.database.url)), sql).to.not.equal(before);
      }
    } finally {
      await panel.remove();
    }
  });
});

const look = async ({ database, folder }: PanelFolder): Promise<{ database: Print; folder: Print }> => ({
  database: await databasePrint(database.url),
  folder: folderPrint(folder),
});

/** Everything but our tables, and the files and folders that the installation says it made. */
async function lookBeside({ database, folder, state }: PanelFolder): Promise<[Print, Print]> {
  const { files, folders } = readRecord(readFileSync(path.join(state, 'installed.json'), 'utf8'), state);
  const ours = new Set([...Object.keys(files), ...folders]);
  const others = Object.entries(folderPrint(folder)).filter(([name]) => !ours.has(path.join(folder, name)));
  return [await databasePrint(database.url, 'mod_liaison_'), Object.fromEntries(others)];
}

const olderFiles = (folder: string): string[] =>
  Object.keys(folderPrint(folder)).filter((name) => name.includes('OlderOnly'));
