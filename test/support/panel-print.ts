// A print of a database and of a folder, line by line, by which two moments of a panel are compared: every definition with
// its AUTO_INCREMENT, trigger, foreign key, routine, event and view, every row, every file with its mode and owner. Knows
// nothing of Liaison and imports nothing of it.
import { createHash } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import path from 'node:path';
import mysql, { type Connection, type RowDataPacket } from 'mysql2/promise';

/** "table clients" → its print. */
export type Print = Record<string, string>;

const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** Sorted, so that two of them can be compared by `diff`. */
export const linesOf = (print: Print): string[] =>
  Object.entries(print)
    .map(([name, text]) => `${name}\t${sha256(text)}`)
    .toSorted((a, b) => (a < b ? -1 : 1));

/** One hash of it all. */
export const sumOf = (print: Print): string => sha256(linesOf(print).join('\n'));

/** Everything in the database of this address but the tables whose name begins with `without`. */
export async function databasePrint(url: string, without?: string): Promise<Print> {
  const { socketPath, ...address } = addressOf(url);
  const connection = await mysql.createConnection(socketPath ? { ...address, socketPath } : address);
  try {
    const print: Print = {};
    await connection.query("SET time_zone = '+00:00'");
    const [[database = ''] = []] = await ask(connection, 'SELECT DATABASE()');
    print['database'] = await definition(connection, `SHOW CREATE DATABASE ${quoted(String(database))}`);
    for (const { list, show } of PARTS) {
      const [...names] = (await ask(connection, list)).map(([name]) => String(name));
      for (const name of names) print[`${show.toLowerCase()} ${name}`] = await definition(connection, `SHOW CREATE ${show} ${quoted(name)}`); // prettier-ignore
    }
    const tables = (await ask(connection, LIST_TABLES)).map(([name]) => String(name));
    for (const name of tables.filter((one) => without === undefined || !one.startsWith(without))) {
      const shape = await definition(connection, `SHOW CREATE TABLE ${quoted(name)}`);
      print[`table ${name}`] = `${shape}\n${await rowsPrint(connection, name)}`;
    }
    return print;
  } finally {
    await connection.end();
  }
}

const named = (column: string, from: string, more = ''): string =>
  `SELECT ${column} FROM information_schema.${from} AND ${more || '1'} ORDER BY 1`;

const LIST_TABLES = named(
  'table_name',
  'tables WHERE table_schema = DATABASE()',
  "table_type = 'BASE TABLE'",
);
const PARTS = [
  { show: 'VIEW', list: named('table_name', 'views WHERE table_schema = DATABASE()') },
  { show: 'TRIGGER', list: named('trigger_name', 'triggers WHERE trigger_schema = DATABASE()') },
  { show: 'EVENT', list: named('event_name', 'events WHERE event_schema = DATABASE()') },
  ...['PROCEDURE', 'FUNCTION'].map((show) => ({
    show,
    list: named('routine_name', 'routines WHERE routine_schema = DATABASE()', `routine_type = '${show}'`),
  })),
];

/** How many rows, and a hash of all their bytes in the order of the primary key, else of all columns. */
async function rowsPrint(connection: Connection, table: string): Promise<string> {
  const columns = await ask(connection, `SHOW COLUMNS FROM ${quoted(table)}`);
  const keys = columns.filter(([, , , key]) => key === 'PRI');
  const order = (keys.length > 0 ? keys : columns).map(([name]) => quoted(String(name))).join(', ');
  const hash = createHash('sha256');
  const rows = await ask(connection, `SELECT * FROM ${quoted(table)} ORDER BY ${order}`);
  // JSON keeps values apart, and NULL from ''.
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`);
  return `${rows.length} rows ${hash.digest('hex')}`;
}

async function definition(connection: Connection, sql: string): Promise<string> {
  const [first] = await ask(connection, sql);
  return (first ?? []).map(String).join('\n');
}

/** Every value as the server sends it: bytes, as hex where they are no text. */
async function ask(connection: Connection, sql: string): Promise<(string | null)[][]> {
  const typeCast = (field: { buffer(): Buffer | null }): string | null => textOf(field.buffer());
  const [rows] = await connection.query<RowDataPacket[][]>({ sql, rowsAsArray: true, typeCast });
  return rows as unknown as (string | null)[][];
}

function textOf(bytes: Buffer | null): string | null {
  if (bytes === null) return null;
  const text = bytes.toString('utf8');
  return text.includes('\uFFFD') ? `0x${bytes.toString('hex')}` : text;
}

const quoted = (name: string): string => `\`${name.replaceAll('`', '``')}\``;

function addressOf(url: string) {
  const { hostname, port, username, password, pathname, searchParams } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 3306),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: decodeURIComponent(pathname.slice(1)),
    socketPath: searchParams.get('socketPath') ?? undefined,
    charset: 'utf8mb4',
  };
}

/** Everything below the folder: kind, mode, owner, and a hash of the content or where a link leads. */
export function folderPrint(folder: string): Print {
  const print: Print = {};
  for (const name of ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]) {
    const file = path.join(folder, name);
    const found = lstatSync(file);
    const facts = `${found.mode.toString(8)} ${found.uid}:${found.gid}`;
    const content = found.isFile() ? ` ${sha256(readFileSync(file))}` : found.isSymbolicLink() ? ` → ${readlinkSync(file)}` : ''; // prettier-ignore
    print[name] = `${facts}${content}`;
  }
  return print;
}
