// Who gets what by contact, before it is saved: what was shown, what is ticked, and what that asks for (CL12, N2, D3).
import { expect } from 'chai';
import {
  afterButton,
  cellsOf,
  lettersOf,
  shownOf,
  wantedOf,
  type TypedRow,
} from '../../../module/notices/matrix.js';
import { carriedRows, matrixForm, typedRows } from '../../../module/notices/matrix-form.js';
import { EMAIL_CATEGORIES, SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { preferencesOf } from '../../../module/notices/preference-plan.js';
import type { PreferenceRow } from '../../../module/notices/preferences-service.js';
import { clientWith, contact, held, off, on, owner } from './a-client.js';

/** A contact whose Technical type brings general and product; invoice on and product off by hand. */
const TECHNICAL = contact(1, { types: ['technical'], overrides: { ...on('invoice'), ...off('product') } });

function rowFor(one = TECHNICAL, slots = held({})): PreferenceRow {
  const client = clientWith([one], { slots });
  const found = client.contacts.find(({ contactId }) => contactId === one.contactId) ?? one;
  const { contactId, name } = found;
  return { contactId, name, preferences: preferencesOf(client, found, SHIPPED_NOTICES), locked: undefined };
}

const asShown = (row: PreferenceRow): TypedRow => ({
  contactId: row.contactId,
  letters: lettersOf(row),
  ticked: row.preferences.flatMap(({ on: isOn, category }) => (isOn ? [category] : [])),
  reset: false,
});

const wanted = (row: TypedRow) => Object.fromEntries(wantedOf([row]));
const ticks = (row: PreferenceRow, typed: TypedRow | undefined): string =>
  cellsOf(row, typed).map(({ box }) => (box ? (box.ticked ? 'x' : '.') : '-') + (box?.unsaved ? '!' : '')).join(' '); // prettier-ignore

describe('Who gets what by contact', () => {
  it('N2 tells every state apart, and what a reset would give', () => {
    expect(lettersOf(rowFor())).to.equal('tFohoo');
    expect(lettersOf(rowFor(owner))).to.equal('dddddd');
    expect(lettersOf(rowFor(contact(0, { overrides: off('domain') })))).to.equal('ddFddd');
  });

  it('N1 what is required of a role held here is no box, nor is anything the panel cannot hold', () => {
    const row = rowFor(TECHNICAL, held({ technical: 1 }));
    expect(lettersOf(row)).to.equal('--ohoo');
    const locked = { ...rowFor(), locked: { key: 'any' } };
    expect(lettersOf(locked)).to.equal('------');
    expect(ticks(locked, asShown(rowFor()))).to.equal('- - - - - -');
  });

  it('asks for nothing when nothing was touched, whatever the row', () => {
    for (const row of [rowFor(), rowFor(owner), rowFor(TECHNICAL, held({ technical: 1 }))])
      expect(wantedOf([asShown(row)]).size).to.equal(0);
  });

  it('asks only for what was switched', () => {
    const row = asShown(rowFor());
    expect(wanted({ ...row, ticked: ['general', 'invoice', 'support'] })).to.deep.equal({
      1: { support: true },
    });
    expect(wanted({ ...row, ticked: ['product'] })).to.deep.equal({
      1: { general: false, product: true, invoice: false },
    });
  });

  it('a reset follows the types where something was set by hand, but for what is ticked otherwise since', () => {
    const [row] = afterButton('reset:c1', [asShown(rowFor())]) as [TypedRow];
    expect(row.ticked).to.deep.equal(['general', 'product']);
    expect(ticks(rowFor(), row)).to.equal('x x! . .! . .');
    expect(wanted(row)).to.deep.equal({ 1: { product: 'types', invoice: 'types' } });
    expect(wanted({ ...row, ticked: ['general', 'product', 'invoice', 'domain'] })).to.deep.equal({
      1: { product: 'types', invoice: true, domain: true },
    });
  });

  it('fills a column, or a row, and nothing else', () => {
    const rows = [asShown(rowFor()), asShown(rowFor(owner))];
    const [technical, first] = afterButton('off:general', rows) as TypedRow[];
    expect(technical?.ticked).to.deep.equal(['invoice']);
    expect(first?.ticked).to.deep.equal(EMAIL_CATEGORIES.slice(1));
    const [all, same] = afterButton('on:c1', rows) as TypedRow[];
    expect(all?.ticked).to.have.members([...EMAIL_CATEGORIES]);
    expect(same).to.equal(rows[1]);
    for (const intent of ['', 'preview', 'edit', 'on:c9', 'reset:general', 'up:c1', 'on:', 'on:toString'])
      expect(afterButton(intent, rows), intent).to.equal(undefined);
  });

  it('D3 over something that changed meanwhile only what was switched stays as typed', () => {
    const shown = asShown(rowFor());
    const now = rowFor(contact(1, { types: ['technical'], overrides: on('support') }));
    expect(ticks(now, shown)).to.equal('x x . . x .');
    expect(ticks(now, { ...shown, ticked: ['general', 'product'] })).to.equal('x x . . x .');
    expect(ticks(now, { ...shown, ticked: ['general', 'invoice', 'affiliate'] })).to.equal('x x . . x x!');
    expect(ticks(now, undefined)).to.equal('x x . . x .');
  });

  it('travels through a form and back as it was', () => {
    const rows = [asShown(rowFor()), { ...asShown(rowFor(owner)), reset: true }];
    const fields = carriedRows(rows);
    const shown = Object.fromEntries(rows.map(({ contactId, letters }) => [`c${contactId}`, letters]));
    const mail = Object.fromEntries(rows.map(({ contactId, ticked }) => [`c${contactId}`, [...ticked]]));
    expect(matrixForm.parse({ shown, mail, reset: ['c0'] }).rows).to.deep.equal(rows);
    expect(fields.filter(({ name }) => name === 'reset[]')).to.deep.equal([{ name: 'reset[]', value: 'c0' }]);
    const answers = {
      'shown.c1': 'tFohoo',
      'mail.c1': 'invoice,general,nonsense',
      reset: '',
      'shown.x': 'o',
    };
    expect(typedRows(answers)).to.deep.equal([asShown(rowFor())]);
    expect(shownOf(rows).get(1)).to.include({ product: 'F', domain: 'o' });
  });

  it('refuses letters, names and categories that there are not, and more than a page', () => {
    const fine = { shown: { c1: 'tFohoo' }, mail: { c1: ['general'] } };
    expect(matrixForm.safeParse(fine).success).to.equal(true);
    for (const wrong of [
      { shown: { c1: 'tFohox' } },
      { shown: { c1: 'tFoho' } },
      { shown: { '1': 'tFohoo' } },
      { shown: { c1: 'tFohoo' }, mail: { c1: ['everything'] } },
      { shown: { c1: 'tFohoo' }, reset: ['constructor'] },
      { shown: Object.fromEntries(Array.from({ length: 26 }, (_one, at) => [`c${at}`, 'oooooo'])) },
      {},
    ])
      expect(matrixForm.safeParse(wrong).success, JSON.stringify(wrong).slice(0, 60)).to.equal(false);
  });
});
