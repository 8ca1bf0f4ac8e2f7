// WHMCS as far as its bridge needs it: the stand-in of PHP in stand-in/, its requests and what comes out of them.
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { whmcsKind } from '../../../module/panels/whmcs/installation.js';
import type { DemoLogin } from '../../../module/panels/whmcs/sample/demo-data.js';
import { packageRoot } from '../../../module/support/paths.js';
import { phpPanel, type PhpPanel, type Settings } from '../php-panel.js';

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

export class StandInPanel {
  constructor(readonly php: PhpPanel) {}

  configure = (settings: Settings | undefined): Promise<void> => this.php.configure(settings);
  log = (): Promise<string> => this.php.log();

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
    const response = await this.php.fetch(scene, '');
    return (await response.json()) as { hooks: Record<string, number>; classes: string[] };
  }

  /** Whether a hook has returned since this was last asked: then the panel has done what it is about. */
  isDone(): boolean {
    const done = this.php.work('done');
    const was = existsSync(done);
    rmSync(done, { force: true });
    return was;
  }

  private async request(scene: object, query = ''): Promise<Outcome> {
    const started = performance.now();
    const response = await this.php.fetch(scene, query);
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
  const at = phpPanel(whmcsKind, path.join(packageRoot, 'test/bridge/whmcs/stand-in/router.php'));
  return {
    get panel() {
      return new StandInPanel(at.panel);
    },
  };
}

/** Somebody signed in at the panel, in the way of their era; `owner` is the client's owner. */
export const signedIn = (login: DemoLogin, owner: DemoLogin): Scene =>
  login.userId === null
    ? { era: 7, session: { uid: login.clientId, cid: login.contactId || '' } }
    : { era: 8, user: login.userId, client: login.clientId, owner: owner.userId };
