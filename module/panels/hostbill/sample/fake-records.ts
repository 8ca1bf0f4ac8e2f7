// What the stand-in of HostBill's API reads and writes: the sample's records, and privileges in a place of its own.
import type { Knex } from 'knex';
import { bcryptHash, bcryptMatches } from '../../../support/bcrypt.js';
import { insertRecords } from './records.js';
import type { HostBillProfile } from './schema.js';

export type Scalars = Record<string, string>;
type Row = Record<string, string | number | null>;

const EDITABLE = [
  'firstname', 'lastname', 'companyname', 'phonenumber', 'address1', 'address2', 'city', 'state', 'postcode', 'country',
]; // prettier-ignore

export function fakeRecords(knex: Knex, profile: HostBillProfile) {
  async function find(id: number): Promise<Scalars | undefined> {
    const row = (await knex('hb_client_details as d')
      .join('hb_client_access as a', 'a.id', 'd.id')
      .where('d.id', id)
      .first('d.*', 'a.*')) as Row | undefined;
    return row && asStrings({ parent_id: 0, ...row });
  }

  return {
    find,

    async ofParent(parentId: number): Promise<Scalars[]> {
      if (profile.parentIn === 'nowhere') return [];
      const rows = (await knex('hb_client_details as d')
        .join('hb_client_access as a', 'a.id', 'd.id')
        .where('parent_id', parentId)
        .orderBy('d.id')
        .select('d.id', 'firstname', 'lastname', 'datecreated', 'email')) as Row[];
      return rows.map(asStrings);
    },

    hasEmail: async (email: string) =>
      (await knex('hb_client_access').where({ email }).first('id')) !== undefined,

    async add(parentId: number, fields: Scalars): Promise<number> {
      const [{ last }] = (await knex('hb_client_details').max({ last: 'id' })) as [{ last: number }];
      const known = Object.fromEntries(EDITABLE.map((name) => [name, fields[name] ?? '']));
      // The form of an answer's hash: $2a$, cost 8.
      const password = (await bcryptHash(fields['password'] ?? '', 8)).replace('$2y$', '$2a$');
      const record = { ...known, email: fields['email'] ?? '', password, datecreated: '2026-11-01' };
      await insertRecords(knex, profile, [{ ...record, id: last + 1, parent_id: parentId }]);
      return last + 1;
    },

    async change(id: number, fields: Scalars): Promise<void> {
      const known = EDITABLE.filter((name) => fields[name] !== undefined);
      if (known.length > 0)
        await knex('hb_client_details')
          .where({ id })
          .update(Object.fromEntries(known.map((name) => [name, fields[name]])));
    },

    /** Whatever record it is: with a client its contacts go too. */
    async remove(id: number): Promise<void> {
      const contacts =
        profile.parentIn === 'nowhere' ? [] : await knex(profile.parentIn).where('parent_id', id).pluck('id');
      for (const table of ['hb_client_details', 'hb_client_access'])
        await knex(table)
          .whereIn('id', [id, ...contacts])
          .delete();
      await knex('sample_privileges').where('contact_id', id).delete();
    },

    async verify(email: string, password: string): Promise<Scalars | undefined> {
      const rows = (await knex('hb_client_access').where({ email }).select('id', 'password')) as {
        id: number;
        password: string;
      }[];
      for (const row of rows) if (await bcryptMatches(password, row.password)) return find(row.id);
      return undefined;
    },

    async privileges(contactId: number): Promise<Scalars> {
      const row = (await knex('sample_privileges').where('contact_id', contactId).first('privileges')) as
        { privileges: string } | undefined;
      return row ? (JSON.parse(row.privileges) as Scalars) : {};
    },

    async setPrivileges(contactId: number, privileges: Scalars): Promise<void> {
      await knex('sample_privileges')
        .insert({ contact_id: contactId, privileges: JSON.stringify(privileges) })
        .onConflict('contact_id')
        .merge();
    },

    guests: async (parentId: number) =>
      (await knex('sample_guests').where('parent_id', parentId)) as {
        access_id: number;
        user_id: number;
        status: string;
      }[],

    async addGuest(values: { user_id: number; parent_id: number; status: string }): Promise<number> {
      const [id] = (await knex('sample_guests').insert({ ...values, privileges: '{}' })) as [number];
      return id;
    },

    changeGuest: (id: number, privileges: Scalars) =>
      knex('sample_guests')
        .where('access_id', id)
        .update({ privileges: JSON.stringify(privileges) }),
    removeGuest: (id: number) => knex('sample_guests').where('access_id', id).delete(),

    accounts: async (clientId: number) =>
      ((await knex('hb_accounts').where('client_id', clientId)) as Row[]).map(asStrings),
  };
}

export type FakeRecords = ReturnType<typeof fakeRecords>;

/** Everything arrives as text (hosts.md 2.1). */
const asStrings = (row: Row): Scalars =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, String(value ?? '')]));
