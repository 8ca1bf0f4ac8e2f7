// `liaison doctor --shape`: how the panel's tables look, for the project to learn from. Names, types, counts and the forms
// of password hashes; no value of anybody.
import { findPanel } from '../panels/find-panel.js';
import type { PanelApi } from '../panels/panel-api.js';
import { kindOf } from '../panels/panel-kinds.js';
import { openDatabase } from '../support/database.js';
import { readServer } from './server-store.js';
import { passwordForms, tableShapes, unshownTables } from './shape-store.js';

/** Prints a line for the server, the panel, each table that we use and each place of passwords. */
export async function printShape(
  { url, api }: { url: string; api: PanelApi | undefined },
  say: (line: string) => void,
): Promise<void> {
  const knex = openDatabase(url);
  try {
    const panel = await findPanel(knex, api);
    const { passwords, unshown, ...kind } = kindOf(panel);
    const uses = await kind.uses(knex);
    say(`${panel.description}, on ${(await readServer(knex)).version}`);
    for (const { table, engine, rows, columns } of await tableShapes(knex, uses))
      say(`${table} (${engine}, about ${rows} rows): ${columns.join(', ')}`);
    for (const place of passwords) {
      const forms = await passwordForms(knex, place);
      if (forms.length > 0) say(`${place.table}.${place.column}: ${forms.join(', ')}`);
    }
    if (!unshown) return;
    const known = new Set(uses.map(({ table }) => table));
    const others = (await unshownTables(knex, unshown)).filter((table) => !known.has(table));
    say(`May hold what nobody has shown: ${others.join(', ') || 'no table, by its name'}`);
  } finally {
    await knex.destroy();
  }
}
