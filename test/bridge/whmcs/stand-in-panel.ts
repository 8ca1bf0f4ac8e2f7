// A panel of PHP around the bridge: its files copied to a folder of their own, configured as `liaison install` does, and
// served by PHP's web server. Who is signed in, and what happens, is said with each request.
import { existsSync, rmSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bridgeConfigText, BRIDGE_CONFIG, type BridgeConfig } from '../../../module/install/bridge-config.js';
import { packageRoot } from '../../../module/support/paths.js';
import type { DemoLogin } from '../../../module/panels/whmcs/sample/demo-data.js';
import { SECRET } from '../../support/app.js';
import type { World } from '../../support/fixture.js';
import { findPhp, servePhp, type RunningPhp } from '../../support/php.js';

export const BRIDGE = path.join(packageRoot, 'module/panels/whmcs/bridge');
/** As browsers know the module. */
export const URL_OF_MODULE = 'http://panel.example/liaison';
const STAND_IN = path.join(packageRoot, 'test/bridge/whmcs/stand-in');

export interface Scene {
  era: 7 | 8;
  session?: Record<string, unknown>;
  /** Era 8: the user who is signed in, the client chosen, and the client's owner as the panel's own API says. */
  user?: number | null;
  client?: number | null;
  owner?: number | null;
  masquerading?: boolean;
  /** As the panel's language file states it: "nl_NL". */
  locale?: string;
  /** Requests with the same one share a session. */
  sessionId?: string;
  /** How often the hook fires in this one request; once unless told otherwise. */
  times?: number;
}

export interface MenuItem {
  name: string;
  label: string;
  uri: string;
  order: number;
  children: MenuItem[];
}

export interface Outcome {
  status: number;
  location: string | undefined;
  headers: Headers;
  /** What the one function of the hook, or of the addon, returned. */
  result: unknown;
  menu: MenuItem[];
  html: string;
  milliseconds: number;
}

export interface Settings extends Partial<BridgeConfig> {
  timeout?: number;
}

export class StandInPanel {
  private constructor(
    private readonly folder: string,
    private readonly server: RunningPhp,
  ) {}

  /** Undefined where there is no PHP. */
  static async start(say: (line: string) => void): Promise<StandInPanel | undefined> {
    const php = await findPhp(say);
    if (!php) return undefined;
    const folder = await mkdtemp(path.join(tmpdir(), 'liaison-panel-'));
    await cp(BRIDGE, path.join(folder, 'addon'), { recursive: true });
    await mkdir(path.join(folder, 'sessions'));
    const server = await servePhp(php, path.join(STAND_IN, 'router.php'), {
      STAND_IN_ADDON: path.join(folder, 'addon'),
      STAND_IN_SESSIONS: path.join(folder, 'sessions'),
      STAND_IN_LOG: path.join(folder, 'log'),
      STAND_IN_DONE: path.join(folder, 'done'),
    });
    return new StandInPanel(folder, server);
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Writes the configuration as `liaison install` does; undefined takes it away. */
  async configure(settings: Settings | undefined): Promise<void> {
    const file = path.join(this.folder, 'addon', BRIDGE_CONFIG);
    if (!settings) return rm(file, { force: true });
    const { timeout, ...rest } = settings;
    const text = bridgeConfigText({ url: URL_OF_MODULE, origin: '', secret: SECRET, menu: [], ...rest });
    const wait = timeout === undefined ? '$&' : `'timeout' => ${timeout}`;
    await writeFile(file, text.replace(/'timeout' => [\d.]+/, wait));
  }

  /** Runs the function that is registered for this hook. */
  hook(hook: string, vars: unknown, scene: Scene, query = ''): Promise<Outcome> {
    return this.request({ ...scene, hook, vars }, query);
  }

  /** Runs a hook that gets a menu with these entries. */
  menu(hook: string, entries: string[], scene: Scene): Promise<Outcome> {
    return this.request({ ...scene, hook, menu: entries });
  }

  /** Runs `liaison_<name>` of the addon. */
  call(name: string, scene: Scene, query = '', vars: Record<string, unknown> = {}): Promise<Outcome> {
    return this.request({ ...scene, function: name, vars }, query);
  }

  /** Only includes hooks.php: how many functions each hook has, and which classes that loaded. */
  async included(scene: Scene): Promise<{ hooks: Record<string, number>; classes: string[] }> {
    const response = await this.fetch(scene, '');
    return (await response.json()) as { hooks: Record<string, number>; classes: string[] };
  }

  /** Whether a hook has returned since this was last asked: then the panel has done what it is about. */
  isDone(): boolean {
    const done = path.join(this.folder, 'done');
    const was = existsSync(done);
    rmSync(done, { force: true });
    return was;
  }

  /** What the panel's log holds by now. */
  async log(): Promise<string> {
    return readFile(path.join(this.folder, 'log'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  }

  private fetch(scene: object, query: string): Promise<Response> {
    const sent = { sessionId: randomUUID(), ...scene };
    const header = Buffer.from(JSON.stringify(sent)).toString('base64');
    return fetch(`${this.server.url}/index.php?${query}`, {
      headers: { 'X-Stand-In': header },
      redirect: 'manual',
    });
  }

  private async request(scene: object, query = ''): Promise<Outcome> {
    const started = performance.now();
    const response = await this.fetch(scene, query);
    const text = await response.text();
    const milliseconds = performance.now() - started;
    const { status, headers } = response;
    const isJson = headers.get('content-type') === 'application/json';
    if (status === 200 && !isJson) throw new Error(`The panel's page broke: ${text.slice(0, 500)}`);
    const answer = isJson
      ? (JSON.parse(text) as { results?: unknown[]; menu?: MenuItem[]; html?: string })
      : {};
    const [result] = answer.results ?? [];
    const { menu = [], html = '' } = answer;
    const location = headers.get('location') ?? undefined;
    return { status, location, headers, result, menu, html, milliseconds };
  }
}

/** A stand-in for a spec file, there from the first test on; the suite is skipped where there is no PHP. */
export function standInPanel(): { panel: StandInPanel } {
  const shared = {} as { panel: StandInPanel };
  before(async function () {
    this.timeout(300_000); // Debian's package may have to be fetched.
    const said: string[] = [];
    const panel = await StandInPanel.start((line) => said.push(line));
    if (!panel) {
      process.stdout.write(`    No PHP, so this suite is skipped. ${said.join(' ')}\n`);
      this.skip();
    }
    shared.panel = panel;
  });
  after(() => shared.panel?.stop());
  return shared;
}

/** The module of this world behind a port, as the bridge reaches it. Ended after the tests. */
export function listening(w: World): { origin: string } {
  const shared = { origin: '' };
  let server: Server;
  before(async () => {
    server = createServer(w.express).listen(0, '127.0.0.1');
    await once(server, 'listening');
    shared.origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}/liaison`;
  });
  after(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return shared;
}

export interface Unhelpful {
  origin: string;
  /** How many came. */
  connections(): number;
  close(): Promise<void>;
}

/** Takes every connection and never answers: it says nothing at all, or one byte now and then for ever. */
export async function unhelpfulServer(does: 'is silent' | 'drips'): Promise<Unhelpful> {
  const sockets = new Set<Socket>();
  const drops = new Set<NodeJS.Timeout>();
  const server = createTcpServer((socket) => {
    sockets.add(socket.on('error', () => socket.destroy()));
    if (does === 'drips') {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{');
      drops.add(setInterval(() => socket.write(' '), 100));
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connections: () => sockets.size,
    async close() {
      for (const drop of drops) clearInterval(drop);
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Somebody signed in at the panel, in the way of their era; `owner` is the client's owner. */
export const signedIn = (login: DemoLogin, owner: DemoLogin): Scene =>
  login.userId === null
    ? { era: 7, session: { uid: login.clientId, cid: login.contactId || '' } }
    : { era: 8, user: login.userId, client: login.clientId, owner: owner.userId };
