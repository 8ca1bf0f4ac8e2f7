// P4, I1–I6: nobody gives what they do not hold, nor touches themselves or the owner.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import { mayGrant, type Target } from '../../../module/permissions/delegation.js';
import type { LoginState, Subject } from '../../../module/permissions/subject.js';
import {
  accessOf,
  BEFORE,
  ceilingsOf,
  clientKey,
  EVERYTHING,
  LATER,
  MUCH_LATER,
  NOW,
  owner,
  providerKey,
  staff,
  subAccount,
  without,
} from './subjects.js';

const NEW: Target = { now: undefined, isSelf: false, isOwner: false };

/** A sub-account that manages contacts, and more. */
const manager = (access: Partial<Access> = {}, rest: Partial<Subject> = {}): Subject =>
  subAccount({ ...access, permissions: ['contacts.manage', ...(access.permissions ?? [])] }, rest);

const having = (access: Partial<Access>, rest: Partial<Subject> = {}): Target => ({
  ...NEW,
  now: subAccount(access, rest),
});

/** "permissions billing.funds permission, services service": where, what and why of each refusal. */
function refused(granter: Subject, before: Partial<Access>, after: Partial<Access>, target?: Target): string {
  return mayGrant(granter, target ?? having(before), accessOf(before), accessOf(after), NOW)
    .map(({ about, permission, reason }) =>
      [about, permission, reason.key.replace('permissions:refused.', '')].filter(Boolean).join(' '),
    )
    .join(', ');
}

const tickets: Partial<Access> = { permissions: ['support.view'] };
const except = (...ids: number[]): Partial<Access> => ({ departments: { mode: 'except', ids } });

describe('P4, I4 who may give at all', () => {
  it('is only who has contacts.manage at that moment', () => {
    const off: Record<string, Subject> = {
      'has another permission': subAccount({ permissions: ['profile.edit', 'support.view'] }),
      suspended: manager(tickets, { login: 'suspended' }),
      expired: manager({ ...tickets, expiresAt: BEFORE }),
      'under a ceiling': manager(tickets, { ceilings: without('contacts.manage') }),
      'a key without it': clientKey(tickets),
      'an owner under a ceiling': owner({ ceilings: without('contacts.manage') }),
      'staff whose login ended': staff({ login: 'ended' }),
    };
    for (const [what, granter] of Object.entries(off))
      expect(refused(granter, {}, tickets, NEW), what).to.equal('access manage');
    for (const granter of [
      manager(tickets),
      owner(),
      staff(),
      providerKey(),
      clientKey(manager(tickets).access),
    ])
      expect(refused(granter, {}, tickets, NEW), granter.kind).to.equal('');
  });

  it('I5 is nobody for themselves, not even to take something away', () => {
    const self = { ...having(tickets), isSelf: true };
    expect(refused(manager(tickets), tickets, {}, self)).to.equal('access self');
    expect(refused(manager(tickets), tickets, { ...tickets, expiresAt: LATER }, self)).to.equal(
      'access self',
    );
  });

  it('I6 is nobody for the owner, staff neither', () => {
    const target = { ...NEW, now: owner(), isOwner: true };
    for (const granter of [owner(), manager(EVERYTHING), staff(), providerKey()])
      expect(refused(granter, {}, tickets, target), granter.kind).to.equal('access owner');
  });
});

describe('P4, I1 what somebody gives', () => {
  it('is what they hold; each thing they do not is named', () => {
    const wanted: Partial<Access> = { permissions: ['billing.funds', 'support.view', 'services.full'] };
    expect(refused(manager(tickets), {}, wanted, NEW)).to.equal(
      'permissions billing.funds permission, permissions services.full permission',
    );
    const [first] = mayGrant(manager(tickets), NEW, accessOf(), accessOf(wanted), NOW);
    expect(first?.reason.params).to.deep.equal({ label: 'permissions:labels.billing.funds' });
  });

  it('is all that the ceilings leave, for the owner and for staff; a ceiling is named as the reason', () => {
    const ceilings = without('billing.funds');
    for (const granter of [owner({ ceilings }), staff({ ceilings }), providerKey({ ceilings })]) {
      expect(refused(granter, {}, { permissions: ['billing.funds'] }, NEW), granter.kind).to.equal(
        'permissions billing.funds turnedOff',
      );
      expect(refused(granter, {}, { permissions: ['contacts.manage', 'support.view'] }, NEW)).to.equal('');
    }
    expect(refused(manager({ permissions: ['billing.funds'] }, { ceilings }), {}, { permissions: ['billing.funds'] }, NEW))
      .to.equal('permissions billing.funds turnedOff'); // prettier-ignore
  });

  it('is Everything from the owner and from staff', () => {
    for (const granter of [owner(), staff()]) expect(refused(granter, {}, EVERYTHING, NEW)).to.equal('');
  });

  it('may stay what it was, and may be taken away, though they do not hold it', () => {
    const has: Partial<Access> = {
      permissions: ['billing.funds', 'domains.full'],
      services: { mode: 'only', grants: [{ id: 12, functions: ['cancel'] }] },
    };
    const granter = manager(tickets);
    expect(
      refused(granter, has, { ...has, permissions: ['billing.funds', 'domains.full', 'support.view'] }),
    ).to.equal('');
    expect(refused(granter, has, { permissions: ['billing.funds'] })).to.equal('');
    expect(refused(granter, has, {})).to.equal('');
  });

  it('stays only where it is in use: a login that ended, or none, is given everything anew', () => {
    const has: Partial<Access> = { permissions: ['billing.funds'] };
    const outcome = (login: LoginState): string =>
      refused(manager(tickets), has, has, having(has, { login }));
    for (const login of ['active', 'invited', 'suspended'] as const)
      expect(outcome(login), login).to.equal('');
    for (const login of ['none', 'ended'] as const)
      expect(outcome(login), login).to.equal('permissions billing.funds permission');
    expect(refused(manager(tickets), has, has, NEW)).to.equal('permissions billing.funds permission');
  });

  it('P6 stays under a ceiling that came later', () => {
    const ceilings = without('billing.funds');
    const has: Partial<Access> = { permissions: ['billing.funds'], expiresAt: LATER };
    const target = having(has, { ceilings });
    for (const granter of [owner({ ceilings }), staff({ ceilings }), manager({}, { ceilings })])
      expect(refused(granter, has, has, target)).to.equal('');
    expect(refused(owner({ ceilings }), has, { ...has, expiresAt: MUCH_LATER }, target)).to.equal('');
  });
});

describe('P4 the end of an access', () => {
  const has: Partial<Access> = { permissions: ['billing.funds'], expiresAt: LATER };

  it('that is moved back is giving all of it', () => {
    for (const expiresAt of [MUCH_LATER, undefined])
      expect(refused(manager(tickets), has, { ...has, expiresAt })).to.equal(
        'permissions billing.funds permission',
      );
    expect(
      refused(manager({ permissions: ['billing.funds'] }), has, { ...has, expiresAt: undefined }),
    ).to.equal('');
    const over = { ...has, expiresAt: BEFORE };
    expect(refused(manager(tickets), over, has)).to.equal('permissions billing.funds permission');
  });

  it('may be moved forward by anybody', () => {
    expect(refused(manager(tickets), has, { ...has, expiresAt: NOW })).to.equal('');
  });

  it('is not later than the giver’s own, for what is given', () => {
    const granter = manager({ ...tickets, expiresAt: LATER });
    expect(refused(granter, {}, tickets, NEW)).to.equal('expiresAt expiry');
    expect(refused(granter, {}, { ...tickets, expiresAt: MUCH_LATER }, NEW)).to.equal('expiresAt expiry');
    expect(refused(granter, {}, { ...tickets, expiresAt: LATER }, NEW)).to.equal('');
    expect(refused(granter, { permissions: ['billing.funds'] }, {})).to.equal('');
  });
});

describe('P4, check 15 the limits of what is given', () => {
  it('are the giver’s own departments', () => {
    const granter = manager({ ...tickets, ...except(5) });
    expect(refused(granter, {}, tickets, NEW)).to.equal('departments department');
    expect(refused(granter, {}, { ...tickets, ...except(4) }, NEW)).to.equal('departments department');
    expect(refused(granter, {}, { ...tickets, ...except(4, 5) }, NEW)).to.equal('');
    expect(refused(granter, { ...tickets, ...except(5) }, tickets)).to.equal('departments department');
    expect(refused(granter, { ...tickets, ...except(4, 5) }, { ...tickets, ...except(5) })).to.equal('');
    expect(refused(granter, tickets, tickets), 'kept').to.equal('');
  });

  it('are asked again when a ticket permission makes an open department count', () => {
    const granter = manager({ ...tickets, ...except(5) });
    expect(refused(granter, except(5), {}), 'without one').to.equal('');
    expect(refused(granter, {}, tickets)).to.equal('departments department');
  });

  it('hold for a permission that the giver does not have and lets stay', () => {
    const has: Partial<Access> = { permissions: ['support.close'], ...except(5) };
    expect(refused(manager(), has, { permissions: ['support.close'] })).to.equal('departments department');
    expect(refused(owner(), has, { permissions: ['support.close'] })).to.equal('');
    const ceilings = without('support.close');
    expect(refused(owner({ ceilings }), has, { permissions: ['support.close'] }), 'P6').to.equal('');
  });

  it('do not forbid "all" because of a department that a ceiling closed', () => {
    const ceilings = ceilingsOf({ group: { departments: new Set([5]) } });
    for (const granter of [owner({ ceilings }), staff({ ceilings }), manager(tickets, { ceilings })])
      expect(refused(granter, {}, tickets, NEW)).to.equal('');
  });

  const only = (...functions: ('view' | 'manage' | 'cancel')[]): Partial<Access> => ({
    services: { mode: 'only', grants: [{ id: 12, functions }] },
  });
  const all: Partial<Access> = { services: { mode: 'all', functions: ['view'] } };

  it('are the giver’s own services, "all" included', () => {
    expect(refused(manager(only('view')), {}, only('view'), NEW)).to.equal('');
    expect(refused(manager(only('view')), {}, only('view', 'manage'), NEW)).to.equal('services service');
    expect(refused(manager(only('view')), {}, all, NEW)).to.equal('services allServices');
    expect(refused(manager(all), {}, only('view'), NEW)).to.equal('');
    expect(refused(manager(all), {}, only('manage'), NEW)).to.equal('services service');
    expect(refused(manager(all), {}, all, NEW)).to.equal('');
    expect(refused(manager({ permissions: ['services.full'] }), {}, all, NEW)).to.equal('');
  });

  it('are not widened by leaving the giver’s full control under a ceiling', () => {
    const granter = manager({ permissions: ['services.full'] }, { ceilings: without('services.full') });
    expect(refused(granter, {}, only('view'), NEW)).to.equal('services service');
  });

  it('let full control become less', () => {
    const full: Partial<Access> = { permissions: ['services.full'] };
    expect(refused(manager(), full, only('view', 'cancel'))).to.equal('');
    expect(refused(manager(), full, { services: { mode: 'all', functions: ['cancel'] } })).to.equal('');
    const domains: Partial<Access> = { domains: { mode: 'all', functions: ['renew'] } };
    expect(refused(manager(), { permissions: ['domains.full'] }, domains)).to.equal('');
  });

  it('do not let full control that a ceiling turned off become a grant that works', () => {
    const ceilings = without('services.full');
    const full: Partial<Access> = { permissions: ['services.full'] };
    const target = having(full, { ceilings });
    expect(refused(manager({}, { ceilings }), full, { ...full, ...only('view') }, target)).to.equal(
      'services service',
    );
  });

  it('name a function that a ceiling turned off, for the owner and staff too', () => {
    const ceilings = ceilingsOf({
      client: { serviceFunctions: new Set(['cancel']), domainFunctions: new Set(['renew']) },
    });
    const wanted: Partial<Access> = {
      ...only('view', 'cancel'),
      domains: { mode: 'all', functions: ['view', 'renew'] },
    };
    for (const granter of [owner({ ceilings }), staff({ ceilings })])
      expect(refused(granter, {}, wanted, NEW)).to.equal('services turnedOff, domains turnedOff');
  });

  it('are the giver’s own domains', () => {
    const domains = (...functions: ('view' | 'renew')[]): Partial<Access> => ({
      domains: { mode: 'only', grants: [{ id: 3, functions }] },
    });
    const every: Partial<Access> = { domains: { mode: 'all', functions: ['renew'] } };
    expect(refused(manager(domains('view')), {}, domains('view', 'renew'), NEW)).to.equal('domains domain');
    expect(refused(manager(domains('view', 'renew')), {}, every, NEW)).to.equal('domains allDomains');
    expect(refused(manager({ permissions: ['domains.full'] }), {}, every, NEW)).to.equal('');
  });
});
