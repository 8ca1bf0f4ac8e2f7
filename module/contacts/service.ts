// What can be done with contacts. Every change: authorise → lock → authorise again → rule → write → audit → outbox.
import type { Knex } from 'knex';
import type { AuditLine, Origin } from '../audit/store.js';
import type { MailPicture } from '../notices/contact-mail.js';
import type { RecipientPreview } from '../notices/preview.js';
import type { Panel } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import { decide } from '../permissions/decide.js';
import { heldRoles, type PrimaryRole } from '../roles/role.js';
import { ConflictError, staleError, type Message } from '../support/errors.js';
import { displayName, type Contact } from './contact.js';
import type { ContactList, ContactListQuery, KnexContactListStore } from './list-store.js';
import type { Locks } from './locks.js';
import type { ContactLogins, SignIns } from './logins.js';
import type { Removal, Target } from './plan.js';
import { sameServerWarning } from './same-server.js';
import { createContactSaving, type ContactSaving, type ContactSavingDeps } from './saving.js';

export interface ContactsService extends ContactSaving {
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
  /** What this contact gets and why, and whether its address works. */
  mail(actor: Actor, clientId: number, contactId: number): Promise<MailPicture>;
  /** Why the panel cannot hold email preferences of this contact (undefined: a new one); undefined when it can. */
  preferencesClosed(contactId: number | undefined): Message | undefined;
  /** What deleting this contact means, and why the actor cannot do it now: those reasons come with their steps. */
  removal(actor: Actor, clientId: number, contactId: number): Promise<Removal>;
  /** Throws as `remove` would. */
  previewRemove(actor: Actor, target: Target): Promise<RecipientPreview>;
  /**
   * Throws ConflictError with every reason why not (C7, C8), when `version` is not the present one, and when `seen`,
   * where it is given, is no longer what recipients would become.
   */
  remove(actor: Actor, origin: Origin, target: Target, options: RemoveOptions): Promise<void>;
}

export interface RemoveOptions {
  /** Of the preview that was shown. */
  seen: string | undefined;
  reason: string;
}

const HISTORY_LIMIT = 20;

export interface ContactsDeps extends ContactSavingDeps {
  knex: Knex;
  panel: Pick<Panel, 'contacts' | 'hosting'>;
  lists: KnexContactListStore;
  logins: ContactLogins;
}

export function createContactsService(deps: ContactsDeps): ContactsService {
  const { knex, panel, contacts, lists, plans, audit, roles, changeAs, logins, mail } = deps;

  // A holder whom the panel has deleted by itself: the owner stands in (R2).
  async function holdersOf(clientId: number, wanted: readonly PrimaryRole[]): Promise<number[] | undefined> {
    if (wanted.length === 0) return undefined;
    const slots = await roles.slots(clientId, knex);
    const ids = slots.filter(({ role }) => wanted.includes(role)).map(({ contactId }) => contactId);
    const there = await contacts.list(clientId, ids, knex);
    return ids.map((id) => (there.some(({ contactId }) => contactId === id) ? id : 0));
  }

  return {
    ...createContactSaving(deps),

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

    async mail(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return mail.picture(clientId, contactId, knex);
    },

    preferencesClosed: (contactId) => mail.closedFor(contactId),

    async removal(actor, clientId, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      const found = await plans.removal(await contacts.get(clientId, contactId, knex), knex);
      const ofLogin = await logins.deleteBlockers(actor, clientId, contactId, knex);
      return { ...found, blockers: [...found.blockers, ...ofLogin] };
    },

    async previewRemove(actor, target) {
      authorise(actor, target.clientId, 'contacts.manage');
      const { recipients } = await plans.remove(target, knex);
      const [reason] = await logins.deleteBlockers(actor, target.clientId, target.contactId, knex);
      if (reason) throw new ConflictError(reason);
      return recipients;
    },

    remove: (actor, origin, target, { seen, reason }) =>
      changeAs(actor, target.clientId, 'contacts.manage', async (tx, now) => {
        const { clientId, contactId } = target;
        const { contact: before, recipients } = await plans.remove(target, tx);
        if (seen !== undefined && seen !== recipients.seen) throw staleError('notices:conflict.seen');
        await logins.endWithContact(now, clientId, contactId, tx);
        const entry = { clientId, contactId, name: displayName(before), changes: {}, reason };
        await audit.record(actor, origin, { ...entry, action: 'contact.deleted' }, tx);
        await contacts.remove(clientId, contactId, tx);
      }),
  };
}
