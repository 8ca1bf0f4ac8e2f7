// The module on HostBill, through its pages: what works elsewhere works here, and what HostBill cannot hold or does not
// answer for is said on the page.
import { expect } from 'chai';
import { loginOf, summaryOf, testApp, type TestApp, type Visitor } from '../support/app.js';
import { SAMPLE_PASSWORD } from '../../module/panels/hostbill/sample/sample-passwords.js';
import { newToken, tokenHash } from '../../module/support/token.js';
import { TickedForm } from '../support/ticked-form.js';
import { openHostBill } from './every-panel.js';

const NEW = '/client/contacts/new';
const HANS = { kind: 'person', firstName: 'Hans', lastName: 'Vermeer', email: 'hans@corp.example' };

describe('Pages on HostBill', () => {
  let host: Awaited<ReturnType<typeof openHostBill>>;
  let app: TestApp;
  let ann: Visitor;
  let cy: Visitor;
  before(async () => {
    host = await openHostBill('hostbill');
    app = await testApp(host.url, { panelApi: host.api.settings });
    ann = await app.visitor(loginOf(host.cast.ownerOfClient1));
    cy = await app.visitor(loginOf(host.cast.managesContacts));
  });
  after(async () => {
    await app.close();
    await host.drop();
  });
  afterEach(() => {
    Object.assign(host.api.options, { failure: 'none', uniqueEmails: false });
  });
  const record = (email: string) => host.knex('hb_client_access').where({ email }).first('id', 'email');

  it('C2 a contact is added through the API, with our row and the log beside it', async () => {
    const saved = await ann.submit(NEW, { ...HANS, title: 'mr' });
    expect(saved.status).to.equal(303);
    expect((await ann.follow(saved)).h1).to.equal('Hans Vermeer');
    const { id } = (await record(HANS.email)) as { id: number };
    const ours = await host.knex('mod_liaison_contacts').where({ client_id: 1, contact_id: id }).first();
    expect(ours).to.include({ kind: 'person', title: 'mr' });
    const logged = await host.knex('mod_liaison_audit').where({ contact_id: id, action: 'contact.added' });
    expect(logged).to.have.length(1);
  });

  it('C2 what HostBill refuses is said in its words, and nothing of ours is written', async () => {
    host.api.options.uniqueEmails = true;
    const before = await host.knex('mod_liaison_contacts').where('client_id', 1);
    const refused = await ann.submit(NEW, { ...HANS, email: 'mira@noordzee.example' });
    expect(refused.status).to.equal(409);
    expect(refused.text).to.contain('The panel refused this: Email address already exists');
    expect(await host.knex('mod_liaison_contacts').where('client_id', 1)).to.deep.equal(before);
  });

  it('C2 while HostBill is silent nothing is added, and the page says to try again', async () => {
    host.api.options.failure = 'cut';
    const email = 'late@corp.example';
    const page = await ann.submit(NEW, { ...HANS, email });
    expect(page.status).to.equal(503);
    expect(page.h1).to.equal('We cannot save or load anything right now');
    expect(await record(email)).to.equal(undefined);
  });

  it('C2 an answer that is lost on its way leaves a plain contact, and no second one', async () => {
    const late = { ...HANS, email: 'lost@corp.example' };
    host.api.options.failure = 'dropped';
    expect((await ann.submit(NEW, late)).status).to.equal(503);
    host.api.options.failure = 'none';
    const again = await ann.submit(NEW, late);
    expect(again.status).to.equal(422);
    expect(again.$('.lsn-summary').text()).to.contain('Hans Vermeer');
    expect(await host.knex('hb_client_access').where('email', late.email)).to.have.length(1);
  });

  it('C3 the address is changed at HostBill only: it is text with the reason, and refused when it comes', async () => {
    const page = await ann.submit('/client/contacts/110/edit', { email: 'jonas@new.example', city: 'Delft' });
    expect(page.status).to.equal(422);
    expect(summaryOf(page)).to.deep.equal(['The email address can only be changed on the panel’s own pages']);
    expect(page.$('#f-email')).to.have.length(0);
    expect(page.$('.lsn-locked').text()).to.contain('jonas@corp.example');
    expect(page.$('#f-city').val()).to.equal('Delft');
    const saved = await ann.submit('/client/contacts/110/edit', { city: 'Delft', note: 'Ours' });
    expect(saved.status).to.equal(303);
    expect(await host.knex('hb_client_details').where('id', 110).first('city')).to.deep.equal({
      city: 'Delft',
    });
  });

  it('I1 a client’s number in the address is no contact', async () => {
    for (const id of [1, 2, 4, 1001])
      expect((await ann.get(`/client/contacts/${id}`)).status, String(id)).to.equal(404);
  });

  it('P6 a login that HostBill gave may do that here, and what is taken away ends at once', async () => {
    expect((await cy.get('/client/contacts')).status).to.equal(200);
    const suspended = await ann.submit('/client/contacts/102/login/suspend');
    expect(suspended.status).to.equal(303);
    expect((await cy.get('/client/contacts')).status).to.not.equal(200);
    const held = (await host.knex('sample_privileges').where('contact_id', 102).first()) as {
      privileges: string;
    };
    expect(held.privileges).to.equal('{}');
    expect((await ann.submit('/client/contacts/102/login/resume')).status).to.equal(303);
    cy = await app.visitor(loginOf(host.cast.managesContacts));
    expect((await cy.get('/client/contacts')).status).to.equal(200);
  });

  it('P6 when HostBill is silent it ends here all the same, and the page says that HostBill’s own may lag', async () => {
    host.api.options.failure = 'cut';
    expect((await ann.submit('/client/contacts/101/login/suspend')).status).to.equal(303);
    const page = await ann.get('/client/contacts/101');
    expect(page.$('[aria-labelledby=lsn-access]').text()).to.contain('Suspended');
    expect(page.$('[aria-labelledby=lsn-access]').text()).to.contain(
      'The panel has not taken the last change yet',
    );
    host.api.options.failure = 'none';
    await host
      .knex('mod_liaison_panel_logins')
      .where('contact_id', 101)
      .update({ due_at: '2026-01-01 00:00:00' });
    await app.built.sweep();
    const after = await ann.get('/client/contacts/101');
    expect(after.$('[aria-labelledby=lsn-access]').text()).to.not.contain('has not taken');
    const held = (await host.knex('sample_privileges').where('contact_id', 101).first()) as {
      privileges: string;
    };
    expect(held.privileges).to.equal('{}');
  });

  it('A2 an invitation is accepted with the password that HostBill keeps', async () => {
    const form = await TickedForm.open(ann, '/client/contacts/106/access');
    const preview = await form.tick('permissions[]', 'support.view').press();
    expect(preview.page.status).to.equal(200);
    const invited = await preview.set('password', SAMPLE_PASSWORD).press('invite');
    expect(invited.page.status).to.equal(303);
    const token = newToken();
    const row = { client_id: 1, contact_id: 106, state: 'open' };
    await host
      .knex('mod_liaison_invitations')
      .where(row)
      .update({ token_hash: tokenHash(token) });
    const visitor = await app.visitor();
    expect((await visitor.submit(`/invite/${token}`, { password: 'wrong' })).status).to.equal(422);
    const accepted = await visitor.submit(`/invite/${token}`, { password: SAMPLE_PASSWORD });
    expect(accepted.status).to.equal(303);
    const held = (await host.knex('sample_privileges').where('contact_id', 106).first()) as {
      privileges: string;
    };
    expect(JSON.parse(held.privileges)).to.deep.equal({ 'support.tickets': '1' });
  });

  it('P2 departments come from the API', async () => {
    const form = await TickedForm.open(ann, '/client/contacts/102/access');
    expect(form.page.status).to.equal(200);
    expect(form.page.text).to.contain('Technical support');
  });

  it('C7 a contact is deleted at HostBill and here', async () => {
    const { id } = (await record(HANS.email)) as { id: number };
    expect((await ann.submit(`/client/contacts/${id}/delete`)).location).to.equal('/client/contacts');
    expect(await record(HANS.email)).to.equal(undefined);
    expect(await host.knex('mod_liaison_contacts').where('contact_id', id)).to.have.length(0);
    expect((await ann.get('/client/contacts')).text).to.not.contain(HANS.email);
  });
});
