// What one contact gets, and why: the table of notices seen from one person. Asked of the function that routes mail.
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import { contactOf, contextsOf, type ClientFacts, type NoticeContext } from './client-facts.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient } from './recipients.js';

export interface Received {
  notice: NoticeDefinition;
  /** The billing accounts and markets it is about; [] when it is about every one of them. */
  contexts: readonly NoticeContext[];
  /** In the order of N5, each once. Never empty. A presenter turns `label` (a key) into words. */
  because: readonly Message[];
  /** Expected to act on it. */
  actsOn: boolean;
  /** Nobody chose them for it, on no occasion. */
  standsIn: boolean;
}

/** In the order of `notices`, the whole table; [] for a contact who is not there. */
export function receivedBy(
  client: ClientFacts,
  notices: readonly NoticeDefinition[],
  contactId: number,
): Received[] {
  const address = addressKey(contactOf(client, contactId)?.email ?? '');
  if (address === '') return [];
  return notices
    .filter((notice) => appliesTo(notice, client))
    .flatMap((notice) => {
      const everywhere = contextsOf(client, notice);
      const got = everywhere.flatMap((context) => {
        const { recipients } = resolveRecipients(client, notice, notices, context);
        const recipient = recipients.find(({ email }) => addressKey(email) === address);
        return recipient ? [{ context, recipient }] : [];
      });
      if (got.length === 0) return [];
      const reasons = got.flatMap(({ recipient }) => reasonsFor(contactId, recipient));
      return {
        notice,
        contexts: got.length === everywhere.length ? [] : got.map(({ context }) => context),
        because: [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()],
        actsOn: got.some(({ recipient }) => recipient.actsOn && recipient.contactId === contactId),
        standsIn: got.every(({ recipient }) => recipient.standsIn),
      };
    });
}

// One mail per address: it may be sent to somebody else who has the same one.
function reasonsFor(contactId: number, { contactId: to, name, because }: Recipient): readonly Message[] {
  if (to === contactId) return because;
  return [{ key: 'notices:because.sameAddress', params: { name } }, ...because];
}
