// What can be done with contacts. Every change: authorise → lock → authorise again → rule → write → audit → outbox.
import type { Knex } from 'knex';
import type { AuditLine, KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Panel, PanelFields } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise, authoriseAgain, type ReadActor } from '../permissions/authorise.js';
import { decide } from '../permissions/decide.js';
import { heldRoles, type PrimaryRole, type Slot } from '../roles/role.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { WithClientLock } from '../support/client-lock.js';
import { ConflictError, InputError, type FieldErrors, type Message } from '../support/errors.js';
import { once } from '../support/idempotency.js';
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
  locks(actor: Actor, contact: Contact): Promise<Locks>;
  history(actor: Actor, clientId: number, contactId: number): Promise<AuditLine[]>;
  /** C9: the warning for this address, or undefined. */
  sameServer(clientId: number, email: string): Promise<Message | undefined>;
  /** The new contact's id. The same `requestKey` again gives the same id and adds nothing. */
  add(
    actor: Actor,
    origin: Origin,
    clientId: number,
    details: ContactDetails,
    options: AddOptions,
  ): Promise<number>;
  /** Whether anything was changed. Throws ConflictError when `version` is not the present one. */
  edit(
    actor: Actor,
    origin: Origin,
    target: Target,
    details: ContactDetails,
    reason: string,
  ): Promise<boolean>;
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
  roles: KnexRoleStore;
  readActor: ReadActor;
  withClientLock: WithClientLock;
}): ContactsService {
  const { knex, panel, contacts, lists, audit, outbox, settings, roles, readActor, withClientLock } = deps;

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
    tx: Knex.Transaction,
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

    async locks(actor, contact) {
      return locksOf(contact, actor, await settings.read(knex));
    },

    async history(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return audit.listForContact(clientId, contactId, HISTORY_LIMIT, knex);
    },

    async sameServer(clientId, email) {
      return sameServerWarning(email, await panel.hosting.names(clientId, knex));
    },

    async add(actor, origin, clientId, details, { requestKey, notifyClient, reason }) {
      authorise(actor, clientId, 'contacts.manage');
      return withClientLock(clientId, async (tx) => {
        await authoriseAgain(readActor, actor, clientId, 'contacts.manage', tx);
        return once(clientId, actor, requestKey, tx, async () => {
          const fields = (await checkAgainstStored(clientId, details, undefined, tx)) as PanelFields;
          const contactId = await contacts.insert(clientId, fields, toCompanion(details), tx);
          await roles.setTypes(clientId, contactId, details.types, tx);
          const entry = { clientId, contactId, name: displayName(details), changes: {}, reason };
          await audit.record(actor, origin, { ...entry, action: 'contact.added' }, tx);
          if (notifyClient && actor.kind === 'staff')
            await outbox.enqueue(clientId, 'contact-added', { contactId }, tx);
          return contactId;
        });
      });
    },

    async edit(actor, origin, { clientId, contactId, version }, details, reason) {
      authorise(actor, clientId, needed(contactId));
      const { names } = await settings.read(knex);
      return withClientLock(clientId, async (tx) => {
        await authoriseAgain(readActor, actor, clientId, needed(contactId), tx);
        const before = await contacts.get(clientId, contactId, tx);
        if (before.version !== version) throw new ConflictError({ key: 'contacts:conflict.stale' });
        refuseLocked(details, before, locksOf(before, actor, { names }));
        refuseLosingHeldTypes(details, heldRoles(await roles.slots(clientId, tx), contactId));
        const changes = changesBetween(before, details);
        if (Object.keys(changes).length === 0) return false;
        const fields = await checkAgainstStored(clientId, details, before, tx);
        const saved = await contacts.update(before, fields, toCompanion(details), tx);
        if (saved === 'stale') throw new ConflictError({ key: 'contacts:conflict.stale' });
        if (changes['types']) await roles.setTypes(clientId, contactId, details.types, tx);
        const entry = { clientId, contactId, name: displayName(details), changes, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.changed' }, tx);
        return true;
      });
    },

    async deleteBlockers(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return deleteBlockers({ panel, roles }, clientId, contactId, knex);
    },

    async remove(actor, origin, { clientId, contactId, version }, reason) {
      authorise(actor, clientId, 'contacts.manage');
      await withClientLock(clientId, async (tx) => {
        await authoriseAgain(readActor, actor, clientId, 'contacts.manage', tx);
        const before = await contacts.get(clientId, contactId, tx);
        if (before.version !== version)
          throw new ConflictError({ key: 'contacts:conflict.changedBeforeDelete' });
        const [blocker] = await deleteBlockers({ panel, roles }, clientId, contactId, tx);
        if (blocker) throw new ConflictError(blocker);
        const entry = { clientId, contactId, name: displayName(before), changes: {}, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.deleted' }, tx);
        await contacts.remove(clientId, contactId, tx);
      });
    },
  };
}

// C3, K1: a locked field that comes with another value is refused on every path, whoever left it in the form.
function refuseLocked(details: ContactDetails, before: Contact, locks: Locks): void {
  const changes = changesBetween(before, details);
  const fields = Object.entries(locks).filter(([field]) => Object.hasOwn(changes, field));
  if (fields.length > 0) {
    throw new InputError(Object.fromEntries(fields.map(([field]) => [field, { key: refusalOf(field) }])));
  }
}

// R3: a type that comes with a held primary role cannot be taken away while the role is held.
function refuseLosingHeldTypes(details: ContactDetails, held: readonly PrimaryRole[]): void {
  const lost = held.find((role) => !details.types.includes(role));
  if (lost) throw new InputError({ types: { key: 'roles:errors.typeHeld', params: { role: lost } } });
}

const refusalOf = (field: string): string =>
  field === 'firstName' || field === 'lastName' ? 'contacts:errors.namesLocked' : 'contacts:errors.locked';

// The panel's one address line is two fields of the form, and its phone is a group.
const FORM_NAMES: Record<string, string> = { address1: 'street', phone: 'phone.number' };

const forForm = (refusals: FieldErrors): FieldErrors =>
  Object.fromEntries(
    Object.entries(refusals).map(([field, message]) => [FORM_NAMES[field] ?? field, message]),
  );
