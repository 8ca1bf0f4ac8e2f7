// `liaison install` and `uninstall` on a folder shaped like a HostBill installation, with its database and the stand-in of
// its API: nothing of HostBill's is ever changed, its API is tried before anything is, and its key is shown nowhere.
import { expect } from 'chai';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { migrations } from '../../../migrations/index.js';
import { pendingMigrations } from '../../../module/support/migrator.js';
import { fingerprint } from '../../support/checksum.js';
import { hostBillFolder, type HostBillFolder } from '../../support/hostbill-folder.js';
import { PANEL_PASSWORD, treeOf } from '../../support/panel-folder.js';
import { killCommands, runCommand, type CommandResult } from '../../support/run-command.js';

const READS = ['getClientContact', 'getTicketDepts'];

describe('HostBill: liaison install and uninstall', function () {
  this.timeout(120_000);
  let host: HostBillFolder;
  let before: { tree: Record<string, string>; tables: Record<string, string> };
  beforeEach(async () => {
    host = await hostBillFolder();
    before = { tree: treeOf(host.folder), tables: await fingerprint(host.database.knex, '') };
  });
  afterEach(async () => {
    killCommands();
    await host.remove();
  });

  const env = () => path.join(host.state, 'liaison.env');
  const environment = (): string => readFileSync(env(), 'utf8');
  const everything = async () => [
    treeOf(path.dirname(host.folder)),
    await fingerprint(host.database.knex, ''),
  ];
  const expectNoSecret = ({ out, err }: CommandResult): void => {
    for (const secret of [PANEL_PASSWORD, encodeURIComponent(PANEL_PASSWORD), host.api.settings.key])
      expect(out + err).to.not.contain(secret);
  };

  it('a dry run tries the API with one call that reads, and changes nothing', async () => {
    const all = await everything();
    const result = await runCommand([...host.install, ...host.apiWords, '--dry-run']);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expect(result.out).to.contain(`HostBill in ${host.folder}`);
    expect(result.out).to.contain(`Its API at ${host.api.settings.url} answers (getClientContact)`);
    for (const { up } of migrations) expect(result.out).to.contain(`sql       ${up};`);
    expect(result.out).to.match(/file {6}.*\/includes\/modules\/Other\/liaison\/class\.liaison\.php/);
    expect(result.out).to.contain('Nothing was changed');
    expectNoSecret(result);
    expect(host.api.asked.map(({ call }) => call)).to.deep.equal(['getClientContact']);
    expect(await everything()).to.deep.equal(all);
  });

  it('puts the bridge, our tables and the API there; a second time all is as it should be, without saying it again', async () => {
    const result = await runCommand([...host.install, ...host.apiWords, '--yes']);
    expect([result.code, result.err]).to.deep.equal([0, '']);
    expectNoSecret(result);
    expect(result.out).to.contain('3. Switch it on in HostBill: Extras → Plugins → Liaison → Activate');
    expect(await pendingMigrations(host.database.knex)).to.deep.equal([]);
    expect(await fingerprint(host.database.knex, 'hb_')).to.deep.equal(
      Object.fromEntries(Object.entries(before.tables).filter(([name]) => name.startsWith('hb_'))),
    );
    const { url, id, key } = host.api.settings;
    expect(environment()).to.contain(
      `LIAISON_HOSTBILL_URL=${url}\nLIAISON_HOSTBILL_API_ID=${id}\nLIAISON_HOSTBILL_API_KEY=${key}\n`,
    );
    const tree = treeOf(host.folder);
    for (const [name, facts] of Object.entries(before.tree)) expect(tree[name], name).to.equal(facts);
    expect(tree['includes/modules/Other/liaison/liaison.config.php']).to.match(/^600 /);
    expect(JSON.stringify(tree)).to.not.contain(key);

    const all = await everything();
    const again = await runCommand(['install', host.folder, '--state', host.state, '--yes']);
    expect([again.code, again.err]).to.deep.equal([0, '']);
    expect(again.out).to.contain('Everything is already as it should be');
    expect(await everything()).to.deep.equal(all);
    expect(host.api.asked.every(({ call }) => READS.includes(call))).to.equal(true);
  });

  it('without an API says what is off; it comes with a later run', async () => {
    const without = await runCommand([...host.install, '--yes']);
    expect([without.code, without.err]).to.deep.equal([0, '']);
    expect(without.out).to.contain(
      'Its API is not set up: contacts can be looked at and not changed, there are no sub-accounts, and departments are unknown (--api-url, --api-id, --api-key set it up, now or at another run)',
    );
    expect(environment()).to.not.contain('HOSTBILL');
    const { url, id, key } = host.api.settings;
    const named = { LIAISON_HOSTBILL_URL: url, LIAISON_HOSTBILL_API_ID: id, LIAISON_HOSTBILL_API_KEY: key };
    expect((await runCommand([...host.install, '--yes'], named)).code).to.equal(0);
    expect(environment()).to.contain(`LIAISON_HOSTBILL_API_KEY=${key}\n`);
  });

  it('M10 install and uninstall leave the folder as it was, and with --purge the database, too', async () => {
    expect((await runCommand([...host.install, ...host.apiWords, '--yes'])).code).to.equal(0);
    const words = ['uninstall', host.folder, '--state', host.state];
    const out = await runCommand([...words, '--yes']);
    expect([out.code, out.err]).to.deep.equal([0, '']);
    expect(treeOf(host.folder)).to.deep.equal(before.tree);
    expect(await pendingMigrations(host.database.knex)).to.deep.equal([]);

    expect((await runCommand([...host.install, '--yes'])).code).to.equal(0);
    const purged = await runCommand([...words, '--purge', '--confirm', host.database.name]);
    expect([purged.code, purged.err]).to.deep.equal([0, '']);
    expect(treeOf(host.folder)).to.deep.equal(before.tree);
    expect(await fingerprint(host.database.knex, '')).to.deep.equal(before.tables);
    expect(treeOf(host.state)).to.not.have.property('liaison.env');
  });

  it('refuses an API that does not work in one line, and changes nothing', async () => {
    const all = await everything();
    const { url, id } = host.api.settings;
    const words = [...host.install, '--api-url', url, '--api-id', id, '--api-key', 'not-this', '--yes'];
    const result = await runCommand(words);
    expect(result.err).to.match(/^The panel's API refused getClientContact \(API key is wrong\): .*\. Nothing was changed\n$/); // prettier-ignore
    expect([result.code, result.out.includes('not-this')]).to.deep.equal([1, false]);
    expect(await everything()).to.deep.equal(all);
  });

  it('names what it did not find in the configuration, and where to write it', async () => {
    const file = path.join(host.folder, 'includes', 'config.php');
    const good = readFileSync(file, 'utf8');
    writeFileSync(file, good.replace('DB_PASS', 'DB_WORD').replace('DB_NAME', 'DB_BASE'));
    const result = await runCommand([...host.install, '--yes']);
    expect(result.err).to.match(/^.*includes\/config\.php: no database password, name was found under the usual names .*Install with mysql:\/\/…\n$/); // prettier-ignore
    writeFileSync(file, good);
    const bare = await runCommand([
      'install',
      host.database.url,
      '--state',
      host.state,
      '--url',
      'http://localhost:8080',
      ...host.apiWords,
      '--yes',
    ]);
    expect([bare.code, bare.err]).to.deep.equal([0, '']);
    expect(environment()).to.contain('LIAISON_HOSTBILL_API_ID=');
    expect(treeOf(host.folder)).to.deep.equal(before.tree);
  });
});
