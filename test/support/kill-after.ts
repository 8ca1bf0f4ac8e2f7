// Loaded before a command (NODE_OPTIONS=--import): writes down each thing that the command changes, below a folder or in its
// database, right after it has happened, and ends the process there by SIGKILL when it was the one that was asked for.
//   CHANGES_BELOW  the folder   CHANGES_LIST  a file for the list   KILL_AFTER  which one, from 1; 0: none
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { isMainThread } from 'node:worker_threads';
import mysql from 'mysql2';

type Anything = (this: unknown, ...args: unknown[]) => unknown;
type Functions = Record<string, Anything>;

const { CHANGES_BELOW: below = '', CHANGES_LIST: list = '', KILL_AFTER: last = '0' } = process.env;
const { appendFileSync, existsSync } = fs;
let count = 0;

function changed(what: string): void {
  appendFileSync(list, `${what}\n`);
  count += 1;
  if (count === Number(last)) process.kill(process.pid, 'SIGKILL');
}

/** Which argument is the path, and whether calling it makes or takes something there. */
const SYNC = { mkdirSync: 0, openSync: 0, renameSync: 1, rmSync: 0, rmdirSync: 0 };
const ASYNC = ['mkdir', 'open'];
const makes = (name: string): boolean => /^(mkdir|open)/.test(name);

/** What to write down of this call once it is done; undefined where nothing changes. */
function changeOf(name: string, file: unknown): string | undefined {
  if (typeof file !== 'string' || !file.startsWith(below)) return undefined;
  return name === 'renameSync' || makes(name) !== existsSync(file)
    ? `${name} ${file.slice(below.length)}`
    : undefined;
}

function watchFiles(): void {
  const sync = fs as unknown as Functions;
  for (const [name, at] of Object.entries(SYNC)) {
    const real = sync[name] as Anything;
    sync[name] = (...args) => {
      const change = changeOf(name, args[at]);
      const result = real(...args);
      if (change !== undefined) changed(change);
      return result;
    };
  }
  const promises = fs.promises as unknown as Functions;
  for (const name of ASYNC) {
    const real = promises[name] as Anything;
    promises[name] = async (...args) => {
      const change = changeOf(name, args[0]);
      const result = await real(...args);
      if (change !== undefined) changed(change);
      return result;
    };
  }
  syncBuiltinESMExports();
}

function watchStatements(): void {
  const connection = mysql.Connection.prototype as unknown as { query: Anything };
  const real = connection.query;
  connection.query = function query(options, ...rest) {
    const sql = typeof options === 'string' ? options : (options as { sql: string }).sql;
    const answered = rest.at(-1);
    if (!/^\s*(create|alter|drop|insert|update|delete)\b/i.test(sql) || typeof answered !== 'function')
      return real.call(this, options, ...rest);
    return real.call(this, options, ...rest.slice(0, -1), (error: unknown, ...answer: unknown[]) => {
      if (!error) changed(sql.replace(/\s+/g, ' '));
      (answered as Anything)(error, ...answer);
    });
  };
}

// The thread that loads TypeScript changes nothing.
if (isMainThread) {
  watchFiles();
  watchStatements();
}
