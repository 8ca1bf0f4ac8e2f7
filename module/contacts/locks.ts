// Which fields of a contact cannot be changed by this actor, and why. Pages show a locked field as text with its
// reason; services refuse it on every path (C3, K1).
import {
  isHidden,
  lockedFields,
  lockedRefusal,
  lockReason,
  OWNER_FIELD,
  type FieldRules,
} from '../company/field-rule.js';
import type { Capabilities } from '../panels/panel.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import type { Settings } from '../settings/store.js';
import type { Message } from '../support/errors.js';
import type { Contact, ContactDetails } from './contact.js';

export interface Lock {
  /** What stands beside the value. */
  reason: Message;
  /** What is said when another value comes all the same. */
  refusal: Message;
  /** Not even shown (K1). */
  hidden: boolean;
  /** It is the panel that cannot take it from here: true of many fields at once, and said once. */
  ofPanel?: true;
}

export type Locks = Partial<Record<keyof ContactDetails, Lock>>;

export interface LockSources {
  names: Settings['names'];
  rules: FieldRules;
  /** Chooses the provider's own words for a reason. */
  language: string;
  /** Left out where the panel's own page asks: that can write what we cannot. */
  capabilities?: Capabilities;
}

export function locksOf(
  contact: Contact,
  actor: Pick<Actor, 'kind' | 'identity'>,
  { names, rules, language, capabilities }: LockSources,
): Locks {
  const locks: Locks = {};
  if (names === 'locked') {
    const reason = { key: contact.kind === 'owner' ? 'contacts:locked.ownerNames' : 'contacts:locked.names' };
    const lock = { reason, refusal: { key: 'contacts:errors.namesLocked' }, hidden: false };
    Object.assign(locks, { firstName: lock, lastName: lock });
  }
  if (contact.kind === 'owner') {
    for (const field of lockedFields(rules, actor)) {
      locks[OWNER_FIELD[field]] = {
        reason: lockReason(rules[field], field, language),
        refusal: lockedRefusal(field),
        hidden: isHidden(rules, field, actor),
      };
    }
  }
  // On panels where a contact's row is its login, a new address would be a new sign-in name for somebody else.
  if (contact.isLogin && actor.kind !== 'owner' && !actsForProvider(actor)) {
    locks.email = {
      reason: { key: 'contacts:locked.login' },
      refusal: { key: 'contacts:errors.locked' },
      hidden: false,
    };
  }
  // A lock of the provider's has its own words already.
  return { ...(capabilities && panelLocks(contact.kind, capabilities)), ...locks };
}

/** The details that are columns of the panel's own: the others are ours to write on any panel. */
const PANEL_DETAILS = [
  'firstName', 'lastName', 'companyName', 'email', 'phone', 'street', 'houseNumber', 'city', 'state', 'postalCode',
  'country', 'taxNumber',
] as const satisfies readonly (keyof ContactDetails)[]; // prettier-ignore

type ChangedHere = 'ownerDetails' | 'contactChanges' | 'contactEmail';

/** What the panel must take from here for its details to be changed, the most first. */
export const changedHere = (kind: Contact['kind']): readonly ChangedHere[] =>
  kind === 'owner' ? ['ownerDetails'] : ['contactChanges', 'contactEmail'];

/** What only the panel's own pages can change of this contact. */
export function panelLocks(kind: Contact['kind'], capabilities: Pick<Capabilities, ChangedHere>): Locks {
  const lacking = changedHere(kind).find((one) => !capabilities[one].on);
  const capability = lacking && capabilities[lacking];
  if (!capability || capability.on) return {};
  const fields = lacking === 'contactEmail' ? (['email'] as const) : PANEL_DETAILS;
  const lock: Lock = {
    reason: capability.because,
    refusal: capability.because,
    hidden: false,
    ofPanel: true,
  };
  return Object.fromEntries(fields.map((field) => [field, lock]));
}
