// Change requests as rows. That a field has at most one open request is a unique index; callers hold the client's lock.
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import type { CompanyField } from './field-rule.js';
import { isWaiting, type AskedValues, type ChangeRequest, type RequestState } from './request.js';

interface RequestRow {
  id: number;
  client_id: number;
  field: CompanyField;
  state: RequestState;
  old_values: string;
  new_values: string;
  reason: string;
  asked_by: string;
  asked_at: string;
  answer: string;
  answered_by: string;
  answered_at: string | null;
  version: number;
}

export type Asked = Pick<ChangeRequest, 'old' | 'wanted' | 'reason' | 'askedBy'>;
export type Answered = Pick<ChangeRequest, 'state' | 'answer' | 'answeredBy'>;

export class KnexRequestStore {
  constructor(private readonly clock: Clock) {}

  async find(id: number, on: Executor): Promise<ChangeRequest | undefined> {
    const row = (await on(table('change_requests')).where({ id }).first()) as RequestRow | undefined;
    return row && toRequest(row);
  }

  async findOpen(clientId: number, field: CompanyField, on: Executor): Promise<ChangeRequest | undefined> {
    const open = { client_id: clientId, field, is_open: 1 };
    const row = (await on(table('change_requests')).where(open).first()) as RequestRow | undefined;
    return row && toRequest(row);
  }

  /** The newest request of each field: the open one where there is one. */
  async latest(clientId: number, on: Executor): Promise<ChangeRequest[]> {
    const newest = on(table('change_requests'))
      .where('client_id', clientId)
      .groupBy('field')
      .max('id as newest')
      .as('n');
    const rows = (await on({ r: table('change_requests') })
      .join(newest, 'n.newest', 'r.id')
      .select('r.*')) as RequestRow[];
    return rows.map(toRequest);
  }

  /** Those that wait, of all clients, the oldest first. */
  async listOpen(
    { limit, offset }: { limit: number; offset: number },
    on: Executor,
  ): Promise<{ total: number; requests: ChangeRequest[] }> {
    const counted = (await on(table('change_requests')).where('is_open', 1).count({ total: '*' }).first()) as
      { total: number | string } | undefined;
    const rows = (await on(table('change_requests'))
      .where('is_open', 1)
      .orderBy(['asked_at', 'id'])
      .limit(limit)
      .offset(offset)) as RequestRow[];
    return { total: Number(counted?.total ?? 0), requests: rows.map(toRequest) };
  }

  async insert(clientId: number, field: CompanyField, asked: Asked, tx: Executor): Promise<void> {
    const row = { client_id: clientId, field, state: 'open', ...askedColumns(asked) };
    await tx(table('change_requests')).insert({ ...row, asked_at: toSqlTime(this.clock.now()) });
  }

  /** Asking again: the request keeps its place among those that wait. */
  async edit(open: ChangeRequest, asked: Asked, tx: Executor): Promise<void> {
    await this.update(open, { state: 'open', ...askedColumns(asked) }, tx);
  }

  async answer(open: ChangeRequest, { state, answer, answeredBy }: Answered, tx: Executor): Promise<void> {
    const columns = {
      state,
      is_open: isWaiting({ state }) ? 1 : null,
      answer,
      answered_by: answeredBy.slice(0, 255),
      answered_at: toSqlTime(this.clock.now()),
    };
    await this.update(open, columns, tx);
  }

  private async update({ id, version }: ChangeRequest, columns: object, tx: Executor): Promise<void> {
    const affected = await tx(table('change_requests'))
      .where({ id, version, is_open: 1 })
      .update({ ...columns, version: version + 1 });
    expectRows(affected, 1, 'change request updated');
  }
}

const askedColumns = ({ old, wanted, reason, askedBy }: Asked) => ({
  old_values: JSON.stringify(old),
  new_values: JSON.stringify(wanted),
  reason,
  asked_by: askedBy.slice(0, 255),
});

function toRequest(row: RequestRow): ChangeRequest {
  return {
    id: row.id,
    clientId: row.client_id,
    field: row.field,
    state: row.state,
    old: JSON.parse(row.old_values) as AskedValues,
    wanted: JSON.parse(row.new_values) as AskedValues,
    reason: row.reason,
    askedBy: row.asked_by,
    askedAt: fromSqlTime(row.asked_at) as Date,
    answer: row.answer,
    answeredBy: row.answered_by,
    answeredAt: fromSqlTime(row.answered_at),
    version: row.version,
  };
}
