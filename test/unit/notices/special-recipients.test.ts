// Who gets a notice for what they are to this mail: N3's billing contacts, N4's request aliases, people with
// support.notifications.
import { expect } from 'chai';
import {
  clientWith,
  contact,
  explain,
  held,
  keysOf,
  login,
  off,
  on,
  owner,
  whoGets,
  whyGets,
  whyNot,
} from './a-client.js';

describe('N3 billing contacts', () => {
  const accounts = [
    { id: 1, name: 'Main', contactId: undefined, isDefault: true },
    { id: 2, name: 'EU-01', contactId: 2, isDefault: false },
    { id: 3, name: 'US-01', contactId: 4, isDefault: false },
  ];
  const client = clientWith([contact(1), contact(2), contact(3, { types: ['billing'] }), contact(4)], {
    slots: held({ billing: 1 }),
    billingAccounts: accounts,
  });
  const who = (billingAccount: number): string => whoGets(client, 'invoices-renewals', { billingAccount });

  it('hear only about their own billing account; the Billing type hears about all', () => {
    expect(who(2)).to.equal('Bo Chen, Cy Diaz, Network engineers');
    expect(who(3)).to.equal('Bo Chen, Network engineers, Dee Evers');
    expect(whyNot(client, 'invoices-renewals', 4, { billingAccount: 2 })).to.equal('otherBillingAccount');
    expect(whyGets(client, 'invoices-renewals', 2, { billingAccount: 2 })).to.equal('billingContact');
  });
  it('of the default account is the primary billing holder until one is chosen', () => {
    expect(who(1)).to.equal('Bo Chen, Network engineers');
    expect(whyGets(client, 'invoices-renewals', 1, { billingAccount: 1 })).to.equal(
      'primary type billingContactUntilChosen',
    );
    const chosen = { ...client, billingAccounts: [{ ...accounts[0]!, contactId: 4 }] };
    expect(whyGets(chosen, 'invoices-renewals', 4, { billingAccount: 1 })).to.equal('billingContact');
  });
  it('is the owner, standing in, while nobody was promoted; a copy goes to the Billing type', () => {
    const copies = clientWith([owner, contact(3, { types: ['billing'] })]);
    const { recipients, fallback } = explain(copies, 'invoices-renewals');
    expect(recipients.map(({ name, standsIn, actsOn }) => [name, standsIn, actsOn])).to.deep.equal([
      ['Ann Lee', true, true],
      ['Network engineers', false, false],
    ]);
    expect(fallback).to.equal(undefined);
    expect(explain(clientWith([owner]), 'invoices-renewals').fallback).to.equal('owner');
  });
  it('who switched invoice mail off gets none', () => {
    const contacts = [contact(1), contact(2, { overrides: off('invoice') })];
    const without = clientWith(contacts, { slots: held({ billing: 1 }), billingAccounts: accounts });
    expect(whoGets(without, 'invoices-renewals', { billingAccount: 2 })).to.equal('Bo Chen');
  });
  it('an unknown account is treated as the default one', () => expect(who(99)).to.equal(who(1)));
});

describe('N4 request aliases', () => {
  const people = [contact(1, { types: ['admin'] }), contact(2), contact(4, { types: ['admin'] })];
  const amsterdam = { market: 'AMS', name: 'Amsterdam', contactId: 4 };
  const chosen = { market: undefined, name: '', contactId: 2 };
  const why = (aliases: (typeof amsterdam | typeof chosen)[], market?: string, contacts = people): string => {
    const client = clientWith(contacts, { aliases });
    const { recipients } = explain(client, 'marketplace-requests', market === undefined ? {} : { market });
    return recipients.map(({ name, because }) => `${name} ${keysOf(because)}`).join();
  };
  it('the market’s own', () => expect(why([chosen, amsterdam], 'AMS')).to.equal('Dee Evers requestAlias'));
  it('else the default', () => expect(why([chosen, amsterdam], 'LON')).to.equal('Cy Diaz defaultAlias'));
  it('which is the first Admin contact until chosen', () =>
    expect(why([amsterdam], 'LON')).to.equal('Bo Chen firstAdmin'));
  it('and the owner without one, standing in', () => {
    expect(why([amsterdam], 'LON', [contact(2)])).to.equal('Ann Lee aliasStandIn');
    expect(explain(clientWith([contact(2)], { slots: held({ general: 2 }) }), 'marketplace-requests')).to.have.property('fallback', 'owner'); // prettier-ignore
  });
  it('an alias that is gone from the panel counts as none', () =>
    expect(why([{ ...amsterdam, contactId: 99 }, chosen], 'AMS')).to.equal('Cy Diaz defaultAlias'));
  it('of one market hears nothing of another, and the page says so', () => {
    const client = clientWith(people, { aliases: [amsterdam, chosen] });
    expect(whyNot(client, 'marketplace-requests', 4, { market: 'LON' })).to.equal('otherMarket');
  });
  it('whose address is blocked: the owner', () => {
    const client = clientWith([contact(1, { types: ['admin'], blocked: true })]);
    expect(whoGets(client, 'marketplace-requests')).to.equal('Ann Lee');
  });
  it('nobody where there are no markets', () => {
    const client = clientWith(people, { aliases: [amsterdam, chosen], hasMarkets: false });
    expect(explain(client, 'marketplace-requests')).to.deep.equal({ recipients: [], notSent: [], fallback: undefined }); // prettier-ignore
  });
});

describe('ticket updates', () => {
  it('also go to people with support.notifications, with and without a contact', () => {
    const logins = [login('z', { contactId: 2 }), login('b'), login('a', { blocked: true })];
    const client = clientWith([owner, contact(1, { overrides: on('support') }), contact(2)], { logins });
    expect(whoGets(client, 'ticket-updates')).to.equal('Ann Lee, Bo Chen, Cy Diaz, Login b');
    expect(whyGets(client, 'ticket-updates', 2)).to.equal('byPermission');
    expect(explain(client, 'ticket-updates').notSent).to.have.length(1);
    expect(explain(client, 'ticket-updates').notSent[0]).to.include({ loginRef: 'a', contactId: undefined });
  });
  it('not to who switched support mail off', () => {
    const client = clientWith([contact(2, { overrides: off('support') })], {
      logins: [login('z', { contactId: 2 })],
    });
    expect(explain(client, 'ticket-updates').fallback).to.equal('owner');
    expect(whyNot(client, 'ticket-updates', 2)).to.equal('offByHand');
  });
  it('to a login whose contact is gone, as an address of its own', () => {
    const client = clientWith([], { logins: [login('z', { contactId: 99 })] });
    expect(explain(client, 'ticket-updates').recipients).to.have.length(1);
    expect(explain(client, 'ticket-updates').recipients[0]).to.include({
      loginRef: 'z',
      contactId: undefined,
    });
  });
});
