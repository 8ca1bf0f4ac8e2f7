#!/usr/bin/env node
// The command line: install · uninstall · migrate · doctor · serve · demo · settings · key · recipients. One clear line when
// something is refused; 0 fine, 1 refused or failed, 2 wrong usage.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { SCOPES, isScope } from './api-keys/api-key.js';
import { KEY_NAME_MAX } from './api-keys/forms.js';
import { readConfig, type Config } from './config.js';
import { doctor } from './doctor.js';
import { createLog, createModule, openDatabase } from './index.js';
import { install } from './install/install.js';
import { stateFolder } from './install/state-folder.js';
import { processTerminal } from './install/terminal.js';
import { uninstall } from './install/uninstall.js';
import { manifest } from './manifest.js';
import { listRecipients } from './recipients-command.js';
import { serve, untilSignal } from './server.js';
import { withServerKeys } from './server-keys.js';
import { DEFAULT_SETTINGS, KnexSettingsStore, type Settings } from './settings/store.js';
import { isUnreachable, MAINTENANCE_PATIENCE } from './support/database.js';
import { isDay } from './support/day.js';
import { InputError } from './support/errors.js';
import { createI18n } from './support/i18n.js';
import { migrateUp } from './support/migrator.js';
import { packageRoot } from './support/paths.js';

const USAGE = `Liaison ${manifest.version}

  liaison install PANEL [--url URL] [--port N] [--dry-run]
                                      put us beside the panel in this folder (or mysql://…): our tables,
                                      the bridge, the secrets; safe to run again. A panel with an API of its
                                      own: --api-url URL --api-id ID --api-key KEY, or it asks
  liaison uninstall PANEL [--purge]   take the bridge out again; --purge takes our tables, too
  liaison migrate                     create or update our tables in the panel's database
  liaison doctor [PANEL] [--grants | --shape]
                                      check each link of the chain and say what to do; --grants: the
                                      statements for a database user of our own; --shape: how the panel's
                                      tables look, no values, for the project to learn from
  liaison serve                       run the module beside the panel
  liaison demo [--panel whmcs7|whmcs8|hostbill] [--fresh]
                                      try it on a panel with invented people
  liaison settings [NAME VALUE]       show the provider's settings, or set one
  liaison key create --name NAME --scopes contacts:read,… [--ends 2026-11-30]
                     --client ID | --provider
                                      make an API key, for a client or the provider's own for all; it is
                                      the last line, and printed this once
  liaison recipients NOTICE > FILE    who gets this notice now: every client, one line of JSON each

DATABASE_URL  mysql://user:password@host/database of the panel (?socketPath=/… for a socket)
--env FILE    read the environment from there (or LIAISON_ENV)   --state FOLDER   where install keeps it
--yes         answer every question with yes                     --confirm NAME   the database that --purge is for
See README.md for the other variables. --verbose shows where an error came from.`;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

// Where nobody reads on (`| head`), what was begun is finished all the same: an installation above all.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

/** Wrong words on the command line. */
class UsageError extends Error {}

async function main(): Promise<number> {
  const { values, positionals } = parse();
  const [command, ...words] = positionals;
  readEnvironmentFile(command, values);
  switch (command) {
    case 'install':
    case 'uninstall':
      return put(command, words, values);
    case 'migrate':
      return migrate(readConfig(process.env));
    case 'doctor':
      return doctor({ ...values, config: readConfig(process.env), folder: words[0] }, say);
    case 'serve':
      return runServer(readConfig(process.env));
    case 'settings':
      return settings(readConfig(process.env), words);
    case 'key':
      return createKey(readConfig(process.env), words, values);
    case 'recipients':
      return recipients(readConfig(process.env), words);
    case 'demo': {
      // Loaded only here: nothing of the demo is part of what `serve` runs.
      const { runDemo } = await import('./demo/demo.js');
      const port = process.env['PORT'] ? readConfig(process.env).port : 8080;
      const { panel, fresh } = values;
      await runDemo({ panel, fresh, port, databaseUrl: readConfig(process.env).databaseUrl, say });
      return 0;
    }
    default:
      throw new UsageError(command ? `There is no command ${command}` : '');
  }
}

function parse() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        panel: { type: 'string', default: 'whmcs8' },
        fresh: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        client: { type: 'string' },
        provider: { type: 'boolean', default: false },
        name: { type: 'string', default: '' },
        scopes: { type: 'string', default: '' },
        ends: { type: 'string', default: '' },
        url: { type: 'string' },
        port: { type: 'string' },
        state: { type: 'string' },
        env: { type: 'string' },
        confirm: { type: 'string' },
        'api-url': { type: 'string' },
        'api-id': { type: 'string' },
        'api-key': { type: 'string' },
        'dry-run': { type: 'boolean', default: false },
        yes: { type: 'boolean', default: false },
        purge: { type: 'boolean', default: false },
        grants: { type: 'boolean', default: false },
        shape: { type: 'boolean', default: false },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}

/** What is set already goes before what the file says. */
function readEnvironmentFile(
  command: string | undefined,
  { env, state }: ReturnType<typeof parse>['values'],
): void {
  const installed = stateFolder(state).env;
  const usual =
    command === 'doctor' && !process.env['DATABASE_URL'] && existsSync(installed) ? installed : undefined;
  const file = env ?? process.env['LIAISON_ENV'] ?? usual;
  if (!file) return;
  try {
    process.loadEnvFile(file);
  } catch (error) {
    throw new Error(`The environment file ${file} cannot be read`, { cause: error });
  }
}

/** The panel comes in, or we go. */
async function put(
  command: 'install' | 'uninstall',
  [target, ...more]: string[],
  asked: ReturnType<typeof parse>['values'],
): Promise<number> {
  if (target === undefined || more.length > 0)
    throw new UsageError('Say the folder of the panel, or mysql://…');
  const terminal = processTerminal();
  const said = { target, state: asked.state, dryRun: asked['dry-run'], yes: asked.yes };
  if (command === 'install') {
    const api = { url: asked['api-url'], id: asked['api-id'], key: asked['api-key'] };
    const { url, port } = asked;
    return install({ ...said, url, port, api, environment: process.env }, terminal);
  }
  return uninstall({ ...said, purge: asked.purge, confirm: asked.confirm }, terminal);
}

function needed(value: string | undefined, name: string): string {
  if (!value) throw new Error(`${name} is not set`);
  return value;
}

async function migrate(config: Config): Promise<number> {
  const knex = openDatabase(needed(config.databaseUrl, 'DATABASE_URL'), MAINTENANCE_PATIENCE);
  try {
    const ran = await migrateUp(knex);
    say(ran.length === 0 ? 'Our tables are up to date' : `Done: ${ran.join(', ')}`);
    return 0;
  } finally {
    await knex.destroy();
  }
}

async function runServer(config: Config): Promise<number> {
  const log = createLog();
  const ending = untilSignal();
  const liaison = await createModule({
    databaseUrl: needed(config.databaseUrl, 'DATABASE_URL'),
    secret: needed(config.secret, 'LIAISON_SECRET'),
    sessionSecret: needed(config.sessionSecret, 'LIAISON_SESSION_SECRET'),
    url: config.url,
    panelApi: config.panelApi,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    log,
  });
  const running = await serve(liaison, { ...config, log, drainMs: 500 });
  await ending;
  await running.stop();
  return 0;
}

async function settings(config: Config, [name, value]: string[]): Promise<number> {
  const knex = openDatabase(needed(config.databaseUrl, 'DATABASE_URL'));
  const store = new KnexSettingsStore({});
  try {
    if (name !== undefined) await store.write(name, value ?? '', knex);
    const now = await store.read(knex);
    for (const key of Object.keys(DEFAULT_SETTINGS) as (keyof Settings)[]) say(`${key} = ${now[key]}`);
    return 0;
  } finally {
    await knex.destroy();
  }
}

async function createKey(
  config: Config,
  [act]: string[],
  asked: ReturnType<typeof parse>['values'],
): Promise<number> {
  if (act !== 'create') throw new UsageError('The command for keys is liaison key create');
  const { client, provider, ends } = asked;
  const name = asked.name.trim();
  if ((client === undefined) !== provider) throw new UsageError('Say --client ID or --provider');
  if (name === '') throw new UsageError('Say --name NAME');
  if (asked.scopes === '') throw new UsageError('Say --scopes, like contacts:read,contacts:write');
  const words = asked.scopes.split(',').map((scope) => scope.trim());
  const scopes = words.filter(isScope);
  const unknown = words.find((scope) => !isScope(scope));
  if (unknown !== undefined)
    throw new Error(`There is no scope ${unknown}. The scopes are ${SCOPES.join(', ')}`);
  if ([...name].length > KEY_NAME_MAX) throw new Error(`--name has ${KEY_NAME_MAX} characters at most`);
  if (ends !== '' && !isDay(ends)) throw new Error('--ends is a day, like 2026-11-30');
  if (client !== undefined && !/^[1-9]\d{0,14}$/.test(client))
    throw new Error(`There is no client ${client}`);
  const clientId = client === undefined ? null : Number(client);
  const url = needed(config.databaseUrl, 'DATABASE_URL');
  say(await withServerKeys(url, (keys) => keys.make(clientId, { name, scopes, endsOn: ends })));
  return 0;
}

async function recipients(config: Config, [notice, ...more]: string[]): Promise<number> {
  if (notice === undefined || more.length > 0) throw new UsageError('Say one notice, like invoices-renewals');
  const url = needed(config.databaseUrl, 'DATABASE_URL');
  await listRecipients(url, notice, { out: process.stdout, err: process.stderr }, config.panelApi);
  return 0;
}

function explain(error: unknown): string {
  if (isUnreachable(error))
    return 'The database does not answer. Check DATABASE_URL, and that the server runs';
  if (error instanceof InputError) {
    const [[name, message] = []] = Object.entries(error.fields);
    const options = message?.params?.['options'];
    if (options !== undefined || !message) return `${name}: ${String(options ?? '')}`;
    return createI18n(packageRoot, manifest.languages).for('en').say(message);
  }
  return error instanceof Error ? error.message : String(error);
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message ? `${error.message}\n\n` : ''}${USAGE}\n`);
    process.exitCode = 2;
  } else {
    process.stderr.write(`${explain(error)}\n`);
    if (process.argv.includes('--verbose') && error instanceof Error)
      process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
}
