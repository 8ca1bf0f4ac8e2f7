// The logins of a client at HostBill. Every contact has an address and a password there; a login is one that was given
// something, by us or by HostBill's own staff. Passwords are HostBill's own affair: it sets them and it verifies them.
import { randomUUID } from 'node:crypto';
import { UnavailableError } from '../../support/errors.js';
import type { Executor } from '../../support/database.js';
import type { KnownLogin, Login, LoginRef, PanelLogins } from '../panel.js';
import { hostBillActors } from './actors.js';
import type { HostBillApi } from './api.js';
import { accessOf, nearest, NO_GRANTS, privilegesFor } from './privileges.js';
import type { HostBillShape } from './probe.js';
import { NO_API } from './schema.js';
import type { Telling } from './telling.js';
import { emailSql, fullName, momentOf, textOf, type Row } from './text.js';
import { isLogin, type Told, type ToldStore } from './told-store.js';

export interface LoginsDeps {
  shape: HostBillShape;
  told: ToldStore;
  telling: Telling;
  api: HostBillApi | undefined;
  /** The capability: without it there are none. */
  on: boolean;
}

export function hostBillLogins(deps: LoginsDeps): PanelLogins {
  const { shape, told, telling, api } = deps;
  const names = ['id', 'firstname', 'lastname', 'email', 'parent_id', 'lastlogin', 'mfamodule'];
  const columns = Object.fromEntries(
    names.filter((name) => shape.tableOf(name)).map((name) => [name, shape.column(name)]),
  );
  const knowsSecondFactor = shape.tableOf('mfamodule') !== undefined;
  const isActive = (rows: ReturnType<HostBillShape['records']>) =>
    rows.where(shape.column('status'), 'Active');

  async function ownerOf(clientId: number, on: Executor): Promise<Login | undefined> {
    const rows = shape.clients(on).where(shape.column('id'), clientId);
    const row = (await rows.first(columns)) as Row | undefined;
    return row && ownerIn(row);
  }

  const ownerIn = (row: Row): Login => ({ ...login(row, 0, undefined), owner: true });

  const contactsOf = (clientId: number, on: Executor) =>
    isActive(shape.contacts(on)).where(shape.column('parent_id'), clientId);

  async function listMany(clientIds: readonly number[], on: Executor): Promise<Map<number, Login[]>> {
    if (!deps.on) return new Map();
    const [id, parent] = [shape.column('id'), shape.column('parent_id')];
    const owners = (await shape.clients(on).whereIn(id, clientIds).select(columns)) as Row[];
    const found = new Map(owners.map((row): [number, Login[]] => [Number(row['id']), [ownerIn(row)]]));
    const known = (await told.listMany(clientIds, on)).filter(isLogin);
    const ids = known.map(({ contactId }) => contactId);
    if (ids.length === 0) return found;
    const rows = (await isActive(shape.contacts(on))
      .whereIn(parent, clientIds)
      .whereIn(id, ids)
      .orderBy([shape.column('firstname'), shape.column('lastname'), id])
      .select(columns)) as Row[];
    // Not by its id alone: what was told while it was another client's is not told of it now.
    const toldOf = new Map(known.map((one) => [`${one.clientId}/${one.contactId}`, one]));
    for (const row of rows) {
      const [contactId, clientId] = [Number(row['id']), Number(row['parent_id'])];
      const one = toldOf.get(`${clientId}/${contactId}`);
      if (one) found.get(clientId)?.push(login(row, contactId, one));
    }
    return found;
  }

  function login(row: Row, contactId: number, one: Told | undefined): Login {
    return {
      ref: { userId: null, contactId },
      owner: false,
      name: fullName(row),
      email: textOf(row['email']).trim(),
      access: one ? accessOf(one.held) : NO_GRANTS,
      lastSignInAt: momentOf(row['lastlogin']),
      secondFactor: hasSecondFactor(row),
      shared: false,
    };
  }

  const hasSecondFactor = (row: Row): boolean =>
    !knowsSecondFactor || !['', '0'].includes(textOf(row['mfamodule']).trim());

  async function find(clientId: number, { contactId }: LoginRef, on: Executor): Promise<Login | undefined> {
    if (!deps.on || contactId === null) return undefined;
    const owner = await ownerOf(clientId, on);
    if (!owner || contactId === 0) return owner;
    const one = await told.find(clientId, contactId, on);
    if (!one || !isLogin(one)) return undefined;
    const row = (await contactsOf(clientId, on).where(shape.column('id'), contactId).first(columns)) as
      Row | undefined;
    return row && login(row, contactId, one);
  }

  async function tell(
    clientId: number,
    { contactId }: LoginRef,
    state: 'on' | 'off',
    wanted: readonly string[],
    on: Executor,
  ): Promise<'saved' | 'gone'> {
    if (contactId === 0) throw new Error('The login of an owner is never written');
    if (contactId === null) return 'gone';
    return telling.tell({ clientId, contactId, state, wanted }, on);
  }

  return {
    read: hostBillActors(shape, told, deps.on),

    async staffEmail(staffId, on) {
      if (!shape.has('hb_admin_details', 'id', 'email')) return undefined;
      const row = (await on('hb_admin_details').where('id', staffId).first('email')) as Row | undefined;
      return textOf(row?.['email']).trim() || undefined;
    },

    count: async (on) => (deps.on ? told.countLogins(on) : 0),
    // Nothing of HostBill's own pages can be closed by a bridge that anybody has shown.
    limitsHereOnly: true,

    listMany,
    list: async (clientId, on) => (await listMany([clientId], on)).get(clientId) ?? [],

    find,

    async lag(clientId, { contactId }, on) {
      const one = contactId === null ? undefined : await told.find(clientId, contactId, on);
      return one?.dueAt && { key: 'panels:api.lags' };
    },

    async findByEmail(email, on) {
      const wanted = email.trim().toLowerCase();
      // Records without an address are nobody's.
      if (wanted === '' || !deps.on) return [];
      const rows = (await isActive(shape.records(on))
        .whereRaw(`${emailSql(shape.column('email'))} = ?`, [wanted])
        .orderBy(shape.column('id'))
        .select(columns)) as Row[];
      return rows.map((row): KnownLogin => {
        const [id, parent] = [Number(row['id']), Number(row['parent_id'] ?? 0)];
        const owner = parent === 0;
        const { ref, name, email: address, secondFactor } = login(row, owner ? 0 : id, undefined);
        return {
          ref,
          name,
          email: address,
          secondFactor,
          clients: [{ clientId: owner ? id : parent, owner }],
        };
      });
    },

    // The login is the contact's own record, which was asked when the contact was made.
    refusals: () => ({}),
    nearest,

    async activate(clientId, { contactId }, credential, access, on) {
      // A password of ours cannot be put there: whoever has none yet gets it from HostBill.
      if (!('existing' in credential) || credential.existing.contactId !== contactId) return 'taken';
      const ref = { userId: null, contactId };
      const answer = await tell(clientId, ref, 'on', privilegesFor(access), on);
      return answer === 'saved' ? ref : answer;
    },

    async setPermissions(clientId, ref, access, on) {
      if (ref.contactId !== 0 && !(await find(clientId, ref, on))) return 'gone';
      return tell(clientId, ref, 'on', privilegesFor(access), on);
    },

    async suspend(clientId, ref, on) {
      await tell(clientId, ref, 'off', [], on);
    },

    resume: (clientId, ref, access, on) => tell(clientId, ref, 'on', privilegesFor(access), on),

    async end(clientId, ref, on) {
      await tell(clientId, ref, 'off', [], on);
    },

    async setPassword() {
      throw new Error('Passwords are set on the pages of the panel');
    },

    passwordRefusal: () => ({ key: 'panels:api.passwordElsewhere' }),

    async hashPassword() {
      throw new Error('Passwords are set on the pages of the panel');
    },

    async checkPassword(clientId, ref, password, on) {
      if (!api) throw new UnavailableError('No API', NO_API);
      const [id, email] = (await addressOf(clientId, ref, on)) ?? [-1, `${randomUUID()}@nobody.invalid`];
      // Asked also for nobody: how long it takes must not tell who is there.
      return (await api.verifyLogin(email, password)) === id;
    },
  };

  /** The record behind a login and its address; undefined for none, a stopped one, and one with a second factor. */
  async function addressOf(
    clientId: number,
    ref: LoginRef | undefined,
    on: Executor,
  ): Promise<[number, string] | undefined> {
    if (!ref || ref.contactId === null || !deps.on) return undefined;
    const rows =
      ref.contactId === 0
        ? isActive(shape.clients(on)).where(shape.column('id'), clientId)
        : contactsOf(clientId, on).where(shape.column('id'), ref.contactId);
    const row = (await rows.first(columns)) as Row | undefined;
    return row && !hasSecondFactor(row) ? [Number(row['id']), textOf(row['email']).trim()] : undefined;
  }
}
