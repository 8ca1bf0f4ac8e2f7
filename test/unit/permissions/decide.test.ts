// P1, P5: who may do what, as a table written apart from the code.
import { expect } from 'chai';
import type { Actor } from '../../../module/permissions/actor.js';
import { authorise } from '../../../module/permissions/authorise.js';
import { PERMISSIONS, type Permission } from '../../../module/permissions/catalogue.js';
import { decide, type Requirement } from '../../../module/permissions/decide.js';
import { NotAllowedError, NotFoundError } from '../../../module/support/errors.js';
import { owner, staff, subAccount } from '../actors.js';

const ACTORS: Record<string, Actor> = {
  owner: owner(),
  nothing: subAccount(),
  contacts: subAccount().with('contacts.manage'),
  profile: subAccount().with('profile.edit'),
  both: subAccount().with('contacts.manage', 'profile.edit'),
  staff: staff(),
};

// Whoever does not stand in a line is denied.
const ALLOWED: Record<string, string> = {
  'contacts.manage': 'owner contacts both staff',
  'profile.edit': 'owner profile both staff',
  'billing.notifications': 'owner staff',
  'billing.contracts': 'owner staff',
  'billing.creditCards': 'owner staff',
  'billing.invoices': 'owner staff',
  'billing.balance': 'owner staff',
  'billing.estimates': 'owner staff',
  'billing.orders': 'owner staff',
  'billing.funds': 'owner staff',
  'support.open': 'owner staff',
  'support.notifications': 'owner staff',
  'support.view': 'owner staff',
  'support.close': 'owner staff',
  'sshKeys.manage': 'owner staff',
  'services.full': 'owner staff',
  'emails.history': 'owner staff',
  'domains.full': 'owner staff',
  'ipAccess.edit': 'owner staff',
  'affiliates.access': 'owner staff',
  staff: 'staff',
};

const REASONS: Record<string, string> = {
  'owner yes': 'owner',
  'owner no': 'notStaff',
  'sub-account yes': 'granted',
  'sub-account no': 'notGranted',
  'staff yes': 'staff',
};

describe('P1 the decision', () => {
  it('has a line of the table for everything that can be asked', () => {
    expect(Object.keys(ALLOWED)).to.have.members([...PERMISSIONS, 'staff']);
  });

  for (const requirement of Object.keys(ALLOWED) as Requirement[]) {
    for (const [name, actor] of Object.entries(ACTORS)) {
      const allowed = (ALLOWED[requirement] ?? '').split(' ').includes(name);
      it(`${allowed ? 'lets' : 'does not let'} ${name} pass ${requirement}`, () => {
        expect(decide(actor, requirement).allowed).to.equal(allowed);
      });

      it(`P5 gives ${name} its reason for ${requirement}`, () => {
        const { reasons } = decide(actor, requirement);
        const reason =
          requirement === 'staff' && !allowed
            ? 'notStaff'
            : REASONS[`${actor.kind} ${allowed ? 'yes' : 'no'}`];
        expect(reasons[0]).to.deep.equal({ key: `permissions:because.${reason}` });
      });
    }
  }

  it('denies a sub-account whatever is not in the list', () => {
    for (const unlisted of [
      '',
      'contacts',
      'CONTACTS.MANAGE',
      'contacts.manage ',
      'owner',
      '__proto__',
      'size',
    ])
      for (const actor of [subAccount(), subAccount().with(...PERMISSIONS)])
        expect(decide(actor, unlisted as Permission).allowed, unlisted).to.equal(false);
  });

  it('does not let a sub-account call itself staff by a grant', () => {
    expect(decide(subAccount().with('staff' as Permission), 'staff').allowed).to.equal(false);
  });

  it('gives an unlisted key to nobody, whoever they are', () => {
    for (const actor of Object.values(ACTORS)) {
      expect(decide(actor, 'contacts.mange' as Requirement).allowed, actor.kind).to.equal(false);
    }
  });

  it('R5 asks for nothing but kind and grants', () => {
    const renamed = { ...subAccount(), name: 'Owner', language: undefined };
    expect(decide(renamed, 'contacts.manage').allowed).to.equal(false);
  });
});

describe('authorise', () => {
  const outcome = (actor: Actor, clientId: number, requirement: Requirement): unknown => {
    try {
      return authorise(actor, clientId, requirement) ?? 'lets pass';
    } catch (error) {
      return error;
    }
  };

  it('lets pass who may, in their own client; staff in any', () => {
    expect(outcome(owner(7), 7, 'contacts.manage')).to.equal('lets pass');
    expect(outcome(subAccount(7).with('profile.edit'), 7, 'profile.edit')).to.equal('lets pass');
    for (const client of [7, 8]) expect(outcome(staff(), client, 'staff')).to.equal('lets pass');
  });

  it('shows another client as absent, before it says anything about permissions', () => {
    for (const actor of [owner(7), subAccount(7), subAccount(7).with('contacts.manage')])
      for (const requirement of ['contacts.manage', 'staff'] as const)
        expect(outcome(actor, 8, requirement)).to.be.instanceOf(NotFoundError);
  });

  it('refuses with the permission and the reasons', () => {
    const error = outcome(subAccount(7), 7, 'contacts.manage');
    expect(error).to.be.instanceOf(NotAllowedError);
    expect(error).to.deep.include({
      permission: 'contacts.manage',
      reasons: [{ key: 'permissions:because.notGranted' }],
    });
  });
});
