// All our tables as JSON lines, one file each, before they are dropped: one moment of them, and read back before anybody
// relies on it. Bytes become {"base64": "…"}.
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Executor } from '../support/database.js';
import { MIGRATION_TABLES } from '../support/migrator.js';
import { OWN_TABLES, table } from '../support/tables.js';

export interface Exported {
  table: string;
  file: string;
  rows: number;
}

type Row = Record<string, unknown>;

const BATCH = 5000;

/** Makes the folder, which must not be there. `tx`: a transaction that sees one moment. Throws Error when a file does not read back. */
export async function exportTables(tx: Executor, folder: string): Promise<Exported[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const exported: Exported[] = [];
  for (const name of await ownTables(tx)) {
    const file = path.join(folder, `${name}.jsonl`);
    const rows = await writeRows(tx, name, file);
    if ((await countLines(file)) !== rows) throw new Error(`${file} does not read back: nothing was removed`);
    exported.push({ table: name, file, rows });
  }
  return exported;
}

/** Those of our tables that are there. */
async function ownTables(on: Executor): Promise<string[]> {
  const names = [...OWN_TABLES.map(table), ...MIGRATION_TABLES];
  const found = (await on('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .whereIn('table_name', names)
    .pluck('table_name')) as string[];
  return found.toSorted();
}

async function writeRows(tx: Executor, name: string, file: string): Promise<number> {
  const order = await keyOf(tx, name);
  const handle = await open(file, 'wx', 0o600);
  try {
    for (let written = 0; ;) {
      const rows = (await tx(name).orderBy(order).limit(BATCH).offset(written).select('*')) as Row[];
      await handle.write(rows.map((row) => `${JSON.stringify(plain(row))}\n`).join(''));
      written += rows.length;
      if (rows.length === BATCH) continue;
      await handle.sync();
      return written;
    }
  } finally {
    await handle.close();
  }
}

async function keyOf(on: Executor, name: string): Promise<string[]> {
  return (await on('information_schema.key_column_usage')
    .whereRaw('table_schema = DATABASE()')
    .where({ table_name: name, constraint_name: 'PRIMARY' })
    .orderBy('ordinal_position')
    .pluck('column_name')) as string[];
}

const plain = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      Buffer.isBuffer(value) ? { base64: value.toString('base64') } : value,
    ]),
  );

async function countLines(file: string): Promise<number> {
  let rows = 0;
  for await (const line of createInterface({ input: createReadStream(file, 'utf8') })) {
    JSON.parse(line);
    rows += 1;
  }
  return rows;
}
