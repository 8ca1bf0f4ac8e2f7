// Contacts of whom we do not know yet what HostBill's own staff gave them.
import type { Executor } from '../../support/database.js';
import { table } from '../../support/tables.js';
import type { HostBillShape } from './probe.js';
import type { Person } from './telling.js';
import type { Row } from './text.js';

/** The oldest first. Rows of ours about contacts that are gone are taken away on the way. */
export async function contactsWithoutRow(
  shape: HostBillShape,
  limit: number,
  on: Executor,
): Promise<Person[]> {
  const ours = table('panel_logins');
  const [id, parent] = [shape.column('id'), shape.column('parent_id')];
  const pairs = shape.contacts(on).select(parent, id);
  // Looked up first: a deletion that asks HostBill's tables itself would lock their rows.
  const gone = (await on(ours)
    .whereNotIn(['client_id', 'contact_id'], pairs)
    .select('client_id', 'contact_id')) as { client_id: number; contact_id: number }[];
  if (gone.length > 0) {
    const keys = gone.map((row) => [row.client_id, row.contact_id]);
    await on(ours).whereIn(['client_id', 'contact_id'], keys).delete();
  }
  const rows = (await shape
    .contacts(on)
    .leftJoin(ours, (join) => void join.on(`${ours}.contact_id`, id).andOn(`${ours}.client_id`, parent))
    .whereNull(`${ours}.contact_id`)
    .orderBy(id)
    .limit(limit)
    .select({ clientId: parent, contactId: id })) as Row[];
  return rows.map(({ clientId, contactId }) => ({
    clientId: Number(clientId),
    contactId: Number(contactId),
  }));
}
