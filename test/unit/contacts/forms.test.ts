// What may be typed about a contact (CL4, CL5): empty, too long, right.
import { expect } from 'chai';
import { NAME_MAX } from '../../../module/contacts/forms.js';
import { anOwner, aContact } from './a-contact.js';
import { accepted, ANN, errorsOf, refused } from './form-answers.js';

const LIMITS = {
  firstName: 64,
  lastName: 64,
  email: 254,
  companyName: 100,
  street: 150,
  houseNumber: 20,
  postalCode: 12,
  city: 100,
  note: 1000,
} as const;

describe('the contact form, CL4', () => {
  it('reads the least that makes a contact', () => {
    expect(accepted(ANN)).to.deep.equal({
      kind: 'person',
      title: '',
      firstName: 'Ann',
      lastName: 'Lee',
      email: 'ann@corp.example',
      phone: null,
      mobile: null,
      companyName: '',
      taxNumber: '',
      street: '',
      houseNumber: '',
      postalCode: '',
      city: '',
      country: '',
      state: '',
      language: '',
      note: '',
      types: [],
    });
  });

  it('trims and puts letters and their accents together', () => {
    const details = accepted({ ...ANN, firstName: '  Ann\u00a0 ', lastName: 'Le\u0301on', note: ' a\r\nb ' });
    expect(details).to.include({ firstName: 'Ann', lastName: 'Léon', note: 'a\nb' });
  });

  it('C3 C4 asks for the names and the address of a person', () => {
    const wanted = { firstName: 'firstName.empty', lastName: 'lastName.empty', email: 'email.empty' };
    expect(refused({})).to.deep.equal(wanted);
    expect(refused({ firstName: ' ', lastName: '\u00a0', email: '\t' })).to.deep.equal(wanted);
  });

  it('says everything that is wrong at once', () => {
    const body = {
      kind: 'person',
      firstName: '',
      lastName: 'x'.repeat(65),
      email: 'nobody',
      phone: { countryCode: '', number: '06 8221 2341' },
      mobile: { countryCode: 'NL', number: '12' },
      houseNumber: '12',
      postalCode: '1'.repeat(13),
      country: 'US',
      note: 'a\u0000b',
      admin: '1',
    };
    expect(refused(body)).to.deep.equal({
      '': 'unknownFields',
      firstName: 'firstName.empty',
      lastName: 'tooLong',
      email: 'email.format',
      'phone.countryCode': 'phone.country',
      'mobile.number': 'mobile.tooShort',
      street: 'street.empty',
      postalCode: 'tooLong',
      state: 'state.empty',
      note: 'characters',
    });
  });

  for (const [field, max] of Object.entries(LIMITS)) {
    if (field === 'email') continue;
    it(`takes ${max} characters of ${field} and no more, whatever a character is`, () => {
      for (const sign of ['x', '字', '💥', 'e\u0301']) {
        const full = accepted({ ...ANN, street: 'Kerkstraat', [field]: sign.repeat(max) });
        expect([...(full[field as keyof typeof LIMITS] ?? '')], sign).to.have.length(max);
        const errors = errorsOf({ ...ANN, street: 'Kerkstraat', [field]: sign.repeat(max + 1) });
        const params = { label: `contacts:fields.${field}`, max };
        expect(errors, sign).to.deep.equal({ [field]: { key: 'common:errors.tooLong', params } });
      }
    });
  }

  it('C3 names are 1 to 64 characters', () => expect(NAME_MAX).to.equal(64));

  it('C4 takes an address of 254 characters and no more', () => {
    const labels = `${'a'.repeat(60)}.`.repeat(3);
    const email = (length: number) => `ann@${labels}${'b'.repeat(length - 190)}.exam`.slice(0, length);
    const longest = `ann@${labels}${'b'.repeat(58)}.exam`;
    expect(longest.length).to.be.below(255);
    expect(accepted({ ...ANN, email: longest }).email).to.equal(longest);
    expect(refused({ ...ANN, email: email(255) })).to.deep.equal({ email: 'tooLong' });
  });

  it('C4 keeps the domain as mail servers understand it, and refuses what is no one address', () => {
    expect(accepted({ ...ANN, email: 'ann@münchen.example' }).email).to.equal('ann@xn--mnchen-3ya.example');
    for (const email of ['ann', 'Ann <ann@corp.example>', 'a@corp.example,b@corp.example', 'ann@localhost'])
      expect(refused({ ...ANN, email }), email).to.deep.equal({ email: 'email.format' });
  });

  it('C5 reads both numbers, each in its own country', () => {
    const details = accepted({
      ...ANN,
      phone: { countryCode: 'NL', number: '020 123 4567' },
      mobile: { countryCode: 'AG', number: '+1 268 464 1234' },
    });
    expect(details.phone).to.deep.equal({ countryCode: 'NL', number: '201234567' });
    expect(details.mobile).to.deep.equal({ countryCode: 'AG', number: '2684641234' });
  });

  it('C5 takes a country without a number for no number', () => {
    expect(accepted({ ...ANN, phone: { countryCode: 'NL', number: '' } }).phone).to.equal(null);
  });

  it('C3 takes the titles of S1 and no other', () => {
    for (const title of ['', 'mr', 'ms', 'mrs']) expect(accepted({ ...ANN, title }).title).to.equal(title);
    for (const title of ['Mr.', 'dr', 'MR', ' '])
      expect(refused({ ...ANN, title }), title).to.deep.equal({ title: 'title.choice' });
  });

  it('takes the languages we have and no other', () => {
    expect(accepted({ ...ANN, language: 'nl' }).language).to.equal('nl');
    for (const language of ['xx', 'NL', 'nl-BE'])
      expect(refused({ ...ANN, language }), language).to.deep.equal({ language: 'language' });
  });

  it('C6 takes a house number only with a street', () => {
    expect(refused({ ...ANN, houseNumber: '12' })).to.deep.equal({ street: 'street.empty' });
    expect(accepted({ ...ANN, street: 'Kerkstraat' }).street).to.equal('Kerkstraat');
  });

  it('C6 takes ISO countries only, in capitals', () => {
    for (const country of ['NL', 'AX', 'BQ']) expect(accepted({ ...ANN, country }).country).to.equal(country);
    for (const country of ['AN', 'nl', 'ZZ', 'UK', '31'])
      expect(refused({ ...ANN, country }), country).to.deep.equal({ country: 'country.unknown' });
  });

  it('C6 asks for a state exactly when the country is US', () => {
    expect(accepted({ ...ANN, country: 'US', state: 'TX' }).state).to.equal('TX');
    expect(accepted({ ...ANN, country: 'US', state: 'PR' }).state).to.equal('PR');
    for (const state of ['', 'XX', 'tx'])
      expect(refused({ ...ANN, country: 'US', state }), state).to.deep.equal({ state: 'state.empty' });
    for (const country of ['NL', ''])
      expect(refused({ ...ANN, country, state: 'TX' }), country).to.deep.equal({ state: 'state.notUs' });
  });
});

describe('the contact form of a mailbox, A6', () => {
  const NETOPS = { kind: 'mailbox', firstName: 'Network engineers', email: 'netops@corp.example' };

  it('has one name and no title', () => {
    expect(accepted(NETOPS)).to.include({ kind: 'mailbox', lastName: '' });
    expect(refused({ ...NETOPS, firstName: '' })).to.deep.equal({ firstName: 'mailboxName' });
    expect(refused({ ...NETOPS, lastName: 'Chen', title: 'mr' })).to.deep.equal({
      lastName: 'lastName.mailbox',
      title: 'title.mailbox',
    });
  });

  it('is never made of a contact that can sign in', () => {
    const bo = aContact({ panel: { isLogin: true } });
    const body = { ...NETOPS, lastName: 'Chen' };
    expect(refused(body, bo)).to.deep.equal({ kind: 'kindLogin' });
    expect(accepted(body, aContact()).kind).to.equal('mailbox');
  });

  it('is never made of the owner, who keeps the rules of a person (C1)', () => {
    const body = { kind: 'mailbox', firstName: 'Ann', lastName: 'Lee' };
    expect(accepted(body, anOwner()).kind).to.equal('owner');
    expect(refused({ ...body, lastName: '' }, anOwner())).to.deep.equal({ lastName: 'lastName.empty' });
  });
});
