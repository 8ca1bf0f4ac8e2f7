// From the panel into the module: the addon's pages sign a hand-over that the real module takes, once.
import { expect } from 'chai';
import { world } from '../../support/fixture.js';
import { systemClock } from '../../../module/support/clock.js';
import { URL_OF_MODULE } from '../php-panel.js';
import { listening } from '../servers.js';
import { signedIn, standInPanel, type Outcome, type Scene } from './stand-in-panel.js';

const claimsOf = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] as string, 'base64url').toString()) as Record<string, unknown>;

for (const era of [7, 8] as const) {
  describe(`Hand-over from the panel, era ${era}`, () => {
    const at = standInPanel();
    const w = world(`whmcs${era}`, { url: URL_OF_MODULE, clock: systemClock });
    const served = listening(w);
    beforeEach(() => at.panel.configure({ origin: served.origin }));

    const as = (who: 'ownerOfClient1' | 'fewPermissions' | 'managesContacts'): Scene =>
      signedIn(w.cast[who], w.cast.ownerOfClient1);
    const staff = { adminid: 1 };
    /** The path of the address that the panel leads to, with its token. */
    const pathOf = ({ status, location = '' }: Outcome): string => {
      expect(status, location).to.equal(303);
      expect(location).to.match(/^http:\/\/panel\.example\/liaison\/panel\/sign-in\?token=[\w.-]+$/);
      return location.slice('http://panel.example'.length);
    };
    const tokenOf = (outcome: Outcome): string => pathOf(outcome).split('token=')[1] as string;

    for (const who of ['ownerOfClient1', 'managesContacts'] as const)
      it(`signs in ${who}, on the page that was asked for`, async () => {
        const out = await at.panel.call('clientarea', as(who), 'm=liaison&to=/client/contacts?sort=name');
        const visitor = await w.visitor();
        const entered = await visitor.get(pathOf(out));
        expect([entered.status, entered.location]).to.deep.equal([303, '/liaison/client/contacts?sort=name']);
        const page = await visitor.follow(entered);
        expect([page.status, page.h1.startsWith('Contacts')]).to.deep.equal([200, true]);
      });

    it('is good once: a second time, and with another end, it is refused', async () => {
      const path = pathOf(await at.panel.call('clientarea', as('ownerOfClient1')));
      expect((await (await w.visitor()).get(`${path.slice(0, -4)}AAAA`)).status).to.equal(401);
      expect((await (await w.visitor()).get(path)).status).to.equal(303);
      expect((await (await w.visitor()).get(path)).status).to.equal(401);
    });

    it('is refused when it was signed with another secret', async () => {
      await at.panel.configure({ origin: served.origin, secret: 'x'.repeat(40) });
      const path = pathOf(await at.panel.call('clientarea', as('ownerOfClient1')));
      expect((await (await w.visitor()).get(path)).status).to.equal(401);
    });

    it('says who it is, for a minute, and nothing of rights', async () => {
      const before = Math.floor(Date.now() / 1000);
      const claims = claimsOf(tokenOf(await at.panel.call('clientarea', as('fewPermissions'))));
      const { clientId, userId, contactId } = w.cast.fewPermissions;
      expect(Object.keys(claims).toSorted()).to.deep.equal(['aud', 'exp', 'iat', 'identity', 'iss', 'jti']);
      expect(claims).to.deep.include({ iss: 'panel', aud: 'liaison' });
      expect(claims['identity']).to.deep.equal({ kind: 'login', clientId, userId, contactId });
      expect(claims['jti']).to.match(/^[0-9a-f]{32}$/);
      expect(claims['iat']).to.be.within(before, before + 5);
      expect(claims['exp']).to.equal((claims['iat'] as number) + 60);
    });

    it('is never the same token twice, is kept by nobody and told to nobody', async () => {
      const [one, other] = [await at.panel.call('clientarea', as('ownerOfClient1')), await at.panel.call('clientarea', as('ownerOfClient1'))]; // prettier-ignore
      expect(tokenOf(one)).to.not.equal(tokenOf(other));
      expect(one.headers.get('cache-control')).to.equal('no-store');
      expect(one.headers.get('referrer-policy')).to.equal('no-referrer');
    });

    it('leads only to pages of ours', async () => {
      for (const to of [
        'https://evil.example',
        '//evil.example',
        '/\\evil.example',
        '/admin/clients',
        '/client//evil',
        '/clients',
        '/client/%0a',
        'javascript:alert(1)',
        `/client/${'x'.repeat(500)}`,
      ]) {
        const token = tokenOf(await at.panel.call('clientarea', as('ownerOfClient1'), `to=${encodeURIComponent(to)}`)); // prettier-ignore
        const { returnTo } = claimsOf(token);
        // A percent sign is only text: the module decodes no path to redirect to.
        expect(returnTo, to).to.equal(to === '/client/%0a' ? '/liaison/client/%0a' : undefined);
      }
      const list = await at.panel.call('clientarea', as('ownerOfClient1'), 'to[]=/client');
      expect(claimsOf(tokenOf(list))['returnTo']).to.equal(undefined);
    });

    it('brings the language of the page', async () => {
      const locale = async (stated: string) =>
        claimsOf(tokenOf(await at.panel.call('clientarea', { ...as('ownerOfClient1'), locale: stated })))[
          'locale'
        ];
      expect(await locale('nl_NL')).to.equal('nl-NL');
      expect(await locale('pt-br')).to.equal('pt-br');
      expect(await locale('ar')).to.equal('ar');
      expect(await locale('en_GB.UTF-8')).to.equal('en-GB');
      expect(await locale('<b>')).to.equal(undefined);
    });

    it('asks for a sign-in first, and for an account where none was chosen', async () => {
      const nobody: Scene = { era };
      const { result } = await at.panel.call('clientarea', nobody);
      expect(result).to.include({ requirelogin: true, templatefile: 'message' });
      const chosen = await at.panel.call('clientarea', { era: 8, user: 1, client: null });
      expect((chosen.result as { vars: object }).vars).to.deep.equal({
        liaisonHeading: 'Contact management',
        liaisonText: 'Choose the account you want to work for, then open this page again.',
      });
    });

    it('takes staff who look at the client area as this client for staff, on the same screen', async () => {
      const looking: Scene = { ...as('ownerOfClient1'), masquerading: true };
      looking.session = { ...looking.session, ...staff };
      const out = await at.panel.call('clientarea', looking, 'to=/client/roles');
      const claims = claimsOf(tokenOf(out));
      expect(claims['identity']).to.deep.equal({ kind: 'staff', staffId: 1 });
      expect(claims['returnTo']).to.equal('/liaison/admin/clients/1/roles');
      const visitor = await w.visitor();
      expect((await visitor.follow(await visitor.get(pathOf(out)))).status).to.equal(200);
    });

    it('brings staff to a client, and to their pages', async () => {
      const admin: Scene = { era, session: staff };
      const toClient = await at.panel.call('output', admin, 'module=liaison&client=2');
      const visitor = await w.visitor();
      const entered = await visitor.get(pathOf(toClient));
      expect(entered.location).to.equal('/liaison/admin/clients/2/contacts');
      expect((await visitor.follow(entered)).status).to.equal(200);
      const own = claimsOf(tokenOf(await at.panel.call('output', admin, 'to=/admin/presets')));
      expect(own).to.deep.include({
        identity: { kind: 'staff', staffId: 1 },
        returnTo: '/liaison/admin/presets',
      });
      const evil = claimsOf(tokenOf(await at.panel.call('output', admin, 'to=//evil.example')));
      expect(evil['returnTo']).to.equal(undefined);
    });

    it('signs nothing where no member of staff is signed in', async () => {
      const out = await at.panel.call('output', as('ownerOfClient1'), 'client=2');
      expect([out.status, out.location]).to.deep.equal([200, undefined]);
    });
  });
}

describe('The addon’s own pages', () => {
  const at = standInPanel();
  const w = world('whmcs8', { url: URL_OF_MODULE, clock: systemClock });
  const served = listening(w);
  const admin: Scene = { era: 8, session: { adminid: 1 } };
  const modulelink = 'addonmodules.php?module=liaison';
  const menu = [
    { area: 'client', label: 'common:menu.contacts', path: '/contacts', permission: 'contacts.manage' },
    { area: 'admin', label: 'common:menu.presets', path: '/presets', permission: 'staff' },
    { area: 'admin', label: "My ‘own’ \\ '<label>", path: '/audit', permission: 'staff' },
  ] as const;

  it('say to staff whether the module answers', async () => {
    await at.panel.configure({ origin: served.origin });
    const answers = await at.panel.call('output', admin, '', { modulelink });
    expect(answers.html).to.contain('The module answers.');
    expect(answers.html).to.contain('href="addonmodules.php?module=liaison&amp;to=%2Fadmin"');
    await at.panel.configure({ origin: 'http://127.0.0.1:1' });
    const silent = await at.panel.call('output', { ...admin, locale: 'nl_NL' }, '', { modulelink });
    expect(silent.html).to.contain('De module antwoordt niet.');
    await at.panel.configure({ origin: served.origin, secret: 'x'.repeat(40) });
    const other = await at.panel.call('output', admin, '', { modulelink });
    expect(other.html).to.contain('The module has another secret than this panel.');
  });

  it('say that the set-up is missing', async () => {
    await at.panel.configure(undefined);
    expect((await at.panel.call('output', admin, 'client=2')).html).to.contain('“liaison install”');
    const { result } = await at.panel.call(
      'clientarea',
      signedIn(w.cast.ownerOfClient1, w.cast.ownerOfClient1),
    );
    expect(result).to.deep.include({
      vars: { liaisonHeading: 'Contact management', liaisonText: 'Contact management is not set up yet.' },
    });
    expect((await at.panel.call('activate', admin)).result).to.include({ status: 'info' });
  });

  it('list the pages for staff beside it, each label in words or as the provider wrote it', async () => {
    await at.panel.configure({ origin: served.origin, menu });
    const { result } = await at.panel.call('sidebar', { ...admin, locale: 'nl_NL' }, '', { modulelink });
    expect(result).to.equal(
      '<ul class="menu"><li><a href="addonmodules.php?module=liaison&amp;to=%2Fadmin%2Fpresets">Sjablonen</a></li>' +
        '<li><a href="addonmodules.php?module=liaison&amp;to=%2Fadmin%2Faudit">My ‘own’ \\ &#039;&lt;label&gt;</a></li></ul>',
    );
  });

  it('keep everything when the addon is switched off, and say so', async () => {
    await at.panel.configure({ origin: served.origin });
    expect((await at.panel.call('activate', admin)).result).to.include({ status: 'success' });
    const off = (await at.panel.call('deactivate', admin)).result as { status: string; description: string };
    expect(off.status).to.equal('success');
    expect(off.description).to.contain('Nothing was deleted');
    expect((await at.panel.call('upgrade', admin, '', { version: '0.0.9' })).status).to.equal(200);
  });
});
