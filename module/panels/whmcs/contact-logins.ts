// Era 7: a contact with `subaccount` 1 is itself a login of its client, and the client's own row is the owner's. One
// login serves one client.
import type { Executor } from '../../support/database.js';
import type { KnownLogin, Login, LoginRef, PanelAccess } from '../panel.js';
import { stamped } from './columns.js';
import { momentOf, NO_GRANTS, permissionText, refuseOwner, type EraLogins, type Row } from './era-logins.js';
import { accessOf } from './permissions.js';
import type { WhmcsShape } from './probe.js';
import { decodeEntities, EMAIL_SQL, fullName } from './text.js';

const PERSON = ['id', 'firstname', 'lastname', 'email'];

export function contactLogins(shape: WhmcsShape): EraLogins {
  // The owner's own two-factor module (inferred); contacts have none. Unknown counts as on.
  const hasAuth = shape.has('tblclients', 'authmodule');
  const hasSecondFactor = (row: Row): boolean => !hasAuth || row['authmodule'] !== '';
  const ownerColumns = [
    ...PERSON,
    ...(hasAuth ? ['authmodule'] : []),
    ...(shape.has('tblclients', 'lastlogin') ? ['lastlogin'] : []),
  ];

  const ownerIn = (row: Row): Login => ({
    ...personOf(row, 0),
    owner: true,
    access: NO_GRANTS,
    lastSignInAt: momentOf(row['lastlogin']),
    secondFactor: hasSecondFactor(row),
    shared: false,
  });

  async function ownerOf(clientId: number, on: Executor): Promise<Login | undefined> {
    const row = (await on('tblclients').where('id', clientId).first(ownerColumns)) as Row | undefined;
    return row && ownerIn(row);
  }

  async function listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Login[]>> {
    const owners = (await on('tblclients').whereIn('id', clientIds).select(ownerColumns)) as Row[];
    const found = new Map(owners.map((row): [number, Login[]] => [Number(row['id']), [ownerIn(row)]]));
    const rows = (await on('tblcontacts')
      .whereIn('userid', clientIds)
      .where('subaccount', 1)
      .orderBy(['firstname', 'lastname', 'id'])
      .select(...PERSON, 'userid', 'permissions')) as Row[];
    for (const row of rows) found.get(Number(row['userid']))?.push(subAccount(row));
    return found;
  }

  const contactOf = (clientId: number, { contactId }: LoginRef, on: Executor) =>
    on('tblcontacts').where({ userid: clientId, id: contactId ?? -1 });

  async function find(clientId: number, ref: LoginRef, on: Executor): Promise<Login | undefined> {
    const owner = await ownerOf(clientId, on);
    if (!owner || ref.contactId === 0) return owner;
    const rows = contactOf(clientId, ref, on).where('subaccount', 1);
    const row = (await rows.first(...PERSON, 'permissions')) as Row | undefined;
    return row && subAccount(row);
  }

  async function findByEmail(email: string, on: Executor): Promise<KnownLogin[]> {
    const wanted = email.trim().toLowerCase();
    // Rows without an address are nobody's.
    if (wanted === '') return [];
    const matches = on.raw(`${EMAIL_SQL} = ?`, [wanted]);
    const owners = (await on('tblclients')
      .where(matches)
      .orderBy('id')
      .select(...ownerColumns)) as Row[];
    const contacts = (await on('tblcontacts')
      .where(matches)
      .where('subaccount', 1)
      .whereIn('userid', on('tblclients').select('id'))
      .orderBy('id')
      .select(...PERSON, 'userid')) as Row[];
    return [
      ...owners.map((row) => ({
        ...personOf(row, 0),
        secondFactor: hasSecondFactor(row),
        clients: [{ clientId: Number(row['id']), owner: true }],
      })),
      ...contacts.map((row) => ({
        ...personOf(row, Number(row['id'])),
        secondFactor: false,
        clients: [{ clientId: Number(row['userid']), owner: false }],
      })),
    ];
  }

  /** Among logins an address stands once (hosts.md §1.2), whichever client it belongs to. */
  async function isTaken(email: string, exceptContactId: number | null, on: Executor): Promise<boolean> {
    const known = await findByEmail(email, on);
    return known.some(({ ref }) => ref.contactId !== exceptContactId);
  }

  const write = async (
    clientId: number,
    ref: LoginRef,
    values: Row,
    on: Executor,
  ): Promise<'saved' | 'gone'> => {
    if (ref.contactId === 0) refuseOwner();
    const stamp = stamped(shape, 'tblcontacts', ['updated_at'], on);
    const affected = await contactOf(clientId, ref, on).update({ ...values, ...stamp });
    return affected === 1 ? 'saved' : 'gone';
  };

  /** Turns the contact into a login, with a new password or the one that it has. */
  async function turnOn(
    clientId: number,
    ref: LoginRef,
    passwordHash: string | undefined,
    access: PanelAccess,
    on: Executor,
  ): Promise<'saved' | 'taken' | 'gone'> {
    if (ref.contactId === 0) refuseOwner();
    const columns = ['email', 'subaccount', 'password', 'permissions'];
    const row = (await contactOf(clientId, ref, on).first(columns)) as Row | undefined;
    if (!row || (passwordHash === undefined && row['password'] === '')) return 'gone';
    const isLogin = Number(row['subaccount']) === 1;
    if (passwordHash !== undefined && isLogin) return 'taken';
    if (!isLogin && (await isTaken(String(row['email']), ref.contactId, on))) return 'taken';
    const permissions = await permissionText(String(row['permissions']), access, () => logins(on));
    const password = passwordHash === undefined ? {} : { password: passwordHash, ...withoutReset };
    return write(clientId, ref, { subaccount: 1, permissions, ...password }, on);
  }

  const logins = (on: Executor) => on('tblcontacts').where('subaccount', 1);
  const withoutReset = shape.has('tblcontacts', 'pwresetkey') ? { pwresetkey: '' } : {};

  return {
    async count(on) {
      return Number(((await logins(on).count({ total: '*' }).first()) as Row)['total']);
    },

    listMany,
    list: async (clientId, on) => (await listMany([clientId], on)).get(clientId) ?? [],

    find,
    findByEmail,
    // The login is the contact's own row, which was asked when the contact was made.
    refusals: () => ({}),

    async activate(clientId, person, credential, access, on) {
      const ref = { userId: null, contactId: person.contactId };
      if ('existing' in credential && credential.existing.contactId !== person.contactId) return 'taken';
      const passwordHash = 'existing' in credential ? undefined : credential.passwordHash;
      const state = await turnOn(clientId, ref, passwordHash, access, on);
      return state === 'saved' ? ref : state;
    },

    async setPermissions(clientId, ref, access, on) {
      if (ref.contactId === 0) refuseOwner();
      const rows = contactOf(clientId, ref, on).where('subaccount', 1);
      const row = (await rows.first('permissions')) as Row | undefined;
      if (!row) return 'gone';
      const permissions = await permissionText(String(row['permissions']), access, () => logins(on));
      return write(clientId, ref, { permissions }, on);
    },

    async suspend(clientId, ref, on) {
      await write(clientId, ref, { subaccount: 0 }, on);
    },

    resume: (clientId, ref, access, on) => turnOn(clientId, ref, undefined, access, on),

    async end(clientId, ref, on) {
      await write(clientId, ref, { subaccount: 0, password: '', permissions: '', ...withoutReset }, on);
    },

    async setPassword(clientId, ref, passwordHash, on) {
      if (ref.contactId === 0) refuseOwner();
      if (!(await find(clientId, ref, on))) return 'gone';
      return write(clientId, ref, { password: passwordHash, ...withoutReset }, on);
    },

    async storedPassword(clientId, ref, on) {
      const login = await find(clientId, ref, on);
      if (!login || login.secondFactor) return undefined;
      if (login.owner && !shape.has('tblclients', 'password')) return undefined;
      const rows = login.owner ? on('tblclients').where('id', clientId) : contactOf(clientId, ref, on);
      const row: Row = await rows.first('password');
      return String(row['password']);
    },
  };
}

const subAccount = (row: Row): Login => ({
  ...personOf(row, Number(row['id'])),
  owner: false,
  access: accessOf(String(row['permissions'])),
  lastSignInAt: undefined,
  secondFactor: false,
  shared: false,
});

const personOf = (row: Row, contactId: number) => ({
  ref: { userId: null, contactId },
  name: fullName(row['firstname'], row['lastname']),
  email: decodeEntities(String(row['email'])).trim(),
});
