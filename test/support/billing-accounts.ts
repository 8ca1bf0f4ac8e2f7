// A billing account beside the default one, as staff would have made it.
import type { Knex } from 'knex';
import { KnexBillingAccountStore } from '../../module/billing-accounts/store.js';
import { seedClient, seedCompanion } from '../../module/roles/seed-client.js';

const store = new KnexBillingAccountStore();

/** Its id. The panel's switches follow with the next change of the client. */
export async function plantAccount(
  db: Knex,
  account: { clientId: number; name: string; contactId: number; serviceIds?: readonly number[] },
): Promise<number> {
  const { clientId, name, contactId, serviceIds = [] } = account;
  await seedClient(db, clientId);
  await seedCompanion(clientId, contactId, db);
  const id = await store.insert(clientId, { name, contactId }, db);
  for (const serviceId of serviceIds) await store.assign(clientId, serviceId, id, db);
  return id;
}
