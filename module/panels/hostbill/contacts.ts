// Contacts as HostBill has them: client-shaped records with a parent, read from the database and written through its API.
// Owner and contacts share one space of ids: whose a record is, is asked with every look.
import type { Knex } from 'knex';
import { expectRows, type Executor } from '../../support/database.js';
import type { PanelContact, PanelContacts } from '../panel.js';
import { columnRefusals } from '../column-facts.js';
import { addresseesOf, streamClients } from './addressees.js';
import type { ContactWrites } from './contact-writes.js';
import type { HostBillShape } from './probe.js';
import { FIELD_COLUMNS, type KnownField } from './schema.js';
import { emailSql, fieldsOf, momentOf, textOf, textSql, type Row } from './text.js';
import { isLogin, type ToldStore } from './told-store.js';
import type { WrittenContacts } from './written.js';

export interface ContactsDeps {
  shape: HostBillShape;
  told: ToldStore;
  written: WrittenContacts;
  /** Undefined where there is no API, or nobody can tell a contact from a client. */
  writes: ContactWrites;
  /** Whether `parent_id` is known. */
  hasContacts: boolean;
}

export function hostBillContacts({ shape, told, written, writes, hasContacts }: ContactsDeps): PanelContacts {
  const wanted = [...Object.values(FIELD_COLUMNS), 'datecreated'].filter((column) => shape.tableOf(column));
  const columns = {
    id: shape.column('id'),
    ...Object.fromEntries(wanted.map((name) => [name, shape.column(name)])),
  };

  const ownerRow = (clientId: number, on: Executor) => shape.clients(on).where(shape.column('id'), clientId);
  const contactRows = (clientId: number, on: Executor) =>
    shape.contacts(on).where(shape.column('parent_id'), clientId);

  async function find(clientId: number, contactId: number, on: Executor): Promise<PanelContact | undefined> {
    const [contact] = await list(clientId, [contactId], on);
    return contact;
  }

  async function list(
    clientId: number,
    contactIds: readonly number[],
    on: Executor,
  ): Promise<PanelContact[]> {
    const owner: Row[] = contactIds.includes(0) ? await ownerRow(clientId, on).select(columns) : [];
    const ids = contactIds.filter((id) => id !== 0 && id !== clientId);
    const rows: Row[] =
      ids.length === 0 || !hasContacts
        ? []
        : await contactRows(clientId, on).whereIn(shape.column('id'), ids).select(columns);
    const logins = rows.length > 0 ? await told.list(clientId, on) : undefined;
    const signsIn = (id: number): boolean => {
      const one = logins?.get(id);
      return one !== undefined && isLogin(one);
    };
    const found = new Map<number, PanelContact>();
    for (const row of owner) found.set(0, read(row, 0, false));
    for (const row of rows) {
      const id = Number(row['id']);
      found.set(id, read(row, id, signsIn(id)));
    }
    for (const [id, { contact }] of written.of(on, clientId, contactIds)) {
      if (contact) found.set(id, contact);
      else found.delete(id);
    }
    return [...found.values()];
  }

  return {
    find,
    list,

    relation(clientId, on) {
      const owner = ownerRow(clientId, on).select(on.raw('0 as contact_id'), ...relationColumns(on));
      if (!hasContacts) return owner;
      const contacts = contactRows(clientId, on).select({ contact_id: shape.column('id') });
      return owner.unionAll([contacts.select(...relationColumns(on))]);
    },

    async findByEmail(clientId, email, on) {
      const matches = on.raw(`${emailSql(shape.column('email'))} = ?`, [email.trim().toLowerCase()]);
      if (await ownerRow(clientId, on).where(matches).first(shape.column('id'))) return find(clientId, 0, on);
      if (!hasContacts) return undefined;
      const rows = contactRows(clientId, on).where(matches).orderBy(shape.column('id'));
      const row = (await rows.first({ id: shape.column('id') })) as Row | undefined;
      return row && find(clientId, Number(row['id']), on);
    },

    async registered(emails, on) {
      const sought = emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '');
      if (sought.length === 0) return [];
      const id = shape.column('id');
      const places = sought.map(() => '?').join(', ');
      const matches = on.raw(`${emailSql(shape.column('email'))} IN (${places})`, sought);
      const owners = (await shape.clients(on).where(matches).orderBy(id).select({ id })) as Row[];
      const contacts: Row[] = hasContacts
        ? await shape
            .contacts(on)
            .where(matches)
            .orderBy(id)
            .select({ id, parent: shape.column('parent_id') })
        : [];
      return [
        ...owners.map((row) => ({ clientId: Number(row['id']), contactId: 0 })),
        ...contacts.map((row) => ({ clientId: Number(row['parent']), contactId: Number(row['id']) })),
      ];
    },

    refusals: (fields) =>
      columnRefusals((field: KnownField | 'taxNumber') => {
        return field === 'taxNumber' ? undefined : shape.facts(FIELD_COLUMNS[field]);
      }, fields),

    async insert(clientId, fields, on) {
      const contact = await writes.add(clientId, fields);
      written.put(on, clientId, contact.contactId, contact);
      return contact.contactId;
    },

    async update(clientId, seen, changes, on) {
      const now = await find(clientId, seen.contactId, on);
      if (!now || JSON.stringify(now) !== JSON.stringify(seen)) return 'stale';
      const contact = await writes.change(clientId, seen, changes);
      if (contact === 'stale') return 'stale';
      written.put(on, clientId, seen.contactId, contact);
      return 'saved';
    },

    async remove(clientId, contactId, on) {
      const there = contactId === 0 ? undefined : await find(clientId, contactId, on);
      expectRows(there ? 1 : 0, 1, 'contact removed');
      await writes.remove(clientId, contactId);
      await told.remove(clientId, contactId, on);
      written.put(on, clientId, contactId, undefined);
    },

    addressees: (clientIds, on) => addresseesOf({ shape, written, hasContacts }, clientIds, on),

    stream: (on, size, only) => streamClients({ shape, hasContacts }, on, { size, only }),
  };

  function relationColumns(on: Executor): Knex.Raw[] {
    const texts = { first_name: 'firstname', last_name: 'lastname', email: 'email', phone: 'phonenumber' };
    const selected = Object.entries(texts).map(([name, column]) =>
      shape.tableOf(column)
        ? on.raw(`TRIM(${textSql(shape.column(column))}) COLLATE utf8mb4_unicode_ci as ??`, [name])
        : on.raw(`'' as ??`, [name]),
    );
    const added = shape.tableOf('datecreated')
      ? on.raw('CAST(?? AS CHAR) as added_at', [shape.column('datecreated')])
      : on.raw('NULL as added_at');
    return [...selected, added];
  }
}

const read = (row: Row, contactId: number, login: boolean): PanelContact => ({
  ...fieldsOf((field) => textOf(row[FIELD_COLUMNS[field]])),
  contactId,
  isLogin: login,
  addedAt: momentOf(row['datecreated']),
});
