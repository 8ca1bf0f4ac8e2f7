// Billing accounts (N3): the payers under a client, the contact of each, and which services each pays for. Callers hold
// the client's lock for every write; a chosen contact's companion row must exist.
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export interface BillingAccount {
  /** 0 = the default account while nothing of it was ever changed. */
  id: number;
  /** '' = the default account under its common name. */
  name: string;
  isDefault: boolean;
  /** Undefined until chosen: then it is the primary billing holder. */
  contactId: number | undefined;
  version: number;
}

interface AccountRow {
  id: number;
  client_id: number;
  name: string;
  is_default: number | null;
  contact_id: number | null;
  version: number;
}

const UNTOUCHED: BillingAccount = { id: 0, name: '', isDefault: true, contactId: undefined, version: 0 };

export class KnexBillingAccountStore {
  /** What `list` says of a client that we have never written for. */
  readonly untouched: readonly BillingAccount[] = [UNTOUCHED];

  /** The default one first, which every client has, then by name. */
  async list(clientId: number, on: Executor): Promise<BillingAccount[]> {
    return (await this.listMany([clientId], on)).get(clientId) ?? [UNTOUCHED];
  }

  /** By client, each as `list`. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, BillingAccount[]>> {
    const rows = (await on(table('billing_accounts'))
      .whereIn('client_id', clientIds)
      .orderBy(['client_id', 'name', 'id'])) as AccountRow[];
    const found = new Map(clientIds.map((clientId) => [clientId, [UNTOUCHED]]));
    for (const row of rows) {
      const [standard = UNTOUCHED, ...others] = found.get(row.client_id) ?? [];
      const account = toAccount(row);
      found.set(row.client_id, account.isDefault ? [account, ...others] : [standard, ...others, account]);
    }
    return found;
  }

  /** The id of the client's account of this name, as the database compares names; undefined when it is free. */
  async findNamed(clientId: number, name: string, on: Executor): Promise<number | undefined> {
    const row = (await on(table('billing_accounts')).where({ client_id: clientId, name }).first('id')) as
      { id: number } | undefined;
    return row?.id;
  }

  /** Adds one that is not the default; its name is not taken yet within the client. */
  insert(
    clientId: number,
    { name, contactId }: { name: string; contactId: number },
    tx: Executor,
  ): Promise<number> {
    return this.add(clientId, { ...UNTOUCHED, name, contactId, isDefault: false }, tx);
  }

  /** Writes name and contact on the version that was read; the default one gets its row with its first change. */
  async update(clientId: number, account: BillingAccount, tx: Executor): Promise<void> {
    if (account.version === 0) {
      await this.add(clientId, account, tx);
      return;
    }
    const { id, version, name, contactId } = account;
    const written = await tx(table('billing_accounts'))
      .where({ client_id: clientId, id, version })
      .update({ name, contact_id: contactId ?? null, version: version + 1 });
    expectRows(written, 1, 'billing account updated');
  }

  /** Its services go over to the default account, which is never removed. */
  async remove(clientId: number, { id, version }: BillingAccount, tx: Executor): Promise<void> {
    const removed = await tx(table('billing_accounts'))
      .where({ client_id: clientId, id, version })
      .whereNull('is_default')
      .delete();
    expectRows(removed, 1, 'billing account removed');
  }

  /** Service → account, without those of the default account; also of services that are gone by now. */
  async services(clientId: number, on: Executor): Promise<Map<number, number>> {
    const rows = (await on(table('billing_account_services'))
      .where('client_id', clientId)
      .select('service_id', 'account_id')) as { service_id: number; account_id: number }[];
    return new Map(rows.map((row) => [row.service_id, row.account_id]));
  }

  /** Gives the service to one of the client's accounts; undefined = the default one. */
  async assign(
    clientId: number,
    serviceId: number,
    accountId: number | undefined,
    tx: Executor,
  ): Promise<void> {
    const key = { client_id: clientId, service_id: serviceId };
    await tx(table('billing_account_services')).where(key).delete();
    if (accountId === undefined) return;
    await tx(table('billing_account_services')).insert({ ...key, account_id: accountId });
  }

  private async add(clientId: number, account: BillingAccount, tx: Executor): Promise<number> {
    const [id] = (await tx(table('billing_accounts')).insert({
      client_id: clientId,
      name: account.name,
      is_default: account.isDefault ? 1 : null,
      contact_id: account.contactId ?? null,
    })) as [number];
    return id;
  }
}

const toAccount = (row: AccountRow): BillingAccount => ({
  id: row.id,
  name: row.name,
  isDefault: row.is_default === 1,
  contactId: row.contact_id ?? undefined,
  version: row.version,
});
