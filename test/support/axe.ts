/// <reference lib="dom" />
// The automatic half of accessibility (AX1): axe on the page as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';

/** The rules that look at colours. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

// Documents that were found without fault: judged once, however many journeys pass by.
const clean = new Set<string>();

/**
 * Fails with each violation's rule, words and place. What axe could not decide about contrast counts as one.
 * @param rules only these, for a page that differs in these from one that was judged whole
 */
export async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  const key = await fingerprintOf(page);
  if (clean.has(key)) return;
  const hasRun = (await page.locator('html').getAttribute('data-lsn-js')) !== null;
  const twin = hasRun ? page : await twinOf(page);
  // No frames in our pages, so the mode that opens a page of its own for each run is not needed. Options of a select
  // are the browser's to draw.
  const axe = new AxeBuilder({ page: twin }).setLegacyMode().exclude('option');
  const { violations, incomplete } = await (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
  const faults = [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')];
  const told = faults.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.target).join(' ')}`);
  expect(told, page.url()).to.deep.equal([]);
  clean.add(key);
}

/** The document without what is new at each visit: tokens, ids, moments, and that our script has run. */
async function fingerprintOf(page: Page): Promise<string> {
  const html = (await page.content())
    .replaceAll(/ (value|nonce|datetime|data-lsn-js)="[^"]*"/g, '')
    .replaceAll(/<time>[^<]*/g, '')
    .replaceAll(/contacts\/\d+/g, '');
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  return createHash('sha256')
    .update(JSON.stringify([html, dark, page.viewportSize()]))
    .digest('hex');
}

const twins = new WeakMap<Page, Page>();

/** axe itself needs JavaScript: for a window without it, the same document in another window, without our script. */
async function twinOf(page: Page): Promise<Page> {
  const [url, body] = [page.url(), await page.content()];
  const twin = twins.get(page) ?? (await newTwin(page));
  twins.set(page, twin);
  await twin.route(url, (route) => route.fulfill({ body, contentType: 'text/html; charset=utf-8' }));
  await twin.goto(url);
  await twin.unroute(url);
  return twin;
}

async function newTwin(page: Page): Promise<Page> {
  const context = await page.context().browser()?.newContext({ viewport: page.viewportSize() });
  if (!context) throw new Error('The window has no browser');
  await context.route('**/*.js', (route) => route.abort());
  return context.newPage();
}
