// Mails about contacts, written with the facts of the moment they are sent.
import { writeLetter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';
import { displayName } from './contact.js';
import type { ContactStore } from './store.js';

export function contactMails(
  deps: LetterDeps & { contacts: ContactStore },
): Pick<Composers, 'contact-added'> {
  return {
    /** "Staff added a contact" to the client (S3). Nothing when client or contact is gone by now. */
    async 'contact-added'(clientId, { contactId }, on) {
      const client = await deps.panel.clients.find(clientId, on);
      const contact = await deps.contacts.find(clientId, contactId, on);
      if (!client || !contact) return undefined;
      const letter = {
        to: { name: client.ownerName, address: client.email },
        contactId: 0,
        language: undefined,
        key: 'contactAdded',
        parts: ['hello', 'body', 'check', 'because'],
        params: { name: displayName(contact), email: contact.email },
      };
      return writeLetter(clientId, letter, deps, on);
    },
  };
}
