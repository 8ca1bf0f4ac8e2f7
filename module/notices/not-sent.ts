// Who does not get a notice although they might expect it, and why (N5): off by hand → the address → another billing
// account or market. Contacts that the notice has nothing to do with are not listed.
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import { switchesOf, type Candidate } from './claims.js';
import {
  inOrder,
  type Addressed,
  type ClientFacts,
  type ContactFacts,
  type NoticeContext,
} from './client-facts.js';
import { categoryLabel, type NoticeDefinition } from './notice.js';

export interface NotSent {
  /** Undefined for a login that belongs to no contact. */
  contactId: number | undefined;
  loginRef: string | undefined;
  name: string;
  email: string;
  /** Never empty. A presenter turns `label` (a key) into words and `at` (ISO 8601) into a date. */
  because: readonly Message[];
}

interface Question {
  client: ClientFacts;
  notice: NoticeDefinition;
  context: NoticeContext;
  /** Those who would get it, or were asked instead. */
  people: readonly Pick<Candidate, 'who'>[];
  recipients: readonly { email: string }[];
  /** Of an address as `addressKey` writes it. */
  isReachable: (address: string) => boolean;
}

/** By contact id, then logins. Whose address gets the mail through somebody else is not among them. */
export function notSentFor(question: Question): NotSent[] {
  const { client, people, recipients, isReachable } = question;
  const reached = new Set(recipients.map(({ email }) => addressKey(email)));
  const involved = new Set(people.map(({ who }) => who.contactId));
  const addressReasons = (who: Addressed): Message[] =>
    isReachable(addressKey(who.email)) ? [] : [addressReason(who)];
  const contacts = inOrder(client.contacts).map((contact) => ({
    who: contact as Candidate['who'],
    because: [
      ...offReasons(contact, question),
      ...(involved.has(contact.contactId) ? addressReasons(contact) : []),
      ...(involved.has(contact.contactId) ? [] : elsewhereReasons(contact, question)),
    ],
  }));
  const logins = people
    .filter(({ who }) => who.loginRef !== undefined)
    .map(({ who }) => ({ who, because: addressReasons(who) }));
  return [...contacts, ...logins]
    .filter(({ who, because }) => because.length > 0 && !reached.has(addressKey(who.email)))
    .map(({ who, because }) => ({
      contactId: who.contactId,
      loginRef: who.loginRef,
      name: who.name,
      email: who.email,
      because,
    }));
}

function offReasons(contact: ContactFacts, { client, notice }: Question): Message[] {
  const { off, mustGet } = switchesOf(contact, client, notice);
  if (!off || mustGet || notice.category === null) return [];
  const label = categoryLabel(notice.category);
  return off.since
    ? [{ key: 'notices:notSent.offByHandSince', params: { label, at: off.since.toISOString() } }]
    : [{ key: 'notices:notSent.offByHand', params: { label } }];
}

const addressReason = ({ email }: Addressed): Message => ({
  key: addressKey(email) === '' ? 'notices:notSent.noAddress' : 'notices:notSent.blocked',
});

function elsewhereReasons({ contactId }: ContactFacts, { client, notice, context }: Question): Message[] {
  const accounts = notice.also.includes('billingContact') ? client.billingAccounts : [];
  const aliases = notice.also.includes('requestAlias') ? client.aliases : [];
  const otherAccounts = accounts.filter(
    (one) => one.contactId === contactId && one.id !== context.billingAccount,
  );
  const otherMarkets = aliases.filter(
    (one) => one.contactId === contactId && one.market !== undefined && one.market !== context.market,
  );
  return [
    ...namesOf(otherAccounts).map((account) =>
      account === ''
        ? { key: 'notices:notSent.defaultBillingAccount' }
        : { key: 'notices:notSent.otherBillingAccount', params: { account } },
    ),
    ...namesOf(otherMarkets).map((market) => ({ key: 'notices:notSent.otherMarket', params: { market } })),
  ];
}

const namesOf = (list: readonly { name: string }[]): string[] => list.map(({ name }) => name).toSorted();
