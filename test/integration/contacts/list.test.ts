// The contacts list (CL3) and one contact (CL6).
import { expect } from 'chai';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const names = ({ $ }: Answer): string[] =>
  $('tbody th a')
    .map((_index, link) => $(link).text())
    .get();

describe('Contacts list', () => {
  const w = world();

  it('shows the owner first, then everybody by name', async () => {
    const page = await w.ann.get('/client/contacts');
    expect(page.h1).to.equal('Contacts (11)');
    expect(names(page).slice(0, 4)).to.deep.equal(['Ann Lee', 'Bo Chen', 'Cy Diaz', 'Dee Okafor']);
    expect(page.$('tbody tr').first().text()).to.contain('Owner');
  });

  it('shows a row that the panel made by itself at once', async () => {
    const bo = await w.db('tblcontacts').where({ id: 1 }).first();
    await w
      .db('tblcontacts')
      .insert({ ...bo, id: 80001, firstname: 'Zoë', lastname: 'Panelrow', email: 'zoe@corp.example' });
    expect(names(await w.ann.get('/client/contacts?q=panelrow'))).to.deep.equal(['Zoë Panelrow']);
    await w.db('tblcontacts').where({ id: 80001 }).delete();
  });

  it('finds among 5,000 by part of a name, an email and a phone number in any spelling', async () => {
    const one = await w
      .db('tblcontacts')
      .where({ userid: 2 })
      .whereNot('phonenumber', '')
      .orderBy('id', 'desc')
      .first();
    const full = `${one.firstname} ${one.lastname}`;
    const digits = String(one.phonenumber).split('.')[1] as string;
    const searches = [
      full,
      String(one.email).slice(0, -4),
      `0${digits}`,
      String(one.phonenumber).replace('.', ' '),
    ];
    for (const q of searches) {
      expect(names(await w.mira.get(`/client/contacts?q=${encodeURIComponent(q)}`)), q).to.include(full);
    }
    // Her panel says Dutch.
    expect((await w.mira.get('/client/contacts')).h1).to.equal('Contacten (5.001)');
  });

  it('finds a mobile number, which only we hold', async () => {
    const saved = await w.ann.submit('/client/contacts/4/edit', {
      'mobile[countryCode]': 'NL',
      'mobile[number]': '0698765432',
    });
    expect(saved.status).to.equal(303);
    for (const q of ['06 9876 5432', '+31 (0)6 98765432', '٠٦٩٨٧٦٥٤٣٢']) {
      expect(names(await w.ann.get(`/client/contacts?q=${encodeURIComponent(q)}`)), q).to.deep.equal([
        'Dee Okafor',
      ]);
    }
  });

  it('takes the signs of a search as they are', async () => {
    for (const q of ['%', '_', '\\', "' OR 1=1 --", '<script>']) {
      const page = await w.ann.get(`/client/contacts?q=${encodeURIComponent(q)}`);
      expect(page.status).to.equal(200);
      expect(names(page), q).to.deep.equal([]);
      expect(page.$('.lsn-empty').text()).to.contain(`No contacts match “${q}”.`);
      expect(page.$('#lsn-q').val()).to.equal(q);
    }
  });

  it('sorts by link and says how', async () => {
    const page = await w.ann.get('/client/contacts?sort=-email');
    expect(page.$('th[aria-sort]').text().trim()).to.equal('Email');
    expect(page.$('th[aria-sort]').attr('aria-sort')).to.equal('descending');
    expect(page.$('th[aria-sort] a').attr('href')).to.equal('/client/contacts?sort=email');
    expect(names(page)[0]).to.not.equal('Ann Lee');
  });

  it('pages, keeps the search on the way, and stays calm past the end', async () => {
    const second = await w.mira.get('/client/contacts?q=a&page=2');
    expect(second.$('[aria-current=page]').last().text()).to.contain('2');
    expect(second.$('.lsn-pagination a').first().attr('href')).to.equal('/client/contacts?q=a');
    expect(second.$('title').text()).to.contain('(pagina 2)');
    expect((await w.mira.get('/client/contacts?page=99999')).status).to.equal(200);
  });

  it('filters by kind, with a chip that removes the filter', async () => {
    await w.ann.submit('/client/contacts/new', {
      kind: 'mailbox',
      firstName: 'Team',
      lastName: '',
      email: 'team@corp.example',
    });
    const page = await w.ann.get('/client/contacts?kind=mailbox&q=e');
    expect(names(page)).to.deep.equal(['Team']);
    expect(page.$('.lsn-chip').attr('href')).to.equal('/client/contacts?q=e');
    expect(names(await w.ann.get('/client/contacts?kind=person'))).to.not.include('Team');
  });

  it('takes nonsense in the query as no filter', async () => {
    const page = await w.ann.get('/client/contacts?page=-1&sort=password&kind[]=x&q[a]=1');
    expect(page.status).to.equal(200);
    expect(page.h1).to.match(/^Contacts \(\d+\)$/);
  });

  it('answers fast: the list of 5,000 in under 300 ms, searched or not', async () => {
    for (const path of [
      '/client/contacts',
      '/client/contacts?q=an',
      '/client/contacts?sort=-name&page=100',
    ]) {
      const started = performance.now();
      await w.mira.get(path);
      expect(performance.now() - started, path).to.be.below(300);
    }
  });

  it('never shows another client’s contacts', async () => {
    const foreign = await w.db('tblcontacts').where({ userid: 2 }).first();
    const page = await w.ann.get(`/client/contacts?q=${encodeURIComponent(foreign.email)}`);
    expect(names(page)).to.deep.equal([]);
    expect((await w.ann.get(`/client/contacts/${foreign.id}`)).status).to.equal(404);
  });

  it('is denied without the permission, and names it and who can give it (OP2)', async () => {
    for (const path of ['/client/contacts', '/client/contacts/4', '/client/contacts/owner']) {
      const page = await w.bo.get(path);
      expect(page.status, path).to.equal(403);
      expect(page.$('main').text()).to.contain(
        'You need the permission “Add/edit contacts” to open this page.',
      );
      expect(page.$('main').text()).to.contain('Ann Lee and Cy Diaz can give it.');
    }
    expect((await w.cy.get('/client/contacts')).status).to.equal(200);
  });

  it('shows every field of a contact, and escapes it', async () => {
    await w
      .db('tblcontacts')
      .where({ id: 4 })
      .update({ firstname: '<b>"Bold"</b>', city: "'><script>x</script>" });
    const page = await w.ann.get('/client/contacts/4');
    expect(page.h1).to.contain('<b>"Bold"</b>');
    expect(page.$('main script, main b')).to.have.length(0);
  });
});
