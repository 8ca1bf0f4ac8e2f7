// Why a contact cannot be deleted now (C7, C8): pure rules on who gets what. Each reason names the step that removes it
// (its key has a `Step` beside it).
import type { ContactFacts } from '../notices/client-facts.js';
import { isLastDomainRecipient } from '../notices/domain-mail.js';
import type { Routing } from '../notices/facts-reader.js';
import { heldRoles } from '../roles/role.js';
import type { Message } from '../support/errors.js';

type Facts = Pick<Routing, 'client' | 'rules'>;
type Rule = (facts: Facts, contact: ContactFacts) => Message[];

// One reason per role, because each has a step of its own.
const holdsPrimaryRole: Rule = ({ client }, { contactId }) =>
  heldRoles(client.slots, contactId).map((role) => ({
    key: 'contacts:blocked.primaryRole',
    params: { role },
  }));

const billingContact: Rule = ({ client, rules }, { contactId }) =>
  client.billingAccounts
    .filter((account) => account.contactId === contactId)
    .map(({ name, isDefault }) => {
      if (isDefault && rules.panelHolds.billingContact)
        return { key: 'contacts:blocked.panelBillingContact' };
      if (name === '') return { key: 'contacts:blocked.defaultBillingContact' };
      return { key: 'contacts:blocked.billingContact', params: { account: name } };
    });

// Where nobody asks for connections the alias means nothing, and there is no page to point it elsewhere.
const defaultAlias: Rule = ({ client }, { contactId }) =>
  client.hasMarkets &&
  client.aliases.some((alias) => alias.market === undefined && alias.contactId === contactId)
    ? [{ key: 'contacts:blocked.defaultAlias' }]
    : [];

const lastDomainRecipient: Rule = (facts, contact) =>
  isLastDomainRecipient(facts, contact) ? [{ key: 'contacts:blocked.lastDomainRecipient' }] : [];

const RULES: readonly Rule[] = [holdsPrimaryRole, billingContact, defaultAlias, lastDomainRecipient];

/** [] when it can be deleted. The contact is there. */
export function deleteBlockers(facts: Facts, contactId: number): Message[] {
  if (contactId === 0) return [{ key: 'contacts:blocked.owner' }];
  const contact = facts.client.contacts.find((one) => one.contactId === contactId);
  return contact ? RULES.flatMap((rule) => rule(facts, contact)) : [];
}
