import { expect } from 'chai';
import { applyChoices, conflictRows } from '../../../module/http/conflict.js';
import type { PageForm } from '../../../module/http/page.js';
import { aRequest } from './page-request.js';

const form = {
  describe: (path: string, value: string) => ({ label: `Label of ${path}`, value: `“${value}”` }),
} as unknown as PageForm<unknown, unknown>;

const rows = (sides: Parameters<typeof conflictRows>[2]) => conflictRows(form, aRequest(), sides);

describe('D3 the rows of a conflict', () => {
  it('are the fields whose two values differ, in words', () => {
    const base = { firstName: 'Bo', city: 'Utrecht' };
    const theirs = { firstName: 'Bob', city: 'Utrecht' };
    expect(rows({ theirs, mine: { firstName: 'Bobby', city: 'Utrecht' }, base })).to.deep.equal([
      { path: 'firstName', label: 'Label of firstName', theirs: '“Bob”', mine: '“Bobby”', chosen: 'mine' },
    ]);
  });

  it('preselect theirs where only they changed it, else what was typed', () => {
    const base = { they: 'old', me: 'old', both: 'old', unknown: 'x' };
    const theirs = { they: 'theirs', me: 'old', both: 'theirs', unknown: 'y' };
    const mine = { they: 'old', me: 'mine', both: 'mine', unknown: 'z' };
    const { unknown: _, ...known } = base;
    const chosen = rows({ theirs, mine, base: known }).map((row) => `${row.path}: ${row.chosen}`);
    expect(chosen).to.deep.equal(['they: theirs', 'me: mine', 'both: mine', 'unknown: mine']);
  });

  it('leave out what the form did not send and what is not stored', () => {
    expect(rows({ theirs: { a: '1' }, mine: {}, base: {} })).to.deep.equal([]);
    expect(rows({ theirs: {}, mine: { a: '1' }, base: {} })).to.deep.equal([]);
  });

  it('leave out the country of a number that neither side has, and keep it beside a number', () => {
    const theirs = { 'mobile.countryCode': 'JP', 'mobile.number': '' };
    const mine = { 'mobile.countryCode': 'NL', 'mobile.number': '' };
    expect(rows({ theirs, mine, base: {} })).to.deep.equal([]);
    const called = { ...mine, 'mobile.number': '612345678' };
    expect(rows({ theirs, mine: called, base: {} }).map(({ path }) => path)).to.deep.equal([
      'mobile.countryCode',
      'mobile.number',
    ]);
  });

  it('are named by their path when the form has no words for them', () => {
    const plain = {} as PageForm<unknown, unknown>;
    const [row] = conflictRows(plain, aRequest(), { theirs: { a: '1' }, mine: { a: '2' }, base: {} });
    expect(row).to.deep.equal({ path: 'a', label: 'a', theirs: '1', mine: '2', chosen: 'mine' });
  });
});

describe('D3 the choices of a conflict', () => {
  const mine = { a: 'mine', b: 'mine', c: 'mine' };
  const theirs = { a: 'theirs', b: 'theirs' };

  it('take theirs where it was chosen, and keep what was typed everywhere else', () => {
    expect(applyChoices(mine, theirs, { a: 'theirs', b: 'mine' })).to.deep.equal({ ...mine, a: 'theirs' });
    expect(applyChoices(mine, theirs, {})).to.deep.equal(mine);
  });

  it('can only choose what is stored, and only by the word', () => {
    expect(applyChoices(mine, theirs, { c: 'theirs', d: 'theirs', a: 'THEIRS', b: '' })).to.deep.equal(mine);
  });

  it('change neither side', () => {
    const [before, stored] = [{ ...mine }, { ...theirs }];
    applyChoices(mine, theirs, { a: 'theirs' });
    expect([mine, theirs]).to.deep.equal([before, stored]);
  });
});
