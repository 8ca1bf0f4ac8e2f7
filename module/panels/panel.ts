// The port: what every panel must be able to tell and do, in our words. Rules ask `capabilities`, never the panel's
// name. Three kinds of panel fit: contacts in a table of their own, contacts as client-shaped records, and no contacts
// at all (then the adapter keeps them in a table of ours).
import type { Knex } from 'knex';
import type { Executor } from '../support/database.js';
import type { FieldErrors, Message } from '../support/errors.js';
import type { PanelDepartments, PanelHosting } from './panel-hosting.js';
import type { PanelLogins } from './panel-logins.js';
import type { Addressee, EmailCategory, PanelMail } from './panel-mail.js';

export type * from './panel-hosting.js';
export type * from './panel-logins.js';
export type * from './panel-mail.js';

export interface Panel {
  readonly id: string;
  /** The product's name and what the probe found, for the doctor: no values, fit to be sent to the project. */
  readonly description: string;
  readonly capabilities: Capabilities;
  readonly contacts: PanelContacts;
  readonly clients: PanelClients;
  readonly logins: PanelLogins;
  readonly departments: PanelDepartments;
  readonly hosting: PanelHosting;
  readonly mail: PanelMail;
  /** What the provider calls itself and where its client area is, as far as the panel knows; read at every boot. */
  provider(on: Executor): Promise<{ name?: string; url?: string }>;
  /**
   * Tells the panel what it has not taken yet and reads what was changed there; asked for again and again, beside
   * requests. Absent where every write is part of our own transaction. Throws UnavailableError.
   */
  catchUp?(on: Executor): Promise<void>;
}

/**
 * What this panel can hold. An absent one is off, with the reason in words for doctor and pages. `ownerDetails`,
 * `contactChanges`, `contactEmail` and `passwords`: that they can be changed from here.
 */
export type Capability =
  | 'contacts'
  | 'ownerDetails'
  | 'contactChanges'
  | 'contactEmail'
  | 'taxNumber'
  | 'clientMailPreferences'
  | 'mailSwitches'
  | 'mailTemplates'
  | 'billingContact'
  | 'separateLogins'
  | 'logins'
  | 'passwords'
  | 'departments'
  | 'services'
  | 'domains'
  | 'clientGroups'
  | 'staff';
export type Capabilities = Readonly<Record<Capability, Held | NotHeld>>;
export interface Held {
  on: true;
}
export interface NotHeld {
  on: false;
  because: Message;
  /** What is chosen about it on our pages is kept in our tables, and holds here alone. Left out: it cannot be chosen. */
  keptHere?: true;
}

/** The fields that every panel stores for an owner or a contact. Text is '' when absent, never null. */
export interface PanelFields {
  firstName: string;
  lastName: string;
  companyName: string;
  email: string;
  /** As the panel writes it; `contacts/phone.ts` reads and writes the form the adapter names. */
  phone: string;
  address1: string;
  address2: string;
  city: string;
  /** As stored: a code, a name or free text. */
  state: string;
  postalCode: string;
  /** ISO 3166-1 alpha-2 in capitals where the panel's value allows it, else ''. */
  country: string;
  taxNumber: string;
}

export interface PanelContact extends PanelFields {
  /** The panel's own id; 0 is the owner, the client's own main details. */
  contactId: number;
  /** The row is itself a login of this panel: its address is what somebody signs in with. */
  isLogin: boolean;
  /** As text of the panel's own clock; undefined for its zero dates. */
  addedAt: string | undefined;
}

export interface PanelContacts {
  /** The owner for 0. Undefined when absent or another client's. */
  find(clientId: number, contactId: number, on: Executor): Promise<PanelContact | undefined>;
  /** Those of these contacts that are there, in no order; 0 is the owner. */
  list(clientId: number, contactIds: readonly number[], on: Executor): Promise<PanelContact[]>;
  /**
   * All contacts and the owner as a relation to select from, with the columns `contact_id, first_name, last_name,
   * email, phone, added_at`, texts as people read them. They may only be compared with bound parameters and joined never (hosts.md §4.1).
   */
  relation(clientId: number, on: Executor): Knex.QueryBuilder;
  /** Whose address this is within the client, compared case-insensitively and trimmed. */
  findByEmail(clientId: number, email: string, on: Executor): Promise<PanelContact | undefined>;
  /** Everybody at this panel with one of these addresses, compared as above; owners first, then by id. */
  registered(emails: readonly string[], on: Executor): Promise<{ clientId: number; contactId: number }[]>;
  /** What the panel's columns cannot hold (length, characters), as field errors; {} when all fits. */
  refusals(fields: Partial<PanelFields>): FieldErrors;
  /** Adds the row with the panel's own conventions; the panel's mail switches are off, as on its own form. */
  insert(clientId: number, fields: PanelFields, on: Executor): Promise<number>;
  /** Writes only `changes`, and only if the row still holds what was `seen`; 'stale' when it does not. */
  update(
    clientId: number,
    seen: PanelContact,
    changes: Partial<PanelFields>,
    on: Executor,
  ): Promise<'saved' | 'stale'>;
  /** Removes a contact and with it its login, where both are one row. Never the owner. */
  remove(clientId: number, contactId: number, on: Executor): Promise<void>;
  /** The owner and all contacts of these clients, in no order: who gets mail there. */
  addressees(clientIds: readonly number[], on: Executor): Promise<Addressee[]>;
  /**
   * All clients by id, each with everybody in it by contact id, the owner first; in arrays with about `size` people, of
   * whole clients: the memory it takes is that of the largest client. Contacts of a client that is gone are left out. It
   * takes two connections out of the pool until it ends, so it is not one moment with anything else; throws Error
   * in a transaction. `only`: without the contacts that are not in it.
   */
  stream(on: Executor, size: number, only?: PassFilter): AsyncIterable<StreamedClient[]>;
}

export interface ClientSummary {
  clientId: number;
  ownerName: string;
  companyName: string;
  email: string;
  /** The panel's own word: "Active", "Inactive", "Closed". */
  status: string;
  language: string | undefined;
  /** The contact on the client's invoices; 0 = the owner (C7). */
  billingContactId: number;
  /** The group whose ceilings apply; undefined for none. It may be a group that is gone. */
  clientGroupId: number | undefined;
}

/** Which contacts a pass needs besides the owners and the billing contacts. */
export interface PassFilter {
  /** Those with this mail switch on; undefined = none for their switches. */
  switchedOn: EmailCategory | undefined;
  /** Everybody of these clients: a query for their ids. */
  everybodyOf: Knex.QueryBuilder;
}

/** A client in a pass over all of them. */
export interface StreamedClient extends Pick<ClientSummary, 'clientId' | 'billingContactId'> {
  people: readonly Addressee[];
}

export interface PanelClients {
  find(clientId: number, on: Executor): Promise<ClientSummary | undefined>;
  /** By name, company, email or id. Ordered by id match first, then by company and name. */
  search(
    query: { q: string; limit: number; offset: number },
    on: Executor,
  ): Promise<{ total: number; clients: ClientSummary[] }>;
  counts(on: Executor): Promise<{ clients: number; contacts: number }>;
  /** The next `limit` clients after this one, by id: a few at a time, for whoever looks at all of them. */
  after(clientId: number, limit: number, on: Executor): Promise<ClientSummary[]>;
  /** By name; [] while groups are off. */
  groups(on: Executor): Promise<{ id: number; name: string }[]>;
  /** Client → its group, for those of these clients that are there. */
  groupsOf(
    clientIds: readonly number[],
    on: Executor,
  ): Promise<ReadonlyMap<number, ClientSummary['clientGroupId']>>;
  /**
   * Puts this contact (0 = the owner) on the client's invoices, if it is the client's and the panel still holds what was
   * `seen`; else 'stale', and nothing is written. Throws Error while `billingContact` is off.
   */
  setBillingContact(
    clientId: number,
    seen: number,
    contactId: number,
    on: Executor,
  ): Promise<'saved' | 'stale'>;
}
