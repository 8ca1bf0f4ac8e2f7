import { expect } from 'chai';
import { dialCode, formatPhone, readTypedPhone, toE164 } from '../../../module/contacts/phone.js';
import {
  COUNTRY_CODES,
  DIAL_CODES,
  isCountryCode,
  RETIRED_COUNTRIES,
  type CountryCode,
} from '../../../module/reference/countries.js';

const phone = (countryCode: string, number: string) => ({ phone: { countryCode, number } });
const read = (countryCode: string, typed: string) => readTypedPhone('phone', countryCode, typed);

/** The key and values of the one refusal of a number, as "tooShort NL". */
function refusal(countryCode: string, typed: string): string {
  const result = read(countryCode, typed);
  if (!('errors' in result) || !result.errors.number) return JSON.stringify(result);
  const { key, params = {} } = result.errors.number;
  return [key.replace('contacts:errors.phone.', ''), ...Object.values(params)].join(' ');
}

describe('C5 the countries of a phone number', () => {
  it('are the 240 pairs of S1', () => {
    expect(COUNTRY_CODES).to.have.length(240);
    expect(COUNTRY_CODES.filter((code) => !/^[A-Z]{2}$/.test(code))).to.deep.equal([]);
    expect(Object.values(DIAL_CODES).filter((dial) => !/^\d{1,3}(-\d{3,4})?$/.test(dial))).to.deep.equal([]);
  });

  it('share nine dial codes, so the country is the key', () => {
    const shared = new Map<string, CountryCode[]>();
    for (const code of COUNTRY_CODES)
      shared.set(dialCode(code), [...(shared.get(dialCode(code)) ?? []), code]);
    const found = [...shared].filter(([, codes]) => codes.length > 1);
    expect(Object.fromEntries(found)).to.deep.equal({
      '+1': ['CA', 'US'],
      '+7': ['KZ', 'RU'],
      '+47': ['NO', 'SJ'],
      '+61': ['AU', 'CC', 'CX'],
      '+64': ['NZ', 'PN'],
      '+212': ['EH', 'MA'],
      '+262': ['RE', 'YT'],
      '+590': ['BL', 'MF'],
      '+599': ['AN', 'CW'],
    });
  });

  it('hold 26 dial codes with an area code, written as S1 writes them', () => {
    const withArea = COUNTRY_CODES.filter((code) => DIAL_CODES[code].includes('-'));
    expect(withArea.join(' ')).to.equal(
      'AG AI AS BB BM BS DM DO GD GG GU IM JE JM KN KY LC MP MS PR SX TC TT VC VG VI',
    );
    expect(dialCode('AG')).to.equal('+1-268');
    expect(dialCode('NL')).to.equal('+31');
  });

  it('keep AN for old records and know no names of Object', () => {
    expect(RETIRED_COUNTRIES).to.deep.equal(['AN']);
    expect(isCountryCode('AN')).to.equal(true);
    for (const name of ['constructor', '__proto__', 'toString', 'nl', 'ZZ', ''])
      expect(isCountryCode(name), name).to.equal(false);
  });
});

describe('C5 a typed number', () => {
  const dutch = phone('NL', '682212341');
  for (const typed of [
    '682212341',
    '0682212341',
    '06 8221 2341',
    '(06) 8221-2341',
    '06/8221.2341',
    '06‑8221–2341',
    '\u00a006 82212341 ',
    '+31682212341',
    '+31 6 82212341',
    '+31 (0)6 82212341',
    '0031 6 82212341',
    '٠٦٨٢٢١٢٣٤١',
    '۰۶ ۸۲۲۱ ۲۳۴۱',
    '+٣١ ٦ ٨٢٢١٢٣٤١',
  ]) {
    it(`is the same number as ${JSON.stringify(typed)}`, () => {
      expect(read('NL', typed)).to.deep.equal(dutch);
    });
  }

  it('may be absent, with or without a country', () => {
    for (const country of ['', 'NL', 'ZZ']) {
      expect(read(country, '')).to.deep.equal({ phone: null });
      expect(read(country, '  ')).to.deep.equal({ phone: null });
    }
  });

  it('asks for a country that it has', () => {
    for (const country of ['', 'ZZ', 'nl', '31', '__proto__']) {
      const errors = { countryCode: { key: 'contacts:errors.phone.country' } };
      expect(read(country, '0682212341'), country).to.deep.equal({ errors });
    }
  });

  it('says in its own words which of the two numbers it means', () => {
    const mobile = readTypedPhone('mobile', 'NL', '12');
    const errors = { number: { key: 'contacts:errors.mobile.tooShort', params: { country: 'NL' } } };
    expect(mobile).to.deep.equal({ errors });
  });

  it('is refused when its +code is another country’s', () => {
    expect(refusal('NL', '+44 20 7946 0958')).to.equal('otherCode +44 NL +31');
    expect(refusal('NL', '0044 20 7946 0958')).to.equal('otherCode +44 NL +31');
    expect(refusal('NL', '+1 268 464 1234')).to.equal('otherCode +1 NL +31');
    expect(refusal('AG', '+31 6 82212341')).to.equal('otherCode +31 AG +1-268');
  });

  it('is refused when it is too short or too long', () => {
    expect(refusal('NL', '12')).to.equal('tooShort NL');
    expect(refusal('NL', '+31 12')).to.equal('tooShort NL');
    expect(refusal('NL', '+31')).to.equal('tooShort NL');
    expect(refusal('NL', '00')).to.equal('tooShort NL');
    expect(refusal('NL', '06822123412345')).to.equal('tooLong NL');
    expect(refusal('NL', '+31 6 8221 2341 2345')).to.equal('tooLong NL');
    expect(refusal('NL', '9'.repeat(40))).to.equal('tooLong NL');
  });

  it('is refused with letters, other signs, several plus signs, or no digit', () => {
    for (const typed of ['06abc', '06 8221 2341 x12', '++31682212341', '+31+682212341', '+', '-', '()'])
      expect(refusal('NL', typed), typed).to.equal('characters');
    for (const typed of ['06;8221', '06\u0000822', '06\u202e822', '06822\n<b>', '06💥', '='])
      expect(refusal('NL', typed), typed).to.equal('characters');
  });

  it('has its trunk prefix taken off by the country’s own plan', () => {
    expect(read('HU', '06 20 123 4567')).to.deep.equal(phone('HU', '201234567'));
    expect(read('RU', '8 912 345-67-89')).to.deep.equal(phone('RU', '9123456789'));
    expect(read('US', '1 (201) 555-0123')).to.deep.equal(phone('US', '2015550123'));
    // Italy's zero is part of the number.
    expect(read('IT', '06 1234 5678')).to.deep.equal(phone('IT', '0612345678'));
  });
});

describe('C5 a number of a country whose dial code has an area code', () => {
  const antigua = phone('AG', '2684641234');
  for (const typed of [
    '464 1234',
    '268 464 1234',
    '1 268 464 1234',
    '+1 268 464 1234',
    '+1-268-464-1234',
    '001 268 4641234',
  ]) {
    it(`is read with and without it: ${typed}`, () => {
      expect(read('AG', typed)).to.deep.equal(antigua);
    });
  }

  it('is read for Guernsey, Man and Jersey, which write a trunk zero', () => {
    for (const typed of ['234567', '01481 234567', '1481234567', '+44 1481 234567'])
      expect(read('GG', typed), typed).to.deep.equal(phone('GG', '1481234567'));
    expect(read('IM', '01624 623456')).to.deep.equal(phone('IM', '1624623456'));
    expect(read('JE', '+44-1534-723456')).to.deep.equal(phone('JE', '1534723456'));
  });

  it('is never refused for another area code: DO, PR and JM have several', () => {
    for (const [country, area] of [
      ['DO', '829'],
      ['DO', '849'],
      ['PR', '939'],
      ['JM', '658'],
    ] as const)
      // prettier-ignore
      for (const typed of [`${area} 234 5678`, `+1 ${area} 234 5678`])
        expect(read(country, typed), typed).to.deep.equal(phone(country, `${area}2345678`));
    expect(read('DO', '234 5678')).to.deep.equal(phone('DO', '8092345678'));
  });
});

describe('C5 a number of a country the library does not know by itself', () => {
  it('runs under another plan and keeps its own country: AN, AQ, PN', () => {
    expect(read('AN', '9518 1234')).to.deep.equal(phone('AN', '95181234'));
    expect(read('AN', '+599 9518 1234')).to.deep.equal(phone('AN', '95181234'));
    expect(read('AQ', '+672 1 05123')).to.deep.equal(phone('AQ', '105123'));
    expect(read('PN', '021 234 5678')).to.deep.equal(phone('PN', '212345678'));
    expect(toE164({ countryCode: 'PN', number: '212345678' })).to.equal('+64212345678');
  });

  it('takes the dial code of VA that we show, and dials the one that is reached', () => {
    for (const typed of ['06 698 12345', '+39 06 698 12345', '+379 06 698 12345', '00379 0669812345'])
      expect(read('VA', typed), typed).to.deep.equal(phone('VA', '0669812345'));
    expect(dialCode('VA')).to.equal('+379');
    expect(toE164({ countryCode: 'VA', number: '0669812345' })).to.equal('+390669812345');
  });
});

describe('C5 a shown number', () => {
  it('stands in groups with its dial code', () => {
    expect(formatPhone({ countryCode: 'NL', number: '682212341' })).to.equal('+31 6 82212341');
    expect(formatPhone({ countryCode: 'AG', number: '2684641234' })).to.equal('+1 268 464 1234');
  });

  it('is the panel’s own text when it is no number we can read', () => {
    expect(formatPhone({ raw: 'ask Bo, ext. 12' })).to.equal('ask Bo, ext. 12');
  });
});
