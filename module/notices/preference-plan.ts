// What asked-for preferences would set by hand, and why they cannot (N1, N2, C8). Pure rules.
import type { Changes } from '../audit/store.js';
import type { Capabilities } from '../panels/panel.js';
import { heldRoles } from '../roles/role.js';
import { InputError, NotFoundError, staleError, type FieldErrors } from '../support/errors.js';
import { resetToTypes, setByHand } from './by-hand.js';
import { contactOf, type ClientFacts, type ContactFacts } from './client-facts.js';
import type { Routing } from './facts-reader.js';
import { EMAIL_CATEGORIES, type EmailCategory, type NoticeDefinition } from './notice.js';
import {
  effectiveCategories,
  flagsOf,
  preferencesClosed,
  switchRefusals,
  type Overrides,
  type Preference,
} from './preference.js';
import { letterOf, type ShownByContact } from './shown-preferences.js';

/** What is asked for: on, off, or as the types say; a category left out stays as it is. */
export type WantedPreferences = Partial<Record<EmailCategory, boolean | 'types'>>;

/** By contact. */
export type WantedByContact = ReadonlyMap<number, WantedPreferences>;

/** The preferences of one contact of this client. */
export const preferencesOf = (
  { slots }: Pick<ClientFacts, 'slots'>,
  contact: ContactFacts,
  notices: readonly NoticeDefinition[],
): Preference[] =>
  effectiveCategories(
    { ...contact, heldRoles: heldRoles(slots, contact.contactId), isOwner: contact.contactId === 0 },
    notices,
  );

export interface PlannedPreferences {
  contact: ContactFacts;
  before: Preference[];
  after: Preference[];
  next: Overrides;
}

/** Throws NotFoundError for a stranger. */
export function planPreferences(
  { client, rules }: Routing,
  wanted: WantedByContact,
  now: Date,
): PlannedPreferences[] {
  return [...wanted].map(([contactId, asked]) => {
    const contact = contactOf(client, contactId);
    if (!contact) throw new NotFoundError('contact');
    const before = preferencesOf(client, contact, rules.notices);
    const next = overridesAfter(contact.overrides, before, asked, now);
    return {
      contact,
      before,
      after: preferencesOf(client, { ...contact, overrides: next }, rules.notices),
      next,
    };
  });
}

/** Throws ConflictError when something that is asked for is no longer as it was shown (D3), or whose it was is gone. */
export function refuseStale(
  { client, rules }: Routing,
  wanted: WantedByContact,
  shown: ShownByContact,
): void {
  for (const [contactId, asked] of wanted) {
    const contact = contactOf(client, contactId);
    const now = contact ? preferencesOf(client, contact, rules.notices) : [];
    for (const category of EMAIL_CATEGORIES.filter((one) => asked[one] !== undefined)) {
      const preference = now.find((one) => one.category === category);
      if (!preference || letterOf(preference, contactId) !== shown.get(contactId)?.[category])
        throw staleError('notices:conflict.preferences');
    }
  }
}

function overridesAfter(
  overrides: Overrides,
  before: readonly Preference[],
  asked: WantedPreferences,
  now: Date,
): Overrides {
  const reset = EMAIL_CATEGORIES.filter((category) => asked[category] === 'types');
  const kept = reset.reduce<Overrides>((all, category) => resetToTypes(all, category), overrides);
  const shown = flagsOf((category) => before.some((one) => one.category === category && one.on));
  const wanted = flagsOf((category) => {
    const value = asked[category];
    return typeof value === 'boolean' ? value : shown[category];
  });
  return setByHand(kept, shown, wanted, now);
}

/** Throws InputError, by "<contact id>.<category>". */
export function refuseSwitches(
  { client, rules }: Routing,
  changes: readonly PlannedPreferences[],
  capabilities: Capabilities,
): void {
  const errors: FieldErrors = {};
  for (const { contact, before, after } of changes) {
    const wanted = flagsOf((category) => after.some((one) => one.category === category && isWanted(one)));
    const refused = switchRefusals(before, wanted);
    const closed = preferencesClosed(capabilities, contact.contactId);
    for (const { category } of after) {
      const at = `${contact.contactId}.${category}`;
      const message = refused[category];
      if (message) errors[at] = message;
      else if (closed && isSwitched(before, after, category)) errors[at] = closed;
    }
  }
  const lost = changes.find(
    ({ before, after }) => isSwitched(before, after, 'domain') && !isOn(after, 'domain'),
  );
  if (lost && !anyDomainMail(client, changes, rules.notices))
    errors[`${lost.contact.contactId}.domain`] = { key: 'notices:errors.lastDomain' };
  if (Object.keys(errors).length > 0) throw new InputError(errors);
}

// By its own state: what a primary role requires is on whatever was asked for.
const isWanted = ({ state }: Preference): boolean => state !== 'off' && state !== 'offByHand';

const isOn = (list: readonly Preference[], category: EmailCategory): boolean =>
  list.some((one) => one.category === category && one.on);

const isSwitched = (
  before: readonly Preference[],
  after: readonly Preference[],
  category: EmailCategory,
): boolean => isOn(before, category) !== isOn(after, category);

function anyDomainMail(
  client: ClientFacts,
  changes: readonly PlannedPreferences[],
  notices: readonly NoticeDefinition[],
): boolean {
  return client.contacts.some((contact) => {
    const changed = changes.find((one) => one.contact.contactId === contact.contactId);
    return isOn(changed?.after ?? preferencesOf(client, contact, notices), 'domain');
  });
}

/** What changes, by "<contact id>.<category>": the states before and after. */
export function switchesOf(changes: readonly PlannedPreferences[]): Changes {
  const lines = changes.flatMap(({ contact, before, after }) =>
    EMAIL_CATEGORIES.flatMap((category) => {
      const [was, is] = [before, after].map((list) => list.find((one) => one.category === category));
      if (!was || !is || (was.state === is.state && was.on === is.on)) return [];
      return [[`${contact.contactId}.${category}`, { before: was.state, after: is.state }] as const];
    }),
  );
  return Object.fromEntries(lines);
}

/** The same by contact, as lines of the log name it. */
export function switchesByContact(switches: Changes): Map<number, Changes> {
  const found = new Map<number, Changes>();
  for (const [path, change] of Object.entries(switches)) {
    const [contactId = '', category = ''] = path.split('.');
    found.set(Number(contactId), { ...found.get(Number(contactId)), [`mail.${category}`]: change });
  }
  return found;
}
