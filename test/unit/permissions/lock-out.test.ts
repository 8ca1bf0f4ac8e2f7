// P8, I7: the last person who can manage contacts stays.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import { wouldLockOut } from '../../../module/permissions/lock-out.js';
import type { Subject } from '../../../module/permissions/subject.js';
import { BEFORE, LATER, NOW, owner, subAccount, without } from './subjects.js';

const manages: Partial<Access> = { permissions: ['contacts.manage'] };
const cy = subAccount(manages);
const bo = subAccount({ permissions: ['profile.edit'] });
const noOwner: Subject[] = [];

const locksOut = (before: Subject[], after: Subject[]): boolean => wouldLockOut(before, after, NOW);

describe('P8 nobody is locked out', () => {
  it('as long as there is the owner, whose login may be off', () => {
    expect(locksOut([owner(), cy], [owner()])).to.equal(false);
    for (const login of ['none', 'invited', 'suspended', 'ended'] as const)
      expect(locksOut([owner(), cy], [owner({ login })]), login).to.equal(false);
  });

  it('as long as somebody else can', () => {
    expect(locksOut([cy, cy], [cy, bo])).to.equal(false);
  });

  it('by what changes nothing, where nobody could before either', () => {
    const ceilings = without('contacts.manage');
    expect(locksOut([owner({ ceilings }), bo], [owner({ ceilings })])).to.equal(false);
    expect(locksOut(noOwner, noOwner)).to.equal(false);
  });
});

describe('P8 the last one who can', () => {
  const LOST: Record<string, Subject[]> = {
    deleted: noOwner,
    stripped: [subAccount({})],
    suspended: [subAccount(manages, { login: 'suspended' })],
    ended: [subAccount(manages, { login: 'ended' })],
    'replaced by an invitation': [subAccount(manages, { login: 'invited' })],
    expired: [subAccount({ ...manages, expiresAt: BEFORE })],
    'given an end': [subAccount({ ...manages, expiresAt: LATER })],
    'put under a ceiling': [subAccount(manages, { ceilings: without('contacts.manage') })],
  };
  for (const [what, after] of Object.entries(LOST)) {
    it(`is not ${what}`, () => expect(locksOut([cy, bo], [...after, bo])).to.equal(true));
  }

  it('is not taken away by a ceiling that binds the owner too', () => {
    const ceilings = without('contacts.manage');
    expect(locksOut([owner(), cy], [owner({ ceilings }), subAccount(manages, { ceilings })])).to.equal(true);
  });

  it('may keep the end that they have, but not go', () => {
    const ending = subAccount({ ...manages, expiresAt: LATER });
    expect(locksOut([ending], [ending])).to.equal(false);
    expect(locksOut([ending], noOwner)).to.equal(true);
  });
});
