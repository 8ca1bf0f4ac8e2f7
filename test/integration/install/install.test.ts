// `liaison install` as a provider types it: a real process on a folder shaped like a panel, with a loaded sample database.
import { expect } from 'chai';
import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { pendingMigrations } from '../../../module/support/migrator.js';
import { fingerprint } from '../../support/checksum.js';
import { PANEL_PASSWORD, panelFolder, treeOf, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand, type CommandResult } from '../../support/run-command.js';

/** Nothing of the panel's password or of our secrets may be shown, however it is written. */
function expectNoSecret({ out, err }: CommandResult, state?: string): void {
  const said = out + err;
  for (const text of [PANEL_PASSWORD, encodeURIComponent(PANEL_PASSWORD), 's$word', '%24word'])
    expect(said).to.not.contain(text);
  if (state === undefined) return;
  const secrets = readFileSync(path.join(state, 'liaison.env'), 'utf8').match(/[0-9a-f]{64}/g) ?? [];
  expect(secrets).to.have.length(2);
  for (const secret of secrets) expect(said).to.not.contain(secret);
}

describe('liaison install', function () {
  this.timeout(120_000);
  let panel: PanelFolder;
  beforeEach(async () => {
    panel = await panelFolder();
  });
  afterEach(async () => {
    killCommands();
    await panel.remove();
  });

  it('as a dry run prints every statement and file, and changes nothing', async () => {
    const { folder, state, database } = panel;
    const before = [treeOf(path.dirname(folder)), await fingerprint(database.knex, '')];
    const result = await runCommand([...panel.install, '--dry-run']);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    for (const { up } of migrations) expect(result.out).to.contain(`sql       ${up};`);
    expect(result.out).to.contain('create table `mod_liaison_migrations`');
    expect(result.out).to.match(new RegExp(`file      ${state}/liaison\\.env  \\d+ bytes  0600`));
    expect(result.out).to.match(
      new RegExp(`file      ${panel.bridge}/liaison\\.config\\.php  \\d+ bytes  0600`),
    );
    expect(result.out).to.contain('Nothing was changed');
    expectNoSecret(result);
    expect([treeOf(path.dirname(folder)), await fingerprint(database.knex, '')]).to.deep.equal(before);
  });

  it('puts our tables, the bridge, its configuration and our environment there', async () => {
    const { folder, state, bridge, database } = panel;
    const tables = await fingerprint(database.knex, 'tbl');
    const result = await runCommand([...panel.install, '--yes', '--port', '8123']);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expectNoSecret(result, state);
    expect(await pendingMigrations(database.knex)).to.deep.equal([]);
    expect(await fingerprint(database.knex, 'tbl')).to.deep.equal(tables);

    const environment = readFileSync(path.join(state, 'liaison.env'), 'utf8');
    expect(environment).to.match(/^LIAISON_SECRET=[0-9a-f]{64}$/m);
    expect(environment).to.match(/^LIAISON_SESSION_SECRET=[0-9a-f]{64}$/m);
    expect(environment).to.contain('\nLIAISON_URL=https://panel.example/liaison\n');
    expect(environment).to.contain('\nHOST=127.0.0.1\nPORT=8123\n');
    const config = readFileSync(path.join(bridge, 'liaison.config.php'), 'utf8');
    const secret = /^LIAISON_SECRET=(.*)$/m.exec(environment)?.[1];
    expect(config).to.contain(`'secret' => '${secret}',`);
    expect(config).to.contain(`'url' => 'https://panel.example/liaison',`);
    expect(config).to.contain(`'origin' => 'http://127.0.0.1:8123/liaison',`);
    expect(config).to.contain(`['client', 'common:menu.contacts', '/contacts', 'contacts.manage'],`);
    const modes = [
      state,
      path.join(state, 'liaison.env'),
      bridge,
      path.join(bridge, 'liaison.config.php'),
      path.join(bridge, 'liaison.php'),
    ];
    expect(modes.map((file) => (statSync(file).mode & 0o777).toString(8))).to.deep.equal([
      '700',
      '600',
      '755',
      '600',
      '644',
    ]);
    expect(statSync(path.join(bridge, 'liaison.php')).uid).to.equal(statSync(folder).uid);

    expect(result.out).to.contain('location /liaison/ {\n         proxy_pass http://127.0.0.1:8123;');
    expect(result.out).to.contain('ProxyPass http://127.0.0.1:8123/liaison/');
    const unit = readFileSync(path.join(state, 'liaison.service'), 'utf8');
    expect(unit).to.contain(`EnvironmentFile=${state}/liaison.env`);
  });

  it('a second time says that all is as it should be, and changes nothing', async () => {
    const { folder } = panel;
    await runCommand([...panel.install, '--yes']);
    const before = treeOf(path.dirname(folder));
    const again = await runCommand(['install', folder, '--state', panel.state, '--yes']);
    expect([again.code, again.err]).to.deep.equal([0, '']);
    expect(again.out).to.contain('Everything is already as it should be');
    expect(treeOf(path.dirname(folder))).to.deep.equal(before);
  });

  it('a second time mends what was changed or lost, and keeps the secrets and what somebody added', async () => {
    const { folder, state, bridge } = panel;
    await runCommand([...panel.install, '--yes']);
    const whole = treeOf(folder);
    const env = path.join(state, 'liaison.env');
    const added = `${readFileSync(env, 'utf8')}LIAISON_SMTP_URL=smtp://mail.example\n`;
    writeFileSync(env, added);
    writeFileSync(path.join(bridge, 'hooks.php'), '<?php // somebody was here\n');
    rmSync(path.join(bridge, 'liaison.config.php'));
    rmSync(path.join(bridge, 'lang'), { recursive: true });
    const again = await runCommand(['install', folder, '--state', state, '--yes']);
    expect([again.code, again.err]).to.deep.equal([0, '']);
    expect(again.out).to.match(/hooks\.php {2}\d+ bytes {2}0644 {2}replaced/);
    expect(treeOf(folder)).to.deep.equal(whole);
    expect(readFileSync(env, 'utf8')).to.equal(added);
  });

  it('another address or port goes to both sides', async () => {
    await runCommand([...panel.install, '--yes']);
    const { folder, state, bridge } = panel;
    const words = [
      'install',
      folder,
      '--state',
      state,
      '--url',
      'https://new.example/contacts/',
      '--port',
      '9000',
      '--yes',
    ];
    expect((await runCommand(words)).code).to.equal(0);
    expect(readFileSync(path.join(bridge, 'liaison.config.php'), 'utf8')).to.contain(
      "'origin' => 'http://127.0.0.1:9000/contacts',",
    );
    expect(readFileSync(path.join(state, 'liaison.env'), 'utf8')).to.contain(
      'LIAISON_URL=https://new.example/contacts\n',
    );
  });

  it('keeps a database user of our own that somebody gave it', async () => {
    const { folder, state } = panel;
    await runCommand([...panel.install, '--yes']);
    const env = path.join(state, 'liaison.env');
    const own = panel.database.url;
    writeFileSync(env, readFileSync(env, 'utf8').replace(/^DATABASE_URL=.*$/m, `DATABASE_URL=${own}`));
    const again = await runCommand(['install', folder, '--state', state, '--yes']);
    expect(again.out).to.contain('Everything is already as it should be');
  });

  it('with the address of a database alone puts no bridge', async () => {
    const { state, folder, database } = panel;
    const before = treeOf(folder);
    const result = await runCommand([
      'install',
      database.url,
      '--state',
      state,
      '--url',
      'http://localhost:8080',
      '--yes',
    ]);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expect(await pendingMigrations(database.knex)).to.deep.equal([]);
    expect(treeOf(folder)).to.deep.equal(before);
    expect(readFileSync(path.join(state, 'liaison.env'), 'utf8')).to.contain(
      `DATABASE_URL=${database.url}\n`,
    );
  });

  it('takes the address from the panel where nobody said one', async () => {
    await panel.database.knex('tblconfiguration').where('setting', 'SystemURL').delete();
    const words = ['install', panel.folder, '--state', panel.state, '--dry-run'];
    const without = await runCommand(words);
    expect([without.code, without.err]).to.deep.equal([
      1,
      'Say --url https://panel.example/liaison, the address people will use\n',
    ]);
    await panel.database.knex('tblconfiguration').insert({
      setting: 'SystemURL',
      value: 'https://my.example/',
      created_at: '2026-01-01',
      updated_at: '2026-01-01',
    });
    expect((await runCommand(words)).code).to.equal(0);
  });

  it('refuses in one line, and changes nothing', async () => {
    const { folder, state, install } = panel;
    const before = treeOf(path.dirname(folder));
    const file = path.join(folder, 'configuration.php');
    const good = readFileSync(file, 'utf8');
    const cases: [string[], string, RegExp][] = [
      [install, good, /^Nobody is there to ask: --yes goes on without asking\. Nothing was changed\n$/],
      [['install', '/nowhere', '--yes'], good, /^There is no folder \/nowhere\n$/],
      [
        ['install', path.dirname(folder), '--yes'],
        good,
        /^No panel was found in .*: neither .*configuration\.php \(WHMCS\) nor .*\n$/,
      ],
      [
        ['install', 'mysql://', '--yes'],
        good,
        /^The address of the database is like mysql:\/\/user:password@host\/database\n$/,
      ],
      [
        [...install, '--yes'],
        good.replace('$db_name', '$other'),
        /^.*configuration\.php: it does not set \$db_name\n$/,
      ],
      [
        [...install, '--yes'],
        good.replace("$db_name = '", "$db_name = 'a' . '"),
        /^.*: \$db_name is put together from parts\. Write it as one text in quotes, or install with mysql:\/\/…\n$/,
      ],
      [
        [...install, '--yes'],
        good.replace(/(\$db_password = )'.*'/, "$1'wrong'"),
        /^Access denied for user .*\n$/,
      ],
      [
        [...install, '--url', 'panel.example', '--yes'],
        good,
        /^The address people will use is like https:\/\/panel\.example\/liaison\n$/,
      ],
      [[...install, '--port', '80800', '--yes'], good, /^--port is a number from 1 to 65535\n$/],
    ];
    for (const [words, configuration, wanted] of cases) {
      writeFileSync(file, configuration);
      const result = await runCommand(words);
      expect(result.err, words.join(' ')).to.match(wanted);
      expect(result.code, words.join(' ')).to.equal(1);
      expectNoSecret(result);
    }
    writeFileSync(file, good);
    expect((await runCommand(['install'])).code).to.equal(2);
    expect(treeOf(path.dirname(folder))).to.deep.equal(before);
    expect(Object.keys(await fingerprint(panel.database.knex, 'mod_'))).to.deep.equal([]);
    expect(state).to.not.equal('');
  });

  it("refuses another panel's state folder", async () => {
    await runCommand([...panel.install, '--yes']);
    const other = await panelFolder('whmcs7');
    const result = await runCommand([
      'install',
      other.folder,
      '--state',
      panel.state,
      '--url',
      'http://x.example',
      '--yes',
    ]);
    await other.remove();
    expect(result.code).to.equal(1);
    expect(result.err).to.equal(
      `${panel.state} belongs to ${panel.folder}: choose another folder with --state\n`,
    );
  });
});
