// Runs a command with the checkout's packages in place: `node .ci/with-packages.mjs CMD ARGS...` installs
// them first (npm ci) when node_modules is missing, incomplete or older than package-lock.json, then runs CMD
// with node_modules/.bin in PATH. Needs nothing but Node and npm.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, realpathSync } from 'node:fs';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = realpathSync(fileURLToPath(new URL('..', import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.liaison-packages');
const lock = join(tmpdir(), `liaison-packages-${hash(`${process.getuid?.()} ${root}`).slice(0, 16)}`);
const machine = `node ${process.versions.node.split('.')[0]} ${process.platform}-${process.arch}`;
let current; // the child that runs now
let stoppedBy; // the signal that asked us to end

function hash(text) {
  return createHash('sha256').update(text).digest('hex');
}
function fail(line, code = 1) {
  console.error(line);
  process.exit(code);
}
function read(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
function readJson(file) {
  return JSON.parse(read(file) || '{}');
}
const wantedStamp = () => `${machine} ${hash(read(join(root, 'package-lock.json')))}\n`;

/** All direct dependencies lie there at the version that package.json pins. */
function directPackagesArePresent() {
  const { dependencies, devDependencies } = readJson(join(root, 'package.json'));
  return Object.entries({ ...dependencies, ...devDependencies }).every(
    ([name, version]) => readJson(join(modules, name, 'package.json')).version === version,
  );
}

/**
 * npm's own list of what it installed has all of package-lock.json. npm writes that list last, so an
 * interrupted install (direct packages there, theirs missing) is not taken for a complete one.
 */
function installedAsLocked() {
  const installed = readJson(join(modules, '.package-lock.json')).packages ?? {};
  return Object.entries(readJson(join(root, 'package-lock.json')).packages ?? {}).every(
    ([path, entry]) => path === '' || entry.optional || installed[path]?.version === entry.version,
  );
}

function packagesAreFresh() {
  if (!directPackagesArePresent()) return false;
  const stamp = read(stampFile);
  if (stamp === wantedStamp()) return true;
  // Another Node or platform needs other binaries; without a stamp, or after a developer's own `npm install`,
  // the packages may be right already.
  if ((stamp !== '' && !stamp.startsWith(`${machine} `)) || !installedAsLocked()) return false;
  writeFileSync(stampFile, wantedStamp());
  return true;
}

/** "pid start-time": the start time tells a process from a later one with the same number (containers!). */
function identity(pid) {
  const stat = read(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return `${pid} ${fields[0] === 'Z' ? 'ended' : (fields[19] ?? '')}`.trim();
}
function isAlive(owner) {
  const pid = Number(owner.split(' ')[0]);
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return identity(pid) === owner;
}
const owners = (folder) => read(join(folder, 'owner')).split('\n').filter(Boolean);

/** Takes the lock, a folder that appears with its owner's name inside; waits while a live process has it. */
async function takeLock() {
  const mine = mkdtempSync(`${lock}-`);
  writeFileSync(join(mine, 'owner'), `${identity(process.pid)}\n`);
  const giveUp = Date.now() + 10 * 60_000;
  for (let told = false; ; ) {
    try {
      return renameSync(mine, lock); // fails while another's folder is there: it is not empty
    } catch (error) {
      if (!['ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
    }
    const seen = owners(lock);
    if (!seen.some(isAlive)) {
      // Several waiters may see the dead owner; one that moved a newer owner's lock away puts it back.
      const aside = `${mine}-aside`;
      try {
        renameSync(lock, aside);
        if (owners(aside).some(isAlive)) renameSync(aside, lock);
      } catch {} // another waiter was first
      rmSync(aside, { recursive: true, force: true });
      continue;
    }
    if (stoppedBy || Date.now() > giveUp) rmSync(mine, { recursive: true, force: true });
    if (stoppedBy) endBySignal(stoppedBy);
    if (Date.now() > giveUp) fail(`Process ${seen[0]} has been installing packages for too long (${lock}).`);
    if (!told) console.error('Another run is installing the packages; waiting for it …');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Runs a program to its end; resolves with its exit code or signal and, when piped, its output. */
function run(program, args, options, started = () => {}) {
  return new Promise((resolve, reject) => {
    let output = '';
    current = spawn(program, args, options);
    for (const stream of [current.stdout, current.stderr]) stream?.on('data', (chunk) => (output += chunk));
    current.on('error', reject).on('close', (code, signal) => resolve({ code, signal, output }));
    if (current.pid) started(current.pid);
  });
}

async function install() {
  console.error('Installing packages (about 20 seconds) …');
  rmSync(stampFile, { force: true });
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  // npm's process counts as an owner too: it may outlive us when we are killed.
  const started = (pid) => writeFileSync(join(lock, 'owner'), `${identity(pid)}\n`, { flag: 'a' });
  const { code, output } = await run('npm', args, options, started).catch((error) => ({ output: error.message }));
  if (!stoppedBy && (code !== 0 || !directPackagesArePresent())) {
    console.error(output.trim());
    throw new Error('The packages could not be installed: see npm’s lines above, then run the same command again.');
  }
  if (!stoppedBy) writeFileSync(stampFile, wantedStamp());
}

function endBySignal(signal) {
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
}
