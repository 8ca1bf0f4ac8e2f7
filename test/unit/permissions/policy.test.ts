// P1–P4: every cell of actor × permission × place × ceiling, and of actor × function × grant × ceiling, against the
// table in policy.ts. A cell that the table does not name is denied.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from '../../../module/permissions/catalogue.js';
import type { Ceiling, Ceilings } from '../../../module/permissions/ceilings.js';
import type { Scope } from '../../../module/permissions/scope.js';
import type { Subject } from '../../../module/permissions/subject.js';
import {
  cellsOf,
  DOMAIN_AXES,
  MAY,
  MAY_WITH_DOMAIN,
  MAY_WITH_SERVICE,
  PERMISSION_AXES,
  SERVICE_AXES,
} from './policy.js';
import {
  BEFORE,
  ceilingsOf,
  clientKey,
  isAllowed,
  LATER,
  owner,
  providerKey,
  staff,
  subAccount,
} from './subjects.js';

type ActorOf = (access: Partial<Access>, ceilings: Ceilings) => Subject;

const asSubAccount =
  (rest: Partial<Subject>, more: Partial<Access> = {}): ActorOf =>
  (access, ceilings) =>
    subAccount({ ...access, ...more }, { ceilings, ...rest });

const ACTORS: Record<string, ActorOf> = {
  owner: (access, ceilings) => owner({ ...asRest(access), ceilings }),
  'owner-ended': (_, ceilings) => owner({ login: 'ended', ceilings }),
  granted: asSubAccount({}),
  'sub-account': asSubAccount({}),
  ungranted: (access, ceilings) =>
    subAccount(
      { permissions: PERMISSIONS.filter((one) => !access.permissions?.includes(one)) },
      { ceilings },
    ),
  invited: asSubAccount({ login: 'invited' }),
  suspended: asSubAccount({ login: 'suspended' }),
  ended: asSubAccount({ login: 'ended' }),
  'no-login': asSubAccount({ login: 'none' }),
  expired: asSubAccount({}, { expiresAt: BEFORE }),
  'ends-later': asSubAccount({}, { expiresAt: LATER }),
  staff: (_, ceilings) => staff({ ceilings }),
  'staff-ended': (_, ceilings) => staff({ login: 'ended', ceilings }),
  'client-key': (access, ceilings) => clientKey(access, { ceilings }),
  'client-key-ungranted': (_, ceilings) => clientKey({}, { ceilings }),
  'client-key-ended': (access, ceilings) => clientKey(access, { ceilings, login: 'ended' }),
  'provider-key': (_, ceilings) => providerKey({ ceilings }),
};

// The owner's own grants must not matter: a limit of theirs is no limit.
const asRest = (access: Partial<Access>): Partial<Subject> => ({ access: subAccount(access).access });

/** The ceiling that a cell names, on one thing of a list. */
function ceilingsNamed<T>(
  name: string,
  part: keyof Ceiling,
  one: T,
  all: readonly T[],
  named: Record<string, Partial<Ceiling>>,
): Ceilings {
  if (name === 'none') return ceilingsOf({});
  if (name === 'others')
    return ceilingsOf({ provider: { [part]: new Set(all.filter((other) => other !== one)) } });
  const own = named[name];
  if (own) return ceilingsOf({ group: own });
  return ceilingsOf({ [name]: { [part]: new Set([one]) } });
}

const actorNamed = (name: string): ActorOf => {
  const actor = ACTORS[name];
  if (!actor) throw new Error(`The table names an actor that the test does not know: ${name}`);
  return actor;
};

const startsWith =
  (actor: string) =>
  (cell: string): boolean =>
    cell.startsWith(`${actor} `);

function compare(
  axes: { actor: string } & Record<string, string>,
  lines: readonly Readonly<Record<string, string>>[],
  ask: (cell: readonly string[]) => boolean,
): void {
  const listed = new Set(lines.flatMap((line) => cellsOf(axes, line)));
  const cells = cellsOf(axes);

  it('is a table of cells that there are', () => {
    expect([...listed].filter((cell) => !cells.includes(cell))).to.deep.equal([]);
    expect(new Set(cells).size).to.equal(cells.length);
  });

  for (const actor of axes.actor.split(' ')) {
    it(`lets ${actor} do what the table lists, and nothing else`, () => {
      const asked = cells.filter(startsWith(actor));
      expect(asked.length).to.be.above(50);
      const allowed = asked.filter((cell) => ask(cell.split(' ')));
      expect(allowed).to.deep.equal(asked.filter((cell) => listed.has(cell)));
    });
  }
}

describe('P1, P2 permissions, as the policy table says', () => {
  it('has a row for every permission', () => {
    expect(PERMISSION_AXES.permission.split(' ')).to.have.members([...PERMISSIONS]);
  });

  compare(PERMISSION_AXES, MAY, ([actor = '', key = '', place = '', ceiling = '']) => {
    const permission = key as Permission;
    const ceilings = ceilingsNamed(ceiling, 'permissions', permission, PERMISSIONS, {
      'department-4': { departments: new Set([4]) },
    });
    const access: Partial<Access> = { permissions: [permission], departments: { mode: 'except', ids: [5] } };
    const subject = actorNamed(actor)(access, ceilings);
    const department = /^department-(\d)$/.exec(place)?.[1];
    return isAllowed(subject, { permission, ...(department && { department: Number(department) }) });
  });
});

const HERE = 12;
const ELSEWHERE = 13;

function scopeNamed<F>(given: string, one: F, all: readonly F[]): Scope<F> {
  const others = all.filter((other) => other !== one);
  if (given === 'here' || given === 'full-and-here')
    return { mode: 'only', grants: [{ id: HERE, functions: [one] }] };
  if (given === 'here-other')
    return {
      mode: 'only',
      grants: [
        { id: HERE, functions: others },
        { id: ELSEWHERE, functions: all },
      ],
    };
  if (given === 'elsewhere') return { mode: 'only', grants: [{ id: ELSEWHERE, functions: all }] };
  if (given === 'all') return { mode: 'all', functions: [one] };
  if (given === 'all-other') return { mode: 'all', functions: others };
  return { mode: 'none' };
}

const fullNamed = (given: string, full: Permission): Permission[] => (given.startsWith('full') ? [full] : []);

describe('P3 services, as the policy table says', () => {
  it('has a row for every function', () => {
    expect(SERVICE_AXES.function.split(' ')).to.have.members([...SERVICE_FUNCTIONS]);
  });

  compare(
    SERVICE_AXES,
    MAY_WITH_SERVICE,
    ([actor = '', key = '', given = '', service = '', ceiling = '']) => {
      const one = key as ServiceFunction;
      const ceilings = ceilingsNamed(ceiling, 'serviceFunctions', one, SERVICE_FUNCTIONS, {
        'full-control': { permissions: new Set(['services.full'] as const) },
      });
      const access: Partial<Access> = {
        permissions: fullNamed(given, 'services.full'),
        services: scopeNamed(given, one, SERVICE_FUNCTIONS),
      };
      const functions = SERVICE_FUNCTIONS.filter((other) => (other === one) === (service === 'has-it'));
      return isAllowed(actorNamed(actor)(access, ceilings), {
        service: { id: HERE, functions },
        serviceFunction: one,
      });
    },
  );
});

describe('P3 domains, as the policy table says', () => {
  it('has a row for every function', () => {
    expect(DOMAIN_AXES.function.split(' ')).to.have.members([...DOMAIN_FUNCTIONS]);
  });

  compare(DOMAIN_AXES, MAY_WITH_DOMAIN, ([actor = '', key = '', given = '', ceiling = '']) => {
    const one = key as DomainFunction;
    const ceilings = ceilingsNamed(ceiling, 'domainFunctions', one, DOMAIN_FUNCTIONS, {
      'full-control': { permissions: new Set(['domains.full'] as const) },
    });
    const access: Partial<Access> = {
      permissions: fullNamed(given, 'domains.full'),
      domains: scopeNamed(given, one, DOMAIN_FUNCTIONS),
    };
    return isAllowed(actorNamed(actor)(access, ceilings), { domain: HERE, domainFunction: one });
  });
});
