// Choosing the billing contact of each account: N3, CL14.
import { load } from 'cheerio';
import { expect } from 'chai';
import { formOf, summaryOf, type Answer, type Visitor } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { plantAccount } from '../../support/billing-accounts.js';

const LIST = '/client/billing-accounts';
const text = (words: string): string => words.replace(/\s+/g, ' ').trim();
/** As it is read: what stands in elements of its own is apart. */
const spaced = (html: string | null): string =>
  text(load(`<p>${(html ?? '').replaceAll('<', ' <')}</p>`).text());
const rows = ({ $ }: Answer): string[][] =>
  $('tbody tr')
    .toArray()
    .map((row) =>
      $(row)
        .children()
        .toArray()
        .slice(0, 4)
        .map((cell) => spaced($(cell).html())),
    );

describe('Billing accounts', () => {
  const w = world();
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  const ofAccount = (id: number | 'default', contactId: number | 'none'): string =>
    `${LIST}/${id}/edit?contactId=${contactId}&show=changes`;
  const choose = async (by: Visitor, id: number | 'default', contactId: number | 'none'): Promise<Answer> => {
    const path = ofAccount(id, contactId);
    return by.send(await by.get(path), path);
  };
  const panelContact = async (clientId = 1): Promise<number> =>
    (await w.db('tblclients').where({ id: clientId }).first('billingcid')).billingcid as number;
  const invoices = async (contactId: number): Promise<number> =>
    (await w.db('tblcontacts').where({ id: contactId }).first('invoiceemails')).invoiceemails as number;
  const logged = async () =>
    (await w.db('mod_liaison_audit').where('action', 'like', 'billingAccount.%').orderBy('id')) as {
      action: string;
      object_name: string;
      contact_id: number | null;
      changes: string;
    }[];

  const written = async () => ({
    ...(await fingerprint(w.db, 'mod_liaison_billing')),
    ...(await fingerprint(w.db, 'mod_liaison_audit')),
  });

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
    // Nobody gets invoice mail but by the rules: then it shows what they do.
    await w.db('tblcontacts').where({ userid: 1 }).update({ invoiceemails: 0 });
  });

  describe('with one payer', () => {
    it('N3 are one, the company’s own, and its contact is chosen on the list', async () => {
      const page = await w.ann.get(LIST);
      expect(page.status).to.equal(200);
      expect(page.h1).to.equal('Billing accounts');
      expect(text(page.$('main').text())).to.contain(
        'You have one payer, your company. Invoices go to Grace Müller.',
      );
      expect(rows(page)).to.deep.equal([
        ['Default billing account', 'Grace Müller accounts@corp.example', 'Ann Lee', 'Thin'],
      ]);
      expect(page.$('input[name=contactId]')).to.have.length(12);
      expect(page.$('form[method=get]').attr('action')).to.equal(`${LIST}/default/edit`);
      expect(page.$('nav.lsn-nav a[aria-current]').text()).to.equal('Billing accounts');
    });

    it('say who follows while nobody is chosen: the owner, then Primary Billing', async () => {
      const file = '/admin/clients/2/billing-accounts';
      const page = await w.sam.get(file);
      expect(text(page.$('main').text())).to.contain(
        'The client has one payer, the company. Invoices go to Mira Janssens, who stands in as owner until someone is chosen.',
      );
      expect(rows(page)[0]?.[1]).to.contain('Stands in as owner, until someone is chosen');
      const promote = '/client/contacts/owner/promote?role=billing';
      await w.mira.post(promote, formOf(await w.mira.get(promote)));
      expect(text((await w.sam.get(file)).$('main').text())).to.contain(
        'Invoices go to Mira Janssens, Primary Billing.',
      );
    });

    it('are not for a sub-account without the right to contacts', async () => {
      for (const path of [LIST, `${LIST}/default/edit`]) expect((await w.bo.get(path)).status).to.equal(403);
      expect((await w.cy.get(LIST)).status).to.equal(200);
    });

    it('find people by a search, 25 a page, and offer to add one', async () => {
      const path = `${LIST}/default/edit`;
      const all = await w.mira.get(path);
      expect(all.$('input[name=contactId]')).to.have.length(25);
      expect(all.text.length).to.be.below(60_000);
      expect(all.$('.lsn-pagination a[rel=next]').attr('href')).to.equal(`${path}?page=2`);
      const found = await w.ann.get(`${path}?q=hiro`);
      expect(found.$('label[for^=f-contactId]').first().text()).to.equal('宏 田中');
      expect(found.$('a[href="/client/contacts/new"]')).to.have.length(1);
      const none = await w.ann.get(`${path}?q=nobody-like-this`);
      expect(none.$('main').text()).to.contain('nobody-like-this');
    });

    it('ask for a contact, and refuse who it is already and who is not the client’s', async () => {
      const before = await written();
      const stranger = (await w.db('tblcontacts').where({ userid: 2 }).first('id')).id as number;
      const asks = async (contactId: number | 'none' | '') => {
        const page = await w.ann.get(`${LIST}/default/edit?contactId=${contactId}&show=changes&q=corp`);
        expect(page.status).to.equal(422);
        expect(page.$('input[name=q]').val()).to.equal('corp');
        return summaryOf(page);
      };
      expect(await asks('')).to.deep.equal(['Select a billing contact']);
      expect(await asks(stranger)).to.deep.equal(['Select a billing contact']);
      expect(await asks(idOf('Grace'))).to.deep.equal([
        'Grace Müller is already the billing contact of the default billing account',
      ]);
      const { _csrf = '' } = formOf(await w.ann.get(ofAccount('default', idOf('Bo'))));
      const sent = await w.ann.post(`${LIST}/default/edit`, {
        _csrf,
        contactId: String(stranger),
        seen: 'x',
      });
      expect([sent.status, summaryOf(sent)]).to.deep.equal([422, ['Select a billing contact']]);
      const none = await w.ann.post(`${LIST}/default/edit`, { _csrf });
      expect([none.status, summaryOf(none)]).to.deep.equal([422, ['Select a billing contact']]);
      expect(await written()).to.deep.equal(before);
      expect(await panelContact()).to.equal(idOf('Grace'));
    });

    it('U2 show recipients before and after, write nothing, and then do exactly that in the panel', async () => {
      const before = await written();
      const path = ofAccount('default', idOf('Emre'));
      const page = await w.ann.get(path);
      expect(
        page
          .$('.lsn-added, .lsn-removed')
          .toArray()
          .map((line) => text(page.$(line).text())),
      ).to.deep.equal([
        'Added Emre Yılmaz: billing contact of the default billing account',
        'Removed Grace Müller: billing contact of the default billing account',
      ]);
      expect(spaced(page.$('.lsn-preview dl').html())).to.contain(
        'Invoices and renewals Ann Lee and Grace Müller → Ann Lee and Emre Yılmaz',
      );
      expect(await written()).to.deep.equal(before);
      const done = await w.ann.send(page, path);
      expect([done.status, done.location]).to.deep.equal([303, LIST]);
      expect((await w.ann.follow(done)).$('[role=status]').text()).to.contain(
        'Emre Yılmaz is now the billing contact of the default billing account.',
      );
      expect(await panelContact()).to.equal(idOf('Emre'));
      expect(await w.db('mod_liaison_billing_accounts')).to.have.length(0);
      const [line] = await logged();
      expect(line).to.include({
        action: 'billingAccount.changed',
        object_name: '',
        contact_id: idOf('Emre'),
      });
      expect(JSON.parse(line?.changes ?? '')).to.deep.equal({
        contact: { before: 'Grace Müller', after: 'Emre Yılmaz' },
      });
      const activity = text((await w.ann.get('/client/activity')).$('main').text());
      expect(activity).to.contain('Ann Lee changed the billing account the default billing account');
      expect(activity).to.contain('Billing contact');
    });

    it('N2 the panel’s switches follow: the new one gets invoice mail, the old one no longer for this', async () => {
      expect([await invoices(idOf('Emre')), await invoices(idOf('Grace'))]).to.deep.equal([1, 0]);
      expect((await choose(w.ann, 'default', idOf('Inès'))).status).to.equal(303);
      expect([await invoices(idOf('Inès')), await invoices(idOf('Emre'))]).to.deep.equal([1, 0]);
    });

    it('know the owner as a choice apart from nobody', async () => {
      await choose(w.ann, 'default', 0);
      expect(await panelContact()).to.equal(0);
      expect(rows(await w.ann.get(LIST))[0]?.[1]).to.equal('Ann Lee ann@example.com');
      const nobody = await w.ann.get(ofAccount('default', 'none'));
      expect(nobody.$('.lsn-preview .lsn-badge-warn').text()).to.contain('Only a stand-in is left');
      const done = await w.ann.send(nobody, ofAccount('default', 'none'));
      expect((await w.ann.follow(done)).$('[role=status]').text()).to.contain(
        'Nobody is chosen for the default billing account now. Ann Lee stands in as owner.',
      );
      expect(rows(await w.ann.get(LIST))[0]?.[1]).to.contain('Stands in as owner');
      expect(summaryOf(await w.ann.get(ofAccount('default', 'none')))).to.deep.equal([
        'Nobody is chosen for the default billing account already',
      ]);
    });

    it('U2 what falls to a stand-in is shown before it is saved, also to who skipped the preview', async () => {
      await choose(w.ann, 'default', 0);
      const { _csrf = '' } = formOf(await w.ann.get(ofAccount('default', idOf('Bo'))));
      const path = `${LIST}/default/edit`;
      const check = await w.ann.post(path, { _csrf, contactId: 'none' });
      expect(check.status).to.equal(200);
      expect(check.$('.lsn-preview').text()).to.contain('Only a stand-in is left');
      expect(rows(await w.ann.get(LIST))[0]?.[1]).to.equal('Ann Lee ann@example.com');
      const action = check.$('main form[method=post]').attr('action') as string;
      expect((await w.ann.send(check, action)).status).to.equal(303);
      // Where nothing falls there is nothing to stop for.
      expect((await w.ann.post(path, { _csrf, contactId: String(idOf('Grace')) })).status).to.equal(303);
      expect(await panelContact()).to.equal(idOf('Grace'));
    });

    it('what the panel’s own screens chose counts at once, and makes an old preview stale', async () => {
      const path = ofAccount('default', idOf('Bo'));
      const page = await w.ann.get(path);
      await w
        .db('tblclients')
        .where({ id: 1 })
        .update({ billingcid: idOf('Dee') });
      expect(rows(await w.ann.get(LIST))[0]?.[1]).to.contain('Dee Okafor');
      const before = await written();
      const stale = await w.ann.send(page, path);
      expect(stale.status).to.equal(409);
      expect(stale.$('main').text()).to.contain('Who gets what has changed meanwhile');
      expect(text(stale.$('.lsn-removed').text())).to.contain('Dee Okafor');
      expect(await written()).to.deep.equal(before);
      expect(await panelContact()).to.equal(idOf('Dee'));
      expect((await w.ann.send(stale, path)).status).to.equal(303);
      expect(await panelContact()).to.equal(idOf('Bo'));
    });

    it('count a double click once, and need the form’s token', async () => {
      const path = ofAccount('default', idOf('Grace'));
      const page = await w.ann.get(path);
      const lines = (await logged()).length;
      const clicks = await Promise.all([1, 2].map(() => w.ann.send(page, path)));
      expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
      expect(await logged()).to.have.length(lines + 1);
      expect((await w.ann.post(path, { ...formOf(page), _csrf: 'no' })).status).to.equal(403);
    });
  });

  describe('with several payers', () => {
    let euId: number;
    let otherClients: number;

    before(async () => {
      euId = await plantAccount(w.db, {
        clientId: 1,
        name: 'EU-01',
        contactId: idOf('Jonas'),
        serviceIds: [2],
      });
      const stranger = await w.db('tblcontacts').where({ userid: 2 }).first('id');
      otherClients = await plantAccount(w.db, {
        clientId: 2,
        name: 'Other',
        contactId: stranger.id as number,
      });
      // The first change of any kind brings the panel's switches up to date.
      await choose(w.ann, euId, idOf('宏'));
    });

    it('N3 have one billing contact each', async () => {
      const page = await w.ann.get(LIST);
      expect(rows(page).map(([name, contact]) => [name, contact])).to.deep.equal([
        ['Default billing account All other services', 'Grace Müller accounts@corp.example'],
        ['EU-01 1 service', '宏 田中 hiro@corp.example'],
      ]);
      expect(page.$('input[name=contactId]')).to.have.length(0);
      expect(page.$('main').text()).to.contain(
        'The billing contact hears only about its own billing account.',
      );
    });

    it('N3 a billing contact hears only about its own billing account', async () => {
      const path = ofAccount(euId, idOf('Emre'));
      const page = await w.ann.get(path);
      const told = page
        .$('.lsn-preview dl > div')
        .toArray()
        .map((line) => spaced(page.$(line).html()));
      // Nothing changes for the default account, and Grace hears nothing of this one.
      expect(told).to.deep.equal([
        'Invoices and renewals, EU-01 Ann Lee and 宏 田中 → Ann Lee and Emre Yılmaz',
      ]);
      expect((await w.ann.send(page, path)).status).to.equal(303);
      expect([await invoices(idOf('宏')), await invoices(idOf('Emre'))]).to.deep.equal([0, 1]);
      expect(
        rows(await w.ann.get(LIST)).map(([name = '', contact, copies]) => [
          name.slice(0, 7),
          contact,
          copies,
        ]),
      ).to.deep.equal([
        ['Default', 'Grace Müller accounts@corp.example', 'Ann Lee'],
        ['EU-01 1', 'Emre Yılmaz emre@corp.example', 'Ann Lee'],
      ]);
      expect(await panelContact()).to.equal(idOf('Grace'));
      const row = await w.db('mod_liaison_billing_accounts').where({ id: euId }).first();
      expect(row.contact_id).to.equal(idOf('Emre'));
    });

    it('always have one: nobody is no choice but for the default one', async () => {
      const page = await w.ann.get(ofAccount(euId, 'none'));
      expect([page.status, summaryOf(page)]).to.deep.equal([422, ['Select a billing contact']]);
      expect(page.$('#f-contactId-none')).to.have.length(0);
      expect(summaryOf(await w.ann.get(ofAccount(euId, idOf('Emre'))))).to.deep.equal([
        'Emre Yılmaz is already the billing contact of EU-01',
      ]);
    });

    it('answer another client’s account as a missing one, also with the id in the form', async () => {
      expect((await w.ann.get(`${LIST}/${otherClients}/edit`)).status).to.equal(404);
      expect((await w.ann.get(`${LIST}/abc/edit`)).status).to.equal(404);
      const body = formOf(await w.ann.get(ofAccount(euId, idOf('Bo'))));
      const sent = await w.ann.post(`${LIST}/${otherClients}/edit`, body);
      expect(sent.status).to.equal(404);
      expect((await w.sam.get(`/admin/clients/1/billing-accounts/${otherClients}/edit`)).status).to.equal(
        404,
      );
    });

    it('are the same for staff, whose reason is kept', async () => {
      const path = `/admin/clients/1/billing-accounts/${euId}/edit?contactId=${idOf('宏')}&show=changes`;
      const done = await w.sam.submit(path, { reason: 'Asked for in ticket 12' });
      expect(done.location).to.equal('/admin/clients/1/billing-accounts');
      const seen = await w.ann.get('/client/activity');
      expect(seen.$('main').text()).to.contain('Asked for in ticket 12').and.to.contain('Staff changed');
      expect(seen.text).to.not.contain('Sam de Vries');
    });

    it('follow Primary Billing for one whose contact the panel deleted by itself', async () => {
      await w
        .db('tblcontacts')
        .where({ id: idOf('宏') })
        .delete();
      expect(rows(await w.ann.get(LIST))[1]?.[1]).to.contain('Stands in as owner');
      expect((await choose(w.ann, euId, idOf('Bo'))).status).to.equal(303);
      expect(rows(await w.ann.get(LIST))[1]?.[1]).to.contain('Bo Chen');
    });
  });
});
