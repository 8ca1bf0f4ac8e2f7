// C2, C6: what of a contact goes into the panel's row, and what into ours.
import { expect } from 'chai';
import { toCompanion, toPanelFields, type ContactDetails } from '../../../module/contacts/contact.js';
import { aContact } from './a-contact.js';
import { accepted, ANN } from './form-answers.js';

const details = (body: Record<string, unknown> = {}): ContactDetails => accepted({ ...ANN, ...body });

describe('C2 the panel’s fields of a contact', () => {
  it('are all of them for a new one', () => {
    const body = { phone: { countryCode: 'NL', number: '06 82212341' }, street: 'Main St', houseNumber: '1' };
    expect(toPanelFields(details({ ...body, country: 'US', state: 'TX' }))).to.deep.equal({
      firstName: 'Ann',
      lastName: 'Lee',
      companyName: '',
      email: 'ann@corp.example',
      city: '',
      postalCode: '',
      country: 'US',
      phone: '+31682212341',
      address1: '1 Main St',
      state: 'Texas',
      address2: '',
      taxNumber: '',
    });
  });

  it('are only those that differ for one that exists', () => {
    const bo = aContact({ panel: { address1: 'Kerkstraat 1', state: 'Utrecht', country: 'NL' } });
    expect(toPanelFields(bo, bo)).to.deep.equal({});
    expect(toPanelFields({ ...bo, city: 'Utrecht' }, bo)).to.deep.equal({ city: 'Utrecht' });
    expect(toPanelFields({ ...bo, title: 'ms', note: 'x', mobile: null }, bo)).to.deep.equal({});
  });

  it('C6 leave the state of another country untouched until the country changes', () => {
    const bo = aContact({ panel: { state: 'Utrecht', country: 'NL' } });
    expect(toPanelFields({ ...bo, country: 'BE' }, bo)).to.deep.equal({ country: 'BE', state: '' });
  });

  it('C6 leave the line alone when street and number make the same line', () => {
    const bo = aContact({ panel: { address1: '12 Main Street', country: 'US', state: 'Texas' } });
    const split = { ...bo, street: 'Main Street', houseNumber: '12' };
    expect(toPanelFields(split, bo)).to.deep.equal({});
    expect(toCompanion(split)).to.include({ street: 'Main Street', houseNumber: '12' });
  });

  it('C6 read the state back from code or name, and only for US', () => {
    expect(aContact({ panel: { country: 'US', state: 'texas' } }).state).to.equal('TX');
    expect(aContact({ panel: { country: 'US', state: 'tx' } }).state).to.equal('TX');
    expect(aContact({ panel: { country: 'US', state: 'Nowhere' } }).state).to.equal('');
    expect(aContact({ panel: { country: 'CA', state: 'CA' } }).state).to.equal('');
  });
});

describe('D3 the version of a contact', () => {
  const { version } = aContact();

  it('is the same for the same rows and another after any change, there or here', () => {
    expect(aContact().version).to.equal(version);
    for (const field of ['firstName', 'email', 'phone', 'address2', 'state', 'taxNumber'] as const)
      expect(aContact({ panel: { [field]: 'other' } }).version, field).to.not.equal(version);
    expect(aContact({ panel: { isLogin: true } }).version).to.not.equal(version);
    expect(aContact({ ours: { version: 1 } }).version).to.not.equal(version);
  });

  it('tells nothing of what it covers', () => {
    expect(version).to.match(/^[\w-]{22}$/);
  });
});
