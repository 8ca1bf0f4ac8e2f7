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

  async list(clientId: number, on: Executor): Promise<SubAccount[]> {
    const rows = (await on(table('sub_accounts'))
      .where({ client_id: clientId })
      .orderBy('contact_id')) as SubAccountRow[];
    return rows.map(toSubAccount);
  }

  /** Every one of every client that is not ended, in batches: for ceilings and presets ("who is affected"). */
  async *all(on: Executor, batch = 500): AsyncGenerator<SubAccount> {
    let after = { client: -1, contact: -1 };
    for (;;) {
      const { client, contact } = after;
      const rows = (await on(table('sub_accounts'))
        .whereNot('state', 'ended')
        .where((rest) => {
          void rest
            .where('client_id', '>', client)
            .orWhere((same) => void same.where('client_id', client).where('contact_id', '>', contact));
        })
        .orderBy(['client_id', 'contact_id'])
        .limit(batch)) as SubAccountRow[];
      for (const row of rows) yield toSubAccount(row);
      const last = rows.at(-1);
      if (!last || rows.length < batch) return;
      after = { client: last.client_id, contact: last.contact_id };
    }
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
      .update({ ...row, version: account.version + 1 });
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
