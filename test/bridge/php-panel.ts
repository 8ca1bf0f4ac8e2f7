// A panel of PHP around a bridge: all its files put into a folder of their own as `liaison install` puts them, configured
// as that does, and served by PHP's web server. Who is signed in, and what happens, is said with each request.
import { randomUUID } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bridgeConfigText, BRIDGE_CONFIG, type BridgeConfig } from '../../module/install/bridge-config.js';
import { bridgeFiles } from '../../module/install/bridge-files.js';
import type { PanelKind } from '../../module/panels/installation.js';
import { SECRET } from '../support/app.js';
import { findPhp, servePhp, type RunningPhp } from '../support/php.js';

/** As browsers know the module. */
export const URL_OF_MODULE = 'http://panel.example/liaison';

export interface Settings extends Partial<BridgeConfig> {
  timeout?: number;
}

export class PhpPanel {
  private constructor(
    readonly folder: string,
    readonly kind: PanelKind,
    private readonly server: RunningPhp,
  ) {}

  /** `router` answers every request; STAND_IN_PANEL names the panel's folder, STAND_IN_WORK one for its files. */
  static async start(php: string, kind: PanelKind, router: string): Promise<PhpPanel> {
    const folder = await mkdtemp(path.join(tmpdir(), 'liaison-panel-'));
    await mkdir(path.join(folder, 'work', 'sessions'), { recursive: true });
    for (const [file, content] of bridgeFiles({ folder: path.join(folder, 'panel'), ...kind })) {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, content);
    }
    const env = { STAND_IN_PANEL: path.join(folder, 'panel'), STAND_IN_WORK: path.join(folder, 'work') };
    return new PhpPanel(folder, kind, await servePhp(php, router, env));
  }

  async stop(): Promise<void> {
    await this.server.stop();
    await rm(this.folder, { recursive: true });
  }

  /** A file of the bridge, or of what the panel keeps beside it. */
  bridge = (name: string): string => path.join(this.folder, 'panel', this.kind.bridgeFolder, name);
  work = (name: string): string => path.join(this.folder, 'work', name);

  /** Writes the configuration as `liaison install` does; undefined takes it away. */
  async configure(settings: Settings | undefined): Promise<void> {
    const file = this.bridge(BRIDGE_CONFIG);
    if (!settings) return rm(file, { force: true });
    const { timeout, ...rest } = settings;
    const text = bridgeConfigText({ url: URL_OF_MODULE, origin: '', secret: SECRET, menu: [], ...rest });
    const wait = timeout === undefined ? '$&' : `'timeout' => ${timeout}`;
    await writeFile(file, text.replace(/'timeout' => [\d.]+/, wait));
  }

  /** What the panel's log holds by now. */
  async log(): Promise<string> {
    return readFile(this.work('log'), 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw error;
    });
  }

  fetch(scene: object, query: string): Promise<Response> {
    const sent = { sessionId: randomUUID(), ...scene };
    const header = Buffer.from(JSON.stringify(sent)).toString('base64');
    return fetch(`${this.server.url}/index.php?${query}`, {
      headers: { 'X-Stand-In': header },
      redirect: 'manual',
    });
  }
}

/** Such a panel for a spec file, there from the first test on; the suite is skipped where there is no PHP. */
export function phpPanel(kind: PanelKind, router: string): { panel: PhpPanel } {
  const shared = {} as { panel: PhpPanel };
  before(async function () {
    this.timeout(300_000); // Debian's package may have to be fetched.
    const said: string[] = [];
    const php = await findPhp((line) => said.push(line));
    if (php) {
      shared.panel = await PhpPanel.start(php, kind, router);
    } else {
      process.stdout.write(`    No PHP, so this suite is skipped. ${said.join(' ')}\n`);
      this.skip();
    }
  });
  after(() => shared.panel?.stop());
  return shared;
}
