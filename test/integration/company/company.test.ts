// The company's page and form (CL2), and the provider's rules for them (K1).
import { expect } from 'chai';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const EDIT = '/client/company/edit';
const ADDRESS = {
  'address[street]': 'Nieuwe Herengracht',
  'address[houseNumber]': '18-bis',
  'address[postalCode]': '1018 DP',
  'address[city]': 'Leiden',
};

/** The row of a field on the company's page, as one line of text. */
const rowOf = ({ $ }: Answer, label: string): string => {
  const row = $('.lsn-dl > div').filter((_i, one) => $(one).find('dt').text() === label);
  const texts = row.find('dt, bdi, a').map((_i, part) => $(part).text().trim());
  return texts.get().join(' · ');
};

describe('The company', () => {
  const w = world();
  const client = (id = 1) => w.db('tblclients').where({ id }).first();
  const rule = (field: string, row: { rule: string; address?: string; reasons?: Record<string, string> }) =>
    w
      .db('mod_liaison_field_rules')
      .insert({ address: '', ...row, field, reasons: JSON.stringify(row.reasons ?? {}) })
      .onConflict('field')
      .merge();
  const shippedRules = () => w.db('mod_liaison_field_rules').delete();

  it('K1 shows every value, what is locked and why, and where to ask', async () => {
    const page = await w.ann.get('/client/company');
    expect(page.h1).to.equal('Company');
    expect(page.$('.lsn-nav [aria-current]').text()).to.equal('Company');
    expect(rowOf(page, 'Company name')).to.equal(
      'Company name · Example BV · Locked: It stands on your contract · This field cannot be changed. To update it, ask us · Ask to change',
    );
    expect(rowOf(page, 'Country')).to.contain('Netherlands · Locked: It sets your tax');
    expect(rowOf(page, 'City')).to.equal('City · Amsterdam');
    expect(page.$('a[href^="/client/company/ask/"]').length).to.equal(4);
  });

  it('K1 the form has locked fields as text and the rest as fields', async () => {
    const page = await w.ann.get(EDIT);
    expect(page.$('.lsn-locked').text()).to.contain('Example BV').and.to.contain('ann@example.com');
    const fields = page.$('main form [name^=address]').map((_i, el) => page.$(el).attr('name'));
    expect(fields.get()).to.deep.equal(Object.keys(ADDRESS));
    expect(page.$('main form button').text()).to.equal('Save company');
  });

  it('C6 saves into the panel’s client record, and gives street and number back as they were typed', async () => {
    const saved = await w.ann.submit(EDIT, ADDRESS);
    expect(saved.location).to.equal('/client/company');
    const page = await w.ann.follow(saved);
    expect(page.$('[role=status]').text()).to.contain('Saved. The company’s details were changed.');
    expect(rowOf(page, 'Street')).to.equal('Street · Nieuwe Herengracht');
    expect(rowOf(page, 'House number')).to.equal('House number · 18-bis');
    expect(await client()).to.include({
      address1: 'Nieuwe Herengracht 18-bis',
      postcode: '1018 DP',
      city: 'Leiden',
      companyname: 'Example BV',
      email: 'ann@example.com',
    });
    const again = formOf(await w.ann.get(EDIT));
    for (const [name, value] of Object.entries(ADDRESS)) expect(again[name], name).to.equal(value);
    const audit = await w.db('mod_liaison_audit').where({ contact_id: 0 }).first();
    expect(audit.action).to.equal('contact.changed');
    expect(JSON.parse(audit.changes)).to.have.keys('street', 'houseNumber', 'postalCode', 'city');
  });

  it('says so when nothing changed, and writes nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const page = await w.ann.follow(await w.ann.submit(EDIT));
    expect(page.$('[role=status]').text()).to.contain('Nothing changed');
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    expect(await w.db('mod_liaison_audit').where({ contact_id: 0 })).to.have.length(1);
  });

  it('says everything that is wrong at once, keeps the answers, and writes nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const again = await w.ann.submit(EDIT, {
      'address[street]': '',
      'address[houseNumber]': '',
      'address[postalCode]': '1234 567 890 12',
      'address[city]': ' ',
    });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal([
      'Enter a street',
      'Enter a house number',
      'Postal code must be 12 characters or fewer',
      'Enter a city',
    ]);
    expect(again.$('#f-address-postalCode').val()).to.equal('1234 567 890 12');
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('K1 refuses a locked field that was sent anyway, on this form and on the owner’s own', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const here = await w.ann.submit(EDIT, {
      name: 'Evil BV',
      'address[country]': 'BE',
      'address[city]': 'Gent',
    });
    expect(here.status).to.equal(422);
    expect(summaryOf(here)).to.deep.equal([
      'Company name is locked. Ask us to change it',
      'Country is locked. Ask us to change it',
    ]);
    const there = await w.ann.submit('/client/contacts/owner/edit', { companyName: 'Evil BV' });
    expect(summaryOf(there)).to.deep.equal(['Company name is locked. Ask us to change it']);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    const same = await w.ann.submit(EDIT, { name: 'Example BV', 'address[country]': 'NL' });
    expect(same.status).to.equal(303);
  });

  it('K1 does not let a required field be emptied on the owner’s own form either', async () => {
    const again = await w.ann.submit('/client/contacts/owner/edit', { city: '' });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal(['Enter a city']);
    expect((await client()).city).to.equal('Leiden');
  });

  it('K1 lets staff edit what is locked, with a reason that the client reads', async () => {
    const path = '/admin/clients/1/company/edit';
    const page = await w.sam.get(path);
    expect(page.$('.lsn-locked')).to.have.length(0);
    const saved = await w.sam.send(page, path, {
      name: 'Example Holding BV',
      vatNumber: 'NL9',
      reason: 'Ticket 12',
    });
    expect(saved.location).to.equal('/admin/clients/1/company');
    expect(await client()).to.include({ companyname: 'Example Holding BV', tax_id: 'NL9' });
    expect((await w.ann.get('/client/contacts/owner')).$('.lsn-history').text()).to.contain('Ticket 12');
    const view = await w.sam.get('/admin/clients/1/company');
    expect(view.$('main a[href*="/ask/"]')).to.have.length(0);
    expect((await w.sam.get('/admin/clients/1/company/ask/name')).status).to.equal(404);
  });

  it('K1 a change of the rules holds on the very next request', async () => {
    const open = await w.ann.get(EDIT);
    await rule('city', {
      rule: 'locked',
      address: 'administration@provider.example',
      reasons: { en: 'It is ours' },
    });
    const late = await w.ann.send(open, EDIT, { 'address[city]': 'Delft' });
    expect(summaryOf(late)).to.deep.equal(['City is locked. Ask us to change it']);
    const page = await w.ann.get('/client/company');
    expect(rowOf(page, 'City')).to.contain(
      'Locked: It is ours · This field cannot be changed. To update it, ask administration@provider.example',
    );
    await rule('city', { rule: 'hidden' });
    expect(rowOf(await w.ann.get('/client/company'), 'City')).to.equal('');
    expect((await w.ann.get(EDIT)).text).to.not.contain('Leiden');
    await rule('name', { rule: 'optional' });
    expect((await w.ann.submit(EDIT, { name: 'Example BV' })).status).to.equal(303);
    expect(await client()).to.include({ companyname: 'Example BV', city: 'Leiden' });
    await shippedRules();
  });

  it('C6 shows and asks for a state exactly when the country is the United States', async () => {
    await rule('country', { rule: 'required' });
    const us = { 'address[country]': 'US' };
    expect(summaryOf(await w.ann.submit(EDIT, us))).to.deep.equal(['Select a state']);
    expect(summaryOf(await w.ann.submit(EDIT, { 'address[stateCode]': 'TX' }))).to.deep.equal([
      'State is only used for United States. Remove it or change the country',
    ]);
    expect((await w.ann.submit(EDIT, { ...us, 'address[stateCode]': 'TX' })).status).to.equal(303);
    expect(await client()).to.include({
      country: 'US',
      state: 'Texas',
      address1: '18-bis Nieuwe Herengracht',
    });
    expect(rowOf(await w.ann.get('/client/company'), 'State')).to.equal('State · Texas');
    await shippedRules();
    expect(formOf(await w.ann.get(EDIT))['address[stateCode]']).to.equal('TX');
    await rule('country', { rule: 'required' });
    const home = { 'address[country]': 'NL', 'address[stateCode]': '' };
    expect((await w.ann.submit(EDIT, home)).status).to.equal(303);
    expect(await client()).to.include({ country: 'NL', state: '', address1: 'Nieuwe Herengracht 18-bis' });
    await shippedRules();
  });

  it('D3 a stale save gets the conflict page, and nothing is lost', async () => {
    const [mine, theirs] = [await w.ann.get(EDIT), await w.cy.get(EDIT)];
    await w.cy.send(theirs, EDIT, { 'address[city]': 'Utrecht' });
    const conflict = await w.ann.send(mine, EDIT, {
      'address[city]': 'Delft',
      'address[postalCode]': '2611 AA',
    });
    expect(conflict.status).to.equal(409);
    const legends = conflict.$('.lsn-conflict legend').map((_i, el) => conflict.$(el).text());
    expect(legends.get()).to.deep.equal(['Postal code', 'City']);
    expect((await client()).city).to.equal('Utrecht');
    const kept = await w.ann.send(conflict, EDIT, { 'choice[address][city]': 'theirs' });
    expect(kept.status).to.equal(303);
    expect(await client()).to.include({ city: 'Utrecht', postcode: '2611 AA' });
  });

  it('D3 a change on the panel’s own screens is a conflict too', async () => {
    const page = await w.ann.get(EDIT);
    await w.db('tblclients').where({ id: 1 }).update({ city: 'Haarlem' });
    expect((await w.ann.send(page, EDIT, { 'address[postalCode]': '2000' })).status).to.equal(409);
    expect(await client()).to.include({ city: 'Haarlem', postcode: '2611 AA' });
  });

  it('C4 refuses an address that another contact of the client has', async () => {
    await rule('email', { rule: 'required' });
    const again = await w.ann.submit(EDIT, { email: 'BO@corp.example' });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal(['BO@corp.example already belongs to Bo Chen']);
    await shippedRules();
  });

  it('is each client’s own, and open to whoever may edit the profile alone', async () => {
    expect((await w.mira.get('/client/company')).text).to.not.contain('Example BV');
    for (const path of ['/client/company', EDIT, '/client/company/ask/name'])
      expect((await w.bo.get(path)).status, path).to.equal(403);
    expect((await w.cy.get('/client/company')).status).to.equal(200);
    expect((await w.ann.get('/admin/clients/1/company')).status).to.equal(403);
    const token = String((await w.bo.get('/client/company')).$('input[name=_csrf]').val());
    const refused = await w.bo.post(EDIT, { _csrf: token, 'address[city]': 'x' });
    expect(refused.status).to.equal(403);
    expect(refused.$('main').text()).to.contain('You need the permission');
    expect((await client()).city).to.equal('Haarlem');
  });
});

describe('The company on a panel without a tax number', () => {
  const w = world('whmcs76');

  it('leaves the field out wherever it would stand', async () => {
    for (const [visitor, path] of [
      [w.ann, '/client/company'],
      [w.ann, EDIT],
      [w.sam, '/admin/fields'],
    ] as const) {
      const page = await visitor.get(path);
      expect(page.status, path).to.equal(200);
      expect(page.text, path).to.contain('Company name').and.to.not.contain('Tax number');
    }
    expect((await w.ann.get('/client/company/ask/vatNumber')).status).to.equal(404);
    expect((await w.ann.get('/client/company/ask/name')).status).to.equal(200);
    expect((await w.sam.submit('/admin/fields', { types: 'single' })).status).to.equal(303);
  });
});
