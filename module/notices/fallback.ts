// Who gets a notice that nobody chosen gets (N1): the primary of the role → Primary General → the owner. Nobody falls
// silent.
import { PRIMARY_ROLES, type PrimaryRole } from '../roles/role.js';
import type { Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import { switchesOf, type Candidate } from './claims.js';
import { holderOf, ownerOf, type ClientFacts, type ContactFacts } from './client-facts.js';
import type { NoticeDefinition } from './notice.js';

export type FallbackKind = 'primary' | 'primaryGeneral' | 'owner';

export interface Fallback {
  kind: FallbackKind | 'nobody';
  /** The one who gets it; none for `nobody`. */
  candidates: readonly Candidate[];
  /** Those before in the row. */
  passedOver: readonly Candidate[];
}

interface Step {
  kind: FallbackKind;
  contact: ContactFacts;
  because: Message;
}

/** The first of the row who can take it. */
export function fallbackFor(
  client: ClientFacts,
  notice: NoticeDefinition,
  canTake: (one: Candidate) => boolean,
): Fallback {
  const row = stepsFor(client, notice).map(({ kind, contact, because }) => ({
    kind,
    candidate: {
      who: contact,
      address: addressKey(contact.email),
      because: [because],
      standsIn: true,
      ...switchesOf(contact, client, notice),
    },
  }));
  const taken = row.find(({ candidate }) => canTake(candidate));
  const before = taken ? row.slice(0, row.indexOf(taken)) : row;
  return {
    kind: taken?.kind ?? 'nobody',
    candidates: taken ? [taken.candidate] : [],
    passedOver: before.map(({ candidate }) => candidate),
  };
}

function stepsFor(client: ClientFacts, notice: NoticeDefinition): Step[] {
  const owner: Step = {
    kind: 'owner',
    contact: ownerOf(client),
    because: { key: 'notices:because.fallbackOwner' },
  };
  const holder = (role: PrimaryRole, kind: FallbackKind): Step => {
    const { contact, chosen } = holderOf(client, role);
    const because = { key: 'notices:because.fallbackPrimary', params: { role } };
    return chosen ? { kind, contact, because } : owner;
  };
  const role = notice.requiredFor ?? PRIMARY_ROLES.find((one) => notice.types.includes(one));
  return [
    // The default request alias is the owner where there is no Admin contact (N4).
    ...(notice.also.includes('requestAlias') ? [owner] : []),
    ...(role ? [holder(role, 'primary')] : []),
    holder('general', 'primaryGeneral'),
    owner,
  ];
}
