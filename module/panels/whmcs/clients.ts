// Clients in tblclients: found, searched and counted. Only named columns are read, never card, bank or password ones.
import type { Executor } from '../../support/database.js';
import type { ClientSummary, PanelClients } from '../panel.js';
import { languageOf } from './languages.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf } from './schema.js';
import { decodedSql, decodeEntities } from './text.js';

type Row = Record<string, string | number | null>;

export function whmcsClients(shape: WhmcsShape, systemLanguage: string | undefined): PanelClients {
  const optional = ['status', 'language', 'billingcid', 'groupid'].filter((column) =>
    shape.has('tblclients', column),
  );
  const columns = ['id', 'firstname', 'lastname', 'companyname', 'email', ...optional];

  const textIn = (row: Row, column: string): string => decodeEntities(String(row[column] ?? '')).trim();

  function summary(row: Row): ClientSummary {
    const text = (column: string): string => textIn(row, column);
    return {
      clientId: Number(row['id']),
      ownerName: `${text('firstname')} ${text('lastname')}`.trim(),
      companyName: text('companyname'),
      email: text('email'),
      status: text('status'),
      language: languageOf(text('language'), systemLanguage),
      billingContactId: billingContactOf(row),
      clientGroupId: groupOf(row),
    };
  }

  return {
    async find(clientId, on) {
      const row = (await on('tblclients').where('id', clientId).first(columns)) as Row | undefined;
      return row && summary(row);
    },

    async search({ q, limit, offset }, on) {
      const found = () => matching(on, q.trim());
      const [{ total }, rows] = await Promise.all([
        found().count({ total: '*' }).first() as unknown as Promise<{ total: number | string }>,
        found()
          .select(columns)
          .orderByRaw('id = ? DESC, companyname, lastname, firstname, id', [
            /^\d{1,18}$/.test(q.trim()) ? q.trim() : 0,
          ])
          .limit(limit)
          .offset(offset) as unknown as Promise<Row[]>,
      ]);
      return { total: Number(total), clients: rows.map(summary) };
    },

    async counts(on) {
      const count = async (table: string): Promise<number> => {
        if (!shape.hasTable(table)) return 0;
        return Number(((await on(table).count({ total: '*' }).first()) as Row)['total']);
      };
      return { clients: await count('tblclients'), contacts: await count('tblcontacts') };
    },

    async after(clientId, limit, on) {
      const rows = (await on('tblclients')
        .where('id', '>', clientId)
        .orderBy('id')
        .limit(limit)
        .select(columns)) as Row[];
      return rows.map(summary);
    },

    async groups(on) {
      if (!capabilitiesOf(shape).clientGroups.on) return [];
      const rows = (await on('tblclientgroups')
        .orderBy(['groupname', 'id'])
        .select('id', 'groupname')) as Row[];
      return rows.map((row) => ({
        id: Number(row['id']),
        name: decodeEntities(String(row['groupname'])).trim(),
      }));
    },

    async groupsOf(clientIds, on) {
      const group = optional.filter((column) => column === 'groupid');
      const rows = (await on('tblclients')
        .whereIn('id', [...clientIds])
        .select('id', ...group)) as Row[];
      return new Map(rows.map((row) => [Number(row['id']), groupOf(row)]));
    },

    async setBillingContact(clientId, seen, contactId, on) {
      if (!capabilitiesOf(shape).billingContact.on) throw new Error('Billing contacts are off on this panel');
      const contact = on('tblcontacts').where({ id: contactId, userid: clientId });
      if (contactId !== 0 && !(await contact.first('id'))) return 'stale';
      const client = on('tblclients').where({ id: clientId, billingcid: seen });
      return (await client.update({ billingcid: contactId })) === 1 ? 'saved' : 'stale';
    },
  };
}

/** 0, and a database without the column, is the owner (C7). */
export const billingContactOf = (row: Row): number => Number(row['billingcid'] ?? 0);

const groupOf = (row: Row): number | undefined => Number(row['groupid'] ?? 0) || undefined;

function matching(on: Executor, q: string) {
  const query = on('tblclients');
  if (q === '') return query;
  return query.where((where) => {
    if (/^\d{1,18}$/.test(q)) void where.orWhere('id', q);
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    for (const text of ['companyname', 'email', `CONCAT(firstname, ' ', lastname)`]) {
      void where.orWhereRaw(`${decodedSql(`CONVERT(${text} USING utf8mb4)`)} LIKE ?`, [pattern]);
    }
  });
}
