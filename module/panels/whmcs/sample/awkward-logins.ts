// The awkward logins (hosts.md 6): users of several clients, odd permission values, old password hashes.
import type { Knex } from 'knex';
import { AWKWARD_CLIENTS } from './awkward-clients.js';
import { formOf, permissionText } from './permission-text.js';
import { addContact, addSubAccount, addUser, linkUser } from './sample-logins.js';
import { SAMPLE_HASHES } from './sample-passwords.js';
import { hasUsers, type SampleProfile } from './sample-profile.js';

/** A login by the id that its era gives it: a tblusers.id in era 8, a tblcontacts.id in era 7. */
export type LoginId = number;

/** Plants the logins and answers their ids; null where the era has no such thing. */
export async function plantLogins(db: Knex, profile: SampleProfile) {
  return {
    ...(await plantSharedUsers(db, profile)),
    hashes: await plantHashForms(db, profile),
    permissionValues: await plantPermissionValues(db, profile),
  };
}

export type AwkwardLogins = Awaited<ReturnType<typeof plantLogins>>;

async function plantSharedUsers(db: Knex, profile: SampleProfile) {
  // Era 7 has neither: a login there is one contact of one client.
  if (!hasUsers(profile)) return { ownerOfOneOfThree: null, withoutContact: null };
  const { user_id: ownerOfOneOfThree } = await db('tblusers_clients')
    .where({ client_id: AWKWARD_CLIENTS.sharedUserOwns, owner: 1 })
    .first({ user_id: 'auth_user_id' });
  const form = formOf(profile);
  const link = (userId: number, clientId: number, keys: readonly string[]): Promise<void> =>
    linkUser(db, { userId, clientId, owner: 0, permissions: permissionText(keys, form) });
  await link(ownerOfOneOfThree, AWKWARD_CLIENTS.sharedUserHelps, ['contacts', 'tickets', 'products']);
  await link(ownerOfOneOfThree, AWKWARD_CLIENTS.sharedUserReads, ['invoices']);
  // Linked on the panel's own screens: no contact has this address (hosts.md 1.2, "login without contact").
  const person = { firstname: 'No', lastname: 'Contact', email: 'login-only@awkward.example' };
  const withoutContact = await addUser(db, { ...person, language: 'Dutch' });
  await link(withoutContact, AWKWARD_CLIENTS.withoutOwner, ['tickets', 'contacts']);
  return { ownerOfOneOfThree: Number(ownerOfOneOfThree), withoutContact };
}

async function plantHashForms(db: Knex, profile: SampleProfile): Promise<Record<HashForm, LoginId>> {
  const add = async (form: HashForm): Promise<LoginId> => {
    const email = `${form.toLowerCase()}@awkward.example`;
    const values = { userid: AWKWARD_CLIENTS.hashForms, firstname: 'Hash', lastname: form, email };
    const login = await addSubAccount(db, profile, values, ['tickets'], SAMPLE_HASHES[form]);
    return login.userId ?? login.rowId;
  };
  return {
    bcrypt: await add('bcrypt'),
    hmacSha256: await add('hmacSha256'),
    saltedMd5: await add('saltedMd5'),
    plainMd5: await add('plainMd5'),
  };
}

type HashForm = keyof typeof SAMPLE_HASHES;

/** One login per way a permission value may be written, whatever the profile's own form is. */
async function plantPermissionValues(db: Knex, profile: SampleProfile) {
  const keys = ['tickets', 'invoices'];
  const unknown = ['tickets', 'teleport', 'invoices'];
  const values = {
    unknownKey: permissionText(unknown, formOf(profile)),
    comma: permissionText(keys, 'comma'),
    commaWithSpaces: ' tickets , Invoices,, ',
    json: permissionText(keys, 'json'),
    object: '{"tickets":true,"invoices":"1","contacts":false}',
    serialized: permissionText(keys, 'serialized'),
    broken: '["tickets","invo',
    empty: '',
    // The column of era 7 is NOT NULL.
    none: hasUsers(profile) ? null : '',
  };
  const add = async (word: keyof typeof values): Promise<LoginId> => {
    const person = {
      firstname: 'Permission',
      lastname: word,
      email: `${word.toLowerCase()}-p@awkward.example`,
    };
    const clientId = AWKWARD_CLIENTS.permissionForms;
    const permissions = values[word];
    const contact = { userid: clientId, ...person };
    if (!hasUsers(profile)) {
      const login = { subaccount: 1, password: SAMPLE_HASHES.bcrypt, permissions };
      return addContact(db, { ...contact, ...login });
    }
    await addContact(db, contact);
    const userId = await addUser(db, person);
    await linkUser(db, { userId, clientId, owner: 0, permissions });
    return userId;
  };
  return {
    unknownKey: await add('unknownKey'),
    comma: await add('comma'),
    commaWithSpaces: await add('commaWithSpaces'),
    json: await add('json'),
    object: await add('object'),
    serialized: await add('serialized'),
    broken: await add('broken'),
    empty: await add('empty'),
    none: await add('none'),
  };
}
