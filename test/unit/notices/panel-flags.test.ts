// N2, N3: what the panel's own switches must hold, so that its mailer reaches whom we would reach.
import { expect } from 'chai';
import type { ClientFacts } from '../../../module/notices/client-facts.js';
import { EMAIL_CATEGORIES, SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { panelFlags } from '../../../module/notices/panel-flags.js';
import { clientWith, contact, held, login, off, on, owner, quietOwner } from './a-client.js';

const flags = (client: ClientFacts, contactId: number): string => {
  const all = panelFlags(client, SHIPPED_NOTICES).get(contactId);
  return EMAIL_CATEGORIES.filter((category) => all?.[category]).join(' ');
};

// Somebody else hears of everything, so that nobody stands in.
const everything = contact(4, { overrides: on(...EMAIL_CATEGORIES) });
const slots = held({ billing: 4 });

describe('N2 the panel’s switches', () => {
  it('hold what types bring and hands set', () => {
    const bo = contact(1, { types: ['technical'], overrides: { ...on('domain'), ...off('product') } });
    const client = clientWith([bo, contact(2), everything], { slots });
    expect(flags(client, 1)).to.equal('general domain');
    expect(flags(client, 2)).to.equal('');
  });
  it('hold what is required of a role, also over a switch that is off', () => {
    const client = clientWith([contact(1, { overrides: off('invoice') })], { slots: held({ billing: 1 }) });
    expect(flags(client, 1)).to.contain('invoice');
  });
  it('hold invoice mail for the billing contact of one account (N3), unless that was switched off', () => {
    const billingAccounts = [
      { id: 1, name: 'Main', contactId: 4, isDefault: true },
      { id: 2, name: 'EU-01', contactId: 1, isDefault: false },
    ];
    expect(flags(clientWith([contact(1), everything], { slots, billingAccounts }), 1)).to.equal('invoice');
    const switchedOff = contact(1, { overrides: off('invoice') });
    expect(flags(clientWith([switchedOff, everything], { slots, billingAccounts }), 1)).to.equal('');
  });
  it('hold support mail for who has support.notifications', () => {
    const logins = [login('a', { contactId: 1 }), login('b')];
    expect(flags(clientWith([contact(1), everything], { slots, logins }), 1)).to.equal('support');
  });
  it('are all on for an owner whose preferences nobody touched, also where others get everything', () => {
    const all = EMAIL_CATEGORIES.join(' ');
    expect(flags(clientWith([owner, contact(1)]), 0)).to.equal(all);
    expect(flags(clientWith([owner, everything], { slots }), 0)).to.equal(all);
  });
  it('are off for an owner who switched them off, where others get everything', () => {
    expect(flags(clientWith([quietOwner, everything], { slots }), 0)).to.equal('');
  });
  it('are all off for a blocked address, whoever has it, also over types, hands and roles', () => {
    const bo = contact(1, {
      types: ['technical'],
      overrides: on('domain'),
      blocked: true,
      email: 'Bo@corp.example',
    });
    const twin = contact(2, { overrides: on('support'), email: 'bo@corp.example' });
    const client = clientWith([owner, bo, twin, everything], { slots: held({ billing: 1 }) });
    expect([flags(client, 1), flags(client, 2)]).to.deep.equal(['', '']);
    expect(flags(clientWith([{ ...owner, blocked: true }, everything]), 0)).to.equal('');
  });
  it('leave off what a stand-in switched off, unless the notice is required of a role', () => {
    expect(flags(clientWith([quietOwner]), 0)).to.equal('general product invoice');
  });
});
