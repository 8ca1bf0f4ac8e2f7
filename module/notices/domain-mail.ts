// Somebody always hears about domains, because registries ask for it (C8). Pure rules.
import { rolesOf, type ContactFacts } from './client-facts.js';
import type { Routing } from './facts-reader.js';
import { effectiveCategory } from './preference.js';

type Facts = Pick<Routing, 'client' | 'rules'>;

/** Whether this contact hears about domains, and nobody else does. */
export const isLastDomainRecipient = (facts: Facts, contact: ContactFacts): boolean =>
  getsDomainMail(facts, contact) &&
  !facts.client.contacts.some(
    (other) => other.contactId !== contact.contactId && getsDomainMail(facts, other),
  );

function getsDomainMail({ client, rules }: Facts, contact: ContactFacts): boolean {
  const heldRoles = rolesOf(client, contact.contactId);
  const facts = { ...contact, heldRoles, isOwner: contact.contactId === 0 };
  return effectiveCategory(facts, 'domain', rules.notices).on;
}
