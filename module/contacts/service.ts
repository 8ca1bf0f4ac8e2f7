// What can be done with contacts. Every change: authorise → lock → authorise again → rule → write → audit → outbox.
import type { Knex } from 'knex';
import type { AuditLine, Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexFieldRuleStore } from '../company/field-rule-store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Panel, PanelFields } from '../panels/panel.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import { decide } from '../permissions/decide.js';
import { heldRoles, type PrimaryRole, type Slot } from '../roles/role.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { Executor } from '../support/database.js';
import { ConflictError, InputError, type FieldErrors, type Message } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { changesBetween } from './changes.js';
import { displayName, toCompanion, toPanelFields, type Contact, type ContactDetails } from './contact.js';
import { deleteBlockers } from './delete-rules.js';
import type { ContactList, ContactListQuery, KnexContactListStore } from './list-store.js';
import { locksOf, type Locks } from './locks.js';
import { sameServerWarning } from './same-server.js';
import type { ContactStore } from './store.js';

export interface ContactsService {
  list(actor: Actor, clientId: number, query: ContactListQuery): Promise<ContactList>;
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
  /** Why this contact cannot be deleted now, each with the step that removes it (C7, C8); [] when it can. */
  deleteBlockers(actor: Actor, clientId: number, contactId: number): Promise<Message[]>;
  remove(actor: Actor, origin: Origin, target: Target, reason: string): Promise<void>;
}

export interface Target {
  clientId: number;
  contactId: number;
  /** What the actor saw (D3). */
  version: string;
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
  panel: Pick<Panel, 'contacts' | 'clients' | 'hosting'>;
  contacts: ContactStore;
  lists: KnexContactListStore;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  settings: KnexSettingsStore;
  fieldRules: KnexFieldRuleStore;
  roles: KnexRoleStore;
  changeAs: ChangeAs;
  once: Once;
}): ContactsService {
  const { knex, panel, contacts, lists, audit, outbox, settings, fieldRules, roles, changeAs, once } = deps;

  // S4's "My details": the owner's own record is the profile, everybody else's is contact management.
  const needed = (contactId: number) => (contactId === 0 ? 'profile.edit' : 'contacts.manage');

  // A holder whom the panel has deleted by itself: the owner stands in (R2).
  async function holderOf(clientId: number, wanted: PrimaryRole | ''): Promise<number | undefined> {
    if (wanted === '') return undefined;
    const slots = await roles.slots(clientId, knex);
    const { contactId } = slots.find(({ role }) => role === wanted) as Slot;
    return (await contacts.find(clientId, contactId, knex)) ? contactId : 0;
  }

  async function checkAgainstStored(
    clientId: number,
    details: ContactDetails,
    before: Contact | undefined,
    tx: Executor,
  ): Promise<Partial<PanelFields>> {
    const fields = toPanelFields(details, before);
    const errors: FieldErrors = forForm(panel.contacts.refusals(fields));
    if (fields.email !== undefined) {
      const holder = await contacts.findByEmail(clientId, fields.email, tx);
      if (holder && holder.contactId !== before?.contactId) {
        const params = { email: details.email, name: displayName(holder), contactId: holder.contactId };
        errors['email'] = { key: 'contacts:errors.email.taken', params };
      }
    }
    if (Object.keys(errors).length > 0) throw new InputError(errors);
    return fields;
  }

  const locksNow = async (actor: Actor, contact: Contact, language: string, on: Executor): Promise<Locks> => {
    const { names } = await settings.read(on);
    return locksOf(contact, actor, { names, rules: await fieldRules.read(on), language });
  };

  // Everything an edit decides, so that its preview and its save cannot differ.
  async function planEdit(
    actor: Actor,
    { clientId, contactId, version }: Target,
    details: ContactDetails,
    on: Executor,
  ) {
    const before = await contacts.get(clientId, contactId, on);
    if (before.version !== version) throw new ConflictError({ key: 'contacts:conflict.stale' });
    refuseLocked(details, before, await locksNow(actor, before, '', on));
    refuseLosingHeldTypes(details, heldRoles(await roles.slots(clientId, on), contactId));
    const changes = changesBetween(before, details);
    if (Object.keys(changes).length === 0) return { before, changes, fields: {} };
    return { before, changes, fields: await checkAgainstStored(clientId, details, before, on) };
  }

  return {
    async list(actor, clientId, query) {
      authorise(actor, clientId, 'contacts.manage');
      return lists.list(clientId, query, knex, await holderOf(clientId, query.role));
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

    locks: (actor, contact, language) => locksNow(actor, contact, language, knex),

    async history(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return audit.listForContact(clientId, contactId, HISTORY_LIMIT, knex);
    },

    async sameServer(clientId, email) {
      return sameServerWarning(email, await panel.hosting.names(clientId, knex));
    },

    async previewAdd(actor, clientId, details) {
      authorise(actor, clientId, 'contacts.manage');
      await checkAgainstStored(clientId, details, undefined, knex);
      return changesBetween(undefined, details);
    },

    add: (actor, origin, clientId, details, { requestKey, notifyClient, reason }) =>
      changeAs(actor, clientId, 'contacts.manage', (tx) =>
        once(clientId, actor, { key: requestKey, request: ['contact.add', details] }, tx, async () => {
          const fields = (await checkAgainstStored(clientId, details, undefined, tx)) as PanelFields;
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
      return (await planEdit(actor, target, details, knex)).changes;
    },

    edit: (actor, origin, target, details, reason) =>
      changeAs(actor, target.clientId, needed(target.contactId), async (tx) => {
        const { clientId, contactId } = target;
        const { before, changes, fields } = await planEdit(actor, target, details, tx);
        if (Object.keys(changes).length === 0) return changes;
        const saved = await contacts.update(before, fields, toCompanion(details), tx);
        if (saved === 'stale') throw new ConflictError({ key: 'contacts:conflict.stale' });
        if (changes['types']) await roles.setTypes(clientId, contactId, details.types, tx);
        const entry = { clientId, contactId, name: displayName(details), changes, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.changed' }, tx);
        return changes;
      }),

    async deleteBlockers(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return deleteBlockers({ panel, roles }, clientId, contactId, knex);
    },

    remove: (actor, origin, { clientId, contactId, version }, reason) =>
      changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        const before = await contacts.get(clientId, contactId, tx);
        if (before.version !== version)
          throw new ConflictError({ key: 'contacts:conflict.changedBeforeDelete' });
        const [blocker] = await deleteBlockers({ panel, roles }, clientId, contactId, tx);
        if (blocker) throw new ConflictError(blocker);
        const entry = { clientId, contactId, name: displayName(before), changes: {}, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.deleted' }, tx);
        await contacts.remove(clientId, contactId, tx);
      }),
  };
}

// C3, K1: a locked field that comes with another value is refused on every path, whoever left it in the form.
function refuseLocked(details: ContactDetails, before: Contact, locks: Locks): void {
  const changes = changesBetween(before, details);
  const fields = Object.entries(locks).filter(([field]) => Object.hasOwn(changes, field));
  if (fields.length > 0)
    throw new InputError(Object.fromEntries(fields.map(([field, { refusal }]) => [field, refusal])));
}

// R3: a type that comes with a held primary role cannot be taken away while the role is held.
function refuseLosingHeldTypes(details: ContactDetails, held: readonly PrimaryRole[]): void {
  const lost = held.find((role) => !details.types.includes(role));
  if (lost) throw new InputError({ types: { key: 'roles:errors.typeHeld', params: { role: lost } } });
}

// The panel's one address line is two fields of the form, and its phone is a group.
const FORM_NAMES: Record<string, string> = { address1: 'street', phone: 'phone.number' };

const forForm = (refusals: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(refusals).map(([field, message]) => [FORM_NAMES[field] ?? field, message]),
  );
