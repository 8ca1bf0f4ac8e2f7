// Reading the log: filtered and paged in the database, or all of it in batches.
import type { Knex } from 'knex';
import { toSqlTime } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import {
  ACTOR_KINDS,
  toLine,
  type ActorGroup,
  type AuditAction,
  type AuditLine,
  type AuditRow,
} from './store.js';

/** Which lines: '' and undefined mean all. */
export interface AuditFilter {
  clientId: number | undefined;
  /** Part of the name of whoever made the change. */
  who: string;
  /** Whose names `who` looks at, and whether it means the provider's people whatever their names. */
  staff: { byName: boolean; all: boolean };
  by: ActorGroup | '';
  action: AuditAction | '';
  contactId: number | undefined;
  /** First and last day, "2026-11-30" (UTC). */
  from: string;
  to: string;
}

export class KnexAuditListStore {
  /** A part of the lines, the newest first. */
  async list(
    filter: AuditFilter,
    { limit, offset }: { limit: number; offset: number },
    on: Executor,
  ): Promise<{ total: number; lines: AuditLine[] }> {
    const counted = (await matching(filter, on).count({ total: '*' }).first()) as
      { total: number | string } | undefined;
    const rows = (await matching(filter, on).orderBy('id', 'desc').limit(limit).offset(offset)) as AuditRow[];
    return { total: Number(counted?.total ?? 0), lines: rows.map(toLine) };
  }

  /** All the lines, the newest first, never more than `size` at once. */
  async *batches(filter: AuditFilter, size: number, on: Executor): AsyncGenerator<AuditLine[]> {
    for (let last: number | undefined; ;) {
      const query = matching(filter, on);
      if (last !== undefined) void query.where('id', '<', last);
      const rows = (await query.orderBy('id', 'desc').limit(size)) as AuditRow[];
      if (rows.length > 0) yield rows.map(toLine);
      if (rows.length < size) return;
      last = rows.at(-1)?.id;
    }
  }

  /** Of everything but sign-ins. */
  async countChanges(clientId: number, since: Date, on: Executor): Promise<number> {
    const counted = (await on(table('audit'))
      .where('client_id', clientId)
      .where('at', '>=', toSqlTime(since))
      .whereNotIn('action', SIGN_INS)
      .count({ total: '*' })
      .first()) as { total: number | string } | undefined;
    return Number(counted?.total ?? 0);
  }

  /** What the contact was last called in the log, also when it is gone; undefined when the log does not know it. */
  async nameOf(clientId: number, contactId: number, on: Executor): Promise<string | undefined> {
    const row = (await on(table('audit'))
      .where({ client_id: clientId, contact_id: contactId })
      .orderBy('id', 'desc')
      .first('object_name')) as Pick<AuditRow, 'object_name'> | undefined;
    return row?.object_name;
  }
}

const SIGN_INS: readonly AuditAction[] = ['signIn.opened', 'signIn.refused'];

function matching(filter: AuditFilter, on: Executor): Knex.QueryBuilder {
  const { clientId, who, staff, by, action, contactId, from, to } = filter;
  const query = on(table('audit'));
  if (clientId !== undefined) void query.where('client_id', clientId);
  if (contactId !== undefined) void query.where('contact_id', contactId);
  if (action !== '') void query.where('action', action);
  if (by !== '') void query.whereIn('actor_kind', ACTOR_KINDS[by]);
  if (from !== '') void query.where('at', '>=', `${from} 00:00:00`);
  if (to !== '') void query.where('at', '<=', `${to} 23:59:59`);
  if (who === '') return query;
  return query.where((named) => {
    const pattern = `%${who.replace(/[\\%_]/g, '\\$&')}%`;
    // Raw, because Knex's whereLike adds a collation of its own.
    void named.where((one) => {
      void one.whereRaw('actor_name LIKE ?', [pattern]);
      if (!staff.byName) void one.whereNotIn('actor_kind', ACTOR_KINDS.staff);
    });
    if (staff.all) void named.orWhereIn('actor_kind', ACTOR_KINDS.staff);
  });
}
