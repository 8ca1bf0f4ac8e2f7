// Contacts as one record: the panel's row and our companion row beside it (C2). Each read and write takes the client
// first, so that a query without an owner cannot be written.
import type { Panel, PanelContact, PanelFields } from '../panels/panel.js';
import { expectRows, type Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import { table } from '../support/tables.js';
import type { KnexRoleStore } from '../roles/store.js';
import { assembleContact, NO_COMPANION, type Companion, type Contact, type Title } from './contact.js';

export interface ContactStore {
  find(clientId: number, contactId: number, on: Executor): Promise<Contact | undefined>;
  /** Those of these contacts that are there, in no order. */
  list(clientId: number, contactIds: readonly number[], on: Executor): Promise<Contact[]>;
  /** Throws NotFoundError: absent and another client's look the same. */
  get(clientId: number, contactId: number, on: Executor): Promise<Contact>;
  findByEmail(clientId: number, email: string, on: Executor): Promise<PanelContact | undefined>;
  /** Who has these addresses, by address in lower case: in one question, for as many as there are. 0 is the owner. */
  idsByEmail(clientId: number, emails: readonly string[], on: Executor): Promise<ReadonlyMap<string, number>>;
  /** Everybody of the client with one of these addresses, by id, the owner first. */
  holdersOf(
    clientId: number,
    emails: readonly string[],
    on: Executor,
  ): Promise<{ contactId: number; email: string }[]>;
  insert(
    clientId: number,
    fields: PanelFields,
    companion: Omit<Companion, 'version'>,
    on: Executor,
  ): Promise<number>;
  /** 'stale' when the panel's row is no longer what `contact` was read from; then nothing was written. */
  update(
    contact: Contact,
    changes: Partial<PanelFields>,
    companion: Omit<Companion, 'version'>,
    on: Executor,
  ): Promise<'saved' | 'stale'>;
  remove(clientId: number, contactId: number, on: Executor): Promise<void>;
}

interface CompanionRow {
  contact_id: number;
  kind: Companion['kind'];
  title: Title;
  phone_country: string;
  mobile_country: string;
  mobile_number: string;
  street: string;
  house_number: string;
  language: string;
  note: string;
  version: number;
}

export class KnexContactStore implements ContactStore {
  constructor(
    private readonly panel: Pick<Panel, 'contacts'>,
    private readonly roles: KnexRoleStore,
  ) {}

  async find(clientId: number, contactId: number, on: Executor): Promise<Contact | undefined> {
    const [contact] = await this.list(clientId, [contactId], on);
    return contact;
  }

  async list(clientId: number, contactIds: readonly number[], on: Executor): Promise<Contact[]> {
    if (contactIds.length === 0) return [];
    const rows = await this.panel.contacts.list(clientId, contactIds, on);
    const companions = await this.companions(clientId, contactIds, on);
    const types = await this.roles.ownTypes(clientId, contactIds, on);
    return rows.map((stored) => {
      const companion = companions.get(stored.contactId) ?? NO_COMPANION;
      return assembleContact(clientId, stored, companion, types.get(stored.contactId) ?? []);
    });
  }

  async get(clientId: number, contactId: number, on: Executor): Promise<Contact> {
    const contact = await this.find(clientId, contactId, on);
    if (!contact) throw new NotFoundError('contact');
    return contact;
  }

  findByEmail(clientId: number, email: string, on: Executor): Promise<PanelContact | undefined> {
    return this.panel.contacts.findByEmail(clientId, email, on);
  }

  async idsByEmail(
    clientId: number,
    emails: readonly string[],
    on: Executor,
  ): Promise<ReadonlyMap<string, number>> {
    const holders = await this.holdersOf(clientId, emails, on);
    // The first of several wins, the owner before all; the database's own comparison takes é for e.
    return new Map(holders.toReversed().map(({ contactId, email }) => [lowered(email), contactId]));
  }

  async holdersOf(
    clientId: number,
    emails: readonly string[],
    on: Executor,
  ): Promise<{ contactId: number; email: string }[]> {
    if (emails.length === 0) return [];
    const rows = (await on
      .from(this.panel.contacts.relation(clientId, on).as('c'))
      .whereRaw(`TRIM(c.email) IN (${emails.map(() => '?').join(', ')})`, emails.map(lowered))
      .orderBy('c.contact_id')
      .select('c.contact_id', 'c.email')) as { contact_id: number; email: string }[];
    return rows.map(({ contact_id, email }) => ({ contactId: contact_id, email }));
  }

  async insert(
    clientId: number,
    fields: PanelFields,
    companion: Omit<Companion, 'version'>,
    on: Executor,
  ): Promise<number> {
    const contactId = await this.panel.contacts.insert(clientId, fields, on);
    await on(table('contacts')).insert({ client_id: clientId, contact_id: contactId, ...toRow(companion) });
    return contactId;
  }

  async update(
    contact: Contact,
    changes: Partial<PanelFields>,
    companion: Omit<Companion, 'version'>,
    on: Executor,
  ): Promise<'saved' | 'stale'> {
    const { clientId, contactId, companionVersion } = contact;
    const key = { client_id: clientId, contact_id: contactId };
    // Version 0 is a row that says nothing yet, or none: both are written the same way.
    if (companionVersion === 0) {
      const row = { ...toRow(companion), version: 1 };
      await on(table('contacts'))
        .insert({ ...key, ...row })
        .onConflict(['client_id', 'contact_id'])
        .merge(row);
    } else {
      const row = { ...toRow(companion), version: companionVersion + 1 };
      const affected = await on(table('contacts'))
        .where({ ...key, version: companionVersion })
        .update(row);
      expectRows(affected, 1, 'companion row updated');
    }
    // The panel's row last: from here to the commit the panel's own screens would wait for it (safety.md §5).
    return Object.keys(changes).length === 0
      ? 'saved'
      : this.panel.contacts.update(clientId, contact.stored, changes, on);
  }

  async remove(clientId: number, contactId: number, on: Executor): Promise<void> {
    await on(table('contacts')).where({ client_id: clientId, contact_id: contactId }).delete();
    await this.panel.contacts.remove(clientId, contactId, on);
  }

  private async companions(clientId: number, contactIds: readonly number[], on: Executor) {
    const rows = (await on(table('contacts'))
      .where('client_id', clientId)
      .whereIn('contact_id', contactIds)) as CompanionRow[];
    return new Map(rows.map((row) => [row.contact_id, fromRow(row)]));
  }
}

const lowered = (email: string): string => email.trim().toLowerCase();

function toRow(companion: Omit<Companion, 'version'>): Omit<CompanionRow, 'version' | 'contact_id'> {
  return {
    kind: companion.kind,
    title: companion.title,
    phone_country: companion.phoneCountry,
    mobile_country: companion.mobileCountry,
    mobile_number: companion.mobileNumber,
    street: companion.street,
    house_number: companion.houseNumber,
    language: companion.language,
    note: companion.note,
  };
}

function fromRow(row: CompanionRow): Companion {
  return {
    kind: row.kind,
    title: row.title,
    phoneCountry: row.phone_country,
    mobileCountry: row.mobile_country,
    mobileNumber: row.mobile_number,
    street: row.street,
    houseNumber: row.house_number,
    language: row.language,
    note: row.note,
    version: row.version,
  };
}
