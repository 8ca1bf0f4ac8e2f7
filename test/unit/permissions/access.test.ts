// The value of an access: its one form, what differs between two, and whether one is wider (P2, P3).
import { expect } from 'chai';
import { isExpired, normaliseAccess, outlasts, type Access } from '../../../module/permissions/access.js';
import { accessChanges, widens } from '../../../module/permissions/access-changes.js';
import type { Permission, ServiceFunction } from '../../../module/permissions/catalogue.js';
import { accessOf, BEFORE, EVERYTHING, LATER, MUCH_LATER, NOW } from './subjects.js';

describe('the one form of an access', () => {
  const FORMS: Record<string, [given: Partial<Access>, form: Partial<Access>]> = {
    'permissions in the catalogue’s order, once': [
      { permissions: ['support.view', 'billing.funds', 'support.view'] },
      { permissions: ['billing.funds', 'support.view'] },
    ],
    'I3 no permission that is unknown': [
      { permissions: ['support.view', 'support.everything' as Permission, '__proto__' as Permission] },
      { permissions: ['support.view'] },
    ],
    'departments ascending, once': [
      { departments: { mode: 'except', ids: [10, 9, 10] } },
      { departments: { mode: 'except', ids: [9, 10] } },
    ],
    'except none is all': [{ departments: { mode: 'except', ids: [] } }, { departments: { mode: 'all' } }],
    'grants ascending, of one id added up, functions in order, none empty': [
      {
        services: {
          mode: 'only',
          grants: [
            { id: 10, functions: ['manage', 'view'] },
            { id: 9, functions: [] },
            { id: 2, functions: ['cancel'] },
            { id: 10, functions: ['signOn', 'fly' as ServiceFunction, 'view'] },
          ],
        },
      },
      {
        services: {
          mode: 'only',
          grants: [
            { id: 2, functions: ['cancel'] },
            { id: 10, functions: ['view', 'signOn', 'manage'] },
          ],
        },
      },
    ],
    'only nothing is none': [
      { services: { mode: 'only', grants: [{ id: 1, functions: [] }] } },
      { services: { mode: 'none' } },
    ],
    'all without a function is none': [
      { domains: { mode: 'all', functions: [] } },
      { domains: { mode: 'none' } },
    ],
    'the end as it is': [{ expiresAt: LATER }, { expiresAt: LATER }],
  };
  for (const [what, [given, form]] of Object.entries(FORMS)) {
    it(`has ${what}`, () => expect(normaliseAccess(accessOf(given))).to.deep.equal(accessOf(form)));
  }
});

describe('the end of an access', () => {
  it('has come at that very moment, and when it cannot be read', () => {
    expect(isExpired({ expiresAt: BEFORE }, NOW)).to.equal(true);
    expect(isExpired({ expiresAt: NOW }, NOW)).to.equal(true);
    expect(isExpired({ expiresAt: new Date('soon') }, NOW)).to.equal(true);
    expect(isExpired({ expiresAt: LATER }, NOW)).to.equal(false);
    expect(isExpired({ expiresAt: undefined }, NOW)).to.equal(false);
  });

  it('outlasts an earlier one; no end outlasts every end', () => {
    const longer: [Date | undefined, Date | undefined][] = [
      [MUCH_LATER, LATER],
      [undefined, LATER],
      [LATER, new Date('soon')],
    ];
    for (const [end, other] of longer) expect(outlasts(end, other)).to.equal(true);
    const not: [Date | undefined, Date | undefined][] = [
      [LATER, LATER],
      [LATER, MUCH_LATER],
      [LATER, undefined],
      [undefined, undefined],
    ];
    for (const [end, other] of not) expect(outlasts(end, other)).to.equal(false);
  });
});

describe('U2 what differs between two accesses', () => {
  const said = (before: Partial<Access>, after: Partial<Access>): string[] =>
    accessChanges(accessOf(before), accessOf(after)).map(({ kind, ...fact }) =>
      [
        kind,
        ...Object.values(fact as Record<string, unknown>).map((one) =>
          one instanceof Date ? one.toISOString() : String(one),
        ),
      ].join(' '),
    );

  it('is said in the order of the form', () => {
    const before: Partial<Access> = {
      permissions: ['support.view', 'billing.funds'],
      departments: { mode: 'except', ids: [4, 5] },
      services: {
        mode: 'only',
        grants: [
          { id: 12, functions: ['view', 'cancel'] },
          { id: 9, functions: ['view'] },
        ],
      },
      expiresAt: LATER,
    };
    const after: Partial<Access> = {
      permissions: ['billing.invoices', 'support.view'],
      departments: { mode: 'except', ids: [5, 10] },
      services: {
        mode: 'only',
        grants: [
          { id: 9, functions: ['view'] },
          { id: 12, functions: ['manage', 'view'] },
        ],
      },
      domains: { mode: 'all', functions: ['view'] },
      expiresAt: MUCH_LATER,
    };
    expect(said(before, after)).to.deep.equal([
      'added permission billing.invoices',
      'removed permission billing.funds',
      'added department 4',
      'removed department 10',
      'added service 12 manage',
      'removed service 12 cancel',
      'added domain all view',
      `removed expiry ${LATER.toISOString()}`,
      `added expiry ${MUCH_LATER.toISOString()}`,
    ]);
  });

  it('is nothing between two forms of the same', () => {
    const one: Partial<Access> = {
      permissions: ['support.view', 'support.open', 'support.view'],
      departments: { mode: 'except', ids: [] },
      expiresAt: new Date(LATER),
    };
    expect(said(one, { permissions: ['support.open', 'support.view'], expiresAt: LATER })).to.deep.equal([]);
  });

  it('names what is kept when "all" becomes "only these"', () => {
    const all: Partial<Access> = { services: { mode: 'all', functions: ['view'] } };
    const only: Partial<Access> = { services: { mode: 'only', grants: [{ id: 12, functions: ['view'] }] } };
    expect(said(all, only)).to.deep.equal(['removed service all view', 'added service 12 view']);
    expect(said(only, all)).to.deep.equal(['added service all view', 'removed service 12 view']);
  });
});

describe('whether an access is wider than it was', () => {
  const services = (...functions: ServiceFunction[]): Partial<Access> => ({
    services: { mode: 'only', grants: [{ id: 12, functions }] },
  });
  const tickets: Partial<Access> = { permissions: ['support.view'] };
  const except = (...ids: number[]): Partial<Access> => ({ departments: { mode: 'except', ids } });

  const WIDER: Record<string, [Partial<Access>, Partial<Access>]> = {
    'a permission more': [tickets, { permissions: ['support.view', 'support.close'] }],
    'another permission': [tickets, { permissions: ['support.close'] }],
    'a department opened': [
      { ...tickets, ...except(4, 5) },
      { ...tickets, ...except(5) },
    ],
    'all departments': [{ ...tickets, ...except(4) }, tickets],
    'a function more': [services('view'), services('view', 'manage')],
    'one function for all services': [services('view'), { services: { mode: 'all', functions: ['view'] } }],
    'another service': [
      services('view'),
      { services: { mode: 'only', grants: [{ id: 13, functions: ['view'] }] } },
    ],
    'no end any more': [{ ...tickets, expiresAt: LATER }, tickets],
    'a later end': [{ expiresAt: LATER }, { expiresAt: MUCH_LATER }],
    'full control': [{ services: { mode: 'all', functions: ['view'] } }, { permissions: ['services.full'] }],
  };
  for (const [what, [before, after]] of Object.entries(WIDER)) {
    it(`is so with ${what}`, () => expect(widens(accessOf(before), accessOf(after))).to.equal(true));
  }

  const NOT_WIDER: Record<string, [Partial<Access>, Partial<Access>]> = {
    'the same': [EVERYTHING, EVERYTHING],
    nothing: [EVERYTHING, {}],
    'a department opened to no ticket permission': [except(4), {}],
    'a department closed': [tickets, { ...tickets, ...except(4) }],
    'one of all services': [{ services: { mode: 'all', functions: ['view'] } }, services('view')],
    'one service in place of full control': [{ permissions: ['services.full'] }, services('view', 'cancel')],
    'an end': [tickets, { ...tickets, expiresAt: LATER }],
    'an earlier end': [{ expiresAt: MUCH_LATER }, { expiresAt: LATER }],
  };
  for (const [what, [before, after]] of Object.entries(NOT_WIDER)) {
    it(`is not so with ${what}`, () => expect(widens(accessOf(before), accessOf(after))).to.equal(false));
  }
});
