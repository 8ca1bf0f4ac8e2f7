// Who gets what (CL12): the rules by notice, and preferences by contact.
import { expect } from 'chai';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { TickedForm } from '../../support/ticked-form.js';

const BY_CONTACT = '/client/notices?view=contact';

const text = (html: string): string => html.replace(/\s+/g, ' ').trim();

/** The cells of a row of the table, by what its first cell says. */
const rowOf = ({ $ }: Answer, name: string): string[] => {
  const row = $('tbody tr').filter((_i, one) => text($(one).find('th').text()) === name);
  return row
    .find('td')
    .map((_i, cell) => text($(cell).text()))
    .get();
};

const boxOf = ({ $ }: Answer, name: string) => $(`input[aria-label="${name}"]`);
const isOn = (page: Answer, name: string): boolean => boxOf(page, name).is('[checked]');
const changesOf = ({ $ }: Answer): string[] =>
  $('.lsn-preview > ul li')
    .map((_i, li) => text($(li).text()))
    .get();

describe('Who gets what, the pages', () => {
  const w = world();
  const byHand = async (contact_id: number) =>
    Object.fromEntries(
      (
        (await w.db('mod_liaison_category_overrides').where({ client_id: 1, contact_id })) as {
          category: string;
          state: string;
        }[]
      ).map(({ category, state }) => [category, state]),
    );
  const lines = () => w.db('mod_liaison_audit').where({ action: 'preferences.changed' });

  describe('by notice', () => {
    it('shows the rules that apply to this client, and whom each notice reaches', async () => {
      const page = await w.ann.get('/client/notices');
      expect(page.h1).to.equal('Who gets what');
      expect(text(page.$('thead').text())).to.equal('NoticeGeneralTechnicalBillingSecurityAdminAlsoReaches');
      expect(rowOf(page, 'Security and abuse').slice(0, 6).join(' ')).to.equal('·no ·no ·no yes ·no ');
      expect(rowOf(page, 'Invoices and renewals')[5]).to.equal('Invoice mail ** ***');
      expect(page.$('main').text()).to.contain('** And the billing contact of that billing account');
      const link = page.$('a:contains("Security and abuse")');
      expect(link.attr('href')).to.equal('/client/notices/simulate?notice=security-abuse');
      expect(text(link.text())).to.match(/^1 (Stand-in|Covered|Thin): Security and abuse$/);
    });

    it('leaves out what only resellers get, and what needs a market', async () => {
      const has = async (name: string) => rowOf(await w.ann.get('/client/notices'), name).length > 0;
      expect(await has('Customer provisioning')).to.equal(
        (await w.built.panel.hosting.resellers([1], w.db)).has(1),
      );
      const open = await w.db('mod_liaison_markets').where({ is_open: 1 });
      expect(await has('Marketplace requests')).to.equal(open.length > 0);
    });

    it('is the client’s own, and for whoever manages contacts', async () => {
      expect((await w.bo.get('/client/notices')).status).to.equal(403);
      expect((await w.cy.get('/client/notices')).status).to.equal(200);
      expect((await w.sam.get('/admin/clients/1/notices')).status).to.equal(200);
      expect((await w.sam.get('/admin/clients/99999/notices')).status).to.equal(404);
      const { $ } = await w.ann.get('/client/notices');
      expect($('.lsn-nav [aria-current]').text()).to.equal('Who gets what');
      expect($('.lsn-nav li:contains("Primary roles") + li').text()).to.equal('Who gets what');
    });
  });

  describe('N2 by contact', () => {
    it('has a box for each category, 25 contacts a page, and says why it is as it is', async () => {
      const page = await w.ann.get(BY_CONTACT);
      expect(page.h1).to.equal('Who gets what, by contact');
      expect(boxOf(page, 'Send Invoice mail to Bo Chen')).to.have.length(1);
      expect(rowOf(page, 'Ann Lee')[0]).to.equal('on by default');
      const found = await w.ann.get(`${BY_CONTACT}&q=bo+chen`);
      expect(found.$('tbody tr')).to.have.length(1);
      const none = await w.ann.get(`${BY_CONTACT}&q=smiht`);
      expect(none.$('.lsn-empty').text()).to.contain('No contacts match “smiht”.');
    });

    it('U2 shows what changes, writes nothing, and then does exactly that', async () => {
      const before = await fingerprint(w.db, 'mod_liaison_');
      const form = await TickedForm.open(w.ann, BY_CONTACT);
      const check = await form.tick('mail[c1][]', 'affiliate').press('preview');
      expect(check.page.h1).to.equal('Check what changes');
      expect(changesOf(check.page)).to.deep.equal(['Added Bo Chen: Affiliate mail, off → on by hand']);
      expect(text(check.page.$('.lsn-dl').text())).to.match(/^Affiliate mail.*Bo Chen/);
      expect(check.page.$('details').text()).to.match(
        /PUT .*\/api\/v1\/contacts\/1\/email-categories.*\{"affiliate":true\}/s,
      );
      const after = await fingerprint(w.db, 'mod_liaison_');
      expect({ ...after, mod_liaison_sessions: '' }).to.deep.equal({ ...before, mod_liaison_sessions: '' });

      const saved = await check.press();
      expect(saved.page.location).to.equal(BY_CONTACT);
      const page = await w.ann.follow(saved.page);
      expect(page.$('[role=status]').text()).to.contain('Saved. 1 email preference changed.');
      expect(isOn(page, 'Send Affiliate mail to Bo Chen')).to.equal(true);
      expect(rowOf(page, 'Bo Chen')[5]).to.equal('• on by hand');
      expect(await byHand(1)).to.include({ affiliate: 'on' });
      const [line] = await lines();
      expect(line).to.include({ client_id: 1, contact_id: 1, object_name: 'Bo Chen' });
      expect(JSON.parse(line.changes)).to.deep.equal({
        'mail.affiliate': { before: 'off', after: 'onByHand' },
      });
    });

    it('counts a double click once', async () => {
      const form = await TickedForm.open(w.ann, BY_CONTACT);
      form.tick('mail[c3][]', 'affiliate');
      const [one, two] = [await form.press(), await form.press()];
      expect([one.page.status, two.page.status]).to.deep.equal([303, 303]);
      expect(await lines()).to.have.length(2);
    });

    it('resets to the types, shown first and not saved', async () => {
      const form = await TickedForm.open(w.ann, BY_CONTACT);
      const shown = await form.press('reset:c1');
      expect(shown.page.status).to.equal(200);
      expect(isOn(shown.page, 'Send Affiliate mail to Bo Chen')).to.equal(false);
      expect(rowOf(shown.page, 'Bo Chen')[5]).to.equal('not saved yet');
      expect(await byHand(1)).to.include({ affiliate: 'on' });
      const check = await shown.press('preview');
      expect(changesOf(check.page)).to.include('Removed Bo Chen: Affiliate mail, on by hand → off');
      expect((await check.press()).page.status).to.equal(303);
      expect(await byHand(1)).to.deep.equal({});
    });

    it('fills a column or a row without saving, and keeps what else was ticked', async () => {
      const form = await TickedForm.open(w.ann, BY_CONTACT);
      const shown = await form.tick('mail[c4][]', 'general').press('on:domain');
      expect(shown.page.$('input[aria-label^="Send Domain mail"]:not([checked])')).to.have.length(0);
      expect(isOn(shown.page, 'Send General mail to Dee Okafor')).to.equal(true);
      const row = await shown.press('off:c4');
      expect(row.values('mail[c4][]')).to.deep.equal([]);
      expect(row.values('mail[c1][]')).to.include('domain');
      expect(await byHand(4)).to.deep.equal({});
    });

    it('N1 what is required of a primary holder is text, and refused when it is sent all the same', async () => {
      expect((await w.ann.submit('/client/contacts/1/promote?role=billing')).status).to.equal(303);
      const page = await w.ann.get(BY_CONTACT);
      expect(rowOf(page, 'Bo Chen')[3]).to.equal('Always: Primary Billing');
      expect(boxOf(page, 'Send Invoice mail to Bo Chen')).to.have.length(0);
      const form = new TickedForm(w.ann, page);
      const letters = form.values('shown[c1]')[0] as string;
      expect(letters[3]).to.equal('-');
      const forged = await form.set('shown[c1]', `${letters.slice(0, 3)}t${letters.slice(4)}`).press();
      expect(forged.page.status).to.equal(422);
      expect(summaryOf(forged.page)).to.deep.equal([
        'Primary Billing must get invoice mail. Promote someone else first',
      ]);
    });

    it('C8 somebody must get domain mail; what was typed is kept', async () => {
      const all = await (await TickedForm.open(w.ann, BY_CONTACT)).press('off:domain');
      const refused = await all.tick('mail[c5][]', 'affiliate').press();
      expect(refused.page.status).to.equal(422);
      expect(summaryOf(refused.page)).to.deep.equal([
        'At least one contact must get domain mail. Turn it on for someone else first',
      ]);
      expect(refused.values('mail[c5][]')).to.include('affiliate');
      expect(refused.values('mail[c0][]')).to.not.include('domain');
      const link = refused.page.$('.lsn-summary a').attr('href') as string;
      expect(refused.page.$(link).is('input[type=checkbox]')).to.equal(true);
    });

    it('U2 a notice that falls is shown first, and what was seen must still be so', async () => {
      const quiet = await (await TickedForm.open(w.ann, BY_CONTACT)).press('off:support');
      const kept = quiet.tick('mail[c1][]', 'support');
      const first = await kept.press();
      if (first.page.status === 200) await first.press();
      const form = await TickedForm.open(w.ann, BY_CONTACT);
      const check = await form.untick('mail[c1][]', 'support').press();
      expect(check.page.status).to.equal(200);
      expect(check.page.h1).to.equal('Check what changes');
      expect(check.page.$('main').text()).to.contain('Nobody you chose would get “Ticket updates” any more');
      expect(check.page.$('.lsn-badge-warn').text()).to.contain('Only a stand-in is left');

      const other = await TickedForm.open(w.cy, BY_CONTACT);
      expect((await other.tick('mail[c6][]', 'support').press()).page.status).to.equal(303);
      const stale = await check.press();
      expect(stale.page.status).to.equal(409);
      expect(stale.page.$('[role=alert]').text()).to.contain('Who gets what has changed meanwhile');
      expect(stale.page.$('.lsn-badge-warn')).to.have.length(0);
      expect((await stale.press()).page.status).to.equal(303);
      expect(await byHand(1)).to.deep.include({ support: 'off' });
    });

    it('D3 a stale page leaves alone what it did not touch, and does not switch back what it did', async () => {
      const stale = await TickedForm.open(w.ann, BY_CONTACT);
      const other = await TickedForm.open(w.cy, BY_CONTACT);
      await other.tick('mail[c7][]', 'general', 'affiliate').press();
      const mine = await stale.tick('mail[c7][]', 'product').press();
      expect(mine.page.status).to.equal(303);
      expect(await byHand(7)).to.include({ general: 'on', affiliate: 'on', product: 'on' });

      const again = await TickedForm.open(w.ann, BY_CONTACT);
      await (await TickedForm.open(w.cy, BY_CONTACT)).untick('mail[c7][]', 'general', 'affiliate').press();
      const conflict = await again.untick('mail[c7][]', 'general', 'product').press();
      expect(conflict.page.status).to.equal(409);
      expect(conflict.page.$('[role=alert]').text()).to.contain('Somebody switched some of this mail');
      const now = conflict.values('mail[c7][]');
      for (const category of ['general', 'affiliate', 'product']) expect(now).to.not.include(category);
      expect(await byHand(7)).to.include({ general: 'off', affiliate: 'off', product: 'on' });
      expect((await conflict.press()).page.status).to.equal(303);
      expect(await byHand(7)).to.include({ product: 'off' });
    });

    it('says so when nothing was changed', async () => {
      const same = await (await TickedForm.open(w.ann, BY_CONTACT)).press();
      expect((await w.ann.follow(same.page)).$('[role=status]').text()).to.contain('Nothing was changed');
    });

    it('refuses strangers, other clients’ contacts, a form without its token, and what is no form', async () => {
      expect((await w.bo.get(BY_CONTACT)).status).to.equal(403);
      const form = await w.ann.get(BY_CONTACT);
      const { _csrf, requestKey } = formOf(form) as { _csrf: string; requestKey: string };
      expect((await w.ann.post(BY_CONTACT, { requestKey })).status).to.equal(403);
      const [stranger] = (await w.db('tblcontacts').where({ userid: 2 }).limit(1).pluck('id')) as number[];
      const before = await fingerprint(w.db, 'mod_liaison_category');
      const foreign = await w.ann.post(BY_CONTACT, {
        _csrf,
        [`shown[c${stranger}]`]: 'oooooo',
        [`mail[c${stranger}][]`]: 'invoice',
      });
      expect(foreign.status).to.equal(409);
      expect(foreign.$('tbody tr')).to.have.length(0);
      const junk = await w.ann.post(BY_CONTACT, { _csrf, 'shown[__proto__]': 'oooooo', 'mail[x]': '1' });
      expect(junk.status).to.equal(422);
      expect(await fingerprint(w.db, 'mod_liaison_category')).to.deep.equal(before);
    });

    it('staff say why, and their names stay out of what clients read', async () => {
      const path = '/admin/clients/1/notices?view=contact';
      const form = await TickedForm.open(w.sam, path);
      const saved = await form.tick('mail[c8][]', 'affiliate').set('reason', 'They called').press();
      expect(saved.page.status).to.equal(303);
      const [line] = await w.db('mod_liaison_audit').orderBy('id', 'desc').limit(1);
      expect(line).to.include({ action: 'preferences.changed', reason: 'They called' });
      const [row] = await w.db('mod_liaison_category_overrides').where({ client_id: 1, contact_id: 8 });
      expect(row).to.include({ set_by: '' });
    });
  });

  describe('with 5,000 contacts', () => {
    it('both views are as short as with ten, and one is saved', async () => {
      for (const path of ['/client/notices', BY_CONTACT, `${BY_CONTACT}&page=100`]) {
        const page = await w.mira.get(path);
        expect(page.status).to.equal(200);
        expect(page.text.length / 1024, path).to.be.below(60);
      }
      const form = await TickedForm.open(w.mira, `${BY_CONTACT}&page=3`);
      expect(form.page.$('tbody tr')).to.have.length(25);
      const field = form.page.$('input[name^="mail["][value=affiliate]').first().attr('name') as string;
      const saved = await form.tick(field, 'affiliate').press();
      expect(saved.page.location).to.equal(`${BY_CONTACT}&page=3`);
    });
  });
});
