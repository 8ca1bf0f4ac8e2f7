// N3 where the panel keeps the default account's contact, on both eras of it, end to end: what is chosen here is what
// the panel puts on its invoices, and the panel's own mail switches follow.
import { expect } from 'chai';
import type { SampleProfileName } from '../../../module/panels/whmcs/sample/schema.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { world } from '../../support/fixture.js';

const PROFILES: readonly SampleProfileName[] = ['whmcs7', 'whmcs8'];

for (const profile of PROFILES) {
  describe(`Billing contacts on ${profile}`, () => {
    const w = world(profile);

    it('N3 are the panel’s own for the default account, and ours for the others', async () => {
      const idOf = async (email: string): Promise<number> =>
        (await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id as number;
      const grace = await idOf('accounts@corp.example');
      const jonas = await idOf('jonas@corp.example');
      const ines = await idOf('ines@agency.example');
      const invoices = async (id: number): Promise<boolean> =>
        (await w.db('tblcontacts').where({ id }).first('invoiceemails')).invoiceemails === 1;
      const held = async () => ({
        payer: (await w.db('tblclients').where({ id: 1 }).first('billingcid')).billingcid as number,
        jonas: await invoices(jonas),
        ines: await invoices(ines),
      });
      const choose = async (account: string | number, contactId: number | string): Promise<void> => {
        const path = `/client/billing-accounts/${account}/edit?contactId=${contactId}&show=changes`;
        expect((await w.ann.submit(path)).status).to.equal(303);
      };
      expect(await held()).to.deep.equal({ payer: grace, jonas: false, ines: false });
      await choose('default', jonas);
      expect(await held()).to.deep.equal({ payer: jonas, jonas: true, ines: false });
      const eu = await plantAccount(w.db, { clientId: 1, name: 'EU-01', contactId: jonas });
      await choose(eu, ines);
      expect(await held()).to.deep.equal({ payer: jonas, jonas: true, ines: true });
      await choose('default', 0);
      expect(await held()).to.deep.equal({ payer: 0, jonas: false, ines: true });
      await choose('default', 'none');
      expect(await held()).to.deep.equal({ payer: 0, jonas: false, ines: true });
      const names = w.db('mod_liaison_billing_accounts').where({ client_id: 1 }).orderBy('id');
      expect(await names.clone().pluck('name')).to.deep.equal(['EU-01', '']);
      expect(await names.clone().pluck('contact_id')).to.deep.equal([ines, null]);
    });
  });
}
