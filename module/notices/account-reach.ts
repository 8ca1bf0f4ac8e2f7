// Who hears about one billing account (N3): its billing contact, who gets a copy, and whether it arrives (N6). Asked of
// the function that routes mail.
import { addressKey } from '../contacts/address-key.js';
import { contactOf, holderOf, type ClientFacts, type ContactFacts } from './client-facts.js';
import { COVERAGES, statusOf, type CoverageStatus } from './coverage.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient } from './recipients.js';

export interface AccountReach {
  /** Who hears as its billing contact. */
  contact: ContactFacts;
  /** Why they do: chosen for it, or nobody is and they hold Primary Billing, or stand in for that as owner. */
  by: 'chosen' | 'primary' | 'owner';
  /** Everybody else who gets its mail, by address. */
  copies: readonly Recipient[];
  /** The worst of the notices about billing accounts; undefined where the provider has none. */
  status: CoverageStatus | undefined;
}

/** `contactId`: whom the account names; one who is gone counts as nobody. */
export function accountReach(
  client: ClientFacts,
  notices: readonly NoticeDefinition[],
  account: { id: number; contactId: number | undefined },
): AccountReach {
  const chosen = contactOf(client, account.contactId);
  const holder = holderOf(client, 'billing');
  const contact = chosen ?? holder.contact;
  const answers = notices
    .filter((notice) => notice.also.includes('billingContact') && appliesTo(notice, client))
    .map((notice) => resolveRecipients(client, notice, notices, { billingAccount: account.id }));
  const recipients = answers.flatMap((answer) => answer.recipients);
  const copies = new Map(recipients.map((one) => [addressKey(one.email), one]));
  copies.delete(addressKey(contact.email));
  const statuses = answers.map(statusOf);
  return {
    contact,
    by: chosen ? 'chosen' : holder.chosen ? 'primary' : 'owner',
    copies: [...copies.values()],
    status: COVERAGES.find((one) => statuses.includes(one)),
  };
}
