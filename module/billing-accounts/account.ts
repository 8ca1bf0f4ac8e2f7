// A billing account (N3): a payer under a client, with exactly one billing contact. Pure rules; what the panel itself
// keeps of it is read and written by the service.
import type { ClientFacts } from '../notices/client-facts.js';
import { digest } from '../support/digest.js';
import { InputError, NotFoundError } from '../support/errors.js';
import type { BillingAccount } from './store.js';

/** Names an account from outside. The default one has no row until something of it is changed. */
export type AccountRef = 'default' | number;

/** Of no account: what a new one is called in previews, before it has an id. */
const NEW_ACCOUNT = -1;

/** Reads "default", or an id; 0 is the default one too. Throws NotFoundError for anything else. */
export function accountRefOf(text: string | undefined): AccountRef {
  if (text === 'default' || text === '0') return 'default';
  if (text === undefined || !/^[1-9]\d{0,14}$/.test(text)) throw new NotFoundError('billing account');
  return Number(text);
}

/** The way back: the default account's id changes with its first change, its word does not. */
export const refTo = ({ id, isDefault }: Pick<BillingAccount, 'id' | 'isDefault'>): AccountRef =>
  isDefault ? 'default' : id;

/** Throws NotFoundError when it is not among the client's. */
export function accountIn<Account extends Pick<BillingAccount, 'id' | 'isDefault'>>(
  accounts: readonly Account[],
  ref: AccountRef,
): Account {
  const found = accounts.find(({ id, isDefault }) => (ref === 'default' ? isDefault : id === ref));
  if (!found) throw new NotFoundError('billing account');
  return found;
}

/** Changes with everything that is shown of it (D3). `contactId`: as the panel has it, where the panel keeps it. */
export const versionOf = ({ id, name, contactId, version }: BillingAccount): string =>
  digest([id, name, contactId ?? null, version]);

/**
 * Whom this account may be given to: one of the client's, and somebody else than now. Undefined = nobody chosen, which
 * only the default account can be. Throws InputError at "contactId".
 */
export function checkContact(
  client: ClientFacts,
  account: Pick<BillingAccount, 'name' | 'isDefault' | 'contactId'>,
  contactId: number | undefined,
): void {
  const contact = client.contacts.find((one) => one.contactId === contactId);
  const isNobody = contactId === undefined && account.isDefault;
  if (!contact && !isNobody) throw new InputError({ contactId: { key: 'billing-accounts:errors.select' } });
  if (contactId !== account.contactId) return;
  throw new InputError({
    contactId: contact
      ? {
          key: account.name ? 'billing-accounts:errors.already' : 'billing-accounts:errors.alreadyDefault',
          params: { name: contact.name, account: account.name },
        }
      : { key: 'billing-accounts:errors.alreadyNobody' },
  });
}

export const withNewAccount = (client: ClientFacts, name: string, contactId: number): ClientFacts => ({
  ...client,
  billingAccounts: [...client.billingAccounts, { id: NEW_ACCOUNT, name, contactId, isDefault: false }],
});

/** Removed: what was its own is the default account's from then on. */
export const withoutAccount = (client: ClientFacts, accountId: number): ClientFacts => ({
  ...client,
  billingAccounts: client.billingAccounts.filter(({ id }) => id !== accountId),
});
