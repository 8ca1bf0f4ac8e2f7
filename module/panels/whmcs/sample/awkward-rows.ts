// Plants the rows that a real panel may hold and a tidy sample would not (hosts.md 6, "Rows to plant").
// "No departments at all" is not among them: a test empties tblticketdepartments for that.
import type { Knex } from 'knex';
import { AWKWARD_CLIENTS, plantClients } from './awkward-clients.js';
import { plantContacts, type AwkwardContacts } from './awkward-contacts.js';
import { plantLogins, type AwkwardLogins } from './awkward-logins.js';
import { plantSupport, type AwkwardSupport } from './awkward-support.js';
import type { SampleProfile } from './sample-profile.js';

/** Ids by what is awkward about the row. */
export interface AwkwardRows extends AwkwardSupport {
  clients: typeof AWKWARD_CLIENTS;
  contacts: AwkwardContacts;
  logins: AwkwardLogins;
}

/**
 * Adds clients 101 and up with everything that hangs on them, with or without the demo's data beside them.
 * The sql_mode is relaxed on one connection only, and set back before that connection is released.
 */
export async function plantAwkwardRows(db: Knex, profile: SampleProfile): Promise<AwkwardRows> {
  return db.transaction(async (trx) => {
    const { mode } = await trx.select({ mode: trx.raw('@@SESSION.sql_mode') }).first();
    await trx.raw('SET SESSION sql_mode = ?', [withoutZeroDateRules(mode)]);
    try {
      await plantClients(trx, profile);
      const contacts = await plantContacts(trx, profile);
      const logins = await plantLogins(trx, profile);
      const support = await plantSupport(trx);
      return { clients: AWKWARD_CLIENTS, contacts, logins, ...support };
    } finally {
      await trx.raw('SET SESSION sql_mode = ?', [mode]);
    }
  });
}

/** Keeps the strict rules: only the zero dates are wanted, not silently cut texts. */
function withoutZeroDateRules(mode: string): string {
  const relaxed = new Set(['NO_ZERO_DATE', 'NO_ZERO_IN_DATE', 'TRADITIONAL']);
  return mode
    .split(',')
    .filter((rule) => !relaxed.has(rule))
    .join(',');
}
