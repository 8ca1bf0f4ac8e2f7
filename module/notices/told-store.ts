// What we last wrote into the panel's own mail switches. Where the panel says something else by now, somebody changed it
// on the panel's screens, by hand (N2).
import type { MailFlags } from '../panels/panel-mail.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { EMAIL_CATEGORIES } from './notice.js';
import { flagsOf } from './preference.js';

interface ToldRow {
  client_id: number;
  contact_id: number;
  switched_on: string;
}

export class KnexToldFlagsStore {
  /** Undefined while we never wrote any. */
  async find(clientId: number, contactId: number, on: Executor): Promise<MailFlags | undefined> {
    return (await this.list(clientId, on)).get(contactId);
  }

  /** By contact. */
  async list(clientId: number, on: Executor): Promise<Map<number, MailFlags>> {
    return (await this.listMany([clientId], on)).get(clientId) ?? new Map<number, MailFlags>();
  }

  /** By client, then by contact. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Map<number, MailFlags>>> {
    const rows = (await on(table('told_flags')).whereIn('client_id', clientIds)) as ToldRow[];
    const found = new Map<number, Map<number, MailFlags>>();
    for (const { client_id, contact_id, switched_on } of rows) {
      const words = switched_on.split(',');
      const contacts = found.get(client_id) ?? new Map<number, MailFlags>();
      contacts.set(
        contact_id,
        flagsOf((category) => words.includes(category)),
      );
      found.set(client_id, contacts);
    }
    return found;
  }

  /** Beside every write into the panel, in the same transaction. The contact's companion row must exist. */
  async put(clientId: number, contactId: number, flags: MailFlags, tx: Executor): Promise<void> {
    const switched_on = EMAIL_CATEGORIES.filter((category) => flags[category]).join(',');
    await tx(table('told_flags'))
      .insert({ client_id: clientId, contact_id: contactId, switched_on })
      .onConflict(['client_id', 'contact_id'])
      .merge();
  }
}
