// `liaison doctor`: looks at each link of the chain and says in one line each how it is and what to do. It prints
// shapes and counts, never a name or an address: its output may be sent to the project.
import type { Config } from './config.js';
import { manifest } from './manifest.js';
import { findPanel } from './panels/find-panel.js';
import type { Panel } from './panels/panel.js';
import { openDatabase } from './support/database.js';
import { createI18n } from './support/i18n.js';
import { pendingMigrations } from './support/migrator.js';
import { packageRoot } from './support/paths.js';
import type { Knex } from 'knex';

type Finding = { level: '✓' | '▲' | '✗'; text: string };

/** Prints the findings; 0 when nothing stands in the way, else 1. */
export async function doctor(config: Config, say: (line: string) => void): Promise<number> {
  const findings: Finding[] = [];
  const found = (level: Finding['level'], text: string): void => {
    findings.push({ level, text });
    say(`${level} ${text}`);
  };
  checkConfig(config, found);
  if (config.databaseUrl) {
    const knex = openDatabase(config.databaseUrl);
    try {
      await checkDatabase(knex, found);
    } finally {
      await knex.destroy();
    }
  }
  return findings.some(({ level }) => level === '✗') ? 1 : 0;
}

type Found = (level: Finding['level'], text: string) => void;

function checkConfig(config: Config, found: Found): void {
  if (!config.databaseUrl)
    found('✗', 'DATABASE_URL is not set: mysql://user:password@host/database of the panel');
  if (config.secret) found('✓', 'The secret shared with the panel is set');
  else found('✗', 'LIAISON_SECRET is not set: without it nobody can be handed over from the panel');
  if (config.url) found('✓', 'The address people use is set');
  else found('▲', 'LIAISON_URL is not set: mails carry no link, and cookies are made for plain http');
  if (config.smtpUrl) found('✓', 'Mail goes out by SMTP');
  else
    found(
      '▲',
      'Mail: practice mode, nothing leaves this server. Set LIAISON_SMTP_URL and LIAISON_MAIL_FROM to send',
    );
}

async function checkDatabase(knex: Knex, found: Found): Promise<void> {
  let version: string;
  try {
    const [[row]] = (await knex.raw('SELECT VERSION() AS version')) as [[{ version: string }]];
    ({ version } = row);
  } catch {
    // What the driver says may hold the password's user or host: the line says what to check instead.
    return found('✗', 'The database does not answer: check DATABASE_URL, and that the server runs');
  }
  found('✓', `Database reached (${version})`);
  const pending = await pendingMigrations(knex);
  if (pending.length === 0) found('✓', 'Our tables are ready');
  else found('✗', `${pending.length} migrations have not run: liaison migrate`);
  await checkPanel(knex, found);
}

async function checkPanel(knex: Knex, found: Found): Promise<void> {
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
}
