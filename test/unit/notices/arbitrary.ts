// Any client, for properties: few ids and addresses, so that they meet; holders and aliases that are gone; provider's
// own notices.
import * as fc from 'fast-check';
import type {
  ClientFacts,
  ContactFacts,
  LoginFacts,
  NoticeContext,
} from '../../../module/notices/client-facts.js';
import {
  EMAIL_CATEGORIES,
  SHIPPED_NOTICES,
  SPECIAL_RECIPIENTS,
  type NoticeDefinition,
} from '../../../module/notices/notice.js';
import type { Overrides } from '../../../module/notices/preference.js';
import { flagsOf } from '../../../module/notices/preference.js';
import { CONTACT_TYPES, PRIMARY_ROLES } from '../../../module/roles/role.js';
import { clientWith, held } from './a-client.js';

const rarely = fc.boolean().chain((one) => (one ? fc.boolean() : fc.constant(false)));
const anyId = fc.constantFrom(0, 1, 2, 3, 4, 99);

const anyOverride = fc.record({
  on: fc.boolean(),
  since: fc.constantFrom(undefined, new Date('2026-12-01T12:00:00Z')),
});

export const anyOverrides: fc.Arbitrary<Overrides> = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...EMAIL_CATEGORIES), anyOverride), {
    selector: ([one]) => one,
    maxLength: 6,
  })
  .map((entries) => Object.fromEntries(entries) as Overrides);

const anyAddress = {
  email: fc.constantFrom('ann@corp.com', 'bo@corp.com', ' BO@corp.com', 'cy@corp.com', 'dee@corp.com', ''),
  blocked: rarely,
  confirmed: fc.boolean(),
  onOwnServer: fc.constantFrom(undefined, true, false),
};

const anyContact: fc.Arbitrary<ContactFacts> = fc.record({
  contactId: fc.constantFrom(1, 2, 3, 4),
  name: fc.constantFrom('Bo Chen', 'Cy Diaz', 'Dee Evers'),
  types: fc.subarray([...CONTACT_TYPES]),
  overrides: anyOverrides,
  ...anyAddress,
});

const anyOwner: fc.Arbitrary<ContactFacts> = anyContact.map((one) => ({
  ...one,
  contactId: 0,
  name: 'Ann Lee',
}));

const anyLogin: fc.Arbitrary<LoginFacts> = fc.record({
  loginRef: fc.constantFrom('a', 'b', 'c'),
  hears: fc.subarray(['supportNotifications' as const, 'billingNotifications' as const]),
  contactId: fc.option(anyId, { nil: undefined }),
  name: fc.constantFrom('Fay', 'Gus'),
  ...anyAddress,
});

const anyHolders = fc
  .array(fc.tuple(fc.constantFrom(...PRIMARY_ROLES), anyId), { maxLength: 4 })
  .map((entries) => held(Object.fromEntries(entries)));

export const anyClient: fc.Arbitrary<ClientFacts> = fc
  .record({
    owner: anyOwner,
    others: fc.uniqueArray(anyContact, { selector: ({ contactId }) => contactId, maxLength: 4 }),
    slots: anyHolders,
    accounts: fc.uniqueArray(fc.tuple(fc.constantFrom(1, 2, 3), fc.option(anyId, { nil: undefined })), { selector: ([id]) => id, maxLength: 3 }), // prettier-ignore
    aliases: fc.uniqueArray(fc.tuple(fc.constantFrom(undefined, 'AMS', 'LON'), anyId), { selector: ([market]) => market, maxLength: 3 }), // prettier-ignore
    logins: fc.uniqueArray(anyLogin, { selector: ({ loginRef }) => loginRef, maxLength: 3 }),
    isReseller: fc.boolean(),
    hasMarkets: fc.boolean(),
  })
  .map(({ owner, others, accounts, aliases, ...rest }) =>
    clientWith([owner, ...others], {
      ...rest,
      billingAccounts: accounts.map(([id, contactId], index) => ({ id, name: `Account ${id}`, contactId, isDefault: index === 0 })), // prettier-ignore
      aliases: aliases.map(([market, contactId]) => ({ market, name: market ?? '', contactId })),
    }),
  );

const anyOwnNotice: fc.Arbitrary<NoticeDefinition> = fc.record({
  key: fc.constantFrom('own-1', 'own-2'),
  name: fc.constant('Status page'),
  types: fc.subarray([...CONTACT_TYPES]),
  category: fc.constantFrom(null, ...EMAIL_CATEGORIES),
  also: fc.subarray([...SPECIAL_RECIPIENTS]),
  requiredFor: fc.constantFrom(null, ...PRIMARY_ROLES),
  resellersOnly: rarely,
  needsMarkets: rarely,
  templates: fc.constant([]),
  shipped: fc.constant(false),
});

/** The shipped table with a provider's own notices behind it. */
export const anyNotices: fc.Arbitrary<readonly NoticeDefinition[]> = fc
  .uniqueArray(anyOwnNotice, { selector: ({ key }) => key, maxLength: 2 })
  .map((own) => [...SHIPPED_NOTICES, ...own]);

export const anyContext: fc.Arbitrary<NoticeContext> = fc.record(
  { billingAccount: fc.constantFrom(1, 2, 3, 9), market: fc.constantFrom('AMS', 'LON', 'NYC') },
  { requiredKeys: [], noNullPrototype: true },
);

export const anyFlags = fc
  .subarray([...EMAIL_CATEGORIES])
  .map((categories) => flagsOf((one) => categories.includes(one)));

export const anyPreferenceFacts = fc.record({
  types: fc.subarray([...CONTACT_TYPES]),
  overrides: anyOverrides,
  heldRoles: fc.subarray([...PRIMARY_ROLES]),
  isOwner: fc.boolean(),
});
