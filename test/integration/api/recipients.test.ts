// Who would get a notice, and whether notices arrive, through the API: N1, N3–N6.
import { expect } from 'chai';
import { KnexMarketStore } from '../../../module/markets/store.js';
import { apiClient } from '../../support/api-client.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { world } from '../../support/fixture.js';
import { plantBlocked, plantTypes } from '../notices/planted.js';

interface Person {
  contactId: number | null;
  name: string;
  email: string;
  because: { code: string; text: string }[];
}

describe('The API, recipients and coverage', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  const people = (body: Record<string, unknown>, list = 'recipients'): string[] =>
    (body[list] as Person[]).map(
      ({ name, because }) => `${name}: ${because.map(({ code }) => code).join(' ')}`,
    );
  const ask = (path: string) => client.get(`/notices/${path}`);

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
    await plantTypes(w.db, 1, idOf('Bo'), ['security']);
    await plantTypes(w.db, 1, idOf('Emre'), ['security']);
    await plantBlocked(w.db, 1, idOf('Emre'));
  });

  it('N1 N5 says who gets it, who does not, and why', async () => {
    const { status, body } = await ask('security-abuse/recipients');
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      _metadata: { limit: 25, offset: 0, totalCount: 1 },
      recipients: [
        {
          contactId: idOf('Bo'),
          name: 'Bo Chen',
          email: 'bo@corp.example',
          because: [{ code: 'type', text: 'Has the Security type.' }],
          expectedToAct: false,
          standsIn: false,
          confirmed: false,
          onOwnServer: false,
        },
      ],
      notice: 'security-abuse',
      billingAccount: null,
      market: null,
      coverage: 'thin',
      fallback: null,
      notSent: [
        {
          contactId: idOf('Emre'),
          name: 'Emre Yılmaz',
          email: 'emre@corp.example',
          because: [{ code: 'blocked', text: 'The address is blocked.' }],
        },
      ],
      notSentTotal: 1,
    });
  });

  it('N1 names the fallback that was used', async () => {
    const { body } = await ask('access-issues/recipients');
    expect([body['fallback'], body['coverage'], people(body)]).to.deep.equal([
      'owner',
      'standIn',
      ['Ann Lee: fallbackOwner'],
    ]);
  });

  it('N3 a billing contact hears only about its own account, also by a service of it', async () => {
    const serviceIds = (await w.db('tblhosting').where({ userid: 1 }).orderBy('id').pluck('id')) as number[];
    const own = { clientId: 1, name: 'EU-01', contactId: idOf('Jonas'), serviceIds: serviceIds.slice(0, 1) };
    const accountId = await plantAccount(w.db, own);
    const standard = (await ask('invoices-renewals/recipients?billingAccount=0')).body;
    expect(people(standard, 'notSent')).to.deep.equal(['Jonas Lindqvist: otherBillingAccount']);
    for (const query of [`billingAccount=${accountId}`, `service=${serviceIds[0]}`]) {
      const { body } = await ask(`invoices-renewals/recipients?${query}`);
      expect(body['billingAccount'], query).to.equal(accountId);
      expect(people(body), query).to.include('Jonas Lindqvist: billingContact');
    }
  });

  it('N4 the request alias of that market, else the default', async () => {
    const markets = new KnexMarketStore();
    const marketId = await markets.insert({ code: 'AMS', name: 'Amsterdam', isOpen: true }, w.db);
    await w.db('mod_liaison_request_aliases').insert({
      client_id: 1,
      market_id: marketId,
      contact_id: idOf('Bo'),
      since: '2026-11-01 09:00:00',
    });
    expect(people((await ask('marketplace-requests/recipients?market=AMS')).body)).to.deep.equal([
      'Bo Chen: requestAlias',
    ]);
    const standard = (await ask('marketplace-requests/recipients')).body;
    expect(people(standard)).to.deep.equal(['Ann Lee: aliasStandIn']);
    expect(people(standard, 'notSent')).to.deep.equal(['Bo Chen: otherMarket']);
  });

  it('N6 says of each notice whether it arrives, the worst first', async () => {
    const { status, body } = await client.get('/coverage');
    expect(status).to.equal(200);
    const all = body['coverage'] as { notice: string; coverage: string; reached: boolean; text: string }[];
    expect(body['_metadata']).to.deep.equal({ limit: 11, offset: 0, totalCount: 11 });
    expect(body['reached']).to.equal(all.filter(({ reached }) => reached).length);
    expect(all[0]?.coverage).to.equal('standIn');
    expect(all.find(({ notice }) => notice === 'security-abuse')).to.deep.equal({
      notice: 'security-abuse',
      name: 'Security and abuse',
      coverage: 'thin',
      reached: true,
      text: 'Only Bo Chen was chosen, at an address that is not confirmed yet.',
      recipients: 1,
      billingAccount: null,
      market: null,
    });
  });

  it('does not know notices, accounts, markets and services that are not there, or another client’s', async () => {
    for (const key of ['letters-by-post', 'customer-provisioning'])
      expect((await ask(`${key}/recipients`)).status, key).to.equal(404);
    const foreignAccount = await plantAccount(w.db, { clientId: 2, name: 'Other', contactId: 0 });
    const foreignService = (await w.db('tblhosting').where({ userid: 2 }).first('id')).id as number;
    const wrong: [string, string][] = [
      ['billingAccount', '999999'],
      ['billingAccount', String(foreignAccount)],
      ['market', 'XXX'],
      ['service', '999999'],
      ['service', String(foreignService)],
    ];
    for (const [field, value] of wrong) {
      const { status, body } = await ask(`invoices-renewals/recipients?${field}=${value}`);
      expect([status, Object.keys(body['errorDetails'] as object)], field).to.deep.equal([422, [field]]);
    }
    expect((await ask('invoices-renewals/recipients?limit=0')).status).to.equal(400);
    expect((await ask('invoices-renewals/recipients?king=1')).status).to.equal(400);
  });

  it('pages with limit and offset', async () => {
    const ofClient2 = (await w.db('tblcontacts').where({ userid: 2 }).limit(30).pluck('id')) as number[];
    for (const id of ofClient2) await plantTypes(w.db, 2, id, ['security']);
    const other = apiClient(() => w, { clientId: 2 });
    const first = (await other.get('/notices/security-abuse/recipients?limit=20')).body;
    const second = (await other.get('/notices/security-abuse/recipients?limit=20&offset=20')).body;
    expect(second['_metadata']).to.deep.equal({ limit: 20, offset: 20, totalCount: 30 });
    expect(new Set([...people(first), ...people(second)])).to.have.property('size', 30);
  });

  it('needs the scope, and reaches a client by a provider’s key', async () => {
    const without = apiClient(() => w, { clientId: 1, scopes: ['contacts:read'] });
    for (const path of ['/coverage', '/notices/security-abuse/recipients'])
      expect((await without.get(path)).status, path).to.equal(403);
    const provider = apiClient(() => w, { clientId: null });
    expect((await provider.get('/clients/1/coverage')).body).to.deep.equal(
      (await client.get('/coverage')).body,
    );
    expect((await provider.get('/clients/999999/coverage')).status).to.equal(404);
  });
});
