// Clients as chance has them, planted as rows: what people set here, what was set on the panel's own screens, and what is
// left of both when somebody is gone. The same seed gives the same clients.
import type { Knex } from 'knex';
import { addressKey } from '../../module/contacts/address-key.js';
import { EMAIL_CATEGORIES } from '../../module/notices/notice.js';
import { insertRows, type SampleRow } from '../../module/panels/whmcs/sample/insert.js';
import { NO_ACCESS } from '../../module/permissions/access.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../../module/roles/role.js';
import { accessText, panelAccessText } from '../../module/sub-accounts/access-json.js';
import { STATES } from '../../module/sub-accounts/sub-account.js';
import { table } from '../../module/support/tables.js';
import { Chance } from './chance.js';

const FIRST_CLIENT = 500_001;
/** Contacts of a client are numbered from here times its own id: the panel counts up, and so do they. */
const CONTACTS = 10;
const RESELLER = 990_001;
const SET_AT = '2026-11-02 09:00:00';
const MAIL = ['billing.notifications', 'support.notifications'] as const;

/** Their ids. `era`: where logins are, apart from contacts (8) or in their rows (7). */
export async function plantRandomClients(
  db: Knex,
  wanted: { era: 7 | 8; count: number; seed: number; marketIds: readonly number[] },
): Promise<number[]> {
  const { era, count, seed, marketIds } = wanted;
  const rows = new Rows(new Chance(seed), era, marketIds);
  const ids = Array.from({ length: count }, (_one, index) => FIRST_CLIENT + index);
  for (const id of ids) rows.addClient(id);
  await db.transaction(async (tx) => {
    await insertRows(tx, 'tblproducts', [{ id: RESELLER, name: 'Reseller', type: 'reselleraccount' }]);
    for (const [name, planted] of rows.tables) if (planted.length > 0) await insertRows(tx, name, planted);
  });
  return ids;
}

class Rows {
  /** In an order in which foreign keys hold. */
  readonly tables = new Map<string, SampleRow[]>(
    [
      'tblclients',
      'tblcontacts',
      'tblusers',
      'tblusers_clients',
      'tblhosting',
      ...(['clients', 'contacts', 'primary_roles', 'contact_types', 'category_overrides'] as const).map(
        table,
      ),
      ...(['told_flags', 'contact_marks', 'billing_accounts', 'request_aliases'] as const).map(table),
      ...(['sub_accounts', 'ceilings'] as const).map(table),
    ].map((name) => [name, []]),
  );

  constructor(
    private readonly chance: Chance,
    private readonly era: 7 | 8,
    private readonly marketIds: readonly number[],
  ) {}

  addClient(clientId: number): void {
    const { chance } = this;
    const contactIds = Array.from({ length: chance.below(6) }, (_one, at) => clientId * CONTACTS + at);
    const emails = new Map([0, ...contactIds].map((id) => [id, this.email(clientId)]));
    this.add('tblclients', {
      id: clientId,
      firstname: chance.oneOf(['Ann', 'José', 'R&amp;D']),
      lastname: `Owner ${clientId}`,
      email: emails.get(0) ?? '',
      groupid: chance.below(3),
      billingcid: chance.is(0.3) ? chance.oneOf([...contactIds, 99]) : 0,
      email_preferences: this.preferences(),
    });
    for (const id of contactIds) this.addContact(clientId, id, emails.get(id) ?? '');
    if (this.era === 8) this.addUsers(clientId, emails);
    if (chance.is(0.3))
      this.add('tblhosting', {
        userid: clientId,
        packageid: RESELLER,
        domainstatus: chance.oneOf(['Active', 'Active', 'Terminated']),
      });
    // The others were never opened here.
    if (chance.is(0.75)) this.keep(clientId, emails);
  }

  /** Few addresses, so that they meet; one that nobody can be reached at; some not as they are compared. */
  private email(clientId: number): string {
    const { chance } = this;
    if (chance.is(0.08)) return '';
    const address = `${chance.oneOf(['ann', 'bo', 'cy', 'dee', 'team'])}@c${clientId}.example`;
    return chance.is(0.15) ? ` ${address.toUpperCase()}` : address;
  }

  private preferences(): string | null {
    const { chance } = this;
    if (chance.is(0.5)) return null;
    const set = chance.someOf(EMAIL_CATEGORIES, 0.5).map((one) => [one, chance.oneOf(['0', '1'])]);
    return JSON.stringify(Object.fromEntries(set));
  }

  private addContact(clientId: number, id: number, email: string): void {
    const { chance } = this;
    const flags = EMAIL_CATEGORIES.map((one) => [`${one}emails`, Number(chance.is(0.3))]);
    const isLogin = this.era === 7 && chance.is(0.4);
    this.add('tblcontacts', {
      id,
      userid: clientId,
      firstname: chance.oneOf(['Bo', 'Cy', 'Dee']),
      lastname: chance.oneOf(['', `No ${id}`]),
      email,
      ...(Object.fromEntries(flags) as SampleRow),
      ...(this.era === 7 ? { subaccount: Number(isLogin), permissions: 'tickets,invoices' } : {}),
    });
  }

  private addUsers(clientId: number, emails: ReadonlyMap<number, string>): void {
    const taken = new Set<string>();
    for (const [contactId, email] of emails) {
      if (contactId !== 0 && this.chance.is(0.6)) continue;
      const id = userOf(clientId, contactId);
      // By its address alone it may be known as the contact's; an address has one login.
      const own = addressKey(email);
      const isKnown = this.chance.is(0.6) && own !== '' && !taken.has(own);
      taken.add(own);
      this.add('tblusers', {
        id,
        first_name: 'Login',
        last_name: String(id),
        email: isKnown ? own : `login${id}@elsewhere.example`,
      });
      const owner = contactId === 0 ? 1 : 0;
      const permissions = owner ? null : 'tickets,invoices';
      this.add('tblusers_clients', { auth_user_id: id, client_id: clientId, owner, permissions });
    }
  }

  /** What is known of the client here: also of a contact that the panel's own screens removed since. */
  private keep(clientId: number, emails: ReadonlyMap<number, string>): void {
    const { chance } = this;
    const gone = clientId * CONTACTS + CONTACTS - 1;
    const ids = [...emails.keys(), ...(chance.is(0.2) ? [gone] : [])];
    this.add(table('clients'), { client_id: clientId });
    for (const id of ids)
      this.add(table('contacts'), { client_id: clientId, contact_id: id, kind: 'person' });
    for (const role of PRIMARY_ROLES) {
      const chosen = chance.is(0.5);
      const contact_id = chosen ? chance.oneOf(ids) : 0;
      this.add(table('primary_roles'), { client_id: clientId, role, contact_id, chosen: Number(chosen) });
    }
    for (const id of ids) this.keepContact({ client_id: clientId, contact_id: id }, emails.get(id) ?? '');
    this.keepPayers(clientId, ids);
    for (const market_id of chance.someOf([0, ...this.marketIds], 0.3))
      this.add(table('request_aliases'), {
        client_id: clientId,
        market_id,
        contact_id: chance.oneOf(ids),
        since: SET_AT,
      });
    if (chance.is(0.1))
      this.add(table('ceilings'), {
        level: 'client',
        level_id: clientId,
        kind: 'permission',
        name: chance.oneOf(MAIL),
        allowed: 0,
      });
  }

  private keepContact(key: { client_id: number; contact_id: number }, email: string): void {
    const { chance } = this;
    for (const type of chance.someOf(CONTACT_TYPES, 0.25)) this.add(table('contact_types'), { ...key, type });
    for (const category of chance.someOf(EMAIL_CATEGORIES, 0.2))
      this.add(table('category_overrides'), {
        ...key,
        category,
        state: chance.oneOf(['on', 'off']),
        set_at: chance.oneOf([SET_AT, null]),
      });
    if (chance.is(0.4))
      this.add(table('told_flags'), { ...key, switched_on: chance.someOf(EMAIL_CATEGORIES, 0.4).join(',') });
    if (chance.is(0.3))
      this.add(table('contact_marks'), {
        ...key,
        email: chance.is(0.8) ? addressKey(email) : 'before@corp.example',
        confirmed_at: chance.oneOf([SET_AT, null]),
        blocked_at: chance.oneOf([SET_AT, null]),
      });
    if (key.contact_id !== 0 && chance.is(0.3)) this.addSubAccount(key);
  }

  private addSubAccount(key: { client_id: number; contact_id: number }): void {
    const { chance } = this;
    const state = chance.oneOf(STATES);
    const isLinked = this.era === 8 && (state === 'active' || state === 'suspended');
    const ids = [key.contact_id, 0].map((contactId) => userOf(key.client_id, contactId));
    const permissions = chance.someOf([...MAIL, 'support.open'] as const, 0.6);
    const told = { permissions: chance.someOf(permissions, 0.2), serviceFunctions: [], domainFunctions: [] };
    this.add(table('sub_accounts'), {
      ...key,
      state,
      // Some of another login: the owner's, when the panel's own screens moved the account to another owner.
      user_id: isLinked ? (chance.is(0.85) ? (ids[0] ?? null) : (ids[1] ?? null)) : null,
      access: accessText({ ...NO_ACCESS, permissions }),
      expires_at: chance.oneOf([null, '2026-01-01 00:00:00']),
      provenance: '{}',
      told_panel: panelAccessText(told),
      state_at: SET_AT,
    });
  }

  private keepPayers(clientId: number, ids: readonly number[]): void {
    const { chance } = this;
    if (chance.is(0.4)) return;
    const contact_id = chance.is(0.6) ? chance.oneOf(ids) : null;
    this.add(table('billing_accounts'), { client_id: clientId, name: '', is_default: 1, contact_id });
    for (const name of chance.someOf(['Amsterdam', 'Utrecht'], 0.5))
      this.add(table('billing_accounts'), {
        client_id: clientId,
        name,
        is_default: null,
        contact_id: chance.oneOf(ids),
      });
  }

  private add(name: string, row: SampleRow): void {
    if (this.era === 7 && name.startsWith('tblusers')) return;
    this.tables.get(name)?.push(row);
  }
}

const userOf = (clientId: number, contactId: number): number =>
  contactId === 0 ? clientId * CONTACTS + CONTACTS - 1 : contactId;
