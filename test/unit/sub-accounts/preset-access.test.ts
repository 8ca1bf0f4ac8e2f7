// Who still has what a preset gave, and what they would have when it gives something else (AD6, P6, I2).
import { expect } from 'chai';
import { NO_CEILINGS } from '../../../module/permissions/ceilings.js';
import type { Preset } from '../../../module/permissions/presets.js';
import { isAsGiven, nextAccess } from '../../../module/sub-accounts/preset-access.js';
import { accessOf, ceilingsOf, EVERYTHING, LATER, NOW, without } from '../permissions/subjects.js';

const BUILDER: Preset = {
  key: 'p1',
  permissions: ['support.view', 'billing.funds'],
  services: { mode: 'chosen', functions: ['view', 'manage'] },
  domains: { mode: 'none' },
};
const GIVEN = accessOf({
  permissions: ['billing.funds', 'support.view'],
  services: { mode: 'only', grants: [{ id: 4, functions: ['view', 'manage'] }] },
});
const asGiven = (access = GIVEN, ceilings = NO_CEILINGS) => isAsGiven(access, BUILDER, ceilings, NOW);
const next = (preset: Partial<Preset>, access = GIVEN, ceilings = NO_CEILINGS) =>
  nextAccess(access, { ...BUILDER, ...preset }, ceilings, NOW);

describe('What a preset gave', () => {
  it('is still there on whichever services were chosen, and however long it lasts', () => {
    expect(asGiven()).to.equal(true);
    expect(asGiven({ ...GIVEN, expiresAt: LATER })).to.equal(true);
    expect(asGiven({ ...GIVEN, services: { mode: 'none' } })).to.equal(true);
  });

  it('is not when anything was added, taken away or limited by hand', () => {
    for (const changed of [
      { permissions: ['support.view'] as const },
      { permissions: ['support.view', 'billing.funds', 'profile.edit'] as const },
      { departments: { mode: 'except', ids: [3] } as const },
      { services: { mode: 'only', grants: [{ id: 4, functions: ['view'] }] } as const },
      { services: { mode: 'all', functions: ['view', 'manage'] } as const },
      { domains: { mode: 'all', functions: ['view'] } as const },
    ])
      expect(asGiven({ ...GIVEN, ...changed }), JSON.stringify(changed)).to.equal(false);
  });

  it('leaves aside what a ceiling denies: nobody could tick it', () => {
    const denied = without('billing.funds');
    expect(asGiven({ ...GIVEN, permissions: ['support.view'] }, denied)).to.equal(true);
    expect(asGiven(GIVEN, denied)).to.equal(true);
    expect(asGiven({ ...GIVEN, permissions: ['support.view'] })).to.equal(false);
  });
});

describe('What a changed preset gives', () => {
  it('keeps the services that were chosen, the departments and the end', () => {
    const access = { ...GIVEN, expiresAt: LATER };
    const after = next({ permissions: ['support.open'], services: { mode: 'chosen', functions: ['view'] } }, access); // prettier-ignore
    expect(after).to.deep.equal({
      permissions: ['support.open'],
      departments: { mode: 'all' },
      services: { mode: 'only', grants: [{ id: 4, functions: ['view'] }] },
      domains: { mode: 'none' },
      expiresAt: LATER,
    });
  });

  it('I2 adds nothing that a ceiling denies, and P6 takes nothing away because of one', () => {
    const ceilings = ceilingsOf({
      client: {
        permissions: new Set(['billing.funds', 'billing.orders']),
        serviceFunctions: new Set(['manage', 'cancel']),
        domainFunctions: new Set(['renew']),
      },
    });
    const after = next(
      {
        permissions: ['support.view', 'billing.funds', 'billing.orders'],
        services: { mode: 'chosen', functions: ['view', 'manage', 'cancel'] },
        domains: { mode: 'all', functions: ['view', 'renew'] },
      },
      GIVEN,
      ceilings,
    );
    expect(after.permissions).to.have.members(['support.view', 'billing.funds']);
    expect(after.services).to.deep.equal({
      mode: 'only',
      grants: [{ id: 4, functions: ['view', 'manage'] }],
    });
    expect(after.domains).to.deep.equal({ mode: 'all', functions: ['view'] });
  });

  it('gives everything where nothing is denied', () => {
    const everything: Preset = {
      key: 'everything',
      permissions: EVERYTHING.permissions,
      services: EVERYTHING.services as Preset['services'],
      domains: EVERYTHING.domains as Preset['domains'],
    };
    expect(nextAccess(accessOf(), everything, NO_CEILINGS, NOW)).to.deep.equal(EVERYTHING);
  });
});
