// Request aliases through the Customer Account API (N4).
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { plantMarkets } from '../../support/markets.js';

const PATH = '/request-aliases';

describe('The API, request aliases', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const list = async () => (await client.get(PATH)).body['requestAliases'] as Record<string, unknown>[];
  const etagOf = async (market: string): Promise<string> =>
    String((await client.get(`${PATH}/${market}`)).headers['etag']);
  const seen = async (market: string) => ({ 'if-match': await etagOf(market) });
  const ann = { contactId: 0, name: 'Ann Lee' };
  const bo = { contactId: 1, name: 'Bo Chen' };

  it('N4 has none where the provider has no markets', async () => {
    expect(await list()).to.deep.equal([]);
    expect((await client.get(`${PATH}/default`)).status).to.equal(404);
    expect((await client.put(`${PATH}/default?dryRun=true`, { contactId: 1 })).status).to.equal(404);
    await plantMarkets(w.db);
  });

  it('N4 lists the default first, then each open market, with who gets the requests', async () => {
    const nobody = { contact: ann, chosen: false, open: true, since: null };
    expect(await list()).to.deep.equal([
      { market: 'default', name: '', ...nobody },
      { market: 'AMS', name: 'Amsterdam', ...nobody },
      { market: 'FRA', name: 'Frankfurt', ...nobody },
    ]);
    const { body } = await client.get(`${PATH}?limit=1&offset=1`);
    expect(body['_metadata']).to.deep.equal({ limit: 1, offset: 1, totalCount: 3 });
    expect((body['requestAliases'] as object[])[0]).to.include({ market: 'AMS' });
    expect((await client.get(`${PATH}/LON`)).status).to.equal(404);
  });

  it('U2 says with dryRun who gets what, writes nothing, and then does exactly that', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_request');
    const preview = await client.put(`${PATH}/ams?dryRun=true`, { contactId: 1 });
    expect(preview.status).to.equal(200);
    expect(preview.body).to.include({ market: 'AMS' });
    expect([preview.body['before'], preview.body['after']]).to.deep.equal([ann, bo]);
    const [change] = preview.body['recipients'] as Record<string, unknown>[];
    expect(change).to.include({ notice: 'marketplace-requests', market: 'AMS', falls: false });
    expect(await fingerprint(w.db, 'mod_liaison_request')).to.deep.equal(before);

    expect((await client.put(`${PATH}/AMS`, { contactId: 1 })).status).to.equal(428);
    const old = await seen('AMS');
    const done = await client.put(`${PATH}/AMS`, { contactId: 1 }, old);
    expect(done.status).to.equal(200);
    expect(done.body).to.deep.equal(preview.body);
    expect(done.headers['etag']).to.equal(await etagOf('AMS'));
    expect((await list())[1]).to.deep.include({ contact: bo, chosen: true });
    expect((await client.put(`${PATH}/AMS`, { contactId: 3 }, old)).status).to.equal(412);
    expect((await list())[1]).to.deep.include({ contact: bo });
  });

  it('S2 N4 points the default to somebody else, and never deletes it', async () => {
    const refused = await client.delete(`${PATH}/default`, await seen('default'));
    expect(refused.status).to.equal(409);
    expect(refused.body['errorMessage']).to.equal(
      'The default alias always exists. You can send it to someone else',
    );
    const done = await client.put(`${PATH}/default`, { contactId: 3 }, await seen('default'));
    expect(done.status).to.equal(200);
    expect((await client.delete(`${PATH}/default?dryRun=true`)).status).to.equal(409);
    expect((await list())[0]).to.deep.include({ market: 'default', chosen: true });
  });

  it('N4 takes a market’s own away: its requests go to the default', async () => {
    const dry = await client.delete(`${PATH}/AMS?dryRun=true`);
    expect(dry.status).to.equal(200);
    expect(dry.body['before']).to.deep.equal(bo);
    expect((await client.delete(`${PATH}/AMS`)).status).to.equal(428);
    const done = await client.delete(`${PATH}/AMS`, await seen('AMS'));
    expect(done.body).to.deep.equal(dry.body);
    expect((await list())[1]).to.include({ market: 'AMS', chosen: false });
    expect((await client.delete(`${PATH}/AMS`, await seen('AMS'))).status).to.equal(404);
  });

  it('says what is wrong in the words of the page', async () => {
    const dry = (body: object) => client.put(`${PATH}/FRA?dryRun=true`, body);
    for (const body of [{}, { contactId: 'one' }, { contactId: 424_242 }]) {
      const { status, body: answer } = await dry(body);
      expect(status).to.equal(422);
      expect(answer['errorDetails']).to.deep.equal({ contactId: ['Select a contact'] });
    }
    const stranger = await w.db('tblcontacts').where({ userid: 2 }).first('id');
    expect((await dry({ contactId: stranger.id })).status).to.equal(422);
    expect((await client.put(`${PATH}/LON?dryRun=true`, { contactId: 1 })).status).to.equal(404);
    expect((await dry({ contactId: 1, market: 'AMS' })).status).to.equal(422);
  });

  it('asks for billing:read and billing:write', async () => {
    const reads = apiClient(() => w, { clientId: 1, scopes: ['billing:read'] });
    const other = apiClient(() => w, { clientId: 1, scopes: ['contacts:write', 'notices:write'] });
    expect((await reads.get(PATH)).status).to.equal(200);
    expect((await reads.put(`${PATH}/FRA?dryRun=true`, { contactId: 1 })).status).to.equal(403);
    expect((await reads.delete(`${PATH}/FRA?dryRun=true`)).status).to.equal(403);
    expect((await other.get(PATH)).status).to.equal(403);
  });

  it('a provider’s key names the client, and its log says which key', async () => {
    const provider = apiClient(() => w, { clientId: null });
    const path = `/clients/1${PATH}/FRA`;
    const etag = String((await provider.get(path)).headers['etag']);
    expect((await provider.put(path, { contactId: 1 }, { 'if-match': etag })).status).to.equal(200);
    const line = await w.db('mod_liaison_audit').where({ action: 'alias.changed' }).orderBy('id', 'desc').first(); // prettier-ignore
    expect([line.client_id, line.actor_kind]).to.deep.equal([1, 'provider-key']);
  });
});
