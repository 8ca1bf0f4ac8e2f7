// A stand-in of HostBill's admin API, written from its documentation (hosts.md 2.4) and with its traps: texts for numbers,
// hashes in answers, refusals with 200 or 4xx, a key limited to some functions, slow and failing answers. Options may be
// changed while it runs.
import type { Knex } from 'knex';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { PanelApi } from '../../panel-api.js';
import { fakeCalls, Refused, type Answer } from './fake-calls.js';
import type { FakeOptions } from './fake-options.js';
import { fakeRecords } from './fake-records.js';
import type { HostBillProfile } from './schema.js';

export type { FakeOptions };

export interface FakeApi {
  settings: PanelApi;
  options: FakeOptions;
  /** What was asked, without the key. */
  asked: { call: string; fields: Record<string, string> }[];
  stop(): Promise<void>;
}

const KEY = { id: 'sample-id', key: 'sample-key' };

/** Listens on a port of its own, on the database of `knex`. */
export async function startFakeApi(knex: Knex, profile: HostBillProfile): Promise<FakeApi> {
  const options: FakeOptions = {
    privileges: 'replaced',
    tellsPrivileges: true,
    available: 'labels',
    emptySet: 'accepted',
    uniqueEmails: false,
    refusalStatus: 200,
    allowed: undefined,
    delayMs: 0,
    failure: 'none',
  };
  const asked: FakeApi['asked'] = [];
  const calls = fakeCalls(fakeRecords(knex, profile), options);

  async function answer(body: URLSearchParams): Promise<[number, Answer]> {
    const { api_id: id, api_key: key, call = '', ...fields } = Object.fromEntries(body);
    asked.push({ call, fields });
    const common = { call, server_time: 1_700_000_000 };
    try {
      if (id !== KEY.id || key !== KEY.key) throw new Refused('API key is wrong');
      const run = Object.hasOwn(calls, call) ? calls[call] : undefined;
      if (!run || (options.allowed && !options.allowed.includes(call)))
        throw new Refused('Function not allowed for this key');
      return [200, { success: true, ...common, ...(await run(fields)) }];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return [options.refusalStatus, { success: false, ...common, error: [error.message] }];
    }
  }

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = new URLSearchParams(await textOf(request));
    if (options.delayMs > 0) await pause(options.delayMs);
    if (options.failure === 'cut') return void response.destroy();
    if (options.failure === 'html' || options.failure === 'error') {
      response.writeHead(options.failure === 'html' ? 200 : 500, { 'content-type': 'text/html' });
      return void response.end('<html>Sign in</html>');
    }
    const [status, said] = await answer(body);
    if (options.failure === 'dropped') return void response.destroy();
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(said));
  }

  const server = createServer((request, response) => {
    // A fault of the stand-in itself looks like a panel that fails.
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    settings: { url: `http://127.0.0.1:${port}`, ...KEY },
    options,
    asked,
    async stop() {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
