// Looks at what stands in front of us: which tables and columns, of which type, length and charset. The eras are told
// apart here and only here, from INFORMATION_SCHEMA, never from a version text (hosts.md §1.1).
import type { Executor } from '../../support/database.js';
import { readTables, type ColumnFacts, type Tables } from '../column-facts.js';

export type { ColumnFacts };

export class WhmcsShape {
  constructor(private readonly columns: Tables) {}

  /** Era 7 (≤ 7.10): a contact may be a login. Era 8 (≥ 8.0): logins are users linked to clients. */
  get era(): 7 | 8 {
    return this.hasTable('tblusers') && this.hasTable('tblusers_clients') ? 8 : 7;
  }

  hasTable(table: string): boolean {
    return this.columns.has(table);
  }

  has(table: string, ...names: string[]): boolean {
    const found = this.columns.get(table);
    return found !== undefined && names.every((name) => found.has(name));
  }

  missing(table: string, names: readonly string[]): string[] {
    return names.filter((name) => !this.has(table, name)).map((name) => `${table}.${name}`);
  }

  column(table: string, name: string): ColumnFacts | undefined {
    return this.columns.get(table)?.get(name);
  }

  columnsOf(table: string): ReadonlyMap<string, ColumnFacts> {
    return this.columns.get(table) ?? new Map<string, ColumnFacts>();
  }
}

/** Reads the shape of the tables whose names start with "tbl" in the database we are connected to. */
export const probeWhmcs = async (on: Executor): Promise<WhmcsShape> =>
  new WhmcsShape(await readTables(on, 'tbl%'));
