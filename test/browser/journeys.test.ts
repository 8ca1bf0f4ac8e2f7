// What people come to do, from the first click to the last, with JavaScript and without (ux.md §10, AX3).
import { expect } from 'chai';
import { browserApp } from '../support/browser-app.js';
import { AddPage, ClientsPage, EditPage, ListPage, RefusalPage, visit } from '../support/pages.js';

describe('Journeys in a browser', function () {
  this.timeout(60_000);
  const app = browserApp();
  const row = (email: string) => app.db('tblcontacts').where({ email }).first();

  for (const javaScript of [true, false]) {
    describe(javaScript ? 'with JavaScript' : 'without JavaScript', () => {
      const open = (who: 'ann' | 'bo' | 'cy' | 'sam') => app.window(who, { javaScript });

      it('the owner looks for somebody, adds a person, changes and deletes them', async () => {
        const page = await open('ann');
        let list = await visit(ListPage, page, '/client/contacts');
        list = await list.search('vermeer');
        expect(await list.main.innerText()).to.contain('No contacts match “vermeer”.');
        list = await visit(ListPage, page, '/client/contacts');

        const add = await list.add();
        expect(await add.field('Person').isChecked()).to.equal(true);
        await add.answer({
          'First name': 'Hans',
          'Last name': 'Vermeer',
          'Email address': 'hans@corp.example',
        });
        await add.countryOf('Mobile (optional)').selectOption('Netherlands (+31)');
        await add.answer({ 'Mobile number': '06 8221 2341' });
        let hans = await add.save();
        expect(await hans.page.locator('h1').innerText()).to.equal('Hans Vermeer');
        expect(await hans.status()).to.equal('Hans Vermeer was added.');
        if (javaScript) expect(await hans.focused()).to.equal('Hans Vermeer was added.');
        expect(await hans.detail('Mobile')).to.equal('+31 6 82212341');
        expect(await hans.history()).to.contain('Ann Lee added Hans Vermeer');

        const edit = await hans.edit();
        expect(await edit.field('Mobile number').inputValue()).to.match(/6 ?82212341$/);
        await edit.answer({ 'Email address': 'h.vermeer@corp.example' });
        hans = await edit.save();
        expect(await hans.status()).to.contain('Saved. The details of Hans Vermeer were changed.');
        expect(await hans.detail('Email address')).to.equal('h.vermeer@corp.example');

        const sure = await hans.remove();
        expect(await sure.main.innerText()).to.contain('This cannot be undone');
        list = await sure.confirm();
        expect(await list.status()).to.contain('Hans Vermeer was deleted.');
        list = await list.search('vermeer');
        expect(await row('h.vermeer@corp.example')).to.equal(undefined);
      });

      it('two windows edit the same contact: the second chooses, field by field, and saves', async () => {
        const path = `/client/contacts/${await app.idOf('Jonas')}/edit`;
        const [ann, cy] = [await open('ann'), await open('cy')];
        const [hers, his] = [await visit(EditPage, ann, path), await visit(EditPage, cy, path)];
        const before = { City: 'Delft', 'Postal code': '2611 AA', Street: 'Oude Delft' };
        await hers.answer({ ...before, Note: `theirs ${javaScript}` });
        await his.answer({ City: 'Leiden', 'Postal code': '2311 BB', Street: 'Oude Delft' });
        await hers.save();

        const conflict = await his.saveTooLate();
        expect(await conflict.values('City')).to.deep.equal(['Delft', 'Leiden']);
        expect(await conflict.page.getByRole('group', { name: 'Street' }).count()).to.equal(0);
        await conflict.take('City', 'Delft');
        await conflict.take('Postal code', '2311 BB');
        await conflict.take('Note', `theirs ${javaScript}`);
        const jonas = await conflict.save();
        expect(await jonas.status()).to.contain('Saved.');
        expect(await row('jonas@corp.example')).to.include({ city: 'Delft', postcode: '2311 BB' });
        expect(await jonas.detail('Note')).to.equal(`theirs ${javaScript}`);
        await app.db('tblcontacts').where({ firstname: 'Jonas' }).update({ city: '', postcode: '' });
      });

      it('errors: the focus is on the summary, its links land on the fields, nothing typed is lost', async () => {
        let add = await visit(AddPage, await open('ann'), '/client/contacts/new');
        await add.answer({ 'Last name': 'Vermeer', 'Email address': 'hans at corp', 'Phone number': '12' });
        add = await add.saveInVain();
        expect(await add.problems()).to.deep.equal([
          'Enter a first name',
          'Enter an email address in the correct format, like name@example.com',
          'Phone number is too short for Netherlands',
        ]);
        expect(await add.focused()).to.contain('There is a problem');
        expect(await add.field('Last name').inputValue()).to.equal('Vermeer');
        await add.followProblem('Enter a first name');
        expect(await add.focused()).to.equal('f-firstName');
        await add.followProblem('Phone number is too short');
        expect(await add.focused()).to.equal('f-phone-number');
        expect(await add.field('Email address').getAttribute('aria-invalid')).to.equal('true');
        expect(await add.field('Last name').getAttribute('aria-invalid')).to.equal(null);
      });

      it('the owner adds a mailbox, which has one name', async () => {
        const email = `desk-${javaScript}@corp.example`;
        const add = await visit(AddPage, await open('ann'), '/client/contacts/new');
        await add.choose('Mailbox');
        expect(await add.field('Last name').isVisible()).to.equal(!javaScript);
        await add.answer({ 'First name': 'Security desk', 'Email address': email });
        const desk = await add.save();
        expect(await desk.page.locator('h1').innerText()).to.match(/^Security desk\s+Mailbox$/);
        expect(await row(email)).to.include({ firstname: 'Security desk', lastname: '' });
      });

      it('staff find a client, add a contact and have the client told', async () => {
        const page = await open('sam');
        const clients = await (await visit(ClientsPage, page, '/admin')).search('example bv');
        const list = await clients.open('Example BV');
        expect(await page.getByRole('complementary').innerText()).to.contain(
          'working for Example BV (client 1)',
        );
        const add = await list.add();
        const [email, firstName] = [`noor-${javaScript}@corp.example`, 'Noor'];
        await add.answer({ 'First name': firstName, 'Last name': 'Bakker', 'Email address': email });
        await add.field('Tell the client by email that this contact was added').check();
        await add.answer({ 'Reason (optional)': 'Asked by phone' });
        const noor = await add.save();
        expect(await noor.status()).to.contain('The client gets an email about it.');
        expect(await noor.history()).to.contain('Asked by phone');

        const contact = (await row(email)) as { id: number };
        const mail = () => app.db('mod_liaison_outbox').orderBy('id', 'desc').first();
        expect(await mail()).to.include({ client_id: 1, mail: 'contact-added', state: 'due' });
        expect(JSON.parse((await mail()).payload)).to.deep.equal({ contactId: contact.id });
        await app.built.outbox.worker.runOnce();
        expect(await mail()).to.include({ state: 'kept' });
        const message = JSON.parse((await mail()).message);
        expect(message.to.address).to.equal('ann@example.com');
        expect(message.text).to.contain('Noor Bakker');
      });

      it('a sub-account without the right is told which one, who can give it, and what is open to it', async () => {
        const refusal = await visit(RefusalPage, await open('bo'), '/client/contacts');
        const words = await refusal.main.innerText();
        expect(words).to.contain('You need the permission “Add/edit contacts” to open this page.');
        expect(words).to.contain('Ann Lee and Cy Diaz can give it.');
      });

      it('language and colours are chosen in the menu, and the page stays', async () => {
        const { page } = await visit(ListPage, await open('ann'), '/client/contacts?kind=mailbox');
        await page.getByLabel('Theme').selectOption('Dark');
        await page.getByRole('button', { name: /^Go.*Theme/ }).click();
        await page.locator('html[data-lsn-theme=dark]').waitFor();
        await page.getByLabel('Language').selectOption('ar');
        await page.getByRole('button', { name: /^Go.*Language/ }).click();
        await page.locator('html[dir=rtl][lang=ar][data-lsn-theme=dark]').waitFor();
        expect(page.url()).to.contain('/client/contacts?kind=mailbox');
      });
    });
  }
});
