// What the panel's columns cannot hold is refused as a field error before the server would refuse or cut it.
import { expect } from 'chai';
import type { PanelFields } from '../../module/panels/panel.js';
import { onEveryProfile, PROFILES, seenBy, type Profile } from './profiles.js';

type Charset = Profile['charset'];
const REFUSED: Record<Charset, readonly string[]> = {
  latin1: ['ف', 'Ł', 'א', '漢', '😀', '𠮷', '\u0080'],
  utf8mb3: ['😀', '𠮷', '👩‍💻'],
  utf8mb4: [],
};
const HELD: Record<Charset, readonly string[]> = {
  latin1: ['é', 'ß', 'ÿ', '€', '’', 'Š', '"', '\\'],
  utf8mb3: ['é', '€', '’', 'فاطمة', 'Łódź', 'שרה', '漢字', 'नमस्ते'],
  utf8mb4: ['é', '€', 'فاطمة', '漢字', '😀', '𠮷', '👩‍💻'],
};
// TEXT holds 65,535 bytes; the widest sign of each charset fills it.
const LONGEST: Record<Charset, { max: number; widest: string }> = {
  latin1: { max: 65_535, widest: 'é' },
  utf8mb3: { max: 21_845, widest: '漢' },
  utf8mb4: { max: 16_383, widest: '😀' },
};
const TEXT_FIELDS = [
  'firstName',
  'lastName',
  'companyName',
  'email',
  'phone',
  'address1',
  'address2',
  'city',
  'state',
  'postalCode',
  'country',
] as const satisfies readonly (keyof PanelFields)[];

onEveryProfile('Refusals', (on) => {
  it('name the sign that the charset cannot hold, per field', () => {
    for (const text of REFUSED[on.profile.charset]) {
      for (const field of TEXT_FIELDS) {
        const errors = on.panel.contacts.refusals({ [field]: `a ${text} b` });
        const character = [...text][0] ?? '';
        expect(errors, `${field} ${text}`).to.deep.equal({
          [field]: { key: 'panels:refused.character', params: { character } },
        });
      }
    }
  });

  it('let through what it holds, and it comes back unharmed', async () => {
    await on.trial(async (tx) => {
      for (const text of HELD[on.profile.charset]) {
        const changes = { firstName: text, city: `${text} ${text}` };
        expect(on.panel.contacts.refusals(changes), text).to.deep.equal({});
        const seen = await seenBy(on, 1, 0, tx);
        expect(await on.panel.contacts.update(1, seen, changes, tx), text).to.equal('saved');
        expect(await seenBy(on, 1, 0, tx), text).to.deep.equal({ ...seen, ...changes });
      }
    });
  });

  it('agree with the server about every sign there is', async () => {
    const signs: string[] = [];
    for (let code = 1; code <= 0x1_05_00; code += 1)
      if (code < 0xd800 || code > 0xdfff) signs.push(String.fromCodePoint(code));
    for (const start of Array.from({ length: 9 }, (_, part) => part * 8000)) {
      const part = signs.slice(start, start + 8000);
      const [[{ text }]] = (await on.db.raw(
        `SELECT CONVERT(CONVERT(? USING ${on.profile.charset}) USING utf8mb4) AS text`,
        [part.join('')],
      )) as [[{ text: string }]];
      const kept = [...text];
      expect(kept).to.have.length(part.length);
      const lost = part.filter((sign, index) => kept[index] !== sign);
      const refused = part.filter(
        (sign) => Object.keys(on.panel.contacts.refusals({ city: sign })).length > 0,
      );
      expect(refused.join('|')).to.equal(lost.join('|'));
    }
  });

  it('stop a text that is one sign too long, and not the longest one', async () => {
    const { max, widest } = LONGEST[on.profile.charset];
    for (const field of TEXT_FIELDS) {
      expect(on.panel.contacts.refusals({ [field]: 'x'.repeat(max) }), field).to.deep.equal({});
      expect(on.panel.contacts.refusals({ [field]: 'x'.repeat(max + 1) }), field).to.deep.equal({
        [field]: { key: 'panels:refused.tooLong', params: { max } },
      });
    }
    await on.trial(async (tx) => {
      const lastName = widest.repeat(max);
      expect(on.panel.contacts.refusals({ lastName })).to.deep.equal({});
      await on.panel.contacts.update(1, await seenBy(on, 1, 0, tx), { lastName }, tx);
      expect((await seenBy(on, 1, 0, tx)).lastName === lastName).to.equal(true);
    });
  });

  it('know the width of the tax number, where there is one', () => {
    const refusals = (length: number) => on.panel.contacts.refusals({ taxNumber: '1'.repeat(length) });
    expect(refusals(128)).to.deep.equal({});
    const tooLong = { taxNumber: { key: 'panels:refused.tooLong', params: { max: 128 } } };
    expect(refusals(129)).to.deep.equal(on.profile.taxNumber ? tooLong : {});
  });

  it('judge only what is about to be written, all fields at once', () => {
    const sign = REFUSED[on.profile.charset][0];
    expect(on.panel.contacts.refusals({})).to.deep.equal({});
    const both = on.panel.contacts.refusals({ firstName: sign ?? 'a', city: sign ?? 'a', state: 'ok' });
    expect(Object.keys(both)).to.deep.equal(sign ? ['firstName', 'city'] : []);
  });
});

describe('Refusals', () => {
  it('are asked for every charset of the sample panels', () => {
    const charsets = new Set(PROFILES.map(({ charset }) => charset));
    expect([...charsets]).to.have.members(['latin1', 'utf8mb3', 'utf8mb4']);
  });
});
