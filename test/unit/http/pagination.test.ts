import { expect } from 'chai';
import { paginationView } from '../../../module/http/pagination.js';
import { keysAsWords } from './page-request.js';

const at = (total: number, page: number, language = 'en') =>
  paginationView(total, 25, page, (to) => `?page=${to}`, { ...keysAsWords, language });

/** The links as a line: "1 … [5] 6 … 9". */
const line = (total: number, page: number): string =>
  (at(total, page)?.pages ?? [])
    .map(({ label, current, gapBefore }) => `${gapBefore ? '… ' : ''}${current ? `[${label}]` : label}`)
    .join(' ');

describe('the pages of a list', () => {
  it('are none when everything fits on one', () => {
    for (const total of [0, 1, 25]) expect(at(total, 1), String(total)).to.equal(undefined);
    expect(at(26, 1)?.pages).to.have.length(2);
  });

  it('show the first, the last, and those around the present one', () => {
    expect(line(214, 1)).to.equal('[1] 2 … 9');
    expect(line(214, 2)).to.equal('1 [2] 3 … 9');
    expect(line(214, 3)).to.equal('1 2 [3] 4 … 9');
    expect(line(214, 5)).to.equal('1 … 4 [5] 6 … 9');
    expect(line(214, 9)).to.equal('1 … 8 [9]');
  });

  it('lead to the page before and after, where there is one', () => {
    expect(at(214, 1)).to.deep.include({ previous: undefined, next: { href: '?page=2' } });
    expect(at(214, 5)).to.deep.include({ previous: { href: '?page=4' }, next: { href: '?page=6' } });
    expect(at(214, 9)).to.deep.include({ previous: { href: '?page=8' }, next: undefined });
  });

  it('say which of how many are shown', () => {
    const range = (page: number) => at(214, page)?.range;
    expect(range(1)).to.contain('{"from":"1","to":"25","total":"214"}');
    expect(range(9)).to.contain('{"from":"201","to":"214","total":"214"}');
  });

  it('lead back from a page that is no longer there', () => {
    expect(at(214, 4000)).to.deep.include({ previous: { href: '?page=9' }, next: undefined });
    expect(line(214, 4000)).to.equal('1 … 9');
  });

  it('write numbers as the language does', () => {
    expect(at(5000, 200)?.range).to.contain('"total":"5,000"');
    expect(at(5000, 200, 'nl')?.range).to.contain('"total":"5.000"');
    expect(at(5000, 2, 'nl')?.pages.at(-1)?.href).to.equal('?page=200');
  });
});
