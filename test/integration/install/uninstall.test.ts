// `liaison uninstall`: exactly what was put there goes, and what somebody changed stays. `--purge` exports first, and asks
// for the name of the database.
import { expect } from 'chai';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ownTableNames } from '../../../module/install/grants.js';
import { fingerprint } from '../../support/checksum.js';
import { panelFolder, treeOf, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand } from '../../support/run-command.js';

describe('liaison uninstall', function () {
  this.timeout(120_000);
  let panel: PanelFolder;
  let before: { tree: Record<string, string>; tables: Record<string, string> };
  let words: string[];
  beforeEach(async () => {
    panel = await panelFolder();
    before = { tree: treeOf(panel.folder), tables: await fingerprint(panel.database.knex, '') };
    words = ['uninstall', panel.folder, '--state', panel.state];
    expect((await runCommand([...panel.install, '--yes'])).code).to.equal(0);
    await panel.database.knex('mod_liaison_settings').insert({ name: 'providerName', value: 'Näme "x"\n2' });
  });
  afterEach(async () => {
    killCommands();
    await panel.remove();
  });

  it('takes the bridge out and leaves our tables; a second time there is nothing to do', async () => {
    const ours = await fingerprint(panel.database.knex, 'mod_');
    const dry = await runCommand([...words, '--dry-run']);
    expect(dry.out).to.contain(`remove    ${panel.bridge}/liaison.config.php`);
    expect(treeOf(panel.folder)).to.not.deep.equal(before.tree);
    const refused = await runCommand(words);
    expect([refused.code, refused.err]).to.deep.equal([
      1,
      'Nobody is there to ask: --yes goes on without asking. Nothing was changed\n',
    ]);

    const result = await runCommand([...words, '--yes']);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expect(treeOf(panel.folder)).to.deep.equal(before.tree);
    expect(await fingerprint(panel.database.knex, 'mod_')).to.deep.equal(ours);
    const again = await runCommand([...words, '--yes']);
    expect([again.code, again.out]).to.deep.equal([
      0,
      'Nothing of ours is left to take out; our tables stay (--purge takes them)\n',
    ]);
  });

  it('leaves what somebody changed or added, and says so', async () => {
    const hooks = path.join(panel.bridge, 'hooks.php');
    writeFileSync(hooks, '<?php // ours no more\n');
    writeFileSync(path.join(panel.bridge, 'lib', 'theirs.php'), '<?php\n');
    const result = await runCommand([...words, '--yes']);
    expect(result.out).to.contain(`left      ${hooks}  changed by somebody`);
    expect(result.out).to.contain(
      `left      ${path.join(panel.bridge, 'lib')}  something that is not ours is in it`,
    );
    const left = Object.keys(treeOf(panel.folder)).filter((name) => !(name in before.tree));
    expect(left).to.deep.equal(
      ['', '/hooks.php', '/lib', '/lib/theirs.php'].map((name) => `modules/addons/liaison${name}`),
    );
  });

  it('M10 install and purge: folder and database are as they were, and the export reads back', async () => {
    const { database, state } = panel;
    const result = await runCommand([...words, '--purge', '--confirm', database.name]);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expect(treeOf(panel.folder)).to.deep.equal(before.tree);
    expect(await fingerprint(database.knex, '')).to.deep.equal(before.tables);

    const folder = /read back from (.*)\n/.exec(result.out)?.[1] as string;
    const kept = treeOf(state);
    expect(Object.keys(kept)).to.have.length(ownTableNames().length + 1);
    for (const [name, facts] of Object.entries(kept))
      expect(facts, name).to.match(name.endsWith('.jsonl') ? /^600 / : /^700 /);
    const settings = readFileSync(path.join(folder, 'mod_liaison_settings.jsonl'), 'utf8');
    expect(
      settings
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).to.deep.include.members([{ name: 'providerName', value: 'Näme "x"\n2' }]);

    const again = await runCommand([...words, '--purge', '--confirm', database.name]);
    expect(again.err).to.match(/says nothing of an installation/);
  });

  it('purges nothing without the right name, from another folder, or while it still serves', async () => {
    const { database, folder, state } = panel;
    const all = [treeOf(path.dirname(folder)), await fingerprint(database.knex, '')];
    const cases: [string[], RegExp][] = [
      [
        [...words, '--purge', '--yes'],
        /^Nobody is there to ask: say --confirm and the name of the database\. Nothing was changed\n$/,
      ],
      [
        [...words, '--purge', '--confirm', 'other'],
        /^That is not the name of the database\. Nothing was changed\n$/,
      ],
      [['uninstall', '/elsewhere', '--state', state, '--yes'], /^.* belongs to .*, not to \/elsewhere\n$/],
      [
        ['uninstall', folder, '--state', '/elsewhere', '--yes'],
        /^\/elsewhere says nothing of an installation/,
      ],
    ];
    for (const [asked, wanted] of cases) {
      const { code, err } = await runCommand(asked);
      expect(err).to.match(wanted);
      expect(code).to.equal(1);
    }
    const server = createServer((_req, res) => res.end('live\n')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const env = path.join(state, 'liaison.env');
    const text = readFileSync(env, 'utf8');
    writeFileSync(env, text.replace(/^PORT=.*$/m, `PORT=${port}`));
    const serving = await runCommand([...words, '--purge', '--confirm', database.name]);
    server.close();
    writeFileSync(env, text);
    expect(serving.err).to.match(/^Liaison still runs at http:\/\/127\.0\.0\.1:\d+\/liaison: stop it first/);
    expect([treeOf(path.dirname(folder)), await fingerprint(database.knex, '')]).to.deep.equal(all);
  });
});
