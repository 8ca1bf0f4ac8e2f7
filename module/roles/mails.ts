// Mails to whoever gained or lost a primary role. Who holds it is looked up when the mail is sent: somebody promoted
// again in the meantime gets no mail that is no longer true.
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import { writeLetter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';
import type { Executor } from '../support/database.js';
import type { PrimaryRole } from './role.js';
import type { KnexRoleStore } from './store.js';

export function roleMails(
  deps: LetterDeps & { contacts: ContactStore; roles: KnexRoleStore },
): Pick<Composers, 'role-gained' | 'role-lost'> {
  async function holds(
    clientId: number,
    contactId: number,
    role: PrimaryRole,
    on: Executor,
  ): Promise<boolean> {
    const slots = await deps.roles.slots(clientId, on);
    return slots.some((slot) => slot.role === role && slot.contactId === contactId);
  }

  const letter = (key: string, contact: Contact, role: PrimaryRole, params: Record<string, string> = {}) => ({
    to: { name: displayName(contact), address: contact.email },
    contactId: contact.contactId,
    language: contact.language || undefined,
    key,
    parts: ['hello', 'body', 'because'],
    params: { name: displayName(contact), role, ...params },
  });

  return {
    async 'role-gained'(clientId, { contactId, role }, on) {
      const contact = await deps.contacts.find(clientId, contactId, on);
      if (!contact || !(await holds(clientId, contactId, role, on))) return undefined;
      return writeLetter(clientId, letter('roleGained', contact, role), deps, on);
    },

    async 'role-lost'(clientId, { contactId, role, to }, on) {
      const contact = await deps.contacts.find(clientId, contactId, on);
      const next = await deps.contacts.find(clientId, to, on);
      if (!contact || !next || (await holds(clientId, contactId, role, on))) return undefined;
      return writeLetter(clientId, letter('roleLost', contact, role, { to: displayName(next) }), deps, on);
    },
  };
}
