// What HostBill cannot hold is said where a reader meets it, once, in their words; nothing that cannot work is offered.
import { expect } from 'chai';
import { loginOf, summaryOf, testApp, type Answer, type TestApp, type Visitor } from '../support/app.js';
import { openHostBill } from './every-panel.js';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const countOf = (page: Answer, text: string): number => textOf(page).split(text).length - 1;

const AT_PROVIDER = 'The owner’s name, company, phone and address can only be changed at your provider';
const MAIL_KEPT = 'Mail that your provider sends itself does not follow these choices';

describe('What HostBill cannot hold', () => {
  let host: Awaited<ReturnType<typeof openHostBill>>;
  let app: TestApp;
  let ann: Visitor;
  let sam: Visitor;
  before(async () => {
    host = await openHostBill('hostbill');
    app = await testApp(host.url, { panelApi: host.api.settings });
    ann = await app.visitor(loginOf(host.cast.ownerOfClient1));
    sam = await app.visitor({ kind: 'staff', staffId: host.cast.staff.staffId });
  });
  after(async () => {
    await app.close();
    await host.drop();
  });

  it('K1 the owner’s details are text for client and staff, with the reason once, and the rest can be saved', async () => {
    const page = await ann.get('/client/contacts/owner/edit');
    expect(countOf(page, AT_PROVIDER)).to.equal(1);
    for (const field of ['firstName', 'email', 'phone-number', 'street', 'city', 'country', 'companyName'])
      expect(page.$(`#f-${field}`), field).to.have.length(0);
    expect(textOf(page, '.lsn-locked')).to.contain('Keizersgracht 121');
    const saved = await ann.submit('/client/contacts/owner/edit', { title: 'ms', note: 'Ours' });
    expect(saved.location).to.equal('/client/contacts/owner');
    const file = await sam.get('/admin/clients/1/contacts/owner/edit');
    expect(countOf(file, 'can only be changed at the panel')).to.equal(1);
    expect(file.$('#f-firstName')).to.have.length(0);
  });

  it('K1 what is sent all the same is refused in our words, and HostBill is not asked', async () => {
    const before = host.api.asked.length;
    const refused = await ann.submit('/client/contacts/owner/edit', { city: 'Delft' });
    expect(refused.status).to.equal(422);
    expect(summaryOf(refused)).to.deep.equal([
      'The owner’s details can only be changed on the panel’s own pages',
    ]);
    expect(host.api.asked.length).to.equal(before);
  });

  it('K1 the company is all text, and no way leads to a form', async () => {
    const page = await ann.get('/client/company');
    expect(countOf(page, AT_PROVIDER)).to.equal(1);
    expect(countOf(page, 'The tax number is kept at your provider and cannot be shown here')).to.equal(1);
    expect(page.$('a[href$="/company/edit"]')).to.have.length(0);
    expect((await ann.get('/client/company/edit')).$('main form')).to.have.length(0);
    const asked = await ann.get('/client/company/ask/name');
    expect(asked.status).to.equal(200);
    expect(page.$('a[href$="/ask/street"]')).to.have.length(0);
  });

  it('K2 staff are told to change it there first; approved before, nothing is written', async () => {
    await ann.submit('/client/company/ask/name', { value: 'Example Group BV', reason: 'New name' });
    const { id } = (await host.knex('mod_liaison_change_requests').first('id')) as { id: number };
    const request = `/admin/requests/${id}`;
    expect(textOf(await sam.get(request))).to.contain('Change it there first, then approve here');
    const early = await sam.submit(request, { intent: 'approve' });
    expect(early.status).to.equal(422);
    const details = host.knex('hb_client_details').where('id', 1);
    await details.clone().update({ companyname: 'Example Group BV' });
    const now = await sam.submit(request, { intent: 'approve' });
    expect(now.status).to.equal(409);
    const { seen } = { seen: String(now.$('[name=seen]').val()) };
    const { version } = { version: String(now.$('[name=version]').val()) };
    const done = await sam.submit(request, { intent: 'approve', seen, version });
    expect(done.location).to.equal('/admin/requests');
    await details.update({ companyname: 'Example BV' });
  });

  it('C3 a contact’s address is text, the rest of the form is not', async () => {
    const page = await ann.get('/client/contacts/110/edit');
    expect(countOf(page, 'The email address can only be changed at your provider')).to.equal(1);
    expect(page.$('#f-email')).to.have.length(0);
    expect(page.$('#f-city')).to.have.length(1);
    const fresh = await ann.get('/client/contacts/new');
    expect(fresh.$('#f-email')).to.have.length(1);
    expect(textOf(fresh)).to.not.contain('can only be changed');
  });

  it('N2 categories of mail are kept by us: chosen, shown, and said that HostBill’s own mail does not follow', async () => {
    const page = await ann.get('/client/contacts/110/edit');
    expect(countOf(page, MAIL_KEPT)).to.equal(1);
    const byHand = { 'emailCategories[how]': 'hand', 'emailCategories[invoice][]': 'on', note: '' };
    expect((await ann.submit('/client/contacts/110/edit', byHand)).status).to.equal(303);
    const matrix = await ann.get('/client/notices?view=contact');
    expect(countOf(matrix, MAIL_KEPT)).to.equal(1);
    expect(matrix.$('[name="mail[c110][]"][value=invoice]').is(':checked')).to.equal(true);
    const held = await host.knex('sample_privileges').where('contact_id', 110).first();
    expect(held).to.equal(undefined);
  });

  it('N3 the billing contact of the default account is kept by us', async () => {
    const page = await ann.get('/client/billing-accounts');
    expect(countOf(page, 'Invoices that your provider sends do not follow this choice')).to.equal(1);
  });

  it('P7 the access form says what holds here only, and that domains cannot be chosen', async () => {
    const page = await ann.get('/client/contacts/102/access');
    expect(textOf(page)).to.contain(
      'These hold here only, for the other pages of your provider do not know them: Accept order contracts, View/Accept estimates, Manage SSH Keys',
    );
    expect(countOf(page, 'Domains cannot be chosen one by one here')).to.equal(1);
    expect(countOf(page, 'Limits to departments, services and domains hold here only')).to.equal(1);
    expect(textOf(page)).to.contain('do not know them: Sign on, Manage');
  });

  it('A3 no password is set or reset here', async () => {
    const nobody = await app.visitor();
    const page = await nobody.get('/sign-in');
    expect(textOf(page)).to.contain('Passwords are set at your provider, not here');
    expect(page.$('a[href="/reset"]')).to.have.length(0);
    expect((await nobody.get('/reset')).status).to.equal(503);
  });

  it('AD5, AD7, AD9 staff read it on the pages where they would choose it', async () => {
    expect(textOf(await sam.get('/admin/permissions'))).to.contain(
      'There are no ceilings for groups of clients',
    );
    expect(textOf(await sam.get('/admin/fields'))).to.contain('can only be changed at the panel');
    expect(textOf(await sam.get('/admin/notices'))).to.contain('Mail that the panel sends itself');
  });

  it('AD2 the setup check lists each: held, kept by us, not possible', async () => {
    const page = await sam.get('/admin/setup');
    const panel = textOf(page, '[aria-labelledby=lsn-panel]');
    expect(panel).to.contain(
      'Held by the panel: contacts, changes of contacts, sub-accounts, staff, departments, services',
    );
    expect(panel).to.contain('Kept by us alone: The panel has no email categories of contacts');
    expect(panel).to.contain('Not possible here: The owner’s details can only be changed');
    expect(panel).to.contain('Enforced by us alone');
    expect(textOf(page, '[aria-labelledby=lsn-mail]')).to.contain('A test goes to sam@panel.example');
    expect(textOf(page, '[aria-labelledby=lsn-database]')).to.contain('2 sub-accounts');
    expect(summaryOf(page)).to.deep.equal([]);
  });

  it('without an API contacts are read: nothing is offered that would change one, and a form that is sent is refused', async () => {
    const reading = await testApp(host.url);
    const owner = await reading.visitor(loginOf(host.cast.ownerOfClient1));
    const only = 'Contacts can only be added, changed and deleted at your provider';
    const list = await owner.get('/client/contacts');
    expect(countOf(list, only)).to.equal(1);
    expect(list.$('main a[href$="/contacts/new"], main a[href$="/delete"]')).to.have.length(0);
    const contact = await owner.get('/client/contacts/110');
    expect(countOf(contact, only)).to.equal(1);
    expect(contact.$('main a[href$="/delete"]')).to.have.length(0);
    const form = await owner.get('/client/contacts/110/edit');
    expect(countOf(form, only)).to.equal(1);
    for (const field of ['firstName', 'email', 'phone-number', 'city'])
      expect(form.$(`#f-${field}`), field).to.have.length(0);
    expect((await owner.submit('/client/contacts/110/edit', { note: 'Ours' })).status).to.equal(303);
    expect((await owner.submit('/client/contacts/110/edit', { city: 'Delft' })).status).to.equal(422);
    for (const path of ['/client/contacts/new', '/client/contacts/110/delete']) {
      const refused = await owner.get(path);
      expect(refused.status, path).to.equal(503);
      expect(textOf(refused), path).to.contain('LIAISON_HOSTBILL_API_KEY');
    }
    await reading.close();
  });

  it('says none of it on a page that it does not concern', async () => {
    expect(textOf(await ann.get('/client/roles'))).to.not.contain('your provider');
  });
});
