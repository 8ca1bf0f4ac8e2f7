/// <reference lib="dom" />
// What somebody hears or reaches who does not see the page: skip link, labels, sorting (AX4, AX6, AX25).
import { expect } from 'chai';
import { browserApp } from '../support/browser-app.js';
import { openScreen, SCREENS } from '../support/screens.js';

describe('Accessibility in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();

  it('AX4 the skip link is the first stop, shows itself, and leads to the content', async () => {
    const page = await app.window('ann');
    await page.goto('/client/contacts');
    await page.keyboard.press('Tab');
    const skip = page.getByRole('link', { name: 'Skip to content' });
    expect(await skip.evaluate((link) => link === document.activeElement)).to.equal(true);
    const box = await skip.boundingBox();
    expect(box?.width).to.be.greaterThan(24);
    expect(box?.height).to.be.greaterThan(24);
    await page.keyboard.press('Enter');
    expect(await page.locator(':focus').getAttribute('id')).to.equal('lsn-main');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).to.equal('Add a contact');
  });

  it('AX6 each control has a label; error and hint are joined to it, the error first', async () => {
    const withErrors = SCREENS.find(({ name }) => name === 'add, with errors');
    const page = await openScreen(app, withErrors as (typeof SCREENS)[number]);
    for (const control of await page.locator('main :is(input:not([type=hidden]), select, textarea)').all())
      expect(await control.evaluate((element) => (element as HTMLInputElement).labels?.length)).to.equal(1);
    const email = page.getByLabel('Email address', { exact: true });
    expect(await email.getAttribute('aria-describedby')).to.equal('f-email-error f-email-hint');
    expect(await page.locator('[aria-invalid=true]').count()).to.equal(
      await page.locator('.lsn-summary li').count(),
    );
    expect(await page.locator('[aria-invalid]:not([aria-invalid=true])').count()).to.equal(0);
  });

  it('AX25 sort headers are links with aria-sort; the page one is on is marked', async () => {
    const page = await app.window('mira');
    await page.goto('/client/contacts?sort=email&page=2');
    const header = page.getByRole('columnheader', { name: 'Email' });
    expect(await header.getAttribute('aria-sort')).to.equal('ascending');
    expect(await header.getByRole('link').getAttribute('href')).to.equal('/client/contacts?sort=-email');
    const pages = page.getByRole('navigation', { name: 'Pages' });
    expect(await pages.locator('[aria-current=page]').innerText()).to.match(/2$/);
  });
});
