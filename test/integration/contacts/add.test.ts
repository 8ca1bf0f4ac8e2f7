// Adding a contact (CL4).
import { expect } from 'chai';
import { formOf, summaryOf } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const NEW = '/client/contacts/new';
const hans = { kind: 'person', firstName: 'Hans', lastName: 'Vermeer', email: 'hans@corp.example' };

describe('Add a contact', () => {
  const w = world();
  const row = (email: string) => w.db('tblcontacts').where({ email }).first();

  it('renders', async () => {
    const page = await w.ann.get(NEW);
    expect(page.status).to.equal(200);
    expect(page.h1).to.equal('Add a contact');
    expect(page.$('#f-phone-countryCode option:selected').text()).to.equal('Netherlands (+31)');
    expect(page.$('#f-phone-countryCode option[value=AN]')).to.have.length(0);
  });

  it('C2 C5 writes the row with the panel’s own conventions, and ours beside it', async () => {
    const saved = await w.ann.submit(NEW, {
      ...hans,
      title: 'mr',
      'mobile[countryCode]': 'NL',
      'mobile[number]': '06 8221 2341',
      'phone[countryCode]': 'NL',
      'phone[number]': '+31 20 123 4567',
    });
    expect(saved.status).to.equal(303);
    const page = await w.ann.follow(saved);
    expect(page.h1).to.equal('Hans Vermeer');
    expect(page.$('[role=status]').text()).to.contain('Hans Vermeer was added.');
    expect(page.text).to.contain('+31 6 82212341');
    const stored = await row(hans.email);
    expect(stored).to.include({
      userid: 1,
      firstname: 'Hans',
      lastname: 'Vermeer',
      phonenumber: '+31.201234567',
    });
    expect(stored).to.include({
      subaccount: 0,
      password: '',
      permissions: '',
      generalemails: 0,
      domainemails: 0,
    });
    const ours = await w.db('mod_liaison_contacts').where({ client_id: 1, contact_id: stored.id }).first();
    expect(ours).to.include({
      kind: 'person',
      title: 'mr',
      mobile_country: 'NL',
      mobile_number: '+31682212341',
    });
    const audit = await w.db('mod_liaison_audit').where({ contact_id: stored.id });
    expect(audit).to.have.length(1);
    expect(audit[0]).to.include({ action: 'contact.added', actor_name: 'Ann Lee', actor_kind: 'owner' });
  });

  it('C4 refuses an address that is taken in the same client, in any case, and leads to who has it', async () => {
    const again = await w.ann.submit(NEW, { ...hans, email: ' ANN@example.com ' });
    expect(again.status).to.equal(422);
    expect(summaryOf(again)).to.deep.equal(['ANN@example.com already belongs to Ann Lee']);
    expect(again.$('#f-email-error a').attr('href')).to.equal('/client/contacts/owner');
  });

  it('C4 lets another client have the same address', async () => {
    expect((await w.mira.submit(NEW, { ...hans, email: 'ann@example.com' })).status).to.equal(303);
  });

  it('C6 joins street and house number in the panel’s line and keeps them apart', async () => {
    const address = {
      street: 'Herengracht',
      houseNumber: '12-B',
      postalCode: '1015 BZ',
      city: 'Amsterdam',
      country: 'NL',
    };
    const saved = await w.ann.submit(NEW, { ...hans, email: 'address@corp.example', ...address });
    expect((await row('address@corp.example')).address1).to.equal('Herengracht 12-B');
    const edit = await w.ann.get(`${saved.location}/edit`);
    expect([edit.$('#f-street').val(), edit.$('#f-houseNumber').val()]).to.deep.equal([
      'Herengracht',
      '12-B',
    ]);
  });

  it('C6 takes a state exactly for the United States, and writes it as the panel does', async () => {
    const us = {
      ...hans,
      email: 'us@corp.example',
      street: 'Main Street',
      houseNumber: '1200',
      country: 'US',
    };
    expect(summaryOf(await w.ann.submit(NEW, us))).to.deep.equal(['Select a state']);
    expect((await w.ann.submit(NEW, { ...us, state: 'TX' })).status).to.equal(303);
    expect(await row('us@corp.example')).to.include({
      country: 'US',
      state: 'Texas',
      address1: '1200 Main Street',
    });
    const nl = await w.ann.submit(NEW, { ...us, email: 'nl@corp.example', country: 'NL', state: 'TX' });
    expect(summaryOf(nl)).to.deep.equal([
      'State is only used for United States. Remove it or change the country',
    ]);
  });

  it('adds a mailbox, which has one name', async () => {
    const mailbox = { kind: 'mailbox', firstName: 'Security desk', lastName: '', email: 'soc@corp.example' };
    const page = await w.ann.follow(await w.ann.submit(NEW, mailbox));
    expect(page.$('h1').text()).to.match(/Security desk\s+Mailbox/);
    expect(await row('soc@corp.example')).to.include({ firstname: 'Security desk', lastname: '' });
  });

  it('C9 warns about an address that runs here, and saves', async () => {
    const saved = await w.ann.submit(NEW, { ...hans, email: 'hans@mail.example.com' });
    expect(saved.status).to.equal(303);
    const page = await w.ann.follow(saved);
    expect(page.$('.lsn-notice-warn').text()).to.contain(
      'mail.example.com runs on Web hosting M, which you rent here',
    );
  });

  it('keeps the answers and says everything at once when something is wrong, and writes nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const again = await w.ann.submit(NEW, {
      kind: 'person',
      firstName: '',
      lastName: 'x'.repeat(65),
      email: 'no-at-sign',
      'phone[countryCode]': 'NL',
      'phone[number]': '+44 20 7946 0000',
    });
    expect(again.status).to.equal(422);
    expect(again.$('title').text()).to.match(/^Error: /);
    expect(summaryOf(again)).to.deep.equal([
      'Enter a first name',
      'Last name must be 64 characters or fewer',
      'Enter an email address in the correct format, like name@example.com',
      'Phone number starts with +44 but the country code is Netherlands (+31). Change one of them',
    ]);
    expect(again.$('#f-email').val()).to.equal('no-at-sign');
    expect(again.$('#f-email').attr('aria-describedby')).to.match(/^f-email-error /);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
  });

  it('counts a double click once', async () => {
    const page = await w.ann.get(NEW);
    const data = { ...formOf(page), ...hans, email: 'double@corp.example' };
    const clicks = await Promise.all([w.ann.post(NEW, data), w.ann.post(NEW, data), w.ann.post(NEW, data)]);
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303, 303]);
    expect(new Set(clicks.map(({ location }) => location)).size).to.equal(1);
    expect(await w.db('tblcontacts').where({ email: 'double@corp.example' })).to.have.length(1);
  });

  it('takes two contacts without a key for two', async () => {
    const { requestKey: _key, ...form } = formOf(await w.ann.get(NEW));
    const added = [];
    for (const email of ['k1@corp.example', 'k2@corp.example'])
      added.push(await w.ann.post(NEW, { ...form, ...hans, email }));
    expect(new Set(added.map(({ location }) => location)).size).to.equal(2);
  });

  it('“Save and add another” comes back to an empty form', async () => {
    const saved = await w.ann.submit(NEW, { ...hans, email: 'another@corp.example', intent: 'another' });
    expect(saved.location).to.equal(NEW);
  });

  it('is denied without the permission, for looking and for sending, and the allowed twin succeeds', async () => {
    expect((await w.bo.get(NEW)).status).to.equal(403);
    const before = await fingerprint(w.db, 'tblcontacts');
    const token = formOf(await w.bo.get('/client/contacts/owner/edit'))['_csrf'] ?? '';
    const data = { ...hans, email: 'twin@corp.example', kind: 'nonsense' };
    expect((await w.bo.post(NEW, { ...data, _csrf: token })).status).to.equal(403);
    expect(await fingerprint(w.db, 'tblcontacts')).to.deep.equal(before);
    expect((await w.cy.submit(NEW, { ...data, kind: 'person' })).status).to.equal(303);
  });
});
