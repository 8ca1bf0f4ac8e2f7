// Sessions in our own table, under the SHA-256 of the cookie's id: whoever reads the table cannot sign in with it.
// Why not a library: docs/decisions/0004-own-session-store.md.
import { Store, type SessionData } from 'express-session';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { LoginRef } from '../panels/panel-logins.js';
import { toSqlTime, type Clock } from '../support/clock.js';
import { table } from '../support/tables.js';

// The end of a session moves on with use, but is written down at most once a minute.
const TOUCH_EVERY_MS = 60_000;

type Done = (error?: unknown) => void;

export class KnexSessionStore extends Store {
  constructor(
    private readonly knex: Knex,
    private readonly clock: Clock,
    private readonly idleMs: number,
  ) {
    super();
  }

  override get(id: string, done: (error: unknown, data?: SessionData | null) => void): void {
    const found = this.row(id)
      .where('expired', '>', toSqlTime(this.clock.now()))
      .first('sess') as unknown as Promise<{ sess: string } | undefined>;
    found.then((row) => done(null, row ? (JSON.parse(row.sess) as SessionData) : null)).catch(done);
  }

  override set(id: string, data: SessionData, done?: Done): void {
    const sess = JSON.stringify({ ...data, touchedAt: this.clock.now().getTime() });
    const row = { sid: hashOf(id), sess, expired: this.end() };
    settle(this.knex(table('sessions')).insert(row).onConflict('sid').merge(['sess', 'expired']), done);
  }

  override touch(id: string, data: SessionData & { touchedAt?: number }, done?: Done): void {
    const now = this.clock.now().getTime();
    if (now - (data.touchedAt ?? 0) < TOUCH_EVERY_MS) return done?.();
    // Never an insert: a session that was ended while its request ran stays ended.
    const sess = JSON.stringify({ ...data, touchedAt: now });
    settle(this.row(id).update({ sess, expired: this.end() }), done);
  }

  override destroy(id: string, done?: Done): void {
    settle(this.row(id).delete(), done);
  }

  /** Ends every session of a login, also of one that only the panel knows. Looks at all of them: for rare occasions. */
  async endOf(clientId: number, { userId, contactId }: LoginRef): Promise<void> {
    const of = (name: string): string => `JSON_EXTRACT(sess, '$.passport.user.${name}') = ?`;
    const all = this.knex(table('sessions'));
    // A login that is apart from contacts is the same in every client.
    if (userId !== null) await all.whereRaw(of('userId'), [userId]).delete();
    else
      await all
        .whereRaw(of('clientId'), [clientId])
        .whereRaw(of('contactId'), [contactId ?? -1])
        .delete();
  }

  /** Removes sessions that have ended; how many. Run now and then, not per request. */
  async sweep(): Promise<number> {
    return this.knex(table('sessions')).where('expired', '<=', toSqlTime(this.clock.now())).delete();
  }

  private row(id: string): Knex.QueryBuilder {
    return this.knex(table('sessions')).where('sid', hashOf(id));
  }

  private end(): string {
    return toSqlTime(new Date(this.clock.now().getTime() + this.idleMs));
  }
}

const hashOf = (id: string): string => createHash('sha256').update(id).digest('hex');

function settle(query: PromiseLike<unknown>, done: Done | undefined): void {
  query.then(
    () => done?.(),
    (error: unknown) => done?.(error),
  );
}
