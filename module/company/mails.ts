// The answer to a change request, to the owner (OP5). A request that was answered or asked again since gets no mail
// that is no longer true.
import type { ContactStore } from '../contacts/store.js';
import { writeLetter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';
import { displayName } from '../contacts/contact.js';
import type { KnexRequestStore } from './request-store.js';

const LETTERS = {
  approved: 'requestApproved',
  declined: 'requestDeclined',
  question: 'requestQuestion',
} as const;

export function companyMails(
  deps: LetterDeps & { contacts: ContactStore; requests: KnexRequestStore },
): Pick<Composers, 'request-answered'> {
  return {
    async 'request-answered'(clientId, { requestId, state }, on) {
      const request = await deps.requests.find(requestId, on);
      const owner = await deps.contacts.find(clientId, 0, on);
      if (request?.clientId !== clientId || request.state !== state || !owner) return undefined;
      const letter = {
        to: { name: displayName(owner), address: owner.email },
        contactId: 0,
        language: owner.language || undefined,
        key: LETTERS[state],
        parts: ['hello', 'body', ...(request.answer ? ['answer'] : []), 'because'],
        params: { field: request.field, answer: request.answer },
      };
      return writeLetter(clientId, letter, deps, on);
    },
  };
}
