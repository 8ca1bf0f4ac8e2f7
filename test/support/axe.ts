/// <reference lib="dom" />
// The automatic half of accessibility (AX1): axe on the page as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';

/** The rules that look at colours. */
export const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const RESULTS: ('violations' | 'incomplete')[] = ['violations', 'incomplete'];

// Pages found without fault: one built of the same parts, in the same colours and width, is not judged again.
const clean = new Set<string>();

/**
 * Fails with each violation's rule, words and place. What axe could not decide about contrast counts as one.
 * @param rules only these, for a page that differs in these from what was judged whole just before
 */
export async function expectNoViolations(page: Page, rules?: string[]): Promise<void> {
  const key = await skeletonOf(page);
  if (clean.has(key)) return;
  const { violations, incomplete } = await judge(page, rules);
  const faults = [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')];
  const told = faults.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.target).join(' ')}`);
  expect(told, page.url()).to.deep.equal([]);
  clean.add(key);
}

type Verdict = Pick<Awaited<ReturnType<AxeBuilder['analyze']>>, 'violations' | 'incomplete'>;

async function judge(page: Page, rules?: string[]): Promise<Verdict> {
  const hasRun = (await page.locator('html').getAttribute('data-lsn-js')) !== null;
  const axe = new AxeBuilder({ page: hasRun ? page : await twinOf(page) });
  // No frames in our pages, so the mode that opens a page of its own for each run is not needed. Options of a select
  // are the browser's to draw.
  axe.setLegacyMode().exclude('option').options({ resultTypes: RESULTS });
  return (rules ? axe.withRules(rules) : axe.withTags(TAGS)).analyze();
}

/** What the page is built of: texts and values only as being there or not, equal rows once. */
async function skeletonOf(page: Page): Promise<string> {
  const html = (await page.content())
    .replaceAll(/<option.*?<\/option>| data-lsn-js=""/gs, '')
    .replaceAll(/ (value|nonce|datetime|href|action|aria-label)="[^"]+"/g, ' $1')
    .replaceAll(/>[^<]*\S[^<]*</g, '>text<')
    .replaceAll(/(<tr.*?<\/tr>)(\s*\1)+/gs, '$1');
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches);
  const parts = JSON.stringify([html, dark, page.viewportSize()]);
  return createHash('sha256').update(parts).digest('hex');
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
