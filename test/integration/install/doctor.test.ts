// `liaison doctor`: one line for each link of the chain, with what to do; shapes and counts, no value of anybody.
import { expect } from 'chai';
import { appendFileSync, chmodSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PANEL_PASSWORD, panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand, startCommand } from '../../support/run-command.js';

describe('liaison doctor', function () {
  this.timeout(120_000);
  let panel: PanelFolder;
  let port: string;
  let config: string;
  const ask = async () => runCommand(['doctor', panel.folder, '--state', panel.state]);
  before(async () => {
    panel = await panelFolder();
    port = String(20_000 + Math.floor(Math.random() * 20_000));
    config = path.join(panel.bridge, 'liaison.config.php');
  });
  after(async () => {
    killCommands();
    await panel.remove();
  });

  it('before the installation says what is missing, and how it comes', async () => {
    const { folder, database } = panel;
    const { code, out } = await runCommand(['doctor', folder], { DATABASE_URL: database.url, PORT: port });
    expect(code).to.equal(1);
    expect(out).to.contain('✗ LIAISON_SECRET is not set');
    expect(out).to.contain(`✗ The bridge is not in the panel: liaison install ${folder}`);
    expect(out).to.match(/✗ \d+ migrations have not run: liaison migrate/);
    expect(out).to.contain(`✗ Nothing answers at http://127.0.0.1:${port}`);
    const nowhere = await runCommand(['doctor', '/nowhere'], { DATABASE_URL: database.url });
    expect(nowhere.out).to.contain('✗ There is no folder /nowhere');
  });

  it('after it, with the module running, has nothing against it but what only the provider can do', async () => {
    expect((await runCommand([...panel.install, '--port', port, '--yes'])).code).to.equal(0);
    const { child, done } = startCommand(['serve', '--env', path.join(panel.state, 'liaison.env')]);
    for (let tries = 0; tries < 200; tries += 1) {
      await pause(100);
      const status = await fetch(`http://127.0.0.1:${port}/liaison/ready`).then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 200) break;
    }
    const { code, out, err } = await ask();
    expect(err).to.equal('');
    for (const line of [
      '✓ The secret shared with the panel is set',
      '✓ Our tables are ready',
      '✓ WHMCS found by its configuration',
      "✓ The bridge's configuration is readable for the panel alone",
      '✓ The secret is the same on both sides',
      `✓ The module answers at http://127.0.0.1:${port}/liaison`,
      '▲ https://panel.example/liaison does not lead to the module from here',
      '▲ Mail: practice mode',
    ])
      expect(out).to.contain(line);
    expect(out).to.match(/✓ The database's clock is ours \(-?\d+ s apart\)/);
    expect(out).to.match(/✓ Panel found: WHMCS, era 8 .*; \d+ clients, \d+ contacts/);
    expect(out).to.match(/✓ Texts of the panel are in utf8/);
    expect(out).to.match(/✓ The bridge is in the panel, \d+ files as they should be/);
    expect(out).to.match(
      /[✓▲] The running module (takes calls that are signed|does not know the bridge's calls)/,
    );
    expect(out).to.not.contain('✗');
    expect(code).to.equal(0);
    for (const value of [
      PANEL_PASSWORD,
      'corp.example',
      'Ann',
      ...(readFileSync(config, 'utf8').match(/[0-9a-f]{64}/g) ?? []),
    ])
      expect(out).to.not.contain(value);
    child.kill('SIGTERM');
    expect((await done).code).to.equal(0);
  });

  it('sees each link that breaks', async () => {
    const good = readFileSync(config, 'utf8');
    const hooks = path.join(panel.bridge, 'hooks.php');
    const whole = readFileSync(hooks, 'utf8');
    const breaks: [() => void, RegExp, () => void][] = [
      [
        () => writeFileSync(config, good.replace(/[0-9a-f]{64}/, 'f'.repeat(64))),
        /✗ The secret in the panel is another than ours: liaison install/,
        () => writeFileSync(config, good),
      ],
      [() => chmodSync(config, 0o644), /✗ Others than the panel can read/, () => chmodSync(config, 0o600)],
      [
        () => rmSync(config),
        /✗ The bridge has no liaison\.config\.php/,
        () => writeFileSync(config, good, { mode: 0o600 }),
      ],
      [
        () => appendFileSync(hooks, '// changed\n'),
        /✗ Of the bridge's \d+ files 0 are missing and 1 are others than ours/,
        () => writeFileSync(hooks, whole),
      ],
      [() => rmSync(hooks), /files 1 are missing and 0 are others/, () => writeFileSync(hooks, whole)],
    ];
    for (const [spoil, wanted, mend] of breaks) {
      spoil();
      const { code, out } = await ask();
      expect(out).to.match(wanted);
      expect(code).to.equal(1);
      mend();
    }
    expect((await ask()).out).to.match(/^✗ Nothing answers at/m);
    const charset = path.join(panel.folder, 'configuration.php');
    writeFileSync(charset, readFileSync(charset, 'utf8').replace("'utf8'", "'latin1'"));
    expect((await ask()).out).to.contain('▲ The panel itself connects in latin1, and we in utf8mb4');
  });

  it('says of an environment file that is not there what is wrong, in one line', async () => {
    const { code, err } = await runCommand(['serve', '--env', '/nowhere.env']);
    expect([code, err]).to.deep.equal([1, 'The environment file /nowhere.env cannot be read\n']);
  });
});
