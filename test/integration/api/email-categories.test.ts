// Email preferences in the API (N2): on their own, and beside the contact. The same rules and words as in the form.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

interface Preference {
  on: boolean;
  state: string;
  types: string[];
  requiredFor: string[];
  since: string | null;
}
type Preferences = Record<string, Preference>;

const CATEGORIES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'];
const toTheSecond = (moment: Date): string => moment.toISOString().replace(/\.\d+Z$/, '.000Z');
const ANY = { 'if-match': '*' };

describe('N2 The API, email categories', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const reader = apiClient(() => w, { clientId: 1, scopes: ['notices:read', 'contacts:read'] });
  const stranger = apiClient(() => w, { clientId: 2 });
  const NETOPS = '/contacts/3/email-categories';
  const flags = async (id: number): Promise<string[]> => {
    const row = (await w.db('tblcontacts').where({ id }).first()) as Record<string, number>;
    return CATEGORIES.filter((category) => Number(row[`${category}emails`]) === 1);
  };

  it('are read with their states, what the panel says included', async () => {
    const { status, headers, body } = await reader.get(NETOPS);
    expect(status).to.equal(200);
    expect(headers['etag']).to.match(/^"[\w-]+"$/);
    expect(Object.keys(body)).to.deep.equal(CATEGORIES);
    const preferences = body as unknown as Preferences;
    expect(preferences['product']).to.deep.equal({
      on: true,
      state: 'onByHand',
      types: [],
      requiredFor: [],
      since: null,
    });
    expect(preferences['invoice']).to.include({ on: false, state: 'off' });
    const owner = (await reader.get('/contacts/owner/email-categories')).body as unknown as Preferences;
    expect(owner['general']).to.include({ on: true, state: 'byDefault' });
  });

  it('are part of the contact, and of its version', async () => {
    const before = await client.get('/contacts/3');
    expect(before.body['emailCategories']).to.deep.equal((await client.get(NETOPS)).body);
    const list = (await client.get('/contacts?limit=100')).body as unknown as { contacts: { id: number }[] };
    expect(list.contacts.find(({ id }) => id === 3)).to.deep.equal(before.body);
    await w.db('tblcontacts').where({ id: 3 }).update({ affiliateemails: 1 });
    const stale = { 'if-match': String(before.headers['etag']) };
    expect((await client.patch('/contacts/3', { note: 'late' }, stale)).status).to.equal(412);
    expect((await client.delete('/contacts/3', stale)).status).to.equal(412);
    const { affiliate } = (await client.get(NETOPS)).body as unknown as Preferences;
    expect(affiliate).to.include({ on: true, state: 'onByHand' });
    expect((await client.put(NETOPS, { affiliate: 'types' }, ANY)).status).to.equal(200);
    expect(await flags(3)).to.deep.equal(['general', 'product']);
  });

  it('D3 carry an ETag and want it back', async () => {
    const { headers } = await client.get(NETOPS);
    const seen = { 'if-match': String(headers['etag']) };
    expect((await client.put(NETOPS, { support: true })).status).to.equal(428);
    expect((await client.put(NETOPS, { support: true }, { 'if-match': '"old"' })).status).to.equal(412);
    const saved = await client.put(NETOPS, { support: true }, seen);
    expect(saved.status).to.equal(200);
    const { support } = saved.body as unknown as Preferences;
    expect(support).to.include({ on: true, state: 'onByHand', since: toTheSecond(w.clock.now()) });
    expect(saved.headers['etag']).to.equal((await client.get(NETOPS)).headers['etag']);
    expect((await client.put(NETOPS, { support: false }, seen)).status).to.equal(412);
    expect(await flags(3)).to.deep.equal(['general', 'product', 'support']);
    const line = (await w
      .db('mod_liaison_audit')
      .where({ contact_id: 3 })
      .orderBy('id', 'desc')
      .first()) as Record<string, string>;
    expect(line).to.include({ action: 'preferences.changed', actor_kind: 'key' });
    expect(JSON.parse(line['changes'] as string)).to.deep.equal({
      'mail.support': { before: 'off', after: 'onByHand' },
    });
  });

  it('say what would happen with dryRun, and write nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const { status, body } = await client.put(`${NETOPS}?dryRun=true`, { invoice: true });
    expect(status).to.equal(200);
    expect(body['changes']).to.deep.equal({ 'mail.invoice': { before: 'off', after: 'onByHand' } });
    const [change] = body['notices'] as { notice: string; after: { name: string }[]; falls: boolean }[];
    expect(change).to.include({ notice: 'invoices-renewals', falls: false });
    expect(change?.after.map(({ name }) => name)).to.include('Network engineers');
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('are set and reset with the contact, in one line of the log', async () => {
    const ida = { kind: 'person', firstName: 'Ida', lastName: 'Vos', email: 'ida@vos.example' };
    const asked = { ...ida, types: ['technical'], emailCategories: { general: false, invoice: true } };
    const dry = await client.post('/contacts?dryRun=true', asked);
    expect(dry.body['changes']).to.deep.include({
      'mail.general': { before: 'fromType', after: 'offByHand' },
    });
    expect((dry.body['notices'] as { notice: string }[]).map(({ notice }) => notice)).to.deep.equal([
      'service-deliveries',
      'invoices-renewals',
      'product-mail',
    ]);
    const added = await client.post('/contacts', asked);
    expect(added.status).to.equal(201);
    const id = Number(added.body['id']);
    expect(await flags(id)).to.deep.equal(['product', 'invoice']);
    expect((added.body['emailCategories'] as Preferences)['general']).to.deep.include({
      on: false,
      state: 'offByHand',
      types: ['technical'],
    });
    const wanted = { types: [], emailCategories: { general: 'types', support: true } };
    const changed = await client.patch(`/contacts/${id}`, wanted, ANY);
    expect(changed.status).to.equal(200);
    expect(await flags(id)).to.deep.equal(['invoice', 'support']);
    const lines = (await w.db('mod_liaison_audit').where({ contact_id: id }).orderBy('id')) as {
      changes: string;
    }[];
    expect(lines.map(({ changes }) => Object.keys(JSON.parse(changes) as object))).to.deep.equal([
      ['mail.general', 'mail.invoice'],
      ['types', 'mail.general', 'mail.support'],
    ]);
  });

  it('answer who gets what before and after a change of types or address, with dryRun', async () => {
    const { status, body } = await client.patch('/contacts/3?dryRun=true', { types: ['security'] });
    expect(status).to.equal(200);
    const notices = body['notices'] as { notice: string; after: { contactId: number }[] }[];
    expect(notices.find(({ notice }) => notice === 'security-abuse')?.after).to.deep.equal([
      { contactId: 3, name: 'Network engineers', email: 'netops@corp.example' },
    ]);
  });

  it('N1 C8 are refused by rule, at their category', async () => {
    const billing = await client.put('/primary-roles/billing', { contactId: 7 }, ANY);
    expect(billing.status).to.equal(200);
    const required = ['Primary Billing must get invoice mail. Promote someone else first'];
    const own = await client.put('/contacts/7/email-categories', { invoice: false }, ANY);
    expect([own.status, own.body['errorDetails']]).to.deep.equal([422, { invoice: required }]);
    const beside = await client.patch('/contacts/7', { emailCategories: { invoice: false } }, ANY);
    expect([beside.status, beside.body['errorDetails']]).to.deep.equal([
      422,
      { 'emailCategories.invoice': required },
    ]);
    for (const id of [2, 5]) await client.put(`/contacts/${id}/email-categories`, { domain: false }, ANY);
    const last = await client.put('/contacts/owner/email-categories', { domain: false }, ANY);
    expect(last.body['errorDetails']).to.deep.equal({
      domain: ['At least one contact must get domain mail. Turn it on for someone else first'],
    });
  });

  it('refuse what is no category and no answer', async () => {
    for (const body of [{ marketing: true }, { invoice: 'yes' }, { invoice: null }])
      expect((await client.put(NETOPS, body, ANY)).status, JSON.stringify(body)).to.equal(422);
    const wrong = await client.patch('/contacts/3', { emailCategories: 'types' }, ANY);
    expect(wrong.body['errorDetails']).to.deep.equal({
      emailCategories: ['Enter the categories as an object'],
    });
    expect((await client.put(NETOPS, { invoice: 1 }, ANY)).body['errorDetails']).to.deep.equal({
      invoice: ['Enter true, false or types'],
    });
    expect((await client.put(NETOPS, [], ANY)).status).to.equal(400);
  });

  it('are one client’s, and a key’s that was given them', async () => {
    const theirs = await stranger.put(NETOPS, { invoice: true }, ANY);
    const missing = await stranger.put('/contacts/999999/email-categories', { invoice: true }, ANY);
    expect([theirs.status, missing.status]).to.deep.equal([404, 404]);
    expect((await stranger.get(NETOPS)).status).to.equal(404);
    expect((await reader.put(NETOPS, { invoice: true }, ANY)).status).to.equal(403);
  });
});
