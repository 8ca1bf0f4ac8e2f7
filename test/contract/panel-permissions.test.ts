// The panel's permission texts in every form they may have (hosts.md 1.3), and the languages of logins (1.9).
import { expect } from 'chai';
import type { Permission } from '../../module/permissions/catalogue.js';
import { refById } from './login-rows.js';
import { onEveryProfile, loginIdentity, permissionRow } from './profiles.js';

const BOTH: readonly Permission[] = ['contacts.manage', 'profile.edit'];
const CONTACTS: readonly Permission[] = ['contacts.manage'];

const GRANTS: readonly [string, readonly Permission[]][] = [
  ['profile,contacts', BOTH],
  ['contacts', CONTACTS],
  [' contacts , profile,, ', BOTH],
  ['products,teleport,contacts', CONTACTS],
  ['tickets,invoices', ['billing.invoices', 'support.close', 'support.open', 'support.view']],
  [
    'orders,quotes,emails,affiliates',
    ['affiliates.access', 'billing.estimates', 'billing.orders', 'emails.history'],
  ],
  ['domains,managedomains,products,manageproducts,productsso', ['domains.full', 'services.full']],
  ['["contacts","profile"]', BOTH],
  [' ["products", "teleport", "contacts"] ', CONTACTS],
  ['["contacts",5,null,{"profile":1},["profile"]]', CONTACTS],
  ['{"contacts":true,"profile":"1","domains":true}', BOTH],
  ['{"contacts":1,"profile":0}', CONTACTS],
  ['{"contacts":"on","profile":"0"}', CONTACTS],
  ['{"contacts":true,"profile":false,"teleport":true}', CONTACTS],
  ['a:2:{i:0;s:8:"contacts";i:1;s:7:"profile";}', BOTH],
  ['a:2:{i:0;s:8:"teleport";i:1;s:8:"contacts";}', CONTACTS],
  ['a:2:{s:8:"contacts";b:1;s:7:"profile";b:0;}', CONTACTS],
  ['a:2:{s:8:"contacts";i:1;s:7:"profile";s:1:"1";}', BOTH],
];

const NOTHING = [
  '',
  '   ',
  'products,manageproducts,managedomains',
  'teleport',
  '*',
  'all',
  '1',
  'constructor,__proto__,toString',
  '["contacts","prof',
  '["contacts"',
  '{"contacts":true',
  '[["contacts"]]',
  '{"contacts":{"profile":true}}',
  '{"contacts":null,"profile":"off"}',
  '{"0":"contacts"}',
  'null',
  'a:2:{i:0;s:8:"contacts";i:1;s:7:"prof',
  'a:2:{i:0;s:8:"contacts";}',
  'a:1:{i:0;s:3:"contacts";}',
  'a:1:{s:1:"x";a:2:{i:0;s:8:"contacts";i:1;s:7:"profile";}}',
  'a:1:{i:0;O:8:"contacts":1:{s:8:"contacts";b:1;}}',
  'a:0:{}',
  'a:x',
  'O:8:"stdClass":1:{s:8:"contacts";b:1;}',
];

onEveryProfile('The panel’s permissions', (on) => {
  const granted = (stored: string | null) =>
    on.trial(async (tx) => {
      await permissionRow(on, on.cast.managesContacts, tx).update({ permissions: stored });
      const actor = await on.panel.logins.read(loginIdentity(on.cast.managesContacts), tx);
      expect(actor?.kind).to.equal('sub-account');
      return [...(actor?.access.permissions ?? [])].toSorted();
    });

  it('P1 are read in every form', async () => {
    for (const [stored, expected] of GRANTS) expect(await granted(stored), stored).to.deep.equal(expected);
  });

  it('P1 grant nothing by unknown keys or unreadable values', async () => {
    for (const stored of NOTHING) expect(await granted(stored), stored).to.deep.equal([]);
    if (on.profile.era === 8) expect(await granted(null)).to.deep.equal([]);
  });

  it('P1 of the sample’s odd logins are what their text says', async () => {
    const clientId = on.rows.clients.permissionForms;
    const tickets = ['support.close', 'support.open', 'support.view'];
    const both = ['billing.invoices', ...tickets];
    // "Invoices" with a capital is no key that we know, and a broken text grants nothing.
    const odd: Record<string, string[]> = { commaWithSpaces: tickets, broken: [], empty: [], none: [] };
    const values = Object.entries(on.rows.logins.permissionValues);
    expect(values).to.have.length.above(8);
    for (const [word, id] of values) {
      const actor = await on.panel.logins.read({ kind: 'login', clientId, ...refById(on, id) }, on.db);
      const rights = [...(actor?.access.permissions ?? [])].toSorted();
      expect([actor?.kind, rights], word).to.deep.equal(['sub-account', odd[word] ?? both]);
    }
  });
});

const LANGUAGES: readonly [string, string][] = [
  ['dutch', 'nl'],
  ['Dutch', 'nl'],
  [' DUTCH ', 'nl'],
  ['arabic', 'ar'],
  ['hebrew', 'he'],
  ['farsi', 'fa'],
  ['ukranian', 'uk'],
  ['ukrainian', 'uk'],
  ['portuguese-br', 'pt-BR'],
  ['portuguese-pt', 'pt-PT'],
  ['norwegian', 'nb'],
];
const UNKNOWN = ['', 'Klingon', 'constructor', '__proto__', '../english'];

onEveryProfile('The language of a login', (on) => {
  const languageWith = (stored: string, clients = 'french') =>
    on.trial(async (tx) => {
      const { clientId, userId } = on.cast.managesContacts;
      const era8 = on.profile.era === 8;
      await tx('tblclients')
        .where({ id: clientId })
        .update({ language: era8 ? clients : stored });
      if (era8) await tx('tblusers').where({ id: userId }).update({ language: stored });
      return (await on.panel.logins.read(loginIdentity(on.cast.managesContacts), tx))?.language;
    });

  it('is its user’s in era 8 and its client’s in era 7', async () => {
    for (const [stored, tag] of LANGUAGES) expect(await languageWith(stored), stored).to.equal(tag);
  });

  it('is the system’s when unknown, in era 8 the client’s before that', async () => {
    for (const stored of UNKNOWN) {
      expect(await languageWith(stored, ''), stored).to.equal('en');
      expect(await languageWith(stored), stored).to.equal(on.profile.era === 8 ? 'fr' : 'en');
    }
  });

  it('of staff is their own', async () => {
    const language = (stored: string) =>
      on.trial(async (tx) => {
        await tx('tbladmins').where({ id: 1 }).update({ language: stored });
        return (await on.panel.logins.read({ kind: 'staff', staffId: 1 }, tx))?.language;
      });
    expect([await language('dutch'), await language(''), await language('x')]).to.deep.equal([
      'nl',
      'en',
      'en',
    ]);
  });
});
