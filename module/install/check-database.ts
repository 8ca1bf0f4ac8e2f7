// The doctor on the database: server, charset, clock, rights, our tables, the panel's shape. Shapes and counts only.
import { manifest } from '../manifest.js';
import { findPanel } from '../panels/find-panel.js';
import type { PanelInstallation, PanelKind } from '../panels/installation.js';
import { PANEL_KINDS } from '../panels/panel-kinds.js';
import type { Panel } from '../panels/panel.js';
import { openDatabase } from '../support/database.js';
import { createI18n } from '../support/i18n.js';
import { pendingMigrations } from '../support/migrator.js';
import { packageRoot } from '../support/paths.js';
import type { Found } from './finding.js';
import { readRights } from './rights-store.js';
import { readServer, charsetsOf } from './server-store.js';

type Database = ReturnType<typeof openDatabase>;

/** A hand-over and a call of the bridge live this long. */
const CLOCKS_MAY_DIFFER = 30;

export async function checkDatabase(
  url: string,
  installation: PanelInstallation | undefined,
  found: Found,
): Promise<void> {
  const knex = openDatabase(url);
  try {
    if (!(await checkServer(knex, found))) return;
    const pending = await pendingMigrations(knex);
    if (pending.length === 0) found('✓', 'Our tables are ready');
    else found('✗', `${pending.length} migrations have not run: liaison migrate`);
    await checkPanel(knex, installation, found);
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
  found('✓', `Database reached (${version})`);
  if (!isKnown(version))
    found('▲', 'This server is older than MariaDB 10.6 or MySQL 8.0, on which we are tested');
  if (Math.abs(secondsApart) <= CLOCKS_MAY_DIFFER)
    found('✓', `The database's clock is ours (${secondsApart} s apart)`);
  else
    found(
      '✗',
      `The database's clock is ${secondsApart} s from ours: set both by NTP, or nobody can be handed over`,
    );
  return true;
}

function isKnown(version: string): boolean {
  const [major = 0, minor = 0] = version
    .replace(/^5\.5\.5-/, '')
    .split('.')
    .map(Number);
  return /mariadb/i.test(version) ? major > 10 || (major === 10 && minor >= 6) : major >= 8;
}

async function checkPanel(
  knex: Database,
  installation: PanelInstallation | undefined,
  found: Found,
): Promise<void> {
  let panel: Panel;
  try {
    panel = await findPanel(knex);
  } catch (error) {
    return found('✗', (error as Error).message);
  }
  const { clients, contacts } = await panel.clients.counts(knex);
  found('✓', `Panel found: ${panel.description}; ${clients} clients, ${contacts} contacts`);
  const words = createI18n(packageRoot, manifest.languages).for('en');
  for (const capability of Object.values(panel.capabilities)) {
    if (!capability.on) found('▲', words.say(capability.because));
  }
  const kind = PANEL_KINDS.find(({ panelId }) => panelId === panel.id);
  await checkRights(knex, kind, found);
  await checkCharset(knex, kind, installation?.charset ?? '', found);
}

async function checkRights(knex: Database, kind: PanelKind | undefined, found: Found): Promise<void> {
  const uses = (await kind?.uses?.(knex)) ?? [];
  const { missing, tooMuch } = await readRights(knex, uses);
  const how = 'liaison doctor --grants prints what it needs';
  if (missing.length > 0) found('✗', `The database user lacks ${missing.join(', ')}: ${how}`);
  else if (tooMuch.length > 0)
    found(
      '▲',
      `The database user may also ${tooMuch.join(', ')} on all tables. One of its own is safer: ${how}`,
    );
  else found('✓', 'The database user has what it needs, and no more on the whole database');
}

async function checkCharset(
  knex: Database,
  kind: PanelKind | undefined,
  panels: string,
  found: Found,
): Promise<void> {
  const tables = ((await kind?.uses?.(knex)) ?? []).map(({ table }) => table);
  const charsets = await charsetsOf(knex, tables);
  const written = charsets.join(', ') || 'no text';
  if (panels !== '' && !/^utf-?8/i.test(panels))
    found(
      '▲',
      `The panel itself connects in ${panels}, and we in utf8mb4: compare a name with an accent on both sides`,
    );
  else if (charsets.includes('latin1'))
    found('▲', `Texts of the panel are in ${written}: what does not fit is refused`);
  else found('✓', `Texts of the panel are in ${written}`);
}

/** The statements for a database user of our own, and nothing else, fit for the `mysql` program. */
export async function printGrants(
  url: string,
  say: (line: string) => void,
  statements: GrantStatements,
): Promise<void> {
  const knex = openDatabase(url);
  try {
    const panel = await findPanel(knex);
    const kind = PANEL_KINDS.find(({ panelId }) => panelId === panel.id);
    if (!kind?.uses) throw new Error('For this panel the list of columns is not there yet');
    const { host, database } = await readServer(knex);
    const account = `'liaison'@'${host}'`;
    say(`-- CREATE USER ${account} IDENTIFIED BY 'a long password';`);
    for (const statement of statements(database, account, await kind.uses(knex))) say(`${statement};`);
  } finally {
    await knex.destroy();
  }
}

type GrantStatements = typeof import('./grants.js').grantStatements;
