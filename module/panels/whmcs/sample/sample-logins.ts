// Clients, contacts and their logins in either era (hosts.md 1.1): era 7 keeps a login in the contact's or the
// client's own row, era 8 in tblusers and tblusers_clients.
import type { Knex } from 'knex';
import { daysBefore } from './determinism.js';
import { insertRow, type SampleRow, type SampleValue } from './insert.js';
import { formOf, permissionText } from './permission-text.js';
import { SAMPLE_HASHES } from './sample-passwords.js';
import { hasUsers, type SampleProfile } from './sample-profile.js';

/** Somebody who can sign in. Era 8: `userId`, no contactId. Era 7: `contactId`, which is 0 for the owner. */
export interface DemoLogin {
  name: string;
  clientId: number;
  userId: number | null;
  contactId: number | null;
}

export interface PersonValues extends SampleRow {
  userid: number;
  firstname: string;
  lastname: string;
  email: string;
}

export interface ClientValues extends SampleRow {
  id: number;
  firstname: string;
  lastname: string;
  email: string;
}

/** Inserts a client with its owner's login. */
export async function addClient(db: Knex, profile: SampleProfile, values: ClientValues): Promise<DemoLogin> {
  const created = daysBefore(900 + values.id * 7);
  await insertRow(db, 'tblclients', {
    currency: 1,
    status: 'Active',
    datecreated: created.slice(0, 10),
    allow_sso: 1,
    email_verified: 1,
    marketing_emails_opt_in: 0,
    created_at: created,
    // Era 8 leaves the column stale; a client that never existed in era 7 has nothing in it.
    password: hasUsers(profile) ? '' : SAMPLE_HASHES.bcrypt,
    ...values,
  });
  const name = `${values.firstname} ${values.lastname}`;
  if (!hasUsers(profile)) return { name, clientId: values.id, userId: null, contactId: 0 };
  const language = typeof values['language'] === 'string' ? values['language'] : '';
  const { firstname, lastname, email } = values;
  const userId = await addUser(db, { firstname, lastname, email, language });
  await linkUser(db, { userId, clientId: values.id, owner: 1, permissions: null });
  return { name, clientId: values.id, userId, contactId: null };
}

/** Inserts a contact without a login and answers its id. */
export async function addContact(db: Knex, values: PersonValues): Promise<number> {
  return insertRow(db, 'tblcontacts', { created_at: daysBefore(400), updated_at: daysBefore(60), ...values });
}

/** Inserts a contact that also has a login; `rowId` is the contact's id in either era. */
export async function addSubAccount(
  db: Knex,
  profile: SampleProfile,
  values: PersonValues,
  permissions: readonly string[],
  password: string = SAMPLE_HASHES.bcrypt,
): Promise<DemoLogin & { rowId: number }> {
  const stored = permissionText(permissions, formOf(profile));
  const login = { name: `${values.firstname} ${values.lastname}`, clientId: values.userid };
  if (!hasUsers(profile)) {
    const era7 = { subaccount: 1, password, permissions: stored };
    const rowId = await addContact(db, { ...values, ...era7 });
    return { ...login, userId: null, contactId: rowId, rowId };
  }
  const rowId = await addContact(db, values);
  const userId = await addUser(db, { ...values, password });
  await linkUser(db, { userId, clientId: values.userid, owner: 0, permissions: stored });
  return { ...login, userId, contactId: null, rowId };
}

interface UserValues {
  firstname: string;
  lastname: string;
  email: string;
  language?: SampleValue;
  password?: string;
}

/** Era 8 only: inserts a user and answers its id. */
export async function addUser(db: Knex, values: UserValues): Promise<number> {
  return insertRow(db, 'tblusers', {
    first_name: values.firstname,
    last_name: values.lastname,
    email: values.email,
    language: values.language ?? '',
    password: values.password ?? SAMPLE_HASHES.bcrypt,
    email_verified_at: daysBefore(300),
    last_login: daysBefore(9),
    created_at: daysBefore(500),
    updated_at: daysBefore(9),
  });
}

interface UserLink {
  userId: number;
  clientId: number;
  owner: 0 | 1;
  permissions: string | null;
}

/** Era 8 only: gives a user access to a client. */
export async function linkUser(db: Knex, link: UserLink): Promise<void> {
  await insertRow(db, 'tblusers_clients', {
    auth_user_id: link.userId,
    client_id: link.clientId,
    owner: link.owner,
    permissions: link.permissions,
    last_login: daysBefore(9),
    created_at: daysBefore(300),
    updated_at: daysBefore(300),
  });
}
