// What is known of a contact's address: confirmed by whoever reads it, or blocked. Marks are about the address, so one
// that was changed since has none (safety.md G12).
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { addressKey } from '../contacts/address-key.js';

export interface AddressMark {
  /** As `addressKey` writes it: the address that the mark is about. */
  email: string;
  confirmedAt: Date | undefined;
  blockedAt: Date | undefined;
}

interface MarkRow {
  client_id: number;
  contact_id: number;
  email: string;
  confirmed_at: string | null;
  blocked_at: string | null;
}

type MarkColumn = 'confirmed_at' | 'blocked_at';

export class KnexMarkStore {
  constructor(private readonly clock: Clock) {}

  /** What is known of this address of the contact. */
  async find(
    clientId: number,
    contactId: number,
    email: string,
    on: Executor,
  ): Promise<AddressMark | undefined> {
    return (await this.known(clientId, [{ contactId, email }], on)).get(contactId);
  }

  /** By contact, also those about an address that the contact has no longer: compare before you use one. */
  async list(clientId: number, on: Executor): Promise<Map<number, AddressMark>> {
    return (await this.listMany([clientId], on)).get(clientId) ?? new Map<number, AddressMark>();
  }

  /** What is known of these contacts' addresses, as they are given here. */
  async known(
    clientId: number,
    contacts: readonly { contactId: number; email: string }[],
    on: Executor,
  ): Promise<Map<number, AddressMark>> {
    const ids = contacts.map(({ contactId }) => contactId);
    const rows = (await on(table('contact_marks'))
      .where('client_id', clientId)
      .whereIn('contact_id', ids)) as MarkRow[];
    const emails = new Map(contacts.map(({ contactId, email }) => [contactId, addressKey(email)]));
    const about = rows.filter(({ contact_id, email }) => emails.get(contact_id) === email);
    return new Map(about.map((row) => [row.contact_id, toMark(row)]));
  }

  /** Those of these contacts whose address, as it is given here, is confirmed. */
  async confirmed(
    clientId: number,
    contacts: readonly { contactId: number; email: string }[],
    on: Executor,
  ): Promise<Set<number>> {
    const known = await this.known(clientId, contacts, on);
    return new Set([...known].filter(([, { confirmedAt }]) => confirmedAt).map(([id]) => id));
  }

  /** The contacts whose mark blocks this address; one may have another by now: compare. */
  async refusedBy(clientId: number, email: string, on: Executor): Promise<number[]> {
    const rows = on(table('contact_marks')).where({ client_id: clientId, email: addressKey(email) });
    return (await rows.whereNotNull('blocked_at').pluck('contact_id')) as number[];
  }

  /** By client, then as `list`. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Map<number, AddressMark>>> {
    const rows = (await on(table('contact_marks')).whereIn('client_id', clientIds)) as MarkRow[];
    const found = new Map<number, Map<number, AddressMark>>();
    for (const row of rows) {
      const contacts = found.get(row.client_id) ?? new Map<number, AddressMark>();
      contacts.set(row.contact_id, toMark(row));
      found.set(row.client_id, contacts);
    }
    return found;
  }

  /** The contact's companion row must exist, here and below. */
  confirm(clientId: number, contactId: number, email: string, tx: Executor): Promise<void> {
    return this.write(clientId, contactId, email, { confirmed_at: toSqlTime(this.clock.now()) }, tx);
  }

  block(clientId: number, contactId: number, email: string, tx: Executor): Promise<void> {
    return this.write(clientId, contactId, email, { blocked_at: toSqlTime(this.clock.now()) }, tx);
  }

  unblock(clientId: number, contactId: number, email: string, tx: Executor): Promise<void> {
    return this.write(clientId, contactId, email, { blocked_at: null }, tx);
  }

  private async write(
    clientId: number,
    contactId: number,
    email: string,
    change: Partial<Record<MarkColumn, string | null>>,
    tx: Executor,
  ): Promise<void> {
    const known = await this.find(clientId, contactId, email, tx);
    const row = { client_id: clientId, contact_id: contactId, email: addressKey(email) };
    // Nothing that was known of another address goes over to this one.
    const fresh = known ? {} : { confirmed_at: null, blocked_at: null };
    await tx(table('contact_marks'))
      .insert({ ...row, ...change })
      .onConflict(['client_id', 'contact_id'])
      .merge({ email: row.email, ...fresh, ...change });
  }
}

const toMark = (row: MarkRow): AddressMark => ({
  email: row.email,
  confirmedAt: fromSqlTime(row.confirmed_at),
  blockedAt: fromSqlTime(row.blocked_at),
});
