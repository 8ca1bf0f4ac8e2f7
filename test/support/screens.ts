// Every page of ours in every state that looks different, and how to get there: for the tests that walk them all.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { createConfirmTokens } from '../../module/confirmations/token.js';
import { seedClient, seedCompanion } from '../../module/roles/seed-client.js';
import { systemClock } from '../../module/support/clock.js';
import { SECRET } from './app.js';
import type { BrowserApp, Look, Who } from './browser-app.js';
import { plantAccount } from './billing-accounts.js';
import { plantInvitation } from './invitations.js';
import { loaded } from './pages.js';
import { contactIds, plantSubAccount } from './sub-accounts.js';

export interface Screen {
  name: string;
  who: Who;
  /** What the server answers on the last page. */
  status: number;
  open(page: Page, app: BrowserApp): Promise<unknown>;
}

const CONTACTS = '/client/contacts';

const at = (name: string, who: Who, path: string, status = 200): Screen => ({
  name,
  who,
  status,
  open: (page) => page.goto(path),
});

async function makeKey(page: Page): Promise<void> {
  await page.goto('/client/api-keys/new');
  await page.locator('#f-name').fill(`Robot ${randomUUID().slice(0, 8)}`);
  await page.locator('#f-scopes-contacts-write').check();
  await send(page);
}

/** A page below somebody of client 1. */
const of = (name: string, firstName: string, below = '', status = 200): Screen => ({
  name,
  who: 'ann',
  status,
  open: async (page, app) => page.goto(`${CONTACTS}/${await app.idOf(firstName)}${below}`),
});

const send = (page: Page): Promise<void> =>
  loaded(page, () => page.locator('main form[method=post] button:not([type=button])').first().click());

const review = (page: Page): Promise<void> =>
  loaded(page, () => page.locator('#lsn-form .lsn-btn-primary').click());

const uniqueAddress = (): string => `${randomUUID().slice(0, 8)}@corp.example`;

const COMPANY = '/client/company';
const SIMULATOR = '/client/notices/simulate';
const NOTICES = '/client/notices';
const REQUESTS = 'mod_liaison_change_requests';
const PAYERS = '/client/billing-accounts';
const CEILINGS = '/admin/permissions';
const PRESETS = '/admin/presets';
const MARKETS = '/admin/markets';
const ALIASES = '/client/request-aliases';

/** A change request of client 1 that waits; made when there is none. */
async function requestId({ db }: BrowserApp): Promise<number> {
  const open = { client_id: 1, field: 'vatNumber', is_open: 1 };
  const asked = {
    state: 'open',
    old_values: JSON.stringify({ vatNumber: 'NL001234567B01' }),
    new_values: JSON.stringify({ vatNumber: 'NL009876543B01' }),
    reason: 'We merged with another company',
    asked_by: 'Ann Lee',
    asked_at: '2026-11-20 10:00:00',
  };
  await db(REQUESTS)
    .insert({ ...open, ...asked })
    .onConflict(['client_id', 'field', 'is_open'])
    .ignore();
  return Number((await db(REQUESTS).where(open).first('id')).id);
}

/** Amsterdam and Frankfurt, with the mailbox of client 1 as the alias of Amsterdam. */
async function makeMarkets(app: BrowserApp): Promise<void> {
  const rows = [{ code: 'AMS', name: 'Amsterdam' }, { code: 'FRA', name: 'Frankfurt' }]; // prettier-ignore
  await app.db('mod_liaison_markets').insert(rows).onConflict('code').ignore();
  const { id } = await app.db('mod_liaison_markets').where({ code: 'AMS' }).first('id');
  const contact = { client_id: 1, contact_id: await app.idOf('Network engineers') };
  await seedClient(app.db, 1);
  await seedCompanion(1, contact.contact_id, app.db);
  const alias = { ...contact, market_id: id, since: '2026-11-20 10:00:00', set_by: 'Ann Lee' };
  await app.db('mod_liaison_request_aliases').insert(alias).onConflict(['client_id', 'market_id']).ignore();
}

/** A page that is there where the provider has markets. */
const inMarkets = (name: string, who: Who, path: string, status = 200): Screen => ({
  name,
  who,
  status,
  async open(page, app) {
    await makeMarkets(app);
    await page.goto(path);
  },
});

const addressOfUser = async (db: BrowserApp['db'], clientId: number): Promise<string> => {
  const owners = db('tblusers_clients').where({ client_id: clientId, owner: 1 }).select('auth_user_id');
  return String((await db('tblusers').whereIn('id', owners).pluck('email'))[0]);
};

/** The page of an invitation of client 1, under a token that is known here: nobody reads the mail. */
const invitation = (
  name: string,
  status: number,
  address: (app: BrowserApp) => string | Promise<string>,
  { changes = {}, byStaff = false }: { changes?: Record<string, string>; byStaff?: boolean } = {},
): Screen => ({
  name,
  who: 'nobody',
  status,
  async open(page, app) {
    await app.db('mod_liaison_rate_limits').delete();
    const token = await plantInvitation(app, await address(app), { changes, byStaff });
    await page.goto(`/invite/${token}`);
  },
});

/** The page behind the link to confirm the address of somebody of client 1. */
const confirmation = (name: string, firstName: string, status: number, address?: string): Screen => ({
  name,
  who: 'nobody',
  status,
  async open(page, app) {
    await app.db('mod_liaison_rate_limits').delete();
    const contactId = await app.idOf(firstName);
    const { email } = await app.db('tblcontacts').where({ id: contactId }).first('email');
    const tokens = createConfirmTokens(SECRET, systemClock);
    const token = await tokens.sign({ clientId: 1, contactId, address: address ?? String(email) });
    await page.goto(`/confirm/${token}`);
  },
});

/** A second payer of client 1; made when there is none. */
async function payerId(app: BrowserApp): Promise<number> {
  const name = 'EU-01';
  const row = await app.db('mod_liaison_billing_accounts').where({ client_id: 1, name }).first('id');
  if (row) return row.id as number;
  const contactId = await app.idOf('Jonas');
  return plantAccount(app.db, { clientId: 1, name, contactId, serviceIds: [2] });
}

/** What staff do with that payer. */
const payer = (name: string, below: string): Screen => ({
  name,
  who: 'sam',
  status: 200,
  open: async (page, app) => page.goto(`/admin/clients/1/billing-accounts/${await payerId(app)}/${below}`),
});

export const SCREENS: readonly Screen[] = [
  at('overview', 'ann', '/client/overview'),
  at('overview, of many', 'mira', '/client/overview'),
  at('simulator', 'ann', SIMULATOR),
  at('simulator, answered', 'ann', `${SIMULATOR}?notice=domain-notices`),
  at('simulator, not found', 'ann', `${SIMULATOR}?notice=letters-by-post`, 422),
  {
    name: 'simulator, test sent',
    who: 'cy',
    status: 200,
    async open(page, app) {
      await app.db('mod_liaison_rate_limits').delete();
      await page.goto(`${SIMULATOR}?notice=invoices-renewals`);
      await send(page);
    },
  },
  at('client file, overview', 'sam', '/admin/clients/1/overview'),
  at('list', 'ann', CONTACTS),
  at('list, filtered', 'ann', `${CONTACTS}?q=corp.example&kind=person&sort=-name`),
  at('list, empty', 'ann', `${CONTACTS}?q=smiht`),
  at('list, page 2', 'mira', `${CONTACTS}?page=2`),
  at('add', 'ann', `${CONTACTS}/new`),
  {
    name: 'add, with errors',
    who: 'ann',
    status: 422,
    async open(page) {
      await page.goto(`${CONTACTS}/new`);
      await page.locator('#f-email').fill('ann at example.com');
      await page.locator('#f-mobile-number').fill('+44 20 7946 0000');
      await send(page);
    },
  },
  {
    name: 'add, address taken',
    who: 'cy',
    status: 422,
    async open(page) {
      await page.goto(`${CONTACTS}/new`);
      await page.locator('#f-firstName').fill('Ann');
      await page.locator('#f-lastName').fill('Lee');
      await page.locator('#f-email').fill('ann@example.com');
      await send(page);
    },
  },
  of('view', 'فاطمة'),
  of('view, same server', 'Dee'),
  at('view, owner', 'ann', `${CONTACTS}/owner`),
  {
    name: 'view, just saved',
    who: 'ann',
    status: 200,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Inès')}/edit`);
      await page.locator('#f-email').fill(uniqueAddress());
      await send(page);
    },
  },
  of('edit', 'Emre', '/edit'),
  of('edit, same server', 'Dee', '/edit'),
  at('edit, owner', 'ann', `${CONTACTS}/owner/edit`),
  {
    name: 'edit, what changes',
    who: 'ann',
    status: 200,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Jonas')}/edit`);
      await page.locator('#f-types-technical').check();
      await page.locator('#f-emailCategories-how-hand').check();
      await page.locator('#f-emailCategories-invoice').check();
      await loaded(page, () => page.locator('button[value="preview"]').click());
    },
  },
  {
    name: 'edit, a stand-in would be left',
    who: 'ann',
    status: 200,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Inès')}/edit`);
      await page.locator('#f-emailCategories-affiliate').uncheck();
      await send(page);
    },
  },
  of('delete', 'Bo', '/delete'),
  of('delete, blocked', 'Grace', '/delete'),
  at('list, by sub-account', 'cy', `${CONTACTS}?login=active`),
  of('view, active', 'Bo'),
  of('login, suspend', 'Bo', '/login/suspend'),
  of('login, end', 'Cy', '/login/end'),
  of('login, first choose access', 'Jonas', '/login/invite'),
  of('login, not now', 'Jonas', '/login/resume'),
  of('can', 'Bo', '/can'),
  of('can, answered', 'Cy', '/can?permission=billing.funds'),
  of('can, not found', 'Jonas', '/can?function=view&service=999', 422),
  {
    name: 'conflict',
    who: 'ann',
    status: 409,
    async open(page, app) {
      const id = await app.idOf('宏');
      await page.goto(`${CONTACTS}/${id}/edit`);
      await app.db('tblcontacts').where({ id }).update({ email: uniqueAddress(), country: 'JP' });
      await page.locator('#f-email').fill(uniqueAddress());
      await page.locator('#f-country').selectOption('BE');
      await send(page);
    },
  },
  at('roles', 'ann', '/client/roles'),
  at('roles, choosing', 'ann', '/client/roles?role=security&q=corp'),
  of('promote', 'Jonas', '/promote'),
  of('promote, with what changes', 'Emre', '/promote?role=billing'),
  of('access, new', 'Jonas', '/access'),
  {
    name: 'access, choosing services',
    who: 'mira',
    status: 200,
    async open(page, { db }) {
      const logins = db('tblusers').select('email');
      const contact = db('tblcontacts').where({ userid: 2 }).whereNotIn('email', logins);
      await page.goto(`${CONTACTS}/${(await contact.first('id')).id}/access`);
      await loaded(page, () => page.locator('button[value="services:find"]').click());
    },
  },
  {
    name: 'access, with errors',
    who: 'ann',
    status: 422,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Emre')}/access`);
      await page.locator('#f-departments-mode-except').check();
      await page.locator('#f-expiresAt').fill('2020-01-01');
      await review(page);
    },
  },
  {
    name: 'access, review',
    who: 'ann',
    status: 200,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Inès')}/access`);
      await page.locator('#f-contacts-manage').check();
      await page.locator('#f-support-close').check();
      await review(page);
    },
  },
  {
    name: 'access, review of what cannot be given',
    who: 'cy',
    status: 200,
    async open(page, app) {
      await page.goto(`${CONTACTS}/${await app.idOf('Emre')}/access`);
      // The page has no box for it.
      await page.locator('#f-support-view').evaluate((box) => box.setAttribute('value', 'billing.orders'));
      await page.locator('#f-support-view').check();
      await review(page);
    },
  },
  at('access, the owner', 'ann', `${CONTACTS}/owner/access`),
  at('activity', 'ann', '/client/activity'),
  at('activity, filtered', 'ann', '/client/activity?what=signIn.opened&from=2020-01-01'),
  at('activity, none', 'cy', '/client/activity?who=nobody-like-this'),
  at('activity, not a day', 'cy', '/client/activity?from=tomorrow', 422),
  at('keys, none', 'mira', '/client/api-keys'),
  at('key, new', 'ann', '/client/api-keys/new'),
  {
    name: 'key, with errors',
    who: 'ann',
    status: 422,
    async open(page) {
      await page.goto('/client/api-keys/new');
      await send(page);
    },
  },
  { name: 'key, made', who: 'ann', status: 200, open: makeKey },
  {
    name: 'keys',
    who: 'ann',
    status: 200,
    async open(page) {
      await makeKey(page);
      await page.goto('/client/api-keys');
    },
  },
  {
    name: 'key, revoke',
    who: 'ann',
    status: 200,
    async open(page) {
      await makeKey(page);
      await page.goto('/client/api-keys');
      await loaded(page, () => page.locator('tbody .lsn-acts a').first().click());
    },
  },
  at('company', 'ann', COMPANY),
  at('company, edit', 'ann', `${COMPANY}/edit`),
  {
    name: 'company, with errors',
    who: 'ann',
    status: 422,
    async open(page) {
      await page.goto(`${COMPANY}/edit`);
      await page.locator('#f-address-street').fill('');
      await page.locator('#f-address-postalCode').fill('1234 567 890 12');
      await send(page);
    },
  },
  at('company, asking', 'ann', `${COMPANY}/ask/name`),
  {
    name: 'company, asking for a state, with errors',
    who: 'ann',
    status: 422,
    async open(page) {
      await page.goto(`${COMPANY}/ask/country`);
      await page.locator('#f-value').selectOption('US');
      await send(page);
    },
  },
  {
    name: 'company, asked a question',
    who: 'cy',
    status: 200,
    async open(page, app) {
      const question = {
        state: 'question',
        answer: 'Can you send the deed?',
        answered_by: 'Sam de Vries',
        answered_at: '2026-11-21 09:00:00',
      };
      await app
        .db(REQUESTS)
        .where({ id: await requestId(app) })
        .update(question);
      await page.goto(`${COMPANY}/ask/vatNumber`);
    },
  },
  at('who gets what, by notice', 'ann', NOTICES),
  at('who gets what, by contact', 'ann', `${NOTICES}?view=contact`),
  at('who gets what, by contact, none', 'cy', `${NOTICES}?view=contact&q=smiht`),
  {
    name: 'who gets what, what changes',
    who: 'ann',
    status: 200,
    async open(page) {
      await page.goto(`${NOTICES}?view=contact`);
      await page.locator('[name="mail[c8][]"][value=affiliate]').check();
      await loaded(page, () => page.locator('#lsn-form .lsn-btn-secondary').click());
    },
  },
  {
    name: 'who gets what, with errors',
    who: 'cy',
    status: 422,
    async open(page) {
      await page.goto(`${NOTICES}?view=contact`);
      const ticked = page.locator('[value=domain]:checked');
      while ((await ticked.count()) > 0) await ticked.first().uncheck();
      await review(page);
    },
  },
  at('who gets what, page 2', 'mira', `${NOTICES}?view=contact&page=2`),
  at('client file, who gets what', 'sam', '/admin/clients/1/notices?view=contact'),
  at('billing accounts, one', 'ann', PAYERS),
  at('billing account, choosing', 'ann', `${PAYERS}/default/edit?q=corp`),
  at('billing account, with errors', 'ann', `${PAYERS}/default/edit?show=changes`, 422),
  {
    name: 'billing account, what changes',
    who: 'ann',
    status: 200,
    open: async (page, app) =>
      page.goto(`${PAYERS}/default/edit?contactId=${await app.idOf('Bo')}&show=changes`),
  },
  {
    name: 'billing accounts',
    who: 'cy',
    status: 200,
    async open(page, app) {
      await payerId(app);
      await page.goto(PAYERS);
    },
  },
  at('client file, billing accounts, add', 'sam', '/admin/clients/1/billing-accounts/new'),
  payer('client file, billing account, name', 'name'),
  payer('client file, billing account, services', 'services'),
  payer('client file, billing account, remove', 'remove'),
  at('refusal', 'bo', CONTACTS, 403),
  at('not found', 'ann', `${CONTACTS}/999999`, 404),
  at('signed out', 'nobody', CONTACTS, 401),
  at('sign in', 'nobody', '/sign-in'),
  {
    name: 'sign in, refused',
    who: 'nobody',
    status: 422,
    async open(page, app) {
      await app.db('mod_liaison_rate_limits').delete();
      await page.goto('/sign-in');
      await page.locator('#f-email').fill('ann@example.com');
      await page.locator('#f-password').fill('not the password');
      await send(page);
    },
  },
  at('password forgotten', 'nobody', '/reset'),
  invitation('invitation, new', 200, () => uniqueAddress()),
  invitation('invitation, of a login that is there', 200, ({ db }) => addressOfUser(db, 2), {
    byStaff: true,
  }),
  invitation('invitation, ended', 410, () => uniqueAddress(), {
    changes: { expires_at: '2020-01-01 00:00:00' },
  }),
  confirmation('confirm address', 'Grace', 200),
  confirmation('confirm address, changed since', 'Grace', 410, 'before@corp.example'),
  of('address, ask to confirm', 'Grace', '/confirm'),
  {
    name: 'address, unblock',
    who: 'ann',
    status: 200,
    async open(page, app) {
      const contactId = await app.idOf('宏');
      await seedClient(app.db, 1);
      await seedCompanion(1, contactId, app.db);
      const { email } = await app.db('tblcontacts').where({ id: contactId }).first('email');
      const mark = { email, confirmed_at: null, blocked_at: '2026-11-20 09:00:00' };
      await app
        .db('mod_liaison_contact_marks')
        .insert({ client_id: 1, contact_id: contactId, ...mark })
        .onConflict(['client_id', 'contact_id'])
        .merge(mark);
      await page.goto(`${CONTACTS}/${contactId}/unblock`);
    },
  },
  at('clients', 'sam', '/admin/clients'),
  at('fields', 'sam', '/admin/fields'),
  {
    name: 'fields, with errors',
    who: 'sam',
    status: 422,
    async open(page) {
      await page.goto('/admin/fields');
      await page.locator('#f-name-address').fill('the office');
      await send(page);
    },
  },
  {
    name: 'requests',
    who: 'sam',
    status: 200,
    async open(page, app) {
      await requestId(app);
      await page.goto('/admin/requests');
    },
  },
  {
    name: 'request',
    who: 'sam',
    status: 200,
    open: async (page, app) => page.goto(`/admin/requests/${await requestId(app)}`),
  },
  {
    name: 'request, the value changed meanwhile',
    who: 'sam',
    status: 409,
    async open(page, app) {
      await page.goto(`/admin/requests/${await requestId(app)}`);
      await app
        .db('tblclients')
        .where({ id: 1 })
        .update({ tax_id: `NL${randomUUID().slice(0, 8)}` });
      await send(page);
    },
  },
  at('client file, company', 'sam', '/admin/clients/1/company'),
  at('client file, company, edit', 'sam', '/admin/clients/1/company/edit'),
  at('client file, list', 'sam', '/admin/clients/1/contacts'),
  at('client file, add', 'sam', '/admin/clients/1/contacts/new'),
  at('ceilings', 'sam', CEILINGS),
  at('ceilings, of a group', 'sam', `${CEILINGS}?level=group&id=1`),
  at('ceilings, choosing a client', 'sam', `${CEILINGS}?level=client&q=bv`),
  at('client file, ceilings', 'sam', '/admin/clients/1/permissions'),
  {
    name: 'ceilings, what changes',
    who: 'sam',
    status: 200,
    async open(page, app) {
      const access = { permissions: ['billing.funds' as const] };
      await app.db('mod_liaison_sub_accounts').where({ client_id: 2 }).delete();
      const [contactId = 0] = await contactIds(app.db, 2, 1);
      await plantSubAccount(app.db, { clientId: 2, contactId, preset: 'accountant', access });
      await page.goto(CEILINGS);
      await page.locator('#f-permission-billingFunds-denied').check();
      await page.locator('#f-service-cancel-denied').check();
      await send(page);
    },
  },
  {
    name: 'ceilings, changed meanwhile',
    who: 'sam',
    status: 409,
    async open(page, app) {
      await page.goto(CEILINGS);
      await page.locator('#f-domain-view-denied').check();
      const row = { level: 'provider', level_id: 0, kind: 'domain', name: 'renew', allowed: 0 };
      await app.db('mod_liaison_ceilings').insert(row);
      await send(page);
      await app.db('mod_liaison_ceilings').delete();
    },
  },
  at('presets', 'sam', PRESETS),
  at('presets, edit', 'sam', `${PRESETS}/accountant/edit`),
  at('presets, delete', 'sam', `${PRESETS}/everything/delete`),
  {
    name: 'presets, new, with errors',
    who: 'sam',
    status: 422,
    async open(page) {
      await page.goto(`${PRESETS}/new`);
      await page.locator('#f-services-all').check();
      await send(page);
    },
  },
  inMarkets('request aliases', 'ann', ALIASES),
  inMarkets('request aliases, add', 'ann', `${ALIASES}/new`),
  inMarkets('request aliases, add, with errors', 'ann', `${ALIASES}/new?show=changes`, 422),
  inMarkets('request aliases, change, what changes', 'ann', `${ALIASES}/AMS/edit?contactId=0&show=changes`),
  inMarkets('request aliases, choosing', 'mira', `${ALIASES}/default/edit`),
  inMarkets('request aliases, remove', 'ann', `${ALIASES}/AMS/remove`),
  inMarkets('request aliases, the default stays', 'ann', `${ALIASES}/default/remove`),
  inMarkets('client file, request aliases', 'sam', '/admin/clients/1/request-aliases'),
  inMarkets('markets', 'sam', MARKETS),
  inMarkets('markets, edit', 'sam', `${MARKETS}/AMS/edit`),
  inMarkets('markets, remove', 'sam', `${MARKETS}/FRA/remove`),
  inMarkets('markets, only to be closed', 'sam', `${MARKETS}/AMS/remove`),
  {
    name: 'markets, new, with errors',
    who: 'sam',
    status: 422,
    async open(page) {
      await page.goto(`${MARKETS}/new`);
      await send(page);
    },
  },
  at('notices of all clients', 'sam', '/admin/notices'),
  at('notices of all clients, edit', 'sam', '/admin/notices/invoices-renewals/edit'),
  {
    name: 'notices of all clients, new, with errors',
    who: 'sam',
    status: 422,
    async open(page) {
      await page.goto('/admin/notices/new');
      await send(page);
    },
  },
  {
    name: 'notices of all clients, what changes',
    who: 'sam',
    status: 200,
    async open(page) {
      await page.goto('/admin/notices/domain-notices/edit');
      await page.locator('#f-types-technical').check();
      await page.locator('#f-category-invoice').check();
      await send(page);
    },
  },
  at('audit', 'sam', '/admin/audit'),
  at('setup', 'sam', '/admin/setup'),
  at('setup, addresses', 'sam', '/admin/setup/addresses'),
];

/** A window on the screen, the same for all screens of a person and look. */
export async function openScreen(app: BrowserApp, screen: Screen, look: Look = {}): Promise<Page> {
  const page = await app.window(screen.who, { shared: true, ...look });
  await screen.open(page, app);
  return page;
}
