// Rows of the sample's clients and contacts, in the two tables that a record is spread over.
import type { Knex } from 'knex';
import { SAMPLE_HASH } from './sample-passwords.js';
import type { HostBillProfile } from './schema.js';

export type Values = Readonly<Record<string, string | number | null>>;

const IN_ACCESS = [
  'email', 'password', 'lastlogin', 'ip', 'host', 'status', 'group_id', 'loginattempts', 'mfamodule', 'brand_id',
]; // prettier-ignore

/** Inserts records with their ids; `parent_id` 0 is a main client. */
export async function insertRecords(
  db: Knex,
  { parentIn }: HostBillProfile,
  records: readonly (Values & { id: number })[],
): Promise<void> {
  const halves = records.map((record) => {
    const { id, parent_id: parent = 0, ...rest } = record;
    const access: Record<string, string | number | null> = { id, password: SAMPLE_HASH, status: 'Active' };
    const details: Record<string, string | number | null> = { id };
    for (const [name, value] of Object.entries(rest))
      (IN_ACCESS.includes(name) ? access : details)[name] = value;
    if (parentIn === 'hb_client_details') details['parent_id'] = parent;
    if (parentIn === 'hb_client_access') access['parent_id'] = parent;
    return { details, access };
  });
  for (let start = 0; start < halves.length; start += 500) {
    const some = halves.slice(start, start + 500);
    // One after the other: two batches at once would lock each other.
    // oxlint-disable-next-line no-await-in-loop
    await db('hb_client_details').insert(some.map(({ details }) => details));
    // oxlint-disable-next-line no-await-in-loop
    await db('hb_client_access').insert(some.map(({ access }) => access));
  }
}
