// P1, P7: the panel's own pages for a sub-account: shown, made shorter, or refused with the reason.
import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import { giveBo, takeBack } from '../../support/bridge-calls.js';
import { world } from '../../support/fixture.js';
import { PANEL_PAGE_NAMES } from '../../../module/bridge/page-rules.js';
import { systemClock } from '../../../module/support/clock.js';
import { URL_OF_MODULE } from '../php-panel.js';
import { listening } from '../servers.js';
import { signedIn, standInPanel, type Outcome, type Scene } from './stand-in-panel.js';

const HOOKS = {
  ClientAreaPageContacts: 'contacts',
  ClientAreaPageAddContact: 'contacts',
  ClientAreaPageProfile: 'profile',
  ClientAreaPageSecurity: 'security',
  ClientAreaPageEmails: 'emails',
  ClientAreaPageSupportTickets: 'tickets',
  ClientAreaPageSubmitTicket: 'submitTicket',
  ClientAreaPageViewTicket: 'viewTicket',
  ClientAreaPageProductsServices: 'services',
  ClientAreaPageProductDetails: 'serviceDetails',
  ClientAreaPageDomains: 'domains',
  ClientAreaPageDomainDetails: 'domainDetails',
  ClientAreaPageInvoices: 'invoices',
  ClientAreaPageViewInvoice: 'viewInvoice',
  ClientAreaPageQuotes: 'quotes',
} as const;
const LIMITS = 'Your access covers only part of what this page shows';

for (const era of [7, 8] as const) {
  describe(`The bridge on the panel’s pages, era ${era}`, () => {
    const at = standInPanel();
    const w = world(`whmcs${era}`, { url: URL_OF_MODULE, clock: systemClock });
    const served = listening(w);
    before(() => at.panel.configure({ origin: served.origin }));
    afterEach(() => takeBack(w));
    afterEach(async () => expect(await at.panel.log()).to.equal(''));

    const bo = (): Scene => ({
      ...signedIn(w.cast.fewPermissions, w.cast.ownerOfClient1),
      sessionId: randomUUID(),
    });
    const shown = async (hook: keyof typeof HOOKS, vars: object = {}, scene = bo(), query = '') => {
      const out = await at.panel.hook(hook, vars, scene, query);
      expect([out.status, out.location], hook).to.deep.equal([200, undefined]);
      return out.result;
    };
    /** The reason, as the page shows it where the browser is led to. */
    const refused = async (
      hook: keyof typeof HOOKS,
      vars: object = {},
      scene = bo(),
      query = '',
    ): Promise<string> => {
      const out: Outcome = await at.panel.hook(hook, vars, scene, query);
      const address = `/billing/index.php?m=liaison&refused=${HOOKS[hook]}`;
      expect([out.status, out.location], hook).to.deep.equal([303, address]);
      const page = await at.panel.call('clientarea', scene, address.split('?')[1]);
      const { templatefile, vars: words } = page.result as {
        templatefile: string;
        vars: Record<string, string>;
      };
      expect([templatefile, words['liaisonHeading']]).to.deep.equal([
        'message',
        'You may not open this page',
      ]);
      return words['liaisonText'] ?? '';
    };

    it('asks about pages that the module knows', () => {
      expect(
        [...new Set(Object.values(HOOKS))].filter((page) => !PANEL_PAGE_NAMES.includes(page)),
      ).to.deep.equal([]);
    });

    it('P1 shows every page to the owner and to staff who look at it as the client', async () => {
      const ann = signedIn(w.cast.ownerOfClient1, w.cast.ownerOfClient1);
      const looking: Scene = { ...bo(), masquerading: true, session: { ...bo().session, adminid: 1 } };
      for (const hook of Object.keys(HOOKS) as (keyof typeof HOOKS)[])
        for (const scene of [ann, looking, { era }])
          expect(await shown(hook, {}, scene), hook).to.deep.equal([]);
    });

    it('P7 shows what the sub-account may see, and refuses the rest, saying who can give it', async () => {
      for (const hook of ['ClientAreaPageInvoices', 'ClientAreaPageViewInvoice', 'ClientAreaPageSupportTickets', 'ClientAreaPageSubmitTicket', 'ClientAreaPageViewTicket'] as const)
        expect(await shown(hook), hook).to.deep.equal([]); // prettier-ignore
      expect(await refused('ClientAreaPageContacts')).to.equal(
        'You need the permission “Add/edit contacts” for this. Ann Lee or Cy Diaz can give it.',
      );
      for (const hook of ['ClientAreaPageAddContact', 'ClientAreaPageProfile', 'ClientAreaPageEmails', 'ClientAreaPageQuotes'] as const)
        expect(await refused(hook), hook).to.match(/^You need the permission/); // prettier-ignore
    });

    it('keeps the words for whoever was refused: an address alone says nothing of its own', async () => {
      const page = await at.panel.call('clientarea', bo(), 'm=liaison&refused=contacts');
      const { vars } = page.result as { vars: Record<string, string> };
      expect(vars['liaisonText']).to.equal('Ask the owner of this account for access.');
      const odd = await at.panel.call('clientarea', bo(), 'm=liaison&refused=<script>');
      expect(odd.status).to.equal(303);
    });

    it('P3 lists only the services and domains that are open', async () => {
      await giveBo(w, {
        services: { mode: 'only', grants: [{ id: 2, functions: ['view'] }] },
        domains: { mode: 'only', grants: [{ id: 1, functions: ['view'] }] },
      });
      const list = [
        { id: 1, product: 'A' },
        { id: '2', product: 'B' },
        { id: 3, product: 'C' },
      ];
      expect(await shown('ClientAreaPageProductsServices', { services: list, other: 1 })).to.deep.equal({
        services: [{ id: '2', product: 'B' }],
      }); // prettier-ignore
      expect(await shown('ClientAreaPageDomains', { domains: list })).to.deep.equal({ domains: [list[0]] });
      expect(await shown('ClientAreaPageDomains', { domains: [] })).to.deep.equal({ domains: [] });
    });

    it('P3 opens the details of what is open alone, by the id that page and address agree on', async () => {
      await giveBo(w, {
        services: { mode: 'only', grants: [{ id: 2, functions: ['view'] }] },
        domains: { mode: 'only', grants: [{ id: 1, functions: ['view'] }] },
      });
      expect(await shown('ClientAreaPageProductDetails', { id: 2 })).to.deep.equal([]);
      expect(await shown('ClientAreaPageProductDetails', { id: '2' }, bo(), 'id=2')).to.deep.equal([]);
      expect(await shown('ClientAreaPageDomainDetails', {}, bo(), 'id=1')).to.deep.equal([]);
      expect(await refused('ClientAreaPageProductDetails', { id: 1 })).to.match(/^You need the permission/);
      expect(await refused('ClientAreaPageDomainDetails', { id: 2 })).to.match(/^You need the permission/);
      expect(await refused('ClientAreaPageProductDetails', { id: 1 }, bo(), 'id=2')).to.contain(LIMITS);
      expect(await refused('ClientAreaPageProductDetails', {}, bo(), 'id[]=2')).to.contain(LIMITS);
    });

    it('P2 takes closed departments out of the form and their tickets out of the list', async () => {
      await giveBo(w, {
        permissions: ['support.open', 'support.view'],
        departments: { mode: 'except', ids: [3] },
      });
      const departments = [{ id: 2, name: 'Support' }, { id: 3, name: 'Billing' }]; // prettier-ignore
      expect(await shown('ClientAreaPageSubmitTicket', { departments })).to.deep.equal({
        departments: [{ id: 2, name: 'Support' }],
      });
      expect(await shown('ClientAreaPageSubmitTicket', { step: 3 })).to.deep.equal([]);
      const tickets = [{ id: 9, deptid: 3 }, { id: 8, deptid: 2 }]; // prettier-ignore
      expect(await shown('ClientAreaPageSupportTickets', { tickets })).to.deep.equal({
        tickets: [tickets[1]],
      });
      expect(await shown('ClientAreaPageViewTicket', { departmentid: 2 })).to.deep.equal([]);
      expect(await refused('ClientAreaPageViewTicket', { departmentid: 3 })).to.match(
        /^You need the permission/,
      );
    });

    it('refuses a page on which a limit cannot be applied, and leaves strange variables alone without one', async () => {
      const strange = [
        { tickets: [{ id: 9, department: 'Billing' }] },
        { tickets: 'many' },
        {},
        { tickets: [7] },
      ];
      for (const vars of strange) expect(await shown('ClientAreaPageSupportTickets', vars)).to.deep.equal([]);
      await giveBo(w, {
        permissions: ['support.open', 'support.view'],
        departments: { mode: 'except', ids: [3] },
        services: { mode: 'only', grants: [{ id: 2, functions: ['view'] }] },
      });
      for (const vars of strange)
        expect(await refused('ClientAreaPageSupportTickets', vars)).to.contain(LIMITS);
      expect(await refused('ClientAreaPageViewTicket', { tid: 'ABC-123' })).to.contain(LIMITS);
      expect(await refused('ClientAreaPageSubmitTicket', { departments: [{ name: 'Billing' }] })).to.contain(
        LIMITS,
      );
      expect(await refused('ClientAreaPageProductsServices', { products: [] })).to.contain(LIMITS);
    });

    it('P6 follows a change on the very next page', async () => {
      expect(await shown('ClientAreaPageInvoices')).to.deep.equal([]);
      await giveBo(w, { permissions: ['support.view'] });
      expect(await refused('ClientAreaPageInvoices')).to.match(/^You need the permission/);
    });
  });
}
