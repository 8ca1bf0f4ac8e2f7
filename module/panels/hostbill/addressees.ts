// Everybody of every client, as far as mail needs them. HostBill has no switches per category (hosts.md §2.6): those are
// ours, and the owner's mail is on.
import type { Executor } from '../../support/database.js';
import { streamRows } from '../../support/row-stream.js';
import { mergedClients } from '../merged-clients.js';
import type { Addressee, MailFlags, PassFilter, StreamedClient } from '../panel.js';
import type { HostBillShape } from './probe.js';
import { textOf, type Row } from './text.js';
import type { WrittenContacts } from './written.js';

export interface AddresseesDeps {
  shape: HostBillShape;
  hasContacts: boolean;
}

const flags = (on: boolean): MailFlags => ({
  general: on,
  product: on,
  domain: on,
  invoice: on,
  support: on,
  affiliate: on,
});
export const OWNER_FLAGS = flags(true);
export const CONTACT_FLAGS = flags(false);

/** The owner and all contacts of these clients, in no order. */
export async function addresseesOf(
  { shape, written, hasContacts }: AddresseesDeps & { written: WrittenContacts },
  clientIds: readonly number[],
  on: Executor,
): Promise<Addressee[]> {
  const columns = columnsOf(shape);
  const owners = (await shape.clients(on).whereIn(shape.column('id'), clientIds).select(columns)) as Row[];
  const contacts: Row[] = hasContacts
    ? await shape.contacts(on).whereIn(shape.column('parent_id'), clientIds).select(columns)
    : [];
  const people = [...owners.map(ownerOf), ...contacts.map(contactOf)];
  return clientIds.reduce((all, clientId) => withWritten(all, clientId, written, on), people);
}

function withWritten(
  people: Addressee[],
  clientId: number,
  written: WrittenContacts,
  on: Executor,
): Addressee[] {
  const known = written.of(on, clientId);
  if (known.size === 0) return people;
  const others = people.filter((one) => one.clientId !== clientId || !known.has(one.contactId));
  const anew = [...known.values()].flatMap(({ contact }): Addressee[] => {
    if (!contact) return [];
    const { contactId, firstName, lastName, email } = contact;
    return [{ clientId, contactId, firstName, lastName, email, flags: CONTACT_FLAGS }];
  });
  return [...others, ...anew];
}

/** All clients with everybody in them. `window`: how many records are taken at a time. */
export const streamClients = (
  { shape, hasContacts }: AddresseesDeps,
  on: Executor,
  { size, only, window = 1000 }: { size: number; only?: PassFilter | undefined; window?: number },
): AsyncGenerator<StreamedClient[]> =>
  mergedClients(
    ownersInOrder(shape, on, window),
    hasContacts ? contactsInOrder(shape, on, only, window) : nobody(),
    size,
  );

async function* nobody(): AsyncGenerator<Addressee[]> {}

// Whether parents are indexed is not established: the records are sorted once and come as one long answer.
async function* contactsInOrder(
  shape: HostBillShape,
  on: Executor,
  only: PassFilter | undefined,
  window: number,
): AsyncGenerator<Addressee[]> {
  const parent = shape.column('parent_id');
  const contacts = shape
    .contacts(on)
    .orderBy([parent, shape.column('id')])
    .select(columnsOf(shape));
  // Nobody is in a pass for a switch or for the panel's invoices: HostBill's contacts have neither.
  if (only) void contacts.whereIn(parent, only.everybodyOf);
  for await (const rows of streamRows(contacts, on, window)) yield rows.map(contactOf);
}

async function* ownersInOrder(
  shape: HostBillShape,
  on: Executor,
  window: number,
): AsyncGenerator<StreamedClient[]> {
  const id = shape.column('id');
  for (let last = -1; ;) {
    const owners = shape.clients(on).where(id, '>', last).orderBy(id).limit(window);
    const rows = (await owners.select(columnsOf(shape))) as Row[];
    yield rows.map((row) => ({ clientId: Number(row['id']), billingContactId: 0, people: [ownerOf(row)] }));
    if (rows.length < window) return;
    last = Number(rows.at(-1)?.['id']);
  }
}

function columnsOf(shape: HostBillShape): Record<string, string> {
  const names = ['id', 'firstname', 'lastname', 'email', 'parent_id'].filter((name) => shape.tableOf(name));
  return Object.fromEntries(names.map((name) => [name, shape.column(name)]));
}

const personOf = (row: Row) => ({
  firstName: textOf(row['firstname']),
  lastName: textOf(row['lastname']),
  email: textOf(row['email']).trim(),
});
const ownerOf = (row: Row): Addressee => ({
  clientId: Number(row['id']),
  contactId: 0,
  ...personOf(row),
  flags: OWNER_FLAGS,
});
const contactOf = (row: Row): Addressee => ({
  clientId: Number(row['parent_id']),
  contactId: Number(row['id']),
  ...personOf(row),
  flags: CONTACT_FLAGS,
});
