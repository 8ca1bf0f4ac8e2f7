// Everybody of every client in one pass. No index of tblcontacts is known but its id (hosts.md §1.2), so to go on from
// where the last rows ended may mean to read the whole table: rows are therefore read in long windows, whatever the
// caller takes at a time. Nothing stays open in between, so the caller may query on the same connection.
import type { Knex } from 'knex';
import type { Executor } from '../../support/database.js';
import type { Addressee } from '../panel.js';
import { readPreferences } from './mail-preferences.js';
import { switchColumns, switchesOf } from './mail.js';
import type { WhmcsShape } from './probe.js';
import { decodeEntities } from './text.js';

type Row = Record<string, string | number | null>;

/** `window`: how many rows one look at a table brings. */
export async function* streamAddressees(
  shape: WhmcsShape,
  on: Executor,
  batch: number,
  window = 50_000,
): AsyncGenerator<Addressee[]> {
  let people: Addressee[] = [];
  for await (const one of everybody(shape, on, window)) {
    people.push(one);
    if (people.length < batch) continue;
    yield people;
    people = [];
  }
  if (people.length > 0) yield people;
}

async function* everybody(shape: WhmcsShape, on: Executor, window: number): AsyncGenerator<Addressee> {
  const contacts = rowsOf(window, (last) => contactsAfter(last, shape, on).limit(window));
  const none = { done: true, value: undefined } as const;
  let contact = shape.has('tblcontacts', 'id', 'userid') ? await contacts.next() : none;
  for await (const owner of rowsOf(window, (last) => ownersAfter(last, shape, on).limit(window))) {
    const clientId = Number(owner['id']);
    yield personOf(clientId, 0, owner);
    // Those in between belong to clients that are gone.
    for (; !contact.done && Number(contact.value['userid']) <= clientId; contact = await contacts.next()) {
      if (contact.value['userid'] !== clientId) continue;
      yield personOf(clientId, Number(contact.value['id']), contact.value);
    }
  }
}

async function* rowsOf(
  window: number,
  rowsAfter: (last: Row | undefined) => PromiseLike<Row[]>,
): AsyncGenerator<Row> {
  for (let last: Row | undefined; ;) {
    const rows = await rowsAfter(last);
    yield* rows;
    if (rows.length < window) return;
    last = rows.at(-1);
  }
}

/** The owner and all contacts of these clients, in no order. */
export async function addresseesOf(
  shape: WhmcsShape,
  clientIds: readonly number[],
  on: Executor,
): Promise<Addressee[]> {
  const owners = (await owned(shape, on).whereIn('id', clientIds)) as Row[];
  const contacts: Row[] = shape.has('tblcontacts', 'id', 'userid')
    ? await contactsOf(shape, on).whereIn('userid', clientIds)
    : [];
  return [
    ...owners.map((row) => personOf(Number(row['id']), 0, row)),
    ...contacts.map((row) => personOf(Number(row['userid']), Number(row['id']), row)),
  ];
}

function owned(shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const preferences = shape.has('tblclients', 'email_preferences') ? ['email_preferences'] : [];
  return on('tblclients').select('id', 'firstname', 'lastname', 'email', ...preferences);
}

function contactsOf(shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const names = ['firstname', 'lastname', 'email'].filter((column) => shape.has('tblcontacts', column));
  return on('tblcontacts').select('id', 'userid', ...names, ...switchColumns(shape));
}

function ownersAfter(last: Row | undefined, shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  return owned(shape, on)
    .where('id', '>', last?.['id'] ?? -1)
    .orderBy('id');
}

function contactsAfter(last: Row | undefined, shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const [clientId, contactId] = [last?.['userid'] ?? -1, last?.['id'] ?? -1];
  return contactsOf(shape, on)
    .where('userid', '>', clientId)
    .orWhere((same) => void same.where('userid', clientId).where('id', '>', contactId))
    .orderBy(['userid', 'id']);
}

const personOf = (clientId: number, contactId: number, row: Row): Addressee => ({
  clientId,
  contactId,
  firstName: textOf(row['firstname']),
  lastName: textOf(row['lastname']),
  email: textOf(row['email']).trim(),
  flags: contactId === 0 ? readPreferences(row['email_preferences']) : switchesOf(row),
});

const textOf = (stored: Row[string] | undefined): string => decodeEntities(String(stored ?? ''));
