import { expect } from 'chai';
import { domainOf, isEmail, toMailForm, toReadForm } from '../../../module/contacts/email.js';

describe('C4 an email address', () => {
  for (const email of [
    'ann@corp.example',
    'ann.lee+billing@mail.corp.example',
    'noc_24/7@corp.example',
    `o'neill@corp.example`,
    'user@münchen.example',
    'user@xn--mnchen-3ya.example',
    'анна@пример.рф',
    'info@例え.jp',
  ]) {
    it(`is ${email}`, () => expect(isEmail(email)).to.equal(true));
  }

  for (const email of [
    '',
    'ann',
    'ann@',
    '@corp.example',
    'ann@corp',
    'ann@@corp.example',
    'ann..lee@corp.example',
    'ann lee@corp.example',
    'Ann Lee <ann@corp.example>',
    'ann@corp.example,bo@corp.example',
    'ann@corp.example bo@corp.example',
    'ann@corp.example\r\nBcc: bo@corp.example',
    'ann@corp.example\u0000',
    'ann@[127.0.0.1]',
    'ann@127.0.0.1',
    `${'a'.repeat(65)}@corp.example`,
    `ann@${'a'.repeat(64)}.example`,
    `ann@${'a.'.repeat(130)}example`,
  ]) {
    it(`is not ${JSON.stringify(email.slice(0, 50))}`, () => expect(isEmail(email)).to.equal(false));
  }
});

describe('C4 the domain of an address', () => {
  it('is kept as mail servers understand it and shown as people write it', () => {
    expect(toMailForm('Ann@München.example')).to.equal('Ann@xn--mnchen-3ya.example');
    expect(toReadForm('Ann@xn--mnchen-3ya.example')).to.equal('Ann@münchen.example');
    expect(toMailForm('ann@corp.example')).to.equal('ann@corp.example');
  });

  it('leaves what is no address as it is', () => {
    for (const text of ['', 'nobody', 'a b@c d', 'ann@'])
      for (const convert of [toMailForm, toReadForm]) expect(convert(text), text).to.equal(text);
  });

  it('is compared in one form, whatever the case or spelling', () => {
    expect(domainOf('ann@CORP.Example')).to.equal('corp.example');
    expect(domainOf('ann@MÜNCHEN.example')).to.equal('xn--mnchen-3ya.example');
    expect(domainOf('"a@b"@corp.example')).to.equal('corp.example');
    expect(domainOf('nobody')).to.equal('');
  });
});
