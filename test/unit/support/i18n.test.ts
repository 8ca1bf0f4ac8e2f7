import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';

const i18n = createI18n(packageRoot, manifest.languages);
const en = i18n.for('en');

describe('the words', () => {
  it('are chosen by the first wanted language that we have, else the first of the manifest', () => {
    expect(i18n.choose(['fr', 'nl-BE', 'en'])).to.equal('nl');
    expect(i18n.choose([undefined, '', 'ar'])).to.equal('ar');
    for (const wanted of [[], ['fr'], ['*'], ['nlx'], ['__proto__'], [undefined]])
      expect(i18n.choose(wanted), String(wanted)).to.equal('en');
    expect(i18n.for('fr').language).to.equal('en');
  });

  it('run from right to left where the language does', () => {
    expect(i18n.for('ar').dir).to.equal('rtl');
    expect(en.dir).to.equal('ltr');
  });

  it('say a message with its field’s label, and escape nothing: views do', () => {
    const params = { label: 'contacts:fields.firstName', max: 64 };
    expect(en.say({ key: 'common:errors.tooLong', params })).to.equal(
      'First name must be 64 characters or fewer',
    );
    const taken = {
      key: 'contacts:errors.email.taken',
      params: { email: 'a@b.example', name: '<b>O’Neill</b>' },
    };
    expect(en.say(taken)).to.equal('a@b.example already belongs to <b>O’Neill</b>');
  });

  it('say values as they came, though they look like words of ours', () => {
    const params = { email: 'a@b.example', name: '{{email}} $t(common:product)' };
    expect(en.say({ key: 'contacts:errors.email.taken', params })).to.equal(
      'a@b.example already belongs to {{email}} $t(common:product)',
    );
  });

  it('C5 name countries in the language, AN by our own name', () => {
    const params = { country: 'NL', code: '+44', dial: '+31' };
    expect(en.say({ key: 'contacts:errors.phone.otherCode', params })).to.equal(
      'Phone number starts with +44 but the country code is Netherlands (+31). Change one of them',
    );
    expect(en.countryName('AN')).to.equal('Netherlands Antilles (until 2010)');
    expect(i18n.for('nl').countryName('NL')).to.equal('Nederland');
    expect(en.countryName('not a code')).to.equal('not a code');
  });

  it('write a moment in UTC and say so', () => {
    const moment = new Date('2026-11-22T09:30:00Z');
    expect(en.moment(moment)).to.equal('22 Nov 2026, 09:30 UTC');
    expect(i18n.for('nl').moment(moment)).to.equal('22 nov 2026, 09:30 UTC');
  });
});
