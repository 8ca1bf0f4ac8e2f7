// Billing accounts as staff keep them: added, renamed, removed, and the services of each (N3).
import { expect } from 'chai';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const LIST = '/admin/clients/1/billing-accounts';

const text = (words: string): string => words.replace(/\s+/g, ' ').trim();

interface LogLine {
  action: string;
  object_name: string;
  changes: string;
}

describe('Billing accounts, kept by staff', () => {
  const w = world();
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  const newPath = (name: string, contactId: number): string =>
    `${LIST}/new?${new URLSearchParams({ name, contactId: String(contactId), show: 'changes' }).toString()}`;
  const accountId = async (name: string): Promise<number> =>
    (await w.db('mod_liaison_billing_accounts').where({ client_id: 1, name }).first('id')).id as number;
  const assigned = async (): Promise<Record<number, number>> => {
    const rows = (await w.db('mod_liaison_billing_account_services').where({ client_id: 1 })) as {
      service_id: number;
      account_id: number;
    }[];
    return Object.fromEntries(rows.map((row) => [row.service_id, row.account_id]));
  };
  const invoices = async (contactId: number): Promise<number> =>
    (await w.db('tblcontacts').where({ id: contactId }).first('invoiceemails')).invoiceemails as number;
  const lastLine = async (): Promise<LogLine> =>
    (await w.db('mod_liaison_audit').orderBy('id', 'desc').first()) as LogLine;
  const written = async () => ({
    ...(await fingerprint(w.db, 'mod_liaison_billing')),
    ...(await fingerprint(w.db, 'mod_liaison_audit')),
  });
  const flash = async (done: Answer): Promise<string> =>
    (await w.sam.follow(done)).$('[role=status]').text().trim();
  /** Ticks exactly these on the page of services. */
  const tick = (page: Answer, path: string, services: readonly number[]) => {
    const fields = page.$('main form[method=post]').serializeArray();
    const kept = fields.filter(({ name }) => name !== 'services[]');
    const ticked = services.map((id) => ({ name: 'services[]', value: String(id) }));
    const body = new URLSearchParams([...kept, ...ticked].map(({ name, value }) => [name, value]));
    return w.sam.post(path, body.toString());
  };

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
  });

  it('are not for the client’s own people', async () => {
    for (const below of ['new', 'default/name', 'default/services', 'default/remove']) {
      expect((await w.ann.get(`/client/billing-accounts/${below}`)).status, below).to.equal(404);
      expect((await w.ann.get(`${LIST}/${below}`)).status, below).to.equal(403);
    }
    const page = await w.ann.get('/client/billing-accounts');
    expect(page.$('main').text()).to.not.contain('Rename').and.to.not.contain('Add a billing account');
    const token = formOf(await w.sam.get(newPath('Sneaky', idOf('Bo'))));
    expect((await w.ann.post(`${LIST}/new`, token)).status).to.equal(403);
  });

  it('ask for a name and a contact at once, and keep what was typed', async () => {
    const page = await w.sam.get(`${LIST}/new?name=&show=changes`);
    expect(page.status).to.equal(422);
    expect(summaryOf(page)).to.deep.equal(['Enter a name', 'Select a billing contact']);
    const long = await w.sam.get(newPath('x'.repeat(65), idOf('Jonas')));
    expect(summaryOf(long)).to.deep.equal(['Name must be 64 characters or fewer']);
    expect(long.$('#f-name').val()).to.equal('x'.repeat(65));
    expect(long.$('input[name=contactId]:checked').val()).to.equal(String(idOf('Jonas')));
    const searched = await w.sam.get(`${LIST}/new?name=EU-01&q=jonas`);
    expect([searched.status, searched.$('#f-name').val()]).to.deep.equal([200, 'EU-01']);
  });

  it('N3 adds one with its contact: shown first, then done, and the switches follow', async () => {
    const before = await written();
    const path = newPath('EU-01', idOf('Jonas'));
    const page = await w.sam.get(path);
    expect(text(page.$('.lsn-added').text())).to.contain('Jonas Lindqvist: billing contact of EU-01');
    expect(page.$('.lsn-preview dl').text()).to.contain('Invoices and renewals, EU-01');
    expect(await written()).to.deep.equal(before);
    expect(await invoices(idOf('Jonas'))).to.equal(0);
    const clicks = await Promise.all([1, 2].map(() => w.sam.send(page, path, { reason: 'New contract' })));
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await w.db('mod_liaison_billing_accounts').where({ client_id: 1 })).to.have.length(1);
    expect(await invoices(idOf('Jonas'))).to.equal(1);
    const line = await lastLine();
    expect([line.action, line.object_name]).to.deep.equal(['billingAccount.added', 'EU-01']);
    expect(JSON.parse(line.changes)).to.deep.equal({ contact: { before: '', after: 'Jonas Lindqvist' } });
    const seen = await w.ann.get('/client/activity');
    expect(seen.$('main').text()).to.contain('Staff added the billing account EU-01');
  });

  it('refuses a name that is taken, and an old preview', async () => {
    const taken = await w.sam.get(newPath('eu-01', idOf('Bo')));
    expect([taken.status, summaryOf(taken)]).to.deep.equal([
      422,
      ['A billing account called eu-01 already exists'],
    ]);
    const path = newPath('Labs', idOf('Bo'));
    const page = await w.sam.get(path);
    await w
      .db('tblcontacts')
      .where({ id: idOf('Bo') })
      .update({ email: 'bo.chen@corp.example' });
    const before = await written();
    const stale = await w.sam.send(page, path);
    expect(stale.status).to.equal(409);
    expect(await written()).to.deep.equal(before);
    expect((await w.sam.send(stale, path)).status).to.equal(303);
  });

  it('renames on what was seen; the default one keeps its contact in the panel', async () => {
    const path = `${LIST}/${await accountId('Labs')}/name`;
    const old = await w.sam.get(path);
    expect(summaryOf(await w.sam.send(old, path, { name: '' }))).to.deep.equal(['Enter a name']);
    expect(summaryOf(await w.sam.send(old, path, { name: 'EU-01' }))).to.deep.equal([
      'A billing account called EU-01 already exists',
    ]);
    const done = await w.sam.send(old, path, { name: 'Research' });
    expect(await flash(done)).to.equal('The name was changed: Labs → Research.');
    const stale = await w.sam.send(old, path, { name: 'R&D' });
    expect(stale.status).to.equal(409);
    expect(stale.$('#f-name').val()).to.equal('R&D');
    expect(stale.$('main').text()).to.contain('This billing account was changed in the meantime');
    const named = await w.sam.submit(`${LIST}/default/name`, { name: 'Head office' });
    expect(named.status).to.equal(303);
    const row = await w.db('mod_liaison_billing_accounts').where({ client_id: 1, is_default: 1 }).first();
    expect([row.name, row.contact_id]).to.deep.equal(['Head office', null]);
    expect((await w.ann.get('/client/billing-accounts')).$('tbody tr').first().text()).to.contain(
      'Grace Müller',
    );
    expect((await w.sam.submit(`${LIST}/default/name`, { name: '' })).status).to.equal(303);
  });

  it('gives services to an account, and takes them away, of what was shown alone', async () => {
    const eu = await accountId('EU-01');
    const path = `${LIST}/${eu}/services`;
    const page = await w.sam.get(path);
    expect(page.$('input[type=checkbox]')).to.have.length(4);
    const done = await tick(page, path, [2, 3]);
    expect(await flash(done)).to.equal('2 services moved. EU-01 pays for what is ticked.');
    expect(await assigned()).to.deep.equal({ 2: eu, 3: eu });
    expect(JSON.parse((await lastLine()).changes)).to.deep.equal({
      services: { before: '', after: 'vps-12.example.com, Managed backup' },
    });
    const found = `${path}?q=vps`;
    const some = await w.sam.get(found);
    expect(some.$('input[type=checkbox]:checked')).to.have.length(1);
    expect((await tick(some, found, [])).status).to.equal(303);
    expect(await assigned()).to.deep.equal({ 3: eu });
    expect((await w.ann.get('/client/billing-accounts')).$('tbody').text()).to.contain('1 service');
  });

  it('says which account pays now, and logs it for both when a service moves', async () => {
    const [eu, research] = [await accountId('EU-01'), await accountId('Research')];
    const path = `${LIST}/${research}/services`;
    const page = await w.sam.get(path);
    expect(page.$('main').text()).to.contain('now: EU-01');
    expect((await tick(page, path, [3])).status).to.equal(303);
    expect(await assigned()).to.deep.equal({ 3: research });
    const lines = (await w.db('mod_liaison_audit').orderBy('id', 'desc').limit(2)) as LogLine[];
    expect(lines.map((one) => one.object_name).toSorted()).to.deep.equal(['EU-01', 'Research']);
    const stale = await tick(page, path, [1]);
    expect(stale.status).to.equal(409);
    expect(await assigned()).to.deep.equal({ 3: research });
    expect(eu).to.not.equal(research);
  });

  it('takes no service of another client, and none for the default account', async () => {
    const eu = await accountId('EU-01');
    const foreign = (await w.db('tblhosting').where({ userid: 2 }).first('id')).id as number;
    const path = `${LIST}/${eu}/services`;
    const page = await w.sam.get(path);
    const before = await written();
    const body = new URLSearchParams({ ...formOf(page), 'shown[]': String(foreign) });
    body.append('services[]', String(foreign));
    expect((await w.sam.post(path, body.toString())).status).to.equal(404);
    expect(await written()).to.deep.equal(before);
    expect((await w.sam.get(`${LIST}/default/services`)).status).to.equal(404);
  });

  it('pages the services of a client with many', async () => {
    const contactId = (await w.db('tblcontacts').where({ userid: 2 }).first('id')).id as number;
    const id = await plantAccount(w.db, { clientId: 2, name: 'Many', contactId });
    const page = await w.sam.get(`/admin/clients/2/billing-accounts/${id}/services?page=2`);
    expect(page.$('input[type=checkbox]')).to.have.length(25);
    expect(page.$('.lsn-pagination p').text()).to.contain('26–50 of 340');
    expect(page.text.length).to.be.below(60_000);
    expect((await w.sam.get(`${LIST}/${id}/services`)).status).to.equal(404);
  });

  it('N3 removes one after saying what happens: its services go to the default one', async () => {
    const research = await accountId('Research');
    const path = `${LIST}/${research}/remove`;
    const page = await w.sam.get(path);
    expect(page.h1).to.equal('Remove Research');
    expect(text(page.$('.lsn-preview').text())).to.contain(
      'Its 1 service goes to the default billing account',
    );
    await w
      .db('mod_liaison_billing_account_services')
      .insert({ client_id: 1, service_id: 4, account_id: research });
    const before = await written();
    const stale = await w.sam.send(page, path);
    expect(stale.status).to.equal(409);
    expect(text(stale.$('.lsn-preview').text())).to.contain('Its 2 services go');
    expect(await written()).to.deep.equal(before);
    expect(await flash(await w.sam.send(stale, path))).to.equal('Research was removed.');
    expect(await assigned()).to.deep.equal({});
    expect((await lastLine()).action).to.equal('billingAccount.removed');
    expect((await w.sam.get(path)).status).to.equal(404);
    const last = `${LIST}/${await accountId('EU-01')}/remove`;
    expect((await w.sam.submit(last)).status).to.equal(303);
    expect(await invoices(idOf('Jonas'))).to.equal(0);
  });

  it('N3 never removes the default one', async () => {
    const page = await w.sam.get(`${LIST}/default/remove`);
    expect(page.status).to.equal(409);
    expect(page.$('main').text()).to.contain('The default billing account always exists');
    const { _csrf = '' } = formOf(await w.sam.get(`${LIST}/default/name`));
    expect((await w.sam.post(`${LIST}/default/remove`, { _csrf, seen: '' })).status).to.equal(409);
  });
});
