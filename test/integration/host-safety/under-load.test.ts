// G28: while a panel is in use, with 200 queries a second and a transaction open on its clients, neither an installation nor a
// purge makes anybody wait. It is compared with dry runs, which take the same processor and change nothing.
import { expect } from 'chai';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../../module/support/database.js';
import { panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { percentile, whilePanelWorks } from '../../support/panel-load.js';
import { killCommands, runCommand } from '../../support/run-command.js';

const ROUNDS = 3;
const ADDED_MS = 10;

describe('a panel in use', function () {
  this.timeout(300_000);
  let panel: PanelFolder;
  before(async () => {
    panel = await panelFolder();
  });
  after(async () => {
    killCommands();
    await panel.remove();
  });

  async function succeeds(words: string[]): Promise<void> {
    const { code, err } = await runCommand(words);
    expect([code, err]).to.deep.equal([0, '']);
  }

  it('G28 does not wait for an installation or a purge', async () => {
    const { database, folder, state, install } = panel;
    const purge = ['uninstall', folder, '--state', state, '--purge', '--confirm', database.name];
    const added: number[] = [];
    for (let round = 1; round <= ROUNDS; round += 1) {
      const dry = await whilePanelWorks(database.url, async () => {
        await succeeds([...install, '--dry-run']);
        await succeeds([...install, '--dry-run']);
      });
      const real = await whilePanelWorks(database.url, async () => {
        await succeeds([...install, '--yes']);
        await succeeds(purge);
      });
      expect([real.waits, real.errors]).to.deep.equal([[], []]);
      expect(real.looks, 'looks').to.be.above(50);
      expect(real.took.length, 'queries').to.be.above(200);
      const [without, withUs] = [percentile(dry.took, 0.99), percentile(real.took, 0.99)];
      added.push(withUs - without);
      process.stdout.write(
        `        round ${round}: ${real.took.length} queries, p99 ${withUs.toFixed(1)} ms; during dry runs ${without.toFixed(1)} ms\n`,
      );
    }
    expect(percentile(added, 0.5), 'added to the p99, in ms').to.be.at.most(ADDED_MS);
  });

  it('the observer would have seen it: a column added to the same table makes the panel wait', async () => {
    const seen = await whilePanelWorks(panel.database.url, async () => {
      const other = openDatabase(panel.database.url, { ...MAINTENANCE_PATIENCE, lockSeconds: 2 });
      const refused = await other.raw('ALTER TABLE tblclients ADD liaison INT NULL, LOCK=NONE').then(
        () => '',
        (error: Error) => error.message,
      );
      expect(refused).to.match(/Lock wait timeout/);
      await other.destroy();
    });
    expect(seen.waits.length).to.be.above(10);
    expect(percentile(seen.took, 0.99)).to.be.above(1000);
  });
});
