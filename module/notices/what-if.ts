// What a client would be like after a change: previews ask routing about it before anything is written (U2).
import { effectiveTypes, heldRoles, type ContactType, type PrimaryRole } from '../roles/role.js';
import type { ClientFacts, ContactFacts, RequestAlias } from './client-facts.js';
import type { Overrides } from './preference.js';

/** With other types of its own; those that come with a role it holds stay (R3). */
export const withTypes = (client: ClientFacts, contactId: number, own: readonly ContactType[]): ClientFacts =>
  withContact(client, contactId, () => ({ types: effectiveTypes(own, client.slots, contactId) }));

export const withOverrides = (client: ClientFacts, contactId: number, overrides: Overrides): ClientFacts =>
  withContact(client, contactId, () => ({ overrides }));

/** Another address: what was known of the old one says nothing about it. */
export const withAddress = (client: ClientFacts, contactId: number, email: string): ClientFacts =>
  withContact(client, contactId, () => ({ email, blocked: false, confirmed: false, onOwnServer: undefined }));

/** Promoted: the type comes with the role, and whoever loses the role keeps it (R3). */
export function withRole(client: ClientFacts, role: PrimaryRole, contactId: number): ClientFacts {
  const slots = client.slots.map((slot) =>
    slot.role === role ? { ...slot, contactId, chosen: true } : slot,
  );
  const moved = { ...client, slots };
  return withContact(moved, contactId, ({ types }) => ({
    types: effectiveTypes([...types, role], slots, contactId),
  }));
}

/** Deleted: its roles go back to the owner, and what it was chosen for to whoever comes next. */
export function without(client: ClientFacts, contactId: number): ClientFacts {
  const lost = heldRoles(client.slots, contactId);
  return {
    ...client,
    contacts: client.contacts.filter((one) => one.contactId !== contactId),
    slots: client.slots.map((slot) =>
      lost.includes(slot.role) ? { ...slot, contactId: 0, chosen: false } : slot,
    ),
    billingAccounts: client.billingAccounts.map((account) =>
      account.contactId === contactId ? { ...account, contactId: undefined } : account,
    ),
    aliases: client.aliases.filter((alias) => alias.contactId !== contactId),
    logins: client.logins.filter((login) => login.contactId !== contactId),
  };
}

/** Added. `contactId` is one that nobody has yet. */
export const withNewContact = (
  client: ClientFacts,
  contact: Pick<ContactFacts, 'contactId' | 'name' | 'email' | 'types' | 'overrides'>,
): ClientFacts => ({
  ...client,
  contacts: [...client.contacts, { ...UNKNOWN_ADDRESS, ...contact }],
});

/** `contactId` undefined: nobody chosen. The account is there. */
export const withBillingContact = (
  client: ClientFacts,
  accountId: number,
  contactId: number | undefined,
): ClientFacts => ({
  ...client,
  billingAccounts: client.billingAccounts.map((account) =>
    account.id === accountId ? { ...account, contactId } : account,
  ),
});

/** The market's alias points there; one without `contactId` is taken away. */
export function withAlias(
  client: ClientFacts,
  alias: Pick<RequestAlias, 'market' | 'name'> & { contactId: number | undefined },
): ClientFacts {
  const { contactId, market, name } = alias;
  const others = client.aliases.filter((one) => one.market !== market);
  return { ...client, aliases: contactId === undefined ? others : [...others, { market, name, contactId }] };
}

const UNKNOWN_ADDRESS = { blocked: false, confirmed: false, onOwnServer: undefined };

function withContact(
  client: ClientFacts,
  contactId: number,
  change: (contact: ContactFacts) => Partial<ContactFacts>,
): ClientFacts {
  const contacts = client.contacts.map((one) =>
    one.contactId === contactId ? { ...one, ...change(one) } : one,
  );
  return { ...client, contacts };
}
