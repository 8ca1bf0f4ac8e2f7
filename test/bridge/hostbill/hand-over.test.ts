// From HostBill into the module: the module's two pages in it sign a hand-over that the real one takes, once, and only for
// somebody of whom it is certain who they are.
import { expect } from 'chai';
import { load } from 'cheerio';
import { SAMPLE_PASSWORD } from '../../../module/panels/hostbill/sample/sample-passwords.js';
import { hostBillWorld, SHOWN, type Scene } from './stand-in-panel.js';
import { claimsOf, NOBODY, pathOf, tokenOf } from './token.js';

const PATH = 'm=liaison&to=/client/contacts?sort=name';
const ANN: Scene = { record: 1 };
const BO: Scene = { record: 101, parent: 1 };
const CY: Scene = { record: 102, parent: 1 };
const UNCLEAR =
  /^Whether you are the owner of this account or one of its contacts cannot be told from here\./;

for (const profile of ['hostbill', 'hostbillAccess'] as const)
  describe(`Hand-over from HostBill, ${profile}`, () => {
    const at = hostBillWorld(profile);
    before(() => at.w.bridge.configure(NOBODY));

    for (const [who, scene, contactId] of [
      ['an owner', { ...ANN, settings: SHOWN }, 0],
      ['an owner, as an object', { ...ANN, shape: 'object', settings: SHOWN }, 0],
      ['a contact with a login', CY, 102],
      ['a contact, as an object', { ...CY, shape: 'object' }, 102],
      ['a contact, where owners are taken, too', { ...CY, settings: SHOWN }, 102],
    ] as const)
      it(`signs in ${who}, on the page that was asked for`, async () => {
        const out = await at.w.bridge.client(scene, PATH);
        expect(claimsOf(tokenOf(out))['identity']).to.deep.equal({ kind: 'login', clientId: 1, userId: null, contactId }); // prettier-ignore
        const visitor = await at.w.visitor();
        const entered = await visitor.get(pathOf(out));
        expect([entered.status, entered.location]).to.deep.equal([303, '/liaison/client/contacts?sort=name']);
        const page = await visitor.follow(entered);
        expect([page.status, page.h1.startsWith('Contacts')]).to.deep.equal([200, true]);
      });

    it('says nothing of rights: a contact without any comes in, and may nothing', async () => {
      const visitor = await at.w.visitor();
      await visitor.get(pathOf(await at.w.bridge.client({ record: 105, parent: 1 })));
      expect((await visitor.get('/liaison/client/contacts')).status).to.equal(403);
    });

    // What HostBill says is one thing, what stands in its tables another.
    const unclear: Record<string, Scene> = {
      'a record without a parent, before anybody tried whom HostBill shows': ANN,
      'a contact whom HostBill shows as its parent': { ...CY, showsParents: true },
      'the setting is switched off': { ...ANN, settings: { 'Contacts are shown as themselves': '0' } },
      'the setting is another': { ...ANN, settings: { 'Something else': '1' } },
      'a bare number': { ...ANN, shape: 'number', settings: SHOWN },
      'a bare number of a contact': { ...CY, shape: 'number', settings: SHOWN },
      'another’s address': { ...ANN, changed: { email: 'mira@noordzee.example' }, settings: SHOWN },
      'no address': { ...ANN, changed: { email: '' }, settings: SHOWN },
      'another’s number': { ...CY, changed: { id: '1' }, settings: SHOWN },
      'a number that is none': { ...ANN, changed: { id: '1 OR 1=1' }, settings: SHOWN },
      'a parent that the table does not know': { ...CY, changed: { parent_id: '2' }, settings: SHOWN },
      'no parent for a contact': { ...CY, changed: { parent_id: '0' }, settings: SHOWN },
      'no module beside the controller': { ...CY, lacksModule: true },
    };
    for (const [what, scene] of Object.entries(unclear))
      it(`signs nobody in when it cannot be told who it is: ${what}`, async () => {
        const out = await at.w.bridge.client(scene, PATH);
        expect([out.status, out.location, out.html.includes('token=')]).to.deep.equal([
          403,
          undefined,
          false,
        ]);
        expect(out.text).to.match(UNCLEAR);
        expect(out.html).to.not.contain('The panel’s own');
        expect(await at.w.bridge.php.log()).to.equal('');
      });

    it('of a contact of a contact, and of one whose client is gone, it cannot be told', async () => {
      const table = profile === 'hostbill' ? 'hb_client_details' : 'hb_client_access';
      for (const parent of [102, 999_999]) {
        await at.w.knex(table).where({ id: 101 }).update({ parent_id: parent });
        expect((await at.w.bridge.client(BO)).status).to.equal(403);
      }
      await at.w.restore();
    });

    it('whoever cannot be told signs in with a password, and is then on the page that was asked for', async () => {
      const { links } = await at.w.bridge.client(ANN, PATH);
      const address = links['Sign in to contact management'] as string;
      expect(address).to.match(/^http:\/\/panel\.example\/liaison\/sign-in\?returnTo=/);
      const visitor = await at.w.visitor();
      const answers = { email: 'ann@example.com', password: SAMPLE_PASSWORD };
      const entered = await visitor.submit(address.slice('http://panel.example'.length), answers);
      expect([entered.status, entered.location]).to.deep.equal([303, '/liaison/client/contacts?sort=name']);
      expect((await visitor.follow(entered)).status).to.equal(200);
    });

    it('nobody is asked to sign in first', async () => {
      for (const scene of [{}, { ...ANN, lacksFunctions: true, settings: SHOWN }]) {
        const out = await at.w.bridge.client(scene, PATH);
        expect([out.status, out.text]).to.deep.equal([403, 'Sign in first, then open this page again.']);
      }
    });

    it('a connection that says errors by itself, or by silence, is the same to us', async () => {
      pathOf(await at.w.bridge.client({ ...CY, throws: false }));
      await at.w.knex.raw('RENAME TABLE hb_client_access TO hb_elsewhere, hb_client_details TO hb_details');
      await at.w.knex.raw('CREATE VIEW hb_client_details AS SELECT * FROM hb_details');
      await at.w.knex.raw('CREATE VIEW hb_client_access AS SELECT id, email, password, status FROM hb_elsewhere WHERE id = 1'); // prettier-ignore
      for (const throws of [true, false]) expect((await at.w.bridge.client({ ...CY, throws })).status).to.equal(403); // prettier-ignore
      await at.w.knex.raw('DROP VIEW hb_client_details, hb_client_access');
      await at.w.knex.raw('RENAME TABLE hb_elsewhere TO hb_client_access, hb_details TO hb_client_details');
    });

    it('is good once: a second time, and with another end, it is refused', async () => {
      const path = pathOf(await at.w.bridge.client(CY));
      expect((await (await at.w.visitor()).get(`${path.slice(0, -4)}AAAA`)).status).to.equal(401);
      expect((await (await at.w.visitor()).get(path)).status).to.equal(303);
      expect((await (await at.w.visitor()).get(path)).status).to.equal(401);
    });

    it('is refused when it was signed with another secret', async () => {
      await at.w.bridge.configure({ ...NOBODY, secret: 'x'.repeat(40) });
      const path = pathOf(await at.w.bridge.client(CY));
      expect((await (await at.w.visitor()).get(path)).status).to.equal(401);
      await at.w.bridge.configure(NOBODY);
    });

    it('is refused by the module where it was told otherwise: an ended contact, one that is not active', async () => {
      await at.w.knex('hb_client_access').where({ id: 101 }).update({ status: 'Inactive' });
      const path = pathOf(await at.w.bridge.client(BO));
      expect((await (await at.w.visitor()).get(path)).status).to.equal(401);
      await at.w.restore();
    });

    it('says who it is, for a minute, is never the same twice, kept by nobody and told to nobody', async () => {
      const before = Math.floor(Date.now() / 1000);
      const [one, other] = [await at.w.bridge.client(CY), await at.w.bridge.client(CY)];
      const claims = claimsOf(tokenOf(one));
      expect(Object.keys(claims).toSorted()).to.deep.equal(['aud', 'exp', 'iat', 'identity', 'iss', 'jti']); // prettier-ignore
      expect(claims['jti']).to.match(/^[0-9a-f]{32}$/);
      expect(claims['iat']).to.be.within(before, before + 5);
      expect(claims['exp']).to.equal((claims['iat'] as number) + 60);
      expect(tokenOf(one)).to.not.equal(tokenOf(other));
      expect(one.headers.get('cache-control')).to.equal('no-store');
      expect(one.headers.get('referrer-policy')).to.equal('no-referrer');
    });

    it('leads only to pages of ours', async () => {
      for (const to of ['https://evil.example', '//evil.example', '/admin/clients', '/client//evil', 'javascript:alert(1)']) {
        const out = await at.w.bridge.client(CY, `to=${encodeURIComponent(to)}`);
        expect(claimsOf(tokenOf(out))['returnTo'], to).to.equal(undefined);
      } // prettier-ignore
      expect(claimsOf(tokenOf(await at.w.bridge.client(CY, 'to[]=/client')))['returnTo']).to.equal(undefined);
    });

    it('brings the language of whoever is signed in, else the browser’s', async () => {
      const locale = async (language: string, browser = '') =>
        claimsOf(tokenOf(await at.w.bridge.client({ ...CY, changed: { language }, browser })))['locale'];
      expect(await locale('Dutch', 'ar')).to.equal('nl');
      expect(await locale('english')).to.equal('en');
      expect(await locale('nl_BE')).to.equal('nl-be');
      expect(await locale('', 'ar-EG,ar;q=0.9')).to.equal('ar-EG');
      expect(await locale('ukranian', 'de')).to.equal('de');
      expect(await locale('<b>')).to.equal(undefined);
    });

    it('says what it says in that language', async () => {
      const out = await at.w.bridge.client({ ...ANN, changed: { language: 'arabic' } });
      const $ = load(out.html);
      expect([$('html').attr('lang'), $('html').attr('dir'), out.title]).to.deep.equal(['ar', 'rtl', 'إدارة جهات الاتصال']); // prettier-ignore
      expect(Object.values(out.links)).to.deep.equal(['http://panel.example/liaison/sign-in', '?']);
    });
  });

describe('Hand-over from HostBill, whose tables know no parent', () => {
  const at = hostBillWorld('hostbillNowhere');
  before(() => at.w.bridge.configure(NOBODY));

  it('signs in nobody of the client area, whatever HostBill says', async () => {
    for (const scene of [ANN, BO, { ...CY, changed: { parent_id: '1' } }]) {
      const out = await at.w.bridge.client({ ...scene, settings: SHOWN });
      expect([out.status, UNCLEAR.test(out.text)]).to.deep.equal([403, true]);
    }
  });
});
