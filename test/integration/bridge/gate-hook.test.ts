// N7 as the panel asks it of the whole module: who is registered is read at the panel, and what they may do here.
import { expect } from 'chai';
import { callHook, giveBo, takeBack } from '../../support/bridge-calls.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

for (const era of [7, 8] as const) {
  describe(`The hook of a ticket by mail, era ${era}`, () => {
    const w = world(`whmcs${era}`);
    const ask = async (email: string, to = 'support@panel.example') => {
      const { status, body } = await callHook(w, 'ticket-mail', { locale: 'en', email, to });
      expect(status).to.equal(200);
      return body as { skip: boolean; reason: string };
    };
    const taken = { skip: false, reason: '' };
    afterEach(() => takeBack(w));

    it('N7 takes mail of whoever is registered, in any case, and of nobody else; and writes nothing', async () => {
      const before = await fingerprint(w.db, '');
      for (const email of ['ann@example.com', 'BO@corp.example', 'hostmaster@example.com'])
        expect(await ask(email), email).to.deep.equal(taken);
      const stranger = await ask('eve@corp.example');
      expect(stranger).to.deep.equal({ skip: true, reason: 'The address is not registered.' });
      expect(await fingerprint(w.db, '')).to.deep.equal(before);
    });

    it('P2 takes none of a sub-account for a department that is closed to it', async () => {
      await giveBo(w, {
        permissions: ['support.open', 'support.view'],
        departments: { mode: 'except', ids: [3] },
      });
      expect(await ask('bo@corp.example')).to.deep.equal(taken);
      const closed = await ask('bo@corp.example', 'Billing <billing@panel.example>');
      expect(closed.skip).to.equal(true);
      expect(closed.reason).to.contain('Billing');
      expect(await ask('ann@example.com', 'billing@panel.example')).to.deep.equal(taken);
    });

    it('P1 takes none of a sub-account that may not open tickets', async () => {
      await giveBo(w, { permissions: ['billing.invoices'] });
      expect((await ask('bo@corp.example')).skip).to.equal(true);
    });
  });
}
