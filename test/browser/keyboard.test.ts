// The keyboard alone, and what guards typing: focus ring and order, unsaved changes, double clicks (AX2).
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { browserApp } from '../support/browser-app.js';
import { focusStop, type Stop } from '../support/in-page.js';
import { AddPage, arrive, EditPage, ListPage, ViewPage, visit } from '../support/pages.js';
import { openScreen, SCREENS } from '../support/screens.js';

const WALKED = [
  'list, empty',
  'add, with errors',
  'view, just saved',
  'delete, blocked',
  'conflict',
  'refusal',
  'signed out',
  'client file, list',
];

describe('Keyboard', function () {
  this.timeout(60_000);
  const app = browserApp();

  /** One step on, and what must hold at each: seen, ringed, after the one before. */
  async function step(page: Page, before?: Stop): Promise<Stop> {
    await page.keyboard.press('Tab');
    const stop = await focusStop(page);
    if (stop.isDocument) return stop;
    expect(stop.ring, `ring of ${stop.tag} ${stop.name}`).to.be.at.least(2);
    expect(stop.visible, `${stop.tag} ${stop.name} is covered`).to.equal(true);
    expect(stop.positiveTabIndex).to.equal(false);
    if (before && before.id !== stop.id) {
      const further = stop.bottom > before.bottom || (stop.bottom > before.top && stop.start > before.start);
      expect(further, `${before.name} → ${stop.name} is the reading order`).to.equal(true);
    }
    return stop;
  }

  /** Goes on until the focus is on it. */
  async function stepTo(page: Page, idOrName: string, from?: Stop): Promise<Stop> {
    let stop = from;
    for (let steps = 0; steps < 40; steps += 1) {
      stop = await step(page, stop);
      if (stop.id === idOrName || stop.name === idOrName) return stop;
    }
    throw new Error(`The keyboard does not get to ${idOrName}`);
  }

  it('AX2 a contact is added with the keyboard alone, in reading order, with a ring at each stop', async () => {
    const page = await app.window('ann');
    await visit(ListPage, page, '/client/contacts');
    expect((await step(page)).name).to.equal('Skip to content');
    await stepTo(page, 'Add a contact');
    await arrive(AddPage, page, () => page.keyboard.press('Enter'));

    let stop = await stepTo(page, 'f-kind-person');
    await page.keyboard.press('ArrowDown');
    expect((await focusStop(page)).id).to.equal('f-kind-mailbox');
    await page.keyboard.press('ArrowUp');
    for (const [id, keys] of [
      ['f-title', 'Ms'],
      ['f-firstName', 'Keya'],
      ['f-lastName', 'Board'],
      ['f-email', 'keya@corp.example'],
      ['f-phone-countryCode', 'Belg'],
      ['f-phone-number', '0470 12 34 56'],
    ] as const) {
      stop = await stepTo(page, id, stop);
      await page.keyboard.type(keys);
    }
    expect(await page.locator('#f-phone-countryCode').inputValue()).to.equal('BE');
    stop = await stepTo(page, 'More: company, address, language, note', stop);
    await page.keyboard.press('Enter');
    stop = await stepTo(page, 'f-note', stop);
    await page.keyboard.type('By keyboard');
    await stepTo(page, 'Save contact', stop);
    const keya = await arrive(ViewPage, page, () => page.keyboard.press('Enter'));

    expect(await keya.status()).to.equal('Keya Board was added.');
    expect(await keya.detail('Phone')).to.equal('+32 470 12 34 56');
    expect(await keya.detail('Title')).to.equal('Ms.');
    expect(await keya.detail('Note')).to.equal('By keyboard');
  });

  for (const screen of SCREENS.filter(({ name }) => WALKED.includes(name))) {
    it(`AX2 ${screen.name}: no trap, a ring and the reading order all the way`, async () => {
      const page = await openScreen(app, screen);
      await page.locator('body').evaluate((body) => (body.ownerDocument.activeElement as HTMLElement).blur());
      let stop = await step(page);
      const passed = new Set<string>();
      while (!stop.isDocument && passed.size < 150) {
        passed.add(`${stop.top} ${stop.start} ${stop.id}`);
        stop = await step(page, stop);
      }
      expect(stop.isDocument, 'the keyboard gets out at the end').to.equal(true);
    });
  }

  it('U9 leaving a form with unsaved changes asks; staying keeps them, leaving leaves', async () => {
    const page = await app.window('ann');
    const add = await visit(AddPage, page, '/client/contacts/new');
    await add.field('First name').pressSequentially('Hans');
    let answer: 'accept' | 'dismiss' = 'dismiss';
    const asked: string[] = [];
    page.on('dialog', async (dialog) => {
      asked.push(dialog.type());
      await dialog[answer]();
    });
    const cancel = page.getByRole('link', { name: 'Cancel' });
    await cancel.click();
    expect(asked).to.deep.equal(['beforeunload']);
    expect(await add.field('First name').inputValue()).to.equal('Hans');
    answer = 'accept';
    await arrive(ListPage, page, () => cancel.click());
    expect(asked).to.have.length(2);
  });

  it('U9 nothing asks when nothing was typed, or when the form is sent', async () => {
    const page = await app.window('ann');
    page.on('dialog', () => expect.fail('asked'));
    const path = `/client/contacts/${await app.idOf('Emre')}/edit`;
    await visit(EditPage, page, path);
    await arrive(ViewPage, page, () => page.getByRole('link', { name: 'Cancel' }).click());
    const edit = await visit(EditPage, page, path);
    await edit.field('City').pressSequentially('x');
    expect(await (await edit.save()).status()).to.contain('Saved.');
  });

  for (const javaScript of [true, false]) {
    it(`a double click on save adds one contact ${javaScript ? 'with' : 'without'} JavaScript`, async () => {
      const email = `double-${javaScript}@corp.example`;
      const page = await app.window('ann', { javaScript });
      const add = await visit(AddPage, page, '/client/contacts/new');
      await add.answer({ 'First name': 'Double', 'Last name': 'Click', 'Email address': email });
      await page.getByRole('button', { name: 'Save contact' }).dblclick();
      await page.getByRole('heading', { level: 1, name: 'Double Click' }).waitFor();
      expect(await app.db('tblcontacts').where({ email })).to.have.length(1);
    });
  }
});
