import { expect } from 'chai';
import examples from 'libphonenumber-js/mobile/examples';
import { toE164 } from '../../../../module/contacts/phone.js';
import { WhmcsShape, type ColumnFacts } from '../../../../module/panels/whmcs/probe.js';
import { FIELD_COLUMNS } from '../../../../module/panels/whmcs/schema.js';
import {
  decodedSql,
  decodeEntities,
  readCountry,
  readPhone,
  refusals,
  writePhone,
} from '../../../../module/panels/whmcs/text.js';
import { COUNTRY_CODES } from '../../../../module/reference/countries.js';

describe('text with entities in old rows', () => {
  it('is read as people wrote it', () => {
    expect(decodeEntities('O&#039;Neill &amp; Sons &lt;b&gt; &quot;x&quot; &#39;')).to.equal(
      `O'Neill & Sons <b> "x" '`,
    );
  });

  it('is decoded once only, and nothing else is touched', () => {
    expect(decodeEntities('&amp;lt;')).to.equal('&lt;');
    expect(decodeEntities('&amp;amp;')).to.equal('&amp;');
    for (const text of ['A&B', '&nbsp;', '&#x27;', '&lt', 'AT&T; &copy;', '&AMP;'])
      expect(decodeEntities(text), text).to.equal(text);
  });

  it('is decoded in SQL with the same signs, the ampersand last', () => {
    const sql = decodedSql('name');
    for (const entity of ['&amp;', '&lt;', '&gt;', '&quot;', '&#039;', '&#39;'])
      expect(sql, entity).to.contain(`'${entity}'`);
    expect(sql).to.match(/^(REPLACE\(){6}name, /);
    expect(sql.endsWith(`'&amp;', '&')`)).to.equal(true);
    expect(sql).to.contain(`'&#039;', '''')`);
  });
});

describe('C5 a phone number as WHMCS writes it', () => {
  it('is read with its dot taken out', () => {
    expect(readPhone('+31.682212341')).to.equal('+31682212341');
    expect(readPhone(' +31.6 8221 2341 ')).to.equal('+31682212341');
    expect(readPhone('+1.2684641234')).to.equal('+12684641234');
  });

  it('is left as it is when it is anything else', () => {
    for (const text of [
      '',
      '0682212341',
      '+31 6 82212341',
      '+31.6.8221',
      '+31682212341',
      'ask Bo',
      '+12345.1',
    ])
      expect(readPhone(text), text).to.equal(text);
  });

  it('comes back as it was, for every country', () => {
    let walked = 0;
    for (const countryCode of COUNTRY_CODES) {
      const number = (examples as Record<string, string>)[countryCode];
      if (number === undefined) continue;
      walked += 1;
      const e164 = toE164({ countryCode, number });
      expect(writePhone(e164), countryCode).to.match(/^\+\d{1,3}\.\d+$/);
      expect(readPhone(writePhone(e164)), countryCode).to.equal(e164);
    }
    expect(walked).to.equal(237);
  });

  it('is written as it is when it is no number', () => {
    for (const text of ['', 'ask Bo', '0682212341']) expect(writePhone(text), text).to.equal(text);
  });
});

describe('a country as WHMCS writes it', () => {
  it('is two letters in any case, UK being GB, and else none', () => {
    const read = Object.fromEntries(['NL', 'nl', ' Nl ', 'UK', 'uk', 'Netherlands', '', 'N', '31', 'N1'].map((text) => [text, readCountry(text)])); // prettier-ignore
    expect(read).to.deep.equal({ NL: 'NL', nl: 'NL', ' Nl ': 'NL', UK: 'GB', uk: 'GB', Netherlands: '', '': '', N: '', '31': '', N1: '' }); // prettier-ignore
  });
});

describe('what WHMCS’s columns cannot hold', () => {
  const column = (maxLength: number | null, charset: string | null): ColumnFacts => ({
    nullable: false,
    hasDefault: false,
    autoIncrement: false,
    type: 'varchar',
    maxLength,
    charset,
  });
  const shape = (charset: string | null) =>
    new WhmcsShape(new Map([['tblcontacts', new Map([['firstname', column(5, charset)], ['city', column(null, charset)]])]])); // prettier-ignore
  const said = (charset: string | null, firstName: string) =>
    refusals(shape(charset), 'tblcontacts', FIELD_COLUMNS, { firstName });
  const character = (sign: string) => ({
    firstName: { key: 'panels:refused.character', params: { character: sign } },
  });

  it('is a text longer than the column, in characters', () => {
    expect(said('utf8mb4', 'abcde')).to.deep.equal({});
    expect(said('utf8mb4', '💥💥💥💥💥')).to.deep.equal({});
    expect(said('utf8mb4', 'abcdef')).to.deep.equal({
      firstName: { key: 'panels:refused.tooLong', params: { max: 5 } },
    });
  });

  it('is a sign outside the column’s character set, named', () => {
    expect(said('utf8mb4', 'é王💥')).to.deep.equal({});
    expect(said('utf8', 'é王')).to.deep.equal({});
    expect(said('utf8mb3', 'a💥')).to.deep.equal(character('💥'));
    expect(said('latin1', 'é')).to.deep.equal({});
    expect(said('latin1', 'a王')).to.deep.equal(character('王'));
    expect(said('ascii', 'é')).to.deep.equal(character('é'));
    expect(said(null, '💥')).to.deep.equal({});
  });

  it('is nothing of fields that do not come, or have no column or no limit', () => {
    expect(refusals(shape('utf8mb4'), 'tblcontacts', FIELD_COLUMNS, {})).to.deep.equal({});
    const fields = { lastName: 'x'.repeat(1000), city: 'x'.repeat(1000) };
    expect(refusals(shape('utf8mb4'), 'tblcontacts', FIELD_COLUMNS, fields)).to.deep.equal({});
    expect(
      refusals(shape('utf8mb4'), 'tblclients', FIELD_COLUMNS, { firstName: 'x'.repeat(99) }),
    ).to.deep.equal({});
  });
});
