// Billing accounts as the provider keeps them (N3): added, renamed and removed. Who the payers are follows from contracts,
// so that is not a client's to change.
import type { Changes, Origin } from '../audit/store.js';
import type { ContactFacts } from '../notices/client-facts.js';
import { previewOf, type RecipientPreview } from '../notices/preview.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { Executor } from '../support/database.js';
import { digest } from '../support/digest.js';
import { ConflictError, InputError, staleError } from '../support/errors.js';
import {
  accountIn,
  checkContact,
  versionOf,
  withNewAccount,
  withoutAccount,
  type AccountRef,
} from './account.js';
import { readAccounts, type BillingAccountsDeps } from './service.js';
import type { BillingAccount } from './store.js';

/** What somebody saw, and why they change it. */
export interface Doing {
  actor: Actor;
  origin: Origin;
  clientId: number;
  reason: string;
}

export interface AddPreview extends RecipientPreview {
  name: string;
  contact: ContactFacts;
}

export interface RemovalPreview extends RecipientPreview {
  account: BillingAccount;
  serviceCount: number;
}

export interface ManageAccountsService {
  /** Throws InputError at "name" or "contactId". */
  previewAdd(actor: Actor, clientId: number, name: string, contactId: number): Promise<AddPreview>;
  /** The new account's id. Throws as `previewAdd` does, and ConflictError when `seen`, if given, no longer holds. */
  add(
    doing: Doing,
    account: { name: string; contactId: number },
    options: { seen: string | undefined; requestKey: string },
  ): Promise<number>;
  /** False when it is called so already. '' gives the default account its common name back. */
  rename(doing: Doing, ref: AccountRef, name: string, version: string): Promise<boolean>;
  /** Throws ConflictError for the default account. */
  previewRemove(actor: Actor, clientId: number, ref: AccountRef): Promise<RemovalPreview>;
  /** Throws ConflictError for the default account, and when `seen` is no longer what would happen. */
  remove(doing: Doing, ref: AccountRef, seen: string): Promise<void>;
}

export function createManageAccountsService(deps: BillingAccountsDeps): ManageAccountsService {
  const { on, accounts, audit, changeAs, once, ensureCompanion } = deps;

  async function checkName(
    clientId: number,
    name: string,
    own: BillingAccount | undefined,
    tx: Executor,
  ): Promise<void> {
    if (name === '' && !own?.isDefault) throw refused('name', 'name');
    const holder = name === '' ? undefined : await accounts.findNamed(clientId, name, tx);
    if (holder && holder !== own?.id) throw refused('name', 'taken', { name });
  }

  async function planAdd(
    clientId: number,
    name: string,
    contactId: number,
    executor: Executor,
  ): Promise<AddPreview> {
    await checkName(clientId, name, undefined, executor);
    const { routing } = await readAccounts(deps, clientId, executor);
    const nobodyYet = { name, isDefault: false, contactId: undefined };
    checkContact(routing.client, nobodyYet, contactId);
    const preview = previewOf(routing, withNewAccount(routing.client, name, contactId));
    const contact = routing.client.contacts.find((one) => one.contactId === contactId) as ContactFacts;
    return { ...preview, name, contact };
  }

  async function planRemove(clientId: number, ref: AccountRef, executor: Executor): Promise<RemovalPreview> {
    const { routing, list } = await readAccounts(deps, clientId, executor);
    const account = accountIn(list, ref);
    if (account.isDefault) throw new ConflictError({ key: 'billing-accounts:errors.default' });
    const paid = [...(await accounts.services(clientId, executor)).values()];
    const serviceCount = paid.filter((id) => id === account.id).length;
    const preview = previewOf(routing, withoutAccount(routing.client, account.id));
    const seen = digest([preview.seen, versionOf(account), serviceCount]);
    return { ...preview, account, serviceCount, seen };
  }

  async function record(
    { actor, origin, clientId, reason }: Doing,
    action: 'billingAccount.added' | 'billingAccount.changed' | 'billingAccount.removed',
    about: { name: string; contactId?: number | undefined; changes: Changes },
    tx: Executor,
  ): Promise<void> {
    const { name, contactId, changes } = about;
    await audit.record(actor, origin, { clientId, action, name, contactId, changes, reason }, tx);
  }

  return {
    async previewAdd(actor, clientId, name, contactId) {
      authorise(actor, clientId, 'staff');
      return planAdd(clientId, name, contactId, on);
    },

    add: (doing, { name, contactId }, { seen, requestKey }) => {
      const { actor, clientId } = doing;
      const mark = { key: requestKey, request: ['billingAccount.add', name, contactId] };
      return changeAs(actor, clientId, 'staff', (tx) =>
        once(clientId, actor, mark, tx, async () => {
          const plan = await planAdd(clientId, name, contactId, tx);
          if (seen !== undefined && seen !== plan.seen) throw staleError('notices:conflict.seen');
          await ensureCompanion(clientId, contactId, tx);
          const id = await accounts.insert(clientId, { name, contactId }, tx);
          const changes = { contact: { before: '', after: plan.contact.name } };
          await record(doing, 'billingAccount.added', { name, contactId, changes }, tx);
          return id;
        }),
      );
    },

    rename: (doing, ref, name, version) =>
      changeAs(doing.actor, doing.clientId, 'staff', async (tx) => {
        const { clientId } = doing;
        const { list } = await readAccounts(deps, clientId, tx);
        const account = accountIn(list, ref);
        if (version !== versionOf(account)) throw staleError('billing-accounts:conflict.changed');
        await checkName(clientId, name, account, tx);
        if (name === account.name) return false;
        const stored = accountIn(await accounts.list(clientId, tx), ref);
        await accounts.update(clientId, { ...stored, name }, tx);
        const changes = { name: { before: account.name, after: name } };
        await record(doing, 'billingAccount.changed', { name: account.name, changes }, tx);
        return true;
      }),

    async previewRemove(actor, clientId, ref) {
      authorise(actor, clientId, 'staff');
      return planRemove(clientId, ref, on);
    },

    remove: (doing, ref, seen) =>
      changeAs(doing.actor, doing.clientId, 'staff', async (tx) => {
        const plan = await planRemove(doing.clientId, ref, tx);
        if (plan.seen !== seen) throw staleError('notices:conflict.seen');
        const { account, before } = plan;
        await accounts.remove(doing.clientId, account, tx);
        const was = before.contacts.find(({ contactId }) => contactId === account.contactId);
        const changes = { contact: { before: was?.name ?? '', after: '' } };
        await record(doing, 'billingAccount.removed', { name: account.name, changes }, tx);
      }),
  };
}

const refused = (field: string, key: string, params?: Record<string, string>): InputError =>
  new InputError({ [field]: { key: `billing-accounts:errors.${key}`, ...(params && { params }) } });
