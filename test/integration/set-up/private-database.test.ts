// The private database: closed to all but us, kept data kept, and nothing left behind however we end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import mysql, { type RowDataPacket } from 'mysql2/promise';
import { type PrivateDatabase, startPrivateDatabase } from '../../../module/demo/private-database.js';

const CHILD = join(import.meta.dirname, '../../support/private-database-child.ts');

describe('private database', () => {
  let folder: string;
  let dataDir: string;
  const started: PrivateDatabase[] = [];
  const children: ChildProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'liaison-test-'));
    dataDir = join(folder, 'db');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(started.splice(0).map((database) => database.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  async function start(options: Parameters<typeof startPrivateDatabase>[0] = {}): Promise<PrivateDatabase> {
    const database = await startPrivateDatabase(options);
    started.push(database);
    return database;
  }

  function spawnChild(...args: string[]): ChildProcess & { stdout: Readable } {
    const words = ['--import', 'tsx/esm', CHILD, ...args];
    const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    return child;
  }

  /** Starts one in a process of its own, to be killed. */
  async function startInChild(
    ...args: string[]
  ): Promise<{ child: ChildProcess; pid: number; socket: string }> {
    const child = spawnChild(...args);
    for await (const line of createInterface({ input: child.stdout })) {
      const [pid, socket = ''] = line.split(' ');
      return { child, pid: Number(pid), socket };
    }
    throw new Error('the child process ended');
  }

  it('answers on its socket only, without a port, in a folder of this user alone', async () => {
    const { socketPath, adminUrl } = await start();
    const ports = await rows(socketPath, 'select @@port as port, @@skip_networking as closed');
    expect(ports).to.deep.equal([{ port: 0, closed: 1 }]);
    expect((await stat(dirname(socketPath))).mode & 0o777).to.equal(0o700);
    const connection = await mysql.createConnection(adminUrl);
    const [answer] = await connection.query(
      'select current_user() as user, @@character_set_server as charset',
    );
    await connection.end();
    expect(answer).to.deep.equal([{ user: 'root@localhost', charset: 'utf8mb4' }]);
  });

  it('leaves nothing after stop(), which may be called twice', async () => {
    const { socketPath, pid, stop } = await start();
    await Promise.all([stop(), stop()]);
    expect(existsSync(dirname(socketPath))).to.equal(false);
    expect(isRunning(pid)).to.equal(false);
  });

  it('leaves nothing when its process is killed', async () => {
    const { child, pid, socket } = await startInChild();
    expect(isRunning(pid)).to.equal(true);
    await killed(child);
    await until(() => !isRunning(pid) && !existsSync(dirname(socket)));
  });

  it('keeps the data of a data folder over stop()', async () => {
    const first = await start({ dataDir });
    await rows(first.socketPath, 'create database kept');
    await first.stop();
    expect(isRunning(first.pid)).to.equal(false);
    expect(existsSync(dirname(first.socketPath))).to.equal(false);
    expect(readdirSync(folder)).to.deep.equal(['db']);
    expect((await stat(dataDir)).mode & 0o777).to.equal(0o700);
    const second = await start({ dataDir });
    expect(await rows(second.socketPath, "show databases like 'kept'")).to.have.length(1);
  });

  it('keeps the data over a kill of its process, and starts again at once', async () => {
    const { child, pid, socket } = await startInChild(dataDir);
    await rows(socket, 'create database kept');
    await rows(socket, 'create table kept.t (a int)');
    await rows(socket, 'insert into kept.t values (42)');
    await killed(child);
    const { socketPath } = await start({ dataDir });
    expect(await rows(socketPath, 'select a from kept.t')).to.deep.equal([{ a: 42 }]);
    await until(() => !isRunning(pid) && !existsSync(dirname(socket)));
  });

  it('starts after a kill in the middle of the initialisation', async () => {
    const child = spawnChild(dataDir);
    await until(() => readdirSync(folder).some((name) => name.includes('.new-')));
    await killed(child);
    expect(existsSync(dataDir)).to.equal(false);
    const { stop } = await start({ dataDir });
    await stop();
    await until(() => readdirSync(folder).join() === 'db');
  });

  it('refuses a data folder that a live process uses, and says which', async () => {
    const { child } = await startInChild(dataDir);
    const line = (pid: number | undefined): string =>
      `The demo's database in ${dataDir} is already in use by process ${pid}.`;
    expect(await failure({ dataDir })).to.equal(`Error: ${line} ${child.pid}.`);
    await killed(child);
    await start({ dataDir });
    expect(await failure({ dataDir })).to.equal(`Error: ${line} ${process.pid}.`);
  });

  it('does not take over a folder that holds something else', async () => {
    await mkdir(dataDir);
    await writeFile(join(dataDir, 'letter.txt'), 'mine');
    expect(await failure({ dataDir }))
      .to.contain('did not start')
      .and.contain('ENOTEMPTY');
    expect(readdirSync(dataDir)).to.deep.equal(['letter.txt']);
    await until(() => readdirSync(folder).join() === 'db');
  });

  it('tells the last words of a server that cannot start', async () => {
    await (await start({ dataDir })).stop();
    await rm(join(dataDir, 'ibdata1'));
    await mkdir(join(dataDir, 'ibdata1'));
    expect(await failure({ dataDir })).to.match(
      /did not start: Error: the server ended by itself\n[^]*\[ERROR\]/,
    );
  });
});

async function rows(socketPath: string, sql: string): Promise<unknown> {
  const connection = await mysql.createConnection({ socketPath, user: 'root' });
  const [result] = await connection.query<RowDataPacket[]>(sql);
  await connection.end();
  return result;
}

async function failure(options: Parameters<typeof startPrivateDatabase>[0]): Promise<string> {
  return startPrivateDatabase(options).then(() => 'it started', String);
}

async function killed(child: ChildProcess): Promise<void> {
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** A zombie, which waits for its parent only, does not count. */
function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !(existsSync(`/proc/${pid}/stat`) && /\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8')));
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  const giveUp = Date.now() + 10_000;
  while (!condition()) {
    if (Date.now() > giveUp) throw new Error('not within 10 seconds');
    await sleep(10);
  }
}
