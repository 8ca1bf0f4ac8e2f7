// A client comes into being in our tables: its lock row, the owner's companion row, and the four primary roles in the
// owner's hands. All or nothing, in a transaction of its own: inside the business transaction a missing row would mean
// gap locks and deadlocks (safety.md §5). So: no lock row = the owner stands in for all; lock row = exactly four slots.
import type { Knex } from 'knex';
import { PRIMARY_ROLES } from './role.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export async function seedClient(knex: Knex, clientId: number): Promise<void> {
  await knex.transaction(async (tx) => {
    // Several at once: the first holds the row until its commit, the others then find everything there.
    await tx(table('clients')).insert({ client_id: clientId }).onConflict('client_id').ignore();
    await seedCompanion(clientId, 0, tx);
    const slots = PRIMARY_ROLES.map((role) => ({ client_id: clientId, role, contact_id: 0 }));
    await tx(table('primary_roles')).insert(slots).onConflict(['client_id', 'role']).ignore();
  });
}

/** A companion row that says nothing yet: version 0, the same as none (C2). */
export async function seedCompanion(clientId: number, contactId: number, tx: Executor): Promise<void> {
  const row = { client_id: clientId, contact_id: contactId, kind: 'person', note: '', version: 0 };
  await tx(table('contacts')).insert(row).onConflict(['client_id', 'contact_id']).ignore();
}
