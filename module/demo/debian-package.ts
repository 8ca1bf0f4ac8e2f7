// Finds a program of this machine, and installs the Debian packages that hold it when it is missing: the demo
// and the tests see to their own MariaDB, Chromium and PHP.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** How long to wait for another apt or dpkg that holds the machine's package lock, in seconds. */
const LOCK_SECONDS = 120;
const LOCKED = /Could not get lock|Unable to lock/;

/**
 * The full path of the first of `names` that can be run, looked for in PATH and then in `folders` (absolute;
 * the system folders are often missing from an ordinary user's PATH); undefined if there is none.
 */
export function findProgram(names: readonly string[], folders: readonly string[] = []): string | undefined {
  const places = [...(process.env['PATH'] ?? '').split(delimiter).filter(Boolean), ...folders];
  return names.flatMap((name) => places.map((place) => join(place, name))).find(isProgram);
}

/** Whether `file` is a file that this user may run. */
export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

/**
 * Installs Debian packages by apt-get, as root or through a sudo that asks no password; waits up to two minutes
 * while another apt or dpkg is busy. `reason` names what is missing ("MariaDB") in the line that `say` gets
 * before and in the error.
 * @throws Error with one line that says what to install, the end of apt's own words as its `cause`
 */
export async function installDebianPackages(
  packages: string[],
  reason: string,
  say: (line: string) => void,
): Promise<void> {
  const advice = `Install ${reason} first: sudo apt-get install ${packages.join(' ')}`;
  const apt = findApt();
  if (!apt) throw new Error(advice);
  say(`Installing ${reason} (Debian package, about 20 seconds) …`);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  let result = await runApt(apt, install);
  if (!result.ok && !LOCKED.test(result.output)) {
    // A fresh machine has no package lists, and lists that are too old name files that are gone.
    const update = await runApt(apt, ['update']);
    result = update.ok ? await runApt(apt, install) : update;
  }
  if (!result.ok) throw new Error(advice, { cause: result.output.slice(-2000) });
}

/** The words that run apt-get with root's rights, or undefined where that cannot be. */
function findApt(): string[] | undefined {
  const apt = findProgram(['apt-get'], ['/usr/bin']);
  if (!apt) return undefined;
  // sudo drops the environment, so that the setting goes on the command line.
  const command = ['env', 'DEBIAN_FRONTEND=noninteractive', apt, '-o', `DPkg::Lock::Timeout=${LOCK_SECONDS}`];
  if (process.getuid?.() === 0) return command;
  const sudo = findProgram(['sudo'], ['/usr/bin']);
  return sudo ? [sudo, '-n', ...command] : undefined;
}

async function runApt(apt: string[], args: string[]): Promise<{ ok: boolean; output: string }> {
  const giveUp = Date.now() + LOCK_SECONDS * 1000;
  for (;;) {
    const [program = '', ...rest] = [...apt, ...args];
    const child = spawn(program, rest, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
      // A Ctrl-C for us must not break off dpkg half-way. (Not with sudo: it remembers a password by terminal.)
      detached: process.getuid?.() === 0,
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
    }
    await once(child, 'close').catch((error: Error) => (output += error.message));
    if (child.exitCode === 0) return { ok: true, output };
    // apt waits by itself for dpkg's lock only, not for those on its lists and downloads.
    if (!LOCKED.test(output) || Date.now() > giveUp) return { ok: false, output };
    await sleep(2000);
  }
}
