// M6: an installation that is killed in the middle, whenever that is, is finished by the next run, and then nothing tells
// it from one that was never disturbed. The same for taking everything out again.
import { expect } from 'chai';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fingerprint } from '../../support/checksum.js';
import { panelFolder, treeOf, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand, startCommand } from '../../support/run-command.js';

const ROUNDS = 12;

/** Folder, state and tables as they are, without what differs from one installation to another. */
async function pictureOf({ folder, database, user }: PanelFolder): Promise<unknown> {
  const root = path.dirname(folder);
  const neutral = (text: string): string =>
    text
      .replaceAll(root, 'ROOT')
      .replaceAll(database.name, 'DATABASE')
      .replaceAll(user, 'USER')
      .replace(/[0-9a-f]{64}/g, 'RANDOM');
  const files = Object.entries(treeOf(root)).map(([name, facts]) => [name, neutral(facts)]);
  const tables = Object.entries(await fingerprint(database.knex, '')).map(([name, print]) => [
    name,
    // When each migration ran is not the same, and what was counted up by a run that died is not either.
    name.includes('migrations') ? '' : neutral(print.replace(/ AUTO_INCREMENT=\d+/, '')),
  ]);
  return { files, tables };
}

describe('a killed installation', function () {
  this.timeout(300_000);
  let panel: PanelFolder;
  let clean: PanelFolder;
  before(async () => {
    panel = await panelFolder();
    clean = await panelFolder();
  });
  after(async () => {
    killCommands();
    await panel.remove();
    await clean.remove();
  });

  /** Kills the run some time after `begun`; false when it had ended by itself. */
  async function kill(words: string[], begun: () => boolean, within: number): Promise<boolean> {
    const { child, done } = startCommand(words);
    const run = { ended: false };
    const end = done.then(() => (run.ended = true));
    while (!run.ended && !begun()) await pause(2);
    await pause(Math.random() * within);
    const inTime = !run.ended;
    child.kill('SIGKILL');
    await end;
    return inTime;
  }

  it('is finished by the next run, and keeps the first secrets', async () => {
    const { state, bridge } = panel;
    const words = [...panel.install, '--yes'];
    const [environment, config] = [path.join(state, 'liaison.env'), path.join(bridge, 'liaison.config.php')];
    let inTheMiddle = 0;
    let secrets: string | undefined;
    for (let round = 0; round < ROUNDS; round += 1) {
      await kill(words, () => existsSync(state), 40 * (round + 1));
      if (existsSync(environment) && !existsSync(config)) inTheMiddle += 1;
      const now = existsSync(environment) ? readFileSync(environment, 'utf8') : undefined;
      expect(now === undefined || secrets === undefined || now === secrets, 'other secrets').to.equal(true);
      secrets = now ?? secrets;
    }
    expect(inTheMiddle, 'runs killed in the middle').to.be.above(0);
    expect((await runCommand(words)).code).to.equal(0);
    expect((await runCommand([...clean.install, '--yes'])).code).to.equal(0);
    expect(readFileSync(environment, 'utf8')).to.equal(secrets);
    expect(await pictureOf(panel)).to.deep.equal(await pictureOf(clean));
  });

  it('so is taking everything out', async () => {
    const { folder, state, database } = panel;
    const words = ['uninstall', folder, '--state', state, '--purge', '--confirm', database.name];
    let killed = 0;
    for (let round = 0; round < 6 && existsSync(path.join(state, 'installed.json')); round += 1) {
      const exported = (): boolean =>
        existsSync(state) &&
        Object.keys(treeOf(state)).some((name) => name.includes('mod_liaison_told_flags'));
      if (await kill(words, exported, 60)) killed += 1;
    }
    expect(killed, 'runs killed').to.be.above(0);
    if (existsSync(path.join(state, 'installed.json'))) expect((await runCommand(words)).code).to.equal(0);
    expect(await fingerprint(database.knex, 'mod_')).to.deep.equal({});
    expect(existsSync(panel.bridge)).to.equal(false);
    expect(Object.keys(treeOf(state)).filter((name) => !name.startsWith('export-'))).to.deep.equal([]);
  });
});
