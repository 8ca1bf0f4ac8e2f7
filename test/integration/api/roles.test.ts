// Primary roles through the API: R2–R5.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('The API, primary roles', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const holders = async () =>
    (
      (await client.get('/primary-roles')).body['primaryRoles'] as {
        role: string;
        contactId: number;
        chosen: boolean;
      }[]
    ).map(({ role, contactId, chosen }) => `${role} ${contactId} ${chosen}`);

  it('R2 lists four roles, the owner standing in', async () => {
    expect(await holders()).to.deep.equal([
      'GENERAL 0 false',
      'TECHNICAL 0 false',
      'BILLING 0 false',
      'SECURITY 0 false',
    ]);
  });

  it('R4 previews with dryRun, writes nothing, and then does exactly that', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_primary');
    const preview = await client.put('/primary-roles/BILLING?dryRun=true', { contactId: 1 });
    expect(preview.status).to.equal(200);
    expect(await fingerprint(w.db, 'mod_liaison_primary')).to.deep.equal(before);
    expect(preview.body['added']).to.deep.equal([
      { contactId: 1, name: 'Bo Chen', what: 'role', role: 'BILLING' },
      { contactId: 1, name: 'Bo Chen', what: 'type', role: 'BILLING' },
    ]);
    expect(preview.body['removed']).to.deep.equal([
      { contactId: 0, name: 'Ann Lee', what: 'role', role: 'BILLING' },
    ]);
    expect((await client.put('/primary-roles/BILLING', { contactId: 1 })).status).to.equal(428);
    const etag = String((await client.get('/primary-roles')).headers['etag']);
    const done = await client.put('/primary-roles/BILLING', { contactId: 1 }, { 'if-match': etag });
    expect(done.status).to.equal(200);
    expect(done.body).to.deep.equal(preview.body);
    expect(await holders()).to.include('BILLING 1 true');
  });

  it('R4 refuses a promote on what has changed since: 412', async () => {
    const etag = String((await client.get('/primary-roles/security')).headers['etag']);
    await client.put('/primary-roles/SECURITY', { contactId: 3 }, { 'if-match': etag });
    const stale = await client.put('/primary-roles/SECURITY', { contactId: 4 }, { 'if-match': etag });
    expect(stale.status).to.equal(412);
    expect(await holders()).to.include('SECURITY 3 true');
  });

  it('R3 keeps the type while the role is held', async () => {
    const { status, body } = await client.patch('/contacts/1', { types: [] }, { 'if-match': '*' });
    expect(status).to.equal(200);
    expect(body['types']).to.deep.equal(['billing']);
  });

  it('says what is wrong in the words of the page', async () => {
    const again = await client.put('/primary-roles/BILLING?dryRun=true', { contactId: 1 });
    expect(again.status).to.equal(422);
    expect(again.body['errorDetails']).to.deep.equal({ role: ['Bo Chen is already Primary Billing'] });
    const none = await client.put('/primary-roles/BILLING?dryRun=true', {});
    expect(none.body['errorDetails']).to.deep.equal({ contactId: ['Select a contact'] });
    expect((await client.put('/primary-roles/KING?dryRun=true', { contactId: 1 })).status).to.equal(404);
    expect((await client.put('/primary-roles/BILLING?dryRun=true', { contactId: 424242 })).status).to.equal(
      404,
    );
  });
});
