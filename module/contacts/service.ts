// What can be done with contacts. Every change: authorise → lock → authorise again → rule → write → audit → outbox.
import type { Knex } from 'knex';
import type { AuditLine, Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Panel } from '../panels/panel.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { decide } from '../permissions/decide.js';
import { heldRoles, type PrimaryRole } from '../roles/role.js';
import type { KnexRoleStore } from '../roles/store.js';
import { ConflictError, staleError, type Message } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { changesBetween } from './changes.js';
import { displayName, toCompanion, type Contact, type ContactDetails } from './contact.js';
import type { ContactList, ContactListQuery, KnexContactListStore } from './list-store.js';
import type { Locks } from './locks.js';
import type { ContactLogins, SignIns } from './logins.js';
import type { ContactPlans, Target } from './plan.js';
import { sameServerWarning } from './same-server.js';
import type { ContactStore } from './store.js';

export interface ContactsService {
  /** With the logins that belong to no contact. */
  list(
    actor: Actor,
    clientId: number,
    query: ContactListQuery,
  ): Promise<ContactList & Pick<SignIns, 'withoutContact'>>;
  /** The same with every detail of each contact. */
  listWhole(
    actor: Actor,
    clientId: number,
    query: ContactListQuery,
  ): Promise<{ total: number; contacts: Contact[] }>;
  get(actor: Actor, clientId: number, contactId: number): Promise<Contact>;
  /** The client's own country, preselected for a new contact's numbers; '' when the panel has none we know. */
  homeCountry(actor: Actor, clientId: number): Promise<string>;
  /** Primary roles this contact was promoted to: their types cannot be taken away (R3). */
  heldRoles(clientId: number, contactId: number): Promise<PrimaryRole[]>;
  /** `language` chooses the provider's own words for a reason. */
  locks(actor: Actor, contact: Contact, language: string): Promise<Locks>;
  history(actor: Actor, clientId: number, contactId: number): Promise<AuditLine[]>;
  /** C9: the warning for this address, or undefined. */
  sameServer(clientId: number, email: string): Promise<Message | undefined>;
  /** What `add` would write, checked as `add` checks it. */
  previewAdd(actor: Actor, clientId: number, details: ContactDetails): Promise<Changes>;
  /** The new contact. The same `requestKey` again gives the same one and adds nothing. */
  add(
    actor: Actor,
    origin: Origin,
    clientId: number,
    details: ContactDetails,
    options: AddOptions,
  ): Promise<Contact>;
  /** What `edit` would change, checked as `edit` checks it; {} when nothing would. */
  previewEdit(actor: Actor, target: Target, details: ContactDetails): Promise<Changes>;
  /** What was changed. Throws ConflictError when `version` is not the present one. */
  edit(
    actor: Actor,
    origin: Origin,
    target: Target,
    details: ContactDetails,
    reason: string,
  ): Promise<Changes>;
  /** Why the actor cannot delete this contact now, each with the step that removes it (C7, C8); [] when they can. */
  deleteBlockers(actor: Actor, clientId: number, contactId: number): Promise<Message[]>;
  /** Throws as `remove` would. */
  previewRemove(actor: Actor, target: Target): Promise<void>;
  /** Throws ConflictError with every reason why not (C7, C8), or when `version` is not the present one. */
  remove(actor: Actor, origin: Origin, target: Target, reason: string): Promise<void>;
}

export interface AddOptions {
  requestKey: string;
  /** Staff may have the client told by mail (S3). */
  notifyClient: boolean;
  reason: string;
}

const HISTORY_LIMIT = 20;

export function createContactsService(deps: {
  knex: Knex;
  panel: Pick<Panel, 'contacts' | 'hosting'>;
  contacts: ContactStore;
  lists: KnexContactListStore;
  plans: ContactPlans;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  roles: KnexRoleStore;
  changeAs: ChangeAs;
  once: Once;
  logins: ContactLogins;
}): ContactsService {
  const { knex, panel, contacts, lists, plans, audit, outbox, roles, changeAs, once, logins } = deps;

  // S4's "My details": the owner's own record is the profile, everybody else's is contact management.
  const needed = (contactId: number) => (contactId === 0 ? 'profile.edit' : 'contacts.manage');

  // A holder whom the panel has deleted by itself: the owner stands in (R2).
  async function holdersOf(clientId: number, wanted: readonly PrimaryRole[]): Promise<number[] | undefined> {
    if (wanted.length === 0) return undefined;
    const slots = await roles.slots(clientId, knex);
    const ids = slots.filter(({ role }) => wanted.includes(role)).map(({ contactId }) => contactId);
    const there = await contacts.list(clientId, ids, knex);
    return ids.map((id) => (there.some(({ contactId }) => contactId === id) ? id : 0));
  }

  return {
    async list(actor, clientId, query) {
      authorise(actor, clientId, 'contacts.manage');
      const holders = await holdersOf(clientId, query.roles);
      const { contactIds: signIns, withoutContact } = await logins.signIns(clientId, knex);
      return { ...(await lists.list(clientId, query, knex, { holders, signIns })), withoutContact };
    },

    async listWhole(actor, clientId, query) {
      authorise(actor, clientId, 'contacts.manage');
      const holders = await holdersOf(clientId, query.roles);
      const { total, items } = await lists.list(clientId, query, knex, { holders });
      const ids = items.map(({ contactId }) => contactId);
      const found = new Map((await contacts.list(clientId, ids, knex)).map((one) => [one.contactId, one]));
      return { total, contacts: ids.flatMap((id) => found.get(id) ?? []) };
    },

    async get(actor, clientId, contactId) {
      const ownProfile = contactId === 0 && decide(actor, 'profile.edit').allowed;
      authorise(actor, clientId, ownProfile ? 'profile.edit' : 'contacts.manage');
      return contacts.get(clientId, contactId, knex);
    },

    async homeCountry(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return (await panel.contacts.find(clientId, 0, knex))?.country ?? '';
    },

    async heldRoles(clientId, contactId) {
      return heldRoles(await roles.slots(clientId, knex), contactId);
    },

    locks: (actor, contact, language) => plans.locks(actor, contact, language, knex),

    async history(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return audit.listForContact(clientId, contactId, HISTORY_LIMIT, knex);
    },

    async sameServer(clientId, email) {
      return sameServerWarning(email, await panel.hosting.names(clientId, knex));
    },

    async previewAdd(actor, clientId, details) {
      authorise(actor, clientId, 'contacts.manage');
      await plans.add(clientId, details, knex);
      return changesBetween(undefined, details);
    },

    add: (actor, origin, clientId, details, { requestKey, notifyClient, reason }) =>
      changeAs(actor, clientId, 'contacts.manage', (tx) =>
        once(clientId, actor, { key: requestKey, request: ['contact.add', details] }, tx, async () => {
          const fields = await plans.add(clientId, details, tx);
          const contactId = await contacts.insert(clientId, fields, toCompanion(details), tx);
          await roles.setTypes(clientId, contactId, details.types, tx);
          const entry = { clientId, contactId, name: displayName(details), changes: {}, reason };
          await audit.record(actor, origin, { ...entry, action: 'contact.added' }, tx);
          if (notifyClient && actsForProvider(actor))
            await outbox.enqueue(clientId, 'contact-added', { contactId }, tx);
          return contacts.get(clientId, contactId, tx);
        }),
      ),

    async previewEdit(actor, target, details) {
      authorise(actor, target.clientId, needed(target.contactId));
      return (await plans.edit(actor, target, details, knex)).changes;
    },

    edit: (actor, origin, target, details, reason) =>
      changeAs(actor, target.clientId, needed(target.contactId), async (tx) => {
        const { clientId, contactId } = target;
        const { before, changes, fields } = await plans.edit(actor, target, details, tx);
        if (Object.keys(changes).length === 0) return changes;
        const saved = await contacts.update(before, fields, toCompanion(details), tx);
        if (saved === 'stale') throw staleError('contacts:conflict.stale');
        if (changes['types']) await roles.setTypes(clientId, contactId, details.types, tx);
        const entry = { clientId, contactId, name: displayName(details), changes, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.changed' }, tx);
        return changes;
      }),

    async deleteBlockers(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      const contact = await contacts.get(clientId, contactId, knex);
      const ofLogin = await logins.deleteBlockers(actor, clientId, contactId, knex);
      return [...(await plans.blockers(contact, knex)), ...ofLogin];
    },

    async previewRemove(actor, target) {
      authorise(actor, target.clientId, 'contacts.manage');
      await plans.remove(target, knex);
      const [reason] = await logins.deleteBlockers(actor, target.clientId, target.contactId, knex);
      if (reason) throw new ConflictError(reason);
    },

    remove: (actor, origin, target, reason) =>
      changeAs(actor, target.clientId, 'contacts.manage', async (tx, now) => {
        const { clientId, contactId } = target;
        const before = await plans.remove(target, tx);
        await logins.endWithContact(now, clientId, contactId, tx);
        const entry = { clientId, contactId, name: displayName(before), changes: {}, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.deleted' }, tx);
        await contacts.remove(clientId, contactId, tx);
      }),
  };
}
