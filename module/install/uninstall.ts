// `liaison uninstall`: takes the bridge out of the panel and leaves our tables. `--purge` takes them too, and only after
// they were exported and the database was named.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { MAINTENANCE_PATIENCE, openDatabase } from '../support/database.js';
import { migrateDown } from '../support/migrator.js';
import { draftOf, folderOwnerOf, lookAt, putFile, takeFile, takeFolder, textOf } from './disk.js';
import { readEnvironment, type Environment } from './env-file.js';
import { exportTables } from './export-store.js';
import { planRemoval, type Removal } from './removal.js';
import { readRecord, recordText, type InstallRecord } from './record.js';
import { originOf } from './serving-text.js';
import { stateFolder, type StateFolder } from './state-folder.js';
import { readTarget } from './target.js';
import { agree, type Terminal } from './terminal.js';

export interface UninstallOptions {
  /** The panel's folder, or mysql://… where only a database was given to install. */
  target: string;
  state: string | undefined;
  purge: boolean;
  /** The name of the panel's database, said beforehand. */
  confirm: string | undefined;
  dryRun: boolean;
  yes: boolean;
}

/** 0 when all that is ours is out. Throws Error in one line when something is refused; a killed run can be started again. */
export async function uninstall(options: UninstallOptions, terminal: Terminal): Promise<number> {
  const state = stateFolder(options.state);
  const record = recordFor(options.target, state);
  const environment = readEnvironment(textOf(state.env) ?? '');
  if (options.purge) await refuseWhileServing(environment);
  const removal = planRemoval(record, options.purge, lookAt, draftOf);
  for (const line of lines(removal, options.purge)) terminal.say(line);
  if (!options.purge && removal.files.length === 0 && removal.folders.length === 0) {
    terminal.say('Nothing of ours is left to take out; our tables stay (--purge takes them)');
    return 0;
  }
  if (options.dryRun) {
    terminal.say('\nNothing was changed: this was a dry run');
    return 0;
  }
  if (!options.purge) {
    await agree(terminal, options.yes);
    takeOut(removal, record, state, terminal);
    terminal.say(
      'The bridge is out of the panel. Our tables stay: liaison uninstall --purge takes them, too',
    );
    return 0;
  }
  await confirmName(record.database, options.confirm, terminal);
  await takeAll(accessTo(options.target, environment), state, terminal, () =>
    takeOut(removal, record, state, terminal),
  );
  return 0;
}

/** Throws Error when nothing is recorded there, or something else. */
function recordFor(target: string, state: StateFolder): InstallRecord {
  const text = textOf(state.record);
  if (text === undefined)
    throw new Error(`${state.folder} says nothing of an installation: was it made with another --state?`);
  const record = readRecord(text, state.record);
  const folder = isDatabase(target) ? '' : path.resolve(target);
  if (record.folder !== folder)
    throw new Error(`${state.folder} belongs to ${record.folder || 'a panel by its database alone'}, not to ${folder || 'a database'}`); // prettier-ignore
  return record;
}

/** The panel's own access, because a user that serves may not drop tables; ours where the panel's folder is gone. */
function accessTo(target: string, environment: Environment): string {
  const folderIsGone = !isDatabase(target) && !existsSync(path.resolve(target));
  const ours = folderIsGone ? environment['DATABASE_URL'] : undefined;
  return ours ?? readTarget(target).databaseUrl;
}

const isDatabase = (target: string): boolean => /^(mysql|mariadb):\/\//.test(target);

async function refuseWhileServing(environment: Environment): Promise<void> {
  const { HOST: host = '127.0.0.1', PORT: port = '8080', LIAISON_URL: url } = environment;
  if (!url) return;
  const origin = originOf({ url, host, port: Number(port) });
  const text = await fetch(`${origin}/live`, { signal: AbortSignal.timeout(2000) }).then(
    (answer) => answer.text(),
    () => '',
  );
  if (text === 'live\n')
    throw new Error(`Liaison still runs at ${origin}: stop it first (systemctl stop liaison)`);
}

function lines({ files, changed }: Removal, purge: boolean): string[] {
  return [
    ...files.map((file) => `  remove    ${file}`),
    ...changed.map(
      (file) => `  left      ${file}  changed by somebody${purge ? '' : ' (--purge removes it)'}`,
    ),
    ...(purge
      ? ['  export    all our tables, then drop them, and our environment and record with them']
      : []),
  ];
}

async function confirmName(database: string, said: string | undefined, terminal: Terminal): Promise<void> {
  if (said === undefined && !terminal.ask)
    throw new Error(
      'Nobody is there to ask: say --confirm and the name of the database. Nothing was changed',
    );
  const name = said ?? (await terminal.ask?.('This drops all tables of Liaison. The name of the database: '));
  if (name !== database) throw new Error('That is not the name of the database. Nothing was changed');
}

function takeOut(removal: Removal, record: InstallRecord, state: StateFolder, terminal: Terminal): void {
  const owner = folderOwnerOf(record.folder);
  for (const file of removal.files) takeFile(file, owner);
  const kept = removal.folders.filter((folder) => !takeFolder(folder, owner));
  for (const folder of kept) terminal.say(`  left      ${folder}  something that is not ours is in it`);
  const files = Object.fromEntries(removal.changed.map((file) => [file, record.files[file] ?? []]));
  const left = recordText({ ...record, files, folders: kept.toReversed() });
  putFile(state.record, Buffer.from(left), { mode: 0o600, owner: undefined, folderOwner: undefined });
}

async function takeAll(
  url: string,
  state: StateFolder,
  terminal: Terminal,
  takeBridge: () => void,
): Promise<void> {
  const knex = openDatabase(url, MAINTENANCE_PATIENCE);
  try {
    const moment = new Date().toISOString().replace(/[-:]/g, '').replace('.', '-');
    const folder = path.join(state.folder, `export-${moment}`);
    const exported = await knex.transaction((tx) => exportTables(tx, folder), {
      isolationLevel: 'repeatable read',
    });
    const rows = exported.reduce((sum, one) => sum + one.rows, 0);
    terminal.say(`Exported: ${exported.length} tables, ${rows} rows, read back from ${folder}`);
    takeBridge();
    await migrateDown(knex);
  } finally {
    await knex.destroy();
  }
  for (const file of [state.env, state.unit, state.record]) takeFile(file, undefined);
  terminal.say('Everything of ours is gone but the export');
}
