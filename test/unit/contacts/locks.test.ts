import { expect } from 'chai';
import { DEFAULT_RULES } from '../../../module/company/field-rule.js';
import { locksOf } from '../../../module/contacts/locks.js';
import { owner, staff, subAccount } from '../actors.js';
import { aContact, anOwner } from './a-contact.js';

const LOCKED = { names: 'locked', rules: DEFAULT_RULES, language: 'en' } as const;
const EDITABLE = { ...LOCKED, names: 'editable' } as const;
const manager = subAccount().with('contacts.manage', 'profile.edit');
const login = aContact({ panel: { isLogin: true } });

/** "field: reason" of every lock. */
const locks = (...args: Parameters<typeof locksOf>): string[] =>
  Object.entries(locksOf(...args)).map(
    ([field, { reason }]) => `${field}: ${reason.key.replace('contacts:locked.', '')}`,
  );

const NAMES = ['firstName: names', 'lastName: names'];
const OWNER_NAMES = ['firstName: ownerNames', 'lastName: ownerNames'];
const COMPANY = [
  'companyName: company:reasons.name',
  'taxNumber: company:reasons.vatNumber',
  'email: company:reasons.email',
  'country: company:reasons.country',
];

describe('C3 names', () => {
  it('are fixed after creation for everybody, staff too', () => {
    for (const actor of [owner(), manager, staff()])
      expect(locks(aContact(), actor, LOCKED), actor.kind).to.deep.equal(NAMES);
    expect(locks(aContact({ ours: { kind: 'mailbox' } }), owner(), LOCKED)).to.deep.equal(NAMES);
  });

  it('can be changed when the provider says so', () => {
    for (const actor of [owner(), manager, staff()])
      expect(locks(aContact(), actor, EDITABLE), actor.kind).to.deep.equal([]);
  });
});

describe('K1 the owner’s own details', () => {
  it('keep what stands on the contract for the client, and give another reason for names', () => {
    for (const actor of [owner(), manager]) {
      expect(locks(anOwner(), actor, LOCKED), actor.kind).to.deep.equal([...OWNER_NAMES, ...COMPANY]);
      expect(locks(anOwner(), actor, EDITABLE), actor.kind).to.deep.equal(COMPANY);
    }
  });

  it('may be edited by staff, but for the names', () => {
    expect(locks(anOwner(), staff(), LOCKED)).to.deep.equal(OWNER_NAMES);
    expect(locks(anOwner(), staff(), EDITABLE)).to.deep.equal([]);
  });
});

describe('P4 the address somebody signs in with', () => {
  it('is not for another sub-account to change', () => {
    expect(locks(login, manager, EDITABLE)).to.deep.equal(['email: login']);
    expect(locks(login, manager, LOCKED)).to.deep.equal([...NAMES, 'email: login']);
  });

  it('is for the owner and staff, and every other contact’s for whoever manages contacts', () => {
    expect(locks(login, owner(), EDITABLE)).to.deep.equal([]);
    expect(locks(login, staff(), EDITABLE)).to.deep.equal([]);
    expect(locks(aContact(), manager, EDITABLE)).to.deep.equal([]);
  });
});
