// Staff: the client search and a client's file (AD3).
import { expect } from 'chai';
import { world } from '../../support/fixture.js';

describe('Staff', () => {
  const w = world();

  it('finds a client by name, company, email and id', async () => {
    for (const q of ['ann lee', 'example b', 'ann@example', '1']) {
      const page = await w.sam.get(`/admin/clients?q=${encodeURIComponent(q)}`);
      expect(page.$('tbody tr').first().text(), q).to.contain('Example BV');
    }
    expect((await w.sam.get('/admin/clients?q=nobody-like-this')).$('main').text()).to.contain(
      'No clients match',
    );
  });

  it('pages the list', async () => {
    expect((await w.sam.get('/admin/clients')).$('tbody tr')).to.have.length(25);
    expect((await w.sam.get('/admin/clients?page=2')).$('tbody tr')).to.have.length(15);
  });

  it('works in a client’s file under a banner that says for whom', async () => {
    const page = await w.sam.get('/admin/clients/2/contacts');
    expect(page.$('.lsn-banner-staff').text()).to.contain('You are staff, working for Noordzee Logistics NV');
    expect(page.$('tbody a').first().attr('href')).to.equal('/admin/clients/2/contacts/owner');
  });

  it('S3 adds a contact and has the client told by one mail, in the client’s language', async () => {
    const saved = await w.sam.submit('/admin/clients/2/contacts/new', {
      kind: 'person',
      firstName: 'Nina',
      lastName: 'Peeters',
      email: 'nina@noordzee.example',
      notifyClient: 'on',
      reason: 'Ticket 4711',
    });
    expect(saved.location).to.match(/^\/admin\/clients\/2\/contacts\/\d+$/);
    expect(await w.built.outbox.worker.runOnce()).to.equal(1);
    expect(await w.built.outbox.worker.runOnce()).to.equal(0);
    const [mail] = await w.built.outbox.store.listFinished(10, w.db);
    expect(mail?.message.to).to.deep.equal({ name: 'Mira Janssens', address: 'mira@noordzee.example' });
    expect(mail?.message.subject).to.contain('Nina Peeters');
    expect(mail?.message.text).to.contain('nina@noordzee.example');
    expect(mail?.message.html).to.contain('lang="nl"');
    const audit = await w.db('mod_liaison_audit').where({ client_id: 2 }).orderBy('id', 'desc').first();
    expect(audit).to.include({ actor_kind: 'staff', actor_name: 'Sam de Vries', reason: 'Ticket 4711' });
  });

  it('sends no mail unless asked, nor when a client sends the field', async () => {
    const nobody = { kind: 'person', firstName: 'No', lastName: 'Mail', email: 'nomail@corp.example' };
    await w.sam.submit('/admin/clients/1/contacts/new', nobody);
    const forged = await w.ann.submit('/client/contacts/new', {
      ...nobody,
      email: 'n2@corp.example',
      notifyClient: 'on',
    });
    expect(forged.status).to.equal(422);
    expect(await w.built.outbox.worker.runOnce()).to.equal(0);
  });

  it('shows a client “staff”, not the person’s name', async () => {
    await w.sam.submit('/admin/clients/1/contacts/4/edit', { note: 'by staff', reason: 'asked by phone' });
    expect((await w.sam.get('/admin/clients/1/contacts/4')).$('.lsn-history').text()).to.contain(
      'Sam de Vries changed',
    );
    const seen = await w.ann.get('/client/contacts/4');
    expect(seen.$('.lsn-history').text()).to.contain('Staff changed').and.to.contain('asked by phone');
    expect(seen.text).to.not.contain('Sam de Vries');
  });

  it('gets a 404 for a client that is not there, and for nonsense', async () => {
    for (const id of ['999999', '0', '-1', 'abc', '1e3', '1%27']) {
      expect((await w.sam.get(`/admin/clients/${id}/contacts`)).status, id).to.equal(404);
    }
  });

  it('is not a place for clients, nor the client area one for staff', async () => {
    for (const path of ['/admin/clients', '/admin/clients/1/contacts', '/admin/clients/1/contacts/new']) {
      expect((await w.ann.get(path)).status, path).to.equal(403);
    }
    expect((await w.sam.get('/client/contacts')).status).to.equal(403);
  });
});
