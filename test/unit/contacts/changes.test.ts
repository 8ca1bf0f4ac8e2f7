import { expect } from 'chai';
import { changesBetween, DETAIL_FIELDS } from '../../../module/contacts/changes.js';
import type { ContactDetails } from '../../../module/contacts/contact.js';

const BO: ContactDetails = {
  kind: 'person',
  title: 'mr',
  firstName: 'Bo',
  lastName: 'Chen',
  email: 'bo@corp.example',
  phone: { countryCode: 'NL', number: '201234567' },
  mobile: null,
  companyName: 'Example BV',
  taxNumber: '',
  street: 'Kerkstraat',
  houseNumber: '12',
  postalCode: '1234 AB',
  city: 'Utrecht',
  country: 'NL',
  state: '',
  language: 'nl',
  note: '',
  types: [],
};

describe('what changed of a contact', () => {
  it('is nothing between equal details', () => {
    expect(changesBetween(BO, { ...BO, phone: { countryCode: 'NL', number: '201234567' } })).to.deep.equal(
      {},
    );
  });

  it('looks at every field there is', () => {
    expect([...DETAIL_FIELDS].toSorted()).to.deep.equal(Object.keys(BO).toSorted());
  });

  for (const field of DETAIL_FIELDS) {
    it(`tells before and after of ${field}`, () => {
      const other = field === 'phone' || field === 'mobile' ? { raw: 'other' } : 'other';
      const changes = changesBetween(BO, { ...BO, [field]: other });
      expect(Object.keys(changes)).to.deep.equal([field]);
      expect(changes[field]?.after).to.equal('other');
      expect(changes[field]?.before).to.not.equal('other');
    });
  }

  it('C5 counts the country of a number: the same digits under another are another answer', () => {
    const canada = { countryCode: 'CA', number: '2125550123' } as const;
    const states = { countryCode: 'US', number: '2125550123' } as const;
    expect(changesBetween({ ...BO, mobile: canada }, { ...BO, mobile: states })).to.have.keys('mobile');
  });

  it('tells an empty answer as an empty text', () => {
    expect(changesBetween(BO, { ...BO, phone: null, title: '' })).to.deep.equal({
      title: { before: 'mr', after: '' },
      phone: { before: '+31 20 123 4567 (NL)', after: '' },
    });
  });

  it('tells a number we cannot read as it stands', () => {
    const changes = changesBetween({ ...BO, phone: { raw: 'ask Bo' } }, { ...BO, phone: null });
    expect(changes).to.deep.equal({ phone: { before: 'ask Bo', after: '' } });
  });
});
