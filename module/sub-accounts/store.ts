// Sub-accounts in our table. The client first in every signature; every write asserts its row.
import { expectRows, type Executor } from '../support/database.js';
import { fromSqlTime, toSqlTime } from '../support/clock.js';
import { table } from '../support/tables.js';
import {
  accessText,
  panelAccessText,
  provenanceText,
  readAccess,
  readPanelAccess,
  readProvenance,
} from './access-json.js';
import type { State, SubAccount } from './sub-account.js';
import type { Permission } from '../permissions/catalogue.js';

interface SubAccountRow {
  client_id: number;
  contact_id: number;
  state: State;
  user_id: number | null;
  access: string;
  expires_at: string | null;
  provenance: string;
  preset: string;
  told_panel: string;
  epoch: number;
  granted_by: string;
  state_by: string;
  state_at: string;
  state_reason: string;
  version: number;
}

export class KnexSubAccountStore {
  async find(clientId: number, contactId: number, on: Executor): Promise<SubAccount | undefined> {
    const row = (await on(table('sub_accounts'))
      .where({ client_id: clientId, contact_id: contactId })
      .first()) as SubAccountRow | undefined;
    return row && toSubAccount(row);
  }

  /** The one behind a login of the panel: `userId` where logins are apart from contacts, else the contact. */
  async findByLogin(
    clientId: number,
    { userId, contactId }: { userId: number | null; contactId: number | null },
    on: Executor,
  ): Promise<SubAccount | undefined> {
    if (userId === null) return contactId === null ? undefined : this.find(clientId, contactId, on);
    const row = (await on(table('sub_accounts'))
      .where({ client_id: clientId, user_id: userId })
      .orderByRaw(`state = 'ended', contact_id`)
      .first()) as SubAccountRow | undefined;
    return row && toSubAccount(row);
  }

  /** Those with a login that is apart from its contact, without what they may do: for lists. */
  async linked(
    clientId: number,
    on: Executor,
  ): Promise<(Pick<SubAccount, 'contactId'> & { userId: number })[]> {
    const rows = (await on(table('sub_accounts'))
      .where({ client_id: clientId })
      .whereNotNull('user_id')
      .orderBy('contact_id')
      .select('contact_id', 'user_id')) as { contact_id: number; user_id: number }[];
    return rows.map(({ contact_id, user_id }) => ({ contactId: contact_id, userId: user_id }));
  }

  async list(clientId: number, on: Executor): Promise<SubAccount[]> {
    return (await this.listMany([clientId], on)).get(clientId) ?? [];
  }

  /** By client, each as `list`; one without any has no entry. */
  async listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, SubAccount[]>> {
    const rows = (await on(table('sub_accounts'))
      .whereIn('client_id', clientIds)
      .orderBy(['client_id', 'contact_id'])) as SubAccountRow[];
    const found = new Map<number, SubAccount[]>();
    for (const row of rows) {
      const own = found.get(row.client_id) ?? [];
      own.push(toSubAccount(row));
      found.set(row.client_id, own);
    }
    return found;
  }

  /** Those of these clients with somebody whose settings name one of these permissions, whatever their state. */
  async clientsNaming(
    permissions: readonly Permission[],
    clientIds: readonly number[],
    on: Executor,
  ): Promise<number[]> {
    return (await on(table('sub_accounts'))
      .whereIn('client_id', clientIds)
      .where((one) => {
        for (const permission of permissions) void one.orWhere('access', 'like', `%"${permission}"%`);
      })
      .distinct('client_id')
      .orderBy('client_id')
      .pluck('client_id')) as number[];
  }

  /** Every one of every client that is not ended, or those that started from a preset, in batches by client. */
  async *all(
    { preset, batch = 500 }: { preset?: string; batch?: number },
    on: Executor,
  ): AsyncGenerator<SubAccount[]> {
    let after = { client: -1, contact: -1 };
    for (;;) {
      const { client, contact } = after;
      const rows = (await on(table('sub_accounts'))
        .whereNot('state', 'ended')
        .where(preset === undefined ? {} : { preset })
        .where((rest) => {
          void rest
            .where('client_id', '>', client)
            .orWhere((same) => void same.where('client_id', client).where('contact_id', '>', contact));
        })
        .orderBy(['client_id', 'contact_id'])
        .limit(batch)) as SubAccountRow[];
      if (rows.length > 0) yield rows.map(toSubAccount);
      const last = rows.at(-1);
      if (!last || rows.length < batch) return;
      after = { client: last.client_id, contact: last.contact_id };
    }
  }

  /** Those whose access has run out and whose login has not ended yet. */
  async expired(now: Date, limit: number, on: Executor): Promise<{ clientId: number; contactId: number }[]> {
    const rows = (await on(table('sub_accounts'))
      .whereNotIn('state', ['ended', 'none'])
      .where('expires_at', '<=', toSqlTime(now))
      .orderBy('expires_at')
      .limit(limit)
      .select('client_id', 'contact_id')) as { client_id: number; contact_id: number }[];
    return rows.map((row) => ({ clientId: row.client_id, contactId: row.contact_id }));
  }

  /** Those that end by then and were not told of it; marks them as told. Under no lock: told twice at worst. */
  async takeEnding(now: Date, by: Date, on: Executor): Promise<{ clientId: number; contactId: number }[]> {
    const ending = () =>
      on(table('sub_accounts'))
        .where('state', 'active')
        .where('expires_at', '>', toSqlTime(now))
        .where('expires_at', '<=', toSqlTime(by))
        .whereNull('ending_told_at');
    const rows = (await ending().limit(100).select('client_id', 'contact_id')) as {
      client_id: number;
      contact_id: number;
    }[];
    for (const row of rows)
      await ending()
        .where(row)
        .update({ ending_told_at: toSqlTime(now) });
    return rows.map((row) => ({ clientId: row.client_id, contactId: row.contact_id }));
  }

  /** The contact's companion row must exist. */
  async insert(account: SubAccount, tx: Executor): Promise<void> {
    await tx(table('sub_accounts')).insert(toRow(account));
  }

  /** Under the client's lock, on the version that was read there. */
  async update(account: SubAccount, tx: Executor): Promise<void> {
    const { client_id, contact_id, ...row } = toRow(account);
    const written = await tx(table('sub_accounts'))
      .where({ client_id, contact_id, version: account.version })
      .update({
        // First, because MySQL counts from left to right: another end is told anew.
        ending_told_at: tx.raw('IF(expires_at <=> ?, ending_told_at, NULL)', [row.expires_at]),
        ...row,
        version: account.version + 1,
      });
    expectRows(written, 1, 'sub-account updated');
  }

  async remove(clientId: number, contactId: number, tx: Executor): Promise<void> {
    await tx(table('sub_accounts')).where({ client_id: clientId, contact_id: contactId }).delete();
  }
}

function toSubAccount(row: SubAccountRow): SubAccount {
  return {
    clientId: row.client_id,
    contactId: row.contact_id,
    state: row.state,
    userId: row.user_id,
    access: readAccess(row.access, fromSqlTime(row.expires_at)),
    from: readProvenance(row.provenance),
    preset: row.preset,
    toldPanel: readPanelAccess(row.told_panel),
    epoch: row.epoch,
    grantedBy: row.granted_by,
    stateBy: row.state_by,
    stateAt: fromSqlTime(row.state_at) as Date,
    stateReason: row.state_reason,
    version: row.version,
  };
}

function toRow(account: SubAccount): SubAccountRow {
  const { expiresAt } = account.access;
  return {
    client_id: account.clientId,
    contact_id: account.contactId,
    state: account.state,
    user_id: account.userId,
    access: accessText(account.access),
    expires_at: expiresAt ? toSqlTime(expiresAt) : null,
    provenance: provenanceText(account.from),
    preset: account.preset,
    told_panel: panelAccessText(account.toldPanel),
    epoch: account.epoch,
    granted_by: account.grantedBy.slice(0, 255),
    state_by: account.stateBy.slice(0, 255),
    state_at: toSqlTime(account.stateAt),
    state_reason: account.stateReason,
    version: account.version,
  };
}
