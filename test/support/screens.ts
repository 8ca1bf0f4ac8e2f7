// Every page of ours in every state that looks different, and how to get there: for the tests that walk them all.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { BrowserApp, Look, Who } from './browser-app.js';
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
const REQUESTS = 'mod_liaison_change_requests';
const CEILINGS = '/admin/permissions';
const PRESETS = '/admin/presets';

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

export const SCREENS: readonly Screen[] = [
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
  at('audit', 'sam', '/admin/audit'),
];

/** A window on the screen, the same for all screens of a person and look. */
export async function openScreen(app: BrowserApp, screen: Screen, look: Look = {}): Promise<Page> {
  const page = await app.window(screen.who, { shared: true, ...look });
  await screen.open(page, app);
  return page;
}
