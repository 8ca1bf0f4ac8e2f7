// Mail waits here as rows of the transaction that caused it, so that no change is told that did not happen and none
// that happened is forgotten. A row holds ids and facts only: people and addresses are looked up when it is sent.
import type { Executor } from '../support/database.js';
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import { expectRows } from '../support/database.js';
import type { MailMessage } from '../support/mail.js';
import { table } from '../support/tables.js';
import type { MailName, MailPayloads } from './mail-names.js';

export interface DueMail {
  id: number;
  clientId: number;
  mail: MailName;
  payload: unknown;
  attempts: number;
}

export interface FinishedMail {
  id: number;
  sentAt: Date | undefined;
  message: MailMessage;
}

export interface WaitingMail {
  due: number;
  /** Given up after all tries. */
  dead: number;
}

const LEASE_SECONDS = 60;
const MAX_ATTEMPTS = 12;

interface OutboxRow {
  id: number;
  client_id: number;
  mail: MailName;
  payload: string;
  attempts: number;
  message: string | null;
  run_at: string;
  created_at: string;
}

export class KnexOutboxStore {
  constructor(private readonly clock: Clock) {}

  async enqueue<Name extends MailName>(
    clientId: number,
    mail: Name,
    payload: MailPayloads[Name],
    tx: Executor,
  ): Promise<void> {
    const now = toSqlTime(this.clock.now());
    const row = { client_id: clientId, mail, payload: JSON.stringify(payload), run_at: now, created_at: now };
    await tx(table('outbox')).insert(row);
  }

  /** The payloads of such mails of a client that were asked for since then, whatever became of them. */
  async since<Name extends MailName>(
    clientId: number,
    mail: Name,
    since: Date,
    on: Executor,
  ): Promise<{ payload: MailPayloads[Name]; askedAt: Date }[]> {
    const from = toSqlTime(since);
    // A row is never due or done before it is asked for: the index leads to the few that may be meant.
    const rows = (await on(table('outbox'))
      .whereIn('state', ['due', 'sent', 'kept', 'dropped', 'dead'])
      .where('run_at', '>=', from)
      .where('created_at', '>=', from)
      .where({ client_id: clientId, mail })
      .select('payload', 'created_at')) as Pick<OutboxRow, 'payload' | 'created_at'>[];
    return rows.map((row) => ({
      payload: JSON.parse(row.payload) as MailPayloads[Name],
      askedAt: fromSqlTime(row.created_at) as Date,
    }));
  }

  /** Takes up to `limit` due mails for `worker` alone; a worker that died gives them back after a minute. */
  async lease(worker: string, limit: number, on: Executor): Promise<DueMail[]> {
    const now = this.clock.now();
    const until = toSqlTime(new Date(now.getTime() + LEASE_SECONDS * 1000));
    // Two plain statements suit MySQL 5.7 too, and were faster than SKIP LOCKED (toolchain.md §8).
    await on(table('outbox'))
      .where('state', 'due')
      .where('run_at', '<=', toSqlTime(now))
      .whereRaw('(leased_until IS NULL OR leased_until < ?)', [toSqlTime(now)])
      .orderBy(['run_at', 'id'])
      .limit(limit)
      .update({ leased_by: worker, leased_until: until });
    const rows = (await on(table('outbox'))
      .where({ state: 'due', leased_by: worker })
      .where('leased_until', '>=', toSqlTime(now))
      .orderBy('id')) as OutboxRow[];
    return rows.map((row) => ({
      id: row.id,
      clientId: row.client_id,
      mail: row.mail,
      payload: JSON.parse(row.payload) as unknown,
      attempts: row.attempts,
    }));
  }

  /** sent: gone out · kept: practice mode · dropped: nobody to send it to any more. */
  async finish(
    id: number,
    state: 'sent' | 'kept' | 'dropped',
    message: MailMessage | undefined,
    on: Executor,
  ): Promise<void> {
    const row = {
      state,
      message: message ? JSON.stringify(state === 'sent' ? withoutSecret(message) : message) : null,
      run_at: toSqlTime(this.clock.now()),
    };
    expectRows(await on(table('outbox')).where({ id }).update(row), 1, 'outbox row finished');
  }

  /** Exponential back-off, at most 12 tries over some three days, then dead. */
  async postpone({ id, attempts }: DueMail, on: Executor): Promise<void> {
    const next = new Date(this.clock.now().getTime() + Math.min(2 ** attempts * 60, 8 * 3600) * 1000);
    await on(table('outbox'))
      .where({ id })
      .update({
        attempts: attempts + 1,
        run_at: toSqlTime(next),
        leased_until: null,
        state: attempts + 1 >= MAX_ATTEMPTS ? 'dead' : 'due',
      });
  }

  async waiting(on: Executor): Promise<WaitingMail> {
    const rows = (await on(table('outbox'))
      .whereIn('state', ['due', 'dead'])
      .groupBy('state')
      .select('state')
      .count({ total: '*' })) as unknown as { state: keyof WaitingMail; total: number | string }[];
    const countOf = (state: keyof WaitingMail): number =>
      Number(rows.find((row) => row.state === state)?.total ?? 0);
    return { due: countOf('due'), dead: countOf('dead') };
  }

  /** What went out or was kept, newest first. */
  async listFinished(limit: number, on: Executor): Promise<FinishedMail[]> {
    const rows = (await on(table('outbox'))
      .whereIn('state', ['sent', 'kept'])
      .orderBy('id', 'desc')
      .limit(limit)) as OutboxRow[];
    return rows.map((row) => ({
      id: row.id,
      sentAt: fromSqlTime(row.run_at),
      message: JSON.parse(row.message ?? 'null') as MailMessage,
    }));
  }
}

function withoutSecret(message: MailMessage): MailMessage {
  return message.secret ? { ...message, text: '', html: '' } : message;
}
