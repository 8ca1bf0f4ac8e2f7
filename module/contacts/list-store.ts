// The list of a client's contacts: search, filter, sort and page in the database, over the panel's rows and ours.
import type { Knex } from 'knex';
import type { Panel } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { LoginState } from '../permissions/subject.js';
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
  /** Whose sub-account is in this state; absent for all. The owner has none. */
  login?: LoginState | undefined;
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
  /** Undefined for the owner, who needs no sub-account. */
  login: LoginState | undefined;
}

/** What the query's words stand for, known elsewhere. */
export interface ListFacts {
  /** The contacts that `query.roles` ask for. */
  holders?: readonly number[] | undefined;
  /** The contacts that can sign in at the panel at this moment. */
  signIns?: readonly number[];
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
  login_state: LoginState;
}

export class KnexContactListStore {
  constructor(private readonly panel: Pick<Panel, 'contacts'>) {}

  async list(
    clientId: number,
    query: ContactListQuery,
    on: Executor,
    facts: ListFacts = {},
  ): Promise<ContactList> {
    const matching = () => this.matching(clientId, query, on, facts);
    const counted = (await matching().count({ total: '*' }).first()) as
      { total: number | string } | undefined;
    const rows = (await matching()
      .select('c.*', 'm.kind', 'm.phone_country', 'm.mobile_country', 'm.mobile_number')
      .select({ login_state: loginState(on, facts) })
      .orderByRaw(ORDER[query.sort])
      .limit(query.limit)
      .offset(query.offset)) as ListRow[];
    return { total: Number(counted?.total ?? 0), items: rows.map(toItem) };
  }

  private matching(
    clientId: number,
    { q, kind, types, login }: ContactListQuery,
    on: Executor,
    facts: ListFacts,
  ): Knex.QueryBuilder {
    const query = on
      .from(this.panel.contacts.relation(clientId, on).as('c'))
      .leftJoin({ m: table('contacts') }, (join) => {
        join.on('m.contact_id', 'c.contact_id').andOnVal('m.client_id', clientId);
      })
      .leftJoin({ s: table('sub_accounts') }, (join) => {
        join.on('s.contact_id', 'c.contact_id').andOnVal('s.client_id', clientId);
      });
    if (kind === 'mailbox') void query.where('m.kind', 'mailbox');
    if (kind === 'person') void query.whereRaw(`COALESCE(m.kind, 'person') = 'person'`);
    if (facts.holders !== undefined) void query.whereIn('c.contact_id', facts.holders);
    if (login) void query.whereNot('c.contact_id', 0).whereRaw('? = ?', [loginState(on, facts), login]);
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

// As people.ts says it of one person: suspended here stays so; else who can sign in is active; and who is active here
// but cannot, has ended.
function loginState(on: Executor, { signIns = [] }: ListFacts): Knex.Raw {
  const ids = signIns.length > 0 ? signIns.map(() => '?').join(', ') : 'NULL';
  return on.raw(
    `CASE WHEN s.state = 'suspended' THEN 'suspended' WHEN c.contact_id IN (${ids}) THEN 'active'
      WHEN s.state = 'active' THEN 'ended' ELSE COALESCE(s.state, 'none') END`,
    [...signIns],
  );
}

/** The digits of a search that looks like a phone number, without a trunk or "00" prefix; undefined when it is none. */
function phoneDigits(q: string): string | undefined {
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
    login: row.contact_id === 0 ? undefined : row.login_state,
  };
}
