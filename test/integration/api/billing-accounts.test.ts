// Billing accounts through the API: N3.
import { expect } from 'chai';
import { apiClient, type ApiResponse } from '../../support/api-client.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

interface Account {
  id: number;
  name: string;
  isDefault: boolean;
  contactId: number | null;
  billingContact: { contactId: number; name: string };
  copies: { name: string }[];
  coverage: string | null;
  serviceIds: number[];
}

const DEFAULT = '/billing-accounts/default';

describe('The API, billing accounts', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const reader = apiClient(() => w, { clientId: 1, scopes: ['billing:read', 'contacts:write'] });
  const provider = apiClient(() => w, { clientId: null });
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  const list = async (): Promise<Account[]> =>
    (await client.get('/billing-accounts')).body['billingAccounts'] as Account[];
  const details = ({ body }: ApiResponse) => body['errorDetails'];
  const put = async (path: string, body: object, by = client): Promise<ApiResponse> =>
    by.put(path, body, { 'if-match': String((await by.get(path)).headers['etag']) });

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
    // Nobody gets invoice mail but by the rules: then it shows what they do.
    await w.db('tblcontacts').where({ userid: 1 }).update({ invoiceemails: 0 });
  });

  it('lists the default one, which every client has, under either of its names', async () => {
    const [account] = await list();
    expect(account).to.deep.include({ id: 0, name: '', isDefault: true, serviceIds: [], coverage: 'thin' });
    expect(account?.contactId).to.equal(idOf('Grace'));
    expect(account?.billingContact.name).to.equal('Grace Müller');
    expect(account?.copies.map(({ name }) => name)).to.deep.equal(['Ann Lee']);
    expect((await client.get(DEFAULT)).body).to.deep.equal(account);
    expect((await client.get('/billing-accounts/0')).body).to.deep.equal(account);
    expect((await client.get('/billing-accounts/king')).status).to.equal(404);
  });

  it('N3 previews with dryRun, writes nothing, and then does exactly that', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_billing');
    const preview = await client.put(`${DEFAULT}?dryRun=true`, { contactId: idOf('Emre') });
    expect(preview.status).to.equal(200);
    expect(await fingerprint(w.db, 'mod_liaison_billing')).to.deep.equal(before);
    const [change] = preview.body['recipients'] as { notice: string; after: { name: string }[] }[];
    expect(change?.notice).to.equal('invoices-renewals');
    expect(change?.after.map(({ name }) => name)).to.include('Emre Yılmaz');
    expect((await client.put(DEFAULT, { contactId: idOf('Emre') })).status).to.equal(428);
    const done = await put(DEFAULT, { contactId: idOf('Emre') });
    expect([done.status, done.body]).to.deep.equal([200, preview.body]);
    expect((await list())[0]?.contactId).to.equal(idOf('Emre'));
    expect((await w.db('tblclients').where({ id: 1 }).first()).billingcid).to.equal(idOf('Emre'));
  });

  it('knows the owner and nobody', async () => {
    expect((await put(DEFAULT, { contactId: 0 })).status).to.equal(200);
    expect((await list())[0]).to.include({ contactId: 0, coverage: 'thin' });
    expect((await put(DEFAULT, { contactId: null })).status).to.equal(200);
    expect((await list())[0]).to.include({ contactId: null, coverage: 'standIn' });
  });

  it('refuses what has changed since: 412', async () => {
    const etag = String((await client.get(DEFAULT)).headers['etag']);
    await w
      .db('tblclients')
      .where({ id: 1 })
      .update({ billingcid: idOf('Dee') });
    const stale = await client.put(DEFAULT, { contactId: idOf('Bo') }, { 'if-match': etag });
    expect(stale.status).to.equal(412);
    expect((await list())[0]?.contactId).to.equal(idOf('Dee'));
  });

  it('says what is wrong in the words of the page, and takes nobody of another client', async () => {
    const select = { contactId: ['Select a billing contact'] };
    const stranger = (await w.db('tblcontacts').where({ userid: 2 }).first('id')).id as number;
    for (const contactId of [stranger, 424242, -1, 'Bo', undefined]) {
      const refused = await client.put(`${DEFAULT}?dryRun=true`, { contactId });
      expect([refused.status, details(refused)], String(contactId)).to.deep.equal([422, select]);
    }
    const again = await client.put(`${DEFAULT}?dryRun=true`, { contactId: idOf('Dee') });
    expect(details(again)).to.deep.equal({
      contactId: ['Dee Okafor is already the billing contact of the default billing account'],
    });
  });

  it('needs its scope, and for the accounts themselves a provider’s key', async () => {
    expect((await reader.get('/billing-accounts')).status).to.equal(200);
    expect((await reader.put(`${DEFAULT}?dryRun=true`, { contactId: idOf('Bo') })).status).to.equal(403);
    const body = { name: 'Sneaky', contactId: 0 };
    for (const refused of [
      await client.post('/billing-accounts', body),
      await client.put(`${DEFAULT}/name`, { name: 'x' }, { 'if-match': '*' }),
      await client.delete(DEFAULT, { 'if-match': '*' }),
    ])
      expect(refused.status).to.equal(403);
    expect(await list()).to.have.length(1);
  });

  it('N3 a provider’s key adds, renames and removes one', async () => {
    const path = '/clients/1/billing-accounts';
    const body = { name: 'EU-01', contactId: idOf('Jonas') };
    const preview = await provider.post(`${path}?dryRun=true`, body);
    expect(preview.status).to.equal(200);
    expect(await list()).to.have.length(1);
    const key = { 'idempotency-key': 'one click' };
    const [added, again] = [await provider.post(path, body, key), await provider.post(path, body, key)];
    expect([added.status, again.status]).to.deep.equal([201, 201]);
    expect(again.body).to.deep.equal(added.body);
    expect(added.body).to.deep.include({ name: 'EU-01', contactId: idOf('Jonas'), isDefault: false });
    expect(added.headers['location']).to.match(/\/clients\/1\/billing-accounts\/\d+$/);
    const one = `${path}/${added.body['id'] as number}`;
    expect(details(await provider.post(path, body))).to.deep.equal({
      name: ['A billing account called EU-01 already exists'],
    });
    const etag = String((await provider.get(one)).headers['etag']);
    const named = await provider.put(`${one}/name`, { name: 'EU-02' }, { 'if-match': etag });
    expect([named.status, named.body['name']]).to.deep.equal([200, 'EU-02']);
    expect((await provider.delete(one, { 'if-match': etag })).status).to.equal(412);
    expect((await provider.delete(one, { 'if-match': '*' })).status).to.equal(200);
    expect((await provider.get(one)).status).to.equal(404);
    expect((await provider.delete(`${path}/default`, { 'if-match': '*' })).status).to.equal(409);
  });

  it('answers another client’s account as a missing one', async () => {
    const stranger = (await w.db('tblcontacts').where({ userid: 2 }).first('id')).id as number;
    const id = await plantAccount(w.db, { clientId: 2, name: 'Other', contactId: stranger });
    expect((await client.get(`/billing-accounts/${id}`)).status).to.equal(404);
    const sent = await client.put(`/billing-accounts/${id}?dryRun=true`, { contactId: idOf('Bo') });
    expect(sent.status).to.equal(404);
  });
});
