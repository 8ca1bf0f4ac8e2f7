// All clients with everybody in them, in one pass. No index of tblcontacts is known but its id (hosts.md §1.2), so to go on from
// where the last rows ended may mean to read the whole table: its rows are sorted once and come as one long answer.
import type { Knex } from 'knex';
import type { Executor } from '../../support/database.js';
import { streamRows, type Row } from '../../support/row-stream.js';
import { mergedClients } from '../merged-clients.js';
import type { Addressee, PassFilter, StreamedClient } from '../panel.js';
import { billingContactOf } from './clients.js';
import { readPreferences } from './mail-preferences.js';
import { switchColumns, switchesOf } from './mail.js';
import type { WhmcsShape } from './probe.js';
import { MAIL_SWITCHES } from './schema.js';
import { decodeEntities } from './text.js';

/** `window`: how many rows are taken from a table at a time. */
export const streamClients = (
  shape: WhmcsShape,
  on: Executor,
  { size, only, window = 1000 }: { size: number; only?: PassFilter | undefined; window?: number },
): AsyncGenerator<StreamedClient[]> =>
  mergedClients(ownersInOrder(shape, on, window), contactsInOrder(shape, on, only, window), size);

async function* contactsInOrder(
  shape: WhmcsShape,
  on: Executor,
  only: PassFilter | undefined,
  window: number,
): AsyncGenerator<Addressee[]> {
  if (!shape.has('tblcontacts', 'id', 'userid')) return;
  const contacts = contactsOf(shape, on).orderBy(['userid', 'id']);
  if (only) void contacts.where((one) => filtered(one, only, shape, on));
  for await (const rows of streamRows(contacts, on, window)) yield rows.map(contactIn);
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

async function* ownersInOrder(
  shape: WhmcsShape,
  on: Executor,
  window: number,
): AsyncGenerator<StreamedClient[]> {
  for await (const rows of streamRows(owned(shape, on).orderBy('id'), on, window))
    yield rows.map((row) => {
      const owner = ownerIn(row);
      return { clientId: owner.clientId, billingContactId: billingContactOf(row), people: [owner] };
    });
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
  return [...owners.map(ownerIn), ...contacts.map(contactIn)];
}

function owned(shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const optional = ['email_preferences', 'billingcid'].filter((column) => shape.has('tblclients', column));
  return on('tblclients').select('id', 'firstname', 'lastname', 'email', ...optional);
}

function contactsOf(shape: WhmcsShape, on: Executor): Knex.QueryBuilder {
  const names = ['firstname', 'lastname', 'email'].filter((column) => shape.has('tblcontacts', column));
  return on('tblcontacts').select('id', 'userid', ...names, ...switchColumns(shape));
}

const ownerIn = (row: Row): Addressee => personOf(Number(row['id']), 0, row);
const contactIn = (row: Row): Addressee => personOf(Number(row['userid']), Number(row['id']), row);

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
