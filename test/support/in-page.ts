/// <reference lib="dom" />
// Looks at a page from inside the browser. No named functions within: they would not exist over there.
import type { Page } from 'playwright-core';

/** What hangs over the sides of the window, and whether the page scrolls sideways. */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = document.documentElement.scrollWidth > width || document.body.scrollWidth > width;
    const out = [...document.querySelectorAll('body *')].filter((element) => {
      const { left, right } = element.getBoundingClientRect();
      const shown = element.checkVisibility() && !element.closest('.lsn-hidden, .lsn-skip');
      return shown && (left < -0.5 || right > width + 0.5);
    });
    const told = out.map(
      (element) => `${element.tagName}.${element.className} ${element.textContent?.trim()}`,
    );
    return [...(scrolls ? [`scrolls: ${document.documentElement.scrollWidth} > ${width}`] : []), ...told];
  });

/** Links and controls smaller than 24 × 24 px (AX13). Links within a sentence are excepted. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary')]
      .filter((element) => element.checkVisibility() && !element.closest('.lsn-skip, button.lsn-hidden'))
      .filter((element) => {
        const sentence = element.closest('p');
        return (
          !element.matches('a') || sentence?.textContent?.trim() === element.textContent?.trim() || !sentence
        );
      })
      .flatMap((element) => {
        const { width, height } = element.getBoundingClientRect();
        const told = `${element.outerHTML.slice(0, 120)}: ${width.toFixed(1)} × ${height.toFixed(1)}`;
        return width < 24 || height < 24 ? [told] : [];
      }),
  );

/** Folded parts open: filter, menu, "more". */
export const unfold = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const box of document.querySelectorAll('details')) box.open = true;
  });

/** The spacing that people may set for reading (WCAG 1.4.12). */
export const spaceOut = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }' +
        'p { margin-block-end: 2em !important }',
    );
    document.adoptedStyleSheets.push(sheet);
  });

export interface Frame {
  lang: string;
  dir: string;
  title: string;
  h1: string;
  /** Levels of the headings, in their order. */
  levels: number[];
  mains: number;
  positiveTabIndexes: number;
}

export const frameOf = (page: Page): Promise<Frame> =>
  page.evaluate(() => ({
    lang: document.documentElement.lang,
    dir: document.documentElement.dir,
    title: document.title,
    h1: document.querySelector('h1')?.innerText.trim() ?? '',
    levels: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map(({ tagName }) => Number(tagName[1])),
    mains: document.querySelectorAll('main').length,
    positiveTabIndexes: [...document.querySelectorAll<HTMLElement>('[tabindex]')].filter(
      (e) => e.tabIndex > 0,
    ).length,
  }));

export interface Stop {
  /** What it is called, for messages and for looking it up. */
  name: string;
  tag: string;
  id: string;
  ring: number;
  /** Its place on the page, in px. */
  top: number;
  bottom: number;
  start: number;
  visible: boolean;
  positiveTabIndex: boolean;
  /** Past the last stop: the focus is with the browser again. */
  isDocument: boolean;
}

/** Where the focus is, and whether anybody can see it there. */
export const focusStop = (page: Page): Promise<Stop> =>
  page.evaluate(() => {
    const at = document.activeElement as HTMLElement;
    const { outlineStyle, outlineWidth, visibility } = getComputedStyle(at);
    const { top, bottom, left, width, height } = at.getBoundingClientRect();
    const middle = document.elementFromPoint(left + width / 2, top + height / 2);
    return {
      name: (at.getAttribute('aria-label') ?? (at.innerText || (at as HTMLInputElement).name) ?? '').trim(),
      tag: at.tagName.toLowerCase(),
      id: at.id,
      ring: outlineStyle === 'none' ? 0 : Number.parseFloat(outlineWidth),
      top: top + scrollY,
      bottom: bottom + scrollY,
      start: left,
      // Not under anything else, and inside the window (2.4.11).
      visible: visibility === 'visible' && middle !== null && (at.contains(middle) || middle.contains(at)),
      positiveTabIndex: at.tabIndex > 0,
      isDocument: at === document.body,
    };
  });
