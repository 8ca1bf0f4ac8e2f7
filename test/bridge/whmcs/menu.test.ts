// S1: two ways in, a drop-down in the menu and a shortcut beside it; and staff's link beside a client.
import { expect } from 'chai';
import { standInPanel, type MenuItem, type Scene } from './stand-in-panel.js';

const MENU = [
  { area: 'client', label: 'common:menu.company', path: '/company', permission: 'profile.edit' },
  { area: 'client', label: 'common:menu.contacts', path: '/contacts', permission: 'contacts.manage' },
  { area: 'admin', label: 'common:menu.clients', path: '/clients', permission: 'staff' },
  { area: 'client-file', label: 'common:menu.roles', path: '/roles', permission: 'staff' },
] as const;
const ORIGIN_OF_NOBODY = 'http://127.0.0.1:1';
const link = (to: string): string => `/billing/index.php?m=liaison&to=${encodeURIComponent(to)}`;
const OWNERS: Scene[] = [
  { era: 7, session: { uid: 1 } },
  { era: 8, user: 5, client: 1, owner: 5 },
  { era: 8, user: 6, client: 1, owner: 5, masquerading: true, session: { adminid: 1 } },
];
const OTHERS: Scene[] = [
  { era: 7, session: { uid: 1, cid: 3 } },
  { era: 8, user: 6, client: 1, owner: 5 },
];

describe('The bridge’s menu entries', () => {
  const at = standInPanel();
  before(() => at.panel.configure({ origin: ORIGIN_OF_NOBODY, menu: MENU }));

  const said = ({ label, uri, children }: MenuItem): object =>
    children.length === 0 ? { label, uri } : { label, uri, children: children.map(said) };
  const dropDown = async (scene: Scene) =>
    (await at.panel.menu('ClientAreaPrimaryNavbar', ['Home'], scene)).menu.slice(1).map(said);

  it('are a drop-down with our pages for the owner', async () => {
    for (const scene of OWNERS)
      expect(await dropDown(scene), JSON.stringify(scene)).to.deep.equal([
        {
          label: 'Contact management',
          uri: link('/client'),
          children: [
            { label: 'Company', uri: link('/client/company') },
            { label: 'Contacts', uri: link('/client/contacts') },
          ],
        },
      ]);
  });

  it('are one entry for a sub-account, which leads to the first page it may open', async () => {
    for (const scene of OTHERS)
      expect(await dropDown(scene)).to.deep.equal([{ label: 'Contact management', uri: link('/client') }]);
  });

  it('are in the language of the page, and in order', async () => {
    const [item] = (await at.panel.menu('ClientAreaPrimaryNavbar', [], { ...OWNERS[1], era: 8, locale: 'ar_AR' })).menu; // prettier-ignore
    expect(item?.label).to.equal('إدارة جهات الاتصال');
    expect(item?.children.map(({ label, order }) => [label, order])).to.deep.equal([
      ['الشركة', 10],
      ['جهات الاتصال', 20],
    ]);
  });

  it('are a shortcut in the panel’s own list, or in one that we bring', async () => {
    const shortcuts = async (entries: string[], scene: Scene) =>
      (await at.panel.menu('ClientAreaSecondarySidebar', entries, scene)).menu;
    for (const scene of [...OWNERS, ...OTHERS]) {
      const [own] = await shortcuts(['Client Shortcuts'], scene);
      expect(own?.children.map(said)).to.deep.equal([{ label: 'Contact management', uri: link('/client') }]);
      const [brought] = await shortcuts([], { ...scene, locale: 'nl_NL' });
      expect(brought?.label).to.equal('Snelkoppelingen');
      expect(brought?.children.map(said)).to.deep.equal([{ label: 'Contactbeheer', uri: link('/client') }]);
    }
  });

  it('are not there for who is not signed in', async () => {
    for (const scene of [{ era: 7 }, { era: 8 }, { era: 8, user: 5, client: null }, { era: 7, session: { adminid: 1 } }] as Scene[]) {
      expect(await dropDown(scene)).to.deep.equal([]);
      expect((await at.panel.menu('ClientAreaSecondarySidebar', [], scene)).menu).to.deep.equal([]);
    } // prettier-ignore
  });

  it('are not there before Liaison is set up', async () => {
    await at.panel.configure(undefined);
    for (const scene of [...OWNERS, ...OTHERS]) expect(await dropDown(scene)).to.deep.equal([]);
    const { result } = await at.panel.hook('AdminAreaClientSummaryActionLinks', { userid: 2 }, { era: 8 });
    expect(result).to.deep.equal([]);
    await at.panel.configure({ origin: ORIGIN_OF_NOBODY, menu: MENU });
  });

  it('give staff a link beside each client', async () => {
    const links = async (vars: object) =>
      (await at.panel.hook('AdminAreaClientSummaryActionLinks', vars, { era: 8, session: { adminid: 1 } }))
        .result;
    expect(await links({ userid: '2' })).to.deep.equal([
      '<a href="addonmodules.php?module=liaison&amp;client=2">Contacts and access</a>',
    ]);
    expect(await links({})).to.deep.equal([]);
  });
});
