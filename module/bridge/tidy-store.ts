// Our rows of contacts and clients that the panel has deleted by itself. Callers hold the client's lock and have seen
// that they are gone; what hangs on a companion row by a foreign key goes with it.
import type { Executor } from '../support/database.js';
import { table, type OwnTable } from '../support/tables.js';

/** In this order: children before the rows that they hang on. The log and sent mail stay. */
const OF_A_CLIENT: readonly OwnTable[] = [
  'primary_roles',
  'billing_accounts',
  'invitations',
  'password_resets',
  'change_requests',
  'api_keys',
  'mail_sync',
  'contacts',
];

export class KnexTidyStore {
  /** Contacts of which we keep anything, without the owner. */
  async contactIds(clientId: number, on: Executor): Promise<number[]> {
    const rows = (await on(table('contacts'))
      .where('client_id', clientId)
      .whereNot('contact_id', 0)
      .select('contact_id')) as { contact_id: number }[];
    return rows.map(({ contact_id }) => contact_id);
  }

  /** Clients of which we keep anything, by id, after `after`. */
  async clientIds(after: number, limit: number, on: Executor): Promise<number[]> {
    const rows = (await on(table('clients'))
      .where('client_id', '>', Math.max(after, 0))
      .orderBy('client_id')
      .limit(limit)
      .select('client_id')) as { client_id: number }[];
    return rows.map(({ client_id }) => client_id);
  }

  /** Its roles go back to the owner, who stands in again; everything else of it goes. */
  async removeContact(clientId: number, contactId: number, tx: Executor): Promise<void> {
    const key = { client_id: clientId, contact_id: contactId };
    await tx(table('primary_roles'))
      .where(key)
      .update({ contact_id: 0, chosen: 0, since: null, promoted_by: '', version: tx.raw('version + 1') });
    await tx(table('billing_accounts'))
      .where(key)
      .update({ contact_id: null, version: tx.raw('version + 1') });
    await tx(table('invitations')).where(key).delete();
    await tx(table('contacts')).where(key).delete();
  }

  /** All but the lock row, which whoever asks holds, and the log. */
  async removeClient(clientId: number, tx: Executor): Promise<void> {
    for (const name of OF_A_CLIENT) await tx(table(name)).where('client_id', clientId).delete();
    await tx(table('clients')).where('client_id', clientId).delete();
  }
}
