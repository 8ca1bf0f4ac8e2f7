// P4, P6, P8, I1–I8 as a model: random sequences of commands by random people through the services, on a real database.
// The oracle below is written apart from the code under test and knows only rows: after every command nobody has more
// than they had, or than whoever gave it held at that moment.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { NO_ACCESS, type Access } from '../../../module/permissions/access.js';
import type { Actor, Identity } from '../../../module/permissions/actor.js';
import { PERMISSIONS, type Permission } from '../../../module/permissions/catalogue.js';
import { LiaisonError } from '../../../module/support/errors.js';
import { table } from '../../../module/support/tables.js';
import { loginOf } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const RUNS = 2000;
const CLIENT = 1;
const NAMES = ['Ada', 'Ben', 'Cleo'] as const;
const ORIGIN = { requestId: 'model', ip: '' };
// A bcrypt hash that nobody's password has: what it is does not matter here.
const HASH = '$2y$10$Z7WvJzS5EHnCYkjTerinD.iOKuzv7is3e/IGw0ne3JzugHwNY15b2';
const SOME: readonly Permission[] = ['contacts.manage', 'billing.invoices', 'billing.funds', 'support.view'];

interface Row {
  contact_id: number;
  state: string;
  user_id: number | null;
  access: string;
  expires_at: string | null;
}

/** What somebody can do as far as the oracle knows: a plain set. */
type Held = ReadonlySet<string>;

describe('Delegation, by a model', () => {
  const w = world();
  let ids: number[];

  before(async () => {
    const { contacts } = w.built.services;
    const ann = (await actorOf('owner')) as Actor;
    ids = [];
    for (const name of NAMES) {
      const base = await contacts.get(ann, CLIENT, 0);
      const email = `${name.toLowerCase()}@model.example`;
      const details = {
        ...base,
        kind: 'person' as const,
        firstName: name,
        lastName: 'Model',
        email,
        types: [],
      };
      const options = { requestKey: '', notifyClient: false, reason: '' };
      ids.push((await contacts.add(ann, ORIGIN, CLIENT, { ...details, taxNumber: '' }, options)).contactId);
    }
  });

  const rowOf = async (index: number): Promise<Row | undefined> =>
    (await w.db(table('sub_accounts')).where({ client_id: CLIENT, contact_id: ids[index] }).first()) as
      Row | undefined;

  /** The actor as the module reads it: 'owner', 'staff', or one of the three. */
  async function actorOf(who: Who): Promise<Actor | undefined> {
    const identity = await identityOf(who);
    return identity && w.built.services.readActor(identity, w.db);
  }

  async function identityOf(who: Who): Promise<Identity | undefined> {
    if (who === 'owner') return loginOf(w.cast.ownerOfClient1);
    if (who === 'staff') return { kind: 'staff', staffId: w.cast.staff.staffId };
    const row = await rowOf(who);
    return row?.user_id
      ? { kind: 'login', clientId: CLIENT, userId: row.user_id, contactId: null }
      : undefined;
  }

  async function denied(): Promise<Set<string>> {
    const rows = (await w
      .db(table('ceilings'))
      .where({ kind: 'permission', allowed: 0 })
      .pluck('name')) as string[];
    return new Set(rows);
  }

  /** The oracle: permissions, and "service:function" on all services, out of rows alone. */
  async function held(who: Who): Promise<Held> {
    const without = await denied();
    const left = (list: readonly string[]): Held => new Set(list.filter((one) => !without.has(one)));
    if (who === 'owner' || who === 'staff') return left([...PERMISSIONS, 'service:view', 'service:manage']);
    const row = await rowOf(who);
    if (row?.state !== 'active') return new Set();
    if (row.expires_at !== null && new Date(`${row.expires_at.replace(' ', 'T')}Z`) <= w.clock.now())
      return new Set();
    const access = JSON.parse(row.access) as {
      permissions: string[];
      services: { mode: string; functions?: string[] };
    };
    const functions = access.services.mode === 'all' ? (access.services.functions ?? []) : [];
    const full = access.permissions.includes('services.full') ? ['view', 'manage'] : functions;
    return left([...access.permissions, ...full.map((one) => `service:${one}`)]);
  }

  /** What a row would give if it were active and nothing stood above it. */
  async function written(index: number): Promise<Held> {
    const row = await rowOf(index);
    if (!row) return new Set();
    const access = JSON.parse(row.access) as {
      permissions: string[];
      services: { mode: string; functions?: string[] };
    };
    const functions = access.services.mode === 'all' ? (access.services.functions ?? []) : [];
    return new Set([...access.permissions, ...functions.map((one) => `service:${one}`)]);
  }

  type Who = 'owner' | 'staff' | 0 | 1 | 2;
  type Command =
    | {
        do: 'give' | 'invite' | 'activate';
        by: Who;
        to: 0 | 1 | 2;
        permissions: Permission[];
        services: Access['services'];
        days: number;
      }
    | { do: 'suspend' | 'resume' | 'end'; by: Who; to: 0 | 1 | 2 }
    | { do: 'ceiling'; permission: Permission; allowed: boolean }
    | { do: 'tick'; days: number };

  const who = fc.constantFrom<Who>('owner', 'owner', 'staff', 0, 1, 2);
  const target = fc.constantFrom<0 | 1 | 2>(0, 1, 2);
  const services = fc.constantFrom<Access['services']>(
    { mode: 'none' },
    { mode: 'all', functions: ['view'] },
    { mode: 'all', functions: ['view', 'manage'] },
  );
  const giving = fc.record({
    do: fc.constantFrom(
      'give' as const,
      'give' as const,
      'invite' as const,
      'activate' as const,
      'activate' as const,
    ),
    by: who,
    to: target,
    permissions: fc.subarray([...SOME]),
    services,
    days: fc.constantFrom(0, 0, 3),
  });
  const step: fc.Arbitrary<Command> = fc.oneof(
    { weight: 6, arbitrary: giving },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constantFrom('suspend' as const, 'resume' as const, 'end' as const),
        by: who,
        to: target,
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        do: fc.constant('ceiling' as const),
        permission: fc.constantFrom(...SOME),
        allowed: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('tick' as const), days: fc.constantFrom(1, 4) }) },
  );

  async function reset(): Promise<void> {
    const users = (await w.db('tblusers').where('email', 'like', '%@model.example').pluck('id')) as number[];
    await w.db('tblusers_clients').whereIn('auth_user_id', users).delete();
    await w.db('tblusers').whereIn('id', users).delete();
    for (const name of ['sub_accounts', 'invitations', 'ceilings', 'outbox'] as const)
      await w.db(table(name)).delete();
  }

  async function carryOut(command: Command): Promise<'done' | 'refused'> {
    const { subAccounts } = w.built.services;
    if (command.do === 'tick') {
      w.clock.advance(command.days * 86_400);
      return 'done';
    }
    if (command.do === 'ceiling') {
      const key = { level: 'provider', level_id: 0, kind: 'permission', name: command.permission };
      await w.db(table('ceilings')).where(key).delete();
      if (!command.allowed) await w.db(table('ceilings')).insert({ ...key, allowed: 0 });
      return 'done';
    }
    const actor = await actorOf(command.by);
    if (!actor) return 'refused';
    const contactId = ids[command.to] as number;
    const doing = { actor, origin: ORIGIN, clientId: CLIENT, contactId };
    try {
      if (!('permissions' in command)) {
        if (command.do === 'resume') await subAccounts.resume(doing);
        else await subAccounts[command.do](doing, '');
      } else {
        const ends =
          command.days === 0 ? undefined : new Date(w.clock.now().getTime() + command.days * 86_400_000);
        const access: Access = {
          ...NO_ACCESS,
          permissions: command.permissions,
          services: command.services,
          expiresAt: ends,
        };
        const { seen } = await subAccounts.preview(actor, CLIENT, contactId, access);
        const given = { access, preset: '', seen, fresh: true, reason: '', requestKey: '' };
        if (command.do === 'give') await subAccounts.change(doing, given);
        else if (command.do === 'invite') await subAccounts.invite(doing, given);
        else await subAccounts.activate(doing, given, HASH);
      }
      return 'done';
    } catch (error) {
      if (error instanceof LiaisonError) return 'refused';
      throw error;
    }
  }

  it(`P4 P8 nobody ends with more than their granter had, over ${RUNS} sequences of commands`, async function () {
    this.timeout(600_000);
    const seen = { done: 0, refused: 0 };
    const everybody = [0, 1, 2] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 5 }), async (commands) => {
        await reset();
        for (const command of commands) {
          const by = 'by' in command ? command.by : undefined;
          const mine = by === undefined ? new Set<string>() : await held(by);
          const before = await Promise.all(everybody.map(written));
          const active = await Promise.all(everybody.map(held));
          const result = await carryOut(command);
          seen[result] += 1;
          const text = `${JSON.stringify(command)} ${result}`;
          const after = await Promise.all(everybody.map(written));
          for (const index of everybody) {
            const was = before[index] as Held;
            const gained = [...(after[index] as Held)].filter((one) => !was.has(one));
            if (result === 'refused') expect(after[index], text).to.deep.equal(was);
            else
              expect(
                gained.filter((one) => !mine.has(one)),
                text,
              ).to.deep.equal([]);
            // I5: nobody changes what they themselves may do.
            if (by === index) expect(after[index], text).to.deep.equal(was);
            // Whoever becomes able to do something through somebody else's command: that one held it.
            const now = await held(index);
            const risen = [...now].filter((one) => !(active[index] as Held).has(one));
            if (command.do !== 'ceiling')
              expect(
                risen.filter((one) => !mine.has(one)),
                text,
              ).to.deep.equal([]);
          }
          // I4: whoever got anything done could manage contacts.
          if (by !== undefined && by !== 'staff' && result === 'done')
            expect(mine.has('contacts.manage'), text).to.equal(true);
        }
      }),
      { numRuns: RUNS, endOnFailure: true },
    );
    // A model in which everything is refused, or nothing, would show nothing.
    expect(seen.done).to.be.greaterThan(RUNS / 2);
    expect(seen.refused).to.be.greaterThan(RUNS / 10);
  });
});
