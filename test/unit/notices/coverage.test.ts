// N6: whether notices arrive, and what a change does to it.
import { expect } from 'chai';
import type { ClientFacts } from '../../../module/notices/client-facts.js';
import { fallsOf, recipientChanges } from '../../../module/notices/compare.js';
import { coverageOf, noticeCoverage } from '../../../module/notices/coverage.js';
import { SHIPPED_NOTICES, type ShippedNotice } from '../../../module/notices/notice.js';
import { clientWith, contact, held, keysOf, noticeOf, off, on, owner } from './a-client.js';

const covered = (client: ClientFacts, key: ShippedNotice): string => {
  const { status, because } = noticeCoverage(client, noticeOf(key), SHIPPED_NOTICES);
  return `${status} ${because.key.replace('notices:coverage.', '')}`;
};

const security = { types: ['security'] as const };

describe('N6 coverage', () => {
  const CASES: Record<string, [ClientFacts, string]> = {
    'Covered: somebody chosen, confirmed, not on the client’s own servers': [
      clientWith([contact(1, security), contact(2, { ...security, onOwnServer: true })]),
      'covered covered',
    ],
    'Covered by one is said, not counted as a fault': [
      clientWith([contact(1, security)]),
      'covered coveredByOne',
    ],
    'Covered where the panel cannot tell about servers: nothing is guessed': [
      clientWith([contact(1, { ...security, onOwnServer: undefined })]),
      'covered coveredByOne',
    ],
    'Thin: the only one is on the client’s own servers': [
      clientWith([contact(1, { ...security, onOwnServer: true })]),
      'thin thinByOne.ownServer',
    ],
    'Thin: the only one is not confirmed': [
      clientWith([contact(1, { ...security, confirmed: false })]),
      'thin thinByOne.unconfirmed',
    ],
    'Thin: all on own servers': [
      clientWith([
        contact(1, { ...security, onOwnServer: true }),
        contact(2, { ...security, onOwnServer: true }),
      ]),
      'thin thin.ownServer',
    ],
    'Thin: none confirmed': [
      clientWith([
        contact(1, { ...security, confirmed: false }),
        contact(2, { ...security, confirmed: false }),
      ]),
      'thin thin.unconfirmed',
    ],
    'Thin: one is the one, one the other': [
      clientWith([
        contact(1, { ...security, confirmed: false }),
        contact(2, { ...security, onOwnServer: true }),
      ]),
      'thin thin.mixed',
    ],
    'Stand-in: the owner': [clientWith([contact(1)]), 'standIn standInOwner'],
    'Stand-in: Primary General, for an owner who cannot be reached': [
      clientWith([contact(0, { blocked: true }), contact(1)], { slots: held({ general: 1 }) }),
      'standIn standInPrimary',
    ],
    Nobody: [clientWith([contact(0, { blocked: true })]), 'nobody nobody'],
  };
  for (const [what, [client, expected]] of Object.entries(CASES))
    it(what, () => expect(covered(client, 'security-abuse')).to.equal(expected));

  it('a stand-in beside a weak copy does not make it Covered: nobody chose them', () => {
    const client = clientWith([owner, contact(1, { types: ['billing'], confirmed: false })]);
    expect(covered(client, 'invoices-renewals')).to.equal('thin thinByOne.unconfirmed');
  });

  it('is that of the worst billing account, and names it', () => {
    const client = clientWith([contact(1), contact(2, { confirmed: false })], {
      billingAccounts: [
        { id: 1, name: 'Main', contactId: 1, isDefault: true },
        { id: 2, name: 'EU-01', contactId: 2, isDefault: false },
      ],
    });
    const { status, context } = noticeCoverage(client, noticeOf('invoices-renewals'), SHIPPED_NOTICES);
    expect([status, context]).to.deep.equal(['thin', { billingAccount: 2 }]);
  });

  it('is that of the worst market, the default counted', () => {
    const client = clientWith([contact(1)], {
      aliases: [{ market: 'AMS', name: 'Amsterdam', contactId: 1 }],
    });
    const { status, context } = noticeCoverage(client, noticeOf('marketplace-requests'), SHIPPED_NOTICES);
    expect([status, context]).to.deep.equal(['standIn', {}]);
  });

  it('lists the worst first, then as in the table, and counts Thin as reached', () => {
    const client = clientWith([
      owner,
      contact(1, { ...security, confirmed: false }),
      contact(2, { types: ['admin'] }),
    ]);
    const { notices, reached } = coverageOf(client, SHIPPED_NOTICES);
    expect(notices.map(({ notice, status }) => `${status} ${notice.key}`)).to.deep.equal([
      'standIn account-matters',
      'standIn service-deliveries',
      'standIn maintenance-outages',
      'standIn invoices-renewals',
      'standIn ticket-updates',
      'standIn domain-notices',
      'standIn product-mail',
      'standIn affiliate-mail',
      'thin security-abuse',
      'covered access-issues',
      'covered marketplace-requests',
      'covered customer-provisioning',
    ]);
    expect(reached).to.equal(4);
  });

  it('has 12 notices for a reseller with markets, 11 for another client with markets, else 10', () => {
    const countOf = (parts: Partial<ClientFacts>): number =>
      coverageOf(clientWith([], parts), SHIPPED_NOTICES).notices.length;
    expect(countOf({})).to.equal(12);
    expect(countOf({ isReseller: false })).to.equal(11);
    expect(countOf({ isReseller: false, hasMarkets: false })).to.equal(10);
  });
});

describe('U2 what a change does to recipients', () => {
  const billing = { types: ['billing'] as const };
  const before = clientWith([contact(1, billing), contact(2, billing)], { slots: held({ billing: 1 }) });
  const lines = (after: ClientFacts): string[] =>
    recipientChanges(before, after, SHIPPED_NOTICES).map(
      ({ notice, before: was, after: is, acted, acts, falls }) =>
        `${notice.key} ${was.length} → ${is.length}, ${acted?.name} → ${acts?.name}${falls ? ', falls' : ''}`,
    );

  it('nothing: no line', () => expect(lines(before)).to.deep.equal([]));
  it('promoting moves who is expected to act; everybody else gets it as before', () => {
    expect(lines({ ...before, slots: held({ billing: 2 }) })).to.deep.equal([
      'invoices-renewals 2 → 2, Bo Chen → Cy Diaz',
    ]);
  });
  it('deleting one of two', () => {
    expect(
      lines({ ...before, contacts: before.contacts.filter(({ contactId }) => contactId !== 2) }),
    ).to.deep.equal(['invoices-renewals 2 → 1, Bo Chen → Bo Chen']);
  });
  it('says which notices fall to a stand-in', () => {
    const domain = clientWith([contact(1, { overrides: on('domain') })]);
    const changes = recipientChanges(
      domain,
      clientWith([contact(1, { overrides: off('domain') })]),
      SHIPPED_NOTICES,
    );
    const fallen = fallsOf(changes).map(({ notice, status }) => [notice.key, status]);
    expect(fallen).to.deep.equal([['domain-notices', { before: 'covered', after: 'standIn' }]]);
    expect(changes[0]?.removed.map(({ name }) => name)).to.deep.equal(['Bo Chen']);
    expect(changes[0]?.added.map(({ name }) => name)).to.deep.equal(['Ann Lee']);
  });
  it('says which fall to nobody', () => {
    const blocked = { ...before, contacts: before.contacts.map((one) => ({ ...one, blocked: true })) };
    expect(fallsOf(recipientChanges(before, blocked, SHIPPED_NOTICES))).to.have.length(12);
  });
  it('does not call it a fall where only a stand-in was before', () => {
    const client = clientWith([contact(1)], { slots: held({ general: 1 }) });
    const after = { ...client, slots: held({}) };
    const changes = recipientChanges(client, after, SHIPPED_NOTICES);
    const affiliate = changes.find(({ notice }) => notice.key === 'affiliate-mail');
    expect(affiliate).to.include({ falls: false });
    expect(affiliate?.status).to.deep.equal({ before: 'standIn', after: 'standIn' });
  });
  it('is per billing account: the others do not change', () => {
    const accounts = [
      { id: 1, name: 'Main', contactId: 1, isDefault: true },
      { id: 2, name: 'EU-01', contactId: 1, isDefault: false },
    ];
    const client = clientWith([contact(1), contact(2)], { billingAccounts: accounts });
    const after = { ...client, billingAccounts: [accounts[0]!, { ...accounts[1]!, contactId: 2 }] };
    const changes = recipientChanges(client, after, SHIPPED_NOTICES);
    expect(changes.map(({ context }) => context)).to.deep.equal([{ billingAccount: 2 }]);
  });
  it('takes a market’s alias away: the default gets its requests', () => {
    const alias = { market: 'AMS', name: 'Amsterdam', contactId: 2 };
    const client = clientWith([contact(1, { types: ['admin'] }), contact(2)], { aliases: [alias] });
    const [change, ...rest] = recipientChanges(client, { ...client, aliases: [] }, SHIPPED_NOTICES);
    expect(rest).to.deep.equal([]);
    expect(change?.context).to.deep.equal({ market: 'AMS' });
    expect(keysOf(change?.after[0]?.because)).to.equal('firstAdmin');
  });
  it('of a notice that the client no longer gets is a change, and no fall', () => {
    const [change] = recipientChanges(
      clientWith([contact(1, { types: ['admin'] })]),
      clientWith([contact(1, { types: ['admin'] })], { isReseller: false }),
      SHIPPED_NOTICES,
    );
    expect(change?.notice.key).to.equal('customer-provisioning');
    expect(change).to.deep.include({ falls: false, status: { before: 'covered', after: undefined } });
  });
});
