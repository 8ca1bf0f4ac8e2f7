// The PHP of the tests: that of this machine, else Debian's packages. Panels are PHP, and so is what we put into them.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram, installDebianPackages, isProgram } from '../../module/demo/debian-package.js';

const NAMES = ['php', 'php8.4', 'php8.3', 'php8.2', 'php8.1', 'php7.4', 'php7.3', 'php7.2'];
const FOLDERS = ['/usr/bin', '/usr/local/bin'];
const STARTS_WITHIN_MS = 10_000;

/**
 * The path of a PHP with curl and MySQL: PHP_PATH, else the first one found, else Debian's packages, which it installs (`say` gets
 * a line before, and the reason when that fails). Undefined: there is none, so skip.
 * @throws Error when PHP_PATH is set but names no program
 */
export async function findPhp(say: (line: string) => void): Promise<string | undefined> {
  const named = process.env['PHP_PATH'];
  if (named && !isProgram(named)) throw new Error(`PHP_PATH names no program: ${named}`);
  const found = named || phpWithExtensions();
  if (found) return found;
  try {
    await installDebianPackages(['php-cli', 'php-curl', 'php-mysql'], 'PHP', say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  return phpWithExtensions();
}

function phpWithExtensions(): string | undefined {
  const file = findProgram(NAMES, FOLDERS);
  const loaded = 'exit(extension_loaded("curl") && extension_loaded("pdo_mysql") ? 0 : 1);';
  const asked = file && spawnSync(file, ['-r', loaded], { timeout: 20_000 });
  return asked && asked.status === 0 ? file : undefined;
}

export interface RunningPhp {
  /** "http://127.0.0.1:12345" */
  url: string;
  stop(): Promise<void>;
}

/** PHP's own web server with `router` for every request, on a free port of this machine. */
export async function servePhp(
  php: string,
  router: string,
  env: Record<string, string> = {},
): Promise<RunningPhp> {
  const port = await freePort();
  // A warning stands in the page, where a test trips over it; and a file that a test changes is read anew.
  const settings = ['display_errors=1', 'error_reporting=-1', 'opcache.enable=0'];
  const strict = settings.flatMap((setting) => ['-d', setting]);
  const child = spawn(php, [...strict, '-S', `127.0.0.1:${port}`, router], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, ...env },
  });
  const ended = once(child, 'exit');
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const giveUp = Date.now() + STARTS_WITHIN_MS;
  while (!said.includes('started')) {
    if (child.exitCode !== null || Date.now() > giveUp) {
      child.kill();
      throw new Error(`PHP's web server did not start: ${said.slice(-500)}`);
    }
    await pause(20);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await ended;
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
