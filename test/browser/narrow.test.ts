/// <reference lib="dom" />
// Narrow windows (AX13, AX14): rows are cards, buttons fit a thumb, and Arabic is the mirror image. That nothing scrolls
// sideways is looked at on every screen in screens.test.ts.
import { expect } from 'chai';
import type { Locator } from 'playwright-core';
import { browserApp } from '../support/browser-app.js';
import { sticksOut } from '../support/in-page.js';

describe('Narrow windows', function () {
  this.timeout(60_000);
  const app = browserApp();

  for (const { name, path, who } of [
    { name: 'contacts', path: '/client/contacts', who: 'ann' as const },
    { name: 'clients', path: '/admin/clients', who: 'sam' as const },
  ]) {
    it(`rows of ${name} are cards when narrow and rows when wide, and a table to a screen reader in both`, async () => {
      const page = await app.window(who, { width: 360, touch: true });
      await page.goto(path);
      const row = page.locator('tbody tr').nth(1);
      const email = row.locator('td').filter({ hasText: '@' }).first();
      expect(await display(row)).not.to.equal('table-row');
      expect((await place(email)).top).to.be.at.least((await place(row.locator('th'))).bottom - 1);
      const label = await email.evaluate((cell) => getComputedStyle(cell, '::before').content);
      expect(label).to.equal('"Email"');
      expect(await page.getByRole('table').getByRole('rowheader').count()).to.equal(
        await page.locator('tbody tr').count(),
      );

      await page.setViewportSize({ width: 1280, height: 800 });
      expect(await display(row)).to.equal('table-row');
      expect(await email.evaluate((cell) => getComputedStyle(cell, '::before').content)).to.equal('none');
      expect(await page.getByRole('table').getByRole('columnheader').count()).to.be.greaterThan(2);
    });
  }

  it('on a phone, buttons and fields are 44 px high', async () => {
    const page = await app.window('ann', { width: 360, touch: true });
    await page.goto('/client/contacts/new');
    for (const control of await page.locator('main :is(.lsn-btn, .lsn-input, .lsn-select)').all())
      if (await control.isVisible()) expect((await control.boundingBox())?.height).to.be.at.least(44);
  });

  for (const language of ['en', 'ar'] as const) {
    it(`at 360 px in ${language}, things start where the language starts`, async () => {
      const page = await app.window('ann', { width: 360, touch: true, language });
      // How far its first letter stands from the side where the language starts.
      const indent = async (locator: Locator): Promise<number> => {
        const { left, right } = await place(locator);
        return Math.round(language === 'ar' ? 360 - right : left);
      };
      await page.goto('/client/contacts');
      expect(await indent(page.locator('h1'))).to.equal(16);
      const emre = page.locator('tr', { hasText: 'emre@corp.example' });
      expect(await indent(emre.locator('th a'))).to.be.lessThan(48);
      const address = await emre.locator('td bdi').first().innerText();
      expect(address).to.equal('emre@corp.example');
      // The label of a card's line stands before its value.
      expect(await indent(emre.locator('td bdi').first())).to.be.greaterThan(100);

      await page.goto(`/client/contacts/${await app.idOf('Emre')}/edit`);
      const [first, last] = [
        page.locator('.lsn-breadcrumb li').first(),
        page.locator('.lsn-breadcrumb li').last(),
      ];
      expect(await indent(first)).to.be.lessThan(await indent(last));
      await page.locator('#f-email').fill('');
      await page.locator('main button').first().click();
      const bad = page.locator('.lsn-field-bad').first();
      await bad.waitFor();
      const [start, end] = language === 'ar' ? ['right', 'left'] : ['left', 'right'];
      const bars = await bad.evaluate(
        (field, sides) =>
          sides.map((side) => getComputedStyle(field).getPropertyValue(`border-${side}-width`)),
        [start, end] as string[],
      );
      expect(bars).to.deep.equal(['4px', '0px']);
      // Addresses and numbers keep their own direction.
      const { direction } = await page.locator('#f-email').evaluate((field) => getComputedStyle(field));
      expect(direction).to.equal('ltr');
      expect(await sticksOut(page)).to.deep.equal([]);
    });
  }
});

const display = (locator: Locator): Promise<string> =>
  locator.evaluate((element) => getComputedStyle(element).display);

const place = (locator: Locator): Promise<{ left: number; right: number; top: number; bottom: number }> =>
  locator.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    return { left, right, top, bottom };
  });
