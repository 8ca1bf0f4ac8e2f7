// Types and slots in our tables. The slot row alone is the truth about a primary role: no flag, no copy (safety.md F1).
import { expectRows, type Executor } from '../support/database.js';
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import { table } from '../support/tables.js';
import {
  CONTACT_TYPES,
  PRIMARY_ROLES,
  standIns,
  type ContactType,
  type PrimaryRole,
  type Slot,
} from './role.js';

interface TypeRow {
  client_id: number;
  contact_id: number;
  type: ContactType;
}

interface SlotRow {
  client_id: number;
  role: PrimaryRole;
  contact_id: number;
  chosen: number;
  since: string | null;
  promoted_by: string;
}

function slotsIn(rows: readonly SlotRow[], clientId: number): Slot[] {
  return PRIMARY_ROLES.map((role) => {
    const row = rows.find((candidate) => candidate.role === role);
    if (!row) throw new Error(`Client ${clientId} has no slot for ${role}`);
    return {
      role,
      contactId: row.contact_id,
      chosen: row.chosen === 1,
      since: fromSqlTime(row.since),
      promotedBy: row.promoted_by,
    };
  });
}

export class KnexRoleStore {
  constructor(private readonly clock: Clock) {}

  /** The four slots in their fixed order. A client we have never written for: the owner stands in for all (R2). */
  async slots(clientId: number, on: Executor): Promise<Slot[]> {
    const rows = (await on(table('primary_roles')).where('client_id', clientId)) as SlotRow[];
    return rows.length === 0 ? standIns() : slotsIn(rows, clientId);
  }

  /** Clients whose primary roles all have a chosen holder: nobody stands in. */
  async countComplete(on: Executor): Promise<number> {
    const complete = on(table('primary_roles'))
      .where('chosen', 1)
      .groupBy('client_id')
      .having(on.raw('COUNT(*) = ?', [PRIMARY_ROLES.length]))
      .select('client_id');
    const row = (await on.from(complete.as('complete')).count({ total: '*' }).first()) as {
      total: number | string;
    };
    return Number(row.total);
  }

  /** By client, each as `slots`; a client that we have never written for has no entry. */
  async slotsOfMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Slot[]>> {
    const rows = (await on(table('primary_roles')).whereIn('client_id', clientIds)) as SlotRow[];
    const byClient = new Map<number, SlotRow[]>();
    for (const row of rows) byClient.set(row.client_id, [...(byClient.get(row.client_id) ?? []), row]);
    return new Map([...byClient].map(([clientId, own]) => [clientId, slotsIn(own, clientId)]));
  }

  /** By client, then by contact, each as `ownTypes`; who has none has no entry. */
  async ownTypesOfMany(
    clientIds: readonly number[],
    on: Executor,
  ): Promise<Map<number, Map<number, ContactType[]>>> {
    const rows = (await on(table('contact_types')).whereIn('client_id', clientIds)) as TypeRow[];
    const found = new Map<number, Map<number, ContactType[]>>();
    for (const { client_id, contact_id, type } of rows) {
      const contacts = found.get(client_id) ?? new Map<number, ContactType[]>();
      found.set(client_id, contacts.set(contact_id, [...(contacts.get(contact_id) ?? []), type]));
    }
    return found;
  }

  /** The types these contacts were given by themselves, without those that a role brings. */
  async ownTypes(
    clientId: number,
    contactIds: readonly number[],
    on: Executor,
  ): Promise<Map<number, ContactType[]>> {
    const rows = (await on(table('contact_types'))
      .where('client_id', clientId)
      .whereIn('contact_id', contactIds)) as TypeRow[];
    return new Map(
      contactIds.map((id) => {
        const own = rows.filter((row) => row.contact_id === id).map(({ type }) => type);
        return [id, CONTACT_TYPES.filter((type) => own.includes(type))];
      }),
    );
  }

  /** Replaces the contact's own types. Its companion row must exist. */
  async setTypes(
    clientId: number,
    contactId: number,
    types: readonly ContactType[],
    tx: Executor,
  ): Promise<void> {
    const key = { client_id: clientId, contact_id: contactId };
    await tx(table('contact_types')).where(key).delete();
    if (types.length > 0) await tx(table('contact_types')).insert(types.map((type) => ({ ...key, type })));
  }

  /** Gives the role to `to`, by primary key and under the client's lock; its type comes and stays with it (R3). */
  async move(
    clientId: number,
    { role, contactId: from }: Slot,
    to: number,
    by: string,
    tx: Executor,
  ): Promise<void> {
    const now = toSqlTime(this.clock.now());
    const moved = await tx(table('primary_roles'))
      .where({ client_id: clientId, role, contact_id: from })
      .update({
        contact_id: to,
        chosen: 1,
        since: now,
        promoted_by: by.slice(0, 255),
        version: tx.raw('version + 1'),
      });
    expectRows(moved, 1, 'primary role moved');
    const type = { client_id: clientId, contact_id: to, type: role };
    await tx(table('contact_types')).insert(type).onConflict(['client_id', 'contact_id', 'type']).ignore();
  }
}
