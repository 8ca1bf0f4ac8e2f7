// The test mail of a notice, as it goes out and as the page shows it before: in the recipient's language, ending with why
// this person gets it.
import type { ContactStore } from '../contacts/store.js';
import { sayReason } from '../http/reasons.js';
import { writeLetter, type Letter, type LetterDeps } from '../outbox/letter.js';
import type { Composers } from '../outbox/mail-names.js';
import type { Executor } from '../support/database.js';
import type { MailMessage } from '../support/mail.js';
import { addressKey } from '../contacts/address-key.js';
import type { ClientFacts, NoticeContext } from './client-facts.js';
import type { Routing, RoutingReader } from './facts-reader.js';
import { noticeTitle } from './pages/notice-title.js';
import { answerTo, type Answered } from './recipients-service.js';
import type { Recipient } from './recipients.js';

interface TestLetterDeps extends LetterDeps {
  contacts: ContactStore;
  reader: RoutingReader;
}

/** The mail in one language, and how many get it in that one. */
export interface TestPreview extends Pick<MailMessage, 'subject' | 'text'> {
  language: string;
  count: number;
}

export interface TestLetters {
  mails: Pick<Composers, 'notice-test'>;
  /** One for each language among these recipients, in their order. */
  previews(
    clientId: number,
    routing: Pick<Routing, 'client'>,
    answer: Answered,
    recipients: readonly Recipient[],
    on: Executor,
  ): Promise<TestPreview[]>;
}

export function createTestLetters(deps: TestLetterDeps): TestLetters {
  const { contacts, reader, panel, i18n } = deps;

  async function languagesOf(
    clientId: number,
    recipients: readonly Recipient[],
    on: Executor,
  ): Promise<(recipient: Recipient) => string> {
    const client = await panel.clients.find(clientId, on);
    const ids = recipients.flatMap(({ contactId }) => contactId ?? []);
    const own = new Map((await contacts.list(clientId, ids, on)).map((one) => [one.contactId, one.language]));
    return ({ contactId }) =>
      i18n.choose([contactId === undefined ? undefined : own.get(contactId), client?.language]);
  }

  const write = (
    clientId: number,
    client: ClientFacts,
    answer: Answered,
    recipient: Recipient,
    addressee: Pick<Letter, 'language' | 'contactId'>,
    on: Executor,
  ): Promise<MailMessage | undefined> =>
    writeLetter(
      clientId,
      {
        to: { name: recipient.name, address: recipient.email },
        ...addressee,
        // Many of them cannot sign in.
        path: '',
        key: 'noticeTest',
        parts: ['hello', 'body', ...(recipient.actsOn ? ['acts'] : []), 'because'],
        params: { name: recipient.name },
        said: (words, settings) => ({
          notice: noticeTitle(answer, [client], words),
          because: recipient.because.map((reason) => sayReason(reason, words, settings)).join(' '),
        }),
      },
      deps,
      on,
    );

  return {
    mails: {
      async 'notice-test'(clientId, { notice, billingAccount, market, contactId, loginRef }, on) {
        const routing = await reader.find(clientId, on);
        const context: NoticeContext = {
          ...(billingAccount !== null && { billingAccount }),
          ...(market !== null && { market }),
        };
        const answer = routing && answerTo(routing, notice, context);
        if (!answer) return undefined;
        const recipient = recipientNow(routing.client, answer, contactId, loginRef);
        if (!recipient) return undefined;
        const languageOf = await languagesOf(clientId, [recipient], on);
        const addressee = {
          language: languageOf(recipient),
          ...(recipient.contactId !== undefined && { contactId: recipient.contactId }),
        };
        return write(clientId, routing.client, answer, recipient, addressee, on);
      },
    },

    async previews(clientId, { client }, answer, recipients, on) {
      const languageOf = await languagesOf(clientId, recipients, on);
      const found: TestPreview[] = [];
      for (const recipient of recipients) {
        const language = languageOf(recipient);
        const known = found.find((one) => one.language === language);
        if (known) known.count += 1;
        else {
          // Without the contact: a link to confirm an address is for its reader alone.
          const mail = await write(clientId, client, answer, recipient, { language }, on);
          if (mail) found.push({ language, count: 1, subject: mail.subject, text: mail.text });
        }
      }
      return found;
    },
  };
}

/** Who gets it at the address that this contact or login has by now; undefined when nobody there does any more. */
function recipientNow(
  { contacts, logins }: ClientFacts,
  { explanation: { recipients } }: Answered,
  contactId: number | null,
  loginRef: string | null,
): Recipient | undefined {
  const who =
    contactId === null
      ? logins.find((one) => one.loginRef === loginRef)
      : contacts.find((one) => one.contactId === contactId);
  return who && recipients.find(({ email }) => addressKey(email) === addressKey(who.email));
}
