// The rows of bench/recipients.ts: 100,000 clients with 10 contacts each, and what is kept here of some of them.
import type { Knex } from 'knex';
import { EMAIL_CATEGORIES } from '../module/notices/notice.js';
import { NO_ACCESS } from '../module/permissions/access.js';
import { accessText, panelAccessText } from '../module/sub-accounts/access-json.js';
import { table } from '../module/support/tables.js';

export const CLIENTS = 100_000;
const CONTACTS = 10;
export const ROWS = CLIENTS * (CONTACTS + 1);
export const SWITCHES = EMAIL_CATEGORIES.map((category) => `${category}emails`);

const DIGITS = Array.from({ length: 10 }, (_one, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');

/** Contact by contact, not client by client: as the rows of a panel lie that has grown over the years. */
export async function fillPanel(knex: Knex): Promise<void> {
  await loosely(knex, async (tx) => {
    await tx.raw(
      `INSERT INTO tblclients (id, firstname, lastname, companyname, email, status, groupid, email_preferences)
       SELECT n, CONCAT('First', n), CONCAT('Last', n), CONCAT('Company ', n), CONCAT('owner', n, '@client.example'),
         'Active', n MOD 4, IF(n MOD 3 = 0, '{"general":"1","invoice":"0"}', NULL)
       FROM (SELECT 1 + a.d + 10 * b.d + 100 * c.d + 1000 * d.d + 10000 * e.d AS n
         FROM (${DIGITS}) a, (${DIGITS}) b, (${DIGITS}) c, (${DIGITS}) d, (${DIGITS}) e) numbers ORDER BY n`,
    );
    for (let nth = 0; nth < CONTACTS; nth += 1) {
      const flags = SWITCHES.map((_column, at) => `(id + ${nth} + ${at}) MOD 3 = 0`);
      await tx.raw(
        `INSERT INTO tblcontacts (userid, firstname, lastname, email, ${SWITCHES.join(', ')})
         SELECT id, CONCAT('Contact', id), '${nth}', CONCAT('c${nth}.', id, '@client.example'), ${flags.join(', ')}
         FROM tblclients ORDER BY id`,
      );
    }
  });
  await knex.raw('ANALYZE TABLE tblclients, tblcontacts');
}

/** Of every `nth` client: slots, two billing contacts, a switch set by hand, and a sub-account that gets billing mail. */
export async function keepEverySo(knex: Knex, nth: number): Promise<void> {
  const access = accessText({ ...NO_ACCESS, permissions: ['billing.notifications'] });
  const told = panelAccessText({ permissions: [], serviceFunctions: [], domainFunctions: [] });
  const of = (name: Parameters<typeof table>[0]): string => table(name);
  await loosely(knex, async (tx) => {
    const some = `userid MOD ${nth} = 0 AND lastname IN ('0', '1', '2')`;
    for (const statement of [
      `${of('clients')} (client_id) SELECT id FROM tblclients WHERE id MOD ${nth} = 0`,
      `${of('contacts')} (client_id, contact_id) SELECT id, 0 FROM tblclients WHERE id MOD ${nth} = 0`,
      `${of('contacts')} (client_id, contact_id) SELECT userid, id FROM tblcontacts WHERE ${some}`,
      ...['general', 'technical', 'billing', 'security'].map(
        (role) =>
          `${of('primary_roles')} (client_id, role, contact_id) SELECT client_id, '${role}', 0 FROM ${of('clients')}`,
      ),
      `${of('contact_types')} (client_id, contact_id, type)
         SELECT userid, id, 'billing' FROM tblcontacts WHERE ${some} AND lastname <> '2'`,
      `${of('category_overrides')} (client_id, contact_id, category, state)
         SELECT userid, id, 'invoice', 'off' FROM tblcontacts WHERE ${some} AND lastname = '0'`,
      `${of('told_flags')} (client_id, contact_id, switched_on)
         SELECT userid, id, 'invoice' FROM tblcontacts WHERE ${some}`,
      `${of('sub_accounts')} (client_id, contact_id, state, access, provenance, told_panel, state_at)
         SELECT userid, id, 'none', '${access}', '{}', '${told}', '2026-11-01 09:00:00' FROM tblcontacts
         WHERE ${some} AND lastname = '2'`,
    ])
      await tx.raw(`INSERT INTO ${statement}`);
  });
  await knex.raw(`ANALYZE TABLE ${of('contacts')}, ${of('sub_accounts')}`);
}

/** Columns that are not named get '' or 0, which a strict server refuses. */
async function loosely(knex: Knex, work: (tx: Knex.Transaction) => Promise<void>): Promise<void> {
  await knex.transaction(async (tx) => {
    await tx.raw(`SET SESSION sql_mode = ''`);
    await work(tx);
    await tx.raw('SET SESSION sql_mode = DEFAULT');
  });
}
