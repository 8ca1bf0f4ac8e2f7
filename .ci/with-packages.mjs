// Runs a command with the checkout's packages in place: `node .ci/with-packages.mjs CMD ARGS...` installs
// them first (npm ci) when node_modules is missing, incomplete or older than package-lock.json, then runs CMD
// with node_modules/.bin in PATH. Needs nothing but Node and npm.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const sha256 = (text) => createHash('sha256').update(text).digest('hex');
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.liaison-packages');
const machine = `node ${process.versions.node.split('.')[0]} ${process.platform}-${process.arch}`;
const lock = join(tmpdir(), `liaison-packages-${sha256(`${process.getuid?.()} ${root}`).slice(0, 16)}`);

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
const readJson = (file) => JSON.parse(read(file) || '{}');
const wantedStamp = () => `${machine} ${sha256(read(join(root, 'package-lock.json')))}\n`;

/** All direct dependencies lie there at the version that package.json pins. */
function directPackagesArePresent() {
  const { dependencies, devDependencies } = readJson(join(root, 'package.json'));
  return Object.entries({ ...dependencies, ...devDependencies }).every(
    ([name, version]) => readJson(join(modules, name, 'package.json')).version === version,
  );
}

/** npm's own list of what it installed has all of package-lock.json; npm writes it only at the very end. */
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
  // Another Node or platform needs other binaries. After a developer's own `npm install` the packages may well
  // be right, but an interrupted one can lack packages of packages: so npm's list decides.
  if ((stamp !== '' && !stamp.startsWith(machine)) || !installedAsLocked()) return false;
  writeFileSync(stampFile, wantedStamp());
  return true;
}

/** "pid start-time" of a live process, else ''. The start time tells it from a later one with its number. */
function identity(pid) {
  if (process.platform !== 'linux')
    return spawnSync('ps', ['-o', 'pid=,lstart=', '-p', pid], { encoding: 'utf8' }).stdout.trim();
  const stat = read(`/proc/${pid}/stat`);
  const [state, ...fields] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return !state || state === 'Z' ? '' : `${pid} ${fields[18]}`;
}
const addOwner = (pid) => appendFileSync(join(lock, 'owner'), `${identity(pid)}\n`);

/** Takes the lock, a folder with its owners' names inside; waits while one of them lives. */
async function takeLock() {
  for (let told = false; ; told = true) {
    try {
      mkdirSync(lock);
      return addOwner(process.pid);
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owners = read(join(lock, 'owner')).split('\n').filter(Boolean);
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    // Without a name it is being made or removed this moment, or its owner died doing so.
    if (owners.length > 0 ? !owners.some((owner) => identity(parseInt(owner)) === owner) : age > 5000) {
      rmSync(lock, { recursive: true, force: true });
      continue;
    }
    if (!told) console.error('Another run is installing the packages; waiting for it …');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Runs a program to its end, passing signals on; resolves with its exit code, and its output if piped. */
async function run(program, args, options, started = () => {}) {
  const child = spawn(program, args, options);
  if (child.pid) started(child.pid);
  let output = '';
  let stopped = false;
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      stopped = true;
      // A terminal's Ctrl-C reaches the child anyway, and a second one means "at once" to many programs.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  const [code, signal] = await once(child, 'close');
  return { code: code ?? 128 + constants.signals[signal], stopped, output };
}

/** Installs the packages; resolves with false if a signal interrupted it. */
async function install() {
  console.error('Installing packages (about 20 seconds) …');
  rmSync(stampFile, { force: true });
  const args = ['ci', '--ignore-scripts', '--include=dev', '--no-audit', '--no-fund'];
  const options = { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] };
  // npm counts as an owner of the lock too: it may live on for a while when we are killed.
  const { code, stopped, output } = await run('npm', args, options, addOwner);
  if (stopped) return false;
  if (code !== 0 || !directPackagesArePresent()) {
    console.error(output.trim());
    throw new Error('The packages could not be installed: npm says why above. Then run the same again.');
  }
  writeFileSync(stampFile, wantedStamp());
  return true;
}

/** Does all of it; resolves with the exit code. */
async function main([command, ...args]) {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major * 1000 + minor < 20_019) throw new Error(`Liaison needs Node >= 20.19, not ${process.version}.`);
  if (!command) throw new Error('Usage: node .ci/with-packages.mjs COMMAND [ARGUMENTS...]');
  if (!packagesAreFresh()) {
    await takeLock();
    try {
      if (!packagesAreFresh() && !(await install())) return 130;
    } finally {
      rmSync(lock, { recursive: true });
    }
  }
  const PATH = `${join(modules, '.bin')}${delimiter}${process.env.PATH}`;
  return (await run(command, args, { stdio: 'inherit', env: { ...process.env, PATH } })).code;
}

// A killed npm passes nothing on, so that its end is ours.
let parent = process.ppid;
function endWithParent() {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  parent = process.ppid;
}
if (process.env.npm_lifecycle_event) setInterval(endWithParent, 300).unref();

process.exitCode = await main(process.argv.slice(2)).catch((error) => {
  console.error(error.code === 'ENOENT' ? `There is no program "${error.path}" here.` : error.message);
  return error.code === 'ENOENT' ? 127 : 1;
});
