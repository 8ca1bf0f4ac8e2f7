// Every page in every state, visited once in English and once in Arabic: no complaint of the browser, frame and headings,
// axe in light and dark, and then in a narrow window with big spacing (AX1, AX4, AX5, AX13, AX14, AX22).
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { COLOUR_RULES, expectNoViolations } from '../support/axe.js';
import { browserApp } from '../support/browser-app.js';
import { frameOf, smallTargets, spaceOut, sticksOut, unfold } from '../support/in-page.js';
import { SCREENS, type Screen } from '../support/screens.js';

const WIDE = { width: 1280, height: 800 };

describe('Every screen in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();

  for (const language of ['en', 'ar'] as const) {
    describe(language === 'en' ? 'in English, left to right' : 'in Arabic, right to left', () => {
      const titles = new Map<string, string>();

      for (const screen of SCREENS) {
        it(`AX1 AX4 AX5 AX13 AX14 AX22 ${screen.name}`, async () => {
          const page = await app.window(screen.who, { shared: true, language });
          app.complaints(page);
          await screen.open(page, app);
          // The browser itself logs that a page was answered with an error; anything else is ours.
          const expected = screen.status >= 400 ? [`status of ${screen.status} ${page.url()}`] : [];
          expect(app.complaints(page)).to.deep.equal(expected);

          await expectFrame(page, screen, language);
          await expectNoViolations(page);
          await page.emulateMedia({ colorScheme: 'dark' });
          await expectNoViolations(page, COLOUR_RULES);
          await page.emulateMedia({ colorScheme: 'light' });
          await expectToFit(page);
        });
      }

      async function expectFrame(page: Page, screen: Screen, lang: string): Promise<void> {
        const frame = await frameOf(page);
        const dir = lang === 'ar' ? 'rtl' : 'ltr';
        expect(frame).to.include({ lang, dir, mains: 1, positiveTabIndexes: 0 });

        expect(frame.levels.filter((level) => level === 1)).to.have.length(1);
        const skipped = frame.levels.filter((level, index) => level > (frame.levels[index - 1] ?? 1) + 1);
        expect(skipped, `headings ${frame.levels.join(' ')}`).to.deep.equal([]);

        const failed = screen.status >= 400;
        expect(frame.title.startsWith(lang === 'ar' ? 'خطأ' : 'Error: '), frame.title).to.equal(failed);
        const title = `${screen.who}: ${frame.title}`;
        expect(titles.get(title), `also the title of ${titles.get(title)}`).to.equal(undefined);
        titles.set(title, screen.name);
      }
    });
  }

  it('has visited them all', () => expect(SCREENS).to.have.length.greaterThan(100));
});

/** Nothing scrolls sideways and everything can be hit with a thumb, down to 320 px (400 % zoom). */
async function expectToFit(page: Page): Promise<void> {
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await sticksOut(page), 'at 320 px').to.deep.equal([]);
  expect(await smallTargets(page), 'at 320 px').to.deep.equal([]);
  await unfold(page);
  expect(await sticksOut(page), 'at 320 px, unfolded').to.deep.equal([]);
  expect(await smallTargets(page), 'at 320 px, unfolded').to.deep.equal([]);
  await page.setViewportSize({ width: 360, height: 740 });
  expect(await sticksOut(page), 'at 360 px').to.deep.equal([]);
  await spaceOut(page);
  expect(await sticksOut(page), 'at 360 px, spaced out').to.deep.equal([]);
  await page.setViewportSize(WIDE);
}
