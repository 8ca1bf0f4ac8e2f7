// What HostBill was told of each login and what it holds, in a table of ours: nobody has shown where HostBill keeps it, and
// asking its API at every request would make every page wait for it.
import { fromSqlTime, toSqlTime, type Clock } from '../../support/clock.js';
import type { Executor } from '../../support/database.js';
import { table } from '../../support/tables.js';

/** on: given by us · off: stopped by us, whatever HostBill says · seen: only read there. */
export type ToldState = 'on' | 'off' | 'seen';

export interface Told {
  clientId: number;
  contactId: number;
  state: ToldState;
  /** Privileges that we last asked for. */
  wanted: readonly string[];
  /** Privileges that HostBill held when it was read last, and those of `wanted` that it does not offer. */
  held: readonly string[];
  /** Path and value of privileges that we do not know, to be sent back unchanged. */
  kept: readonly (readonly [string, string])[];
  /** Undefined when HostBill has taken what is wanted. */
  dueAt: Date | undefined;
  tries: number;
}

interface ToldRow {
  client_id: number;
  contact_id: number;
  state: ToldState;
  wanted: string;
  held: string;
  kept: string;
  due_at: string | null;
  tries: number;
}

export class ToldStore {
  constructor(private readonly clock: Clock) {}

  async find(clientId: number, contactId: number, on: Executor): Promise<Told | undefined> {
    const row = (await rows(on).where({ client_id: clientId, contact_id: contactId }).first()) as
      ToldRow | undefined;
    return row && toTold(row);
  }

  /** By contact. */
  async list(clientId: number, on: Executor): Promise<Map<number, Told>> {
    const found = await this.listMany([clientId], on);
    return new Map(found.map((told) => [told.contactId, told]));
  }

  async listMany(clientIds: readonly number[], on: Executor): Promise<Told[]> {
    const found = (await rows(on).whereIn('client_id', clientIds)) as ToldRow[];
    return found.map(toTold);
  }

  async save(told: Told, on: Executor): Promise<void> {
    const key = { client_id: told.clientId, contact_id: told.contactId };
    const values = {
      state: told.state,
      wanted: JSON.stringify(told.wanted),
      held: JSON.stringify(told.held),
      kept: JSON.stringify(told.kept),
      due_at: told.dueAt ? toSqlTime(told.dueAt) : null,
      tries: told.tries,
      read_at: toSqlTime(this.clock.now()),
    };
    await rows(on)
      .insert({ ...key, ...values })
      .onConflict(['client_id', 'contact_id'])
      .merge(values);
  }

  async remove(clientId: number, contactId: number, on: Executor): Promise<void> {
    await rows(on).where({ client_id: clientId, contact_id: contactId }).delete();
  }

  /** How many `isLogin` says yes to. */
  async countLogins(on: Executor): Promise<number> {
    const logins = rows(on)
      .where('state', 'on')
      .orWhere((seen) => void seen.where('state', 'seen').whereNot('held', '[]'));
    return Number(((await logins.count({ total: '*' }).first()) as { total: number | string }).total);
  }

  /** Those that HostBill has still to be told, the longest waiting first. */
  async due(limit: number, on: Executor): Promise<Told[]> {
    const now = toSqlTime(this.clock.now());
    const found = await rows(on).where('due_at', '<=', now).orderBy('due_at').limit(limit);
    return (found as ToldRow[]).map(toTold);
  }

  /** Those that were not read for so long, the oldest first. */
  async old(olderThanMs: number, limit: number, on: Executor): Promise<Told[]> {
    const before = toSqlTime(new Date(this.clock.now().getTime() - olderThanMs));
    const found = await rows(on)
      .where('read_at', '<', before)
      .whereNull('due_at')
      .whereNot('state', 'off')
      .orderBy('read_at')
      .limit(limit);
    return (found as ToldRow[]).map(toTold);
  }
}

const rows = (on: Executor) => on(table('panel_logins'));

const toTold = (row: ToldRow): Told => ({
  clientId: row.client_id,
  contactId: row.contact_id,
  state: row.state,
  wanted: JSON.parse(row.wanted) as string[],
  held: JSON.parse(row.held) as string[],
  kept: JSON.parse(row.kept) as [string, string][],
  dueAt: fromSqlTime(row.due_at),
  tries: row.tries,
});

/** Somebody whom HostBill's own staff gave something, or we: not just a record that could sign in and do nothing. */
export const isLogin = ({ state, held }: Told): boolean =>
  state === 'on' || (state === 'seen' && held.length > 0);
