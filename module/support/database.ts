// The connection pool: how long we wait for what, how a session is set up, and which failures mean "not now".
import { readFileSync } from 'node:fs';
import knexModule, { type Knex } from 'knex';
import { UnavailableError } from './errors.js';

/** The pool itself, or a transaction on it. */
export type Executor = Knex | Knex.Transaction;

/**
 * Milliseconds. Together they keep a request below 2 s when the database hangs (safety.md F9). A lock is waited for
 * less long than an answer, so that the server's own refusal (1205, which we retry) comes before we give up.
 */
export interface Patience {
  acquire: number;
  connect: number;
  statement: number;
  lockSeconds: number;
}

export const REQUEST_PATIENCE: Patience = { acquire: 1500, connect: 1200, statement: 1500, lockSeconds: 1 };
export const MAINTENANCE_PATIENCE: Patience = {
  acquire: 10_000,
  connect: 10_000,
  statement: 600_000,
  lockSeconds: 5,
};

const SQL_MODE =
  'STRICT_TRANS_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO,ONLY_FULL_GROUP_BY,NO_ENGINE_SUBSTITUTION';

// Knex would print what it also throws, unstructured and with the driver's words in it.
const nothing = (): void => undefined;
const quiet = { warn: nothing, error: nothing, deprecate: nothing, debug: nothing };

type Answered = (error: { code?: string } | null, ...rest: unknown[]) => void;

interface DriverConnection {
  query: (options: string | object, values: unknown, done?: Answered) => unknown;
  destroy(): void;
}

/**
 * Opens a pool on `mysql://user:password@host:port/database`; `?socketPath=/…` reaches a server by its unix socket,
 * `?tlsCa=/…` (also `tlsCert`, `tlsKey`, `tls=unverified`) by TLS.
 * Nothing connects until the first query. Dates come as text: a panel's zero dates are no Date.
 */
export function openDatabase(url: string, patience: Patience = REQUEST_PATIENCE): Knex {
  return knexModule({
    client: 'mysql2',
    connection: {
      ...connectionOf(url),
      charset: 'utf8mb4',
      timezone: 'Z',
      dateStrings: true,
      supportBigNumbers: true,
      connectTimeout: patience.connect,
    },
    acquireConnectionTimeout: patience.acquire,
    log: quiet,
    pool: {
      min: 0,
      max: 10,
      afterCreate: (
        connection: DriverConnection,
        done: (error: unknown, connection: DriverConnection) => void,
      ) => {
        limitEveryQuery(connection, patience.statement);
        connection.query(sessionSetUp(patience), undefined, (error) => done(error, connection));
      },
    },
  });
}

function connectionOf(
  url: string,
): { user: string; password: string; database: string } & Record<string, unknown> {
  const parsed = new URL(url);
  const socketPath = parsed.searchParams.get('socketPath');
  return {
    user: decodeURIComponent(parsed.username),
    password: decodeURIComponent(parsed.password),
    database: decodeURIComponent(parsed.pathname.slice(1)),
    ...(socketPath ? { socketPath } : { host: parsed.hostname, port: Number(parsed.port || 3306) }),
    ...tlsOf(parsed.searchParams),
  };
}

function tlsOf(asked: URLSearchParams): { ssl?: object } {
  const files = { ca: 'tlsCa', cert: 'tlsCert', key: 'tlsKey' };
  const given = Object.entries(files).filter(([, name]) => asked.has(name));
  if (given.length === 0 && !asked.has('tls')) return {};
  const read = Object.fromEntries(given.map(([key, name]) => [key, readFileSync(asked.get(name) as string)]));
  const verify = asked.get('tls') !== 'unverified';
  return { ssl: { ...read, rejectUnauthorized: verify, verifyIdentity: verify } };
}

/** The database we are connected to: the panel's. */
export async function databaseName(on: Executor): Promise<string> {
  const [[row]] = (await on.raw('SELECT DATABASE() AS name')) as [[{ name: string }]];
  return row.name;
}

// One statement, so that a session is never half set up. MariaDB reads what stands in /*M! */, MySQL passes it by.
function sessionSetUp(patience: Patience): string {
  const seconds = Math.ceil(patience.statement / 1000);
  return (
    `SET SESSION sql_mode = '${SQL_MODE}', time_zone = '+00:00', ` +
    `innodb_lock_wait_timeout = ${patience.lockSeconds}, lock_wait_timeout = ${Math.max(2, patience.lockSeconds)}` +
    `/*M!100101 , max_statement_time = ${seconds} */`
  );
}

// mysql2 has a limit per query only, and leaves a connection whose answer never came in the pool: close it.
function limitEveryQuery(connection: DriverConnection, timeout: number): void {
  const send = connection.query.bind(connection);
  connection.query = (options: string | object, values: unknown, done?: Answered) => {
    const answered = done ?? values;
    // Rows as they come (row-stream.ts), with a limit of their own.
    if (!isAnswered(answered)) return send(options, values);
    const limited = { ...(typeof options === 'string' ? { sql: options } : options), timeout };
    return send(limited, done ? values : undefined, (error, ...rest) => {
      if (error?.code === 'PROTOCOL_SEQUENCE_TIMEOUT') connection.destroy();
      answered(error, ...rest);
    });
  };
}

const isAnswered = (last: unknown): last is Answered => typeof last === 'function';

const UNREACHABLE_CODES = new Set([
  'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN', 'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT', 'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR', 'PROTOCOL_ENQUEUE_AFTER_DESTROY', 'PROTOCOL_PACKETS_OUT_OF_ORDER',
  'ER_SERVER_SHUTDOWN', 'ER_CON_COUNT_ERROR', 'ER_TOO_MANY_USER_CONNECTIONS', 'ER_QUERY_INTERRUPTED', 'ER_STATEMENT_TIMEOUT',
  'ER_QUERY_TIMEOUT', 'ER_CONNECTION_KILLED', 'ER_NORMAL_SHUTDOWN',
]); // prettier-ignore
const UNREACHABLE_WORDS = /closed state|connection lost|timeout acquiring|server has gone away|aborted/i;

interface DriverError extends Error {
  code?: string;
  errno?: number;
  sqlState?: string;
  syscall?: string;
}

export function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, errno, name, message, syscall } = error as DriverError;
  if (code && UNREACHABLE_CODES.has(code)) return true;
  // A socket that is not there; any other missing file is a fault of ours.
  if (code === 'ENOENT') return syscall === 'connect';
  // A statement or connection ended by the server; or our tables are not there yet (1146).
  if (errno === 1969 || errno === 1927 || errno === 3024 || errno === 1146) return true;
  return name === 'KnexTimeoutError' || name === 'TimeoutError' || UNREACHABLE_WORDS.test(message);
}

/** 1213 deadlock, 1205 lock wait, 1020 row changed under a snapshot: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { errno, sqlState } = error as DriverError;
  return errno === 1213 || errno === 1205 || errno === 1020 || sqlState === '40001';
}

export function isDuplicate(error: unknown): boolean {
  return error instanceof Error && (error as DriverError).errno === 1062;
}

/** What a driver's error means to the domain; anything it does not know is given back as it is. */
export function translateDatabaseError(error: unknown): unknown {
  return isUnreachable(error) || isRetryable(error) ? new UnavailableError(error) : error;
}

/** Fails loudly when a write touched another number of rows than it must: "0 rows" is a lost write (safety.md F5). */
export function expectRows(affected: number, expected: number, what: string): void {
  if (affected !== expected) throw new Error(`${what}: ${affected} rows instead of ${expected}`);
}
