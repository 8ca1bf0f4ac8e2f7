// Adding a contact: CL4 in the client area.
import { expect } from 'chai';
import { fingerprint } from '../../support/checksum.js';
import { loginOf, summaryOf, testApp, type TestApp, type Visitor } from '../../support/app.js';
import { demoPanel, type TestDatabase } from '../../support/panel-database.js';
import type { DemoCast } from '../../../module/panels/whmcs/sample/demo-data.js';

const NEW = '/client/contacts/new';
const hans = { kind: 'person', firstName: 'Hans', lastName: 'Vermeer', email: 'hans@corp.example' };

describe('Add a contact', () => {
  let database: TestDatabase & { cast: DemoCast };
  let app: TestApp;
  let ann: Visitor;

  before(async () => {
    database = await demoPanel();
    app = await testApp(database.url);
    ann = await app.visitor(loginOf(database.cast.ownerOfClient1));
  });
  after(async () => {
    await app.close();
    await database.drop();
  });

  it('renders', async () => {
    const page = await ann.get(NEW);
    expect(page.status).to.equal(200);
    expect(page.h1).to.equal('Add a contact');
  });

  it('C2 C5 writes the row with the panel’s own conventions, and ours beside it', async () => {
    const saved = await ann.submit(NEW, {
      ...hans,
      title: 'mr',
      'mobile[countryCode]': 'NL',
      'mobile[number]': '06 8221 2341',
      'phone[countryCode]': 'NL',
      'phone[number]': '+31 20 123 4567',
    });
    expect(saved.status).to.equal(303);
    const page = await ann.follow(saved);
    expect(page.h1).to.equal('Hans Vermeer');
    expect(page.$('[role=status]').text()).to.contain('Hans Vermeer was added.');
    expect(page.text).to.contain('+31 6 82212341');
    const row = await database.knex('tblcontacts').where({ email: hans.email }).first();
    expect(row).to.include({
      userid: 1,
      firstname: 'Hans',
      lastname: 'Vermeer',
      phonenumber: '+31.201234567',
    });
    expect(row).to.include({
      subaccount: 0,
      password: '',
      permissions: '',
      generalemails: 0,
      domainemails: 0,
    });
    const ours = await database
      .knex('mod_liaison_contacts')
      .where({ client_id: 1, contact_id: row.id })
      .first();
    expect(ours).to.include({
      kind: 'person',
      title: 'mr',
      mobile_country: 'NL',
      mobile_number: '+31682212341',
    });
    const audit = await database.knex('mod_liaison_audit').where({ contact_id: row.id });
    expect(audit).to.have.length(1);
    expect(audit[0]).to.include({ action: 'contact.added', actor_name: 'Ann Lee' });
  });

  it('keeps the answers and says everything at once when something is wrong, and writes nothing', async () => {
    const before = await fingerprint(database.knex, 'tblcontacts');
    const again = await ann.submit(NEW, {
      kind: 'person', firstName: '', lastName: 'x'.repeat(65), email: 'no-at-sign', 'phone[countryCode]': 'NL', 'phone[number]': '+44 20 7946 0000',
    }); // prettier-ignore
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
    expect(await fingerprint(database.knex, 'tblcontacts')).to.deep.equal(before);
  });
});
