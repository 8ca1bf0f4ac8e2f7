// Every table and column of HostBill that the adapter reads, as far as this database has them. It writes none (decision
// 0013). The adapter's tests run with a database user that holds exactly this.
import type { Executor } from '../../support/database.js';
import type { TableUse } from '../table-use.js';
import { probeHostBill, RECORD_TABLES } from './probe.js';
import { FIELD_COLUMNS } from './schema.js';

/** Of a record, in whichever of its tables; the id stands in both. */
const RECORD = [...Object.values(FIELD_COLUMNS), 'parent_id', 'status', 'language', 'lastlogin', 'mfamodule', 'datecreated']; // prettier-ignore

const OTHERS: Readonly<Record<string, readonly string[]>> = {
  hb_accounts: ['id', 'client_id', 'product_id', 'domain', 'status'],
  hb_products: ['id', 'name'],
  hb_email_templates: ['id', 'tplname', 'group', 'for', 'language_id', 'send', 'system'],
  hb_admin_details: ['id', 'firstname', 'lastname', 'email', 'status'],
};

/** Of a table that is not there, nothing. */
export async function hostBillTableUses(on: Executor): Promise<TableUse[]> {
  const shape = await probeHostBill(on);
  const records = RECORD_TABLES.map((table): [string, string[]] => [
    table,
    ['id', ...RECORD.filter((column) => shape.tableOf(column) === table)],
  ]);
  return [...records, ...Object.entries(OTHERS)].flatMap(([table, columns]) => {
    const select = columns.filter((column) => shape.has(table, column));
    return select.length === 0 ? [] : [{ table, select, update: [], insert: false, delete: false }];
  });
}
