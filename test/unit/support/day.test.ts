import { expect } from 'chai';
import { dayOf, isDay } from '../../../module/support/day.js';

describe('a day as people type it', () => {
  it('is one of the calendar', () => {
    for (const day of ['2026-11-30', '2024-02-29', '1999-12-31']) expect(isDay(day), day).to.equal(true);
    const none = ['', '2026-02-29', '2026-13-01', '2026-11-31', '0000-00-00', '26-11-30', '2026-1-1', '30-11-2026', '2026-11-30T00:00', ' 2026-11-30', '２026-11-30', `2026-11-30${'0'.repeat(100_000)}`]; // prettier-ignore
    for (const day of none) expect(isDay(day), day.slice(0, 20)).to.equal(false);
  });

  it('is that of UTC', () => {
    expect(dayOf(new Date('2026-11-30T23:59:59Z'))).to.equal('2026-11-30');
    expect(dayOf(new Date('2026-12-01T00:30:00+01:00'))).to.equal('2026-11-30');
  });
});
