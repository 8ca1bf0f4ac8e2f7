// `liaison install`: looks at the panel, shows what it is about to do, asks, and does it. Safe to run again at any time.
import { randomBytes } from 'node:crypto';
import path from 'node:path';
import { manifest } from '../manifest.js';
import { findPanel } from '../panels/find-panel.js';
import type { Panel } from '../panels/panel.js';
import { kindOf } from '../panels/panel-kinds.js';
import { databaseName, MAINTENANCE_PATIENCE, openDatabase } from '../support/database.js';
import { migrateUp, pendingStatements } from '../support/migrator.js';
import { packageRoot } from '../support/paths.js';
import { afterwards } from './afterwards.js';
import { apiAccess, type ApiWish } from './api-access.js';
import { bridgeFiles } from './bridge-files.js';
import { lookAt, panelPlace, textOf } from './disk.js';
import { readEnvironment, type Environment } from './env-file.js';
import { planInstall, SECRETS, type Facts, type SecretName } from './plan.js';
import { planLines } from './plan-text.js';
import { readRecord, type InstallRecord } from './record.js';
import { runSteps } from './run-steps.js';
import { isRoot, stateFolder, type StateFolder } from './state-folder.js';
import { databaseWords, readTarget, type Target } from './target.js';
import { agree, type Terminal } from './terminal.js';

export interface InstallOptions {
  /** A panel's folder, or mysql://… */
  target: string;
  state: string | undefined;
  url: string | undefined;
  port: string | undefined;
  /** The panel's own API. */
  api: ApiWish['said'];
  /** Of the process: the panel's API may be said there, too. */
  environment: Environment;
  dryRun: boolean;
  yes: boolean;
}

/** 0 when all is as it should be. Throws Error in one line when something is refused; a killed run can be started again. */
export async function install(options: InstallOptions, terminal: Terminal): Promise<number> {
  const target = readTarget(options.target);
  const state = stateFolder(options.state);
  const environment = environmentIn(state);
  const record = recordIn(state, target);
  const url = databaseFor(target, environment.values);
  // With the panel's own access: the user that serves may not make tables.
  const knex = openDatabase(target.databaseUrl, MAINTENANCE_PATIENCE);
  try {
    const panel = await findPanel(knex);
    const { installation } = target;
    if (installation && installation.panelId !== panel.id)
      throw new Error(
        `The database of this ${installation.panelName} holds another panel: ${panel.description}`,
      );
    for (const line of foundLines(target, url, panel, await panel.clients.counts(knex))) terminal.say(line);
    const place = installation && panelPlace(installation, bridgeFiles(installation));
    const ask = options.yes || options.dryRun ? undefined : terminal.ask;
    const kept = environment.values;
    const api = await apiAccess(
      { setup: kindOf(panel).api, said: options.api, environment: options.environment, kept, ask },
      knex,
    );
    for (const line of api.lines) terminal.say(`  ${line}`);
    const wanted = {
      ...api.values,
      DATABASE_URL: url,
      LIAISON_URL: await addressFor(options, kept, (await panel.provider(knex)).url, ask),
      HOST: kept['HOST'] ?? '127.0.0.1',
      PORT: portFor(options, kept),
    };
    const plan = planInstall({
      version: manifest.version,
      state,
      environment,
      record,
      panel: { id: panel.id, folder: installation?.folder ?? '', database: await databaseName(knex) },
      place,
      wanted,
      fresh: freshSecrets(),
      menu: manifest.menu,
      statements: await pendingStatements(knex),
      service: { command: ownCommand(), folder: packageRoot, machine: isRoot() },
      present: lookAt,
    });
    if (plan.steps.length === 0) {
      terminal.say('Everything is already as it should be');
      return 0;
    }
    terminal.say('');
    for (const line of planLines(plan.steps, { sql: options.dryRun })) terminal.say(line);
    if (options.dryRun) {
      terminal.say('\nNothing was changed: this was a dry run');
      return 0;
    }
    await agree(terminal, options.yes);
    await runSteps(plan.steps, { migrate: () => migrateUp(knex), folderOwner: place?.folderOwner });
    for (const line of afterwards(plan, state, installation && { ...installation, ...kindOf(panel) }))
      terminal.say(line);
    return 0;
  } finally {
    await knex.destroy();
  }
}

function foundLines(
  { installation }: Target,
  url: string,
  { description }: Panel,
  { clients, contacts }: { clients: number; contacts: number },
): string[] {
  return [
    installation ? `${installation.panelName} in ${installation.folder}` : 'A panel by its database alone',
    `  ${databaseWords(url)}`,
    `  ${description}; ${clients} clients, ${contacts} contacts`,
    ...(installation?.notes ?? []).map((note) => `  ${note}`),
  ];
}

function environmentIn(state: StateFolder): Facts['environment'] {
  const text = textOf(state.env);
  return { text, values: readEnvironment(text ?? '') };
}

/** Throws Error when another panel is kept in this state folder. */
function recordIn(state: StateFolder, { installation }: Target): InstallRecord | undefined {
  const text = textOf(state.record);
  if (text === undefined) return undefined;
  const record = readRecord(text, state.record);
  if (record.folder !== (installation?.folder ?? ''))
    throw new Error(
      `${state.folder} belongs to ${record.folder || 'a panel by its database alone'}: choose another folder with --state`,
    );
  return record;
}

/** The panel's own access to its database, unless somebody gave the module a user of its own. */
function databaseFor({ databaseUrl, installation }: Target, environment: Environment): string {
  const kept = environment['DATABASE_URL'];
  if (!kept || !installation || !URL.canParse(kept)) return databaseUrl;
  const [before, now] = [new URL(kept), new URL(databaseUrl)];
  return before.pathname === now.pathname && before.username !== now.username ? kept : databaseUrl;
}

async function addressFor(
  options: InstallOptions,
  environment: Environment,
  panelUrl: string | undefined,
  ask: Terminal['ask'],
): Promise<string> {
  const usual = environment['LIAISON_URL'] || (panelUrl && URL.canParse(panelUrl) ? `${panelUrl.replace(/\/+$/, '')}/liaison` : ''); // prettier-ignore
  let said = options.url ?? '';
  if (!said && ask && !environment['LIAISON_URL'])
    said = await ask(`The address people will use${usual ? ` [${usual}]` : ''}: `);
  const url = (said || usual).replace(/\/+$/, '');
  if (!url) throw new Error('Say --url https://panel.example/liaison, the address people will use');
  if (!URL.canParse(url) || !/^https?:\/\/[^@?#'"\s]+$/.test(url))
    throw new Error('The address people will use is like https://panel.example/liaison');
  return url;
}

function portFor({ port }: InstallOptions, environment: Environment): string {
  const said = port ?? environment['PORT'] ?? '8080';
  if (!/^\d{1,5}$/.test(said) || Number(said) < 1 || Number(said) > 65_535)
    throw new Error('--port is a number from 1 to 65535');
  return said;
}

function freshSecrets(): Record<SecretName, string> {
  const entries = SECRETS.map((name) => [name, randomBytes(32).toString('hex')]);
  return Object.fromEntries(entries) as Record<SecretName, string>;
}

const ownCommand = (): string[] => [
  process.execPath,
  ...process.execArgv,
  path.resolve(process.argv[1] ?? ''),
];
