// Links to set a new password, in our table: found by the hash of their token, used once, for an hour.
import type { LoginRef } from '../panels/panel-logins.js';
import { fromSqlTime, toSqlTime, type Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { table } from '../support/tables.js';

export interface PasswordReset {
  tokenHash: Buffer;
  clientId: number;
  login: LoginRef;
}

const MINUTES = 60;

export class KnexResetStore {
  constructor(private readonly clock: Clock) {}

  async insert({ tokenHash, clientId, login }: PasswordReset, on: Executor): Promise<void> {
    const ends = new Date(this.clock.now().getTime() + MINUTES * 60_000);
    const row = { token_hash: tokenHash, client_id: clientId, login: JSON.stringify(login) };
    await on(table('password_resets')).insert({ ...row, expires_at: toSqlTime(ends) });
  }

  /** Undefined when it was used, has ended, or never was. */
  async find(hash: Buffer, on: Executor): Promise<PasswordReset | undefined> {
    const row = (await on(table('password_resets')).where('token_hash', hash).first()) as
      { client_id: number; login: string; expires_at: string; used_at: string | null } | undefined;
    const ends = fromSqlTime(row?.expires_at);
    if (!row || row.used_at !== null || !ends || ends <= this.clock.now()) return undefined;
    return { tokenHash: hash, clientId: row.client_id, login: JSON.parse(row.login) as LoginRef };
  }

  /** False when somebody was faster: of many at once exactly one gets true. */
  async use(hash: Buffer, tx: Executor): Promise<boolean> {
    const now = toSqlTime(this.clock.now());
    const used = await tx(table('password_resets'))
      .where('token_hash', hash)
      .whereNull('used_at')
      .where('expires_at', '>', now)
      .update({ used_at: now });
    return used === 1;
  }

  /** Ends every open link of a login: its password has changed. */
  async endAll(clientId: number, login: LoginRef, tx: Executor): Promise<void> {
    await tx(table('password_resets'))
      .where({ client_id: clientId, login: JSON.stringify(login) })
      .whereNull('used_at')
      .update({ used_at: toSqlTime(this.clock.now()) });
  }

  async sweep(on: Executor): Promise<void> {
    await on(table('password_resets')).where('expires_at', '<', toSqlTime(this.clock.now())).delete();
  }
}
