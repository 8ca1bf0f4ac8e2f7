// N7 over HTTP: who may open a ticket by mail, asked by a provider's key, on the panel's own rows of both eras.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { world } from '../../support/fixture.js';

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`N7 the support gate on ${profile}`, () => {
    const w = world(profile);
    const provider = apiClient(() => w, { clientId: null });
    const ofClient = apiClient(() => w, { clientId: 1 });

    const ask = async (email: string, department?: number) => {
      const query = new URLSearchParams({ email, ...(department ? { department: String(department) } : {}) });
      const { status, body } = await provider.get(`/support-gate?${query.toString()}`);
      expect(status, JSON.stringify(body)).to.equal(200);
      const reasons = body['reasons'] as { code: string; text: string }[];
      return { ...body, codes: reasons.map(({ code }) => code), text: reasons[0]?.text };
    };
    const emailOf = async (contactId: number): Promise<string> => {
      const rows =
        contactId === 0 ? w.db('tblclients').where('id', 1) : w.db('tblcontacts').where('id', contactId);
      return (await rows.first('email')).email as string;
    };
    const aContact = async (): Promise<{ id: number; email: string }> => {
      const rows = (await w.db('tblcontacts').where('userid', 1).select('id', 'email')) as { id: number; email: string }[]; // prettier-ignore
      return rows.find(({ email }) => email === 'netops@corp.example') as { id: number; email: string };
    };

    it('lets the owner, in any spelling of the address', async () => {
      const email = await emailOf(0);
      expect(await ask(` ${email.toUpperCase()} `)).to.include({ allowed: true, clientId: 1, contactId: 0 });
    });

    it('lets a contact without a login: the address is registered (S4)', async () => {
      const { id, email } = await aContact();
      const answer = await ask(email);
      expect(answer).to.include({ allowed: true, clientId: 1, contactId: id });
      expect(answer.text).to.equal('The address is registered: it is a contact’s.');
    });

    it('lets nobody else, and names nobody then', async () => {
      const answer = await ask('eve@nowhere.example');
      expect(answer).to.include({ allowed: false, clientId: null, contactId: null });
      expect(answer.codes).to.deep.equal(['gate.notRegistered']);
      expect(await ask('%@%')).to.include({ allowed: false, clientId: null });
    });

    it('lets no sub-account without support.open, then to every department but the denied one', async () => {
      const { userId, contactId } = w.cast.managesContacts;
      const login = userId === null ? w.db('tblcontacts').where('id', contactId) : w.db('tblusers').where('id', userId); // prettier-ignore
      const { email } = (await login.first('email')) as { email: string };
      const { contactId: asked } = (await ask(email)) as { contactId?: number };
      const path = `/clients/1/contacts/${String(asked)}/access`;
      const give = async (access: object): Promise<void> => {
        const { headers } = await provider.get(path);
        const { status, body } = await provider.put(path, access, { 'If-Match': headers['etag'] ?? '' });
        expect(status, JSON.stringify(body)).to.equal(200);
      };
      await give({ permissions: ['support.view'] });
      const without = await ask(email);
      expect(without).to.include({ allowed: false, clientId: 1 });
      expect(without.codes).to.deep.equal(['gate.subAccount', 'because.notGranted']);

      await give({ permissions: ['support.open'], departments: { mode: 'except', ids: [1] } });
      expect(await ask(email, 2)).to.include({ allowed: true, clientId: 1 });
      const denied = await ask(email, 1);
      expect(denied).to.include({ allowed: false, clientId: 1 });
      expect(denied.codes).to.include('because.department');
    });

    it('refuses what it cannot read, and a client’s key', async () => {
      expect((await provider.get('/support-gate')).status).to.equal(400);
      expect((await provider.get('/support-gate?email=a@b.example&department=x')).status).to.equal(400);
      expect((await ofClient.get('/support-gate?email=a@b.example')).status).to.be.oneOf([403, 404]);
    });
  });
}
