// Every table and column of WHMCS that the adapter reads or writes (domain D4), as far as this database has them. The
// adapter's tests run with a database user that holds exactly this.
import type { Executor } from '../../support/database.js';
import type { TableUse } from '../table-use.js';
import { probeWhmcs, type WhmcsShape } from './probe.js';
import { FIELD_COLUMNS, MAIL_SWITCHES } from './schema.js';

const FIELDS = Object.values(FIELD_COLUMNS);
const SWITCHES = Object.values(MAIL_SWITCHES);

interface Use {
  select: readonly string[];
  update?: readonly string[];
  insert?: boolean;
  delete?: boolean;
}

const BOTH_ERAS: Readonly<Record<string, Use>> = {
  tblclients: {
    select: ['id', ...FIELDS, 'status', 'language', 'billingcid', 'groupid', 'email_preferences', 'created_at', 'updated_at'],
    update: [...FIELDS, 'billingcid', 'email_preferences', 'updated_at'],
  },
  tblcontacts: {
    select: ['id', 'userid', ...FIELDS, ...SWITCHES, 'subaccount', 'created_at', 'updated_at'],
    update: [...FIELDS, ...SWITCHES, 'updated_at'],
    insert: true,
    delete: true,
  },
  tblclientgroups: { select: ['id', 'groupname'] },
  tblconfiguration: { select: ['setting', 'value'] },
  tbladmins: { select: ['id', 'firstname', 'lastname', 'email', 'language', 'disabled'] },
  tblticketdepartments: { select: ['id', 'name', 'email', 'hidden', 'order'] },
  tblemailtemplates: { select: ['id', 'type', 'name', 'language', 'custom', 'disabled'] },
  tblhosting: { select: ['id', 'userid', 'packageid', 'server', 'domain', 'domainstatus'] },
  tblproducts: { select: ['id', 'name', 'type'] },
  tbldomains: { select: ['id', 'userid', 'domain', 'status'] },
  tblinvoices: { select: ['id', 'userid'] },
  tbltickets: { select: ['id', 'tid', 'did', 'userid', 'contactid', 'service', 'status', 'title'] },
}; // prettier-ignore

// Logins are the contacts themselves.
const ERA_7: Readonly<Record<string, Use>> = {
  tblclients: { select: ['password', 'authmodule', 'lastlogin'] },
  tblcontacts: {
    select: ['password', 'permissions'],
    update: ['subaccount', 'password', 'permissions', 'pwresetkey'],
  },
};

const ERA_8: Readonly<Record<string, Use>> = {
  tblusers: {
    select: ['id', 'first_name', 'last_name', 'email', 'password', 'language', 'second_factor'],
    update: ['password', 'remember_token', 'reset_token', 'updated_at'],
    insert: true,
  },
  tblusers_clients: {
    select: ['id', 'auth_user_id', 'client_id', 'owner', 'permissions', 'last_login'],
    update: ['permissions', 'updated_at'],
    insert: true,
    delete: true,
  },
};

/** Of a table that is not there, nothing. */
export async function whmcsTableUses(on: Executor): Promise<TableUse[]> {
  const shape = await probeWhmcs(on);
  const eras = [BOTH_ERAS, shape.era === 8 ? ERA_8 : ERA_7];
  const tables = [...new Set(eras.flatMap((uses) => Object.keys(uses)))];
  return tables.flatMap((table) => {
    const uses = eras.flatMap((era) => era[table] ?? []);
    const columns = (kind: 'select' | 'update'): string[] =>
      there(
        shape,
        table,
        uses.flatMap((use) => use[kind] ?? []),
      );
    const select = columns('select');
    if (select.length === 0) return [];
    const has = (kind: 'insert' | 'delete'): boolean => uses.some((use) => use[kind] === true);
    return [{ table, select, update: columns('update'), insert: has('insert'), delete: has('delete') }];
  });
}

const there = (shape: WhmcsShape, table: string, columns: readonly string[]): string[] =>
  [...new Set(columns)].filter((column) => shape.has(table, column));
