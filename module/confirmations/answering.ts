// What becomes of the link in the hands of whoever reads the address (OP3): shown, then confirmed or refused, once.
import type { Author, KnexAuditStore, Origin } from '../audit/store.js';
import { displayName, type Contact } from '../contacts/contact.js';
import { toReadForm } from '../contacts/email.js';
import type { ContactStore } from '../contacts/store.js';
import { addressKey } from '../contacts/address-key.js';
import type { KnexMarkStore } from '../notices/mark-store.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import { clientName } from '../panels/client-name.js';
import type { Panel } from '../panels/panel.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import { ConflictError, NotFoundError } from '../support/errors.js';
import type { ConfirmClaims, ConfirmTokens } from './token.js';

/** Why a link asks nothing any more, in the words of its page. */
export type LinkProblem = 'ended' | 'changed' | 'confirmed' | 'refused';

export interface LinkView {
  /** As the link knows it. */
  address: string;
  company: string;
  /** '' where the contact is gone. */
  name: string;
  isOwner: boolean;
  problem: LinkProblem | undefined;
}

export interface Answering {
  /** Throws NotFoundError for a link that never was one. Changes nothing. */
  show(token: string): Promise<LinkView>;
  /** Throws ConflictError with the problem; of many at once exactly one succeeds. */
  confirm(origin: Origin, token: string): Promise<void>;
  /** The address gets no notices any more, and the owner is told. Throws as `confirm`. */
  refuse(origin: Origin, token: string): Promise<void>;
}

export interface AnsweringDeps {
  tokens: Pick<ConfirmTokens, 'read'>;
  clients: Panel['clients'];
  contacts: ContactStore;
  marks: KnexMarkStore;
  audit: KnexAuditStore;
  outbox: KnexOutboxStore;
  withClientLock: WithClientLock;
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
  on: Executor;
}

export function createAnswering(deps: AnsweringDeps): Answering {
  const { tokens, clients, contacts, marks, audit, outbox, withClientLock, ensureCompanion, on } = deps;

  async function read(token: string) {
    const link = await tokens.read(token);
    if (!link) throw new NotFoundError('confirmation');
    return link;
  }
  type Link = Awaited<ReturnType<typeof read>>;

  async function problemOf(
    { claims: { clientId, contactId, address }, hasEnded }: Link,
    contact: Contact | undefined,
    tx: Executor,
  ): Promise<LinkProblem | undefined> {
    if (!contact || addressKey(contact.email) !== address) return 'changed';
    const mark = await marks.find(clientId, contactId, address, tx);
    if (mark?.blockedAt) return 'refused';
    if (mark?.confirmedAt) return 'confirmed';
    return hasEnded ? 'ended' : undefined;
  }

  async function answer(
    origin: Origin,
    token: string,
    action: 'address.confirmed' | 'address.blocked',
    write: (claims: ConfirmClaims, tx: Executor) => Promise<void>,
  ): Promise<void> {
    const link = await read(token);
    const { clientId, contactId } = link.claims;
    await withClientLock(clientId, async (tx) => {
      const contact = await contacts.find(clientId, contactId, tx);
      const problem = await problemOf(link, contact, tx);
      if (!contact || problem) throw new ConflictError({ key: `confirmations:over.${problem ?? 'changed'}` });
      await ensureCompanion(clientId, contactId, tx);
      await write(link.claims, tx);
      const entry = { clientId, contactId, name: displayName(contact), changes: {}, reason: '' };
      await audit.record(readerOf(contact), origin, { ...entry, action }, tx);
    });
  }

  return {
    async show(token) {
      const link = await read(token);
      const { clientId, contactId, address } = link.claims;
      const client = await clients.find(clientId, on);
      if (!client) throw new NotFoundError('client');
      const contact = await contacts.find(clientId, contactId, on);
      return {
        address,
        company: clientName(client),
        name: contact ? displayName(contact) : '',
        isOwner: contactId === 0,
        problem: await problemOf(link, contact, on),
      };
    },

    confirm: (origin, token) =>
      answer(origin, token, 'address.confirmed', ({ clientId, contactId, address }, tx) =>
        marks.confirm(clientId, contactId, address, tx),
      ),

    refuse: (origin, token) =>
      answer(origin, token, 'address.blocked', async ({ clientId, contactId, address }, tx) => {
        await marks.block(clientId, contactId, address, tx);
        // The owner’s own address is the one that was refused: nobody is there to tell.
        if (contactId !== 0) await outbox.enqueue(clientId, 'address-refused', { contactId }, tx);
      }),
  };
}

/** Whoever holds the link, for the log: known by the address alone, and perhaps not who was meant. */
function readerOf({ clientId, contactId, kind, email }: Contact): Author {
  return {
    kind: kind === 'owner' ? 'owner' : 'sub-account',
    identity: { kind: 'login', clientId, userId: null, contactId },
    name: toReadForm(email),
  };
}
