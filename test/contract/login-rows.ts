// What the tests of logins share: refs of either era, and exactly which rows a write changed.
import type { Knex } from 'knex';
import type { LoginPerson, LoginRef, PanelAccess } from '../../module/panels/panel.js';
import type { DemoLogin } from '../../module/panels/whmcs/sample/demo-data.js';
import type { Permission } from '../../module/permissions/catalogue.js';
import type { Subject } from './profiles.js';

export const refOf = ({ userId, contactId }: DemoLogin): LoginRef => ({ userId, contactId });

/** The ref that this era gives a login by its id: a user's in era 8, a contact's in era 7. */
export const refById = (on: Subject, id: number): LoginRef =>
  on.profile.era === 8 ? { userId: id, contactId: null } : { userId: null, contactId: id };

export const allowing = (...permissions: Permission[]): PanelAccess => ({
  permissions,
  serviceFunctions: [],
  domainFunctions: [],
});

/** A contact of client 1 that has no login yet. */
export async function jonas(tx: Knex): Promise<LoginPerson> {
  const row: unknown = await tx('tblcontacts').where({ email: 'jonas@corp.example' }).first('id');
  return {
    contactId: (row as { id: number }).id,
    firstName: 'Jonas',
    lastName: 'Lindqvist',
    email: 'jonas@corp.example',
    language: 'nl',
    emailProven: true,
  };
}

/** These keys as most logins of the profile keep them. */
export const stored = (on: Subject, ...keys: string[]): string =>
  on.profile.permissions === 'json' ? JSON.stringify(keys) : keys.join(',');

/** Every row that holds logins, as text by "table id". */
export async function loginRows(on: Subject, tx: Knex): Promise<Map<string, string>> {
  const era8 = on.profile.era === 8 ? ['tblusers', 'tblusers_clients'] : [];
  const rows = new Map<string, string>();
  for (const table of ['tblclients', 'tblcontacts', ...era8]) {
    for (const row of (await tx(table)) as { id: number }[])
      rows.set(`${table} ${row.id}`, JSON.stringify(row));
  }
  return rows;
}

/** Which rows came, went or changed while the body ran, as "table id". */
export async function changedRows(on: Subject, tx: Knex, body: () => Promise<unknown>): Promise<string[]> {
  const before = await loginRows(on, tx);
  await body();
  const after = await loginRows(on, tx);
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (key) => before.get(key) !== after.get(key),
  );
}

/** The text of what was thrown, or "done". */
export const failure = (work: Promise<unknown>): Promise<string> => work.then(() => 'done', String);
