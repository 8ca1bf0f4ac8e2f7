// The Customer Account API over HTTP: the same rules and the same words as the pages.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { summaryOf } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('The API, contacts', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const other = apiClient(() => w, { clientId: 2 });

  interface Contact {
    id: number;
    email: string;
    types: string[];
    primaryRoles: string[];
    phone: unknown;
    version: string;
  }

  it('lists with its place in the whole, by page and by filter', async () => {
    const first = await client.get('/contacts?limit=2');
    expect(first.status).to.equal(200);
    expect(first.body['_metadata']).to.include({ limit: 2, offset: 0 });
    const contacts = first.body['contacts'] as Contact[];
    expect(contacts).to.have.length(2);
    expect(contacts[0]).to.include({ id: 0, kind: 'owner', firstName: 'Ann', lastName: 'Lee' });
    const next = await client.get('/contacts?limit=2&offset=2');
    expect((next.body['contacts'] as Contact[]).map(({ id }) => id)).to.not.include(contacts[1]?.id);
    const found = await client.get('/contacts?q=netops');
    expect((found.body['contacts'] as Contact[]).map(({ email }) => email)).to.deep.equal([
      'netops@corp.example',
    ]);
    const total = (await client.get('/contacts?limit=100')).body as {
      contacts: unknown[];
      _metadata: { totalCount: number };
    };
    expect(total['_metadata']).to.deep.include({ totalCount: total.contacts.length });
  });

  it('R2 filters by primary role, in any case, the stand-in included', async () => {
    for (const role of ['BILLING', 'billing', 'Billing']) {
      const { body } = await client.get(`/contacts?primaryRoles=${role}`);
      expect((body['contacts'] as Contact[]).map(({ id }) => id)).to.deep.equal([0]);
    }
    const unknown = await client.get('/contacts?primaryRoles=KING');
    expect(unknown.status).to.equal(400);
    expect(unknown.body).to.include({ errorCode: 'malformed' });
    expect((await client.get('/contacts?limit=101')).status).to.equal(400);
    expect((await client.get('/contacts?limit=0')).status).to.equal(400);
    expect((await client.get('/contacts?sort[]=x')).status).to.equal(400);
    expect((await client.get('/contacts?colour=red')).status).to.equal(400);
  });

  const nora = {
    kind: 'person',
    firstName: 'Nora',
    lastName: 'Bakker',
    email: 'nora@corp.example',
    phone: { countryCode: 'NL', number: '06 82212341' },
    types: ['technical'],
  };
  let made: Contact;

  it('adds a contact once per Idempotency-Key, and refuses the key for another', async () => {
    const answers = [];
    for (let i = 0; i < 3; i += 1)
      answers.push(await client.post('/contacts', nora, { 'idempotency-key': 'k1' }));
    expect(answers.map(({ status }) => status)).to.deep.equal([201, 201, 201]);
    made = answers[0]?.body as unknown as Contact;
    expect(answers[1]?.body).to.deep.equal(made);
    expect(answers[0]?.headers['location']).to.equal(`/api/v1/contacts/${made.id}`);
    expect(made.phone).to.deep.equal({ countryCode: 'NL', dialCode: '+31', number: '682212341' });
    expect(made.types).to.deep.equal(['technical']);
    const rows: unknown[] = await w.db('tblcontacts').where({ email: 'nora@corp.example' });
    expect(rows).to.have.length(1);
    const reused = await client.post(
      '/contacts',
      { ...nora, email: 'n@corp.example' },
      { 'idempotency-key': 'k1' },
    );
    expect(reused.status).to.equal(409);
    const audit = (await w.db('mod_liaison_audit').where({ action: 'contact.added' }).first()) as Record<
      string,
      string
    >;
    expect(audit).to.include({ actor_kind: 'key', actor_name: 'Test' });
  });

  it('D3 carries an ETag and wants it back: 428 without, 412 when stale', async () => {
    const path = `/contacts/${made.id}`;
    const read = await client.get(path);
    expect(read.headers['etag']).to.equal(`"${made.version}"`);
    const before = await fingerprint(w.db, 'tbl');
    expect((await client.patch(path, { note: 'x' })).status).to.equal(428);
    expect((await client.patch(path, { note: 'x' }, { 'if-match': '"stale"' })).status).to.equal(412);
    expect((await client.patch(path, { note: 'x' }, { 'if-match': `W/"${made.version}"` })).status).to.equal(
      412,
    );
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    const changed = await client.patch(path, { city: 'Utrecht' }, { 'if-match': `"${made.version}"` });
    expect(changed.status).to.equal(200);
    expect(changed.body).to.include({ city: 'Utrecht', email: 'nora@corp.example' });
    expect(changed.headers['etag']).to.not.equal(read.headers['etag']);
    expect(
      (await client.patch(path, { city: 'Breda' }, { 'if-match': String(read.headers['etag']) })).status,
    ).to.equal(412);
    expect((await client.patch(path, { city: 'Breda' }, { 'if-match': '*' })).status).to.equal(200);
    await w.db('tblcontacts').where({ id: made.id }).update({ city: 'Delft' });
    expect(
      (await client.patch(path, { city: 'Ede' }, { 'if-match': String(changed.headers['etag']) })).status,
    ).to.equal(412);
  });

  it('says what would happen and writes nothing with dryRun', async () => {
    const path = `/contacts/${made.id}`;
    const before = [await fingerprint(w.db, 'tbl'), await fingerprint(w.db, 'mod_liaison_contacts')];
    const change = await client.patch(`${path}?dryRun=true`, { city: 'Leiden' });
    expect(change.status).to.equal(200);
    expect(change.body).to.deep.equal({
      changes: { city: { before: 'Delft', after: 'Leiden' } },
      notices: [],
    });
    expect(
      (await client.post('/contacts?dryRun=true', { ...nora, email: 'dry@corp.example' })).status,
    ).to.equal(200);
    expect((await client.delete(`${path}?dryRun=true`)).status).to.equal(200);
    expect((await client.post('/contacts?dryRun=true', nora)).status).to.equal(422);
    expect((await client.post('/contacts?dryRun=perhaps', nora)).status).to.equal(400);
    expect([await fingerprint(w.db, 'tbl'), await fingerprint(w.db, 'mod_liaison_contacts')]).to.deep.equal(
      before,
    );
  });

  it('C3 keeps names after creation', async () => {
    const { status, body } = await client.patch(
      `/contacts/${made.id}`,
      { firstName: 'Nina' },
      { 'if-match': '*' },
    );
    expect(status).to.equal(422);
    expect(body['errorDetails']).to.deep.equal({ firstName: ['Names cannot be changed after creation'] });
  });

  it('gives the same wrong input the same words as the page, all at once', async () => {
    const wrong = {
      kind: 'person',
      firstName: '',
      lastName: '',
      email: 'ann at example.com',
      'phone[countryCode]': 'NL',
      'phone[number]': '+44 20 7946 0000',
    };
    const page = await w.ann.submit('/client/contacts/new', wrong);
    const { status, body } = await client.post('/contacts', {
      kind: 'person',
      firstName: '',
      lastName: '',
      email: 'ann at example.com',
      phone: { countryCode: 'NL', number: '+44 20 7946 0000' },
    });
    expect(status).to.equal(422);
    const said = Object.values(body['errorDetails'] as Record<string, string[]>).flat();
    expect(said).to.have.members(summaryOf(page));
    expect(said.length).to.equal(4);
    const taken = await client.post('/contacts', { ...nora, firstName: 'Nora' });
    expect(taken.body['errorDetails']).to.deep.equal({
      email: ['nora@corp.example already belongs to Nora Bakker'],
    });
  });

  it('says everything at once also when a value has the wrong kind', async () => {
    const { status, body } = await client.post('/contacts', {
      kind: 'person',
      firstName: 7,
      lastName: '',
      email: 0,
      colour: 'red',
    });
    expect(status).to.equal(422);
    expect(body['errorDetails']).to.deep.equal({
      '': ['This form was sent with fields it does not have: colour'],
      firstName: ['Enter one value'],
      email: ['Enter one value'],
      lastName: ['Enter a last name'],
    });
  });

  it('speaks the caller’s language', async () => {
    const { body } = await client.get('/contacts/999999', { 'accept-language': 'nl' });
    expect(body['errorMessage']).to.equal('We konden dat niet vinden. Misschien is het verwijderd');
  });

  it('C7 refuses a delete with every reason, and deletes once it is free', async () => {
    const path = `/contacts/${made.id}`;
    await client.put('/primary-roles/BILLING', { contactId: made.id }, { 'if-match': '*' });
    await client.put('/primary-roles/SECURITY', { contactId: made.id }, { 'if-match': '*' });
    const refused = await client.delete(path, { 'if-match': '*' });
    expect(refused.status).to.equal(409);
    expect((refused.body['errorDetails'] as Record<string, string[]>)['reasons']).to.deep.equal([
      'Nora Bakker is Primary Billing',
      'Nora Bakker is Primary Security',
    ]);
    await client.put('/primary-roles/billing', { contactId: 0 }, { 'if-match': '*' });
    await client.put('/primary-roles/security', { contactId: 0 }, { 'if-match': '*' });
    expect((await client.delete(path)).status).to.equal(428);
    expect((await client.delete(path, { 'if-match': '*' })).status).to.equal(204);
    expect((await client.get(path)).status).to.equal(404);
  });

  it('shows nothing of another client: the same 404 as for what does not exist', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const absent = await client.get('/contacts/99999999');
    const foreign = (await w.db('tblcontacts').where({ userid: 2 }).first('id')) as { id: number };
    for (const path of [
      `/contacts/${foreign.id}`,
      `/clients/2/contacts/${foreign.id}`,
      '/clients/2/contacts',
      '/clients/99999999/contacts',
      '/clients',
    ]) {
      const answer = await client.get(path);
      expect(answer.status, path).to.equal(404);
      expect({ ...answer.body, correlationId: '' }, path).to.deep.equal({
        ...absent.body,
        correlationId: '',
      });
    }
    for (const method of ['patch', 'delete'] as const) {
      const answer = await client[method](
        `/contacts/${foreign.id}`,
        method === 'patch' ? { note: 'x' } : { 'if-match': '*' },
        { 'if-match': '*' },
      );
      expect(answer.status, method).to.equal(404);
    }
    expect(
      (await client.put('/primary-roles/BILLING', { contactId: foreign.id }, { 'if-match': '*' })).status,
    ).to.equal(404);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    expect((await other.get(`/contacts/${foreign.id}`)).status).to.equal(200);
    expect((await client.get('/clients/1/contacts')).status).to.equal(200);
  });
});
