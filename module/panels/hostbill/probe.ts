// Looks at what stands in front of us. HostBill's contacts are client-shaped records in two tables with one id, and which
// of the two holds a column is not established (hosts.md §2.1): each column is looked up where it is.
import type { Knex } from 'knex';
import type { Executor } from '../../support/database.js';
import { readTables, type ColumnFacts, type Tables } from '../column-facts.js';

/** The two halves of a record, in the order in which a column is sought. */
export const RECORD_TABLES = ['hb_client_details', 'hb_client_access'] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];

export class HostBillShape {
  constructor(private readonly tables: Tables) {}

  has(table: string, ...names: string[]): boolean {
    const found = this.tables.get(table);
    return found !== undefined && names.every((name) => found.has(name));
  }

  missing(table: string, names: readonly string[]): string[] {
    return names.filter((name) => !this.has(table, name)).map((name) => `${table}.${name}`);
  }

  /** Which half of a record holds this column; undefined when neither does. */
  tableOf(name: string): RecordTable | undefined {
    return RECORD_TABLES.find((table) => this.has(table, name));
  }

  /** "hb_client_access.email" of a record's column. Throws Error when neither half has it: ask `tableOf` first. */
  column(name: string): string {
    const table = this.tableOf(name);
    if (!table) throw new Error(`No table of this panel's records has ${name}`);
    return `${table}.${name}`;
  }

  facts(name: string): ColumnFacts | undefined {
    const table = this.tableOf(name);
    return table && this.tables.get(table)?.get(name);
  }

  /** Both halves of every record, clients and contacts alike. */
  records(on: Executor): Knex.QueryBuilder {
    const [details, access] = RECORD_TABLES;
    const query = on(details);
    return this.has(access, 'id') ? query.leftJoin(access, `${access}.id`, `${details}.id`) : query;
  }

  /** The records of main clients. Where nobody can tell, each record is one. */
  clients(on: Executor): Knex.QueryBuilder {
    const records = this.records(on);
    return this.tableOf('parent_id')
      ? records.whereRaw('COALESCE(??, 0) = 0', [this.column('parent_id')])
      : records;
  }

  /** The records of contacts; whoever asks adds whose. Throws Error when nobody can tell a contact from a client. */
  contacts(on: Executor): Knex.QueryBuilder {
    return this.records(on).where(this.column('parent_id'), '<>', 0);
  }
}

/** Reads the shape of the tables whose names start with "hb_" in the database we are connected to. */
export const probeHostBill = async (on: Executor): Promise<HostBillShape> =>
  new HostBillShape(await readTables(on, 'hb\\_%'));
