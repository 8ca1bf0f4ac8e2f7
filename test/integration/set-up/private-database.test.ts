// The private database: closed to all but us, kept data kept, and nothing left behind however we end.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'chai';
import mysql from 'mysql2/promise';
import { type PrivateDatabase, startPrivateDatabase } from '../../../module/demo/private-database.js';

const CHILD = join(import.meta.dirname, '../../support/private-database-child.ts');

describe('private database', function () {
  this.timeout(60_000);
  let folder: string;
  let dataDir: string;
  const started: PrivateDatabase[] = [];
  const children: ChildProcess[] = [];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'liaison-test-'));
    dataDir = join(folder, 'db');
  });
  afterEach(async () => {
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await Promise.all(started.splice(0).map((database) => database.stop()));
    rmSync(folder, { recursive: true, force: true });
  });

  async function start(options: { dataDir?: string } = {}): Promise<PrivateDatabase> {
    started.push(await startPrivateDatabase(options));
    return started.at(-1)!;
  }

  /** A process that starts one, to be killed; `ready`: what it started, once that answers. */
  function startInChild(...args: string[]) {
    const flags = ['--import', 'tsx/esm', CHILD, ...args];
    const child = spawn(process.execPath, flags, { stdio: ['ignore', 'pipe', 'inherit'] });
    children.push(child);
    const ready = once(createInterface({ input: child.stdout }), 'line').then(([line]) => {
      const running: Omit<PrivateDatabase, 'stop'> = JSON.parse(String(line));
      return running;
    });
    return { child, ready };
  }

  it('answers on its socket only, without a port, in a folder of this user alone', async () => {
    const { socketPath, adminUrl } = await start();
    expect(statSync(dirname(socketPath)).mode & 0o777).to.equal(0o700);
    const sql =
      'select @@port port, @@skip_networking closed, current_user() user, @@character_set_server letters';
    const expected = { port: 0, closed: 1, user: 'root@localhost', letters: 'utf8mb4' };
    expect(await ask(adminUrl, sql)).to.deep.equal([expected]);
  });

  it('leaves nothing after stop(), which may be called twice', async () => {
    const { socketPath, pid, stop } = await start();
    await Promise.all([stop(), stop()]);
    expect(isRunning(pid) || existsSync(dirname(socketPath))).to.equal(false);
  });

  it('leaves nothing when its process is killed', async () => {
    const { child, ready } = startInChild();
    const { pid, socketPath } = await ready;
    expect(isRunning(pid)).to.equal(true);
    await kill(child);
    await until(() => !isRunning(pid) && !existsSync(dirname(socketPath)));
  });

  it('keeps the data of a data folder over stop()', async () => {
    const { adminUrl, pid, socketPath, stop } = await start({ dataDir });
    await ask(adminUrl, 'create database kept');
    await stop();
    expect(isRunning(pid) || existsSync(dirname(socketPath))).to.equal(false);
    expect(readdirSync(folder)).to.deep.equal(['db']);
    expect(statSync(dataDir).mode & 0o777).to.equal(0o700);
    const second = await start({ dataDir });
    expect(await ask(second.adminUrl, "show databases like 'kept'")).to.have.length(1);
  });

  it('keeps the data over a kill of its process, and starts again at once', async () => {
    const { child, ready } = startInChild(dataDir);
    const { pid, socketPath, adminUrl } = await ready;
    await ask(adminUrl, 'create table mysql.kept select 42 as a');
    await kill(child);
    const second = await start({ dataDir });
    expect(await ask(second.adminUrl, 'select a from mysql.kept')).to.deep.equal([{ a: 42 }]);
    await until(() => !isRunning(pid) && !existsSync(dirname(socketPath)));
  });

  it('starts after a kill in the middle of the initialisation', async () => {
    const { child } = startInChild(dataDir);
    await until(() => readdirSync(folder).some((name) => name.includes('.new-')));
    await kill(child);
    expect(existsSync(dataDir)).to.equal(false);
    await (await start({ dataDir })).stop();
    await until(() => readdirSync(folder).join() === 'db');
  });

  it('refuses a data folder that a live process uses, and says which', async () => {
    const { child, ready } = startInChild(dataDir);
    await ready;
    const line = `The demo's database in ${dataDir} is already in use by process`;
    expect(await failure(dataDir)).to.equal(`Error: ${line} ${child.pid}.`);
    await kill(child);
    await start({ dataDir });
    expect(await failure(dataDir)).to.equal(`Error: ${line} ${process.pid}.`);
  });

  it('does not take over a folder that holds something else', async () => {
    mkdirSync(join(dataDir, 'letters'), { recursive: true });
    expect(await failure(dataDir)).to.match(/did not start.*ENOTEMPTY/);
    expect([readdirSync(dataDir), readdirSync(folder)]).to.deep.equal([['letters'], ['db']]);
  });

  it('tells the last words of a server that cannot start', async () => {
    await (await start({ dataDir })).stop();
    rmSync(join(dataDir, 'ibdata1'));
    mkdirSync(join(dataDir, 'ibdata1'));
    expect(await failure(dataDir)).to.match(/the server ended by itself[^]*\[ERROR\]/);
  });
});

async function ask(adminUrl: string, sql: string): Promise<unknown> {
  const connection = await mysql.createConnection(adminUrl);
  const [answer] = await connection.query(sql);
  await connection.end();
  return answer;
}

const failure = (dataDir: string) => startPrivateDatabase({ dataDir }).then(() => 'it started', String);

async function kill(child: ChildProcess): Promise<void> {
  if (child.kill('SIGKILL')) await once(child, 'exit');
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function until(condition: () => boolean): Promise<void> {
  for (const giveUp = Date.now() + 10_000; !condition(); await sleep(10)) {
    if (Date.now() > giveUp) throw new Error('not within 10 seconds');
  }
}
