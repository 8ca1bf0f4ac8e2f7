// `liaison recipients NOTICE`: who gets it at every client, one line of JSON each on stdout, for mail programs and files.
import { performance } from 'node:perf_hooks';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { buildRouting } from './composition/routing.js';
import type { BulkLine } from './notices/bulk.js';
import { findPanel } from './panels/find-panel.js';
import type { PanelApi } from './panels/panel-api.js';
import { systemClock } from './support/clock.js';
import { MAINTENANCE_PATIENCE, openDatabase } from './support/database.js';
import { NotFoundError } from './support/errors.js';

export interface Terminal {
  out: Writable;
  /** Where the progress goes; nothing is said unless somebody looks. */
  err: Writable & { isTTY?: boolean };
}

const CHUNK = 65_536;
const EVERY_MS = 200;

/**
 * `api`: as `serve` has it, or sub-accounts would be off. Ends well too when nobody reads on, as behind `| head`. Throws
 * an Error in one line for a notice that is not there.
 */
export async function listRecipients(
  databaseUrl: string,
  notice: string,
  terminal: Terminal,
  api?: PanelApi,
): Promise<void> {
  const knex = openDatabase(databaseUrl, MAINTENANCE_PATIENCE);
  try {
    const panel = await findPanel(knex, api);
    const { reader, bulkRecipients } = buildRouting(panel, systemClock);
    const lines = await bulkRecipients(notice, knex).catch(async (error: unknown) => {
      if (!(error instanceof NotFoundError)) throw error;
      const keys = (await reader.rules(knex)).notices.map(({ key }) => key);
      throw new Error(`There is no notice ${notice}. The notices are ${keys.join(', ')}`);
    });
    const { clients: total } = await panel.clients.counts(knex);
    const text = textOf(lines, terminal.err.isTTY ? progress(terminal.err, total) : undefined);
    await pipeline(Readable.from(text, { objectMode: false }), terminal.out, { end: false });
  } catch (error) {
    if ((error as { code?: unknown }).code !== 'EPIPE') throw error;
  } finally {
    await knex.destroy();
  }
}

interface Progress {
  /** After each client. */
  passed(count: number): void;
  over(count: number): void;
}

async function* textOf(lines: AsyncIterable<BulkLine>, said: Progress | undefined): AsyncGenerator<string> {
  let [text, clients, last] = ['', 0, -1];
  for await (const line of lines) {
    text += `${JSON.stringify(line)}\n`;
    if (line.clientId !== last) {
      clients += 1;
      said?.passed(clients);
    }
    last = line.clientId;
    if (text.length < CHUNK) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
  said?.over(clients);
}

function progress(err: Writable, total: number): Progress {
  const started = performance.now();
  let next = 0;
  const number = (count: number): string => count.toLocaleString('en');
  return {
    passed(count) {
      if (performance.now() < next) return;
      next = performance.now() + EVERY_MS;
      err.write(`\r${number(count)} of ${number(total)} clients`);
    },
    over(count) {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      err.write(`\r${number(count)} of ${number(total)} clients get it, in ${seconds} s\n`);
    },
  };
}
