// M6, G29: an installation that is killed between any two statements or files is finished by the next run, with the secrets it
// began with, and then nothing tells it from one that was never disturbed; so is taking everything out. Some of the places,
// evenly; `npm run proof:host` goes through all of them.
import { expect } from 'chai';
import { evenly, killedInstalls, killedPurges, type KilledRuns } from '../../support/killed-runs.js';
import { killCommands } from '../../support/run-command.js';

for (const { what, begin, changes, rounds } of [
  { what: 'installation', begin: killedInstalls, changes: 90, rounds: 10 },
  { what: 'purge', begin: killedPurges, changes: 60, rounds: 6 },
])
  describe(`a killed ${what}`, function () {
    this.timeout(300_000);
    let runs: KilledRuns;
    before(async () => {
      runs = await begin();
    });
    after(async () => {
      killCommands();
      await runs.remove();
    });

    it('M6 is finished by the next run, wherever it was killed', async () => {
      expect(runs.changes.length).to.be.above(changes);
      for (const number of evenly(runs.changes.length, rounds)) {
        // oxlint-disable-next-line no-await-in-loop
        await runs.round(number);
      }
    });
  });
