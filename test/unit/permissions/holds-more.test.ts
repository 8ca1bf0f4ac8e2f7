// P4, check 14: whoever holds more is not touched by who holds less.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import type { Permission } from '../../../module/permissions/catalogue.js';
import { holdsMore, mayGrant } from '../../../module/permissions/delegation.js';
import type { LoginState, Subject } from '../../../module/permissions/subject.js';
import { accessOf, LATER, NOW, owner, staff, subAccount, without } from './subjects.js';

const tickets: Partial<Access> = { permissions: ['support.view'] };
const except = (...ids: number[]): Partial<Access> => ({ departments: { mode: 'except', ids } });

const manager = (access: Partial<Access> = {}, rest: Partial<Subject> = {}): Subject =>
  subAccount({ ...access, permissions: ['contacts.manage', ...(access.permissions ?? [])] }, rest);

function refused(granter: Subject, before: Access, after: Access): string {
  const target = { now: subAccount(before), isSelf: false, isOwner: false };
  return mayGrant(granter, target, before, after, NOW)
    .map(({ about, reason }) => `${about} ${reason.key}`)
    .join(', ');
}

describe('P4, check 14 who holds more', () => {
  const mine = manager(tickets);
  const more: Permission[] = ['contacts.manage', 'support.view', 'billing.funds'];

  it('is not touched, not even to take something away', () => {
    const has = accessOf({ permissions: more });
    expect(refused(mine, has, accessOf())).to.equal('access permissions:refused.holdsMore');
    expect(refused(mine, has, has)).to.equal('access permissions:refused.holdsMore');
    for (const granter of [owner(), staff()])
      expect(refused(granter, has, accessOf()), granter.kind).to.equal('');
  });

  it('is who can do all that I can, and something besides', () => {
    const theirs: Record<string, [Partial<Access>, boolean]> = {
      'the same': [mine.access, false],
      'one permission more': [{ permissions: more }, true],
      'one more, one less': [{ permissions: ['contacts.manage', 'billing.funds'] }, false],
      'nothing in common': [{ permissions: ['billing.funds'] }, false],
      'fewer departments': [{ ...mine.access, ...except(5) }, false],
      'a service besides': [{ ...mine.access, services: { mode: 'all', functions: ['view'] } }, true],
      'a domain besides': [
        { ...mine.access, permissions: [...mine.access.permissions, 'domains.full'] },
        true,
      ],
    };
    for (const [what, [access, expected]] of Object.entries(theirs))
      expect(holdsMore(subAccount(access), mine, NOW), what).to.equal(expected);
    const limited = manager({ ...tickets, ...except(5) });
    expect(holdsMore(mine, limited, NOW), 'more departments').to.equal(true);
    const ending = manager({ ...tickets, expiresAt: LATER });
    expect(holdsMore(mine, ending, NOW), 'no end').to.equal(true);
    expect(holdsMore(owner(), mine, NOW), 'the owner').to.equal(true);
  });

  it('is so while their login is off, but not any more when it ended', () => {
    const withLogin = (login: LoginState): boolean =>
      holdsMore(subAccount({ permissions: more }, { login }), mine, NOW);
    for (const login of ['active', 'invited', 'suspended'] as const)
      expect(withLogin(login), login).to.equal(true);
    for (const login of ['none', 'ended'] as const) expect(withLogin(login), login).to.equal(false);
  });

  it('is measured by what works: a ceiling makes equals of them', () => {
    const ceilings = without('billing.funds');
    const other = subAccount({ permissions: more }, { ceilings });
    expect(holdsMore(other, manager(tickets, { ceilings }), NOW)).to.equal(false);
  });
});
