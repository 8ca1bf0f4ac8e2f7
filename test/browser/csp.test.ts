/// <reference lib="dom" />
// The content security policy seen from the browser: no page of ours breaks it, logs an error, or asks anybody else.
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { browserApp } from '../support/browser-app.js';
import { SCREENS } from '../support/screens.js';

describe('Content security policy in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();

  for (const screen of SCREENS) {
    it(`${screen.name}: no violation, no error, nothing from elsewhere`, async () => {
      const page = await app.window(screen.who, { shared: true });
      const complaints = await watch(page);
      await screen.open(page, app);
      // The browser itself logs that a page was answered with an error; anything else is ours.
      const expected = screen.status >= 400 ? [`status of ${screen.status} ${page.url()}`] : [];
      expect(complaints).to.deep.equal(expected);
    });
  }

  it('what is not ours is stopped, and the watch above sees it', async () => {
    const page = await app.window('ann');
    await page.goto('/client/contacts');
    const complaints = await watch(page);
    await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.body.id = "hacked"';
      document.body.append(script);
      document.body.setAttribute('style', 'color: red');
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
    });
    expect(await page.locator('body').getAttribute('id')).to.equal(null);
    const directives = ['script-src', 'style-src', 'connect-src'];
    expect(directives.filter((name) => complaints.some((said) => said.includes(name)))).to.deep.equal(
      directives,
    );
  });

  /** Grows with everything that is wrong on the page from now on. */
  async function watch(page: Page): Promise<string[]> {
    const complaints: string[] = [];
    page.on('console', (message) => {
      const failed = /the server responded with a (status of \d+)/.exec(message.text())?.[1];
      if (failed) complaints.push(`${failed} ${message.location().url}`);
      else if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (origin !== app.origin && protocol !== 'data:') complaints.push(`asks ${request.url()}`);
    });
    page.on('requestfailed', (request) => complaints.push(`failed ${request.url()}`));
    return complaints;
  }
});
