// What adding or editing a contact does to who gets what: its types, its address and what is set by hand are one change
// (CL4, CL5). It is planned on the client as it is before anything is written: after that the panel's switches would be
// read with types that they were not set for.
import type { Changes } from '../audit/store.js';
import type { Capabilities } from '../panels/panel.js';
import { nameForClient, type Actor } from '../permissions/actor.js';
import type { ContactType } from '../roles/role.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { InputError, NotFoundError, type Message } from '../support/errors.js';
import { addressKey } from '../contacts/address-key.js';
import {
  contactOf,
  type BillingAccount,
  type ClientFacts,
  type ContactFacts,
  type RequestAlias,
} from './client-facts.js';
import type { Routing, RoutingReader } from './facts-reader.js';
import type { MailKeeper } from './mail-keeper.js';
import { EMAIL_CATEGORIES, type NoticeDefinition } from './notice.js';
import { preferencesClosed, type Overrides } from './preference.js';
import {
  planPreferences,
  preferencesOf,
  refuseSwitches,
  type PlannedPreferences,
  type WantedPreferences,
} from './preference-plan.js';
import { preferencesVersion } from './preference-resource.js';
import { previewOf, type RecipientPreview } from './preview.js';
import { receivedBy, type Received } from './received.js';
import { withAddress, withNewContact, withOverrides, withTypes } from './what-if.js';

/** A contact as it is going to be. */
export interface ContactChange {
  /** Undefined for a new one. */
  contactId: number | undefined;
  name: string;
  email: string;
  /** Of its own. */
  types: readonly ContactType[];
  wanted: WantedPreferences;
}

export interface ContactMailPlan extends RecipientPreview {
  /** A digest of what was asked for: another one makes `seen` say nothing. */
  asked: string;
  /** What is set by hand or back to the types, as lines of the log: "mail.invoice". */
  switches: Changes;
  /** What a new contact gets; of one that is there, what it did not get before. */
  receives: readonly NoticeDefinition[];
  /** Of its preferences as they were (D3); '' for a new one. */
  version: string;
  /** Set by hand from then on; undefined when nothing was asked for. */
  next: Overrides | undefined;
}

/** One contact, as mail sees it. */
export interface MailPicture {
  contact: ContactFacts;
  /** In the order of the table. */
  received: readonly Received[];
  /** What it was chosen for. */
  accounts: readonly BillingAccount[];
  aliases: readonly RequestAlias[];
}

export interface ContactMail {
  /** Throws NotFoundError. */
  picture(clientId: number, contactId: number, on: Executor): Promise<MailPicture>;
  /** Why the panel cannot hold preferences of this contact; undefined when it can. */
  closedFor(contactId: number | undefined): Message | undefined;
  /** Throws InputError, by "emailCategories.<category>" (N1, C8), and NotFoundError. Under no lock it is a preview. */
  plan(clientId: number, change: ContactChange, on: Executor): Promise<ContactMailPlan>;
  /** Sets by hand what `plan` says, once the contact is written. The panel's switches follow at the lock's end. */
  keep(
    actor: Actor,
    clientId: number,
    contactId: number,
    plan: Pick<ContactMailPlan, 'next'>,
    tx: Executor,
  ): Promise<void>;
}

export function createContactMail(deps: {
  reader: RoutingReader;
  keeper: Pick<MailKeeper, 'setByHand'>;
  capabilities: Capabilities;
  clock: Clock;
}): ContactMail {
  const { reader, keeper, capabilities, clock } = deps;

  return {
    async picture(clientId, contactId, on) {
      const routing = await reader.find(clientId, on);
      const contact = routing && contactOf(routing.client, contactId);
      if (!contact) throw new NotFoundError('contact');
      const { client, rules } = routing;
      const isTheirs = (one: { contactId: number | undefined }): boolean => one.contactId === contactId;
      return {
        contact,
        received: receivedBy(client, rules.notices, contactId),
        accounts: client.billingAccounts.filter(isTheirs),
        aliases: client.hasMarkets ? client.aliases.filter(isTheirs) : [],
      };
    },

    closedFor: (contactId) => preferencesClosed(capabilities, contactId),

    async plan(clientId, change, on) {
      const routing = await reader.read(clientId, on);
      const { client } = routing;
      const contactId = change.contactId ?? freeId(client);
      const written: Routing = { ...routing, client: asWritten(client, contactId, change) };
      const planned = planPreferences(written, new Map([[contactId, change.wanted]]), clock.now());
      atFormPaths(() => refuseSwitches(written, planned, capabilities));
      const [{ next }] = planned as [PlannedPreferences];
      const preview = previewOf(routing, withOverrides(written.client, contactId, next));
      const isAsked = Object.keys(change.wanted).length > 0;
      return {
        ...preview,
        asked: digestOf(change),
        switches: isAsked ? switchesOf(planned, routing) : {},
        receives: receivedAnew(preview, contactId),
        version: versionOf(routing, change.contactId),
        next: isAsked ? next : undefined,
      };
    },

    async keep(actor, clientId, contactId, { next }, tx) {
      if (next === undefined) return;
      await keeper.setByHand(clientId, contactId, next, nameForClient(actor), tx);
    },
  };
}

function asWritten(client: ClientFacts, contactId: number, change: ContactChange): ClientFacts {
  const { name, email, types } = change;
  if (change.contactId === undefined)
    return withNewContact(client, { contactId, name, email, types, overrides: {} });
  const contact = contactOf(client, contactId);
  if (!contact) throw new NotFoundError('contact');
  const isSame = addressKey(contact.email) === addressKey(email);
  return withTypes(isSame ? client : withAddress(client, contactId, email), contactId, types);
}

const freeId = ({ contacts }: ClientFacts): number =>
  contacts.reduce((highest, { contactId }) => Math.max(highest, contactId), 0) + 1;

function versionOf({ client, rules }: Routing, contactId: number | undefined): string {
  const stored = contactId === undefined ? undefined : contactOf(client, contactId);
  return stored ? preferencesVersion(preferencesOf(client, stored, rules.notices)) : '';
}

// Against the state that was there before; what only follows other types is said by the types.
function switchesOf(planned: readonly PlannedPreferences[], { client, rules }: Routing): Changes {
  const [{ contact, before, after, next }] = planned as [PlannedPreferences];
  const stored = contactOf(client, contact.contactId);
  const was = stored ? preferencesOf(client, stored, rules.notices) : before;
  const lines = after.flatMap(({ category, state }) => {
    const [kept, now] = [contact.overrides[category], next[category]];
    if (kept?.on === now?.on) return [];
    const earlier = was.find((one) => one.category === category)?.state ?? '';
    return [[`mail.${category}`, { before: earlier, after: state }]];
  });
  return Object.fromEntries(lines) as Changes;
}

const receivedAnew = ({ changes }: RecipientPreview, contactId: number): NoticeDefinition[] => {
  const isTo = (one: { contactId: number | undefined }): boolean => one.contactId === contactId;
  const gained = changes.filter(({ before, after }) => after.some(isTo) && !before.some(isTo));
  return [...new Map(gained.map(({ notice }) => [notice.key, notice])).values()];
};

const digestOf = ({ email, types, wanted }: ContactChange): string =>
  digest([addressKey(email), types, EMAIL_CATEGORIES.map((one) => wanted[one] ?? null)]).slice(0, 11);

// "12.invoice", of a page of contacts, is "emailCategories.invoice" where one contact is edited.
function atFormPaths(check: () => void): void {
  try {
    check();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const fields = Object.entries(error.fields).map(([path, message]) => [
      `emailCategories.${path.split('.')[1] ?? ''}`,
      message,
    ]);
    throw new InputError(Object.fromEntries(fields) as InputError['fields']);
  }
}
