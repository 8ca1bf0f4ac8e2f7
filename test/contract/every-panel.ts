// The contract that every panel keeps, whatever it is: the same tests on the profiles of both adapters, through the port
// alone. Both samples have the same people in client 1.
import type { Knex } from 'knex';
import type { HostBillProfileName } from '../../module/panels/hostbill/sample/schema.js';
import type { FakeOptions } from '../../module/panels/hostbill/sample/fake-api.js';
import type { DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { findPanel } from '../../module/panels/find-panel.js';
import type { Panel } from '../../module/panels/panel.js';
import { hostBillPanel, type HostBillDatabase } from '../support/hostbill-panel.js';
import { recorded } from '../support/statement-recorder.js';
import { loadProfile, PROFILES, rolledBack } from './profiles.js';

export interface AnyPanel {
  name: string;
  /** Whether contacts can be told from clients at all, and with them logins. */
  withContacts: boolean;
  db: Knex;
  panel: Panel;
  cast: DemoCast;
  /** Runs in a transaction, and leaves everything as it was. */
  trial<T>(body: (tx: Knex.Transaction) => Promise<T>): Promise<T>;
}

/** HostBill as nobody has established it: each open question is answered in one way here and in the other there. */
export const HOSTBILLS: readonly {
  profile: HostBillProfileName;
  name: string;
  options: Partial<FakeOptions>;
}[] = [
  { profile: 'hostbill', name: 'hostbill', options: {} },
  {
    profile: 'hostbillAccess',
    name: 'hostbillAccess, which merges, refuses with 403 and no empty set',
    options: { privileges: 'merged', available: 'flat', refusalStatus: 403, emptySet: 'refused' },
  },
  {
    profile: 'hostbill',
    name: 'hostbill, which does not tell what is granted',
    options: { tellsPrivileges: false, available: 'missing', uniqueEmails: true },
  },
  { profile: 'hostbillNowhere', name: 'hostbillNowhere', options: {} },
];

export async function openHostBill(
  profile: HostBillProfileName,
  { many = 50, ...options }: Partial<FakeOptions> & { many?: number } = {},
) {
  const database = await hostBillPanel(profile, many);
  Object.assign(database.api.options, options);
  const panel = recorded(database.knex, await findPanel(database.knex, database.api.settings));
  // Staff of HostBill gave Bo and Cy something: read it as a sweep does, and take that as the beginning.
  await panel.catchUp?.(database.knex);
  await database
    .knex('as_loaded_mod_liaison_panel_logins')
    .insert(database.knex('mod_liaison_panel_logins').select());
  return { ...database, panel };
}

/** Describes the same tests once for every profile of every panel. */
export function onEveryPanel(title: string, tests: (on: AnyPanel) => void): void {
  for (const profile of PROFILES) {
    describe(`${title} on ${profile.name}`, () => {
      const on = { name: profile.name, withContacts: true } as AnyPanel;
      before(async () => void Object.assign(on, await loadProfile(profile.name)));
      tests(on);
    });
  }
  for (const { name, profile, options } of HOSTBILLS) {
    describe(`${title} on ${name}`, () => {
      const on = { name, withContacts: profile !== 'hostbillNowhere' } as AnyPanel;
      let database: HostBillDatabase;
      before(async () => {
        const opened = await openHostBill(profile, { ...options, many: 5000 });
        database = opened;
        const { knex: db, panel, cast } = opened;
        Object.assign(on, { db, panel, cast, trial: (body: AnyPanel['trial']) => trial(body as never) });
      });
      after(() => database.drop());
      async function trial<T>(body: (tx: Knex.Transaction) => Promise<T>): Promise<T> {
        try {
          return await rolledBack(database.knex, body);
        } finally {
          await database.restore();
        }
      }
      tests(on);
    });
  }
}
