// Main clients: the records without a parent. Only named columns are read, never cards or passwords.
import type { Knex } from 'knex';
import { languageOf } from '../language-words.js';
import type { ClientSummary, PanelClients } from '../panel.js';
import type { HostBillShape } from './probe.js';
import { fullName, patternOf, textOf, textSql, type Row } from './text.js';

export function hostBillClients(shape: HostBillShape, hasContacts: boolean): PanelClients {
  const names = ['id', 'firstname', 'lastname', 'companyname', 'email', 'status', 'language'];
  const columns = Object.fromEntries(
    names.filter((name) => shape.tableOf(name)).map((name) => [name, shape.column(name)]),
  );
  const id = shape.column('id');

  return {
    async find(clientId, on) {
      const row = (await shape.clients(on).where(id, clientId).first(columns)) as Row | undefined;
      return row && summary(row);
    },

    async search({ q, limit, offset }, on) {
      const sought = q.trim();
      const found = () => matching(shape, shape.clients(on), sought);
      const order = ['companyname', 'lastname', 'firstname'].filter((name) => shape.tableOf(name));
      const rows = (await found()
        .select(columns)
        .orderByRaw(`?? = ? DESC`, [id, isId(sought) ? sought : 0])
        .orderBy([...order.map((name) => shape.column(name)), id])
        .limit(limit)
        .offset(offset)) as Row[];
      return { total: await countOf(found()), clients: rows.map(summary) };
    },

    async counts(on) {
      const contacts = hasContacts ? await countOf(shape.contacts(on)) : 0;
      return { clients: await countOf(shape.clients(on)), contacts };
    },

    async after(clientId, limit, on) {
      const rows = (await shape
        .clients(on)
        .where(id, '>', clientId)
        .orderBy(id)
        .limit(limit)
        .select(columns)) as Row[];
      return rows.map(summary);
    },

    // Where HostBill keeps its groups is not established.
    groups: async () => [],
    async groupsOf(clientIds, on) {
      const ids = (await shape
        .clients(on)
        .whereIn(id, [...clientIds])
        .pluck(id)) as number[];
      return new Map(ids.map((clientId) => [clientId, undefined]));
    },

    async setBillingContact() {
      throw new Error('Billing contacts are off on this panel');
    },
  };
}

const summary = (row: Row): ClientSummary => ({
  clientId: Number(row['id']),
  ownerName: fullName(row),
  companyName: textOf(row['companyname']).trim(),
  email: textOf(row['email']).trim(),
  status: textOf(row['status']).trim(),
  language: languageOf(textOf(row['language'])),
  billingContactId: 0,
  clientGroupId: undefined,
});

const isId = (text: string): boolean => /^\d{1,18}$/.test(text);

const countOf = async (rows: Knex.QueryBuilder): Promise<number> =>
  Number(((await rows.count({ total: '*' }).first()) as { total: number | string }).total);

function matching(shape: HostBillShape, rows: Knex.QueryBuilder, q: string): Knex.QueryBuilder {
  if (q === '') return rows;
  return rows.where((where) => {
    if (isId(q)) void where.orWhere(shape.column('id'), q);
    const [first, last] = [shape.column('firstname'), shape.column('lastname')];
    const texts = ['companyname', 'email']
      .filter((name) => shape.tableOf(name))
      .map((name) => shape.column(name));
    for (const text of [...texts, `CONCAT(${first}, ' ', ${last})`])
      void where.orWhereRaw(`${textSql(text)} LIKE ?`, [patternOf(q)]);
  });
}
