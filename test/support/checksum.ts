// Fingerprints of tables, to show that nothing was written, or nothing of the panel's was touched.
import type { Knex } from 'knex';

/** The definition and the rows of every table whose name starts with `prefix`, as texts by table. */
export async function fingerprint(knex: Knex, prefix: string): Promise<Record<string, string>> {
  const tables = (await knex('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .where('table_name', 'like', `${prefix.replaceAll('_', '\\_')}%`)
    .orderBy('table_name')
    .pluck('table_name')) as string[];
  const prints: Record<string, string> = {};
  for (const table of tables) {
    const [[definition]] = (await knex.raw('SHOW CREATE TABLE ??', [table])) as [[Record<string, string>]];
    const [[sum]] = (await knex.raw('CHECKSUM TABLE ??', [table])) as [[{ Checksum: number | string }]];
    prints[table] = `${definition['Create Table']} ${sum.Checksum}`;
  }
  return prints;
}
