// Clients as prose: `clientWith([contact(2, { types: ['billing'] })], { slots: held({ billing: 2 }) })`.
import {
  rolesOf,
  type ClientFacts,
  type ContactFacts,
  type LoginFacts,
  type NoticeContext,
} from '../../../module/notices/client-facts.js';
import {
  EMAIL_CATEGORIES,
  SHIPPED_NOTICES,
  type EmailCategory,
  type NoticeDefinition,
  type ShippedNotice,
} from '../../../module/notices/notice.js';
import type { Overrides, PreferenceFacts } from '../../../module/notices/preference.js';
import { explainRecipients, type Explanation } from '../../../module/notices/recipients.js';
import { effectiveTypes, standIns, type PrimaryRole, type Slot } from '../../../module/roles/role.js';

const NAMES = ['Ann Lee', 'Bo Chen', 'Cy Diaz', 'Network engineers', 'Dee Evers'];

const PLAIN = { blocked: false, confirmed: true, onOwnServer: false };

/** Contact 0 is Ann Lee, the owner: ann@corp.com; 1 Bo, 2 Cy, 3 the mailbox, 4 Dee. */
export function contact(contactId: number, parts: Partial<ContactFacts> = {}): ContactFacts {
  const name = NAMES[contactId] ?? `Contact ${contactId}`;
  const [word = ''] = name.toLowerCase().split(' ');
  return { contactId, name, email: `${word}@corp.com`, types: [], overrides: {}, ...PLAIN, ...parts };
}

export const login = (loginRef: string, parts: Partial<LoginFacts> = {}): LoginFacts => ({
  loginRef,
  hears: ['supportNotifications'],
  contactId: undefined,
  name: `Login ${loginRef}`,
  email: `${loginRef}@login.example`,
  ...PLAIN,
  ...parts,
});

/** Slots with these holders; the owner stands in for the others. */
export const held = (holders: Partial<Record<PrimaryRole, number>>): Slot[] =>
  standIns().map((slot) => {
    const contactId = holders[slot.role];
    return contactId === undefined ? slot : { ...slot, contactId, chosen: true };
  });

export const off = (...categories: EmailCategory[]): Overrides =>
  Object.fromEntries(categories.map((category) => [category, { on: false, since: undefined }]));

export const on = (...categories: EmailCategory[]): Overrides =>
  Object.fromEntries(categories.map((category) => [category, { on: true, since: undefined }]));

/** As panels have it: nobody set anything, so every category comes. */
export const owner = contact(0);

/** Switched all off by hand, for clients where it is about the others. */
export const quietOwner = contact(0, { overrides: off(...EMAIL_CATEGORIES) });

/** With a quiet owner, unless one is given, and with the types that come with roles (R3). */
export function clientWith(
  contacts: readonly ContactFacts[] = [],
  parts: Partial<ClientFacts> = {},
): ClientFacts {
  const slots = parts.slots ?? standIns();
  const all = contacts.some(({ contactId }) => contactId === 0) ? contacts : [quietOwner, ...contacts];
  return {
    billingAccounts: [],
    aliases: [],
    logins: [],
    isReseller: true,
    hasMarkets: true,
    ...parts,
    slots,
    contacts: all.map((one) => ({ ...one, types: effectiveTypes(one.types, slots, one.contactId) })),
  };
}

/** What the preferences of one of the client's contacts follow from. */
export const factsOf = (client: ClientFacts, one: ContactFacts): PreferenceFacts => ({
  ...one,
  heldRoles: rolesOf(client, one.contactId),
  isOwner: one.contactId === 0,
});

export const noticeOf = (key: ShippedNotice): NoticeDefinition =>
  SHIPPED_NOTICES.find((notice) => notice.key === key) as NoticeDefinition;

export const explain = (client: ClientFacts, key: ShippedNotice, context: NoticeContext = {}): Explanation =>
  explainRecipients(client, noticeOf(key), SHIPPED_NOTICES, context);

/** "Bo Chen, Ann Lee": who gets it, in order. */
export const whoGets = (client: ClientFacts, key: ShippedNotice, context: NoticeContext = {}): string =>
  explain(client, key, context)
    .recipients.map(({ name }) => name)
    .join(', ');

/** The reasons without what is the same in all of them: "primary type". */
export const keysOf = (because: readonly { key: string }[] | undefined): string =>
  (because ?? []).map(({ key }) => key.replace(/^notices:\w+\./, '')).join(' ');

/** Why this contact gets it; '' when it does not. */
export const whyGets = (
  client: ClientFacts,
  key: ShippedNotice,
  contactId: number,
  context: NoticeContext = {},
): string =>
  keysOf(explain(client, key, context).recipients.find((one) => one.contactId === contactId)?.because);

/** Why this contact does not get it; '' when it is not listed. */
export const whyNot = (
  client: ClientFacts,
  key: ShippedNotice,
  contactId: number,
  context: NoticeContext = {},
): string =>
  keysOf(explain(client, key, context).notSent.find((one) => one.contactId === contactId)?.because);
