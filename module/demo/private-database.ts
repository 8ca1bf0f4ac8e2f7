// A MariaDB (or MySQL) server of our own for the demo and the tests: in a folder that only this user can enter,
// on a unix socket only (no port), gone with the process that started it however that process ends.
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import mysql from 'mysql2/promise';
import { type DatabaseProgram, findDatabaseProgram, superviseDatabase } from './database-program.js';
import { claimFolder } from './folder-owner.js';

const START_SECONDS = 30;
const STOP_SECONDS = 10;

/** A running server; its administrator is `root` without a password, whom only this socket lets in. */
export interface PrivateDatabase {
  readonly socketPath: string;
  /** `mysql://root@localhost/?socketPath=…`, as mysql2 and Knex take it; a database's name goes in as its path. */
  readonly adminUrl: string;
  /** The server's process id. */
  readonly pid: number;
  /** Ends the server and removes its throw-away folders; may be called more than once. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts a server of our own, installing Debian's MariaDB first when the machine has none. Without `dataDir` it
 * is throw-away: fast, and all of it is removed on stop. With `dataDir` (made when missing) the data stays and
 * the next start finds it again, also after a kill. `say` gets a line before a step that takes seconds.
 * @throws Error when another live process uses `dataDir`, when MariaDB cannot be installed, or when the server
 * does not answer within 30 seconds; its message then ends with the server's last words
 */
export async function startPrivateDatabase(
  options: { dataDir?: string; say?: (line: string) => void } = {},
): Promise<PrivateDatabase> {
  const program = await findDatabaseProgram(options.say ?? (() => {}));
  if (options.dataDir === undefined) return start(program, undefined, async () => {});
  const dataDir = resolve(options.dataDir);
  await mkdir(dirname(dataDir), { recursive: true });
  const release = await claimFolder(dataDir);
  try {
    return await start(program, dataDir, release);
  } catch (error) {
    await release();
    throw error;
  }
}

async function start(
  program: DatabaseProgram,
  dataDir: string | undefined,
  release: () => Promise<void>,
): Promise<PrivateDatabase> {
  // A socket's path may have 103 bytes (107 on Linux).
  const name = `liaison-db-${randomUUID()}`;
  const roomy = Buffer.byteLength(join(tmpdir(), name, 'socket')) <= 103;
  const run = join(roomy ? tmpdir() : '/tmp', name);
  const data = dataDir ?? join(run, 'data');
  const isNew = !existsSync(join(data, 'mysql'));
  // Made under another name and renamed when complete: a killed initialisation leaves nothing half-made.
  const made = isNew ? `${data}.new-${randomUUID()}` : data;
  if (isNew && dataDir !== undefined) await removeLeftovers(dataDir);
  const child = superviseDatabase(
    isNew ? [run, made] : [run],
    isNew ? program.initialise(made) : undefined,
    program.serve(data, run, dataDir !== undefined),
  );
  const ended = once(child, 'exit');
  let log = '';
  child.stderr.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-2000)));
  child.stdin.on('error', () => {}); // it has ended: seen by its exit
  const kill = async (): Promise<void> => {
    child.stdin.end();
    await ended;
  };
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    if ((await lines.next()).done) throw new Error('its folders or its system tables could not be made');
    if (made !== data) await rename(made, data);
    child.stdin.write('serve\n');
    const pid = Number((await lines.next()).value);
    const socketPath = join(run, 'socket');
    await waitForAnswer(socketPath, () => child.exitCode !== null || child.signalCode !== null);
    const stop = async (): Promise<void> => {
      child.ref();
      if (dataDir !== undefined && child.exitCode === null) {
        askToEnd(pid);
        await Promise.race([ended, sleep(STOP_SECONDS * 1000, undefined, { ref: false })]);
      }
      await kill();
      await release();
    };
    let stopped: Promise<void> | undefined;
    // Nothing of the server keeps our process from ending.
    child.unref();
    for (const pipe of [child.stdin, child.stdout, child.stderr]) if (pipe instanceof Socket) pipe.unref();
    const adminUrl = `mysql://root@localhost/?socketPath=${encodeURIComponent(socketPath)}&charset=utf8mb4`;
    return { socketPath, adminUrl, pid, stop: () => (stopped ??= stop()) };
  } catch (error) {
    await kill();
    const words = log.trim().split('\n').slice(-12).join('\n');
    throw new Error(`The private database did not start (${String(error)}).\n${words}`, { cause: error });
  }
}

function askToEnd(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {} // it has ended by itself
}

/** Removes what initialisations left that were broken off together with their supervisor, as by a power cut. */
async function removeLeftovers(dataDir: string): Promise<void> {
  for (const name of await readdir(dirname(dataDir))) {
    if (!name.startsWith(`${basename(dataDir)}.new-`)) continue;
    await rm(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}

async function waitForAnswer(socketPath: string, hasEnded: () => boolean): Promise<void> {
  const giveUp = Date.now() + START_SECONDS * 1000;
  for (;;) {
    try {
      const connection = await mysql.createConnection({ socketPath, user: 'root' });
      await connection.query('select 1');
      return await connection.end();
    } catch (error) {
      if (hasEnded()) throw new Error('the server ended by itself', { cause: error });
      if (Date.now() > giveUp) throw new Error(`no answer within ${START_SECONDS} seconds`, { cause: error });
      await sleep(15);
    }
  }
}
