// What people chose long ago, planted without a change of theirs: types of contacts, and addresses that are blocked.
import type { Knex } from 'knex';
import { addressKey } from '../../../module/contacts/address-key.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';
import { KnexRoleStore } from '../../../module/roles/store.js';
import type { ContactType } from '../../../module/roles/role.js';

const roles = new KnexRoleStore({ now: () => new Date() });

export async function plantTypes(
  db: Knex,
  clientId: number,
  contactId: number,
  types: readonly ContactType[],
): Promise<void> {
  await seedClient(db, clientId);
  await seedCompanion(clientId, contactId, db);
  await roles.setTypes(clientId, contactId, types, db);
}

/** The owner's address for contact 0. */
export async function plantBlocked(db: Knex, clientId: number, contactId: number): Promise<void> {
  await seedClient(db, clientId);
  await seedCompanion(clientId, contactId, db);
  const row =
    contactId === 0 ? db('tblclients').where({ id: clientId }) : db('tblcontacts').where({ id: contactId });
  const [email = ''] = (await row.pluck('email')) as string[];
  const mark = { email: addressKey(email), blocked_at: '2026-11-01 09:00:00' };
  await db('mod_liaison_contact_marks').insert({ client_id: clientId, contact_id: contactId, ...mark });
}
