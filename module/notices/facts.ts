// ClientFacts from what is stored: the panel's people and switches, and our rows about them. Pure; whoever reads many
// clients at once and whoever reads one go through here, so that they cannot say different things.
import type { Addressee, ClientSummary, MailFlags } from '../panels/panel.js';
import { effectiveTypes, heldRoles, standIns, type ContactType, type Slot } from '../roles/role.js';
import { addressKey } from '../contacts/address-key.js';
import { understandPanelFlags } from './by-hand.js';
import type { BillingAccount, ClientFacts, ContactFacts, LoginFacts, RequestAlias } from './client-facts.js';
import { EMAIL_CATEGORIES, type NoticeDefinition } from './notice.js';
import type { Overrides } from './preference.js';

/** What is known of an address beside the contact itself. */
export interface AddressFacts {
  /** As `addressKey` writes it. */
  email: string;
  confirmedAt: Date | undefined;
  blockedAt: Date | undefined;
}

/** Our rows about one client. */
export interface StoredRouting {
  slots: readonly Slot[] | undefined;
  ownTypes: ReadonlyMap<number, readonly ContactType[]>;
  overrides: ReadonlyMap<number, Overrides>;
  told: ReadonlyMap<number, MailFlags>;
  marks: ReadonlyMap<number, AddressFacts>;
  billingAccounts: readonly BillingAccount[];
  aliases: readonly RequestAlias[];
  logins: readonly LoginFacts[];
}

/** What holds for all clients. */
export interface RoutingRules {
  notices: readonly NoticeDefinition[];
  hasMarkets: boolean;
  /** What the panel itself holds: the switches of contacts, those of the owner, and who is on the client's invoices. */
  panelHolds: { contactSwitches: boolean; ownerSwitches: boolean; billingContact: boolean };
}

export interface RoutingFacts {
  client: ClientFacts;
  /** What is stored as set by hand: what was understood from the panel's switches is not among it. */
  stored: ReadonlyMap<number, Overrides>;
  told: ReadonlyMap<number, MailFlags>;
}

export interface ClientParts {
  client: Pick<ClientSummary, 'clientId' | 'billingContactId'>;
  /** The owner and all contacts. */
  people: readonly Addressee[];
  stored: StoredRouting;
  isReseller: boolean;
}

const NONE: readonly ContactType[] = [];

/** Without what is on the client's own servers: that takes another look at the panel. */
export function routingFacts(parts: ClientParts, rules: RoutingRules): RoutingFacts {
  const { people, stored, isReseller } = parts;
  const slots = stored.slots ?? standIns();
  const chosen = slots.filter((slot) => slot.chosen);
  const contacts = people.map((person): ContactFacts => {
    const { contactId, email } = person;
    const own = stored.ownTypes.get(contactId);
    const holds = chosen.some((slot) => slot.contactId === contactId);
    const types = own || holds ? effectiveTypes(own ?? NONE, slots, contactId) : NONE;
    const mark = stored.marks.get(contactId);
    const known = mark?.email === addressKey(email) ? mark : undefined;
    return {
      contactId,
      name: `${person.firstName} ${person.lastName}`.trim() || email,
      email,
      blocked: known?.blockedAt !== undefined,
      confirmed: known?.confirmedAt !== undefined,
      onOwnServer: undefined,
      types,
      overrides: understood(person, types, slots, stored, rules),
    };
  });
  return {
    client: {
      contacts,
      slots,
      billingAccounts: rules.panelHolds.billingContact
        ? withPanelContact(stored.billingAccounts, parts.client.billingContactId)
        : stored.billingAccounts,
      aliases: stored.aliases,
      logins: stored.logins,
      isReseller,
      hasMarkets: rules.hasMarkets,
    },
    stored: stored.overrides,
    told: stored.told,
  };
}

// What the panel's switches say otherwise than we last told them was set there by hand (N2).
function understood(
  { contactId, flags }: Addressee,
  types: readonly ContactType[],
  slots: readonly Slot[],
  { overrides, told }: StoredRouting,
  { notices, panelHolds }: RoutingRules,
): Overrides {
  const own = overrides.get(contactId) ?? NOTHING;
  const isOwner = contactId === 0;
  if (!(isOwner ? panelHolds.ownerSwitches : panelHolds.contactSwitches)) return own;
  const written = told.get(contactId);
  if (types === NONE && own === NOTHING && !written) return ofNothing(flags, isOwner, notices);
  const facts = { types, overrides: own, heldRoles: heldRoles(slots, contactId), isOwner };
  return understandPanelFlags(facts, written, flags, notices);
}

const NOTHING: Overrides = {};

/**
 * The same for those of whom nothing is stored here, nearly everybody of a panel: there are as many answers as there are
 * settings of six switches.
 */
function ofNothing(flags: MailFlags, isOwner: boolean, notices: readonly NoticeDefinition[]): Overrides {
  const known = answers.get(notices) ?? [];
  if (known.length === 0) answers.set(notices, known);
  let place = Number(isOwner);
  for (const category of EMAIL_CATEGORIES) place = 2 * place + Number(flags[category]);
  const facts = { types: NONE, overrides: NOTHING, heldRoles: [], isOwner };
  return (known[place] ??= understandPanelFlags(facts, undefined, flags, notices));
}

const answers = new WeakMap<readonly NoticeDefinition[], Overrides[]>();

/**
 * The default account's contact is the one whom the panel itself puts on its invoices: it is kept there and nowhere
 * else. The panel's 0 means nobody was chosen, unless the owner was, here.
 */
function withPanelContact<Account extends Pick<BillingAccount, 'isDefault' | 'contactId'>>(
  accounts: readonly Account[],
  billingContactId: number,
): Account[] {
  return accounts.map((account) => {
    if (!account.isDefault) return account;
    const owner = account.contactId === 0 ? 0 : undefined;
    return { ...account, contactId: billingContactId === 0 ? owner : billingContactId };
  });
}
