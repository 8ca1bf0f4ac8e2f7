// Sub-accounts planted into the database as if they had been given long ago.
import type { Knex } from 'knex';
import { NO_ACCESS, type Access } from '../../module/permissions/access.js';
import { seedCompanion } from '../../module/roles/seed-client.js';
import { KnexSubAccountStore } from '../../module/sub-accounts/store.js';
import { toPanelAccess, type SubAccount } from '../../module/sub-accounts/sub-account.js';

const LONG_AGO = new Date('2026-01-05T10:00:00Z');

export type Planted = Pick<SubAccount, 'clientId' | 'contactId'> &
  Partial<Omit<SubAccount, 'access'>> & { access?: Partial<Access> };

/** Active unless told otherwise; the contact must be there. */
export async function plantSubAccount(db: Knex, wanted: Planted): Promise<void> {
  const access = { ...NO_ACCESS, ...wanted.access };
  await seedCompanion(wanted.clientId, wanted.contactId, db);
  await new KnexSubAccountStore().insert(
    {
      state: 'active',
      userId: null,
      from: new Map(),
      preset: '',
      toldPanel: toPanelAccess(access),
      epoch: 0,
      grantedBy: 'Ann Lee',
      stateBy: 'Ann Lee',
      stateAt: LONG_AGO,
      stateReason: '',
      version: 1,
      ...wanted,
      access,
    },
    db,
  );
}

/** Contacts of a client, the oldest first. */
export async function contactIds(db: Knex, clientId: number, count: number): Promise<number[]> {
  const ids = (await db('tblcontacts')
    .where({ userid: clientId })
    .orderBy('id')
    .limit(count)
    .pluck('id')) as number[];
  if (ids.length < count) throw new Error(`Client ${clientId} has ${ids.length} contacts, not ${count}`);
  return ids;
}
