// Era 8's logins as they stand: users of tblusers, linked to clients by tblusers_clients.
import type { Executor } from '../../support/database.js';
import type { KnownLogin, Login } from '../panel.js';
import { momentOf, NO_GRANTS, type EraLogins, type Row } from './era-logins.js';
import { accessOf } from './permissions.js';
import type { WhmcsShape } from './probe.js';
import { decodeEntities, EMAIL_SQL, fullName } from './text.js';

/** The reading half of `EraLogins`. */
export function usersOf(
  shape: WhmcsShape,
): Pick<EraLogins, 'count' | 'list' | 'listMany' | 'find' | 'findByEmail' | 'storedPassword'> {
  // Without its column nobody can tell: then it counts as on.
  const secondFactor = shape.has('tblusers', 'second_factor') ? ['tblusers.second_factor'] : [];

  async function rowsOf(
    clientIds: readonly number[],
    userId: number | undefined,
    on: Executor,
  ): Promise<Row[]> {
    return (await on('tblusers_clients as link')
      .join('tblusers', 'tblusers.id', 'link.auth_user_id')
      .whereIn('link.client_id', clientIds)
      .modify((query) => void (userId !== undefined && query.where('tblusers.id', userId)))
      .orderByRaw('link.owner = 1 DESC, tblusers.first_name, tblusers.last_name, tblusers.id')
      .select(
        'tblusers.id',
        'tblusers.first_name',
        'tblusers.last_name',
        'tblusers.email',
        'link.client_id',
        'link.owner',
        'link.permissions',
        ...secondFactor,
        { last_sign_in: shape.has('tblusers_clients', 'last_login') ? 'link.last_login' : on.raw('NULL') },
        {
          others: on('tblusers_clients as other')
            .whereRaw('other.auth_user_id = tblusers.id')
            .whereRaw('other.client_id <> link.client_id')
            .count(),
        },
      )) as Row[];
  }

  function login(row: Row): Login {
    const owner = Number(row['owner']) === 1;
    return {
      ...personOf(row),
      owner,
      access: owner ? NO_GRANTS : accessOf(row['permissions'] === null ? null : String(row['permissions'])),
      lastSignInAt: momentOf(row['last_sign_in']),
      shared: Number(row['others']) > 0,
    };
  }

  async function findByEmail(email: string, on: Executor): Promise<KnownLogin[]> {
    const wanted = email.trim().toLowerCase();
    // Rows without an address are nobody's.
    if (wanted === '') return [];
    const users = (await on('tblusers')
      .whereRaw(`${EMAIL_SQL} = ?`, [wanted])
      .orderBy('id')
      .select(['id', 'first_name', 'last_name', 'email', ...secondFactor])) as Row[];
    const links = (await on('tblusers_clients')
      .whereIn(
        'auth_user_id',
        users.map((user) => Number(user['id'])),
      )
      .orderBy('client_id')
      .select('auth_user_id', 'client_id', 'owner')) as Row[];
    return users.map((user) => ({
      ...personOf(user),
      clients: links
        .filter((link) => link['auth_user_id'] === user['id'])
        .map((link) => ({ clientId: Number(link['client_id']), owner: Number(link['owner']) === 1 })),
    }));
  }

  async function listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Login[]>> {
    const found = new Map(clientIds.map((clientId): [number, Login[]] => [clientId, []]));
    const rows = clientIds.length === 0 ? [] : await rowsOf(clientIds, undefined, on);
    for (const row of rows) found.get(Number(row['client_id']))?.push(login(row));
    return found;
  }

  return {
    async count(on) {
      const links = on('tblusers_clients').where('owner', 0);
      return Number(((await links.count({ total: '*' }).first()) as Row)['total']);
    },

    listMany,
    list: async (clientId, on) => (await listMany([clientId], on)).get(clientId) ?? [],

    async find(clientId, { userId }, on) {
      const [row] = userId === null ? [] : await rowsOf([clientId], userId, on);
      return row && login(row);
    },

    findByEmail,

    // Not by the link: who is invited signs in with the login they have (A5) before it opens this client.
    async storedPassword(_clientId, { userId }, on) {
      const columns = ['id', 'password', ...secondFactor];
      const row: Row | undefined = await on('tblusers')
        .where('id', userId ?? -1)
        .first(columns);
      return row && !hasSecondFactor(row) ? String(row['password']) : undefined;
    },
  };
}

const hasSecondFactor = (user: Row): boolean => user['second_factor'] !== '';

const personOf = (user: Row) => ({
  ref: { userId: Number(user['id']), contactId: null },
  name: fullName(user['first_name'], user['last_name']),
  email: decodeEntities(String(user['email'])).trim(),
  secondFactor: hasSecondFactor(user),
});
