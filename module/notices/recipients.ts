// Who gets a notice, who does not, and why (N1, N3–N5). Pages, previews, coverage and mail itself ask this one function.
// Pure and total: for any client the answer is nobody only when the owner's address is blocked as well.
import type { Message } from '../support/errors.js';
import { addressKey } from './address-key.js';
import { candidatesFor, type Candidate } from './claims.js';
import { holderOf, type Addressed, type ClientFacts, type NoticeContext } from './client-facts.js';
import { fallbackFor, type FallbackKind } from './fallback.js';
import { notSentFor, type NotSent } from './not-sent.js';
import { appliesTo, categoryLabel, type NoticeDefinition } from './notice.js';

export interface Recipient {
  /** Undefined for a login that belongs to no contact: then `loginRef` is there. */
  contactId: number | undefined;
  loginRef: string | undefined;
  name: string;
  email: string;
  /** In the order of N5. Never empty. A presenter turns `label` (a key) into words. */
  because: readonly Message[];
  /** Expected to act: holds the role that the notice is required of, or stands in for it. */
  actsOn: boolean;
  /** Nobody chose them for this: the owner until somebody is, or a fallback. */
  standsIn: boolean;
  confirmed: boolean;
  onOwnServer: boolean | undefined;
}

export interface Explanation {
  /** Who is expected to act first, then whom the fallback found, then by contact id; one per address. */
  recipients: readonly Recipient[];
  /** Those who would get it but for the reasons given, first what somebody set. */
  notSent: readonly NotSent[];
  /** Who gets it because nobody chosen does; undefined when somebody chosen does, or it is not this client's to get. */
  fallback: FallbackKind | 'nobody' | undefined;
}

/**
 * Who gets `notice` when it is about `context`. `notices` is the whole table: what a type brings follows from all of
 * it. Resolve again when the mail is sent: everything may have changed since.
 */
export function explainRecipients(
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
  context: NoticeContext = {},
): Explanation {
  if (!appliesTo(notice, client)) return { recipients: [], notSent: [], fallback: undefined };
  const isReachable = reachabilityIn(client);
  const candidates = candidatesFor(client, notice, notices, context);
  const mayReach = ({ who }: Candidate): boolean => isReachable(who);
  const isSendable = (one: Candidate): boolean => mayReach(one) && (!one.off || one.mustGet);
  const sendable = candidates.filter(isSendable);
  const isChosen = sendable.some(({ standsIn }) => !standsIn);
  // A switch that is off counts as long as somebody gets it: then that is the owner, who ends the row.
  const canTake = sendable.length > 0 ? isSendable : mayReach;
  const fallback = isChosen ? undefined : fallbackFor(client, notice, canTake);
  const besides = fallback?.candidates.filter((one) => !sendable.some((other) => isSame(one, other))) ?? [];
  const recipients = oneMailPerAddress([...besides, ...sendable], client, notice);
  const people = [...candidates, ...(fallback?.passedOver ?? [])];
  return {
    recipients,
    notSent: notSentFor({ client, notice, context, people, recipients, isReachable }),
    fallback: fallback?.kind,
  };
}

const isSame = (one: Candidate, other: Candidate): boolean => one.who.contactId === other.who.contactId;

function reachabilityIn({ contacts, logins }: ClientFacts): (who: Addressed) => boolean {
  const blocked = new Set([...contacts, ...logins].filter((one) => one.blocked).map(({ email }) => addressKey(email))); // prettier-ignore
  return ({ email }) => addressKey(email) !== '' && !blocked.has(addressKey(email));
}

function oneMailPerAddress(
  candidates: readonly Candidate[],
  client: ClientFacts,
  notice: NoticeDefinition,
): Recipient[] {
  const acting = notice.requiredFor && holderOf(client, notice.requiredFor).contact.contactId;
  const acts = ({ who }: Candidate): boolean => acting !== null && who.contactId === acting;
  const actingFirst = [...candidates.filter(acts), ...candidates.filter((one) => !acts(one))];
  return grouped(actingFirst, ({ who }) => addressKey(who.email)).map((sharing) => {
    const [first, ...others] = sharing as [Candidate, ...Candidate[]];
    return {
      contactId: first.who.contactId,
      loginRef: first.who.loginRef,
      name: first.who.name,
      email: first.who.email,
      because: withoutDoubles([
        ...reasonsOf(first, notice),
        ...others.flatMap((other) => [sameAddress(other), ...reasonsOf(other, notice)]),
      ]),
      actsOn: acts(first),
      standsIn: sharing.every(({ standsIn }) => standsIn),
      confirmed: sharing.some(({ who }) => who.confirmed),
      onOwnServer: first.who.onOwnServer,
    };
  });
}

/** What was switched off by hand, and is sent all the same, says why. */
function reasonsOf(
  { because, off, mustGet }: Candidate,
  { category, requiredFor }: NoticeDefinition,
): Message[] {
  if (!off || category === null) return [...because];
  const label = categoryLabel(category);
  const overruled: Message =
    mustGet && requiredFor
      ? { key: 'notices:because.offButRequired', params: { label, role: requiredFor } }
      : { key: 'notices:because.offButLast', params: { label } };
  return [...because, overruled];
}

const sameAddress = ({ who }: Candidate): Message => ({
  key: 'notices:because.sameAddress',
  params: { name: who.name },
});

const withoutDoubles = (messages: readonly Message[]): Message[] => [
  ...new Map(messages.map((message) => [JSON.stringify(message), message])).values(),
];

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}
