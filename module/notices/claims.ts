// Everybody who would get a notice, before switches and addresses are looked at (the union of N1), each with reasons in
// one fixed order (N5): primary holder → types → category → what they are to this mail.
import { CONTACT_TYPES, type ContactType } from '../roles/role.js';
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import {
  inOrder,
  type Addressed,
  type ClientFacts,
  type ContactFacts,
  type NoticeContext,
} from './client-facts.js';
import { categoryLabel, typesBringing, type NoticeDefinition } from './notice.js';
import { stateOf, type Override } from './preference.js';
import { specialClaims, type Claim } from './special-recipients.js';

export interface Candidate {
  who: Addressed & { contactId?: number; loginRef?: string };
  /** The address in the form in which two may be compared. */
  address: string;
  because: readonly Message[];
  /** Nobody chose them: all of the reasons are standing in. */
  standsIn: boolean;
  /** Holds the role that the notice is required of: no switch stops it. */
  mustGet: boolean;
  /** The notice's category, where it was switched off by hand. */
  off: Override | undefined;
}

/** In the order of contact ids, the owner first; then logins that belong to no contact. */
export function candidatesFor(
  client: ClientFacts,
  notice: NoticeDefinition,
  notices: readonly NoticeDefinition[],
  context: NoticeContext,
): Candidate[] {
  const special = specialClaims(notice.also, client, context);
  const bringing = notice.category === null ? [] : typesBringing(notice.category, notices);
  const specialOf = byContact(special);
  const candidates: Candidate[] = [];
  for (const contact of inOrder(client.contacts)) {
    const mustGet = isRequired(contact, client, notice);
    const own = claimsOf(contact, notice, bringing, mustGet);
    const besides = specialOf?.get(contact.contactId);
    const claims = besides ? [...own, ...besides] : own;
    if (claims.length > 0) candidates.push(candidate(contact, claims, mustGet, offOf(contact, notice)));
  }
  const logins = special
    .filter(({ who }) => who.loginRef !== undefined)
    .toSorted((one, other) => compareTexts(one.who.loginRef ?? '', other.who.loginRef ?? ''))
    .map((one) => candidate(one.who, [one], false, undefined));
  return [...candidates, ...logins];
}

/** Undefined where there are none. */
function byContact(claims: readonly Claim[]): Map<number | undefined, Claim[]> | undefined {
  if (claims.length === 0) return undefined;
  const found = new Map<number | undefined, Claim[]>();
  for (const one of claims) {
    const others = found.get(one.who.contactId);
    if (others) others.push(one);
    else found.set(one.who.contactId, [one]);
  }
  return found;
}

/** The switch that counts for this notice, and whether it may stop it (N1). */
export function switchesOf(
  contact: ContactFacts,
  client: ClientFacts,
  notice: Pick<NoticeDefinition, 'category' | 'requiredFor'>,
): Pick<Candidate, 'mustGet' | 'off'> {
  return { mustGet: isRequired(contact, client, notice), off: offOf(contact, notice) };
}

const isRequired = (
  { contactId }: ContactFacts,
  client: ClientFacts,
  { requiredFor }: Pick<NoticeDefinition, 'requiredFor'>,
): boolean =>
  requiredFor !== null &&
  client.slots.some((slot) => slot.chosen && slot.role === requiredFor && slot.contactId === contactId);

function offOf(
  { overrides }: ContactFacts,
  { category }: Pick<NoticeDefinition, 'category'>,
): Override | undefined {
  const override = category === null ? undefined : overrides[category];
  return override?.on === false ? override : undefined;
}

function claimsOf(
  contact: ContactFacts,
  notice: NoticeDefinition,
  bringing: readonly ContactType[],
  mustGet: boolean,
): readonly Claim[] {
  // Most contacts of a panel have no type, and no say in most notices.
  const ofCategory = categoryClaims(contact, notice, bringing);
  if (contact.types.length === 0 && !mustGet) return ofCategory;
  const types = CONTACT_TYPES.filter((type) => notice.types.includes(type) && contact.types.includes(type));
  return [
    ...(mustGet && notice.requiredFor
      ? [claim(contact, because('primary', { role: notice.requiredFor }))]
      : []),
    ...types.map((type) => claim(contact, because('type', { type }))),
    ...ofCategory,
  ];
}

// A type of the notice itself says it all: its category is named only where it comes from elsewhere.
function categoryClaims(
  contact: ContactFacts,
  { category, types: listed }: NoticeDefinition,
  bringing: readonly ContactType[],
): readonly Claim[] {
  if (category === null) return NONE;
  const isOwner = contact.contactId === 0;
  const types =
    contact.types.length === 0 ? NO_TYPES : bringing.filter((type) => contact.types.includes(type));
  const state = stateOf(contact.overrides[category], types, isOwner);
  if (state === 'off' || state === 'offByHand') return NONE;
  const label = categoryLabel(category);
  // Nobody chose the owner for what comes by default.
  if (state !== 'fromType') return [claim(contact, because(state, { label }), state === 'byDefault')];
  return types
    .filter((type) => !listed.includes(type))
    .map((type) => claim(contact, because('categoryFromType', { label, type })));
}

const NONE: readonly Claim[] = [];
const NO_TYPES: readonly ContactType[] = [];

const claim = (who: ContactFacts, reason: Message, standsIn = false): Claim => ({
  who,
  because: reason,
  standsIn,
});

const because = (key: string, params: Record<string, string>): Message => ({
  key: `notices:because.${key}`,
  params,
});

const candidate = (
  who: Candidate['who'],
  claims: readonly Claim[],
  mustGet: boolean,
  off: Override | undefined,
): Candidate => ({
  who,
  address: addressKey(who.email),
  because: claims.map((one) => one.because),
  standsIn: claims.every(({ standsIn }) => standsIn),
  mustGet,
  off,
});

const compareTexts = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
