// The automatic half of accessibility (AX1): axe on the page as it stands.
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails with each violation's rule, words and place. What axe could not decide about contrast counts as one. */
export async function expectNoViolations(page: Page): Promise<void> {
  const hasRun = (await page.locator('html').getAttribute('data-lsn-js')) !== null;
  const twin = hasRun ? page : await twinOf(page);
  // No frames in our pages, so the mode that opens a page of its own for each run is not needed.
  const { violations, incomplete } = await new AxeBuilder({ page: twin })
    .setLegacyMode()
    .withTags(TAGS)
    .analyze();
  const faults = [...violations, ...incomplete.filter(({ id }) => id === 'color-contrast')];
  const told = faults.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.target).join(' ')}`);
  expect(told, page.url()).to.deep.equal([]);
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
