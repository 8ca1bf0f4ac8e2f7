// The list of a client's contacts: search, filter, sort and page in the database, over the panel's rows and ours.
import type { Knex } from 'knex';
import type { Panel } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { ContactType, PrimaryRole } from '../roles/role.js';
import { table } from '../support/tables.js';
import type { ContactKind } from './contact.js';
import { readStoredPhone, westernDigits, type StoredPhone } from './phone.js';

export const SORTS = ['name', '-name', 'email', '-email', 'added', '-added'] as const;
export type Sort = (typeof SORTS)[number];

export interface ContactListQuery {
  /** Part of a name, an email address or a phone number; '' for all. */
  q: string;
  kind: 'person' | 'mailbox' | '';
  /** With any of these types of their own; [] for all. */
  types: readonly ContactType[];
  /** Who holds any of these roles, or stands in for it; [] for all. */
  roles: readonly PrimaryRole[];
  /** '' is the owner first, then by name. */
  sort: Sort | '';
  limit: number;
  offset: number;
}

export interface ContactListItem {
  contactId: number;
  kind: ContactKind;
  firstName: string;
  lastName: string;
  email: string;
  phone: StoredPhone | null;
  mobile: StoredPhone | null;
}

export interface ContactList {
  total: number;
  items: ContactListItem[];
}

interface ListRow {
  contact_id: number;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  kind: 'person' | 'mailbox' | null;
  phone_country: string | null;
  mobile_country: string | null;
  mobile_number: string | null;
}

export class KnexContactListStore {
  constructor(private readonly panel: Pick<Panel, 'contacts'>) {}

  /** `holders`: the contacts that `query.roles` ask for. */
  async list(
    clientId: number,
    query: ContactListQuery,
    on: Executor,
    holders?: readonly number[],
  ): Promise<ContactList> {
    const matching = () => this.matching(clientId, query, on, holders);
    const counted = (await matching().count({ total: '*' }).first()) as
      { total: number | string } | undefined;
    const rows = (await matching()
      .select('c.*', 'm.kind', 'm.phone_country', 'm.mobile_country', 'm.mobile_number')
      .orderByRaw(ORDER[query.sort])
      .limit(query.limit)
      .offset(query.offset)) as ListRow[];
    return { total: Number(counted?.total ?? 0), items: rows.map(toItem) };
  }

  private matching(
    clientId: number,
    { q, kind, types }: ContactListQuery,
    on: Executor,
    holders: readonly number[] | undefined,
  ): Knex.QueryBuilder {
    const query = on
      .from(this.panel.contacts.relation(clientId, on).as('c'))
      .leftJoin({ m: table('contacts') }, (join) => {
        join.on('m.contact_id', 'c.contact_id').andOnVal('m.client_id', clientId);
      });
    if (kind === 'mailbox') void query.where('m.kind', 'mailbox');
    if (kind === 'person') void query.whereRaw(`COALESCE(m.kind, 'person') = 'person'`);
    if (holders !== undefined) void query.whereIn('c.contact_id', holders);
    if (types.length > 0) {
      const typed = on(table('contact_types'))
        .where({ client_id: clientId })
        .whereIn('type', types)
        .select('contact_id');
      void query.whereIn('c.contact_id', typed);
    }
    if (q !== '') void query.where((where) => this.searching(where, q));
    return query;
  }

  private searching(where: Knex.QueryBuilder, q: string): void {
    const pattern = `%${q.replace(/[\\%_]/g, '\\$&')}%`;
    // Raw, because Knex's whereLike adds a collation of its own.
    void where
      .orWhereRaw(`CONCAT(c.first_name, ' ', c.last_name) LIKE ?`, [pattern])
      .orWhereRaw('c.email LIKE ?', [pattern]);
    const digits = phoneDigits(q);
    if (digits === undefined) return;
    void where
      .orWhereRaw(`REGEXP_REPLACE(c.phone, '[^0-9]', '') LIKE ?`, [`%${digits}%`])
      .orWhereRaw('m.mobile_number LIKE ?', [`%${digits}%`]);
  }
}

/** The digits of a search that looks like a phone number, without a trunk or "00" prefix; undefined when it is none. */
export function phoneDigits(q: string): string | undefined {
  const text = westernDigits(q);
  if (!/^[\d\s+().\-/]+$/.test(text)) return undefined;
  // "+31 (0)6 …": the zero in brackets is for callers from inside the country, and never stored.
  const digits = text.replace('(0)', '').replace(/\D/g, '').replace(/^0+/, '');
  return digits.length >= 2 ? digits : undefined;
}

const ORDER: Record<ContactListQuery['sort'], string> = {
  '': 'c.contact_id <> 0, c.first_name, c.last_name, c.contact_id',
  name: 'c.first_name, c.last_name, c.contact_id',
  '-name': 'c.first_name DESC, c.last_name DESC, c.contact_id',
  email: 'c.email, c.contact_id',
  '-email': 'c.email DESC, c.contact_id',
  added: 'c.added_at, c.contact_id',
  '-added': 'c.added_at DESC, c.contact_id DESC',
};

function toItem(row: ListRow): ContactListItem {
  return {
    contactId: row.contact_id,
    kind: row.contact_id === 0 ? 'owner' : (row.kind ?? 'person'),
    firstName: row.first_name,
    lastName: row.last_name,
    email: row.email.trim(),
    phone: readStoredPhone(row.phone, row.phone_country ?? '', ''),
    mobile: readStoredPhone(row.mobile_number ?? '', row.mobile_country ?? '', ''),
  };
}
