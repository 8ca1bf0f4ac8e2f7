// Sub-accounts through the API: A1–A6, P1–P8.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('The API, sub-accounts', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const other = apiClient(() => w, { clientId: 2 });
  const provider = apiClient(() => w, { clientId: null });
  const state = async (id: number) => {
    const { permissions: _p, ...rest } = (await client.get(`/contacts/${id}/access`)).body;
    return rest;
  };
  let dee: number;

  before(async () => {
    const { body } = await client.post('/contacts', {
      kind: 'person',
      firstName: 'Dora',
      lastName: 'Vos',
      email: 'dora@corp.example',
    });
    dee = body['id'] as number;
  });

  it('U5 a new contact may do nothing', async () => {
    const { status, body } = await client.get(`/contacts/${dee}/access`);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      permissions: [],
      departments: { mode: 'all' },
      services: { mode: 'none' },
      domains: { mode: 'none' },
      expiresAt: null,
    });
  });

  it('A1 invites with an access; P4 what is left out stays as it is', async () => {
    const access = {
      permissions: ['billing.invoices', 'support.view'],
      departments: { mode: 'except', ids: [1] },
    };
    const invited = await client.post(`/contacts/${dee}/sub-account/invite`, { access });
    expect(invited.body).to.deep.equal({ state: 'invited' });
    const path = `/contacts/${dee}/access`;
    expect((await client.put(path, { permissions: ['support.view'] })).status).to.equal(428);
    const preview = await client.put(`${path}?dryRun=true`, { permissions: ['support.view'] });
    expect(preview.body).to.deep.equal({
      added: [],
      removed: [{ kind: 'removed', what: 'permission', permission: 'billing.invoices' }],
    });
    const changed = await client.put(path, { permissions: ['support.view'] }, { 'if-match': '*' });
    expect(changed.body).to.deep.include({
      permissions: ['support.view'],
      departments: { mode: 'except', ids: [1] },
    });
    expect((await client.put(path, {}, { 'if-match': '"old"' })).status).to.equal(412);
  });

  it('says why, in P5’s order', async () => {
    const invited = await client.get(`/contacts/${dee}/can?permission=support.view`);
    expect(invited.body['allowed']).to.equal(false);
    expect((invited.body['reasons'] as { code: string }[])[0]?.code).to.equal('login.invited');
    const owner = await client.get('/contacts/0/can?permission=billing.funds');
    expect(owner.body).to.deep.include({ allowed: true });
    expect((await client.get(`/contacts/${dee}/can?permission=fly`)).status).to.equal(400);
    expect((await client.get(`/contacts/${dee}/can?service=99999999&function=view`)).status).to.equal(404);
  });

  it('P4 gives nobody what its maker does not hold, and widens nothing', async () => {
    const cy = {
      kind: 'login',
      clientId: 1,
      userId: w.cast.managesContacts.userId,
      contactId: null,
    } as const;
    const narrow = apiClient(() => w, { clientId: 1, maker: cy });
    const before = await fingerprint(w.db, 'mod_liaison_sub');
    const path = `/contacts/${dee}/access`;
    const refused = await narrow.put(path, { permissions: ['billing.funds'] }, { 'if-match': '*' });
    expect(refused.status).to.equal(403);
    expect((refused.body['errorDetails'] as { reasons: string[] }).reasons).to.deep.equal([
      'You cannot give Add funds because you do not have it',
    ]);
    const all = { services: { mode: 'all', functions: ['cancel'] } };
    expect((await narrow.put(path, all, { 'if-match': '*' })).status).to.equal(403);
    // Everybody who manages contacts opens doors for others: that takes a password, which a key does not have.
    const manager = await client.put(path, { permissions: ['contacts.manage'] }, { 'if-match': '*' });
    expect(manager.status).to.equal(403);
    expect(manager.body['errorMessage']).to.equal('Giving this needs your password');
    expect(await fingerprint(w.db, 'mod_liaison_sub')).to.deep.equal(before);
  });

  it('refuses what is not the client’s own', async () => {
    const path = `/contacts/${dee}/access`;
    const foreign = (await w.db('tblhosting').where({ userid: 2 }).first('id')) as { id: number };
    const grants = [{ id: foreign.id, functions: ['view'] }];
    const services = await client.put(path, { services: { mode: 'only', grants } }, { 'if-match': '*' });
    expect(services.body['errorDetails']).to.deep.equal({ services: ['Choose services of your company'] });
    const departments = { mode: 'except', ids: [4242] };
    expect((await client.put(path, { departments }, { 'if-match': '*' })).status).to.equal(422);
    const past = await client.put(path, { expiresAt: '2020-01-01T00:00:00Z' }, { 'if-match': '*' });
    expect(past.body['errorDetails']).to.deep.equal({
      expiresAt: ['Access must end on a date in the future'],
    });
    expect((await other.get(path)).status).to.equal(404);
    expect((await other.post(`/contacts/${dee}/sub-account/end`, {})).status).to.equal(404);
  });

  it('A1 walks every state; A6 not for mailboxes; the owner has none', async () => {
    const act = async (name: string) =>
      (await client.post(`/contacts/${dee}/sub-account/${name}`, {})).status;
    expect(await act('suspend')).to.equal(409);
    expect(await act('resume')).to.equal(409);
    expect(await act('end')).to.equal(200);
    expect(await act('end')).to.equal(409);
    expect(
      (await client.get(`/contacts/${dee}/can?permission=support.view`)).body['reasons'],
    ).to.deep.include({
      code: 'login.ended',
      text: 'The sub-account has ended.',
    });
    const mailbox = (await w.db('tblcontacts').where({ email: 'netops@corp.example' }).first('id')) as {
      id: number;
    };
    const row = { client_id: 1, contact_id: mailbox.id, kind: 'mailbox', note: '' };
    await w.db('mod_liaison_contacts').insert(row);
    const refused = await client.post(`/contacts/${mailbox.id}/sub-account/invite`, {});
    expect(refused.body['errorMessage']).to.equal(
      'A mailbox cannot have a sub-account: several people read it',
    );
    expect((await client.post('/contacts/0/sub-account/end', {})).status).to.equal(409);
    expect(Object.keys(await state(dee))).to.not.include('clientId');
  });

  it('P6 suspending a login of the panel stops its very next request, and resuming lets it go on', async () => {
    const { userId } = w.cast.fewPermissions;
    const link = () => w.db('tblusers_clients').where({ client_id: 1, auth_user_id: userId });
    const user = (await w.db('tblusers').where({ id: userId }).first('email')) as { email: string };
    const bo = (await w.db('tblcontacts').where({ userid: 1, email: user.email }).first('id')) as {
      id: number;
    };
    expect((await w.bo.get('/client/contacts')).status).to.equal(403);
    expect(
      (await client.post(`/contacts/${bo.id}/sub-account/suspend`, { reason: 'Holiday' })).body,
    ).to.deep.equal({ state: 'suspended' });
    expect((await w.bo.get('/client/contacts')).status).to.equal(401);
    expect(await link()).to.have.length(0);
    expect((await client.post(`/contacts/${bo.id}/sub-account/resume`, {})).body).to.deep.equal({
      state: 'active',
    });
    expect(await link()).to.have.length(1);
    const again = await w.visitor({ kind: 'login', clientId: 1, userId, contactId: null });
    expect((await again.get('/client/contacts')).status).to.equal(403);
    // Rights given here work at once, and the panel's own row follows (P7).
    await provider.put(
      `/clients/1/contacts/${bo.id}/access`,
      { permissions: ['contacts.manage'] },
      { 'if-match': '*' },
    );
    expect((await again.get('/client/contacts')).status).to.equal(200);
    const row = (await link().first('permissions')) as { permissions: string };
    expect(row.permissions).to.contain('contacts');
  });
});
