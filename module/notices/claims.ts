// Everybody who would get a notice, before switches and addresses are looked at (the union of N1), each with reasons in
// one fixed order (N5): primary holder → types → category → what they are to this mail.
import { CONTACT_TYPES, type ContactType } from '../roles/role.js';
import type { Message } from '../support/errors.js';
import {
  rolesOf,
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
  const contacts = client.contacts
    .toSorted((one, other) => one.contactId - other.contactId)
    .map((contact) => {
      const switches = switchesOf(contact, client, notice);
      const ownClaims = claimsOf(contact, notice, bringing, switches.mustGet);
      const claims = [...ownClaims, ...special.filter(({ who }) => who.contactId === contact.contactId)];
      return { ...candidate(contact, claims), ...switches };
    });
  const logins = special
    .filter(({ who }) => who.loginRef !== undefined)
    .toSorted((one, other) => compareTexts(one.who.loginRef ?? '', other.who.loginRef ?? ''))
    .map((one) => ({ ...candidate(one.who, [one]), mustGet: false, off: undefined }));
  return [...contacts, ...logins].filter(({ because }) => because.length > 0);
}

/** The switch that counts for this notice, and whether it may stop it (N1). */
export function switchesOf(
  contact: ContactFacts,
  client: ClientFacts,
  notice: Pick<NoticeDefinition, 'category' | 'requiredFor'>,
): Pick<Candidate, 'mustGet' | 'off'> {
  const override = notice.category === null ? undefined : contact.overrides[notice.category];
  return {
    mustGet: notice.requiredFor !== null && rolesOf(client, contact.contactId).includes(notice.requiredFor),
    off: override?.on === false ? override : undefined,
  };
}

function claimsOf(
  contact: ContactFacts,
  notice: NoticeDefinition,
  bringing: readonly ContactType[],
  mustGet: boolean,
): Claim[] {
  const reasons: Message[] = [
    ...(mustGet && notice.requiredFor ? [because('primary', { role: notice.requiredFor })] : []),
    ...CONTACT_TYPES.filter((type) => notice.types.includes(type) && contact.types.includes(type)).map(
      (type) => because('type', { type }),
    ),
  ];
  return [...reasons.map((reason) => claim(contact, reason)), ...categoryClaims(contact, notice, bringing)];
}

// A type of the notice itself says it all: its category is named only where it comes from elsewhere.
function categoryClaims(
  contact: ContactFacts,
  { category, types: listed }: NoticeDefinition,
  bringing: readonly ContactType[],
): Claim[] {
  if (category === null) return [];
  const types = bringing.filter((type) => contact.types.includes(type));
  const state = stateOf(contact.overrides[category], types, contact.contactId === 0);
  const label = categoryLabel(category);
  if (state === 'onByHand') return [claim(contact, because('onByHand', { label }))];
  // Nobody chose the owner for it.
  if (state === 'byDefault') return [claim(contact, because('byDefault', { label }), true)];
  return types
    .filter((type) => !listed.includes(type) && state === 'fromType')
    .map((type) => claim(contact, because('categoryFromType', { label, type })));
}

const claim = (who: ContactFacts, reason: Message, standsIn = false): Claim => ({
  who,
  because: reason,
  standsIn,
});

const because = (key: string, params: Record<string, string>): Message => ({
  key: `notices:because.${key}`,
  params,
});

const candidate = (who: Candidate['who'], claims: readonly Claim[]): Omit<Candidate, 'mustGet' | 'off'> => ({
  who,
  because: claims.map((one) => one.because),
  standsIn: claims.every(({ standsIn }) => standsIn),
});

const compareTexts = (one: string, other: string): number => (one < other ? -1 : Number(one > other));
