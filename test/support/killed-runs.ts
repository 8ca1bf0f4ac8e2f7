// `liaison install` and `liaison uninstall --purge`, killed (-9) right after each single thing that they change (a statement,
// a folder, a file), and run again: then nothing may tell the panel from one whose run was never disturbed (M6).
import { expect } from 'chai';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ownTableNames } from '../../module/install/grants.js';
import { install } from '../../module/install/install.js';
import { uninstall } from '../../module/install/uninstall.js';
import { panelFolder, treeOf, type PanelFolder } from './panel-folder.js';
import { databasePrint, folderPrint } from './panel-print.js';
import { startCommand } from './run-command.js';

export interface KilledRuns {
  /** What an undisturbed run changes, in its order. */
  changes: string[];
  /** Kills a run right after the change of this number, from 1, and finishes it. Throws when something is not as it should be. */
  round(number: number): Promise<void>;
  remove(): Promise<void>;
}

export async function killedInstalls(): Promise<KilledRuns> {
  const panel = await panelFolder();
  const words = [...panel.install, '--yes'];
  const before = await panelsOwn(panel);
  const { changes } = await run(panel, words);
  await installHere(panel);
  const undisturbed = await pictureOf(panel);
  await takeAway(panel);
  return {
    changes,
    async round(number) {
      expect(await run(panel, words, number)).to.deep.equal({
        changes: changes.slice(0, number),
        killed: true,
      });
      expect(await panelsOwn(panel), 'what is the panel’s own').to.deep.equal(before);
      const first = secretsOf(panel);
      await installHere(panel);
      expect(secretsOf(panel), 'secrets').to.include.members(first);
      expect(await pictureOf(panel)).to.deep.equal(undisturbed);
      await takeAway(panel);
    },
    remove: () => panel.remove(),
  };
}

export async function killedPurges(): Promise<KilledRuns> {
  const panel = await panelFolder();
  const { folder, state, database } = panel;
  const words = ['uninstall', folder, '--state', state, '--purge', '--confirm', database.name];
  const before = [await databasePrint(database.url), folderPrint(folder)];
  await installHere(panel);
  const { changes } = await run(panel, words);
  return {
    changes,
    async round(number) {
      await takeAway(panel);
      await installHere(panel);
      const killed = await run(panel, words, number);
      expect(killed.killed).to.equal(true);
      expect(killed.changes).to.have.length(number);
      // The record goes last: without it there is nothing left to do.
      if (existsSync(path.join(state, 'installed.json'))) await uninstallHere(panel);
      expect([await databasePrint(database.url), folderPrint(folder)]).to.deep.equal(before);
      const left = Object.keys(treeOf(state)).filter((name) => !name.startsWith('export-'));
      expect(left).to.deep.equal([]);
    },
    remove: () => panel.remove(),
  };
}

/** So many numbers from 1 to `length`, evenly, the last one among them. */
export const evenly = (length: number, many: number): number[] =>
  Array.from({ length: Math.min(many, length) }, (_, index) =>
    Math.ceil(((index + 1) * length) / Math.min(many, length)),
  );

async function run(
  { folder }: PanelFolder,
  words: readonly string[],
  killAfter = 0,
): Promise<{ changes: string[]; killed: boolean }> {
  const own = mkdtempSync(path.join(tmpdir(), 'liaison-changes-'));
  const list = path.join(own, 'list');
  const preload = new URL('kill-after.ts', import.meta.url).href;
  const { child, done } = startCommand(words, {
    NODE_OPTIONS: `--import=tsx/esm --import=${preload}`,
    CHANGES_BELOW: path.dirname(folder),
    CHANGES_LIST: list,
    KILL_AFTER: String(killAfter),
  });
  const { code, err } = await done;
  const killed = child.signalCode === 'SIGKILL';
  if (!killed) expect([code, err]).to.deep.equal([0, '']);
  const changes = readFileSync(list, 'utf8').trim().split('\n');
  rmSync(own, { recursive: true });
  return { changes, killed };
}

const silent = { say: () => undefined, ask: undefined };

async function installHere({ folder, state }: PanelFolder): Promise<void> {
  const url = 'https://panel.example/liaison';
  const options = {
    target: folder,
    state,
    url,
    port: undefined,
    api: {},
    environment: {},
    dryRun: false,
    yes: true,
  };
  await install(options, silent);
}

async function uninstallHere({ folder, state, database }: PanelFolder): Promise<void> {
  const options = { target: folder, state, purge: true, confirm: database.name, dryRun: false, yes: true };
  await uninstall(options, silent);
}

/** Back to before, without the command that is looked at. */
async function takeAway({ database, state, bridge }: PanelFolder): Promise<void> {
  for (const name of ownTableNames().toReversed()) await database.knex.raw('DROP TABLE IF EXISTS ??', [name]);
  for (const folder of [state, bridge]) rmSync(folder, { recursive: true, force: true });
}

/** Everything but our tables and the bridge. */
async function panelsOwn({ database, folder, bridge }: PanelFolder): Promise<unknown> {
  const files = Object.entries(treeOf(folder)).filter(
    ([name]) => !path.join(folder, name).startsWith(bridge),
  );
  return { files, database: await databasePrint(database.url, 'mod_liaison_') };
}

function secretsOf({ state }: PanelFolder): string[] {
  const file = path.join(state, 'liaison.env');
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return [...text.matchAll(/^LIAISON_\w*SECRET=.*$/gm)].map(([line]) => line);
}

/** Folder, state and tables as they are, without what differs from one installation to another. */
async function pictureOf({ folder, database }: PanelFolder): Promise<unknown> {
  const files = Object.entries(treeOf(path.dirname(folder))).map(([name, facts]) => [
    name,
    facts.replace(/[0-9a-f]{64}/g, 'RANDOM'),
  ]);
  const tables = Object.entries(await databasePrint(database.url)).map(([name, print]) => [
    name,
    // When each migration ran is not the same, and what was counted up by a run that died is not either.
    print
      .replace(/ AUTO_INCREMENT=\d+/, '')
      .replace(name.includes('migrations') ? /\d+ rows [0-9a-f]+$/ : /$^/, ''),
  ]);
  const ran = (await database.knex('mod_liaison_migrations').orderBy('id').pluck('name')) as string[];
  return { files, tables, ran };
}
