// Every page of ours in every state that looks different, and how to get there: for the tests that walk them all.
import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import type { BrowserApp, Look, Who } from './browser-app.js';
import { loaded } from './pages.js';

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

/** A page below somebody of client 1. */
const of = (name: string, firstName: string, below = ''): Screen => ({
  name,
  who: 'ann',
  status: 200,
  open: async (page, app) => page.goto(`${CONTACTS}/${await app.idOf(firstName)}${below}`),
});

const send = (page: Page): Promise<void> =>
  loaded(page, () => page.locator('main form[method=post] button').first().click());

const uniqueAddress = (): string => `${randomUUID().slice(0, 8)}@corp.example`;

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
  at('refusal', 'bo', CONTACTS, 403),
  at('not found', 'ann', `${CONTACTS}/999999`, 404),
  at('signed out', 'nobody', CONTACTS, 401),
  at('clients', 'sam', '/admin/clients'),
  at('client file, list', 'sam', '/admin/clients/1/contacts'),
  at('client file, add', 'sam', '/admin/clients/1/contacts/new'),
];

/** A window on the screen, the same for all screens of a person and look. */
export async function openScreen(app: BrowserApp, screen: Screen, look: Look = {}): Promise<Page> {
  const page = await app.window(screen.who, { shared: true, ...look });
  await screen.open(page, app);
  return page;
}
