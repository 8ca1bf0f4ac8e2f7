// What the doctor asks the database server about itself.
import type { Executor } from '../support/database.js';

export interface Server {
  version: string;
  /** Ours minus its: positive when it is behind. */
  secondsApart: number;
  /** From where it sees us: the host part of the present account. */
  host: string;
  database: string;
}

export async function readServer(on: Executor): Promise<Server> {
  const asked = Date.now();
  const [[row]] = (await on.raw(
    'SELECT VERSION() AS version, UNIX_TIMESTAMP(SYSDATE(3)) AS now, CURRENT_USER() AS account, DATABASE() AS name',
  )) as [[{ version: string; now: string | number; account: string; name: string }]];
  const middle = (asked + Date.now()) / 2000;
  return {
    version: row.version,
    secondsApart: Math.round(middle - Number(row.now)),
    host: row.account.slice(row.account.lastIndexOf('@') + 1),
    database: row.name,
  };
}

/** The charsets of these tables' texts, in the order of the alphabet. */
export async function charsetsOf(on: Executor, tables: readonly string[]): Promise<string[]> {
  const charsets = (await on('information_schema.columns')
    .whereRaw('table_schema = DATABASE()')
    .whereIn('table_name', tables)
    .whereNotNull('character_set_name')
    .distinct()
    .pluck('character_set_name')) as string[];
  return charsets.toSorted();
}
