// What routing looks at, as one plain value: read by others, in one moment. Explanations, previews, coverage and mail
// itself start from it, so that they cannot say different things.
import { heldRoles, type ContactType, type PrimaryRole, type Slot } from '../roles/role.js';
import type { NoticeDefinition, SpecialRecipient } from './notice.js';
import type { Overrides } from './preference.js';

/** Somebody with an address. */
export interface Addressed {
  name: string;
  email: string;
  /** Mail to it came back, or its owner told us to stop. It is the address that is blocked, whoever has it. */
  blocked: boolean;
  /** The address was confirmed by whoever reads it. */
  confirmed: boolean;
  /** Runs on the client's own servers here (C9); undefined where the panel cannot tell. */
  onOwnServer: boolean | undefined;
}

export interface ContactFacts extends Addressed {
  /** 0 = the owner. */
  contactId: number;
  /** With those that come with a role (R3). */
  types: readonly ContactType[];
  overrides: Overrides;
}

/** Somebody who gets mail by a permission (S3's ✉ lines), as the ceilings leave it. */
export interface LoginFacts extends Addressed {
  loginRef: string;
  /** What they get by it. */
  hears: readonly SpecialRecipient[];
  /** The contact it belongs to, whose address and preferences then count; undefined for a login of the panel alone. */
  contactId: number | undefined;
}

export interface BillingAccount {
  id: number;
  name: string;
  /** Undefined until chosen: then it is the primary billing holder (N3). */
  contactId: number | undefined;
  isDefault: boolean;
}

export interface RequestAlias {
  /** Undefined for the default: every market without its own (N4). */
  market: string | undefined;
  /** What the market is called; '' for the default. */
  name: string;
  contactId: number;
}

export interface ClientFacts {
  /** In any order. The owner is always there (C1). */
  contacts: readonly ContactFacts[];
  slots: readonly Slot[];
  /** Empty where the client is the one payer. */
  billingAccounts: readonly BillingAccount[];
  /** Only what was chosen. */
  aliases: readonly RequestAlias[];
  /** Without the owner, who hears by category. */
  logins: readonly LoginFacts[];
  isReseller: boolean;
  hasMarkets: boolean;
}

/** What one mail is about, as far as it changes who gets it. */
export interface NoticeContext {
  /** Unknown or undefined = the default one. */
  billingAccount?: number;
  /** Unknown or undefined = a market without its own alias. */
  market?: string;
}

export const contactOf = (client: ClientFacts, contactId: number | undefined): ContactFacts | undefined =>
  client.contacts.find((contact) => contact.contactId === contactId);

/** By id, the owner first. Panels give them like this, and with 10,000 of them sorting shows. */
export function inOrder(contacts: readonly ContactFacts[]): readonly ContactFacts[] {
  const isInOrder = contacts.every(
    (one, at) => at === 0 || (contacts[at - 1]?.contactId ?? 0) <= one.contactId,
  );
  return isInOrder ? contacts : contacts.toSorted((one, other) => one.contactId - other.contactId);
}

export function ownerOf(client: ClientFacts): ContactFacts {
  const owner = contactOf(client, 0);
  if (!owner) throw new Error('A client without its owner cannot be routed (C1)');
  return owner;
}

/** Who holds the role: the owner stands in until somebody is chosen, and for one who is gone (R2). */
export function holderOf(client: ClientFacts, role: PrimaryRole): { contact: ContactFacts; chosen: boolean } {
  const slot = client.slots.find((one) => one.role === role && one.chosen);
  const contact = contactOf(client, slot?.contactId);
  return contact ? { contact, chosen: true } : { contact: ownerOf(client), chosen: false };
}

export const rolesOf = (client: ClientFacts, contactId: number): PrimaryRole[] =>
  heldRoles(client.slots, contactId);

/** Each kind of occasion on which the notice may reach somebody else: every billing account, every market. */
export function contextsOf(client: ClientFacts, notice: Pick<NoticeDefinition, 'also'>): NoticeContext[] {
  if (notice.also.length === 0) return [{}];
  const accounts = notice.also.includes('billingContact') ? client.billingAccounts : [];
  const markets = notice.also.includes('requestAlias')
    ? client.aliases.flatMap(({ market }) => (market === undefined ? [] : [{ market }]))
    : [];
  const byAccount: NoticeContext[] =
    accounts.length > 1 ? accounts.map(({ id }) => ({ billingAccount: id })) : [{}];
  return byAccount.flatMap((account) => [{ ...account }, ...markets.map((one) => ({ ...account, ...one }))]);
}
