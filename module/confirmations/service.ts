// What those who manage contacts do about an address: ask its reader to confirm it, and lift a block.
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import { toReadForm } from '../contacts/email.js';
import type { ContactStore } from '../contacts/store.js';
import type { AddressMark, KnexMarkStore } from '../notices/mark-store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import { actsForProvider, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotAllowedError, type Message } from '../support/errors.js';

/** What can be done about an address. */
export type AddressStep = 'confirm' | 'unblock';

export interface AddressView {
  contact: Contact;
  mark: AddressMark | undefined;
  /** Why the actor cannot take a step now; undefined where nothing stands in the way. */
  refusals: Record<AddressStep, Message | undefined>;
}

/** Whose address. */
export interface AddressTarget {
  clientId: number;
  contactId: number;
}

export interface ConfirmationsService {
  view(actor: Actor, target: AddressTarget): Promise<AddressView>;
  /** The same of a contact that was read already. */
  viewOf(actor: Actor, contact: Contact): Promise<AddressView>;
  /** What is known of these contacts' addresses; those of whom nothing is are left out. */
  marks(
    actor: Actor,
    clientId: number,
    contacts: readonly { contactId: number; email: string }[],
  ): Promise<ReadonlyMap<number, AddressMark>>;
  /** Mails the link. Throws ConflictError with the reason why not. */
  ask(actor: Actor, origin: Origin, target: AddressTarget): Promise<void>;
  /** The address gets notices again. Throws ConflictError, and NotAllowedError for whoever is neither owner nor staff. */
  unblock(actor: Actor, origin: Origin, target: AddressTarget): Promise<void>;
}

/** One mail of this kind to a contact in so many minutes. */
const ASK_AGAIN_MINUTES = 10;

export interface ConfirmationsDeps {
  contacts: ContactStore;
  marks: KnexMarkStore;
  outbox: KnexOutboxStore;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  clock: Clock;
  /** Whether mail can carry links. */
  hasLinks: boolean;
  on: Executor;
}

export function createConfirmationsService(deps: ConfirmationsDeps): ConfirmationsService {
  const { contacts, marks, outbox, audit, changeAs, clock, hasLinks, on } = deps;

  const look = async (actor: Actor, { clientId, contactId }: AddressTarget, tx: Executor) =>
    lookAt(actor, await contacts.get(clientId, contactId, tx), tx);

  async function lookAt(actor: Actor, contact: Contact, tx: Executor): Promise<AddressView> {
    const { clientId, contactId } = contact;
    const mark = await marks.find(clientId, contactId, contact.email, tx);
    const confirm = whyNotAsk(contact, mark) ?? (await tooSoon(contact, tx));
    return { contact, mark, refusals: { confirm, unblock: whyNotUnblock(actor, contact, mark) } };
  }

  function whyNotAsk(contact: Contact, mark: AddressMark | undefined): Message | undefined {
    const email = toReadForm(contact.email);
    if (!hasLinks) return { key: 'confirmations:confirm.noLinks' };
    if (email === '') return { key: 'confirmations:confirm.noAddress' };
    if (mark?.blockedAt) return { key: 'confirmations:confirm.blocked', params: { email } };
    return mark?.confirmedAt && { key: 'confirmations:confirm.confirmed', params: { email } };
  }

  async function tooSoon(
    { clientId, contactId, email }: Contact,
    tx: Executor,
  ): Promise<Message | undefined> {
    const window = ASK_AGAIN_MINUTES * 60_000;
    const now = clock.now().getTime();
    const lately = await outbox.since(clientId, 'address-confirm', new Date(now - window), tx);
    const asked = lately.filter(({ payload }) => payload.contactId === contactId);
    if (asked.length === 0) return undefined;
    const last = Math.max(...asked.map(({ askedAt }) => askedAt.getTime()));
    const count = Math.max(1, Math.ceil((last + window - now) / 60_000));
    return { key: 'confirmations:confirm.tooSoon', params: { email: toReadForm(email), count } };
  }

  const entry = (contact: Contact) => ({
    clientId: contact.clientId,
    contactId: contact.contactId,
    name: displayName(contact),
    changes: {},
    reason: '',
  });

  return {
    async view(actor, target) {
      authorise(actor, target.clientId, 'contacts.manage');
      return look(actor, target, on);
    },

    async viewOf(actor, contact) {
      authorise(actor, contact.clientId, 'contacts.manage');
      return lookAt(actor, contact, on);
    },

    async marks(actor, clientId, listed) {
      authorise(actor, clientId, 'contacts.manage');
      return marks.known(clientId, listed, on);
    },

    ask: (actor, origin, target) =>
      changeAs(actor, target.clientId, 'contacts.manage', async (tx, now) => {
        const { contact, refusals } = await look(now, target, tx);
        if (refusals.confirm) throw new ConflictError(refusals.confirm);
        await audit.record(actor, origin, { ...entry(contact), action: 'address.asked' }, tx);
        await outbox.enqueue(target.clientId, 'address-confirm', { contactId: target.contactId }, tx);
      }),

    unblock: (actor, origin, target) =>
      changeAs(actor, target.clientId, 'contacts.manage', async (tx, now) => {
        const { contact, refusals } = await look(now, target, tx);
        if (refusals.unblock && !mayUnblock(now))
          throw new NotAllowedError('contacts.manage', [refusals.unblock]);
        if (refusals.unblock) throw new ConflictError(refusals.unblock);
        await marks.unblock(target.clientId, target.contactId, contact.email, tx);
        await audit.record(actor, origin, { ...entry(contact), action: 'address.unblocked' }, tx);
      }),
  };
}

// Somebody said to be left alone: that is overruled by whoever answers for the account.
const mayUnblock = (actor: Actor): boolean => actor.kind === 'owner' || actsForProvider(actor);

function whyNotUnblock(actor: Actor, { email }: Contact, mark: AddressMark | undefined): Message | undefined {
  if (!mark?.blockedAt)
    return { key: 'confirmations:unblock.notBlocked', params: { email: toReadForm(email) } };
  return mayUnblock(actor) ? undefined : { key: 'confirmations:unblock.ownerOnly' };
}
