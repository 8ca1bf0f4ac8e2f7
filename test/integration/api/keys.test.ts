// Keys at the door of the API: what they may, and that they end at once (P6, H3, H15).
import { expect } from 'chai';
import request from 'supertest';
import { SCOPES, type Scope } from '../../../module/api-keys/api-key.js';
import { KnexApiKeyStore } from '../../../module/api-keys/store.js';
import { apiClient, makeKey } from '../../support/api-client.js';
import { loginOf } from '../../support/app.js';
import { world } from '../../support/fixture.js';

describe('A key of the API', () => {
  const w = world();
  const get = async (key: string, path = '/contacts?limit=1') =>
    (await request(w.express).get(`/api/v1${path}`).set('authorization', `Bearer ${key}`)).status;
  const keyId = async (): Promise<number> =>
    ((await w.db('mod_liaison_api_keys').max({ id: 'id' }).first()) as { id: number }).id;

  it('is asked for on every endpoint that is not documentation', async () => {
    const routes = w.built.registry.routes.filter(({ access }) => 'key' in access);
    expect(routes.length).to.be.greaterThan(15);
    for (const { method, path } of routes) {
      const url = path.replace(/:clientId/, '1').replace(/:\w+/g, '1');
      const name = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
      const none = await request(w.express)[name](url);
      expect(none.status, `${method} ${path}`).to.equal(401);
      expect(none.headers['www-authenticate']).to.equal('Bearer');
      expect(none.headers['set-cookie'], path).to.equal(undefined);
    }
  });

  it('is taken from either header, and nothing else is', async () => {
    const key = await makeKey(w, { clientId: 1 });
    const sent = (headers: Record<string, string>, path = '/api/v1/countries') =>
      request(w.express).get(path).set(headers);
    expect((await sent({ 'x-api-key': key })).status).to.equal(200);
    expect((await sent({ authorization: `bearer ${key}` })).status).to.equal(200);
    expect((await sent({ authorization: `Basic ${key}` })).status).to.equal(401);
    expect((await sent({}, `/api/v1/countries?key=${key}`)).status).to.equal(401);
    expect((await sent({ 'x-api-key': `${key}x` })).status).to.equal(401);
    expect((await sent({ 'x-api-key': '0' })).status).to.equal(401);
    expect((await w.ann.get('/api/v1/contacts')).status).to.equal(401);
    const page = await request(w.express).get('/client/contacts').set('authorization', `Bearer ${key}`);
    expect(page.status).to.equal(401);
  });

  it('may what its scopes say: every scope against every endpoint', async () => {
    const cells = w.built.registry.routes.flatMap(({ method, path, access }) =>
      'key' in access && !path.includes('/clients')
        ? [{ method, path, wanted: access.key, ofProvider: access.permission === 'staff' }]
        : [],
    );
    let looked = 0;
    for (const scope of SCOPES) {
      const key = await makeKey(w, { clientId: 1, scopes: [scope] });
      for (const { method, path, wanted, ofProvider } of cells) {
        const name = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
        const url = path.replace(':contactId', '99999').replace(':role', 'KING');
        const agent = request(w.express);
        const { status } = await agent[name](url)
          .set('authorization', `Bearer ${key}`)
          .send(method === 'GET' ? undefined : {});
        if (ofProvider) {
          // Whatever its scopes: what is the provider's is not a client's key's to do.
          expect(status, `${scope} on ${method} ${path}`).to.be.oneOf([403, 404]);
          continue;
        }
        const allowed = wanted === 'any' || wanted === scope || wanted === scope.replace(':write', ':read');
        expect(status === 403, `${scope} on ${method} ${path}: ${status}`).to.equal(!allowed);
        looked += 1;
      }
    }
    expect(looked).to.be.greaterThan(50);
  });

  it('P6 ends on the very next request: revoked, past its end, or its maker gone', async () => {
    const store = new KnexApiKeyStore(w.clock);
    const revoked = await makeKey(w, { clientId: 1 });
    expect(await get(revoked)).to.equal(200);
    expect(await store.revoke(1, await keyId(), w.db)).to.equal(true);
    expect(await get(revoked)).to.equal(401);

    const ending = await makeKey(w, { clientId: 1, endsAt: new Date(w.clock.now().getTime() + 60_000) });
    expect(await get(ending)).to.equal(200);
    w.clock.advance(61);
    expect(await get(ending)).to.equal(401);

    const cy = loginOf(w.cast.managesContacts) as {
      kind: 'login';
      clientId: number;
      userId: number;
      contactId: null;
    };
    const cys = await makeKey(w, { clientId: 1, maker: cy });
    expect(await get(cys)).to.equal(200);
    const link = () => w.db('tblusers_clients').where({ auth_user_id: cy.userId, client_id: 1 });
    const { permissions } = (await link().first('permissions')) as { permissions: string };
    await link().update({ permissions: '' });
    expect(await get(cys)).to.equal(403);
    await link().update({ permissions });
    expect(await get(cys)).to.equal(200);
    await w
      .db('tblusers_clients')
      .where({ auth_user_id: cy.userId, client_id: 1 })
      .update({ client_id: 777 });
    expect(await get(cys)).to.equal(401);
    await w
      .db('tblusers_clients')
      .where({ auth_user_id: cy.userId, client_id: 777 })
      .update({ client_id: 1 });
  });

  it('never does more than its maker may', async () => {
    const bo = loginOf(w.cast.fewPermissions) as {
      kind: 'login';
      clientId: number;
      userId: number;
      contactId: null;
    };
    const key = await makeKey(w, { clientId: 1, maker: bo });
    const answer = await request(w.express).get('/api/v1/contacts').set('x-api-key', key);
    expect(answer.status).to.equal(403);
    expect((answer.body as { errorDetails: object }).errorDetails).to.deep.include({
      permission: ['contacts.manage'],
    });
  });

  it('K1 made by staff for a client is bound like the client; the provider’s own is not', async () => {
    const staff = { kind: 'staff', staffId: w.cast.staff.staffId } as const;
    const clients = apiClient(() => w, { clientId: 1, maker: staff });
    const locked = await clients.patch('/contacts/0', { companyName: 'Other BV' }, { 'if-match': '*' });
    expect(locked.status).to.equal(422);
    expect(locked.body['errorDetails']).to.deep.equal({
      companyName: ['Company name is locked. Ask us to change it'],
    });
    const providers = apiClient(() => w, { clientId: null });
    const free = await providers.patch(
      '/clients/1/contacts/0',
      { companyName: 'Example BV ' },
      { 'if-match': '*' },
    );
    expect(free.status).to.equal(200);
    expect((await providers.get('/contacts')).status).to.equal(400);
    expect((await providers.get('/clients?q=Example BV')).body['_metadata']).to.include({ totalCount: 1 });
    expect((await providers.get('/clients/424242/contacts')).status).to.equal(404);
  });

  it('is counted, also its guesses: 429 with Retry-After', async () => {
    for (let i = 0; i < 40; i += 1)
      await request(w.express)
        .get('/api/v1/countries')
        .set('x-api-key', `lsn_${'x'.repeat(43)}`);
    const refused = await request(w.express).get('/api/v1/countries');
    expect(refused.status).to.equal(429);
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 60);
    await w.db('mod_liaison_rate_limits').delete();
    const rows = (await w.db('mod_liaison_api_keys').select('scopes')) as { scopes: string }[];
    expect(rows.length).to.be.greaterThan(5);
    expect(
      rows.flatMap(({ scopes }) => JSON.parse(scopes) as Scope[]).every((scope) => SCOPES.includes(scope)),
    ).to.equal(true);
  });
});
