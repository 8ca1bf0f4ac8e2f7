// What the script adds to the access form (CL9): a section's own box. Everything else is the same without it.
import { expect } from 'chai';
import { browserApp } from '../support/browser-app.js';
import { loaded } from '../support/pages.js';

describe('The access form in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();

  it('U6 a section has one box that is on, off or mixed, and the Enter key loses nothing', async () => {
    const page = await app.window('ann');
    await page.goto(`/client/contacts/${await app.idOf('Jonas')}/access`);
    const section = page.getByRole('group', { name: /^Billing/ });
    await section.getByLabel('Billing, 0 of 8 on').check();
    expect(await section.getByRole('checkbox', { checked: true }).count()).to.equal(9);
    await section.getByLabel('Add funds').uncheck();
    const mixed = section.getByLabel('Billing, 7 of 8 on');
    expect(await mixed.evaluate((box) => (box as HTMLInputElement).indeterminate)).to.equal(true);
    expect(await mixed.getAttribute('aria-controls')).to.contain('f-billing-invoices');
    expect(await section.getByRole('button').count(), 'buttons for whoever has no script').to.equal(0);
    await page.getByLabel('Search 4 services').fill('vps');
    await loaded(page, () => page.getByLabel('Search 4 services').press('Enter'));
    expect(await page.locator('input[name="permissions[]"]:checked').count()).to.equal(7);
    expect(
      await page
        .getByRole('group', { name: /^vps-12/ })
        .getByRole('checkbox')
        .count(),
    ).to.equal(6);
  });
});
