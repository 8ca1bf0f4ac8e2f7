// The company and the log through the API: K1, and the same sentences as on the pages.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('The API, account', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const provider = apiClient(() => w, { clientId: null });
  const path = '/account';

  it('K1 shows the company and names its locked fields', async () => {
    const { status, body, headers } = await client.get(path);
    expect(status).to.equal(200);
    expect(body).to.deep.include({
      name: 'Example BV',
      lockedFields: ['name', 'vatNumber', 'email', 'address.country'],
    });
    expect(headers['etag']).to.equal(`"${String(body['version'])}"`);
    expect((await provider.get('/clients/1/account')).body['lockedFields']).to.deep.equal([]);
  });

  it('K1 refuses a locked field in the words of the page and saves nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const { status, body } = await client.patch(
      path,
      { name: 'Other BV', address: { city: 'Breda' } },
      { 'if-match': '*' },
    );
    expect(status).to.equal(422);
    expect(body['errorDetails']).to.deep.equal({ name: ['Company name is locked. Ask us to change it'] });
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('C6 keeps street and house number apart, and writes the panel’s one line', async () => {
    expect((await client.patch(path, { address: { city: 'Breda' } })).status).to.equal(428);
    const address = { street: 'Plein 1945', houseNumber: '12-a', postalCode: '1011 AB', city: 'Breda' };
    const preview = await client.patch(`${path}?dryRun=true`, { address });
    expect(Object.keys(preview.body['changes'] as object)).to.include.members(['street', 'houseNumber']);
    const saved = await client.patch(path, { address }, { 'if-match': '*' });
    expect(saved.status).to.equal(200);
    expect(saved.body['address']).to.deep.include(address);
    const row = (await w.db('tblclients').where({ id: 1 }).first('address1')) as { address1: string };
    expect(row.address1).to.equal('Plein 1945 12-a');
    const empty = await client.patch(path, { address: { street: '', houseNumber: '' } }, { 'if-match': '*' });
    expect(empty.body['errorDetails']).to.deep.equal({
      'address.street': ['Enter a street'],
      'address.houseNumber': ['Enter a house number'],
    });
    const state = await client.patch(path, { address: { stateCode: 'TX' } }, { 'if-match': '*' });
    expect(state.body['errorDetails']).to.deep.equal({
      'address.stateCode': ['State is only used for United States. Remove it or change the country'],
    });
  });

  it('tells in the log who did it, and shows a client nobody of the provider by name', async () => {
    await provider.patch('/clients/1/account', { name: 'Example B.V.' }, { 'if-match': '*' });
    const { body } = await client.get('/activity?limit=2');
    const lines = body['activity'] as {
      text: string;
      who: string;
      changes: { label: string; after: string }[];
    }[];
    expect(lines.map(({ who }) => who)).to.deep.equal(['Staff', 'API key Test']);
    expect(lines[0]?.changes).to.deep.include({
      label: 'Company name',
      before: 'Example BV',
      after: 'Example B.V.',
    });
    expect((await client.get('/activity?from=2026-02-30')).body['errorDetails']).to.deep.equal({
      from: ['Enter a day like 2026-11-30'],
    });
    expect((await client.get('/activity?from=2030-01-01')).body['activity']).to.deep.equal([]);
  });
});
