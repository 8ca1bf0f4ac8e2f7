// C7, C8: why a contact cannot be deleted, one reason per step that removes it.
import { expect } from 'chai';
import { deleteBlockers } from '../../../module/contacts/delete-rules.js';
import type { ClientFacts } from '../../../module/notices/client-facts.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { clientWith, contact, held, off, on, owner } from '../notices/a-client.js';

const PANEL_HOLDS = { contactSwitches: true, ownerSwitches: true, billingContact: false };
const MAIN = { id: 0, name: '', isDefault: true, contactId: undefined };
const EU_01 = { id: 7, name: 'EU-01', isDefault: false, contactId: 2 };
const LON = { market: 'lon', name: 'London' };

/** "primaryRole(billing)" */
function blockers(client: ClientFacts, contactId: number, panelHolds = PANEL_HOLDS): string[] {
  const notices = SHIPPED_NOTICES.map((notice) => ({ ...notice, version: 0, isChanged: false }));
  const rules = { notices, markets: [], hasMarkets: client.hasMarkets, panelHolds };
  return deleteBlockers({ client, rules }, contactId).map(({ key, params }) => {
    const told = Object.values(params ?? {}).join();
    return key.replace('contacts:blocked.', '') + (told && `(${told})`);
  });
}

describe('C7 who cannot be deleted', () => {
  const people = [owner, contact(1), contact(2)];

  it('is never the owner, for that one reason', () => {
    const client = clientWith(people, { slots: held({ billing: 0 }), billingAccounts: [MAIN] });
    expect(blockers(client, 0)).to.deep.equal(['owner']);
  });

  it('is who holds a primary role, a reason per role; standing in binds nobody', () => {
    const client = clientWith(people, { slots: held({ billing: 1, technical: 1 }) });
    expect(blockers(client, 1)).to.deep.equal(['primaryRole(technical)', 'primaryRole(billing)']);
    expect(blockers(client, 2)).to.deep.equal([]);
  });

  it('is the billing contact of a billing account, a reason per account', () => {
    const us = { ...EU_01, id: 8, name: 'US-01' };
    const client = clientWith(people, { billingAccounts: [MAIN, EU_01, us] });
    expect(blockers(client, 2)).to.deep.equal(['billingContact(EU-01)', 'billingContact(US-01)']);
    expect(blockers(client, 1)).to.deep.equal([]);
  });

  it('is the contact of the default account, called by whose invoices those are', () => {
    const client = clientWith(people, { billingAccounts: [{ ...MAIN, contactId: 1 }] });
    expect(blockers(client, 1)).to.deep.equal(['defaultBillingContact']);
    expect(blockers(client, 1, { ...PANEL_HOLDS, billingContact: true })).to.deep.equal([
      'panelBillingContact',
    ]);
    const named = clientWith(people, { billingAccounts: [{ ...MAIN, name: 'Main', contactId: 1 }] });
    expect(blockers(named, 1)).to.deep.equal(['billingContact(Main)']);
  });

  it('is the default request alias that was chosen, and not one of a market', () => {
    const aliases = [
      { market: undefined, name: '', contactId: 1 },
      { ...LON, contactId: 2 },
    ];
    const client = clientWith(people, { aliases });
    expect(blockers(client, 1)).to.deep.equal(['defaultAlias']);
    expect(blockers(client, 2)).to.deep.equal([]);
    expect(blockers({ ...client, hasMarkets: false }, 1)).to.deep.equal([]);
    const admins = clientWith([owner, contact(1, { types: ['admin'] })]);
    expect(blockers(admins, 1)).to.deep.equal([]);
  });

  it('gives every reason at once', () => {
    const client = clientWith([contact(0, { overrides: off('domain') }), contact(1, { overrides: on('domain') })], {
      slots: held({ security: 1 }),
      billingAccounts: [MAIN, { ...EU_01, contactId: 1 }],
      aliases: [{ market: undefined, name: '', contactId: 1 }],
    }); // prettier-ignore
    expect(blockers(client, 1)).to.deep.equal([
      'primaryRole(security)',
      'billingContact(EU-01)',
      'defaultAlias',
      'lastDomainRecipient',
    ]);
  });
});

describe('C8 the last who gets domain mail', () => {
  const quiet = contact(0, { overrides: off('domain') });
  const gets = contact(1, { overrides: on('domain') });

  it('stays, as long as nobody else has it on', () => {
    expect(blockers(clientWith([quiet, gets, contact(2)]), 1)).to.deep.equal(['lastDomainRecipient']);
    expect(blockers(clientWith([quiet, gets, contact(2)]), 2)).to.deep.equal([]);
    expect(blockers(clientWith([quiet, gets, contact(2, { overrides: on('domain') })]), 1)).to.deep.equal([]);
  });

  it('is not who goes while the owner gets it by default', () => {
    expect(blockers(clientWith([owner, gets]), 1)).to.deep.equal([]);
  });

  it('is nobody where nobody has it on: then the owner stands in', () => {
    expect(blockers(clientWith([quiet, contact(1)]), 1)).to.deep.equal([]);
  });
});
