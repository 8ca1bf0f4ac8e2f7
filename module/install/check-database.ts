// The doctor on the database: server, clock, our tables, and then the panel in it.
import { findPanel } from '../panels/find-panel.js';
import type { PanelInstallation } from '../panels/installation.js';
import type { PanelApi } from '../panels/panel-api.js';
import { kindOf } from '../panels/panel-kinds.js';
import { openDatabase } from '../support/database.js';
import { serverFindings, tableFinding } from '../support/database-findings.js';
import { pendingMigrations } from '../support/migrator.js';
import { checkPanel } from './check-panel.js';
import { DOCTORS_WORDS as WORDS, type Found } from './finding.js';
import { readServer } from './server-store.js';

type Database = ReturnType<typeof openDatabase>;

/** A hand-over and a call of the bridge live this long. */
const CLOCKS_MAY_DIFFER = 30;

export interface DatabaseToCheck {
  url: string;
  /** As `serve` has it, or what is on and off would not be the same. */
  api: PanelApi | undefined;
  installation: PanelInstallation | undefined;
}

export async function checkDatabase(
  { url, api, installation }: DatabaseToCheck,
  found: Found,
): Promise<void> {
  const knex = openDatabase(url);
  try {
    if (!(await checkServer(knex, found))) return;
    const { level, text } = tableFinding(await pendingMigrations(knex), WORDS);
    found(level, text);
    await checkPanel(knex, api, installation, found);
  } finally {
    await knex.destroy();
  }
}

async function checkServer(knex: Database, found: Found): Promise<boolean> {
  let server: Awaited<ReturnType<typeof readServer>>;
  try {
    server = await readServer(knex);
  } catch {
    // What the driver says may hold the password's user or host: the line says what to check instead.
    found('✗', 'The database does not answer: check DATABASE_URL, and that the server runs');
    return false;
  }
  const { version, secondsApart } = server;
  for (const { level, text } of serverFindings(version, WORDS)) found(level, text);
  if (Math.abs(secondsApart) <= CLOCKS_MAY_DIFFER)
    found('✓', `The database's clock is ours (${secondsApart} s apart)`);
  else
    found(
      '✗',
      `The database's clock is ${secondsApart} s from ours: set both by NTP, or nobody can be handed over`,
    );
  return true;
}

/** The statements for a database user of our own, and nothing else, fit for the `mysql` program. */
export async function printGrants(
  { url, api }: Pick<DatabaseToCheck, 'url' | 'api'>,
  say: (line: string) => void,
  statements: GrantStatements,
): Promise<void> {
  const knex = openDatabase(url);
  try {
    const kind = kindOf(await findPanel(knex, api));
    // A right to a table can be given once it is there.
    if ((await pendingMigrations(knex)).length > 0)
      throw new Error('Our tables come first: liaison install, or liaison migrate');
    const { host, database } = await readServer(knex);
    const account = `'liaison'@'${host}'`;
    say(`-- CREATE USER ${account} IDENTIFIED BY 'a long password';`);
    for (const statement of statements(database, account, await kind.uses(knex))) say(`${statement};`);
  } finally {
    await knex.destroy();
  }
}

type GrantStatements = typeof import('./grants.js').grantStatements;
