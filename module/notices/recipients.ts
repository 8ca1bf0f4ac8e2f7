// Who gets a notice, who does not, and why (N1, N3–N5). Pages, previews, coverage and mail itself ask this one function.
// Pure and total: for any client the answer is nobody only when the owner's address is blocked as well.
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import { candidatesFor, type Candidate } from './claims.js';
import { holderOf, type ClientFacts, type NoticeContext } from './client-facts.js';
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

export interface Resolution {
  /** Who is expected to act first, then whom the fallback found, then by contact id; one per address. */
  recipients: readonly Recipient[];
  /** Who gets it because nobody chosen does; undefined when somebody chosen does, or it is not this client's to get. */
  fallback: FallbackKind | 'nobody' | undefined;
}

export interface Explanation extends Resolution {
  /** Those who would get it but for the reasons given, first what somebody set. */
  notSent: readonly NotSent[];
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
  const { people, isReachable, recipients, fallback } = resolve(client, notice, notices, context);
  const notSent = notSentFor({ client, notice, context, people, recipients, isReachable });
  return { recipients, notSent, fallback };
}

/** The same without those who do not get it: wherever nobody asks why not. */
export function resolveRecipients(
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
  context: NoticeContext = {},
): Resolution {
  if (!appliesTo(notice, client)) return { recipients: [], fallback: undefined };
  const { recipients, fallback } = resolve(client, notice, notices, context);
  return { recipients, fallback };
}

interface Resolved extends Resolution {
  /** Those who would get it, or were asked instead. */
  people: readonly Candidate[];
  isReachable: (address: string) => boolean;
}

/** Of a notice that the client can get. */
function resolve(
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
  context: NoticeContext,
): Resolved {
  const isReachable = reachabilityIn(client);
  const candidates = candidatesFor(client, notice, notices, context);
  const mayReach = ({ address }: Candidate): boolean => isReachable(address);
  const isSendable = (one: Candidate): boolean => mayReach(one) && (!one.off || one.mustGet);
  const sendable = candidates.filter(isSendable);
  if (sendable.some(({ standsIn }) => !standsIn)) {
    const recipients = oneMailPerAddress(sendable, client, notice);
    return { recipients, fallback: undefined, people: candidates, isReachable };
  }
  // A switch that is off counts as long as somebody gets it: then that is the owner, who ends the row.
  const fallback = fallbackFor(client, notice, sendable.length > 0 ? isSendable : mayReach);
  const besides = fallback.candidates.filter((one) => !sendable.some((other) => isSame(one, other)));
  return {
    recipients: oneMailPerAddress([...besides, ...sendable], client, notice),
    fallback: fallback.kind,
    people: [...candidates, ...fallback.passedOver],
    isReachable,
  };
}

const isSame = (one: Candidate, other: Candidate): boolean => one.who.contactId === other.who.contactId;

/** Which addresses get mail: those that are there and that nobody of the client has blocked. By `addressKey`. */
export function reachabilityIn({ contacts, logins }: ClientFacts): (address: string) => boolean {
  const blocked = new Set<string>();
  for (const one of contacts) if (one.blocked) blocked.add(addressKey(one.email));
  for (const one of logins) if (one.blocked) blocked.add(addressKey(one.email));
  return (address) => address !== '' && !blocked.has(address);
}

function oneMailPerAddress(
  candidates: readonly Candidate[],
  client: ClientFacts,
  notice: NoticeDefinition,
): Recipient[] {
  const acting = notice.requiredFor && holderOf(client, notice.requiredFor).contact.contactId;
  const acts = ({ who }: Candidate): boolean => acting !== null && who.contactId === acting;
  const actingFirst = [...candidates.filter(acts), ...candidates.filter((one) => !acts(one))];
  return byAddress(actingFirst).map((sharing) => {
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
): readonly Message[] {
  if (!off || category === null) return because;
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

const withoutDoubles = (messages: readonly Message[]): readonly Message[] =>
  messages.length < 2
    ? messages
    : [...new Map(messages.map((message) => [JSON.stringify(message), message])).values()];

function byAddress(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const one of candidates) {
    const group = groups.get(one.address);
    if (group) group.push(one);
    else groups.set(one.address, [one]);
  }
  return [...groups.values()];
}
