// `liaison demo`: the module on a panel with invented people, in one command on a fresh machine.
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { SCOPES } from '../api-keys/api-key.js';
import { createModule, openDatabase } from '../index.js';
import { clientName } from '../panels/client-name.js';
import { findPanel } from '../panels/find-panel.js';
import type { PanelApi } from '../panels/panel-api.js';
import { serve, untilSignal } from '../server.js';
import { withServerKeys } from '../server-keys.js';
import { silentLog } from '../support/log.js';
import { packageRoot } from '../support/paths.js';
import { DEMO_PANELS, prepareDemoDatabase, startDemoApi, type DemoPanel } from './demo-database.js';
import { demoPages } from './pages.js';
import { demoPeople, type DemoPerson } from './people.js';
import { startPrivateDatabase } from './private-database.js';

export interface DemoOptions {
  panel: string;
  fresh: boolean;
  port: number;
  /** A server that is already there; the demo makes a database of its own on it. */
  databaseUrl: string | undefined;
  say: (line: string) => void;
}

const HOST = '127.0.0.1';

/** Runs until it is asked to end. Throws an Error in one line when it cannot start. */
export async function runDemo({ panel, fresh, port, databaseUrl, say }: DemoOptions): Promise<void> {
  if (!isDemoPanel(panel))
    throw new Error(`The demo knows these panels: ${Object.keys(DEMO_PANELS).join(', ')}`);
  const folder = path.join(packageRoot, '.liaison');
  await mkdir(folder, { recursive: true });
  const server = databaseUrl
    ? undefined
    : await startPrivateDatabase({ dataDir: path.join(folder, `demo-${panel}`), say });
  const ending = untilSignal();
  let api: Awaited<ReturnType<typeof startDemoApi>>;
  try {
    const url = demoUrl(databaseUrl ?? (server?.adminUrl as string), panel);
    const people = demoPeople(await prepareDemoDatabase(url, panel, { fresh, say }));
    const apiKeys = await demoKeys(url);
    api = await startDemoApi(url, panel);
    const running = await start({ databaseUrl: url, people, port, panelApi: api?.settings });
    await writeFile(
      path.join(folder, 'demo.json'),
      `${JSON.stringify(describe(running.url, people, apiKeys), null, 2)}\n`,
    );
    say(`The demo runs at ${running.url} (Ctrl-C ends it)`);
    await ending;
    await running.stop();
  } finally {
    await api?.stop();
    await server?.stop();
  }
}

const isDemoPanel = (panel: string): panel is DemoPanel => Object.hasOwn(DEMO_PANELS, panel);

function demoUrl(serverUrl: string, panel: DemoPanel): string {
  const url = new URL(serverUrl);
  if (url.pathname.length <= 1) url.pathname = `/liaison_demo_${panel}`;
  return url.href;
}

interface Start {
  databaseUrl: string;
  people: readonly DemoPerson[];
  port: number;
  panelApi: PanelApi | undefined;
}

async function start({ databaseUrl, people, port, panelApi }: Start) {
  const secret = randomBytes(32).toString('hex');
  const knex = openDatabase(databaseUrl);
  const clientNames = new Map<number, string>();
  const found = await findPanel(knex, panelApi);
  const { clients } = found;
  // What the panel's own staff gave its contacts, so that they can do it here from the first moment.
  await found.catchUp?.(knex);
  for (const { clientId } of people) {
    const client = clientId === null ? undefined : await clients.find(clientId, knex);
    if (client) clientNames.set(client.clientId, clientName(client));
  }
  const mount = demoPages(people, clientNames, secret);
  // The host of demo.json and of what is printed: cookies of another name would not be the same visitor's.
  const url = port === 0 ? '' : `http://${HOST}:${port}`;
  const liaison = await createModule({
    databaseUrl,
    panelApi,
    secret,
    sessionSecret: secret,
    url,
    demo: {
      links: { switchPerson: '/', mailbox: '/demo/mailbox' },
      mount: (router, tools) => mount(router, tools, knex),
    },
  });
  const running = await serve(liaison, {
    host: HOST,
    port,
    basePath: '',
    trustProxy: false,
    log: silentLog,
  });
  return {
    url: running.url,
    async stop() {
      await running.stop();
      await knex.destroy();
    },
  };
}

interface DemoKeys {
  client1: string;
  provider: string;
}

// Keys are kept as hashes only: every start makes fresh ones and ends those it made before.
function demoKeys(databaseUrl: string): Promise<DemoKeys> {
  return withServerKeys(databaseUrl, async (keys) => {
    const fresh = async (clientId: number | null): Promise<string> => {
      await keys.revokeNamed(clientId, 'Demo');
      return keys.make(clientId, { name: 'Demo', scopes: [...SCOPES], endsOn: '' });
    };
    return { client1: await fresh(1), provider: await fresh(null) };
  });
}

/** What .liaison/demo.json says, for tests and scripts from outside. */
function describe(url: string, people: readonly DemoPerson[], apiKeys: DemoKeys) {
  return {
    url,
    people: people.map(({ key, name, kind, clientId }) => ({
      name,
      kind,
      clientId,
      signInUrl: `${url}/demo/sign-in/${key}`,
    })),
    apiKeys,
    mailbox: '/demo/mailbox',
  };
}
