// N1, N5: who gets a notice and who does not, each with reasons in one fixed order.
import { expect } from 'chai';
import { explainRecipients } from '../../../module/notices/recipients.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import {
  clientWith,
  contact,
  explain,
  held,
  keysOf,
  off,
  on,
  owner,
  whoGets,
  whyGets,
  whyNot,
} from './a-client.js';

describe('N1 who gets a notice', () => {
  const CASES: Record<string, [string, string]> = {
    'contacts of a listed type': [
      whoGets(clientWith([contact(1, { types: ['security'] }), contact(2)]), 'security-abuse'),
      'Bo Chen',
    ],
    'contacts with the category on by hand': [
      whoGets(clientWith([contact(1, { overrides: on('domain') }), contact(2)]), 'domain-notices'),
      'Bo Chen',
    ],
    'contacts whose type brings the category': [
      whoGets(clientWith([contact(1, { types: ['technical'] })]), 'account-matters'),
      'Bo Chen',
    ],
    'not who switched the category off by hand': [
      whoGets(clientWith([contact(1, { types: ['billing'] }), contact(2, { types: ['billing'], overrides: off('invoice') })], { slots: held({ billing: 1 }) }), 'invoices-renewals'), // prettier-ignore
      'Bo Chen',
    ],
    'a switch of another category does not matter': [
      whoGets(clientWith([contact(1, { types: ['security'], overrides: off('general') })]), 'security-abuse'),
      'Bo Chen',
    ],
    'not a blocked address': [
      whoGets(clientWith([contact(1, { types: ['security'], blocked: true }), contact(2, { types: ['security'] })]), 'security-abuse'), // prettier-ignore
      'Cy Diaz',
    ],
    'not an address that is blocked as somebody else’s': [
      whoGets(clientWith([contact(1, { blocked: true }), contact(2, { types: ['security'], email: ' BO@corp.com' }), contact(4, { types: ['security'] })]), 'security-abuse'), // prettier-ignore
      'Dee Evers',
    ],
    'not a contact without an address': [
      whoGets(clientWith([contact(1, { types: ['security'], email: ' ' }), contact(2, { types: ['security'] })]), 'security-abuse'), // prettier-ignore
      'Cy Diaz',
    ],
  };
  for (const [what, [who, expected]] of Object.entries(CASES)) it(what, () => expect(who).to.equal(expected));

  it('the primary holder gets what is required, whatever was switched off', () => {
    const client = clientWith([contact(1, { overrides: off('general', 'invoice') })], {
      slots: held({ technical: 1, billing: 1 }),
    });
    expect(whyGets(client, 'maintenance-outages', 1)).to.equal('primary type offButRequired');
    expect(whyGets(client, 'invoices-renewals', 1)).to.match(/^primary type .*offButRequired$/);
    // The same category, but a notice that is not required of this role: the switch counts.
    expect(whyGets(client, 'account-matters', 1)).to.equal('');
    expect(whyNot(client, 'account-matters', 1)).to.equal('offByHand');
  });

  it('the primary holder gets a required notice that a provider gave no type and no category', () => {
    const [first] = SHIPPED_NOTICES;
    const bare = { ...first!, key: 'own', types: [], category: null, requiredFor: 'security' as const };
    const client = clientWith([contact(1)], { slots: held({ security: 1 }) });
    const { recipients } = explainRecipients(client, bare, [...SHIPPED_NOTICES, bare]);
    expect(recipients.map(({ name, actsOn }) => [name, actsOn])).to.deep.equal([['Bo Chen', true]]);
  });

  it('the holder is expected to act and comes first; the others get a copy (S1)', () => {
    const billing = { types: ['billing'] as const };
    const client = clientWith([contact(1, billing), contact(2, billing)], { slots: held({ billing: 2 }) });
    const acting = explain(client, 'invoices-renewals').recipients.map(({ name, actsOn }) => [name, actsOn]);
    expect(acting).to.deep.equal([
      ['Cy Diaz', true],
      ['Bo Chen', false],
    ]);
  });
});

describe('N1 one mail per address', () => {
  const shared = clientWith([
    contact(1, { types: ['technical'] }),
    contact(2, { types: ['general'], email: '  BO@Corp.com ' }),
  ]);

  it('compared trimmed and in any case, with the reasons of both', () => {
    const { recipients } = explain(shared, 'maintenance-outages');
    expect(recipients).to.have.length(1);
    expect(recipients[0]).to.include({ contactId: 1, email: 'bo@corp.com' });
    expect(keysOf(recipients[0]?.because)).to.equal('type sameAddress categoryFromType');
  });

  it('also where one spells the domain in its own script', () => {
    const client = clientWith([
      contact(1, { types: ['security'], email: 'bo@münchen.example' }),
      contact(2, { types: ['security'], email: 'bo@xn--mnchen-3ya.example' }),
    ]);
    expect(explain(client, 'security-abuse').recipients).to.have.length(1);
  });

  it('is the one of who is expected to act', () => {
    const client = { ...shared, slots: held({ technical: 2 }) };
    expect(explain(client, 'maintenance-outages').recipients[0]).to.include({ contactId: 2, actsOn: true });
  });

  it('and nobody is “not sent” whose address gets it', () => {
    const client = clientWith([
      owner,
      contact(1, { types: ['billing'], overrides: off('invoice') }),
      contact(2, { types: ['billing'], email: 'bo@corp.com' }),
    ]);
    expect(explain(client, 'invoices-renewals').notSent).to.deep.equal([]);
  });
});

describe('N1 when nobody chosen is left', () => {
  const fallbackOf = (client: ReturnType<typeof clientWith>, key: Parameters<typeof explain>[1]): string => {
    const { recipients, fallback } = explain(client, key);
    return `${fallback}: ${recipients.map(({ name, because }) => `${name} ${keysOf(because)}`).join()}`;
  };
  const technicalOff = contact(1, { overrides: off('product') });

  it('the primary of the role', () => {
    const client = clientWith([technicalOff], { slots: held({ technical: 1, general: 2 }) });
    expect(fallbackOf(client, 'product-mail')).to.equal('primary: Bo Chen fallbackPrimary offButLast');
  });
  it('then Primary General', () => {
    const client = clientWith([{ ...technicalOff, blocked: true }, contact(2)], {
      slots: held({ technical: 1, general: 2 }),
    });
    expect(fallbackOf(client, 'product-mail')).to.equal('primaryGeneral: Cy Diaz fallbackPrimary');
    expect(fallbackOf(client, 'affiliate-mail')).to.equal('primaryGeneral: Cy Diaz fallbackPrimary');
    expect(whyNot(client, 'product-mail', 1)).to.equal('offByHand blocked');
  });
  it('then the owner', () => {
    const client = clientWith([contact(2, { blocked: true })], { slots: held({ general: 2 }) });
    expect(fallbackOf(client, 'affiliate-mail')).to.equal('owner: Ann Lee fallbackOwner offButLast');
  });
  it('the owner at once for a role that nobody was promoted to: they stand in (R2)', () => {
    const client = clientWith([contact(2)], { slots: held({ general: 2 }) });
    expect(fallbackOf(client, 'security-abuse')).to.equal('owner: Ann Lee fallbackOwner');
    expect(explain(client, 'security-abuse').recipients[0]).to.include({ actsOn: true, standsIn: true });
  });
  it('Primary General for a stand-in whose address is blocked', () => {
    const client = clientWith([contact(0, { blocked: true }), contact(2)], { slots: held({ general: 2 }) });
    expect(fallbackOf(client, 'security-abuse')).to.equal('primaryGeneral: Cy Diaz fallbackPrimary');
    expect(whyNot(client, 'security-abuse', 0)).to.equal('blocked');
  });
  it('nobody only when the owner’s address is blocked too', () => {
    const client = clientWith([contact(0, { blocked: true }), contact(2)]);
    expect(fallbackOf(client, 'security-abuse')).to.equal('nobody: ');
    expect(whyNot(client, 'security-abuse', 0)).to.equal('blocked');
  });
  it('the owner for a holder who is gone from the panel', () => {
    const client = clientWith([], { slots: held({ security: 99 }) });
    expect(fallbackOf(client, 'security-abuse')).to.equal('owner: Ann Lee fallbackOwner');
  });
});

describe('N5 the order of reasons', () => {
  it('primary → type → category → what they are to this mail → a switch that does not count', () => {
    const client = clientWith([contact(1, { types: ['general'] })], {
      slots: held({ technical: 1, billing: 1 }),
    });
    expect(whyGets(client, 'maintenance-outages', 1)).to.equal('primary type categoryFromType');
    expect(whyGets(client, 'invoices-renewals', 1)).to.equal('primary type billingContactUntilChosen');
    const [bo] = clientWith([contact(1, { overrides: off('invoice') })]).contacts.slice(1);
    const switchedOff = clientWith([bo!], { slots: held({ billing: 1 }) });
    expect(whyGets(switchedOff, 'invoices-renewals', 1)).to.equal(
      'primary type billingContactUntilChosen offButRequired',
    );
  });
  it('says when it was switched off, where somebody knows', () => {
    const since = new Date('2026-12-01T12:00:00Z');
    const client = clientWith([contact(2, { overrides: { domain: { on: false, since } } })]);
    expect(explain(client, 'domain-notices').notSent[0]?.because).to.deep.equal([
      {
        key: 'notices:notSent.offByHandSince',
        params: { label: 'notices:categories.domain', at: '2026-12-01T12:00:00.000Z' },
      },
    ]);
  });
  it('leaves out whom the notice has nothing to do with', () => {
    const client = clientWith([contact(1, { types: ['security'] }), contact(2, { blocked: true })]);
    expect(explain(client, 'security-abuse').notSent).to.deep.equal([]);
  });
});

it('a client without its owner is a fault of whoever asks (C1)', () => {
  const client = { ...clientWith(), contacts: [contact(1)] };
  expect(() => explain(client, 'security-abuse')).to.throw('without its owner');
});
