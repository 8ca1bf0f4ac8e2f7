// typed → E.164 → stored → shown → typed again, with the library's own example of every country that it has.
import { expect } from 'chai';
import examples from 'libphonenumber-js/mobile/examples';
import {
  formatNational,
  formatPhone,
  readStoredPhone,
  readTypedPhone,
  toE164,
  type Phone,
} from '../../../module/contacts/phone.js';
import { COUNTRY_CODES } from '../../../module/reference/countries.js';

const example = (country: string): string | undefined => (examples as Record<string, string>)[country];
const known = COUNTRY_CODES.filter((country) => example(country) !== undefined);

function typed(country: string, text: string): Phone {
  const result = readTypedPhone('mobile', country, text);
  if (!('phone' in result) || !result.phone) throw new Error(`${country} ${text}: ${JSON.stringify(result)}`);
  return result.phone;
}

describe('C5 the round trip of a number', () => {
  it('is walked for every country of S1 but the three the library has no plan for', () => {
    expect(COUNTRY_CODES.filter((country) => !known.includes(country))).to.deep.equal(['AN', 'AQ', 'PN']);
    expect(known).to.have.length(237);
  });

  for (const country of known) {
    it(`loses nothing for ${country}`, () => {
      const number = example(country) as string;
      const first = typed(country, number);
      expect(first).to.deep.equal({ countryCode: country, number });
      const e164 = toE164(first);
      expect(e164).to.match(/^\+\d{7,15}$/);
      expect(readStoredPhone(e164, country, '')).to.deep.equal(first);
      expect(readStoredPhone(e164, '', country)).to.deep.equal(first);
      expect(typed(country, formatPhone(first))).to.deep.equal(first);
      expect(typed(country, formatNational(first))).to.deep.equal(first);
      expect(typed(country, e164.replace('+', '00'))).to.deep.equal(first);
    });
  }
});

describe('C5 a number in the form', () => {
  it('is written as people of the country write it', () => {
    expect(formatNational({ countryCode: 'NL', number: '682212341' })).to.equal('06 82212341');
    expect(formatNational({ countryCode: 'GB', number: '7400123456' })).to.equal('07400 123456');
    expect(formatNational({ countryCode: 'US', number: '2025550123' })).to.equal('(202) 555-0123');
  });
});

describe('C5 a number as the panel stores it', () => {
  it('belongs to the country kept beside it, though others share the code', () => {
    expect(readStoredPhone('+12684641234', 'AG', 'US')).to.deep.equal({
      countryCode: 'AG',
      number: '2684641234',
    });
    expect(readStoredPhone('+79123456789', 'KZ', '')).to.have.property('countryCode', 'KZ');
  });

  it('belongs to the contact’s own country, then to the library’s, when none is kept or the kept one does not fit', () => {
    expect(readStoredPhone('+61412345678', '', 'CX')).to.have.property('countryCode', 'CX');
    expect(readStoredPhone('+31682212341', 'FR', 'BE')).to.have.property('countryCode', 'NL');
    expect(readStoredPhone('+31682212341', 'ZZ', '__proto__')).to.have.property('countryCode', 'NL');
    expect(readStoredPhone('+59991234567', '', '')).to.have.property('countryCode', 'CW');
  });

  it('is kept as text when it is no number of a country we know', () => {
    for (const raw of ['0612345678', '+31.682212341', '+31 6 82212341', 'call Bo', '+990123456', '+31', '+'])
      expect(readStoredPhone(raw, 'NL', 'NL'), raw).to.deep.equal({ raw });
  });

  it('is none when nothing stands there', () => {
    expect(readStoredPhone('', 'NL', 'NL')).to.equal(null);
    expect(readStoredPhone('   ', 'NL', 'NL')).to.equal(null);
  });
});
