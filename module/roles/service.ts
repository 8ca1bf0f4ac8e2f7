// Promoting, and choosing what a contact hears about. The preview and the save are the same function (R4).
import type { Knex } from 'knex';
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import type { ContactStore } from '../contacts/store.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import { previewOf, recipientsForRole, type RecipientPreview } from '../notices/preview.js';
import type { Recipient } from '../notices/recipients.js';
import { withRole } from '../notices/what-if.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import { nameForClient, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { InputError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import {
  effectiveTypes,
  heldRoles,
  promote,
  type ContactType,
  type PrimaryRole,
  type Promotion,
  type Slot,
} from './role.js';
import { seedCompanion } from './seed-client.js';
import type { KnexRoleStore } from './store.js';

/** A slot with the contact who holds it. When the panel has lost that contact the owner stands in again. */
export interface HeldSlot extends Slot {
  holder: Contact;
  /** The holder's address was confirmed by whoever reads it. */
  isConfirmed: boolean;
}

export interface PromotionPreview {
  promotion: Promotion;
  /** Everybody who appears in the changes, by contact id. */
  people: Map<number, Contact>;
  recipients: RecipientPreview;
  /** Who gets what the role is about. */
  about: { before: readonly Recipient[]; after: readonly Recipient[] };
  /** The address of whoever is promoted was confirmed. */
  isConfirmed: boolean;
  /** A digest of what is shown: the save is refused when it is no longer true. */
  seen: string;
}

export interface ContactRoles {
  types: ContactType[];
  roles: PrimaryRole[];
  /** Roles nobody was promoted to yet: the owner stands in. */
  standsIn: PrimaryRole[];
}

export interface RolesService {
  slots(actor: Actor, clientId: number): Promise<HeldSlot[]>;
  /** The effective types and held roles of these contacts (R1, R3). */
  of(actor: Actor, clientId: number, contactIds: readonly number[]): Promise<Map<number, ContactRoles>>;
  /** Throws InputError when the contact already holds the role by choice. */
  preview(actor: Actor, clientId: number, contactId: number, role: PrimaryRole): Promise<PromotionPreview>;
  /** Throws ConflictError when `seen` is no longer what would happen, to roles or recipients (R4). The same `requestKey` again does nothing. */
  promote(
    actor: Actor,
    origin: Origin,
    clientId: number,
    contactId: number,
    options: { role: PrimaryRole; seen: string; tell: boolean; reason: string; requestKey: string },
  ): Promise<void>;
}

export function createRolesService(deps: {
  knex: Knex;
  contacts: ContactStore;
  roles: KnexRoleStore;
  reader: RoutingReader;
  marks: KnexMarkStore;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  changeAs: ChangeAs;
  once: Once;
}): RolesService {
  const { knex, contacts, roles, reader, marks, audit, outbox, changeAs, once } = deps;

  async function withHolders(clientId: number, slots: readonly Slot[], on: Executor): Promise<HeldSlot[]> {
    const owner = await contacts.get(clientId, 0, on);
    const held = await Promise.all(
      slots.map(async (slot) => {
        const holder = slot.contactId === 0 ? owner : await contacts.find(clientId, slot.contactId, on);
        return holder ? { ...slot, holder } : { ...slot, contactId: 0, chosen: false, holder: owner };
      }),
    );
    const holders = held.map(({ holder }) => holder);
    const confirmed = await marks.confirmed(clientId, holders, on);
    return held.map((slot) => ({ ...slot, isConfirmed: confirmed.has(slot.contactId) }));
  }

  async function previewOn(clientId: number, contactId: number, role: PrimaryRole, on: Executor) {
    const contact = await contacts.get(clientId, contactId, on);
    const slots = await roles.slots(clientId, on);
    const held = await withHolders(clientId, slots, on);
    const own = await roles.ownTypes(clientId, [contactId], on);
    const types = effectiveTypes(own.get(contactId) ?? [], held, contactId);
    const answer = promote(held, () => types, role, contactId);
    if ('refusal' in answer) {
      const params = { name: displayName(contact), role };
      throw new InputError({ role: { key: 'roles:errors.alreadyHolds', params } });
    }
    const { promotion } = answer;
    const people = new Map([contact, ...held.map(({ holder }) => holder)].map((one) => [one.contactId, one]));
    const stored = slots.find((slot) => slot.role === role) as Slot;
    const { client, rules } = await reader.read(clientId, on);
    const recipients = previewOf({ client, rules }, withRole(client, role, contactId));
    const about = {
      before: recipientsForRole(client, role, rules.notices),
      after: recipientsForRole(recipients.after, role, rules.notices),
    };
    const isConfirmed = client.contacts.some((one) => one.contactId === contactId && one.confirmed);
    const seen = [digestOf(promotion), recipients.seen].join('.');
    return { promotion, people, recipients, about, isConfirmed, seen, stored };
  }

  return {
    async slots(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return withHolders(clientId, await roles.slots(clientId, knex), knex);
    },

    async of(actor, clientId, contactIds) {
      authorise(actor, clientId, 'contacts.manage');
      const slots = await roles.slots(clientId, knex);
      const own = await roles.ownTypes(clientId, contactIds, knex);
      return new Map(
        contactIds.map((id) => [
          id,
          {
            types: effectiveTypes(own.get(id) ?? [], slots, id),
            roles: heldRoles(slots, id),
            standsIn: id === 0 ? slots.filter(({ chosen }) => !chosen).map(({ role }) => role) : [],
          },
        ]),
      );
    },

    async preview(actor, clientId, contactId, role) {
      authorise(actor, clientId, 'contacts.manage');
      return previewOn(clientId, contactId, role, knex);
    },

    async promote(actor, origin, clientId, contactId, { role, seen, tell, reason, requestKey }) {
      const mark = { key: requestKey, request: ['role.promote', contactId, role] };
      await changeAs(actor, clientId, 'contacts.manage', async (tx) => {
        await once(clientId, actor, mark, tx, async () => {
          const now = await previewOn(clientId, contactId, role, tx);
          if (now.seen !== seen) throw staleError(whyStale(now.promotion, seen));
          await seedCompanion(clientId, contactId, tx);
          await roles.move(clientId, now.stored, contactId, nameForClient(actor), tx);
          const nameOf = (id: number): string => displayName(now.people.get(id) as Contact);
          const before = now.promotion.from;
          await audit.record(
            actor,
            origin,
            {
              clientId,
              contactId,
              action: 'role.promoted',
              name: nameOf(contactId),
              changes: { [`role.${role}`]: { before: nameOf(before.contactId), after: nameOf(contactId) } },
              reason,
            },
            tx,
          );
          if (!tell) return true;
          await outbox.enqueue(clientId, 'role-gained', { contactId, role }, tx);
          if (before.chosen && before.contactId !== contactId) {
            await outbox.enqueue(
              clientId,
              'role-lost',
              { contactId: before.contactId, role, to: contactId },
              tx,
            );
          }
          return true;
        });
      });
    },
  };
}

const digestOf = ({ changes, from }: Promotion): string => digest([changes, from.contactId, from.chosen]);

// Either somebody was promoted since, or who gets what has changed otherwise.
const whyStale = (promotion: Promotion, seen: string): string =>
  seen.startsWith(`${digestOf(promotion)}.`) ? 'notices:conflict.seen' : 'roles:promote.stale';
