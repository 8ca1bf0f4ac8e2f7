// Which mail a contact gets by its types and by hand (N2). The three states are kept; what comes of them is what the
// panel's own switches must hold. Pure rules.
import type { Capabilities } from '../panels/panel.js';
import type { MailFlags } from '../panels/panel-mail.js';
import { CONTACT_TYPES, PRIMARY_ROLES, type ContactType, type PrimaryRole } from '../roles/role.js';
import type { Message } from '../support/errors.js';
import { EMAIL_CATEGORIES, typesBringing, type EmailCategory, type NoticeDefinition } from './notice.js';

/** `byDefault`: the owner's, until it is switched off. `off`: no type brings it and nobody set it. */
export type PreferenceState = 'fromType' | 'onByHand' | 'offByHand' | 'byDefault' | 'off';

/** Set by hand. */
export interface Override {
  on: boolean;
  /** Undefined when it was set on the panel's own screens, at a time nobody knows. */
  since: Date | undefined;
}

export type Overrides = Readonly<Partial<Record<EmailCategory, Override>>>;

export interface Preference {
  category: EmailCategory;
  state: PreferenceState;
  /** The result: a category that is required of a role held here is on whatever its state is. */
  on: boolean;
  /** Those of the contact's types that bring it, also when something was set by hand over them. */
  types: readonly ContactType[];
  /** The roles held here that it is required of: while there is one it cannot be switched off. */
  requiredFor: readonly PrimaryRole[];
  /** When it was set by hand, if it was and anybody knows. */
  since: Date | undefined;
}

/** What the preferences of one contact follow from. */
export interface PreferenceFacts {
  /** With those that come with a role (R3). */
  types: readonly ContactType[];
  overrides: Overrides;
  /** The roles that the contact was promoted to; standing in is not holding. */
  heldRoles: readonly PrimaryRole[];
  /** The owner gets every category until it is switched off, as on the panel itself. */
  isOwner: boolean;
}

export function effectiveCategories(
  facts: PreferenceFacts,
  notices: readonly NoticeDefinition[],
): Preference[] {
  return EMAIL_CATEGORIES.map((category) => effectiveCategory(facts, category, notices));
}

export function effectiveCategory(
  { types, overrides, heldRoles, isOwner }: PreferenceFacts,
  category: EmailCategory,
  notices: readonly NoticeDefinition[],
): Preference {
  const bringing = typesBringing(category, notices).filter((type) => types.includes(type));
  const requiredFor = rolesRequiring(category, notices).filter((role) => heldRoles.includes(role));
  const state = stateOf(overrides[category], bringing, isOwner);
  return {
    category,
    state,
    on: isOnIn(state) || requiredFor.length > 0,
    types: bringing,
    requiredFor,
    since: overrides[category]?.since,
  };
}

const isOnIn = (state: PreferenceState): boolean => state !== 'off' && state !== 'offByHand';

/** `bringing`: those of the contact's types that bring the category. */
export function stateOf(
  override: Override | undefined,
  bringing: readonly ContactType[],
  isOwner: boolean,
): PreferenceState {
  if (override) return override.on ? 'onByHand' : 'offByHand';
  if (bringing.length > 0) return 'fromType';
  return isOwner ? 'byDefault' : 'off';
}

/** The roles whose holder must get some notice of this category. */
function rolesRequiring(
  category: EmailCategory,
  notices: readonly Pick<NoticeDefinition, 'category' | 'requiredFor'>[],
): PrimaryRole[] {
  return PRIMARY_ROLES.filter((role) =>
    notices.some((notice) => notice.category === category && notice.requiredFor === role),
  );
}

/** Why a category is on or off, in order: what it is required of, then its state. Empty for `off`. */
export function preferenceReasons({ state, types, requiredFor }: Preference): Message[] {
  const required = requiredFor.map((role) => ({ key: 'notices:preference.always', params: { role } }));
  const fromType = CONTACT_TYPES.filter((type) => state === 'fromType' && types.includes(type)).map(
    (type) => ({ key: 'notices:preference.fromType', params: { type } }),
  );
  const itself = state === 'off' || state === 'fromType' ? [] : [{ key: `notices:preference.${state}` }];
  return [...required, ...fromType, ...itself];
}

/** Why these preferences cannot become `wanted`, by category; {} when they can. */
export function switchRefusals(
  preferences: readonly Preference[],
  wanted: MailFlags,
): Partial<Record<EmailCategory, Message>> {
  const refused = preferences.flatMap(({ category, requiredFor: [role] }) =>
    role === undefined || wanted[category]
      ? []
      : [[category, { key: 'notices:errors.required', params: { role, label: inSentence(category) } }]],
  );
  return Object.fromEntries(refused) as Partial<Record<EmailCategory, Message>>;
}

const inSentence = (category: EmailCategory): string => `notices:categoriesInSentence.${category}`;

/** Where the panel keeps email preferences of the owner, or of any other contact. */
export const preferencesIn = (contactId: number | undefined) =>
  contactId === 0 ? 'clientMailPreferences' : 'mailSwitches';

/** Why they cannot be chosen at all; undefined where they can, be it that we alone keep them. */
export function preferencesClosed(
  capabilities: Capabilities,
  contactId: number | undefined,
): Message | undefined {
  const capability = capabilities[preferencesIn(contactId)];
  return capability.on || capability.keptHere ? undefined : capability.because;
}

/** The switches as one value. `besides`: on for another reason than the contact's own preferences. */
export function flagsFor(
  preferences: readonly Preference[],
  besides: readonly EmailCategory[] = [],
): MailFlags {
  return flagsOf((category) =>
    preferences.some((one) => one.category === category && (one.on || besides.includes(category))),
  );
}

/** The six switches, each as `isOn` says. */
export const flagsOf = (isOn: (category: EmailCategory) => boolean): MailFlags =>
  Object.fromEntries(EMAIL_CATEGORIES.map((category) => [category, isOn(category)])) as unknown as MailFlags;
