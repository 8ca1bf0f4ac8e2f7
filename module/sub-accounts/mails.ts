// Mails about logins, written with the facts of the moment they are sent. Links that open something get their token here:
// it stands in the mail alone, and in the database only as its hash (A2).
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import { manifest } from '../manifest.js';
import { writeLetter, type Letter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';
import type { PanelLogins } from '../panels/panel-logins.js';
import { newToken, tokenHash } from '../support/token.js';
import type { KnexInvitationStore } from './invitation-store.js';
import type { KnexResetStore } from './reset-store.js';
import type { KnexSubAccountStore } from './store.js';

type Names = 'invitation' | 'access-changed' | 'access-ended' | 'access-ending' | 'password-reset';

export function subAccountMails(
  deps: LetterDeps & {
    contacts: ContactStore;
    logins: PanelLogins;
    accounts: KnexSubAccountStore;
    invitations: KnexInvitationStore;
    resets: KnexResetStore;
  },
): Pick<Composers, Names> {
  const { contacts, logins, accounts, invitations, resets } = deps;

  const letter = (key: string, contact: Contact, more: Partial<Letter> = {}): Letter => ({
    contactId: contact.contactId,
    to: { name: displayName(contact), address: contact.email },
    language: contact.language || undefined,
    key,
    parts: ['hello', 'body', 'because'],
    params: { name: displayName(contact) },
    ...more,
  });

  return {
    async invitation(clientId, { contactId }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      const invitation = await invitations.newest(clientId, contactId, on);
      if (!contact || invitation?.state !== 'open') return undefined;
      const token = newToken();
      if (!(await invitations.rekey(clientId, contactId, tokenHash(token) as Buffer, on))) return undefined;
      const params = { name: displayName(contact), inviter: invitation.inviterName };
      const key = invitation.inviterName === '' ? 'invitedByProvider' : 'invited';
      const path = `${manifest.mounts.invite}/${token}`;
      const parts = ['hello', 'body', 'how', 'because'];
      return writeLetter(clientId, letter(key, contact, { parts, params, path, secret: true }), deps, on);
    },

    async 'access-changed'(clientId, { contactId }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      return contact && writeLetter(clientId, letter('accessChanged', contact), deps, on);
    },

    async 'access-ended'(clientId, { contactId }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      return contact && writeLetter(clientId, letter('accessEnded', contact), deps, on);
    },

    async 'access-ending'(clientId, { contactId, to }, on) {
      const contact = await contacts.find(clientId, contactId, on);
      const account = await accounts.find(clientId, contactId, on);
      const reader = to === 'owner' ? await contacts.find(clientId, 0, on) : contact;
      const ends = account?.access.expiresAt;
      if (!contact || !reader || !ends || account.state !== 'active') return undefined;
      const params = {
        name: displayName(reader),
        person: displayName(contact),
        day: ends.toISOString().slice(0, 10),
      };
      const key = to === 'owner' ? 'accessEndingOwner' : 'accessEnding';
      return writeLetter(clientId, letter(key, reader, { params }), deps, on);
    },

    async 'password-reset'(clientId, { login }, on) {
      const person = await logins.find(clientId, login, on);
      if (!person) return undefined;
      const token = newToken();
      await resets.insert({ tokenHash: tokenHash(token) as Buffer, clientId, login }, on);
      const words = {
        to: { name: person.name, address: person.email },
        language: undefined,
        key: 'passwordReset',
        parts: ['hello', 'body', 'not', 'because'],
        params: { name: person.name },
        path: `${manifest.mounts.reset}/${token}`,
        secret: true as const,
      };
      return writeLetter(clientId, words, deps, on);
    },
  };
}
