// Contacts in tblcontacts, and the owner in tblclients, as the port asks for them.
import type { Knex } from 'knex';
import { expectRows, type Executor } from '../../support/database.js';
import type { PanelContact, PanelContacts, PanelFields } from '../panel.js';
import { addresseesOf, streamClients } from './addressees.js';
import { blankRow, stamped } from './columns.js';
import type { WhmcsShape } from './probe.js';
import { FIELD_COLUMNS, FIELDS, MAIL_SWITCHES } from './schema.js';
import {
  decodedSql,
  decodeEntities,
  EMAIL_SQL,
  phoneSql,
  readCountry,
  readPhone,
  refusals,
  writePhone,
} from './text.js';

type Row = Record<string, string | number | null>;

// Read beside the fields, where the table has them. Never `*`: a client's row holds cards and passwords.
const ALSO_READ = ['subaccount', 'created_at'];

export function whmcsContacts(shape: WhmcsShape): PanelContacts {
  const columnsIn = (table: string): string[] =>
    Object.values(FIELD_COLUMNS).filter((column) => shape.has(table, column));

  async function findRow(clientId: number, contactId: number, on: Executor): Promise<Row | undefined> {
    const table = contactId === 0 ? 'tblclients' : 'tblcontacts';
    const rows = contactId === 0 ? on(table).where('id', clientId) : contactRows(on, clientId, contactId);
    return (await rows.first(...readFrom(table))) as Row | undefined;
  }

  const readFrom = (table: string): string[] => [
    ...columnsIn(table),
    ...ALSO_READ.filter((column) => shape.has(table, column)),
  ];

  async function find(clientId: number, contactId: number, on: Executor): Promise<PanelContact | undefined> {
    const row = await findRow(clientId, contactId, on);
    return row && read(row, contactId);
  }

  return {
    find,

    async list(clientId, contactIds, on) {
      const owner = contactIds.includes(0) ? await find(clientId, 0, on) : undefined;
      const ids = contactIds.filter((id) => id !== 0);
      const rows: Row[] =
        ids.length === 0
          ? []
          : await on('tblcontacts')
              .where('userid', clientId)
              .whereIn('id', ids)
              .select('id', ...readFrom('tblcontacts'));
      return [...(owner ? [owner] : []), ...rows.map((row) => read(row, Number(row['id'])))];
    },

    relation(clientId, on) {
      const contacts = on('tblcontacts')
        .where('userid', clientId)
        .select('id as contact_id', ...relationColumns(on, 'tblcontacts', shape));
      return on('tblclients')
        .where('id', clientId)
        .select(on.raw('0 as contact_id'), ...relationColumns(on, 'tblclients', shape))
        .unionAll([contacts]);
    },

    async findByEmail(clientId, email, on) {
      const wanted = email.trim().toLowerCase();
      const matches = on.raw(`${EMAIL_SQL} = ?`, [wanted]);
      const owner: unknown = await on('tblclients').where('id', clientId).where(matches).first('id');
      if (owner) return find(clientId, 0, on);
      const contacts = on('tblcontacts').where('userid', clientId).where(matches);
      const row = (await contacts.orderBy('id').first('id')) as Row | undefined;
      return row && find(clientId, Number(row['id']), on);
    },

    async registered(emails, on) {
      const wanted = emails.map((email) => email.trim().toLowerCase()).filter((email) => email !== '');
      if (wanted.length === 0) return [];
      const matches = on.raw(`${EMAIL_SQL} IN (${wanted.map(() => '?').join(', ')})`, wanted);
      const owners = (await on('tblclients').where(matches).orderBy('id').select('id')) as { id: number }[];
      const contacts: { id: number; userid: number }[] = shape.has('tblcontacts', 'id', 'userid')
        ? await on('tblcontacts').where(matches).orderBy('id').select('id', 'userid')
        : [];
      return [
        ...owners.map(({ id }) => ({ clientId: id, contactId: 0 })),
        ...contacts.map(({ id, userid }) => ({ clientId: userid, contactId: id })),
      ];
    },

    refusals: (fields) => refusals(shape, 'tblcontacts', FIELD_COLUMNS, fields),

    async insert(clientId, fields, on) {
      const values = {
        ...blankRow(shape, 'tblcontacts', on),
        ...stamped(shape, 'tblcontacts', ['created_at', 'updated_at'], on),
        ...write(fields, columnsIn('tblcontacts')),
        userid: clientId,
      } as Record<string, unknown>;
      for (const column of Object.values(MAIL_SWITCHES))
        if (shape.has('tblcontacts', column)) values[column] = 0;
      const [id] = (await on('tblcontacts').insert(values)) as [number];
      return id;
    },

    async update(clientId, seen, changes, on) {
      const table = seen.contactId === 0 ? 'tblclients' : 'tblcontacts';
      const row = await findRow(clientId, seen.contactId, on);
      if (!row || JSON.stringify(read(row, seen.contactId)) !== JSON.stringify(seen)) return 'stale';
      const values = write(changes, columnsIn(table));
      const query =
        seen.contactId === 0 ? on(table).where('id', clientId) : contactRows(on, clientId, seen.contactId);
      for (const column of columnsIn(table)) {
        // NULL never equals; `<=>` does, and utf8mb4_bin sees a change of case only, which the column's own collation hides.
        void query.whereRaw('CONVERT(?? USING utf8mb4) COLLATE utf8mb4_bin <=> ?', [
          column,
          row[column] ?? null,
        ]);
      }
      Object.assign(values, stamped(shape, table, ['updated_at'], on));
      return (await query.update(values)) === 1 ? 'saved' : 'stale';
    },

    async remove(clientId, contactId, on) {
      expectRows(await contactRows(on, clientId, contactId).delete(), 1, 'contact removed');
    },

    addressees: (clientIds, on) => addresseesOf(shape, clientIds, on),

    stream: (on, size, only) => streamClients(shape, on, { size, only }),
  };

  function write(fields: Partial<PanelFields>, columns: readonly string[]): Record<string, unknown> {
    const values: Record<string, unknown> = {};
    for (const field of FIELDS) {
      const value = fields[field];
      if (value === undefined || !columns.includes(FIELD_COLUMNS[field])) continue;
      values[FIELD_COLUMNS[field]] = field === 'phone' ? writePhone(value) : value;
    }
    return values;
  }

  function read(row: Row, contactId: number): PanelContact {
    const text = (field: keyof PanelFields): string =>
      decodeEntities(String(row[FIELD_COLUMNS[field]] ?? ''));
    const fields = Object.fromEntries(FIELDS.map((field) => [field, text(field)])) as unknown as PanelFields;
    const added = String(row['created_at'] ?? '');
    return {
      ...fields,
      email: fields.email.trim(),
      phone: readPhone(fields.phone),
      country: readCountry(fields.country),
      contactId,
      isLogin: shape.era === 7 && contactId !== 0 && Number(row['subaccount']) === 1,
      addedAt: added === '' || added.startsWith('0000') ? undefined : added,
    };
  }
}

const contactRows = (on: Executor, clientId: number, contactId: number) =>
  on('tblcontacts').where({ userid: clientId, id: contactId });

// One charset and collation for every text, because those of the two tables may differ and a UNION would fail (1271).
// What people read and search is the text itself, not old rows' entities or WHMCS's dot in phone numbers.
function relationColumns(on: Executor, table: string, shape: WhmcsShape): Knex.Raw[] {
  const wanted = { first_name: 'firstname', last_name: 'lastname', email: 'email', phone: 'phonenumber' };
  const columns = Object.entries(wanted).map(([name, column]) => {
    if (!shape.has(table, column)) return on.raw(`'' as ??`, [name]);
    const text = `CONVERT(\`${table}\`.\`${column}\` USING utf8mb4)`;
    return on.raw(
      `${name === 'phone' ? phoneSql(text) : decodedSql(text)} COLLATE utf8mb4_unicode_ci as ??`,
      [name],
    );
  });
  const added = shape.has(table, 'created_at')
    ? on.raw('CAST(?? AS CHAR) as added_at', [`${table}.created_at`])
    : on.raw('NULL as added_at');
  return [...columns, added];
}
