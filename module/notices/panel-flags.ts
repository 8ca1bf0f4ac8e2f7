// What the panel's own switches must hold for every contact (N2), so that the panel's mailer reaches everybody whom we
// would reach: the preferences, and those who get a notice for another reason (a billing contact, a stand-in).
import type { MailFlags } from '../panels/panel-mail.js';
import { addressKey } from '../contacts/address-key.js';
import { contextsOf, rolesOf, type ClientFacts } from './client-facts.js';
import type { EmailCategory, NoticeDefinition } from './notice.js';
import { effectiveCategories, flagsFor, flagsOf } from './preference.js';
import { reachabilityIn, resolveRecipients } from './recipients.js';

/**
 * By contact id. A switch cannot say of which billing account: whoever gets a notice on some occasion has its category
 * on. What somebody switched off stays off, unless a notice that is required of a role would else reach nobody. A blocked
 * address has all of them off, whatever is preferred: the panel knows no other way to leave it alone.
 */
export function panelFlags(
  client: ClientFacts,
  notices: readonly NoticeDefinition[],
): Map<number, MailFlags> {
  const besides = categoriesReceived(client, notices);
  const isReachable = reachabilityIn(client);
  return new Map(
    client.contacts.map((contact) => {
      const address = addressKey(contact.email);
      if (address !== '' && !isReachable(address)) return [contact.contactId, ALL_OFF];
      const heldRoles = rolesOf(client, contact.contactId);
      const preferences = effectiveCategories(
        { ...contact, heldRoles, isOwner: contact.contactId === 0 },
        notices,
      );
      return [contact.contactId, flagsFor(preferences, [...(besides.get(contact.contactId) ?? [])])];
    }),
  );
}

const ALL_OFF = flagsOf(() => false);

function categoriesReceived(
  client: ClientFacts,
  notices: readonly NoticeDefinition[],
): Map<number, Set<EmailCategory>> {
  const received = new Map<number, Set<EmailCategory>>();
  const off = new Map(client.contacts.map(({ contactId, overrides }) => [contactId, overrides]));
  for (const notice of notices) {
    const { category } = notice;
    if (category === null) continue;
    for (const context of contextsOf(client, notice))
      for (const { contactId } of resolveRecipients(client, notice, notices, context).recipients) {
        if (contactId === undefined) continue;
        if (notice.requiredFor === null && off.get(contactId)?.[category]?.on === false) continue;
        received.set(contactId, (received.get(contactId) ?? new Set()).add(category));
      }
  }
  return received;
}
