// The rows of one long answer as they come, on a connection of their own: the server sorts once, we hold a few thousand
// rows at a time, and the caller may query meanwhile. Who is slow lets the server wait; who ends early ends the query.
import type { EventEmitter } from 'node:events';
import { MAINTENANCE_PATIENCE, type Executor } from './database.js';
import { UnavailableError } from './errors.js';

export type Cell = string | number | null;
export type Row = Record<string, Cell>;

interface Asked {
  toSQL(): { toNative(): { sql: string; bindings: readonly unknown[] } };
}

interface Connection extends EventEmitter {
  query(options: { sql: string }, bindings: readonly unknown[]): EventEmitter;
  pause(): void;
  resume(): void;
  destroy(): void;
  stream: { destroy(): void };
}

interface Pool {
  transacting?: boolean;
  acquireConnection(): Promise<Connection>;
  releaseConnection(connection: Connection): Promise<void>;
}

/** So many arrays of rows may wait for the caller before the server has to. */
const WAITING = 8;

/**
 * Arrays of `size` rows, the last one shorter. It has the patience of maintenance whatever the pool has. Throws what the
 * driver throws, also half-way, and Error in a transaction: its connection would be taken until the end.
 */
export async function* streamRows(query: Asked, on: Executor, size: number): AsyncGenerator<Row[]> {
  const pool = on.client as Pool;
  if (pool.transacting) throw new Error('Rows are streamed outside of transactions');
  const { sql, bindings } = query.toSQL().toNative();
  const connection = await pool.acquireConnection();
  let isOver = false;
  try {
    yield* waitingRows(connection, { sql: `${PATIENTLY} ${sql}`, bindings }, size);
    isOver = true;
  } finally {
    if (!isOver) {
      // The rest of the answer would come in front of the next one: such a connection is of no more use. The driver only
      // says goodbye, which a server does not hear that waits to write: so the line is cut, too.
      connection.destroy();
      connection.stream.destroy();
    }
    await pool.releaseConnection(connection);
  }
}

// MariaDB reads what stands in /*M! */: neither the limit of the session nor that for a slow reader counts here.
const SECONDS = MAINTENANCE_PATIENCE.statement / 1000;
const PATIENTLY = `/*M!100101 SET STATEMENT max_statement_time = ${SECONDS}, net_write_timeout = ${SECONDS} FOR */`;

async function* waitingRows(
  connection: Connection,
  { sql, bindings }: { sql: string; bindings: readonly unknown[] },
  size: number,
): AsyncGenerator<Row[]> {
  const waiting: Row[][] = [];
  let rows: Row[] = [];
  const answer: { isOver: boolean; error?: unknown } = { isOver: false };
  let wake = (): void => undefined;
  const over = (error?: unknown): void => {
    Object.assign(answer, { isOver: true }, error === undefined ? {} : { error });
    wake();
  };
  connection
    .query({ sql }, bindings)
    .on('result', (row: Row) => {
      rows.push(row);
      if (rows.length < size) return;
      waiting.push(rows);
      rows = [];
      if (waiting.length === WAITING) connection.pause();
      wake();
    })
    .on('error', over)
    .on('end', () => over());
  // A line that breaks is told to the connection, not to the query.
  connection.on('error', over);
  // The driver's own limit would keep the process from ending when the caller ends first.
  const limit = setTimeout(over, MAINTENANCE_PATIENCE.statement, new UnavailableError(undefined)).unref();
  try {
    for (;;) {
      const ready = waiting.shift();
      if (ready) {
        if (waiting.length === WAITING - 1) connection.resume();
        yield ready;
      } else if (answer.isOver) break;
      else await new Promise<void>((resolve) => (wake = resolve));
    }
    if (answer.error !== undefined) throw answer.error;
    if (rows.length > 0) yield rows;
  } finally {
    clearTimeout(limit);
    connection.off('error', over);
  }
}
