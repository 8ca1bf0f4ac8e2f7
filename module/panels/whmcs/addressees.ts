// All clients with everybody in them, in one pass. No index of tblcontacts is known but its id (hosts.md §1.2), so to go on from
// where the last rows ended may mean to read the whole table: its rows are sorted once and come as one long answer.
import type { Knex } from 'knex';
import type { Executor } from '../../support/database.js';
import { streamRows, type Row } from '../../support/row-stream.js';
import type { Addressee, PassFilter, StreamedClient } from '../panel.js';
import { billingContactOf } from './clients.js';
import { readPreferences } from './mail-preferences.js';
import { switchColumns, switchesOf } from './mail.js';
import type { WhmcsShape } from './probe.js';
import { MAIL_SWITCHES } from './schema.js';
import { decodeEntities } from './text.js';

/** `window`: how many rows are taken from a table at a time. */
export async function* streamClients(
  shape: WhmcsShape,
  on: Executor,
  { size, only, window = 1000 }: { size: number; only?: PassFilter | undefined; window?: number },
): AsyncGenerator<StreamedClient[]> {
  const contacts = contactsInOrder(shape, on, only, window);
  let rows: Row[] | undefined = [];
  let at = 0;
  let [clients, count]: [StreamedClient[], number] = [[], 0];
  try {
    for await (const owners of streamRows(owned(shape, on).orderBy('id'), on, window)) {
      for (const owner of owners) {
        const clientId = Number(owner['id']);
        const people = [personOf(clientId, 0, owner)];
        for (;;) {
          if (rows?.length === at) [rows, at] = [await next(contacts), 0];
          const row = rows?.[at];
          if (!row || Number(row['userid']) > clientId) break;
          at += 1;
          // Those in between belong to clients that are gone.
          if (Number(row['userid']) === clientId) people.push(personOf(clientId, Number(row['id']), row));
        }
        clients.push({ clientId, billingContactId: billingContactOf(owner), people });
        count += people.length;
        if (count < size) continue;
        yield clients;
        [clients, count] = [[], 0];
      }
    }
    if (clients.length > 0) yield clients;
  } finally {
    await contacts.return(undefined);
  }
}

/** Undefined at the end. */
async function next(stream: AsyncGenerator<Row[]>): Promise<Row[] | undefined> {
  const { done, value } = await stream.next();
  return done ? undefined : value;
}

async function* contactsInOrder(
  shape: WhmcsShape,
  on: Executor,
  only: PassFilter | undefined,
  window: number,
): AsyncGenerator<Row[]> {
  if (!shape.has('tblcontacts', 'id', 'userid')) return;
  const contacts = contactsOf(shape, on).orderBy(['userid', 'id']);
  if (only) void contacts.where((one) => filtered(one, only, shape, on));
  yield* streamRows(contacts, on, window);
}

function filtered(
  contacts: Knex.QueryBuilder,
  { switchedOn, everybodyOf }: PassFilter,
  shape: WhmcsShape,
  on: Executor,
): void {
  void contacts.whereIn('userid', everybodyOf);
  const column = switchedOn && MAIL_SWITCHES[switchedOn];
  if (column && shape.has('tblcontacts', column)) void contacts.orWhere(column, '<>', 0);
  if (shape.has('tblclients', 'billingcid'))
    void contacts.orWhereIn('id', on('tblclients').whereNot('billingcid', 0).select('billingcid'));
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
  const optional = ['email_preferences', 'billingcid'].filter((column) => shape.has('tblclients', column));
  return on('tblclients').select('id', 'firstname', 'lastname', 'email', ...optional);
}

function contactsOf(shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const names = ['firstname', 'lastname', 'email'].filter((column) => shape.has('tblcontacts', column));
  return on('tblcontacts').select('id', 'userid', ...names, ...switchColumns(shape));
}

const personOf = (clientId: number, contactId: number, row: Row): Addressee => ({
  clientId,
  contactId,
  firstName: textOf(row['firstname']),
  lastName: textOf(row['lastname']),
  email: textOf(row['email']).trim(),
  flags: contactId === 0 ? readPreferences(row['email_preferences']) : switchesOf(row),
});

function textOf(stored: Row[string] | undefined): string {
  const text = String(stored ?? '');
  return text.includes('&') ? decodeEntities(text) : text;
}
