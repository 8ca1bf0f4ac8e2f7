// What a change does to who gets what: recipients before → after, for previews of promoting, deleting, types and
// preferences, and which notices fall to a stand-in or to nobody (U2, U4). Asked of the function that routes mail.
import { addressKey } from './address-key.js';
import { contextsOf, type ClientFacts, type NoticeContext } from './client-facts.js';
import { COVERAGES, isReached, statusOf, type CoverageStatus } from './coverage.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { explainRecipients, type Recipient } from './recipients.js';

export interface RecipientChange {
  notice: NoticeDefinition;
  /** Which billing account or market; {} where the notice knows none. */
  context: NoticeContext;
  before: readonly Recipient[];
  after: readonly Recipient[];
  /** By address. */
  added: readonly Recipient[];
  removed: readonly Recipient[];
  /** Who was and who is expected to act; undefined where nobody among the recipients is. */
  acted: Recipient | undefined;
  acts: Recipient | undefined;
  /** Undefined when the client cannot get the notice then. */
  status: { before: CoverageStatus | undefined; after: CoverageStatus | undefined };
  /** Falls to a stand-in or to nobody, and did not before. */
  falls: boolean;
}

/** The notices whose recipients change, in the order of the table. */
export function recipientChanges(
  before: ClientFacts,
  after: ClientFacts,
  notices: readonly NoticeDefinition[],
): RecipientChange[] {
  return notices.flatMap((notice) =>
    occasions(notice, before, after)
      .map((context) => changeOf(notice, context, { before, after }, notices))
      .filter(isChange),
  );
}

/** Those of the changes after which nobody chosen is left: the check page comes first. */
export const fallsOf = (changes: readonly RecipientChange[]): RecipientChange[] =>
  changes.filter(({ falls }) => falls);

function occasions(notice: NoticeDefinition, before: ClientFacts, after: ClientFacts): NoticeContext[] {
  const all = [...contextsOf(before, notice), ...contextsOf(after, notice)];
  return [...new Map(all.map((context) => [JSON.stringify(context), context])).values()];
}

function changeOf(
  notice: NoticeDefinition,
  context: NoticeContext,
  { before, after }: { before: ClientFacts; after: ClientFacts },
  notices: readonly NoticeDefinition[],
): RecipientChange {
  const was = explainRecipients(before, notice, notices, context);
  const is = explainRecipients(after, notice, notices, context);
  const status = {
    before: appliesTo(notice, before) ? statusOf(was) : undefined,
    after: appliesTo(notice, after) ? statusOf(is) : undefined,
  };
  return {
    notice,
    context,
    before: was.recipients,
    after: is.recipients,
    added: without(is.recipients, was.recipients),
    removed: without(was.recipients, is.recipients),
    acted: was.recipients.find(({ actsOn }) => actsOn),
    acts: is.recipients.find(({ actsOn }) => actsOn),
    status,
    falls: hasFallen(status),
  };
}

function without(these: readonly Recipient[], those: readonly Recipient[]): Recipient[] {
  const gone = new Set(those.map(({ email }) => addressKey(email)));
  return these.filter(({ email }) => !gone.has(addressKey(email)));
}

function hasFallen({ before, after }: RecipientChange['status']): boolean {
  if (before === undefined || after === undefined || isReached(after)) return false;
  return COVERAGES.indexOf(after) < COVERAGES.indexOf(before);
}

const isChange = ({ added, removed, acted, acts, falls }: RecipientChange): boolean =>
  added.length > 0 || removed.length > 0 || falls || addressOf(acted) !== addressOf(acts);

const addressOf = (one: Recipient | undefined): string => (one ? addressKey(one.email) : '');
