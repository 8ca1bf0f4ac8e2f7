// Deleting a contact (CL16): C7, C8.
import { expect } from 'chai';
import { formOf } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('Delete a contact', () => {
  const w = world();
  const exists = async (id: number): Promise<boolean> =>
    Boolean(await w.db('tblcontacts').where({ id }).first());

  it('says what it means before it is done', async () => {
    const page = await w.ann.get('/client/contacts/8/delete');
    expect(page.h1).to.match(/^Delete /);
    expect(page.$('.lsn-removed')).to.have.length(2);
    expect(page.$('main').text()).to.contain('This cannot be undone');
    expect(await exists(8)).to.equal(true);
  });

  it('deletes both rows, says so, and records it', async () => {
    await w.ann.submit('/client/contacts/8/edit', { note: 'makes a companion row' });
    const done = await w.ann.submit('/client/contacts/8/delete');
    expect(done.location).to.equal('/client/contacts');
    expect((await w.ann.follow(done)).$('[role=status]').text()).to.match(/ was deleted\./);
    expect(await exists(8)).to.equal(false);
    expect(await w.db('mod_liaison_contacts').where({ contact_id: 8 })).to.have.length(0);
    expect(
      await w.db('mod_liaison_audit').where({ contact_id: 8, action: 'contact.deleted' }),
    ).to.have.length(1);
  });

  it('C7 is blocked for the panel’s own billing contact, with the step that helps', async () => {
    const { billingcid } = await w.db('tblclients').where({ id: 1 }).first();
    const path = `/client/contacts/${billingcid}/delete`;
    const page = await w.ann.get(path);
    expect(page.h1).to.equal('You cannot delete Grace Müller yet');
    expect(page.$('main').text()).to.contain('Grace Müller is the billing contact on your invoices');
    expect(page.$('main').text()).to.contain(
      'Choose someone else for your invoices, then delete Grace Müller',
    );
    expect(page.$('main a[href="/client/billing-accounts"]').text()).to.equal(
      'Choose another billing contact for your invoices',
    );
    expect(page.$('main form')).to.have.length(0);
    const before = await fingerprint(w.db, 'tbl');
    const { _csrf, version } = formOf(await w.ann.get(`/client/contacts/${billingcid}/edit`));
    const sent = await w.ann.post(path, { _csrf: _csrf ?? '', version: version ?? '' });
    expect(sent.status).to.equal(409);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('C8 keeps the last recipient of domain mail', async () => {
    await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"0"}' });
    await w.db('tblcontacts').where({ userid: 1 }).update({ domainemails: 0 });
    await w.db('tblcontacts').where({ id: 5 }).update({ domainemails: 1 });
    const page = await w.ann.get('/client/contacts/5/delete');
    expect(page.$('main').text()).to.contain('Emre Yılmaz is the last one who gets domain mail');
    await w.db('tblcontacts').where({ id: 4 }).update({ domainemails: 1 });
    expect((await w.ann.submit('/client/contacts/5/delete')).status).to.equal(303);
  });

  it('C1 never deletes the owner', async () => {
    const page = await w.ann.get('/client/contacts/owner/delete');
    expect(page.$('main').text()).to.contain('The owner cannot be deleted');
    const { _csrf, version } = formOf(await w.ann.get('/client/contacts/owner/edit'));
    const sent = await w.ann.post('/client/contacts/owner/delete', {
      _csrf: _csrf ?? '',
      version: version ?? '',
    });
    expect(sent.status).to.equal(409);
    expect(await w.db('tblclients').where({ id: 1 })).to.have.length(1);
  });

  it('D3 asks again when the contact was changed meanwhile', async () => {
    const page = await w.ann.get('/client/contacts/6/delete');
    await w.db('tblcontacts').where({ id: 6 }).update({ city: 'Elsewhere' });
    const again = await w.ann.send(page, '/client/contacts/6/delete');
    expect(again.status).to.equal(409);
    expect(again.$('main').text()).to.contain('Somebody changed this contact since you opened this page');
    expect(await exists(6)).to.equal(true);
    expect((await w.ann.send(again, '/client/contacts/6/delete')).status).to.equal(303);
  });

  it('is denied without the permission, and 404 for another client’s', async () => {
    const foreign = await w.db('tblcontacts').where({ userid: 2 }).first();
    const { _csrf } = formOf(await w.ann.get('/client/contacts/2/delete'));
    const path = `/client/contacts/${foreign.id}/delete`;
    expect((await w.ann.post(path, { _csrf: _csrf ?? '', version: 'x' })).status).to.equal(404);
    expect((await w.bo.get('/client/contacts/2/delete')).status).to.equal(403);
    expect(await exists(foreign.id as number)).to.equal(true);
  });
});
