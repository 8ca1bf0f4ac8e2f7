// A panel that lacks a column: the capability is off, the page says so in words, and nothing crashes.
import { expect } from 'chai';
import { loginOf, testApp } from '../../support/app.js';
import { demoPanel } from '../../support/panel-database.js';

describe('A panel without a column we need', () => {
  it('says what is off, and the rest works', async () => {
    const database = await demoPanel();
    await database.knex.schema.alterTable('tblcontacts', (table) => table.dropColumn('phonenumber'));
    const app = await testApp(database.url);
    const ann = await app.visitor(loginOf(database.cast.ownerOfClient1));
    const page = await ann.get('/client/contacts');
    expect(page.status).to.equal(503);
    expect(page.h1).to.equal('This is switched off here');
    expect(page.$('main').text()).to.contain('Contacts are off: the panel has no tblcontacts.phonenumber');
    expect((await ann.get('/client/contacts/owner/edit')).status).to.equal(200);
    await app.close();
    await database.drop();
  });

  it('works without the optional ones, and does not promise what it cannot check', async () => {
    const database = await demoPanel();
    for (const column of ['tax_id', 'domainemails', 'affiliateemails']) {
      await database.knex.schema.alterTable('tblcontacts', (table) => table.dropColumn(column));
    }
    await database.knex.schema.dropTable('tbldomains');
    const app = await testApp(database.url);
    const ann = await app.visitor(loginOf(database.cast.ownerOfClient1));
    expect((await ann.get('/client/contacts/4')).status).to.equal(200);
    const added = await ann.submit('/client/contacts/new', {
      kind: 'person',
      firstName: 'A',
      lastName: 'B',
      email: 'a@b.example',
    });
    expect(added.status).to.equal(303);
    expect((await ann.submit('/client/contacts/4/delete')).status).to.equal(303);
    expect(app.built.panel.capabilities.mailSwitches.on).to.equal(false);
    await app.close();
    await database.drop();
  });
});
