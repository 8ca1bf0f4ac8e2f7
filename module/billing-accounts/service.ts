// Billing accounts as clients see them, and choosing the billing contact of each (N3, CL14). The preview and the save are
// the same function (U2); the panel's mail switches follow at the end of the transaction.
import type { KnexAuditStore, Origin } from '../audit/store.js';
import { accountReach, type AccountReach } from '../notices/account-reach.js';
import type { ContactFacts } from '../notices/client-facts.js';
import type { Routing, RoutingReader } from '../notices/facts-reader.js';
import { previewOf, type RecipientPreview } from '../notices/preview.js';
import { withBillingContact } from '../notices/what-if.js';
import type { PanelClients } from '../panels/panel.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { NotFoundError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { accountIn, checkContact, refTo, versionOf, type AccountRef } from './account.js';
import type { BillingAccount, KnexBillingAccountStore } from './store.js';

export interface AccountView {
  /** With the contact that counts: the panel's own for the default account, where the panel has one. */
  account: BillingAccount;
  reach: AccountReach;
  /** Given to it by staff; those of the default account are all the others. */
  serviceIds: readonly number[];
  version: string;
}

export interface ContactPreview extends RecipientPreview {
  account: BillingAccount;
  /** Who it is now and who it would be; undefined for nobody. */
  from: ContactFacts | undefined;
  to: ContactFacts | undefined;
}

export interface BillingAccountsService {
  /** The default one first, which every client has, then by name. */
  list(actor: Actor, clientId: number): Promise<AccountView[]>;
  /** Throws NotFoundError when it is not one of the client's. */
  get(actor: Actor, clientId: number, ref: AccountRef): Promise<AccountView>;
  /** Throws as `choose` would. */
  preview(
    actor: Actor,
    clientId: number,
    ref: AccountRef,
    contactId: number | undefined,
  ): Promise<ContactPreview>;
  /**
   * `contactId` undefined: nobody, which only the default account can have. Throws InputError at "contactId" for a stranger
   * and for who it is already; ConflictError when `seen`, where it is given, is no longer what would happen, or the
   * panel was changed meanwhile. The same `requestKey` again does nothing.
   */
  choose(
    actor: Actor,
    origin: Origin,
    target: { clientId: number; ref: AccountRef; contactId: number | undefined },
    options: { seen: string | undefined; reason: string; requestKey: string },
  ): Promise<void>;
}

export interface BillingAccountsDeps {
  on: Executor;
  accounts: KnexBillingAccountStore;
  reader: RoutingReader;
  clients: Pick<PanelClients, 'find' | 'setBillingContact'>;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  once: Once;
  /** A chosen contact's companion row must exist. */
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
}

export function createBillingAccountsService(deps: BillingAccountsDeps): BillingAccountsService {
  const { on, accounts, reader, clients, audit, changeAs, once, ensureCompanion } = deps;

  async function viewsOf(clientId: number): Promise<AccountView[]> {
    const { routing, list } = await readAccounts(deps, clientId, on);
    const services = [...(await accounts.services(clientId, on))];
    return list.map((account) => ({
      account,
      reach: accountReach(routing.client, routing.rules.notices, account),
      serviceIds: services.flatMap(([serviceId, accountId]) => (accountId === account.id ? [serviceId] : [])),
      version: versionOf(account),
    }));
  }

  async function previewOn(
    clientId: number,
    ref: AccountRef,
    contactId: number | undefined,
    executor: Executor,
  ): Promise<ContactPreview> {
    const { routing, list } = await readAccounts(deps, clientId, executor);
    const account = accountIn(list, ref);
    checkContact(routing.client, account, contactId);
    const preview = previewOf(routing, withBillingContact(routing.client, account.id, contactId));
    const named = (id: number | undefined) => routing.client.contacts.find((one) => one.contactId === id);
    const seen = digest([preview.seen, account.contactId ?? null, contactId ?? null]);
    return { ...preview, account, from: named(account.contactId), to: named(contactId), seen };
  }

  /** The default account's contact is kept in the panel where the panel has one; the row then knows of the owner alone. */
  async function write(clientId: number, { account, to }: ContactPreview, tx: Executor): Promise<void> {
    const contactId = to?.contactId;
    if (contactId !== undefined) await ensureCompanion(clientId, contactId, tx);
    const { panelHolds } = await reader.rules(tx);
    const stored = accountIn(await accounts.list(clientId, tx), refTo(account));
    if (!account.isDefault || !panelHolds.billingContact) {
      await accounts.update(clientId, { ...stored, contactId }, tx);
      return;
    }
    const client = await clients.find(clientId, tx);
    if (!client) throw new NotFoundError('client');
    const next = contactId ?? 0;
    if (client.billingContactId !== next) {
      const saved = await clients.setBillingContact(clientId, client.billingContactId, next, tx);
      if (saved === 'stale') throw staleError('notices:conflict.seen');
    }
    const own = contactId === 0 ? 0 : undefined;
    if (stored.contactId !== own) await accounts.update(clientId, { ...stored, contactId: own }, tx);
  }

  return {
    async list(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return viewsOf(clientId);
    },

    async get(actor, clientId, ref) {
      authorise(actor, clientId, 'contacts.manage');
      const views = await viewsOf(clientId);
      const { id } = accountIn(
        views.map(({ account }) => account),
        ref,
      );
      return views.find(({ account }) => account.id === id) as AccountView;
    },

    async preview(actor, clientId, ref, contactId) {
      authorise(actor, clientId, 'contacts.manage');
      return previewOn(clientId, ref, contactId, on);
    },

    async choose(actor, origin, { clientId, ref, contactId }, { seen, reason, requestKey }) {
      const mark = { key: requestKey, request: ['billingAccount.contact', ref, contactId ?? null] };
      await changeAs(actor, clientId, 'contacts.manage', (tx) =>
        once(clientId, actor, mark, tx, async () => {
          const preview = await previewOn(clientId, ref, contactId, tx);
          if (seen !== undefined && seen !== preview.seen) throw staleError('notices:conflict.seen');
          await write(clientId, preview, tx);
          const { account, from, to } = preview;
          const changes = { contact: { before: from?.name ?? '', after: to?.name ?? '' } };
          const entry = { clientId, contactId: to?.contactId, name: account.name, changes, reason };
          await audit.record(actor, origin, { ...entry, action: 'billingAccount.changed' }, tx);
          return true;
        }),
      );
    },
  };
}

/** The client's accounts, each with the contact that routing counts with. */
export async function readAccounts(
  { reader, accounts }: Pick<BillingAccountsDeps, 'reader' | 'accounts'>,
  clientId: number,
  on: Executor,
): Promise<{ routing: Routing; list: BillingAccount[] }> {
  const routing = await reader.read(clientId, on);
  const rows = await accounts.list(clientId, on);
  const routed = new Map(routing.client.billingAccounts.map((account) => [account.id, account.contactId]));
  return { routing, list: rows.map((row) => ({ ...row, contactId: routed.get(row.id) })) };
}
