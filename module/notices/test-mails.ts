// Sending a test of one notice to those who would get it now (CL13). Each mail looks up its recipient again when it goes out
// (test-letter.ts): who was removed or switched off meanwhile gets none (I18).
import type { KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Actor } from '../permissions/actor.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { digest } from '../support/digest.js';
import { staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import type { RateLimiter } from '../support/rate-limit.js';
import type { NoticeContext } from './client-facts.js';
import type { RoutingReader } from './facts-reader.js';
import { answerTo } from './recipients-service.js';
import type { Recipient } from './recipients.js';

/** A test reaches at most so many, the first of the list. */
export const TEST_SIZE = 50;

/** A digest of the list that was shown. */
export const seenOf = (recipients: readonly Pick<Recipient, 'email'>[]): string =>
  digest(recipients.map(({ email }) => email));

export interface TestMails {
  /**
   * How many mails are on their way; the same `requestKey` again sends nothing more. Throws ConflictError when the list
   * is no longer the one that was `seen`, TooManyError after too many tests of this client.
   */
  send(
    actor: Actor,
    origin: Origin,
    clientId: number,
    asked: { notice: string; context: NoticeContext },
    options: { seen: string; requestKey: string },
  ): Promise<number>;
}

export function createTestMails(deps: {
  reader: RoutingReader;
  outbox: KnexOutboxStore;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  once: Once;
  /** Of one client. */
  limit: RateLimiter;
}): TestMails {
  const { reader, outbox, audit, changeAs, once, limit } = deps;
  return {
    send: (actor, origin, clientId, { notice: key, context }, { seen, requestKey }) =>
      changeAs(actor, clientId, 'contacts.manage', (tx) =>
        once(clientId, actor, { key: requestKey, request: ['testMail', key, context] }, tx, async () => {
          const routing = await reader.find(clientId, tx);
          const recipients = routing && answerTo(routing, key, context)?.explanation.recipients;
          if (!recipients || recipients.length === 0 || seenOf(recipients) !== seen)
            throw staleError('simulate:stale');
          // Under the client's lock: of two tests at once none slips through between looking and counting.
          await limit.consume(String(clientId));
          const about = {
            notice: key,
            billingAccount: context.billingAccount ?? null,
            market: context.market ?? null,
          };
          const tested = recipients.slice(0, TEST_SIZE);
          for (const { contactId = null, loginRef = null } of tested)
            await outbox.enqueue(clientId, 'notice-test', { ...about, contactId, loginRef }, tx);
          const entry = { clientId, contactId: undefined, name: key, changes: {}, reason: '' };
          await audit.record(actor, origin, { ...entry, action: 'testMail.sent' }, tx);
          return tested.length;
        }),
      ),
  };
}
