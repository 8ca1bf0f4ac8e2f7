// The browser of the tests: Chromium or Chrome of this machine, else Debian's package, driven by Playwright.
import { spawnSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';
import { findProgram, installDebianPackages, isProgram } from '../../module/demo/debian-package.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];
const FOLDERS = ['/usr/bin', '/usr/local/bin', '/opt/google/chrome'];

/**
 * The path of a Chromium or Chrome: CHROMIUM_PATH, else the first one found, else Debian's package, which it
 * installs (`say` gets a line before, and the reason when that fails). Undefined: there is none, so skip.
 * @throws Error when CHROMIUM_PATH is set but names no program
 */
export async function findChromium(say: (line: string) => void): Promise<string | undefined> {
  const named = process.env['CHROMIUM_PATH'];
  if (named && !isProgram(named)) throw new Error(`CHROMIUM_PATH names no program: ${named}`);
  const found = named || workingBrowser();
  if (found) return found;
  try {
    await installDebianPackages(['chromium', 'fonts-dejavu-core'], 'Chromium', say);
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  return workingBrowser();
}

/** A browser that says its version: Ubuntu's chromium-browser is a stub that only points at a snap. */
function workingBrowser(): string | undefined {
  const file = findProgram(NAMES, FOLDERS);
  return file && spawnSync(file, ['--version'], { timeout: 20_000 }).status === 0 ? file : undefined;
}

/**
 * Starts the browser without a window, with a profile of its own that goes on close().
 * @param executablePath what findChromium() gave; without it, it is looked for
 * @throws Error when there is no browser
 */
export async function launchChromium(executablePath?: string): Promise<Browser> {
  const path = executablePath ?? (await findChromium((line) => console.error(line)));
  if (!path) throw new Error('Install Chromium first: sudo apt-get install chromium fonts-dejavu-core');
  return chromium.launch({
    executablePath: path,
    // No sandbox: it does not work for root or in most containers. The rest: nothing of its own on the network.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
