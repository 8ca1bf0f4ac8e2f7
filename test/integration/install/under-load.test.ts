// G28: while a panel is in use, with a transaction open on its clients, an installation makes nobody wait.
import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { MAINTENANCE_PATIENCE, openDatabase } from '../../../module/support/database.js';
import { panelFolder, type PanelFolder } from '../../support/panel-folder.js';
import { killCommands, runCommand } from '../../support/run-command.js';

interface Seen {
  looks: number;
  waits: string[];
  queries: number;
  slowest: number;
}

describe('an installation on a panel in use', function () {
  this.timeout(120_000);
  let panel: PanelFolder;
  before(async () => {
    panel = await panelFolder();
  });
  after(async () => {
    killCommands();
    await panel.remove();
  });

  /** The panel's own work while `work` runs: queries all the time, and an observer of everybody who waits for a lock. */
  async function during(work: () => Promise<unknown>): Promise<Seen> {
    const { url, name } = panel.database;
    const busy = openDatabase(url, MAINTENANCE_PATIENCE);
    const open = await busy.transaction();
    await open('tblclients').where('id', 1).update({ city: 'Open' });
    await open('tblcontacts').where('userid', 1).select('id');
    const seen: Seen = { looks: 0, waits: [], queries: 0, slowest: 0 };
    const panels = { running: true };
    const observe = async (): Promise<void> => {
      while (panels.running) {
        const [rows] = (await busy.raw(
          `SELECT state AS what, info AS query FROM information_schema.processlist WHERE db = ? AND state LIKE 'Waiting for%lock%'
           UNION ALL SELECT trx_state, trx_query FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'`,
          [name],
        )) as [{ what: string; query: string }[]];
        seen.waits.push(...rows.map(({ what, query }) => `${what}: ${query}`));
        seen.looks += 1;
        await pause(5);
      }
    };
    const ask = async (): Promise<void> => {
      for (let id = 2; panels.running; id = (id % 20) + 2) {
        const started = performance.now();
        await busy('tblclients').where('id', id).first('id', 'email');
        await busy('tblclients')
          .where('id', id)
          .update({ notes: String(id) });
        await busy('tblcontacts').where('userid', id).first('id');
        seen.slowest = Math.max(seen.slowest, performance.now() - started);
        seen.queries += 3;
        await pause(10);
      }
    };
    const working = [observe(), ask(), ask()];
    try {
      await work();
    } finally {
      panels.running = false;
      await open.rollback();
      await Promise.all(working);
      await busy.destroy();
    }
    return seen;
  }

  it('nobody waits for a lock', async () => {
    const seen = await during(async () => {
      const { code, err } = await runCommand([...panel.install, '--yes']);
      expect([code, err]).to.deep.equal([0, '']);
    });
    expect(seen.waits).to.deep.equal([]);
    expect(seen.looks, 'looks').to.be.above(50);
    expect(seen.queries, 'queries').to.be.above(200);
    // A wait for a metadata lock would last until the transaction ends, or 5 s.
    expect(seen.slowest, 'slowest three queries in ms').to.be.below(2000);
  });

  it('the observer would have seen it: a column added to the same table makes the panel wait', async () => {
    const seen = await during(async () => {
      const other = openDatabase(panel.database.url, { ...MAINTENANCE_PATIENCE, lockSeconds: 2 });
      const refused = await other.raw('ALTER TABLE tblclients ADD liaison INT NULL, LOCK=NONE').then(
        () => '',
        (error: Error) => error.message,
      );
      expect(refused).to.match(/Lock wait timeout/);
      await other.destroy();
    });
    expect(seen.waits.length).to.be.above(10);
    expect(seen.slowest).to.be.above(1000);
  });
});
