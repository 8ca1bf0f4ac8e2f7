// The panel's permission texts in every form they may have (hosts.md 1.3), and the languages of logins (1.9).
import { expect } from 'chai';
import type { Permission } from '../../module/permissions/catalogue.js';
import { onEveryProfile, loginIdentity, permissionRow } from './profiles.js';

const BOTH: readonly Permission[] = ['contacts.manage', 'profile.edit'];
const CONTACTS: readonly Permission[] = ['contacts.manage'];

const GRANTS: readonly [string, readonly Permission[]][] = [
  ['profile,contacts', BOTH],
  ['contacts', CONTACTS],
  [' contacts , profile,, ', BOTH],
  ['tickets,teleport,contacts', CONTACTS],
  ['["contacts","profile"]', BOTH],
  [' ["tickets", "teleport", "contacts"] ', CONTACTS],
  ['["contacts",5,null,{"profile":1},["profile"]]', CONTACTS],
  ['{"contacts":true,"profile":"1","tickets":true}', BOTH],
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
  'tickets,invoices',
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
      return [...(actor?.granted ?? [])].toSorted();
    });

  it('P1 are read in every form', async () => {
    for (const [stored, expected] of GRANTS) expect(await granted(stored), stored).to.deep.equal(expected);
  });

  it('P1 grant nothing by unknown keys or unreadable values', async () => {
    for (const stored of NOTHING) expect(await granted(stored), stored).to.deep.equal([]);
    if (on.profile.era === 8) expect(await granted(null)).to.deep.equal([]);
  });

  it('P1 of the sample’s odd logins give none of ours', async () => {
    const clientId = on.rows.clients.permissionForms;
    const ids = Object.values(on.rows.logins.permissionValues);
    expect(ids).to.have.length.above(8);
    for (const id of ids) {
      const era8 = on.profile.era === 8;
      const identity = {
        kind: 'login',
        clientId,
        userId: era8 ? id : null,
        contactId: era8 ? null : id,
      } as const;
      const actor = await on.panel.logins.read(identity, on.db);
      expect([actor?.kind, actor?.granted.size]).to.deep.equal(['sub-account', 0]);
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
