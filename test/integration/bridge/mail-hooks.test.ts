// N1, N3: the copies of the panel's own mails go to those whom the notice of the template reaches, and to nobody more.
import { expect } from 'chai';
import { callHook } from '../../support/bridge-calls.js';
import { world } from '../../support/fixture.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';
import { KnexBillingAccountStore } from '../../../module/billing-accounts/store.js';
import { KnexNoticeStore } from '../../../module/notices/notice-store.js';

const [OWNER, NETOPS, EMRE, GRACE, DEE] = ['ann@example.com', 'netops@corp.example', 'emre@corp.example', 'accounts@corp.example', 'hostmaster@example.com'] as const; // prettier-ignore
const PROVIDER = 'archive@provider.example';

for (const era of [7, 8] as const) {
  describe(`Hooks about mail, era ${era}`, () => {
    const w = world(`whmcs${era}`);
    const notices = new KnexNoticeStore();
    const ask = async (template: string, relatedId: number, cc: string[], bcc: string[] = []) => {
      const { status, body } = await callHook(w, 'mail', { template, relatedId, cc, bcc, locale: '' });
      expect(status).to.equal(200);
      return body as object;
    };
    const stand = async (key: string, templates: string[]) => {
      const notice = await notices.find(key, w.db);
      if (!notice) throw new Error(`No notice ${key}`);
      await notices.put({ ...notice, templates }, w.db);
    };
    before(async () => {
      await stand('service-deliveries', ['Your hosting is ready']);
      await stand('invoices-renewals', ['Service suspended']);
    });

    it('N1 take out whom the notice does not reach', async () => {
      expect(await ask('Your hosting is ready', 1, [NETOPS, EMRE, GRACE], [DEE])).to.deep.equal({
        cc: [NETOPS, EMRE],
        bcc: [],
      });
    });

    it('leave everything as it is when all are reached, and for a mail that is no notice’s', async () => {
      const unchanged = { unchanged: true };
      expect(await ask('Your hosting is ready', 1, [NETOPS.toUpperCase(), EMRE])).to.deep.equal(unchanged);
      expect(await ask('Invoice reminder', 1, [GRACE, DEE])).to.deep.equal(unchanged);
      expect(await ask('Your hosting is ready', 9999, [GRACE])).to.deep.equal(unchanged);
      expect(await ask('Nothing we know', 0, [GRACE])).to.deep.equal(unchanged);
    });

    it('leave the provider’s own copies alone', async () => {
      expect(await ask('Your hosting is ready', 1, [PROVIDER, DEE], [PROVIDER])).to.deep.equal({
        cc: [PROVIDER],
        bcc: [PROVIDER],
      });
    });

    it('N3 let a billing contact hear only of what its own account pays for', async () => {
      const dee = Number((await w.db('tblcontacts').where({ userid: 1, email: DEE }).first('id')).id);
      await seedClient(w.db, 1);
      await seedCompanion(1, dee, w.db);
      const accounts = new KnexBillingAccountStore();
      const account = await accounts.insert(1, { name: 'Backups', contactId: dee }, w.db);
      await accounts.assign(1, 3, account, w.db);
      expect(await ask('Service suspended', 1, [GRACE, DEE])).to.deep.equal({ cc: [GRACE], bcc: [] });
      expect(await ask('Service suspended', 3, [OWNER, DEE])).to.deep.equal({ unchanged: true });
    });
  });
}
