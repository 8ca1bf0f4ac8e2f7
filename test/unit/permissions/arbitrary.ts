// Any access, ceiling, subject and question, for properties. Few ids and functions, so that things meet.
import * as fc from 'fast-check';
import type { Access, Departments } from '../../../module/permissions/access.js';
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type Permission,
} from '../../../module/permissions/catalogue.js';
import type { Ceiling, Ceilings } from '../../../module/permissions/ceilings.js';
import type { Question } from '../../../module/permissions/question.js';
import type { Scope } from '../../../module/permissions/scope.js';
import { LOGIN_STATES, type Subject } from '../../../module/permissions/subject.js';
import { BEFORE, LATER, MUCH_LATER } from './subjects.js';

const IDS = [1, 2, 3];
export const anyId = fc.constantFrom(...IDS);
const someOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> => fc.subarray([...values]);

// Unordered and doubled, as a careless caller would hand it over.
const messyOf = <T>(values: readonly T[]): fc.Arbitrary<T[]> =>
  fc.array(fc.constantFrom(...values), { maxLength: 6 });

const anyScope = <F>(functions: readonly F[]): fc.Arbitrary<Scope<F>> =>
  fc.oneof(
    fc.constant({ mode: 'none' as const }),
    fc.record({ mode: fc.constant('all' as const), functions: messyOf(functions) }),
    fc.record({
      mode: fc.constant('only' as const),
      grants: fc.array(fc.record({ id: anyId, functions: messyOf(functions) }), { maxLength: 4 }),
    }),
  );

const anyDepartments: fc.Arbitrary<Departments> = fc.oneof(
  fc.constant({ mode: 'all' as const }),
  fc.record({ mode: fc.constant('except' as const), ids: messyOf(IDS) }),
);

export const anyEnd = fc.constantFrom(undefined, undefined, BEFORE, LATER, MUCH_LATER);

// The permissions that rules speak about come up often; any other one stands for the rest.
const SPOKEN_OF: readonly Permission[] = [
  'contacts.manage',
  'services.full',
  'domains.full',
  'support.open',
  'support.view',
  'support.notifications',
  'billing.funds',
];

export const anyAccess: fc.Arbitrary<Access> = fc.record({
  permissions: fc.oneof(someOf(SPOKEN_OF), messyOf(PERMISSIONS)),
  departments: anyDepartments,
  services: anyScope(SERVICE_FUNCTIONS),
  domains: anyScope(DOMAIN_FUNCTIONS),
  expiresAt: anyEnd,
});

export const anyCeiling: fc.Arbitrary<Ceiling> = fc.record({
  permissions: someOf(SPOKEN_OF).map((list) => new Set(list)),
  serviceFunctions: someOf(SERVICE_FUNCTIONS).map((list) => new Set(list)),
  domainFunctions: someOf(DOMAIN_FUNCTIONS).map((list) => new Set(list)),
  departments: someOf(IDS).map((list) => new Set(list)),
});

const openCeiling: fc.Arbitrary<Ceiling> = fc.constant({
  permissions: new Set<Permission>(),
  serviceFunctions: new Set<never>(),
  domainFunctions: new Set<never>(),
  departments: new Set<number>(),
});

/** Mostly open: where everything is denied nothing can be seen. */
export const anyCeilings: fc.Arbitrary<Ceilings> = fc.record({
  provider: fc.oneof({ weight: 3, arbitrary: openCeiling }, { weight: 1, arbitrary: anyCeiling }),
  group: fc.oneof({ weight: 3, arbitrary: openCeiling }, { weight: 1, arbitrary: anyCeiling }),
  client: fc.oneof({ weight: 3, arbitrary: openCeiling }, { weight: 1, arbitrary: anyCeiling }),
});

const anyLogin = fc.oneof(fc.constant('active' as const), fc.constantFrom(...LOGIN_STATES));

const anyProvenance = fc.option(
  fc.record(
    { preset: fc.string(), by: fc.string(), at: fc.date({ noInvalidDate: false }) },
    { requiredKeys: [], noNullPrototype: true },
  ),
  { nil: undefined },
);

export const anySubject: fc.Arbitrary<Subject> = fc
  .record({
    who: fc.constantFrom(
      { kind: 'owner' as const, provider: false },
      { kind: 'sub-account' as const, provider: false },
      { kind: 'sub-account' as const, provider: false },
      { kind: 'key' as const, provider: false },
      { kind: 'staff' as const, provider: true },
      { kind: 'key' as const, provider: true },
    ),
    login: anyLogin,
    access: anyAccess,
    provenance: anyProvenance,
    ceilings: anyCeilings,
  })
  .map(({ who, provenance, ...rest }) => ({
    ...who,
    ...rest,
    from: new Map(provenance ? rest.access.permissions.map((one) => [one, provenance]) : []),
  }));

/** Everything that can be asked about ids 1–3 and one more, 4, that no list names. */
export const QUESTIONS: readonly Question[] = [
  ...PERMISSIONS.map((permission) => ({ permission })),
  ...PERMISSIONS.flatMap((permission) => [...IDS, 4].map((department) => ({ permission, department }))),
  ...[...IDS, 4].flatMap((id) =>
    SERVICE_FUNCTIONS.map((serviceFunction) => ({
      service: { id, functions: SERVICE_FUNCTIONS },
      serviceFunction,
    })),
  ),
  ...[...IDS, 4].flatMap((domain) => DOMAIN_FUNCTIONS.map((domainFunction) => ({ domain, domainFunction }))),
];

export const anyQuestion: fc.Arbitrary<Question> = fc.oneof(
  fc.constantFrom(...QUESTIONS),
  fc.record({
    service: fc.record({ id: anyId, functions: someOf(SERVICE_FUNCTIONS) }),
    serviceFunction: fc.constantFrom(...SERVICE_FUNCTIONS),
  }),
);
