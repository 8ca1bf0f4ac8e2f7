// What the demo starts with beside the panel's own rows, on both eras of the panel.
import { expect } from 'chai';
import { writeDemoRows } from '../../../module/demo/demo-rows.js';
import { findPanel } from '../../../module/panels/find-panel.js';
import { demoPanel } from '../../support/panel-database.js';

for (const profile of ['whmcs7', 'whmcs8'] as const) {
  describe(`The demo’s rows on ${profile}`, () => {
    it('N3 have a second payer, whose contact gets invoice mail in the panel too', async () => {
      const database = await demoPanel(profile);
      const { knex, cast } = database;
      try {
        await writeDemoRows(knex, await findPanel(knex), cast);
        const accounts = (await knex('mod_liaison_billing_accounts').where({ client_id: 1 })) as {
          id: number;
          name: string;
          contact_id: number;
        }[];
        expect(accounts.map(({ name }) => name)).to.deep.equal(['EU-01']);
        const [{ id, contact_id }] = accounts as [(typeof accounts)[0]];
        const payer = (await knex('tblcontacts').where({ id: contact_id }).first()) as {
          invoiceemails: number;
        };
        expect(payer.invoiceemails).to.equal(1);
        const services = knex('mod_liaison_billing_account_services').where({ client_id: 1, account_id: id });
        expect(await services.pluck('service_id')).to.deep.equal([2]);
      } finally {
        await database.drop();
      }
    });
  });
}
