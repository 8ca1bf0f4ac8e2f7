// N1, N2 of the owner: panels send the owner every category until it is switched off, and so do we. Nobody chose the
// owner for it, so a notice that only reaches the owner this way still counts as a fault.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { addressKey } from '../../../module/contacts/address-key.js';
import { contextsOf, type ClientFacts } from '../../../module/notices/client-facts.js';
import { fallsOf, recipientChanges } from '../../../module/notices/compare.js';
import { noticeCoverage } from '../../../module/notices/coverage.js';
import {
  appliesTo,
  EMAIL_CATEGORIES,
  SHIPPED_NOTICES,
  type ShippedNotice,
} from '../../../module/notices/notice.js';
import { panelFlags } from '../../../module/notices/panel-flags.js';
import { flagsOf } from '../../../module/notices/preference.js';
import { explainRecipients } from '../../../module/notices/recipients.js';
import {
  clientWith,
  contact,
  explain,
  held,
  keysOf,
  noticeOf,
  off,
  on,
  owner,
  quietOwner,
  whoGets,
  whyGets,
  whyNot,
} from './a-client.js';
import { anyClient, anyContext, anyNotices } from './arbitrary.js';

const RUNS = { numRuns: 300 };
const ALL_ON = flagsOf(() => true);
const billing = { types: ['billing'] as const };

const coverage = (client: ClientFacts, key: ShippedNotice): string =>
  noticeCoverage(client, noticeOf(key), SHIPPED_NOTICES).status;

const told = (client: ClientFacts, key: ShippedNotice): string => {
  const { recipients, fallback } = explain(client, key);
  return `${fallback}: ${recipients.map(({ name, because }) => `${name} ${keysOf(because)}`).join(', ')}`;
};

describe('N1 the owner, whom nobody chose for anything', () => {
  for (const { key, category } of SHIPPED_NOTICES.filter((notice) => notice.category !== null))
    it(`gets ${key}, as ${category} mail is on by default, and stands in`, () => {
      const { recipients, fallback } = explain(clientWith([owner, contact(1)]), key);
      expect(recipients).to.have.length(1);
      expect(recipients[0]).to.deep.include({ contactId: 0, standsIn: true });
      expect(recipients[0]?.because[0]).to.deep.equal({
        key: 'notices:because.byDefault',
        params: { label: `notices:categories.${category}` },
      });
      expect(fallback).to.equal('owner');
      expect(coverage(clientWith([owner, contact(1)]), key)).to.equal('standIn');
    });

  it('gets what has no category only while nobody else does', () => {
    const alone = clientWith([owner, contact(1)]);
    expect(told(alone, 'security-abuse')).to.equal('owner: Ann Lee fallbackOwner');
    const chosen = clientWith([owner, contact(1, { types: ['security'] })]);
    expect(told(chosen, 'security-abuse')).to.equal('undefined: Bo Chen type');
  });

  it('stays a recipient when somebody is chosen, who makes it covered: nobody gets less mail', () => {
    const before = clientWith([owner, contact(1), contact(2)]);
    const after = clientWith([owner, contact(1, billing), contact(2, { overrides: on('domain') })]);
    expect(told(after, 'invoices-renewals')).to.equal('undefined: Ann Lee byDefault billingContactStandIn, Bo Chen type'); // prettier-ignore
    expect(told(after, 'domain-notices')).to.equal('undefined: Ann Lee byDefault, Cy Diaz onByHand');
    expect(coverage(after, 'invoices-renewals')).to.equal('covered');
    const changes = recipientChanges(before, after, SHIPPED_NOTICES);
    expect(changes.map(({ notice, removed }) => [notice.key, removed])).to.deep.equal([
      ['invoices-renewals', []],
      ['domain-notices', []],
    ]);
    expect(fallsOf(recipientChanges(after, before, SHIPPED_NOTICES))).to.have.length(2);
  });

  it('gets no more of a category that was switched off by hand, and the others as before', () => {
    const client = clientWith([contact(0, { overrides: off('invoice') }), contact(1, billing)]);
    expect(whoGets(client, 'invoices-renewals')).to.equal('Bo Chen');
    expect(whyNot(client, 'invoices-renewals', 0)).to.equal('offByHand');
    expect(whyGets(client, 'domain-notices', 0)).to.equal('byDefault');
  });

  it('gets nothing at an address that is blocked', () => {
    const client = clientWith([contact(0, { blocked: true }), contact(1, billing)]);
    expect(whoGets(client, 'invoices-renewals')).to.equal('Bo Chen');
    expect(whyNot(client, 'invoices-renewals', 0)).to.equal('blocked');
  });
});

describe('N1 an owner who was chosen makes a notice covered, and hears why', () => {
  const CASES: Record<string, [ClientFacts, string]> = {
    'by hand': [clientWith([contact(0, { overrides: on('invoice') })]), 'onByHand billingContactStandIn'],
    'by a type': [clientWith([contact(0, billing)]), 'type billingContactStandIn'],
    'by a role': [
      clientWith([owner], { slots: held({ billing: 0 }) }),
      'primary type billingContactUntilChosen',
    ],
  };
  for (const [how, [client, why]] of Object.entries(CASES))
    it(how, () => {
      expect(told(client, 'invoices-renewals')).to.equal(`undefined: Ann Lee ${why}`);
      expect(coverage(client, 'invoices-renewals')).to.equal('covered');
    });
});

describe('N1 beside an owner by default, when nobody is chosen', () => {
  const slots = held({ technical: 1, general: 2 });

  it('Primary General gets it too, and both only stand in', () => {
    const client = clientWith([owner, contact(2)], { slots });
    expect(told(client, 'affiliate-mail')).to.equal(
      'primaryGeneral: Cy Diaz fallbackPrimary, Ann Lee byDefault',
    );
    expect(explain(client, 'affiliate-mail').recipients.every(({ standsIn }) => standsIn)).to.equal(true);
    expect(coverage(client, 'affiliate-mail')).to.equal('standIn');
  });

  it('a holder who switched it off is left alone: somebody else gets it', () => {
    const technicalOff = contact(1, { overrides: off('product') });
    const client = clientWith([owner, technicalOff, contact(2)], { slots });
    expect(whoGets(client, 'product-mail')).to.equal('Cy Diaz, Ann Lee');
    expect(whyNot(client, 'product-mail', 1)).to.equal('offByHand');
    const quiet = clientWith([quietOwner, technicalOff, contact(2)], { slots });
    expect(told(quiet, 'product-mail')).to.equal('primary: Bo Chen fallbackPrimary offButLast');
  });

  it('one address that both have gets one mail', () => {
    const client = clientWith([owner, contact(2, { email: 'ANN@corp.com' })], { slots });
    expect(told(client, 'affiliate-mail')).to.equal(
      'primaryGeneral: Cy Diaz fallbackPrimary sameAddress byDefault',
    );
  });
});

describe('N1 for any client', () => {
  const untouched = (client: ClientFacts): ClientFacts => ({
    ...client,
    contacts: client.contacts.map((one) => (one.contactId === 0 ? { ...one, overrides: {} } : one)),
  });
  const reachable = (client: ClientFacts): ClientFacts['contacts'] => {
    const blocked = [...client.contacts, ...client.logins].filter((one) => one.blocked);
    const dead = new Set(['', ...blocked.map(({ email }) => addressKey(email))]);
    return client.contacts.filter(({ email }) => !dead.has(addressKey(email)));
  };

  it('an owner whose preferences nobody touched gets every category, from us and from the panel, unless blocked', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyClient.map(untouched), anyNotices, anyContext, (client, notices, context) => {
        const [ann] = reachable(client).filter(({ contactId }) => contactId === 0);
        const hasNone = client.contacts.some(
          ({ contactId, email }) => contactId === 0 && addressKey(email) === '',
        );
        const flags = panelFlags(client, notices).get(0);
        expect(flags).to.deep.equal(ann || hasNone ? ALL_ON : flagsOf(() => false));
        if (!ann) return;
        for (const notice of notices.filter((one) => one.category !== null && appliesTo(one, client))) {
          seen += 1;
          const { recipients } = explainRecipients(client, notice, notices, context);
          const emails = recipients.map(({ email }) => addressKey(email));
          expect(emails, notice.key).to.include(addressKey(ann.email));
        }
      }),
      RUNS,
    );
    expect(seen).to.be.above(500);
  });

  it('a fallback is named exactly when all only stand in, and overrules a hand only for the last one', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, anyContext, (client, notices, context) => {
        for (const notice of notices.filter((one) => appliesTo(one, client))) {
          const { recipients, fallback } = explainRecipients(client, notice, notices, context);
          expect(fallback === undefined).to.equal(recipients.some(({ standsIn }) => !standsIn));
          const isOverruled = recipients.some(({ because }) => keysOf(because).includes('offButLast'));
          if (isOverruled) expect(recipients, notice.key).to.have.length(1);
        }
      }),
      RUNS,
    );
  });

  it('a switch of the panel is on for who gets mail of that category, and for nobody else', () => {
    fc.assert(
      fc.property(anyClient, anyNotices, (some, notices) => {
        const client = { ...some, isReseller: true, hasMarkets: true };
        const flags = panelFlags(client, notices);
        for (const category of EMAIL_CATEGORIES) {
          const got = notices
            .filter((one) => one.category === category)
            .flatMap((one) => contextsOf(client, one).flatMap((context) => explainRecipients(client, one, notices, context).recipients)); // prettier-ignore
          const emails = new Set(got.map(({ email }) => addressKey(email)));
          for (const { contactId, email, overrides } of reachable(client)) {
            const isOn = flags.get(contactId)?.[category];
            if (isOn) expect(emails, `${category} of ${contactId}`).to.include(addressKey(email));
            // The panel leaves off what somebody switched off, also where it reaches them as the last one.
            if (!isOn && !overrides[category])
              expect(got.some((one) => one.contactId === contactId), `${category} of ${contactId}`).to.equal(false); // prettier-ignore
          }
        }
      }),
      RUNS,
    );
  });
});
