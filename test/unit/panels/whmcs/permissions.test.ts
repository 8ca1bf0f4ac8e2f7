// Every form in which WHMCS may keep permissions (hosts.md §1.3): read in our words, and written back as found.
import { expect } from 'chai';
import * as fc from 'fast-check';
import type { PanelAccess } from '../../../../module/panels/panel.js';
import { accessOf, nearest, permissionsOf, withAccess } from '../../../../module/panels/whmcs/permissions.js';
import {
  CATALOGUE,
  DOMAIN_FUNCTIONS,
  SERVICE_FUNCTIONS,
  type Permission,
} from '../../../../module/permissions/catalogue.js';

const granted = (stored: string | null): string => [...permissionsOf(stored)].toSorted().join(' ');
const allowing = (...permissions: Permission[]): PanelAccess => ({
  permissions,
  serviceFunctions: [],
  domainFunctions: [],
});
const NONE = allowing();

const BOTH = 'contacts.manage profile.edit';

describe('P7 the permissions a WHMCS login holds', () => {
  const FORMS: Record<string, [stored: string, expected: string]> = {
    'a comma list': ['profile,contacts,products', BOTH],
    'a comma list with spaces': [' profile , contacts ', BOTH],
    'one key': ['contacts', 'contacts.manage'],
    'a JSON array': ['["contacts","products","profile"]', BOTH],
    'a JSON object of flags': ['{"contacts":true,"profile":1,"products":true}', BOTH],
    'a JSON object of flags as texts': ['{"contacts":"1","profile":"on"}', BOTH],
    'a PHP list': ['a:2:{i:0;s:8:"contacts";i:1;s:7:"profile";}', BOTH],
    'PHP flags': ['a:2:{s:8:"contacts";b:1;s:7:"profile";i:1;}', BOTH],
    'PHP flags as texts': ['a:2:{s:8:"contacts";s:1:"1";s:7:"profile";s:2:"on";}', BOTH],
    'PHP with words and flags': ['a:2:{s:8:"contacts";b:1;i:0;s:7:"profile";}', BOTH],
  };
  for (const [what, [stored, expected]] of Object.entries(FORMS)) {
    it(`are read from ${what}`, () => expect(granted(stored)).to.equal(expected));
  }

  it('are none where nothing is stored', () => {
    for (const stored of [null, '', '  ', '[]', '{}', 'a:0:{}', 'null'])
      expect(granted(stored), String(stored)).to.equal('');
  });

  it('are off where the flag says so', () => {
    expect(granted('{"contacts":false,"profile":0}')).to.equal('');
    expect(granted('{"contacts":"0","profile":"","x":null}')).to.equal('');
    expect(granted('{"contacts":"yes","profile":2}')).to.equal('');
    expect(granted('a:2:{s:8:"contacts";b:0;s:7:"profile";i:0;}')).to.equal('');
    expect(granted('a:1:{s:8:"contacts";s:1:"0";}')).to.equal('');
  });

  it('are those of all 13 keys, each by itself', () => {
    const SAYS: Record<string, [permissions: string, services: string, domains: string]> = {
      profile: ['profile.edit', '', ''],
      contacts: ['contacts.manage', '', ''],
      products: ['', 'view', ''],
      manageproducts: ['', 'manage', ''],
      productsso: ['', 'signOn', ''],
      domains: ['', '', 'view'],
      managedomains: ['', '', 'nameservers renew manage'],
      invoices: ['billing.invoices', '', ''],
      quotes: ['billing.estimates', '', ''],
      tickets: ['support.open support.view support.close', '', ''],
      affiliates: ['affiliates.access', '', ''],
      emails: ['emails.history', '', ''],
      orders: ['billing.orders', 'upgrade cancel', ''],
    };
    expect(Object.keys(SAYS)).to.have.length(13);
    for (const [key, says] of Object.entries(SAYS)) {
      const { permissions, serviceFunctions, domainFunctions } = accessOf(key);
      const read = [permissions, serviceFunctions, domainFunctions].map((list) => list.join(' '));
      expect(read, key).to.deep.equal(says);
    }
  });

  it('are full control only by all keys that speak of it', () => {
    expect(granted('products,manageproducts,productsso')).to.equal('services.full');
    for (const part of ['products,manageproducts', 'manageproducts,productsso', 'products,productsso'])
      expect(granted(part), part).to.equal('');
    expect(granted('domains,managedomains')).to.equal('domains.full');
    expect(granted('managedomains')).to.equal('');
  });

  it('are only those that are one of ours', () => {
    expect(granted('constructor,__proto__,toString,hasOwnProperty')).to.equal('');
    expect(granted('{"__proto__":{"contacts":true}}')).to.equal('');
    expect(granted('CONTACTS,contacts.manage,profile.edit,contact')).to.equal('');
  });

  it('are none where the text cannot be read', () => {
    for (const stored of [
      '[',
      '["contacts"',
      '{"contacts":true',
      '[["contacts"]]',
      '[{"contacts":1}]',
      '{"x":["contacts"]}',
      'contacts;profile',
      'contacts profile',
      'O:8:"stdClass":1:{s:8:"contacts";b:1;}',
      'a:1:{s:8:"contacts";',
      's:8:"contacts";',
      '"contacts"',
      '1',
    ])
      expect(granted(stored), stored).to.equal('');
  });
});

describe('P7 the permissions given to a WHMCS login', () => {
  const profileOnly = allowing('profile.edit');

  it('are written in the form that was found, unknown members kept as they are', () => {
    const WRITTEN: [stored: string, expected: string][] = [
      ['tickets,teleport,contacts', 'teleport,profile'],
      [' profile , teleport,, ', 'profile,teleport'],
      ['["tickets","teleport"]', '["teleport","profile"]'],
      ['["profile",5,null,{"contacts":1}]', '["profile",5,null,{"contacts":1}]'],
      ['{"tickets":true,"teleport":false}', '{"tickets":false,"teleport":false,"profile":true}'],
      ['{"tickets":"1","profile":"0"}', '{"tickets":"0","profile":"1"}'],
      ['{"tickets":1,"teleport":{"x":[1]}}', '{"tickets":0,"teleport":{"x":[1]},"profile":1}'],
      ['{"tickets":"on","contacts":"off"}', '{"tickets":"","contacts":"off","profile":"on"}'],
      ['a:2:{i:0;s:7:"tickets";i:1;s:8:"teleport";}', 'a:2:{i:0;s:8:"teleport";i:1;s:7:"profile";}'],
      [
        'a:2:{s:7:"tickets";i:1;s:5:"caf\u00e9";b:0;}',
        'a:3:{s:7:"tickets";i:0;s:5:"caf\u00e9";b:0;s:7:"profile";i:1;}',
      ],
      ['a:2:{s:8:"contacts";b:1;i:0;s:7:"tickets";}', 'a:2:{s:8:"contacts";b:0;s:7:"profile";b:1;}'],
      ['{}', '{"profile":true}'],
      ['[]', '["profile"]'],
      ['a:0:{}', 'a:1:{i:0;s:7:"profile";}'],
      // Cut off: the form shows, the rest is lost anyway.
      ['["tickets","invo', '["profile"]'],
    ];
    for (const [stored, expected] of WRITTEN)
      expect(withAccess(stored, profileOnly, ['contacts']), stored).to.equal(expected);
  });

  it('take the form that most others have, where there is none', () => {
    const others = ['["tickets"]', '{"tickets":"1"}', '{"contacts":"1"}', 'tickets', '', 'O:8:"stdClass"'];
    for (const nothing of [null, '', ' ', 'null', 'O:8:"stdClass":0:{}'])
      expect(withAccess(nothing, profileOnly, others), String(nothing)).to.equal('{"profile":"1"}');
    expect(withAccess(null, profileOnly, ['a:1:{i:0;s:7:"tickets";}'])).to.equal('a:1:{i:0;s:7:"profile";}');
    expect(withAccess(null, profileOnly, [])).to.equal('profile');
    expect(withAccess(null, NONE, [])).to.equal('');
  });

  it('are nothing where nothing is given, whatever was there', () => {
    for (const stored of ['tickets,contacts', '["tickets"]', '{"tickets":true}', 'a:1:{s:8:"contacts";b:1;}'])
      expect(accessOf(withAccess(stored, NONE, [])), stored).to.deep.equal(NONE);
  });

  const anyAccess: fc.Arbitrary<PanelAccess> = fc.record({
    permissions: fc.subarray(CATALOGUE.map(({ key }) => key)),
    serviceFunctions: fc.subarray([...SERVICE_FUNCTIONS]),
    domainFunctions: fc.subarray([...DOMAIN_FUNCTIONS]),
  });
  const anyStored = fc.constantFrom(
    null,
    '',
    'tickets,teleport',
    '["contacts","teleport"]',
    '{"profile":"1","teleport":true}',
    'a:1:{i:0;s:7:"tickets";}',
    'a:2:{s:8:"contacts";b:1;s:8:"teleport";b:1;}',
  );

  it('come back as the nearest, whatever the form and whatever was there', () => {
    fc.assert(
      fc.property(anyAccess, anyStored, anyStored, (access, stored, other) => {
        const written = withAccess(stored, access, other === null ? [] : [other]);
        expect(accessOf(written)).to.deep.equal(nearest(access));
        expect(withAccess(written, access, [])).to.equal(written);
        if (stored?.includes('teleport')) expect(written).to.include('teleport');
      }),
    );
  });

  it('are never less than was given, but for what no key speaks of', () => {
    const UNSPOKEN: readonly string[] = [
      'billing.notifications',
      'billing.contracts',
      'billing.creditCards',
      'billing.balance',
      'billing.funds',
      'support.notifications',
      'sshKeys.manage',
      'ipAccess.edit',
    ];
    fc.assert(
      fc.property(anyAccess, (access) => {
        const { permissions, serviceFunctions, domainFunctions } = nearest(access);
        const spoken = access.permissions.filter((one) => !UNSPOKEN.includes(one));
        expect(permissions).to.include.members(spoken);
        expect(serviceFunctions).to.include.members(
          access.serviceFunctions.filter((one) => one !== 'billing'),
        );
        expect(domainFunctions).to.include.members(access.domainFunctions);
        expect(permissions.filter((one) => UNSPOKEN.includes(one))).to.deep.equal([]);
      }),
    );
  });
});
