// Era 8: logins are users of tblusers, linked to clients by tblusers_clients. A user may serve clients that are none of
// ours to touch, so its row is written only when it is made and for its own password; what stops a login is its link.
import { isDuplicate, type Executor } from '../../support/database.js';
import type { LoginPerson, LoginRef, PanelAccess } from '../panel.js';
import { blankRow, stamped } from './columns.js';
import { permissionText, refuseOwner, type EraLogins, type Row } from './era-logins.js';
import { languageWord } from './languages.js';
import type { WhmcsShape } from './probe.js';
import { refusals } from './text.js';
import { usersOf } from './users.js';

const USER_COLUMNS = { firstName: 'first_name', lastName: 'last_name', email: 'email' };

export function userLogins(shape: WhmcsShape): EraLogins {
  const users = usersOf(shape);

  async function addUser(person: LoginPerson, passwordHash: string, on: Executor): Promise<number | 'taken'> {
    if ((await users.findByEmail(person.email, on)).length > 0) return 'taken';
    const times = ['created_at', 'updated_at', ...(person.emailProven ? ['email_verified_at'] : [])];
    const values = {
      ...blankRow(shape, 'tblusers', on),
      ...stamped(shape, 'tblusers', times, on),
      ...(shape.has('tblusers', 'language') ? { language: languageWord(person.language) } : {}),
      first_name: person.firstName,
      last_name: person.lastName,
      email: person.email.trim(),
      password: passwordHash,
    };
    try {
      const [id] = (await on('tblusers').insert(values)) as [number];
      return id;
    } catch (error) {
      // Another client's request was first: the address is unique.
      if (isDuplicate(error)) return 'taken';
      throw error;
    }
  }

  /** Makes the link, or gives the one that is there this access. */
  async function link(clientId: number, userId: number, access: PanelAccess, on: Executor): Promise<void> {
    const ref = { userId, contactId: null };
    if ((await setPermissions(clientId, ref, access, on)) === 'saved') return;
    await linksIn(on).insert({
      ...blankRow(shape, 'tblusers_clients', on),
      ...stamped(shape, 'tblusers_clients', ['created_at', 'updated_at'], on),
      auth_user_id: userId,
      client_id: clientId,
      owner: 0,
      permissions: await permissionText(null, access, () => linksIn(on).where('owner', 0)),
    });
  }

  async function setPermissions(
    clientId: number,
    ref: LoginRef,
    access: PanelAccess,
    on: Executor,
  ): Promise<'saved' | 'gone'> {
    const found = linkOf(clientId, ref, on);
    const row = (await found.clone().first('owner', 'permissions')) as Row | undefined;
    if (!row) return 'gone';
    if (Number(row['owner']) !== 0) refuseOwner();
    const stored = row['permissions'] === null ? null : String(row['permissions']);
    const permissions = await permissionText(stored, access, () => linksIn(on).where('owner', 0));
    const values = { permissions, ...stamped(shape, 'tblusers_clients', ['updated_at'], on) };
    return (await found.where('owner', 0).update(values)) === 1 ? 'saved' : 'gone';
  }

  async function unlink(clientId: number, ref: LoginRef, on: Executor): Promise<void> {
    await linkOf(clientId, ref, on).where('owner', 0).delete();
    if (await linkOf(clientId, ref, on).first('owner')) refuseOwner();
  }

  const exists = async (userId: number | null, on: Executor): Promise<boolean> =>
    userId !== null && (await on('tblusers').where('id', userId).first('id')) !== undefined;

  return {
    ...users,
    refusals: (person) => refusals(shape, 'tblusers', USER_COLUMNS, person),

    async activate(clientId, person, credential, access, on) {
      let userId: number | null | 'taken';
      if ('existing' in credential) userId = credential.existing.userId;
      else userId = await addUser(person, credential.passwordHash, on);
      if (userId === 'taken') return 'taken';
      if (userId === null || !(await exists(userId, on))) return 'gone';
      await link(clientId, userId, access, on);
      return { userId, contactId: null };
    },

    setPermissions,
    suspend: unlink,
    end: unlink,

    async resume(clientId, { userId }, access, on) {
      if (userId === null || !(await exists(userId, on))) return 'gone';
      await link(clientId, userId, access, on);
      return 'saved';
    },

    async setPassword(clientId, ref, passwordHash, on) {
      const linked = (await linkOf(clientId, ref, on).first('owner')) as Row | undefined;
      if (!linked) return 'gone';
      if (Number(linked['owner']) !== 0) refuseOwner();
      const tokens = ['remember_token', 'reset_token'].filter((column) => shape.has('tblusers', column));
      const values = {
        ...Object.fromEntries(tokens.map((column) => [column, ''])),
        ...stamped(shape, 'tblusers', ['updated_at'], on),
        password: passwordHash,
      };
      return (await on('tblusers').where('id', ref.userId).update(values)) === 1 ? 'saved' : 'gone';
    },
  };
}

const linksIn = (on: Executor) => on('tblusers_clients');

// A null never equals: a login of the other era is no login here.
const linkOf = (clientId: number, { userId }: LoginRef, on: Executor) =>
  linksIn(on).where({ client_id: clientId, auth_user_id: userId ?? -1 });
