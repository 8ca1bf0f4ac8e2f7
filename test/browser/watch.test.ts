/// <reference lib="dom" />
// The watch that every window of these suites stands under (see `complaints`) sees what it is for. Each screen is held to
// it in screens.test.ts.
import { expect } from 'chai';
import { browserApp } from '../support/browser-app.js';

describe('Content security policy in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();

  it('what is not ours is stopped, and the watch sees it', async () => {
    const page = await app.window('ann');
    await page.goto('/client/contacts');
    expect(app.complaints(page)).to.deep.equal([]);
    await page.evaluate(async () => {
      const script = document.createElement('script');
      script.textContent = 'document.body.id = "hacked"';
      document.body.append(script);
      document.body.setAttribute('style', 'color: red');
      await fetch('http://127.0.0.1:9/').catch(() => undefined);
    });
    expect(await page.locator('body').getAttribute('id')).to.equal(null);
    const [said, directives] = [app.complaints(page), ['script-src', 'style-src', 'connect-src']];
    expect(directives.filter((name) => said.some((line) => line.includes(name)))).to.deep.equal(directives);
  });
});
