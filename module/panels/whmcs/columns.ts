// What a new row needs beside its values. WHMCS gives its columns no known default, so every column is named
// (hosts.md §1.2, trap "NOT NULL").
import type { Knex } from 'knex';
import type { Executor } from '../../support/database.js';
import type { ColumnFacts, WhmcsShape } from './probe.js';

/** The emptiest value of every column that must be given. */
export function blankRow(shape: WhmcsShape, table: string, on: Executor): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, column] of shape.columnsOf(table)) {
    if (!column.autoIncrement && !column.hasDefault && !column.nullable) values[name] = blank(column, on);
  }
  return values;
}

/** These columns of the table, as far as it has them, set to now. */
export function stamped(
  shape: WhmcsShape,
  table: string,
  columns: readonly string[],
  on: Executor,
): Record<string, Knex.Raw> {
  const values: Record<string, Knex.Raw> = {};
  for (const name of columns) {
    const column = shape.column(table, name);
    if (column) values[name] = panelNow(column, on);
  }
  return values;
}

// The panel writes its dates in local time (inferred): the database server's own zone is the nearest we can know.
// A TIMESTAMP is the same moment in every zone: there the server converts.
const panelNow = (column: ColumnFacts, on: Executor): Knex.Raw =>
  on.raw(
    column.type === 'timestamp'
      ? 'CURRENT_TIMESTAMP'
      : `CONVERT_TZ(UTC_TIMESTAMP(), '+00:00', @@global.time_zone)`,
  );

function blank(column: ColumnFacts, on: Executor): unknown {
  if (/^(date|datetime|timestamp)$/.test(column.type)) return panelNow(column, on);
  // The first of its values; '' is none of them.
  if (column.type === 'enum') return 1;
  return column.charset === null && column.maxLength === null ? 0 : '';
}
