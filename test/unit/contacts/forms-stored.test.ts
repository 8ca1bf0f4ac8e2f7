// CL5: what stands stored and is left alone is accepted as it is, however the panel came by it, and is no change.
import { expect } from 'chai';
import { changesBetween } from '../../../module/contacts/changes.js';
import type { Contact } from '../../../module/contacts/contact.js';
import { typedPhone } from '../../../module/contacts/forms.js';
import { toReadForm } from '../../../module/contacts/email.js';
import { aContact, anOwner } from './a-contact.js';
import { accepted, refused } from './form-answers.js';

/** What a browser sends back for the form as it was shown. */
function leftAlone(contact: Contact): Record<string, unknown> {
  const browser = (value: string): string => value.replace(/\r?\n/g, '\r\n');
  return {
    kind: contact.kind,
    title: contact.title,
    firstName: contact.firstName,
    lastName: contact.lastName,
    email: toReadForm(contact.email),
    phone: typedPhone(contact.phone),
    mobile: typedPhone(contact.mobile),
    companyName: contact.companyName,
    street: contact.street,
    houseNumber: contact.houseNumber,
    postalCode: contact.postalCode,
    city: contact.city,
    country: contact.country,
    state: contact.state,
    language: contact.language,
    note: browser(contact.note),
  };
}

const LEGACY: Record<string, Contact> = {
  'no names': aContact({ panel: { firstName: '', lastName: '' } }),
  'names longer than ours': aContact({ panel: { firstName: 'x'.repeat(80), lastName: 'y'.repeat(255) } }),
  'names with spaces around': aContact({ panel: { firstName: ' Bo ', lastName: 'Chen  ' } }),
  'a name in another form of the same letters': aContact({ panel: { firstName: 'Zoe\u0308' } }),
  'a control character': aContact({ panel: { companyName: 'Corp\u0001 Ltd' } }),
  'no address': aContact({ panel: { email: '' } }),
  'an address that is none': aContact({ panel: { email: 'bo at corp' } }),
  'an address within the house': aContact({ panel: { email: 'bo@LOCALHOST' } }),
  'an address with a capital domain': aContact({ panel: { email: 'Bo@CORP.example' } }),
  'an international address': aContact({ panel: { email: 'bo@xn--mnchen-3ya.example' } }),
  'a long postal code': aContact({ panel: { postalCode: '1234 AB extra text' } }),
  'a phone that is text': aContact({ panel: { phone: 'ask Bo, ext. 12' } }),
  'a phone that is a long text': aContact({ panel: { phone: `mornings ${'020 123 4567 / '.repeat(4)}` } }),
  'a phone that is too short': aContact({ panel: { phone: '+31123', country: 'NL' } }),
  'a phone stored with its trunk zero': aContact({ panel: { phone: '+310682212341', country: 'NL' } }),
  'a phone of the Antilles': aContact({
    panel: { phone: '+59995181234' },
    ours: { phoneCountry: 'AN', version: 1 },
  }),
  'a country that is gone': aContact({ panel: { country: 'AN' } }),
  'the United States without a state': aContact({ panel: { country: 'US' } }),
  'a language we no longer have': aContact({ ours: { language: 'xx', version: 1 } }),
  'a note of several lines': aContact({ ours: { note: 'a\nb', version: 1 } }),
  'a mailbox with a last name': aContact({ ours: { kind: 'mailbox', version: 1 } }),
  'an owner': anOwner({ companyName: 'x'.repeat(200) }),
};

describe('the contact form, CL5', () => {
  for (const [what, contact] of Object.entries(LEGACY)) {
    it(`saves ${what} as it stands, and calls it no change`, () => {
      const body = leftAlone(contact);
      if (contact.kind === 'owner') delete body['kind'];
      expect(changesBetween(contact, accepted(body, contact))).to.deep.equal({});
    });

    it(`keeps ${what} when the field is locked and does not come`, () => {
      expect(changesBetween(contact, accepted({}, contact))).to.deep.equal({});
    });
  }

  it('holds what is changed to today’s rules', () => {
    const old = aContact({
      panel: { firstName: 'x'.repeat(80), email: 'bo at corp', phone: 'ask Bo', country: 'AN' },
    });
    const body = {
      ...leftAlone(old),
      firstName: 'y'.repeat(80),
      email: 'bo at home',
      phone: { countryCode: '', number: 'ask Ann' },
      country: 'US',
    };
    expect(refused(body, old)).to.deep.equal({
      firstName: 'tooLong',
      email: 'email.format',
      'phone.countryCode': 'phone.country',
      state: 'state.empty',
    });
  });

  it('C6 asks for the state again when the country comes to be US', () => {
    const dutch = aContact({ panel: { country: 'NL' } });
    expect(refused({ ...leftAlone(dutch), country: 'US' }, dutch)).to.deep.equal({ state: 'state.empty' });
    const texan = aContact({ panel: { country: 'US', state: 'Texas' } });
    expect(refused({ ...leftAlone(texan), country: 'NL' }, texan)).to.deep.equal({ state: 'state.notUs' });
  });

  it('does not let names be emptied', () => {
    const empty = { firstName: '', lastName: '' };
    expect(refused({ ...leftAlone(aContact()), ...empty }, aContact())).to.deep.equal({
      firstName: 'firstName.empty',
      lastName: 'lastName.empty',
    });
  });
});
