// The HostBill-shaped database of the demo and the tests, from the facts of hosts.md 2.1: its tables and columns. No source
// shows a type, an index or a default: those are invented. Where contacts keep their parent is not established, so there
// is a profile for each place. Where privileges, departments, tickets, groups and domains are kept is not known either:
// they have no table here, and the adapter must do without.

export interface HostBillProfile {
  parentIn: 'hb_client_details' | 'hb_client_access' | 'nowhere';
  charset: 'utf8mb4' | 'utf8mb3';
}

export const HOSTBILL_PROFILES = {
  hostbill: { parentIn: 'hb_client_details', charset: 'utf8mb4' },
  hostbillAccess: { parentIn: 'hb_client_access', charset: 'utf8mb3' },
  hostbillNowhere: { parentIn: 'nowhere', charset: 'utf8mb4' },
} as const satisfies Record<string, HostBillProfile>;
export type HostBillProfileName = keyof typeof HOSTBILL_PROFILES;

// name type: i int, v varchar, t text, d decimal, date, dt datetime. `~` = that it is a column is inferred from answers of
// the API; else its name is shown.
const TABLES: Readonly<Record<string, string>> = {
  hb_client_details: `id i, firstname v, lastname v, companyname v ~, address1 v ~, address2 v ~, city v ~, state v ~,
    postcode v ~, country v ~, phonenumber v ~, datecreated date ~, notes t ~, language v ~, company i ~`,
  hb_client_access: `id i, email v, password v ~, lastlogin dt ~, ip v ~, host v ~, status v ~, group_id i ~,
    loginattempts i ~, mfamodule v ~, brand_id i ~`,
  hb_accounts: `id i, client_id i ~, order_id i ~, product_id i, server_id i, date_created date ~, domain v ~,
    status v, label v ~, total d ~, billingcycle v ~, next_due date ~, notes t ~, extra_details t`,
  hb_products: `id i, category_id i, type i, name v, description t, visible i, stock i, qty i, sort_order i, code v`,
  hb_categories: `id i, parent_id i, contains v, module v, name v, description t, visible i, sort_order i, slug v`,
  hb_product_types: 'id i, type v',
  hb_invoices: 'id i, client_id i, date date',
  hb_email_templates: `id i, tplname v, group v, for v, language_id i, subject v, message t, altmessage t, send i,
    plain i, system i, hidden i`,
  hb_modules_configuration: 'id i, filename v, module v',
  hb_products_modules: 'id i ~, product_id i, main i, module v, server i, options t',
  hb_admin_details: 'id i, email v',
  hb_servers: 'id i',
  hb_widgets: 'id i ~, target_id i, widget_id i, name v',
  hb_widgets_config: 'id i, name v, widget v',
};

const TYPES: Readonly<Record<string, string>> = {
  i: 'int NOT NULL DEFAULT 0',
  v: `varchar(255) NOT NULL DEFAULT ''`,
  t: 'text NULL',
  d: 'decimal(10,2) NOT NULL DEFAULT 0',
  date: 'date NULL',
  dt: 'datetime NULL',
};

/** The CREATE TABLE statements of a profile, and of what the stand-in of the API keeps beside them. */
export function hostBillSchema(profile: HostBillProfile): string[] {
  const tables = Object.entries(TABLES).map(([name, columns]) => {
    const parent = name === profile.parentIn ? ', parent_id i ~' : '';
    return createTable(name, columns + parent, profile.charset);
  });
  return [...tables, ...STAND_IN];
}

function createTable(name: string, columns: string, charset: string): string {
  const lines = columns.split(',').map((written) => {
    const [column = '', type = '', mark] = written.trim().split(/\s+/);
    const auto = column === 'id' && name !== 'hb_client_access';
    const sql = auto ? 'int NOT NULL AUTO_INCREMENT' : (TYPES[type] ?? '');
    return `\`${column}\` ${sql} COMMENT 'name ${mark === '~' ? 'inferred' : 'known'}, type invented'`;
  });
  return `CREATE TABLE \`${name}\` (\n  ${lines.join(',\n  ')},\n  PRIMARY KEY (\`id\`)\n) ENGINE=InnoDB DEFAULT CHARSET=${charset}`;
}

// What a real HostBill keeps somewhere that nobody has shown. Not named as its tables are, so that no probe finds them.
const STAND_IN = [
  `CREATE TABLE sample_privileges (contact_id int NOT NULL PRIMARY KEY, privileges text NOT NULL)`,
  `CREATE TABLE sample_guests (
    access_id int NOT NULL AUTO_INCREMENT PRIMARY KEY, user_id int NOT NULL, parent_id int NOT NULL,
    status varchar(20) NOT NULL, privileges text NOT NULL)`,
];
