// Editing a contact (CL5), and the conflict page (D3).
import { expect } from 'chai';
import { formOf, summaryOf } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

describe('Edit a contact', () => {
  const w = world();
  const EMRE = '/client/contacts/5/edit';
  const emre = () => w.db('tblcontacts').where({ id: 5 }).first();

  it('renders with what is stored, names locked as text (C3)', async () => {
    const page = await w.ann.get(EMRE);
    expect(page.h1).to.equal('Edit Emre Yılmaz');
    expect(page.$('#f-email').val()).to.equal('emre@corp.example');
    expect(page.$('#f-firstName')).to.have.length(0);
    expect(page.$('.lsn-locked').text()).to.contain(
      'To change a name, delete this contact and add a new one',
    );
  });

  it('saves, says so, and records before and after', async () => {
    const saved = await w.ann.submit(EMRE, { email: 'emre.y@corp.example' });
    expect(saved.status).to.equal(303);
    const page = await w.ann.follow(saved);
    expect(page.$('[role=status]').text()).to.contain('Saved. The details of Emre Yılmaz were changed.');
    expect(page.$('.lsn-history').text()).to.contain('Ann Lee changed the details of Emre Yılmaz');
    const audit = await w.db('mod_liaison_audit').where({ contact_id: 5 }).first();
    expect(JSON.parse(audit.changes)).to.deep.equal({
      email: { before: 'emre@corp.example', after: 'emre.y@corp.example' },
    });
  });

  it('saves nothing when nothing changed', async () => {
    const before = await fingerprint(w.db, '');
    const page = await w.ann.follow(await w.ann.submit(EMRE));
    expect(page.$('[role=status]').text()).to.contain('Nothing changed');
    const { mod_liaison_sessions: _sessions, ...after } = await fingerprint(w.db, '');
    delete before['mod_liaison_sessions'];
    expect(after).to.deep.equal(before);
  });

  it('C3 refuses a name that was sent anyway, on this path too', async () => {
    const again = await w.ann.submit(EMRE, { firstName: 'Emma' });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal(['Names cannot be changed after creation']);
    expect((await emre()).firstname).to.equal('Emre');
  });

  it('C3 lets names be edited where the provider says so', async () => {
    await w.db('mod_liaison_settings').insert({ name: 'names', value: 'editable' });
    expect((await w.ann.submit('/client/contacts/6/edit', { firstName: 'Fatma' })).status).to.equal(303);
    expect((await w.db('tblcontacts').where({ id: 6 }).first()).firstname).to.equal('Fatma');
    await w.db('mod_liaison_settings').delete();
  });

  it('C2 loses no column of a row the panel made by itself', async () => {
    const plain = {
      ...(await emre()),
      id: 90001,
      firstname: 'Plain',
      lastname: 'Row',
      email: 'plain@corp.example',
    };
    Object.assign(plain, {
      address1: 'Old Road 5',
      address2: 'c/o Mill',
      state: 'Noord-Holland',
      supportemails: 1,
    });
    Object.assign(plain, { phonenumber: 'call reception ext 4', tax_id: 'NL1' });
    await w.db('tblcontacts').insert(plain);
    expect((await w.ann.get('/client/contacts?q=plain')).text).to.contain('Plain Row');
    const saved = await w.ann.submit('/client/contacts/90001/edit', { city: 'Haarlem' });
    expect(saved.status).to.equal(303);
    const after = await w.db('tblcontacts').where({ id: 90001 }).first();
    expect({ ...after, updated_at: '' }).to.deep.equal({ ...plain, city: 'Haarlem', updated_at: '' });
  });

  it('D3 a stale edit gets the conflict page with both values, and nothing is lost', async () => {
    const [mine, theirs] = [await w.ann.get(EMRE), await w.cy.get(EMRE)];
    await w.cy.send(theirs, EMRE, { email: 'theirs@corp.example', city: 'Izmir' });
    const conflict = await w.ann.send(mine, EMRE, { email: 'mine@corp.example', note: 'mine too' });
    expect(conflict.status).to.equal(409);
    expect(conflict.h1).to.equal('Choose which values to keep');
    const legends = conflict
      .$('.lsn-conflict legend')
      .map((_i, el) => conflict.$(el).text())
      .get();
    expect(legends).to.deep.equal(['Email address', 'City', 'Note']);
    const chosen = formOf(conflict);
    expect([chosen['choice[email]'], chosen['choice[city]'], chosen['choice[note]']]).to.deep.equal([
      'mine',
      'theirs',
      'mine',
    ]);
    expect((await emre()).email).to.equal('theirs@corp.example');
    expect((await w.ann.send(conflict, EMRE, { 'choice[email]': 'theirs' })).status).to.equal(303);
    expect(await emre()).to.include({ email: 'theirs@corp.example', city: 'Izmir' });
    expect((await w.db('mod_liaison_contacts').where({ contact_id: 5 }).first()).note).to.equal('mine too');
  });

  it('D3 a change made on the panel’s own screens is a conflict too', async () => {
    const page = await w.ann.get(EMRE);
    await w.db('tblcontacts').where({ id: 5 }).update({ postcode: '9999' });
    expect((await w.ann.send(page, EMRE, { note: 'late' })).status).to.equal(409);
    expect((await emre()).postcode).to.equal('9999');
  });

  it('D3 a form that came back with errors is still stale', async () => {
    const page = await w.ann.get(EMRE);
    await w.db('tblcontacts').where({ id: 5 }).update({ postcode: '8888' });
    const again = await w.ann.send(page, EMRE, { email: 'no' });
    expect(again.status).to.equal(422);
    expect((await w.ann.send(again, EMRE, { email: 'yes@corp.example' })).status).to.equal(409);
  });

  it('answers another client’s id as a missing one', async () => {
    const foreign = (await w.db('tblcontacts').where({ userid: 2 }).first()).id as number;
    const [theirs, missing] = [
      await w.ann.get(`/client/contacts/${foreign}/edit`),
      await w.ann.get('/client/contacts/999999/edit'),
    ];
    expect([theirs.status, missing.status]).to.deep.equal([404, 404]);
    expect(theirs.$('main').html()).to.equal(missing.$('main').html());
    const token = formOf(await w.ann.get(EMRE))['_csrf'] ?? '';
    const before = await fingerprint(w.db, 'tblcontacts');
    expect(
      (await w.ann.post(`/client/contacts/${foreign}/edit`, { _csrf: token, email: 'x@y.example' })).status,
    ).to.equal(404);
    expect(await fingerprint(w.db, 'tblcontacts')).to.deep.equal(before);
  });

  it('takes no field it does not have', async () => {
    for (const name of ['client_id', 'userid', 'subaccount', 'permissions', 'contactId', 'clientId']) {
      const again = await w.ann.submit(EMRE, { [name]: '1' });
      expect(again.status, name).to.equal(422);
    }
    expect((await emre()).subaccount).to.equal(0);
  });
});

describe('Edit the owner’s details', () => {
  const w = world();
  const OWNER = '/client/contacts/owner/edit';
  const client = () => w.db('tblclients').where({ id: 1 }).first();

  it('K1 shows company name, email and country as text with the reason', async () => {
    const page = await w.ann.get(OWNER);
    expect(page.h1).to.equal('Edit Ann Lee');
    for (const id of ['email', 'companyName', 'country', 'kind'])
      expect(page.$(`#f-${id}`), id).to.have.length(0);
    expect(page.$('.lsn-locked').text()).to.contain('ann@example.com');
  });

  it('S4 saves the rest into the panel’s client record', async () => {
    const saved = await w.ann.submit(OWNER, {
      street: 'Singel',
      houseNumber: '7',
      city: 'Leiden',
      postalCode: '2312 AB',
    });
    expect(saved.status).to.equal(303);
    expect(await client()).to.include({
      address1: 'Singel 7',
      city: 'Leiden',
      postcode: '2312 AB',
      email: 'ann@example.com',
    });
  });

  it('K1 refuses a locked field that was sent anyway', async () => {
    const again = await w.ann.submit(OWNER, { email: 'evil@example.org' });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal(['Primary email is locked. Ask us to change it']);
    expect((await client()).email).to.equal('ann@example.com');
  });

  it('K1 lets staff change them', async () => {
    const saved = await w.sam.submit('/admin/clients/1/contacts/owner/edit', {
      companyName: 'Example Holding BV',
    });
    expect(saved.status).to.equal(303);
    expect((await client()).companyname).to.equal('Example Holding BV');
  });

  it('is open to a sub-account that may edit the profile, and to no other', async () => {
    expect((await w.cy.submit(OWNER, { city: 'Delft' })).status).to.equal(303);
    expect((await w.bo.get(OWNER)).status).to.equal(403);
  });
});
