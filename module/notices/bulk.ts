// Who gets one notice at every client of the panel, for newsletters and for mail about everybody's things. Asked of the
// function that routes mail, client by client: nothing of the whole is ever held.
import type { Executor } from '../support/database.js';
import { NotFoundError, UnavailableError } from '../support/errors.js';
import type { ClientsFor } from './all-clients.js';
import { contextsOf, type ClientFacts, type NoticeContext } from './client-facts.js';
import type { RoutingReader } from './facts-reader.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient, type Resolution } from './recipients.js';

/** One client on one occasion: every billing account and market that may reach others has a line of its own. */
export interface BulkLine extends NoticeContext {
  clientId: number;
  /** The notice's key. */
  notice: string;
  /** In the order of `explainRecipients`. Empty only where nobody can be reached. */
  recipients: readonly BulkRecipient[];
  /** null when somebody chosen gets it. */
  fallback: NonNullable<Resolution['fallback']> | null;
}

export interface BulkRecipient {
  /** null for a login that belongs to no contact. */
  contactId: number | null;
  name: string;
  email: string;
  /** Codes of the reasons, in the order of N5. */
  because: readonly string[];
  expectedToAct: boolean;
  standsIn: boolean;
}

/**
 * A line for every client that can get the notice, by client id. Throws NotFoundError for an unknown one; the lines throw
 * UnavailableError while as many are being made as the pool has room for. To end them early ends their queries.
 */
export type BulkRecipients = (noticeKey: string, on: Executor) => Promise<AsyncGenerator<BulkLine>>;

// Each holds a connection of the pool until its end.
const AT_ONCE = 2;

export function createBulkRecipients(
  reader: Pick<RoutingReader, 'rules'>,
  clientsFor: ClientsFor,
): BulkRecipients {
  let running = 0;
  return async (noticeKey, on) => {
    const rules = await reader.rules(on);
    const notice = rules.notices.find(({ key }) => key === noticeKey);
    if (!notice) throw new NotFoundError('notice');
    return (async function* () {
      if (running === AT_ONCE) throw new UnavailableError(undefined);
      running += 1;
      try {
        for await (const some of clientsFor(notice, rules, on))
          for (const { clientId, facts } of some)
            for (const line of linesOf(clientId, facts.client, notice, rules.notices)) yield line;
      } finally {
        running -= 1;
      }
    })();
  };
}

/** [] for a client that cannot get the notice. */
export function linesOf(
  clientId: number,
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
): BulkLine[] {
  if (!appliesTo(notice, client)) return [];
  return contextsOf(client, notice).map((context) => {
    const { recipients, fallback } = resolveRecipients(client, notice, notices, context);
    return {
      clientId,
      notice: notice.key,
      ...context,
      recipients: recipients.map(bulkRecipient),
      fallback: fallback ?? null,
    };
  });
}

const bulkRecipient = ({ contactId, name, email, because, actsOn, standsIn }: Recipient): BulkRecipient => ({
  contactId: contactId ?? null,
  name,
  email,
  because: because.map(codeOf),
  expectedToAct: actsOn,
  standsIn,
});

const codeOf = ({ key }: { key: string }): string => key.slice(key.lastIndexOf('.') + 1);
