// Mails about addresses, written with the facts of the moment they are sent.
import { displayName } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import { manifest } from '../manifest.js';
import { writeLetter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';

type Names = 'address-confirm' | 'address-changed' | 'address-refused';

export function confirmationMails(deps: LetterDeps & { contacts: ContactStore }): Pick<Composers, Names> {
  const { contacts, confirmPath } = deps;

  return {
    /** Nothing when it was confirmed or refused by now. */
    async 'address-confirm'(clientId, { contactId }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      const path = contact && (await confirmPath(clientId, { contactId, address: contact.email }, on));
      if (!contact || !path) return undefined;
      const name = displayName(contact);
      const letter = {
        to: { name, address: contact.email },
        language: contact.language || undefined,
        key: 'addressConfirm',
        parts: ['hello', 'body', 'how', 'because'],
        params: { name, email: contact.email },
        path,
        secret: true,
      } as const;
      return writeLetter(clientId, letter, deps, on);
    },

    /** To the address of before. It does not say the new one: that may be none of its business. */
    async 'address-changed'(clientId, { contactId, from }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      if (!contact) return undefined;
      const name = displayName(contact);
      const letter = {
        to: { name, address: from },
        language: contact.language || undefined,
        key: 'addressChanged',
        parts: ['hello', 'body', 'check', 'because'],
        params: { name, email: from },
        path: '',
      };
      return writeLetter(clientId, letter, deps, on);
    },

    async 'address-refused'(clientId, { contactId }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      const owner = await contacts.find(clientId, 0, on);
      if (!contact || !owner) return undefined;
      const letter = {
        to: { name: displayName(owner), address: owner.email },
        contactId: 0,
        language: owner.language || undefined,
        key: 'addressRefused',
        parts: ['hello', 'body', 'next', 'because'],
        params: { name: displayName(contact), email: contact.email },
        path: `${manifest.mounts.client}/contacts/${contactId}`,
      };
      return writeLetter(clientId, letter, deps, on);
    },
  };
}
