// What may be typed about the company (CL2): K1 and C6, for page and API alike.
import { expect } from 'chai';
import { COMPANY_FIELDS, DEFAULT_RULES, lockedFields } from '../../../module/company/field-rule.js';
import { US_STATES, US_TERRITORIES } from '../../../module/reference/us-states.js';
import { owner, staff, subAccount } from '../actors.js';
import { aContact } from '../contacts/a-contact.js';
import { accepted, exampleBv, refused, rules } from './company-answers.js';

const NOW = {
  name: 'Example BV',
  vatNumber: 'NL001234567B01',
  email: 'ann@example.com',
  address: {
    street: 'Keizersgracht',
    houseNumber: '121',
    postalCode: '1015 CJ',
    city: 'Amsterdam',
    country: 'NL',
    stateCode: '',
  },
};

describe('K1 the rules of the company’s fields', () => {
  it('are S1’s table until the provider says otherwise', () => {
    const locked = COMPANY_FIELDS.filter((field) => DEFAULT_RULES[field].rule === 'locked');
    expect(locked).to.deep.equal(['name', 'vatNumber', 'email', 'country']);
    const required = COMPANY_FIELDS.filter((field) => DEFAULT_RULES[field].rule === 'required');
    expect(required).to.deep.equal(['street', 'houseNumber', 'postalCode', 'city']);
  });

  it('lock what is locked or hidden for every client’s actor, and nothing for staff', () => {
    const some = rules({ city: 'locked', street: 'hidden', name: 'optional' });
    const locked = ['vatNumber', 'email', 'street', 'city', 'country'];
    for (const actor of [owner(), subAccount().with('profile.edit')])
      expect(lockedFields(some, actor), actor.kind).to.deep.equal(locked);
    expect(lockedFields(some, staff())).to.deep.equal([]);
  });
});

describe('the company form, CL2', () => {
  it('keeps what is stored where a field is absent', () => {
    expect(accepted({})).to.deep.equal({ ...NOW, reason: '' });
    const moved = accepted({ address: { city: 'Leiden' } });
    expect(moved).to.deep.equal({ ...NOW, address: { ...NOW.address, city: 'Leiden' }, reason: '' });
  });

  it('K1 takes a locked value that is the same again, and refuses another one at its own place', () => {
    expect(accepted(NOW)).to.deep.equal({ ...NOW, reason: '' });
    const other = { name: 'Evil BV', vatNumber: 'X', email: 'evil@example.org', address: { country: 'BE' } };
    expect(refused(other)).to.deep.equal({
      name: 'locked',
      vatNumber: 'locked',
      email: 'locked',
      'address.country': 'locked',
    });
    expect(refused({ name: '' })).to.deep.equal({ name: 'locked' });
  });

  it('K1 holds what is hidden like what is locked', () => {
    const hidden = { rules: rules({ city: 'hidden' }) };
    expect(refused({ address: { city: 'Leiden' } }, hidden)).to.deep.equal({ 'address.city': 'locked' });
    expect(accepted({ address: { city: 'Amsterdam' } }, hidden).address.city).to.equal('Amsterdam');
  });

  it('K1 lets staff change every field, and say why', () => {
    const body = {
      name: 'New BV',
      email: 'new@example.com',
      address: { country: 'BE' },
      reason: 'Ticket 12',
    };
    const edit = accepted(body, { actor: staff() });
    expect(edit).to.include({ name: 'New BV', email: 'new@example.com', reason: 'Ticket 12' });
    expect(edit.address.country).to.equal('BE');
    expect(refused({ reason: 'mine' })).to.deep.equal({ '': 'unknownFields' });
  });

  it('K1 asks for what is required when it comes empty, and takes an optional field empty', () => {
    const empty = { street: '', houseNumber: ' ', postalCode: '', city: '' };
    expect(refused({ address: empty })).to.deep.equal({
      'address.street': 'empty.street',
      'address.houseNumber': 'empty.houseNumber',
      'address.postalCode': 'empty.postalCode',
      'address.city': 'empty.city',
    });
    const optional = { rules: rules({ postalCode: 'optional', name: 'optional' }) };
    expect(accepted({ name: '', address: { postalCode: '' } }, optional).address.postalCode).to.equal('');
  });

  it('never takes an empty or wrong email address, whatever the rule', () => {
    const open = { rules: rules({ email: 'required' }) };
    expect(refused({ email: '' }, open)).to.deep.equal({ email: 'empty.email' });
    expect(refused({ email: '' }, { actor: staff() })).to.deep.equal({ email: 'empty.email' });
    expect(refused({ email: 'ann at example' }, open)).to.deep.equal({ email: 'email.format' });
    expect(accepted({ email: 'ann@münchen.example' }, open).email).to.equal('ann@xn--mnchen-3ya.example');
  });

  it('takes a house number only with a street', () => {
    const open = { rules: rules({ street: 'optional' }) };
    expect(refused({ address: { street: '' } }, open)).to.deep.equal({});
    const again = refused({ address: { street: '', houseNumber: '5' } }, open);
    expect(again).to.deep.equal({ 'address.street': 'empty.street' });
  });

  it('says what is too long with the field’s own label', () => {
    expect(refused({ address: { postalCode: '1'.repeat(13) } })).to.deep.equal({
      'address.postalCode': 'tooLong',
    });
  });

  it('knows no other field, and no tax number where the panel has no column for it', () => {
    expect(refused({ address: { line2: 'x' } })).to.deep.equal({ address: 'unknownFields' });
    expect(refused({ clientId: '2' })).to.deep.equal({ '': 'unknownFields' });
    expect(refused({ vatNumber: NOW.vatNumber }, { taxNumber: false })).to.deep.equal({
      '': 'unknownFields',
    });
  });

  it('gives a record of the panel’s back as it stands, whatever is in it', () => {
    const odd = aContact({
      panel: {
        contactId: 0,
        email: 'no address',
        country: 'AN',
        postalCode: '1'.repeat(40),
        city: 'A\u202Eb',
      },
    });
    const open = { stored: odd, rules: rules({ email: 'required', country: 'required' }) };
    const body = {
      email: 'no address',
      address: { country: 'AN', postalCode: '1'.repeat(40), city: 'A\u202Eb' },
    };
    expect(refused(body, open)).to.deep.equal({});
  });
});

describe('C6 the state', () => {
  const open = { rules: rules({ country: 'required' }) };
  const inUs = (stateCode?: string) => ({
    address: { country: 'US', ...(stateCode === undefined ? {} : { stateCode }) },
  });

  it('is one of 51 and 8 codes when the country is US', () => {
    const codes = [...Object.keys(US_STATES), ...Object.keys(US_TERRITORIES)];
    expect(codes).to.have.length(59);
    for (const code of codes) expect(accepted(inUs(code), open).address.stateCode, code).to.equal(code);
  });

  it('is asked for in the US, with no other code', () => {
    for (const code of [undefined, '', 'XX', 'tx'])
      expect(refused(inUs(code), open), code).to.deep.equal({ 'address.stateCode': 'state.empty' });
  });

  it('is refused in every other country, also when it is the one that was left behind', () => {
    const texas = exampleBv({ country: 'US', state: 'Texas' });
    expect(refused({ address: { country: 'BE', stateCode: 'TX' } }, open)).to.deep.equal({
      'address.stateCode': 'state.notUs',
    });
    expect(refused({ address: { country: 'NL' } }, { ...open, stored: texas })).to.deep.equal({
      'address.stateCode': 'state.notUs',
    });
    const left = accepted({ address: { country: 'NL', stateCode: '' } }, { ...open, stored: texas });
    expect(left.address).to.include({ country: 'NL', stateCode: '' });
  });

  it('can be changed where a locked country has states, and is left alone where nobody touches it', () => {
    const texas = exampleBv({ country: 'US', state: 'Texas' });
    expect(accepted({ address: { stateCode: 'OH' } }, { stored: texas }).address.stateCode).to.equal('OH');
    const unknown = exampleBv({ country: 'US', state: 'Tejas' });
    expect(accepted({ address: { city: 'Austin' } }, { stored: unknown }).address.city).to.equal('Austin');
    expect(refused({ address: { stateCode: '' } }, { stored: unknown })).to.deep.equal({
      'address.stateCode': 'state.empty',
    });
  });

  it('of a locked country that comes with another value is no second error', () => {
    expect(refused(inUs())).to.deep.equal({ 'address.country': 'locked' });
  });
});
