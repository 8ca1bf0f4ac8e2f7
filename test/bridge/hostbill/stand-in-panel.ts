// HostBill as far as its bridge needs it: the stand-in of PHP in stand-in/ on a HostBill-shaped database, its requests and
// what comes out of them.
import { load } from 'cheerio';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { hostbillKind } from '../../../module/panels/hostbill/installation.js';
import type { HostBillProfileName } from '../../../module/panels/hostbill/sample/schema.js';
import { systemClock } from '../../../module/support/clock.js';
import { packageRoot } from '../../../module/support/paths.js';
import { openHostBill } from '../../contract/every-panel.js';
import { testApp, type TestApp } from '../../support/app.js';
import { serverUrl } from '../../support/panel-database.js';
import { phpPanel, URL_OF_MODULE, type PhpPanel, type Settings } from '../php-panel.js';

/** The module's setting by which a provider says what was tried. */
export const SHOWN = { 'Contacts are shown as themselves': '1' };

export interface Scene {
  /** Whoever is signed in in the client area, and whose contact that is. */
  record?: number;
  parent?: number;
  /** HostBill's function gives the parent of a contact in place of the contact. */
  showsParents?: boolean;
  shape?: 'list' | 'object' | 'number';
  /** Fields of the record that HostBill's function gives otherwise. */
  changed?: Record<string, string>;
  staff?: number;
  /** Staff whom only the controller knows. */
  authorized?: number;
  settings?: Record<string, string | boolean>;
  /** What HostBill has not. */
  lacksFunctions?: boolean;
  lacksModule?: boolean;
  throws?: boolean;
  /** The browser's languages. */
  browser?: string;
  times?: number;
}

export interface Outcome {
  status: number;
  location: string | undefined;
  headers: Headers;
  result: unknown;
  /** What addInfo and addError got. */
  said: string[];
  /** Of a page of ours. */
  title: string;
  text: string;
  links: Record<string, string>;
  html: string;
  /** Of what is answered as JSON. */
  json: Record<string, unknown>;
  milliseconds: number;
}

export class StandInHostBill {
  constructor(
    readonly php: PhpPanel,
    private readonly databaseUrl: string,
  ) {}

  configure = (settings: Settings | undefined): Promise<void> => this.php.configure(settings);

  client = (scene: Scene, query = ''): Promise<Outcome> => this.request({ ...scene, area: 'user' }, query);
  admin = (scene: Scene, query = ''): Promise<Outcome> => this.request({ ...scene, area: 'admin' }, query);

  /** Calls the module's method for this event. */
  event = (event: string, details: object, scene: Scene = {}): Promise<Outcome> =>
    this.request({ ...scene, event, details });

  /** Includes the hook files of this event; `byName`: they see the fields as variables. */
  hookFiles = (hookFiles: string, details: object, byName = false): Promise<Outcome> =>
    this.request({ hookFiles, details, byName });

  method = (method: string, ...args: unknown[]): Promise<Outcome> =>
    this.request({ method, arguments: args });

  /** The members of the module. */
  members = async (): Promise<Record<string, unknown>> => (await this.request({})).json;

  /** Whether hook files have returned since this was last asked. */
  isDone(): boolean {
    const done = this.php.work('done');
    const was = existsSync(done);
    rmSync(done, { force: true });
    return was;
  }

  private async request(scene: object, query = ''): Promise<Outcome> {
    const started = performance.now();
    const response = await this.php.fetch({ ...scene, database: this.database() }, query);
    const html = await response.text();
    const milliseconds = performance.now() - started;
    const { status, headers } = response;
    const isJson = headers.get('content-type') === 'application/json';
    if (!isJson && status !== 303 && !html.startsWith('<!doctype html>'))
      throw new Error(`The panel's page broke: ${html.slice(0, 500)}`);
    const json = (isJson ? JSON.parse(html) : {}) as Record<string, unknown>;
    const $ = load(isJson ? '' : html);
    const links = $('a').toArray().map((link) => [$(link).text(), $(link).attr('href') ?? '']); // prettier-ignore
    return {
      status,
      location: headers.get('location') ?? undefined,
      headers,
      result: json['result'],
      said: (json['said'] ?? []) as string[],
      title: $('h1').text(),
      text: $('p').text(),
      links: Object.fromEntries(links) as Record<string, string>,
      html: isJson ? '' : html,
      json,
      milliseconds,
    };
  }

  private database(): object {
    // HostBill's own user, whatever the module's may.
    const name = decodeURIComponent(new URL(this.databaseUrl).pathname.slice(1));
    const { hostname, port, username, password, searchParams } = new URL(serverUrl());
    const socket = searchParams.get('socketPath');
    const place = socket ? `unix_socket=${socket}` : `host=${hostname};port=${port || 3306}`;
    const dsn = `mysql:${place};dbname=${name};charset=utf8mb4`;
    return { dsn, user: decodeURIComponent(username), password: decodeURIComponent(password) };
  }
}

export type HostBillWorld = TestApp & Awaited<ReturnType<typeof openHostBill>> & { bridge: StandInHostBill };

/** A HostBill in PHP, its database, and the real module on it; there from the first test on. */
export function hostBillWorld(profile: HostBillProfileName = 'hostbill'): { w: HostBillWorld } {
  const at = phpPanel(hostbillKind, path.join(packageRoot, 'test/bridge/hostbill/stand-in/router.php'));
  const shared = {} as { w: HostBillWorld };
  before(async () => {
    const host = await openHostBill(profile);
    const options = { url: URL_OF_MODULE, clock: systemClock, panelApi: host.api.settings };
    const app = await testApp(host.url, options);
    shared.w = { ...host, ...app, bridge: new StandInHostBill(at.panel, host.url) };
  });
  after(async () => {
    await shared.w?.close();
    await shared.w?.drop();
  });
  return shared;
}
