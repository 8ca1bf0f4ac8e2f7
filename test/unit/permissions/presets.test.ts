// The five shipped presets, as ux.md CL9 says them, and what filling one in ticks.
import { expect } from 'chai';
import { normaliseAccess } from '../../../module/permissions/access.js';
import { giveable } from '../../../module/permissions/effective-access.js';
import { applyPreset, SHIPPED_PRESETS, type Preset } from '../../../module/permissions/presets.js';
import { mayGrant } from '../../../module/permissions/delegation.js';
import { accessOf, EVERYTHING, LATER, NOW, owner, subAccount, without } from './subjects.js';

const presetNamed = (key: string): Preset => {
  const preset = SHIPPED_PRESETS.find((one) => one.key === key);
  if (!preset) throw new Error(`No preset ${key}`);
  return preset;
};

const CHOSEN = { services: [12, 9], domains: [3] };
const fill = (key: string, giver = owner()): ReturnType<typeof applyPreset> =>
  applyPreset(presetNamed(key), { ...CHOSEN, within: giveable(giver, NOW) });

describe('the shipped presets', () => {
  it('are these five, in this order; one is warned about', () => {
    expect(SHIPPED_PRESETS.map(({ key }) => key)).to.deep.equal([
      'accountant',
      'developer',
      'supportOnly',
      'readOnly',
      'everything',
    ]);
    expect(SHIPPED_PRESETS.filter(({ sameAsOwner }) => sameAsOwner).map(({ key }) => key)).to.deep.equal([
      'everything',
    ]);
  });

  const TICKS = {
    accountant: accessOf({
      permissions: ['billing.notifications', 'billing.invoices', 'billing.balance', 'billing.estimates'],
    }),
    developer: accessOf({
      permissions: [
        'support.open',
        'support.notifications',
        'support.view',
        'support.close',
        'sshKeys.manage',
      ],
      services: {
        mode: 'only',
        grants: [
          { id: 9, functions: ['view', 'signOn', 'manage'] },
          { id: 12, functions: ['view', 'signOn', 'manage'] },
        ],
      },
    }),
    supportOnly: accessOf({
      permissions: ['support.open', 'support.notifications', 'support.view', 'support.close'],
    }),
    readOnly: accessOf({
      permissions: ['billing.balance', 'support.view'],
      services: { mode: 'all', functions: ['view'] },
      domains: { mode: 'all', functions: ['view'] },
    }),
    everything: EVERYTHING,
  };
  for (const [key, ticks] of Object.entries(TICKS)) {
    it(`tick what CL9 says: ${key}`, () => expect(fill(key)).to.deep.equal(normaliseAccess(ticks)));
  }
});

describe('P4 a preset that is filled in', () => {
  const target = { now: undefined, isSelf: false, isOwner: false };

  it('ticks only what the giver may give, and can be saved', () => {
    const cy = subAccount({
      permissions: ['support.view', 'contacts.manage'],
      departments: { mode: 'except', ids: [5] },
      services: { mode: 'only', grants: [{ id: 12, functions: ['view', 'cancel'] }] },
      expiresAt: LATER,
    });
    expect(fill('everything', cy)).to.deep.equal(cy.access);
    expect(fill('developer', cy)).to.deep.equal(
      accessOf({
        permissions: ['support.view'],
        departments: { mode: 'except', ids: [5] },
        services: { mode: 'only', grants: [{ id: 12, functions: ['view'] }] },
        expiresAt: LATER,
      }),
    );
    for (const { key } of SHIPPED_PRESETS)
      expect(mayGrant(cy, target, accessOf(), fill(key, cy), NOW), key).to.deep.equal([]);
  });

  it('leaves out what a ceiling turned off', () => {
    const giver = owner({ ceilings: without('billing.invoices') });
    expect(fill('accountant', giver).permissions).to.deep.equal([
      'billing.notifications',
      'billing.balance',
      'billing.estimates',
    ]);
  });
});
