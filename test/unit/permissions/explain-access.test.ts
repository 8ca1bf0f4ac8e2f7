// P5: the order of reasons, and what each of them says. Which answer it is, is in policy.test.ts.
import { expect } from 'chai';
import { explainAccess } from '../../../module/permissions/explain-access.js';
import type { Access } from '../../../module/permissions/access.js';
import type { Permission, ServiceFunction } from '../../../module/permissions/catalogue.js';
import type { Question } from '../../../module/permissions/question.js';
import type { Provenance, Subject } from '../../../module/permissions/subject.js';
import {
  BEFORE,
  ceilingsOf,
  clientKey,
  isAllowed,
  NOW,
  owner,
  providerKey,
  reasonsOf,
  staff,
  subAccount,
  without,
} from './subjects.js';

const OPEN: Question = { permission: 'support.open' };
const OPEN_IN_5: Question = { permission: 'support.open', department: 5 };
const on12 = (serviceFunction: ServiceFunction): Question => ({
  service: { id: 12, functions: ['view', 'signOn', 'manage'] },
  serviceFunction,
});

const granted: Partial<Access> = { permissions: ['support.open'] };
const notIn5: Partial<Access> = { ...granted, departments: { mode: 'except', ids: [5] } };
const filledIn = new Map<Permission, Provenance>([['support.open', { preset: 'Developer' }]]);
const setByAnn = new Map<Permission, Provenance>([['support.open', { by: 'Ann Lee', at: BEFORE }]]);
const everyLevel = ceilingsOf({
  provider: { permissions: new Set(['support.open']) },
  group: { departments: new Set([5]) },
  client: { permissions: new Set(['support.open']) },
});

describe('P5 the reasons of a decision', () => {
  const CASES: Record<string, [Subject, Question, string]> = {
    'login state and end come first, then each ceiling, then all the rest': [
      subAccount(
        { ...notIn5, expiresAt: BEFORE },
        { login: 'suspended', ceilings: everyLevel, from: filledIn },
      ),
      OPEN_IN_5,
      'login.suspended expired ceiling.provider ceiling.group ceiling.client preset department',
    ],
    'the provider’s ceiling comes before the group’s and the client’s': [
      subAccount(granted, { ceilings: everyLevel, from: setByAnn }),
      OPEN_IN_5,
      'ceiling.provider ceiling.group ceiling.client setByOn',
    ],
    'a group’s ceiling is named as such': [
      subAccount(granted, { ceilings: ceilingsOf({ group: { permissions: new Set(['support.open']) } }) }),
      OPEN,
      'ceiling.group granted',
    ],
    'a ceiling comes before the owner': [
      owner({ ceilings: everyLevel }),
      OPEN,
      'ceiling.provider ceiling.client owner',
    ],
    'the owner is a reason by itself': [owner({ access: subAccount(notIn5).access }), OPEN_IN_5, 'owner'],
    'staff are': [staff({ ceilings: everyLevel }), OPEN_IN_5, 'staff'],
    'a provider’s key is': [providerKey(), OPEN, 'providerKey'],
    'a preset decides where nothing denies': [subAccount(granted, { from: filledIn }), OPEN, 'preset'],
    'who set it, and when': [subAccount(granted, { from: setByAnn }), OPEN, 'setByOn'],
    'who set it': [
      subAccount(granted, { from: new Map([['support.open', { by: 'Ann Lee' }]]) }),
      OPEN,
      'setBy',
    ],
    'that it was set, when nobody knows by whom': [clientKey(granted), OPEN, 'granted'],
    'a limit decides before the preset that it limits': [
      subAccount(notIn5, { from: filledIn }),
      OPEN_IN_5,
      'department preset',
    ],
    'a limit is told, and decides nothing, when no department was asked for': [
      subAccount({ ...granted, departments: { mode: 'except', ids: [5, 6] } }, { from: filledIn }),
      OPEN,
      'preset department department',
    ],
    'a limit comes before what was not given': [
      subAccount({ departments: { mode: 'except', ids: [5] } }),
      OPEN_IN_5,
      'department notGranted',
    ],
    'not granted comes last': [
      subAccount({}, { login: 'invited', ceilings: everyLevel }),
      OPEN,
      'login.invited ceiling.provider ceiling.client notGranted',
    ],
    'no sub-account': [subAccount(granted, { login: 'none' }), OPEN, 'login.none granted'],
    'an ended one': [subAccount(granted, { login: 'ended' }), OPEN, 'login.ended granted'],
    'a limit of departments says nothing about other permissions': [
      subAccount({ permissions: ['profile.edit'], departments: { mode: 'except', ids: [5] } }),
      { permission: 'profile.edit' },
      'granted',
    ],
  };
  for (const [what, [subject, question, reasons]] of Object.entries(CASES)) {
    it(`say: ${what}`, () => expect(reasonsOf(subject, question)).to.equal(reasons));
  }

  it('carry what is known in their params, for a presenter to put into words', () => {
    const paramsOf = (subject: Subject, question: Question): unknown =>
      explainAccess(subject, question, NOW).reasons[0]?.params;
    expect(paramsOf(subAccount(granted, { from: filledIn }), OPEN)).to.deep.equal({ preset: 'Developer' });
    expect(paramsOf(subAccount(granted, { from: setByAnn }), OPEN)).to.deep.equal({
      by: 'Ann Lee',
      at: '2026-11-30T12:00:00.000Z',
    });
    expect(paramsOf(subAccount({ ...granted, expiresAt: BEFORE }), OPEN)).to.deep.equal({
      at: '2026-11-30T12:00:00.000Z',
    });
    expect(paramsOf(subAccount(notIn5), OPEN_IN_5)).to.deep.equal({ department: 5 });
    expect(paramsOf(subAccount(granted), OPEN)).to.equal(undefined);
  });
});

describe('P5 the reasons about one service or domain', () => {
  const only: Partial<Access> = {
    services: { mode: 'only', grants: [{ id: 12, functions: ['view', 'signOn'] }] },
    domains: { mode: 'only', grants: [{ id: 3, functions: ['view'] }] },
  };
  const all: Partial<Access> = {
    services: { mode: 'all', functions: ['view'] },
    domains: { mode: 'all', functions: ['view'] },
  };
  const full: Partial<Access> = { permissions: ['services.full', 'domains.full'] };
  const noFull = without('services.full', 'domains.full');
  const on4: Question = { domain: 4, domainFunction: 'view' };

  const CASES: Record<string, [Subject, Question, string]> = {
    'given on this one': [subAccount(only), on12('view'), 'service.given'],
    'given on all': [subAccount(all), on12('view'), 'service.all'],
    'this one, but not to that function': [subAccount(only), on12('manage'), 'service.without'],
    'all, but not to that function': [subAccount(all), on12('manage'), 'service.without'],
    'another one': [
      subAccount(only),
      { service: { id: 13, functions: ['view'] }, serviceFunction: 'view' },
      'service.notGiven',
    ],
    none: [subAccount(), on12('view'), 'notGranted'],
    'full control covers it, whatever is chosen beside': [
      subAccount({ ...only, ...full }),
      on12('view'),
      'covered',
    ],
    'full control that is turned off': [
      subAccount(full, { ceilings: noFull }),
      on12('view'),
      'ceiling.provider covered',
    ],
    'full control that is turned off, but given on this one': [
      subAccount({ ...only, ...full }, { ceilings: noFull }),
      on12('view'),
      'service.given',
    ],
    'nobody, not even the owner, does what it does not have': [
      owner(),
      on12('cancel'),
      'service.lacks owner',
    ],
    'nor staff': [staff(), on12('cancel'), 'service.lacks staff'],
    'it does not have that, and it was not given': [subAccount(), on12('cancel'), 'service.lacks notGranted'],
    'given on this domain': [subAccount(only), { domain: 3, domainFunction: 'view' }, 'domain.given'],
    'this domain, but not to that function': [
      subAccount(only),
      { domain: 3, domainFunction: 'renew' },
      'domain.without',
    ],
    'another domain': [subAccount(only), on4, 'domain.notGiven'],
    'given on all domains': [subAccount(all), on4, 'domain.all'],
    'full control of domains': [subAccount(full), on4, 'covered'],
    'no domain': [subAccount(), on4, 'notGranted'],
  };
  for (const [what, [subject, question, reasons]] of Object.entries(CASES)) {
    it(`say: ${what}`, () => expect(reasonsOf(subject, question)).to.equal(reasons));
  }
});

describe('I3 what the catalogue does not know', () => {
  const UNKNOWN = [
    ...['', 'staff', 'contacts.mange', '__proto__', 'length'].map((permission) => ({ permission })),
    { service: { id: 12, functions: ['fly'] }, serviceFunction: 'fly' },
    { domain: 3, domainFunction: 'fly' },
    {},
  ] as unknown as Question[];

  it('is granted to nobody, whoever they are', () => {
    const everybody = [owner(), staff(), providerKey(), subAccount(), clientKey()];
    for (const question of UNKNOWN)
      for (const subject of everybody) {
        expect(isAllowed(subject, question)).to.equal(false);
        expect(reasonsOf(subject, question)).to.equal('notGranted');
      }
  });

  it('is not granted by standing among the grants', () => {
    const permissions = ['contacts.mange' as Permission];
    expect(isAllowed(subAccount({ permissions }), { permission: permissions[0] as Permission })).to.equal(
      false,
    );
  });
});
