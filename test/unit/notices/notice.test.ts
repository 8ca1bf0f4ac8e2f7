// The table of notices (domain.md §6), and what the seeds say of it: S2's matrix of correspondence cell by cell, S4's
// sentence about maintenance.
import { expect } from 'chai';
import {
  appliesTo,
  EMAIL_CATEGORIES,
  noticeName,
  SHIPPED_NOTICES,
  typesBringing,
  type ShippedNotice,
} from '../../../module/notices/notice.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { clientWith, contact, explain, noticeOf, off, on } from './a-client.js';

// notice | types | category | also | required for: as in domain.md.
const DOMAIN = `
account-matters | general | general | | general
access-issues | admin | – | |
service-deliveries | technical | product | | technical
maintenance-outages | technical | general | | technical
invoices-renewals | billing | invoice | billingContact billingNotifications | billing
security-abuse | security | – | | security
marketplace-requests | – | – | requestAlias |
customer-provisioning | admin | – | |
ticket-updates | – | support | supportNotifications |
domain-notices | – | domain | |
product-mail | technical | product | |
affiliate-mail | – | affiliate | |`;

describe('the table of notices (domain.md §6)', () => {
  it('is the one of the design, line by line, in its order', () => {
    const lines = SHIPPED_NOTICES.map(({ key, types, category, also, requiredFor }) =>
      [key, types.join(' ') || '–', category ?? '–', also.join(' '), requiredFor ?? '']
        .join(' | ')
        .replaceAll('  ', ' ')
        .trim(),
    );
    expect(lines).to.deep.equal(DOMAIN.trim().split('\n'));
  });

  it('is for resellers in one line and for markets in one', () => {
    const keys = (wanted: 'resellersOnly' | 'needsMarkets'): string[] =>
      SHIPPED_NOTICES.filter((notice) => notice[wanted]).map(({ key }) => key);
    expect(keys('resellersOnly')).to.deep.equal(['customer-provisioning']);
    expect(keys('needsMarkets')).to.deep.equal(['marketplace-requests']);
    const plain = { isReseller: false, hasMarkets: false };
    expect(SHIPPED_NOTICES.filter((notice) => appliesTo(notice, plain))).to.have.length(10);
    expect(appliesTo(noticeOf('customer-provisioning'), { ...plain, isReseller: true })).to.equal(true);
    expect(appliesTo(noticeOf('marketplace-requests'), { ...plain, hasMarkets: true })).to.equal(true);
  });

  it('stands for no template of a panel’s until a provider says so', () => {
    expect(SHIPPED_NOTICES.flatMap(({ templates }) => templates)).to.deep.equal([]);
    expect(SHIPPED_NOTICES.every(({ shipped, name }) => shipped && name === undefined)).to.equal(true);
  });

  it('has a name in every language; a provider’s own notice has its own', () => {
    const i18n = createI18n(packageRoot, ['en', 'nl', 'ar']);
    for (const language of i18n.languages) {
      const { say } = i18n.for(language);
      const names = SHIPPED_NOTICES.map((notice) => say(noticeName(notice)));
      expect(new Set(names).size, language).to.equal(12);
      expect(names.join(), language).to.not.match(/notices:|names\./);
      expect(say(noticeName({ key: 'own-1', name: 'Status page' }))).to.equal('Status page');
    }
  });

  it('gives each category the types that bring it (N2)', () => {
    const bringing = EMAIL_CATEGORIES.map(
      (one) => `${one}: ${typesBringing(one, SHIPPED_NOTICES).join(' ')}`,
    );
    expect(bringing).to.deep.equal([
      'general: general technical',
      'product: technical',
      'domain: ',
      'invoice: billing',
      'support: ',
      'affiliate: ',
    ]);
  });

  it('follows what a provider edits: another type brings what it is listed for', () => {
    const edited = SHIPPED_NOTICES.map((notice) =>
      notice.key === 'domain-notices' ? { ...notice, types: ['admin'] as const } : notice,
    );
    expect(typesBringing('domain', edited)).to.deep.equal(['admin']);
  });
});

describe('S2’s matrix of correspondence', () => {
  // The contacts are each one column and nothing else; the owner is none of them.
  const [ADMIN, TECH, BILLING, ALIAS] = [1, 2, 3, 4];
  const people = [
    contact(ADMIN, { types: ['admin'] }),
    contact(TECH, { types: ['technical'] }),
    contact(BILLING),
    contact(ALIAS),
  ];
  const accounts = [{ id: 7, name: 'EU-01', contactId: BILLING, isDefault: true }];
  const withAlias = clientWith(people, {
    billingAccounts: accounts,
    aliases: [{ market: undefined, name: '', contactId: ALIAS }],
  });
  const withoutAlias = clientWith(people, { billingAccounts: accounts });

  //                                     Admin Tech Billing Alias
  const MATRIX: [string, ShippedNotice, string][] = [
    ['Access-related issues', 'access-issues', 'X - - -'],
    ['Customer provision/deletion notifications', 'customer-provisioning', 'X - - -'],
    ['Maintenance and outage notifications', 'maintenance-outages', '- X - -'],
    ['Invoices and service renewal reminders', 'invoices-renewals', '- - X -'],
    ['Marketplace connection requests', 'marketplace-requests', '- - - X'],
  ];
  const COLUMNS = [
    ['Admin', ADMIN],
    ['Tech', TECH],
    ['Billing', BILLING],
    ['Request alias', ALIAS],
  ] as const;
  for (const [row, key, cells] of MATRIX)
    for (const [index, [column, contactId]] of COLUMNS.entries()) {
      const gets = cells.split(' ')[index] === 'X';
      it(`${row}: ${column} ${gets ? 'gets them' : 'does not'}`, () => {
        const { recipients, fallback } = explain(withAlias, key);
        expect(recipients.some((one) => one.contactId === contactId)).to.equal(gets);
        expect(recipients, 'nobody but this matrix').to.have.length(1);
        expect(fallback).to.equal(undefined);
      });
    }

  it('* until an alias is chosen the first Admin contact gets the requests', () => {
    expect(explain(withoutAlias, 'marketplace-requests').recipients.map(({ name }) => name)).to.deep.equal([
      'Bo Chen',
    ]);
  });

  it('(Reseller Admin Portal only): nobody hears of customers who has none', () => {
    expect(explain({ ...withAlias, isReseller: false }, 'customer-provisioning')).to.deep.equal({
      recipients: [],
      notSent: [],
      fallback: undefined,
    });
  });
});

describe('S4: “if this contact should receive our service maintenance notifications, select General Emails”', () => {
  it('General Emails includes maintenance', () => {
    const client = clientWith([contact(1, { overrides: on('general') }), contact(2)]);
    expect(explain(client, 'maintenance-outages').recipients.map(({ name }) => name)).to.deep.equal([
      'Bo Chen',
    ]);
  });

  it('without it, and without a type, nothing comes', () => {
    const client = clientWith([contact(1, { types: ['general'], overrides: off('general') })]);
    expect(explain(client, 'maintenance-outages').fallback).to.equal('owner');
  });

  it('Technical (S2) and General Emails (S4) together mean one mail', () => {
    const client = clientWith([contact(1, { types: ['technical'], overrides: on('general') })]);
    expect(explain(client, 'maintenance-outages').recipients).to.have.length(1);
  });
});
