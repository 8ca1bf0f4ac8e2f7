// P4, I12: what a fresh password check is asked for.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import { needsFreshPassword } from '../../../module/permissions/delegation.js';
import { accessOf, EVERYTHING, LATER } from './subjects.js';

const tickets: Partial<Access> = { permissions: ['support.view'] };

describe('P4, check 21 a fresh password', () => {
  const manages: Partial<Access> = { permissions: ['contacts.manage'] };
  const CASES: Record<string, [Partial<Access>, Partial<Access>, boolean]> = {
    'giving contacts.manage': [tickets, { permissions: ['support.view', 'contacts.manage'] }, true],
    'giving Everything': [{}, EVERYTHING, true],
    'giving the last that was missing': [
      { ...EVERYTHING, permissions: EVERYTHING.permissions.filter((one) => one !== 'billing.funds') },
      EVERYTHING,
      true,
    ],
    'giving contacts.manage for longer': [{ ...manages, expiresAt: LATER }, manages, true],
    'keeping it': [manages, { permissions: ['contacts.manage', 'billing.funds'] }, false],
    'taking it': [manages, {}, false],
    'ending it': [manages, { ...manages, expiresAt: LATER }, false],
    'giving anything else': [{}, { permissions: ['billing.funds', 'services.full'] }, false],
    'giving anything else for longer': [{ ...tickets, expiresAt: LATER }, tickets, false],
  };
  for (const [what, [before, after, needed]] of Object.entries(CASES)) {
    it(`is ${needed ? '' : 'not '}asked for ${what}`, () =>
      expect(needsFreshPassword(accessOf(before), accessOf(after))).to.equal(needed));
  }
});
