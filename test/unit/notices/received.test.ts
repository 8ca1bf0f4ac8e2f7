// What one contact gets, and why: the same as routing says of each notice.
import { expect } from 'chai';
import { contextsOf } from '../../../module/notices/client-facts.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { receivedBy, type Received } from '../../../module/notices/received.js';
import { clientWith, contact, explain, held, keysOf, on, owner } from './a-client.js';

const MAIN = { id: 0, name: '', isDefault: true, contactId: undefined };
const accounts = (...names: string[]) => [
  MAIN,
  ...names.map((name, index) => ({ id: index + 1, name, isDefault: false, contactId: 2 })),
];
const words = (received: readonly Received[]): string[] =>
  received.map(({ notice, because }) => `${notice.key}: ${keysOf(because)}`);
const receivedIn = (client: Parameters<typeof receivedBy>[0], contactId: number): Received[] =>
  receivedBy(client, SHIPPED_NOTICES, contactId);

describe('N5 what a contact receives', () => {
  it('is told in the order of the table, with its reasons', () => {
    const client = clientWith([owner, contact(1, { types: ['technical'], overrides: on('domain') })]);
    expect(words(receivedIn(client, 1))).to.deep.equal([
      'account-matters: categoryFromType',
      'service-deliveries: type',
      'maintenance-outages: type',
      'domain-notices: onByHand',
      'product-mail: type',
    ]);
    expect(receivedIn(client, 7)).to.deep.equal([]);
  });

  it('is for everybody of a client what routing answers', () => {
    const client = clientWith([owner, contact(1, { types: ['admin'] }), contact(2, { types: ['billing'] })], {
      slots: held({ security: 1 }),
      billingAccounts: accounts('EU-01', 'US-01'),
    });
    for (const { contactId } of client.contacts) {
      const expected = SHIPPED_NOTICES.filter((notice) =>
        contextsOf(client, notice).some((context) =>
          explain(client, notice.key, context).recipients.some((one) => one.contactId === contactId),
        ),
      );
      expect(receivedIn(client, contactId).map(({ notice }) => notice.key)).to.deep.equal(
        expected.map(({ key }) => key),
      );
    }
  });

  it('names the billing accounts it is about, none when it is about all (N3)', () => {
    const client = clientWith([owner, contact(2)], { billingAccounts: accounts('EU-01') });
    const [invoices] = receivedIn(client, 2);
    expect(invoices?.notice.key).to.equal('invoices-renewals');
    expect(invoices?.contexts).to.deep.equal([{ billingAccount: 1 }]);
    expect(invoices?.because).to.deep.equal([
      { key: 'notices:because.billingContact', params: { account: 'EU-01' } },
    ]);
    const all = clientWith([owner, contact(2, { types: ['billing'] })], {
      billingAccounts: accounts('EU-01'),
    });
    expect(receivedIn(all, 2)[0]?.contexts).to.deep.equal([]);
  });

  it('says who is expected to act, and who only stands in', () => {
    const client = clientWith([owner, contact(1)], { slots: held({ security: 1 }) });
    const security = receivedIn(client, 1).find(({ notice }) => notice.key === 'security-abuse');
    expect([security?.actsOn, security?.standsIn]).to.deep.equal([true, false]);
    const access = receivedIn(client, 0).find(({ notice }) => notice.key === 'access-issues');
    expect([access?.actsOn, access?.standsIn]).to.deep.equal([false, true]);
  });

  it('is also what is sent to the same address of somebody else, and says so', () => {
    const same = { email: 'team@corp.com' };
    const client = clientWith([owner, contact(1, { ...same, types: ['security'] }), contact(2, same)], {
      slots: held({ security: 1 }),
    });
    const [security] = receivedIn(client, 2);
    expect(security?.because[0]).to.deep.equal({
      key: 'notices:because.sameAddress',
      params: { name: 'Bo Chen' },
    });
    expect(security?.actsOn).to.equal(false);
  });
});
