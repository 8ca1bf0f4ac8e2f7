// Root installs into a folder of somebody else: what is put there is theirs, and a link that they left there leads root
// nowhere. Without root there is nothing to see here.
import { expect } from 'chai';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import path from 'node:path';
import { putFile } from '../../../module/install/disk.js';
import { panelFolder, treeOf, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand } from '../../support/run-command.js';

const THEIRS = { uid: 4321, gid: 4322 };

describe('root in the folder of another user', function () {
  this.timeout(120_000);
  let panel: PanelFolder;
  before(async function () {
    if (process.geteuid?.() !== 0) this.skip();
    panel = await panelFolder();
    give(panel.folder);
  });
  after(async () => {
    killCommands();
    await panel?.remove();
  });

  function give(folder: string): void {
    chownSync(folder, THEIRS.uid, THEIRS.gid);
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
      chownSync(path.join(folder, name), THEIRS.uid, THEIRS.gid);
  }

  it('gives them the bridge, its configuration for them alone, and keeps our own side', async () => {
    expect((await runCommand([...panel.install, '--yes'])).code).to.equal(0);
    const tree = treeOf(panel.bridge);
    for (const [name, facts] of Object.entries(tree))
      expect(facts, name).to.contain(`${THEIRS.uid}:${THEIRS.gid}`);
    expect(tree['liaison.config.php']).to.match(/^600 4321:4322 <\?php/);
    expect(statSync(path.join(panel.state, 'liaison.env')).uid).to.equal(0);
    const again = await runCommand([...panel.install, '--yes']);
    expect(again.out).to.contain('Everything is already as it should be');
    expect((await runCommand(['uninstall', panel.folder, '--state', panel.state, '--yes'])).code).to.equal(0);
    expect(existsSync(panel.bridge)).to.equal(false);
  });

  it('a configuration that root owns is read by the panel through its group', async () => {
    const file = path.join(panel.folder, 'configuration.php');
    chownSync(file, 0, THEIRS.gid);
    chmodSync(file, 0o640);
    expect((await runCommand([...panel.install, '--yes'])).code).to.equal(0);
    expect(treeOf(panel.bridge)['liaison.config.php']).to.match(/^640 0:4322 <\?php/);
    const { out } = await runCommand(['doctor', panel.folder, '--state', panel.state]);
    expect(out).to.contain("✓ The bridge's configuration is readable for the panel alone");
  });

  it('follows no link that they put where the bridge belongs', async () => {
    const root = path.dirname(panel.folder);
    const elsewhere = path.join(root, 'elsewhere');
    mkdirSync(elsewhere, { mode: 0o755 });
    rmSync(panel.bridge, { recursive: true, force: true });
    symlinkSync(elsewhere, panel.bridge);
    const refused = await runCommand([...panel.install, '--yes']);
    expect([refused.code, refused.err]).to.deep.equal([
      1,
      `${panel.bridge} is a link or a file: the bridge needs a folder there\n`,
    ]);
    expect(readdirSync(elsewhere)).to.deep.equal([]);
    rmSync(panel.bridge);

    // The link may come after we looked: then their own rights stop it.
    const addons = path.join(panel.folder, 'modules', 'addons');
    renameSync(addons, `${addons}.real`);
    symlinkSync(elsewhere, addons);
    const options = { mode: 0o644, owner: THEIRS, folderOwner: THEIRS };
    expect(() => putFile(path.join(addons, 'x.php'), Buffer.from('x'), options)).to.throw(/EACCES/);
    expect(readdirSync(elsewhere)).to.deep.equal([]);
    expect(process.geteuid?.()).to.equal(0);
  });
});
