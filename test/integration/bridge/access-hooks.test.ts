// P1, P2, P7: what a sub-account may do on the panel's own pages.
import { expect } from 'chai';
import { bridgeLogin, callHook, giveBo, takeBack } from '../../support/bridge-calls.js';
import { world } from '../../support/fixture.js';
import type { Access } from '../../../module/permissions/access.js';

type Who = 'ownerOfClient1' | 'fewPermissions' | 'managesContacts';

for (const era of [7, 8] as const) {
  describe(`Hooks about access, era ${era}`, () => {
    const w = world(`whmcs${era}`);
    const login = (who: Who) => bridgeLogin(w.cast[who], who === 'ownerOfClient1');
    const answer = async (name: string, body: object) => {
      const { status, body: said } = await callHook(w, name, { clientId: 1, locale: 'en-GB', ...body });
      expect(status).to.equal(200);
      return said as { errors: string[]; allowed: boolean; reason: string; closedDepartments: number[]; services: number[] | null; domains: number[] | null }; // prettier-ignore
    };
    const open = async (who: Who, departmentId: number | null = 2, more: object = {}) =>
      (await answer('ticket-open', { login: login(who), departmentId, ...more })).errors;
    const page = (who: Who, name: string, ids: object = {}, more: object = {}) =>
      answer('page', { login: login(who), page: name, ids, ...more });

    afterEach(() => takeBack(w));

    it('P1 let the owner through everywhere', async () => {
      expect(await open('ownerOfClient1')).to.deep.equal([]);
      for (const name of ['profile', 'contacts', 'tickets', 'services', 'invoices', 'quotes', 'emails'])
        expect(await page('ownerOfClient1', name), name).to.deep.equal({
          allowed: true,
          reason: '',
          closedDepartments: [],
          services: null,
          domains: null,
        });
    });

    it('P2 open a ticket with the permission, and refuse without, naming who can give it', async () => {
      expect(await open('fewPermissions')).to.deep.equal([]);
      await giveBo(w, { permissions: ['billing.invoices'] });
      expect(await open('fewPermissions')).to.deep.equal([
        'You need the permission “Open new tickets” for this. Ann Lee or Cy Diaz can give it.',
      ]);
      const [dutch = ''] = await open('fewPermissions', 2, { locale: 'nl-BE' });
      expect(dutch).to.match(/^U hebt hiervoor het recht “.+” nodig\. Ann Lee of Cy Diaz kan het geven\.$/);
    });

    it('P2 refuse a closed department, and only that one', async () => {
      await giveBo(w, {
        permissions: ['support.open', 'support.view'],
        departments: { mode: 'except', ids: [3] },
      });
      expect(await open('fewPermissions', 3)).to.deep.equal([
        'You may not write to this department. Choose another one.',
      ]);
      expect(await open('fewPermissions', 2)).to.deep.equal([]);
      expect(await open('fewPermissions', null)).to.deep.equal([]);
      expect(await page('fewPermissions', 'tickets')).to.deep.include({
        allowed: true,
        closedDepartments: [3],
      });
      expect((await page('fewPermissions', 'viewTicket', { department: 3 })).allowed).to.equal(false);
      expect((await page('fewPermissions', 'viewTicket', { department: 2 })).allowed).to.equal(true);
    });

    it('P7 refuse a page without its permission, with the reason', async () => {
      const refused = await page('fewPermissions', 'contacts');
      expect(refused.allowed).to.equal(false);
      expect(refused.reason).to.equal(
        'You need the permission “Add/edit contacts” for this. Ann Lee or Cy Diaz can give it.',
      );
      expect((await page('managesContacts', 'contacts')).allowed).to.equal(true);
      expect((await page('fewPermissions', 'invoices')).allowed).to.equal(true);
    });

    it('P3 say which services and domains are open, and refuse the others', async () => {
      const services: Access['services'] = { mode: 'only', grants: [{ id: 2, functions: ['view'] }] };
      const domains: Access['domains'] = { mode: 'only', grants: [{ id: 1, functions: ['view'] }] };
      await giveBo(w, { services, domains });
      const list = await page('fewPermissions', 'services');
      expect(list).to.deep.include({ allowed: true, services: [2], domains: [1] });
      expect((await page('fewPermissions', 'serviceDetails', { service: 2 })).allowed).to.equal(true);
      expect((await page('fewPermissions', 'serviceDetails', { service: 1 })).allowed).to.equal(false);
      expect((await page('fewPermissions', 'domainDetails', { domain: 2 })).allowed).to.equal(false);
    });

    it('P6 follow the panel at once: who is no login any more may nothing', async () => {
      const stranger = era === 7 ? { userId: null, contactId: 9999 } : { userId: 9999, contactId: null };
      const ended = { login: { ...stranger, owner: true } };
      expect((await answer('ticket-open', { ...ended, departmentId: 2 })).errors).to.deep.equal([
        'Your access to this account has ended.',
      ]);
      expect(await answer('page', { ...ended, page: 'tickets' })).to.deep.equal({
        allowed: false,
        reason: 'Your access to this account has ended.',
        closedDepartments: [],
        services: [],
        domains: [],
      });
    });

    it('take nobody’s word for being the owner', async () => {
      const claimed = { login: { ...login('fewPermissions'), owner: true } };
      expect((await answer('page', { ...claimed, page: 'contacts' })).allowed).to.equal(false);
    });

    it('know a login only within its client', async () => {
      const foreign = { clientId: 2, login: login('managesContacts') };
      expect((await answer('page', { ...foreign, page: 'contacts' })).allowed).to.equal(false);
    });
  });
}
