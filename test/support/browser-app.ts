// The module behind a real port and a real browser in front of it: windows of the demo's people, each signed in by a
// fresh hand-over, with or without JavaScript.
import type { BrowserContext, Page } from 'playwright-core';
import { load } from 'cheerio';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import type { Identity } from '../../module/permissions/actor.js';
import { signHandOver } from '../../module/sign-in/hand-over.js';
import { loginOf, SECRET, testApp, type TestApp } from './app.js';
import { findChromium, launchChromium } from './chromium.js';
import { demoPanel, type TestDatabase } from './panel-database.js';

/** Who sits at the window: see `World` in fixture.ts. "nobody" is not signed in. */
export type Who = 'ann' | 'bo' | 'cy' | 'mira' | 'sam' | 'nobody';

export interface Look {
  javaScript?: boolean;
  language?: 'en' | 'ar';
  width?: number;
  /** A phone: touch, and the viewport of its meta element. */
  touch?: boolean;
  /** A window that an earlier test left, on whatever page it was: much faster than a new one. */
  shared?: boolean;
}

export interface BrowserApp {
  db: TestDatabase['knex'];
  built: TestApp['built'];
  origin: string;
  /** A window of its own, not yet on a page. Closed after the test. */
  window(who: Who, look?: Look): Promise<Page>;
  /**
   * What went wrong on the page since this was last asked: breaches of the content security policy, errors, requests
   * to anybody else, failed ones. That a page itself answered with an error reads "status of 404 <address>".
   */
  complaints(page: Page): string[];
  /** The id of somebody of client 1, by first name. */
  idOf(firstName: string): Promise<number>;
}

/** Call it in `describe`; what it gives is there from the first test on. Skips the suite where there is no browser. */
export function browserApp(): BrowserApp {
  const shared = {} as BrowserApp;
  const endings: (() => unknown)[] = [];
  const kept = new Map<string, Page>();
  const watched = new WeakMap<Page, string[]>();

  before(async function () {
    this.timeout(300_000); // Debian's package may have to be fetched.
    const said: string[] = [];
    const program = await findChromium((line) => said.push(line));
    if (!program) {
      process.stdout.write(`    No browser, so this suite is skipped. ${said.join(' ')}\n`);
      this.skip();
    }
    const database = await demoPanel();
    endings.push(() => database.drop());
    const app = await testApp(database.url);
    endings.push(() => app.close());
    const server = createServer(app.express);
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    endings.push(() => server.close());
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const browser = await launchChromium(program);
    endings.push(() => browser.close());
    const { knex: db, cast } = database;
    Object.assign(shared, {
      db,
      built: app.built,
      origin,
      async window(who, look = {}) {
        const key = JSON.stringify([who, look]);
        const before = look.shared ? kept.get(key) : undefined;
        if (before) return before;
        const context = await browser.newContext({ ...optionsOf(look), baseURL: origin });
        context.setDefaultTimeout(10_000);
        const identity = identityOf(who, cast);
        if (identity) await signIn(context, app, identity, look);
        const page = await context.newPage();
        watched.set(page, watch(page, origin));
        if (look.shared) kept.set(key, page);
        return page;
      },
      complaints: (page) => watched.get(page)?.splice(0) ?? [],
      idOf: async (firstname: string) =>
        (await db('tblcontacts').where({ userid: 1, firstname }).first('id')).id as number,
    } satisfies BrowserApp);
    closeWindows = async () => {
      const others = browser
        .contexts()
        .filter((context) => ![...kept.values()].includes(context.pages()[0] as Page));
      await Promise.all(others.map((context) => context.close()));
    };
  });
  let closeWindows: (() => Promise<void>) | undefined;
  afterEach(() => closeWindows?.());
  after(async () => {
    for (const end of endings.toReversed()) await end();
  });
  return shared;
}

/** Grows with everything that is wrong on the page from now on. */
function watch(page: Page, ours: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const failed = /the server responded with a (status of \d+)/.exec(message.text())?.[1];
    if (failed) complaints.push(`${failed} ${message.location().url}`);
    else if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (origin !== ours && protocol !== 'data:') complaints.push(`asks ${request.url()}`);
  });
  page.on('requestfailed', (request) => complaints.push(`failed ${request.url()}`));
  return complaints;
}

function identityOf(who: Who, cast: DemoCast): Identity | undefined {
  if (who === 'nobody') return undefined;
  if (who === 'sam') return { kind: 'staff', staffId: cast.staff.staffId };
  const { ownerOfClient1: ann, fewPermissions: bo, managesContacts: cy, ownerOfClient2: mira } = cast;
  return loginOf({ ann, bo, cy, mira }[who]);
}

const optionsOf = ({ javaScript = true, language = 'en', width = 1280, touch = false }: Look) => ({
  javaScriptEnabled: javaScript,
  locale: language,
  viewport: { width, height: 800 },
  hasTouch: touch,
  isMobile: touch,
  // Colours that are still on their way are no fault of theirs.
  reducedMotion: 'reduce' as const,
});

async function signIn(
  context: BrowserContext,
  app: TestApp,
  identity: Identity,
  { language = 'en' }: Look,
): Promise<void> {
  const handOver = { identity, returnTo: undefined, locale: undefined };
  const token = await signHandOver(SECRET, handOver, randomUUID(), app.clock);
  const first = await context.request.get(`/panel/sign-in?token=${token}`);
  if (first.status() === 401) throw new Error(`Not signed in: ${load(await first.text())('main').text()}`);
  const $ = load(await first.text());
  if ($('html').attr('lang') === language) return;
  // The switch of the menu, sent as its form would be: the panel's record of a person says another language.
  const form = { _csrf: $('input[name=_csrf]').attr('value') as string, language };
  await context.request.post('/preferences', { form, maxRedirects: 0 });
}
