// The module's page in HostBill's admin area: leads staff on of whom it is certain who they are, lists what there is, and
// says whether the module answers.
import { expect } from 'chai';
import { listening } from '../servers.js';
import { hostBillWorld, SHOWN, type Scene } from './stand-in-panel.js';
import { claimsOf, NOBODY, pathOf, tokenOf } from './token.js';

describe('Hand-over of HostBill’s staff', () => {
  const at = hostBillWorld();
  before(() => at.w.bridge.configure(NOBODY));

  for (const [how, scene] of Object.entries({
    'a function of HostBill’s': { staff: 1 },
    'its controller': { authorized: 1 },
    both: { staff: 1, authorized: 1, shape: 'object' as const },
  }))
    it(`whom ${how} names go to a client, and to their own pages`, async () => {
      const out = await at.w.bridge.admin(scene, 'cmd=liaison&client=2');
      expect(claimsOf(tokenOf(out))['identity']).to.deep.equal({ kind: 'staff', staffId: 1 });
      const visitor = await at.w.visitor();
      const entered = await visitor.get(pathOf(out));
      expect(entered.location).to.equal('/liaison/admin/clients/2/contacts');
      expect((await visitor.follow(entered)).status).to.equal(200);
      const own = claimsOf(tokenOf(await at.w.bridge.admin(scene, 'cmd=liaison&to=/admin/presets')));
      expect(own['returnTo']).to.equal('/liaison/admin/presets');
      const evil = claimsOf(tokenOf(await at.w.bridge.admin(scene, 'cmd=liaison&to=//evil.example')));
      expect(evil['returnTo']).to.equal(undefined);
    });

  for (const [what, scene] of Object.entries<Scene>({
    nobody: {},
    'a client': { record: 1, settings: SHOWN },
    'a bare number': { staff: 1, shape: 'number' },
    'two that differ': { staff: 1, authorized: 2 },
    'no connection': { staff: 1, lacksModule: true },
    'no function': { staff: 1, lacksFunctions: true },
  }))
    it(`signs nobody in who cannot be told: ${what}`, async () => {
      for (const query of ['cmd=liaison&client=2', 'cmd=liaison', 'cmd=liaison&to=/admin']) {
        const out = await at.w.bridge.admin(scene, query);
        expect([out.status, out.location, out.html.includes('token=')]).to.deep.equal([
          403,
          undefined,
          false,
        ]);
        expect(out.text).to.match(/^Which member of staff you are cannot be told from here/);
      }
    });

  it('does not sign in staff who are gone', async () => {
    const path = pathOf(await at.w.bridge.admin({ staff: 2 }, 'cmd=liaison&to=/admin'));
    await at.w.knex('hb_admin_details').where({ id: 2 }).delete();
    expect((await (await at.w.visitor()).get(path)).status).to.equal(401);
  });
});

describe('The module’s own pages in HostBill', () => {
  const at = hostBillWorld();
  const served = listening({
    get express() {
      return at.w.express;
    },
  });
  const menu = [
    { area: 'client', label: 'common:menu.contacts', path: '/contacts', permission: 'contacts.manage' },
    { area: 'admin', label: 'common:menu.presets', path: '/presets', permission: 'staff' },
    { area: 'admin', label: "My ‘own’ \\ '<label>", path: '/audit', permission: 'staff' },
  ] as const;

  it('list for staff what there is, each label in words or as the provider wrote it', async () => {
    await at.w.bridge.configure({ origin: served.origin, menu });
    const out = await at.w.bridge.admin({ staff: 1, browser: 'nl' }, 'cmd=liaison');
    expect([out.status, out.text]).to.deep.equal([200, 'De module antwoordt.']);
    expect(out.links).to.deep.equal({
      'Liaison openen': '?cmd=liaison&to=%2Fadmin',
      Sjablonen: '?cmd=liaison&to=%2Fadmin%2Fpresets',
      "My ‘own’ \\ '<label>": '?cmd=liaison&to=%2Fadmin%2Faudit',
      'Terug naar het paneel': '?',
    });
  });

  it('say whether the module answers', async () => {
    await at.w.bridge.configure(NOBODY);
    expect((await at.w.bridge.admin({ staff: 1 })).text).to.equal(
      'The module does not answer. Until it does, HostBill goes on as without it.',
    );
    await at.w.bridge.configure({ origin: served.origin, secret: 'x'.repeat(40) });
    expect((await at.w.bridge.admin({ staff: 1 })).text).to.contain('The module has another secret');
  });

  it('say that the set-up is missing', async () => {
    await at.w.bridge.configure(undefined);
    const staff = await at.w.bridge.admin({ staff: 1 }, 'client=2');
    expect([staff.status, staff.text.includes('“liaison install”')]).to.deep.equal([503, true]);
    const owner = await at.w.bridge.client({ record: 1, settings: SHOWN });
    expect([owner.status, owner.text]).to.deep.equal([503, 'Contact management is not set up yet.']);
  });
});
