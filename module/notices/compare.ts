// What a change does to who gets what: recipients before → after, for previews of promoting, deleting, types and
// preferences, and which notices fall to a stand-in or to nobody (U2, U4). Asked of the function that routes mail.
import { addressKey } from '../contacts/address-key.js';
import { contextsOf, type ClientFacts, type NoticeContext } from './client-facts.js';
import { COVERAGES, isReached, statusOf, type CoverageStatus } from './coverage.js';
import { appliesTo, type NoticeDefinition } from './notice.js';
import { resolveRecipients, type Recipient, type Resolution } from './recipients.js';

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

/** One notice as it was, or as it is after a change: of the client, or of the table. */
export interface Side {
  client: ClientFacts;
  /** Undefined where the table has it not. */
  notice: NoticeDefinition | undefined;
  notices: readonly NoticeDefinition[];
}

/** The notices whose recipients change, in the order of the table. */
export function recipientChanges(
  before: ClientFacts,
  after: ClientFacts,
  notices: readonly NoticeDefinition[],
): RecipientChange[] {
  return notices.flatMap((notice) =>
    changesBetween({ client: before, notice, notices }, { client: after, notice, notices }),
  );
}

/** Of one notice, on each occasion; [] where it reaches whom it reached. One of the sides has the notice. */
export function changesBetween(before: Side, after: Side): RecipientChange[] {
  return occasions(before, after)
    .map((context) => changeOf(context, before, after))
    .filter(isChange);
}

/** Those of the changes after which nobody chosen is left: the check page comes first. */
export const fallsOf = (changes: readonly RecipientChange[]): RecipientChange[] =>
  changes.filter(({ falls }) => falls);

function occasions(before: Side, after: Side): NoticeContext[] {
  const also = [before, after].flatMap(({ notice }) => notice?.also ?? []);
  const all = [before, after].flatMap(({ client }) => contextsOf(client, { also }));
  return [...new Map(all.map((context) => [JSON.stringify(context), context])).values()];
}

function changeOf(context: NoticeContext, before: Side, after: Side): RecipientChange {
  const [was, is] = [resolutionOn(before, context), resolutionOn(after, context)];
  const status = { before: was && statusOf(was), after: is && statusOf(is) };
  const [had, has] = [was?.recipients ?? [], is?.recipients ?? []];
  return {
    notice: (after.notice ?? before.notice) as NoticeDefinition,
    context,
    before: had,
    after: has,
    added: without(has, had),
    removed: without(had, has),
    acted: had.find(({ actsOn }) => actsOn),
    acts: has.find(({ actsOn }) => actsOn),
    status,
    falls: hasFallen(status) || (!before.notice && startsBelow(status)),
  };
}

function resolutionOn({ client, notice, notices }: Side, context: NoticeContext): Resolution | undefined {
  if (!notice || !appliesTo(notice, client)) return undefined;
  return resolveRecipients(client, notice, notices, context);
}

function without(these: readonly Recipient[], those: readonly Recipient[]): Recipient[] {
  const gone = new Set(those.map(({ email }) => addressKey(email)));
  return these.filter(({ email }) => !gone.has(addressKey(email)));
}

function hasFallen({ before, after }: RecipientChange['status']): boolean {
  if (before === undefined || after === undefined || isReached(after)) return false;
  return COVERAGES.indexOf(after) < COVERAGES.indexOf(before);
}

/** A notice that is new and finds nobody who was chosen. */
const startsBelow = ({ after }: RecipientChange['status']): boolean =>
  after !== undefined && !isReached(after);

const isChange = ({ added, removed, acted, acts, falls }: RecipientChange): boolean =>
  added.length > 0 || removed.length > 0 || falls || addressOf(acted) !== addressOf(acts);

const addressOf = (one: Recipient | undefined): string => (one ? addressKey(one.email) : '');
