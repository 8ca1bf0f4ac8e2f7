// The access pages without JavaScript (CL9): P2–P4, P8, A2, A3, U9, H2.
import { expect } from 'chai';
import { randomUUID } from 'node:crypto';
import type { Access } from '../../../module/permissions/access.js';
import { KnexSettingsStore, type Settings } from '../../../module/settings/store.js';
import { SAMPLE_PASSWORD } from '../../../module/panels/whmcs/sample/sample-passwords.js';
import { formOf, loginOf, summaryOf, type Visitor } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { TickedForm } from '../../support/ticked-form.js';

const PERMISSION = 'permissions[]';
const text = ({ page }: TickedForm): string => page.$('main').text().replace(/\s+/g, ' ');
const linesOf = ({ page }: TickedForm): string[] =>
  page
    .$('.lsn-preview li')
    .map((_index, line) => page.$(line).text().replace(/\s+/g, ' ').trim())
    .get();
const boxOf = ({ page }: TickedForm, key: string) => page.$(`input[name="permissions[]"][value="${key}"]`);

describe('The access pages', () => {
  const w = world();
  const at = (id: number): string => `/client/contacts/${id}/access`;
  const idOf = async (firstname: string): Promise<number> =>
    Number((await w.db('tblcontacts').where({ userid: 1, firstname }).first('id')).id);
  const write = (name: keyof Settings, value: string) => new KnexSettingsStore({}).write(name, value, w.db);
  const account = async (contactId: number, clientId = 1) => {
    const row = (await w
      .db('mod_liaison_sub_accounts')
      .where({ client_id: clientId, contact_id: contactId })
      .first('state', 'access')) as { state: string; access: string } | undefined;
    return row && { state: row.state, access: JSON.parse(row.access) as Access };
  };
  const linkOf = (clientId: number, email: string) =>
    w
      .db('tblusers_clients')
      .join('tblusers', 'tblusers.id', 'tblusers_clients.auth_user_id')
      .where({ client_id: clientId, email })
      .first('permissions', 'tblusers.password');

  /** A new contact of client 1 without a login. */
  async function aContact(): Promise<{ id: number; email: string; path: string }> {
    const email = `${randomUUID().slice(0, 8)}@corp.example`;
    const [id] = await w.db('tblcontacts').insert({
      ...(await w
        .db('tblcontacts')
        .where({ id: await idOf('Jonas') })
        .first()),
      id: null,
      firstname: 'Nora',
      lastname: 'Vos',
      email,
    });
    return { id: Number(id), email, path: at(Number(id)) };
  }

  describe('the form', () => {
    it('U5 ticks nothing for somebody new, in S3’s words and order', async () => {
      const { path } = await aContact();
      const form = await TickedForm.open(w.ann, path);
      expect(form.page.status).to.equal(200);
      expect(form.page.h1).to.equal('Access for Nora Vos');
      const labels = form.page
        .$('input[name="permissions[]"] + label')
        .map((_index, label) => form.page.$(label).text().trim())
        .get();
      expect(labels).to.have.length(20);
      expect(labels[0]).to.equal('✉ Receive billing notifications');
      expect(labels[2]).to.equal('Edit Credit Card details money');
      expect(form.values(PERMISSION)).to.deep.equal([]);
      expect(form.page.$('legend').text())
        .to.contain('Billing, 0 of 8 on')
        .and.to.contain('Support, 0 of 4 on');
      expect(text(form)).to.contain('Nora Vos can sign in, but can do nothing yet');
      expect(form.values('services[mode]')).to.deep.equal(['none']);
    });

    it('shows somebody who has access what they have', async () => {
      const form = await TickedForm.open(w.ann, at(await idOf('Bo')));
      expect(form.values(PERMISSION)).to.include.members(['billing.invoices', 'support.view']);
      expect(form.values(PERMISSION)).to.not.include('contacts.manage');
    });

    it('P4 has no form for the owner, for oneself, and for a mailbox', async () => {
      const box = { kind: 'mailbox', firstName: 'Network', email: `${randomUUID()}@corp.example` };
      const added = await w.ann.submit('/client/contacts/new', box);
      const cases: [Visitor, string, string][] = [
        [w.ann, '/client/contacts/owner/access', 'The owner may do everything already'],
        [w.cy, at(await idOf('Cy')), 'You cannot change your own access. Ann Lee can'],
        [w.ann, `${added.location}/access`, 'A mailbox cannot have a sub-account'],
      ];
      for (const [visitor, path, said] of cases) {
        const page = await visitor.get(path);
        expect(page.status, said).to.equal(200);
        expect(page.$('main').text()).to.contain(said);
        expect(page.$('main form').length, said).to.equal(0);
      }
    });

    it('P4 and sent all the same changes nothing', async () => {
      const before = await fingerprint(w.db, 'tbl');
      const other = await TickedForm.open(w.cy, at(await idOf('Bo')));
      const own = at(await idOf('Cy'));
      const sent = await other.tick(PERMISSION, 'billing.funds').press('', own);
      expect(sent.page.status).to.equal(409);
      expect(text(sent)).to.contain('You cannot change your own access. Ann Lee can');
      expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    });

    it('P4 shows what cannot be given as text with its reason, never as a dead box', async () => {
      const { path } = await aContact();
      const form = await TickedForm.open(w.cy, path);
      expect(boxOf(form, 'billing.invoices').length).to.equal(0);
      expect(boxOf(form, 'support.view').length).to.equal(1);
      expect(form.page.$('main [disabled]').length).to.equal(0);
      expect(text(form)).to.contain('Place new orders You cannot give this: you do not have it');
    });

    it('P1 shows what the provider turned off as that', async () => {
      const { path } = await aContact();
      const ceiling = {
        level: 'provider',
        level_id: 0,
        kind: 'permission',
        name: 'billing.funds',
        allowed: 0,
      };
      await w.db('mod_liaison_ceilings').insert(ceiling);
      const form = await TickedForm.open(w.ann, path);
      expect(boxOf(form, 'billing.funds').length).to.equal(0);
      expect(text(form)).to.match(/Add funds Turned off by \S/);
      const on = await form.press('on:billing');
      expect(on.values(PERMISSION)).to.have.length(7);
      await w.db('mod_liaison_ceilings').del();
    });

    it('P4 what somebody has already can be taken away by who could not give it', async () => {
      const bo = at(await idOf('Bo'));
      const form = await TickedForm.open(w.cy, bo);
      expect(boxOf(form, 'billing.invoices').attr('checked')).to.equal('checked');
      const review = await form.untick(PERMISSION, 'billing.invoices').press();
      expect(review.page.status).to.equal(200);
      expect(linesOf(review)).to.include('Removed Allow to view/pay invoices money');
      expect(review.page.$('main').text()).to.not.contain('This cannot be saved');
    });

    it('is nobody’s who may not manage contacts, and knows no contact of another client', async () => {
      const { path, id } = await aContact();
      expect((await w.bo.get(path)).status).to.equal(403);
      expect((await w.mira.get(path)).status).to.equal(404);
      expect((await w.ann.get(at(99_999_999))).status).to.equal(404);
      expect((await w.sam.get(`/admin/clients/1/contacts/${id}/access`)).status).to.equal(200);
      expect((await w.sam.get(`/admin/clients/2/contacts/${id}/access`)).status).to.equal(404);
    });

    it('is what the address of the review opens', async () => {
      const { path } = await aContact();
      const page = await w.ann.get(`${path}/review`);
      expect(page.status).to.equal(200);
      expect(page.$('main form').attr('action')).to.equal(`${path}/review`);
    });
  });

  describe('its buttons', () => {
    it('fill in a preset, turn a section on and off, and save nothing', async () => {
      const { path, id } = await aContact();
      const form = await TickedForm.open(w.ann, path);
      const filled = await form.set('start', 'accountant').press('fill');
      expect(filled.page.status).to.equal(200);
      expect(filled.values(PERMISSION)).to.deep.equal([
        'billing.notifications',
        'billing.invoices',
        'billing.balance',
        'billing.estimates',
      ]);
      const on = await filled.press('on:support');
      expect(on.values(PERMISSION)).to.have.length(8);
      expect(on.page.$('legend').text()).to.contain('Support, 4 of 4 on');
      expect((await on.press('off:billing')).values(PERMISSION)).to.have.length(4);
      expect(await account(id)).to.equal(undefined);
      const none = await form.untick('start', 'accountant').press('fill');
      expect(none.page.status).to.equal(422);
      expect(summaryOf(none.page)).to.deep.equal(['Select what to start from']);
    });

    it('say what is missing, and lose nothing (U9)', async () => {
      const { path } = await aContact();
      const form = await TickedForm.open(w.ann, path);
      const back = await form
        .tick(PERMISSION, 'support.view')
        .set('departments[mode]', 'except')
        .set('services[mode]', 'only')
        .set('expiresAt', '2020-01-01')
        .press();
      expect(back.page.status).to.equal(422);
      expect(summaryOf(back.page)).to.deep.equal([
        'Select at least one department',
        'Select at least one service',
        'Access must end on a date in the future',
      ]);
      expect(back.values(PERMISSION)).to.deep.equal(['support.view']);
      expect(back.values('expiresAt')).to.deep.equal(['2020-01-01']);
      for (const link of back.page.$('.lsn-summary a').toArray())
        expect(back.page.$(back.page.$(link).attr('href') ?? '').length).to.equal(1);
    });
  });

  describe('with 340 services', () => {
    let path: string;
    let id: number;
    before(async () => {
      const logins = w.db('tblusers').select('email');
      const contact = w.db('tblcontacts').where({ userid: 2 }).whereNotIn('email', logins);
      id = Number((await contact.first('id')).id);
      path = at(id);
      // Mira reads Dutch; what is looked for here is written in English.
      const { _csrf = '' } = formOf(await w.mira.get('/client/contacts/new'));
      await w.mira.post('/preferences', { _csrf, language: 'en' });
    });
    const size = ({ page }: TickedForm): number => Buffer.byteLength(page.text);
    const ticksOf = (form: TickedForm): string[] => form.values('services[on][]');

    it('P3 lists 25 a page, each with the functions it has', async () => {
      const form = await TickedForm.open(w.mira, path);
      expect(text(form)).to.contain('Search 340 services');
      expect(ticksOf(form)).to.deep.equal([]);
      const list = await form.press('services:find');
      expect(
        list.page.$('#services fieldset fieldset, #services > div[data-lsn-when] fieldset').length,
      ).to.be.least(25);
      expect(text(list)).to.contain('1–25 of 340');
      const suspended = list.page
        .$('#services fieldset')
        .filter((_index, row) => list.page.$(row).text().includes('Suspended'));
      for (const row of suspended.toArray()) expect(list.page.$(row).find('input').length).to.equal(2);

      expect(size(list)).to.be.below(60_000);
    });

    it('U9 keeps every tick over pages, searches and the chosen ones', async () => {
      const boxes = (form: TickedForm): string[] =>
        form.page
          .$('input[name="services[on][]"]')
          .map((_index, box) => form.page.$(box).attr('value') ?? '')
          .get();
      let form = await (await TickedForm.open(w.mira, path)).press('services:find');
      const first = boxes(form).slice(0, 2);
      form = await form
        .tick('services[on][]', ...first)
        .tick(PERMISSION, 'billing.balance')
        .press('services:14');
      expect(text(form)).to.contain('326–340 of 340');
      const last = boxes(form).at(-1) as string;
      form = await form.tick('services[on][]', last).set('services[q]', 'gps-100.').press('services:find');
      expect(text(form)).to.contain('1 service');
      const found = boxes(form)[0] as string;
      form = await form
        .tick('services[on][]', found)
        .set('services[q]', 'nothing like this')
        .press('services:find');
      expect(boxes(form)).to.deep.equal([]);
      form = await form.press('services:chosen');
      expect(ticksOf(form)).to.have.members([...first, last, found]);
      expect(form.values(PERMISSION)).to.deep.equal(['billing.balance']);
      form = await form.untick('services[on][]', found).press('services:every');
      form = await (await form.press('services:7')).press('services:chosen');
      expect(ticksOf(form)).to.have.members([...first, last]);
      const review = await form.press();
      expect(review.page.status).to.equal(200);
      const back = await (await review.press('edit')).press('services:chosen');
      expect(ticksOf(back)).to.have.members([...first, last]);
      expect(back.values(PERMISSION)).to.deep.equal(['billing.balance']);
    });

    it('stays below 60 KB with 200 grants, and saves all of them', async () => {
      const ids = (await w
        .db('tblhosting')
        .where({ userid: 2 })
        .orderBy('id')
        .limit(200)
        .pluck('id')) as number[];
      const form = await TickedForm.open(w.mira, path);
      form
        .set('services[mode]', 'only')
        .set('services[kept]', `view,billing=${ids.join(',')}`)
        .tick(PERMISSION, 'support.view');
      const shown = await form.press('services:2');

      expect(size(shown)).to.be.below(60_000);
      const review = await shown.press();

      expect(size(review)).to.be.below(60_000);
      expect(review.page.$('details').text()).to.contain(`"id":${ids[199]}`);
      const saved = await review.press();
      expect(saved.page.status).to.equal(303);
      const services = (await account(id, 2))?.access.services;
      expect(services?.mode === 'only' && services.grants).to.have.length(200);
      const again = await TickedForm.open(w.mira, path);

      expect(size(again)).to.be.below(60_000);
      expect(again.values('services[on][]')).to.have.length(50);
    });

    it('H2 refuses a service, domain or department of somebody else, and stores nothing', async () => {
      const { path: own, id: contactId } = await aContact();
      const foreign = Number((await w.db('tblhosting').where({ userid: 2 }).first('id')).id);
      const domain = Number((await w.db('tbldomains').where({ userid: 2 }).first('id')).id);
      const cases: [string, [string, string][], string][] = [
        ['services', [['services[on][]', `${foreign}.view`]], 'Choose services of your company'],
        ['services', [['services[kept]', `view=${foreign}`]], 'Choose services of your company'],
        ['services', [['services[kept]', 'view=99999999']], 'Choose services of your company'],
        ['domains', [['domains[on][]', `${domain}.view`]], 'Choose domains of your company'],
      ];
      for (const [kind, extra, said] of cases) {
        for (const action of [own, `${own}/review`]) {
          const form = (await TickedForm.open(w.ann, own)).set(`${kind}[mode]`, 'only');
          for (const [name, value] of extra) form.set(name, value);
          const refused = await form.press('', action);
          expect(refused.page.status, said).to.equal(422);
          expect(summaryOf(refused.page)).to.deep.equal([said]);
        }
      }
      const form = (await TickedForm.open(w.ann, own)).set('departments[mode]', 'except');
      const refused = await form.tick('departments[ids][]', '4711').press();
      expect(summaryOf(refused.page)).to.deep.equal(['Choose departments that are there']);
      expect(await account(contactId)).to.equal(undefined);
    });

    it('P3 gives a service no function that it does not have', async () => {
      const { path: own, id: contactId } = await aContact();
      const form = (await TickedForm.open(w.ann, own)).set('services[mode]', 'only');
      // Service 3 is suspended: it can be looked at and paid, no more.
      const review = await form.set('services[kept]', 'view,manage=3').press();
      expect((await review.press()).page.status).to.equal(303);
      const services = { mode: 'only', grants: [{ id: 3, functions: ['view'] }] };
      expect((await account(contactId))?.access.services).to.deep.equal(services);
    });
  });

  describe('the review', () => {
    it('A2 says what changes, invites once, and logs it', async () => {
      await write('directPasswords', 'refused');
      const { path, id, email } = await aContact();
      const form = await TickedForm.open(w.ann, path);
      const review = await form
        .tick(PERMISSION, 'billing.invoices', 'support.close')
        .set('expiresAt', '2099-12-31')
        .press();
      expect(review.page.status).to.equal(200);
      expect(review.page.h1).to.equal('Check the access of Nora Vos');
      expect(linesOf(review)).to.deep.equal([
        'Added Allow to view/pay invoices money',
        'Added Close tickets',
        'Added Access ends on 31 Dec 2099, 23:59 UTC',
      ]);
      expect(text(review)).to.contain('“Close tickets” does nothing without “View current tickets”');
      expect(review.page.$('main form button').first().text()).to.equal(`Save and invite ${email}`);
      expect(text(review)).to.contain(`PUT http://127.0.0.1`).and.to.contain(`/contacts/${id}/access`);
      expect(await account(id), 'written by looking').to.equal(undefined);
      await write('directPasswords', 'allowed');
      const saved = await review.press();
      expect(saved.page.status).to.equal(303);
      expect(saved.page.location).to.equal(`/client/contacts/${id}`);
      const again = await review.press();
      expect(again.page.status).to.equal(303);
      const flash = (await w.ann.follow(saved.page)).$('[role=status]').text();
      expect(flash).to.contain('Nora Vos was invited. The invitation works for 7 days.');
      expect(await account(id)).to.include({ state: 'invited' });
      expect(await w.db('mod_liaison_invitations').where({ contact_id: id })).to.have.length(1);
      expect(
        await w.db('mod_liaison_audit').where({ contact_id: id, action: 'login.invited' }),
      ).to.have.length(1);
    });

    it('changes what somebody has, and the panel’s own row follows', async () => {
      const bo = await idOf('Bo');
      const form = await TickedForm.open(w.ann, at(bo));
      const review = await form
        .untick(PERMISSION, 'billing.invoices')
        .tick(PERMISSION, 'affiliates.access')
        .press();
      expect(linesOf(review)).to.include.members([
        'Added Access affiliates section',
        'Removed Allow to view/pay invoices money',
      ]);
      const saved = await review.press();
      expect((await w.ann.follow(saved.page)).$('[role=status]').text()).to.contain(
        'The access of Bo Chen was changed',
      );
      const { permissions } = await linkOf(1, 'bo@corp.example');
      expect(permissions).to.contain('affiliates').and.to.not.contain('invoices');
      const twice = await TickedForm.open(w.ann, at(bo));
      const same = await (await twice.press()).press();
      expect((await w.ann.follow(same.page)).$('[role=status]').text()).to.contain('Nothing was changed');
      expect(
        await w.db('mod_liaison_audit').where({ contact_id: bo, action: 'access.changed' }),
      ).to.have.length(1);
    });

    it('P4 names what cannot be given, has no save, and refuses it all the same', async () => {
      const { path, id } = await aContact();
      const form = await TickedForm.open(w.cy, path);
      const review = await form.tick(PERMISSION, 'billing.orders', 'support.view').press();
      expect(review.page.status).to.equal(200);
      expect(text(review)).to.contain('You cannot give Place new orders because you do not have it');
      const buttons = review.page
        .$('main form button')
        .map((_index, button) => review.page.$(button).text())
        .get();
      expect(buttons).to.deep.equal(['Change what is ticked']);
      expect((await review.press('edit')).values(PERMISSION)).to.have.members(['support.view']);
      expect((await review.press()).page.status).to.equal(403);
      expect(await account(id)).to.equal(undefined);
    });

    it('says that it is no longer what would happen: 409 with what would', async () => {
      const bo = at(await idOf('Bo'));
      const mine = await (await TickedForm.open(w.ann, bo)).tick(PERMISSION, 'billing.contracts').press();
      const theirs = await (
        await TickedForm.open(w.sam, `/admin/clients/1/contacts/${await idOf('Bo')}/access`)
      )
        .tick(PERMISSION, 'billing.funds')
        .press();
      expect((await theirs.press()).page.status).to.equal(303);
      const stale = await mine.press();
      expect(stale.page.status).to.equal(409);
      expect(stale.page.$('.lsn-flash').text()).to.contain('Somebody changed this access in the meantime');
      expect(linesOf(stale)).to.include.members([
        'Added Accept order contracts binds the company',
        'Removed Add funds money',
      ]);
      expect((await stale.press()).page.status).to.equal(303);
      // A form that was never reviewed is not saved either.
      const straight = await (
        await TickedForm.open(w.ann, bo)
      )
        .tick(PERMISSION, 'billing.funds')
        .press('', bo);
      expect(straight.page.status).to.equal(409);
    });

    it('P8 says that nobody could manage contacts any more, and does not do it', async () => {
      const owner = { client_id: 1, owner: 1 };
      const link = await w.db('tblusers_clients').where(owner).first();
      await w.db('tblusers_clients').where(owner).del();
      const path = `/admin/clients/1/contacts/${await idOf('Cy')}/access`;
      const review = await (await TickedForm.open(w.sam, path)).untick(PERMISSION, 'contacts.manage').press();
      expect(text(review)).to.contain('Nobody could manage contacts any more');
      expect((await review.press()).page.status).to.equal(409);
      await w.db('tblusers_clients').insert(link);
      expect((await TickedForm.open(w.sam, path)).values(PERMISSION)).to.include('contacts.manage');
    });
  });

  describe('contacts.manage', () => {
    const reviewOf = async (visitor: Visitor) => {
      const contact = await aContact();
      const form = await TickedForm.open(visitor, contact.path);
      return { ...contact, review: await form.tick(PERMISSION, 'contacts.manage').press() };
    };

    it('P4 asks for the giver’s password, once in ten minutes', async () => {
      const ann = await w.visitor(loginOf(w.cast.ownerOfClient1));
      const { review, id } = await reviewOf(ann);
      expect(text(review)).to.contain('With this Nora Vos will be able to add and remove other people');
      expect(review.page.$('#f-yourPassword').attr('type')).to.equal('password');
      const empty = await review.press();
      expect(empty.page.status).to.equal(422);
      expect(summaryOf(empty.page)).to.deep.equal(['Enter your password']);
      const wrong = await review.set('yourPassword', 'not this one').press();
      expect(summaryOf(wrong.page)).to.deep.equal(['That is not your password']);
      expect(wrong.page.text).to.not.contain('not this one');
      expect(await account(id)).to.equal(undefined);
      expect((await wrong.set('yourPassword', SAMPLE_PASSWORD).press()).page.status).to.equal(303);
      const { review: second } = await reviewOf(ann);
      expect(second.page.$('#f-yourPassword').length).to.equal(0);
      w.clock.advance(601);
      const { review: third } = await reviewOf(ann);
      expect(third.page.$('#f-yourPassword').length).to.equal(1);
    });

    it('P4 does not ask staff', async () => {
      const { id } = await aContact();
      const form = await TickedForm.open(w.sam, `/admin/clients/1/contacts/${id}/access`);
      const review = await form.tick(PERMISSION, 'contacts.manage').press();
      expect(review.page.$('#f-yourPassword').length).to.equal(0);
      expect((await review.set('reason', 'Asked for by phone').press()).page.status).to.equal(303);
      const line = await w.db('mod_liaison_audit').where({ contact_id: id }).first();
      expect(line.reason).to.equal('Asked for by phone');
    });

    it('leads whoever has a second step to the panel', async () => {
      const of = () => w.db('tblusers').where({ id: w.cast.managesContacts.userId });
      await of().update({ second_factor: 'totp' });
      const cy = await w.visitor(loginOf(w.cast.managesContacts));
      const { review } = await reviewOf(cy);
      expect(text(review)).to.contain('You sign in with a second step, which we cannot ask for here');
      expect(review.page.$('#f-yourPassword').length).to.equal(0);
      expect((await review.set('yourPassword', SAMPLE_PASSWORD).press()).page.status).to.equal(422);
      await of().update({ second_factor: '' });
    });

    it('counts wrong passwords', async () => {
      const cy = await w.visitor(loginOf(w.cast.managesContacts));
      const { review, id } = await reviewOf(cy);
      for (let tries = 0; tries < 10; tries += 1)
        expect((await review.set('yourPassword', `guess ${tries}`).press()).page.status).to.equal(422);
      const over = await review.set('yourPassword', SAMPLE_PASSWORD).press();
      expect(over.page.status).to.equal(429);
      expect(summaryOf(over.page)[0]).to.match(/^Too many wrong passwords. Try again in \d+ minutes$/);
      expect(await account(id)).to.equal(undefined);
    });
  });

  describe('A3 a password set here', () => {
    const good = 'seven green parrots sing';

    const review = async () => {
      const contact = await aContact();
      const form = await TickedForm.open(w.ann, contact.path);
      return { ...contact, page: await form.tick(PERMISSION, 'support.view').press() };
    };
    const sent = (page: TickedForm, password: string, again = password) =>
      page.set('how', 'password').set('password', password).set('passwordAgain', again).press();

    it('is refused with its reason, at its field', async () => {
      const { page, email } = await review();
      const cases: [string, string, string][] = [
        ['', '', 'Enter a password'],
        ['short', 'short', 'Password must be 15 characters or more'],
        [email.padEnd(16, '1'), email.padEnd(16, '1'), 'Password is too easy to guess'],
        [good, `${good}!`, 'The two passwords are different'],
      ];
      for (const [password, again, said] of cases) {
        const refused = await sent(page, password, again);
        expect(refused.page.status, said).to.equal(422);
        expect(summaryOf(refused.page)).to.deep.equal([said]);
        expect(refused.page.$('input[type=password][value!=""]').length).to.equal(0);
      }
    });

    it('lets in at once, and a double click counts once', async () => {
      const { page, id, email } = await review();
      expect(page.page.$('main form button').first().text()).to.equal('Save access');
      const saved = await sent(page, good);
      expect(saved.page.status).to.equal(303);
      expect((await page.press()).page.status).to.equal(303);
      expect((await w.ann.follow(saved.page)).$('[role=status]').text()).to.contain(
        'Nora Vos can sign in now',
      );
      const { password } = await linkOf(1, email);
      expect(password).to.match(/^\$2y\$/);
      expect(await account(id)).to.include({ state: 'active' });
      expect(
        await w.db('mod_liaison_audit').where({ contact_id: id, action: 'login.activated' }),
      ).to.have.length(1);
    });

    it('A5 is not offered for an address that has a login, nor where the provider refuses it', async () => {
      const { id, path } = await aContact();
      await w.db('tblcontacts').where({ id }).update({ email: 'ann@example.com' });
      const taken = await (await TickedForm.open(w.ann, path)).tick(PERMISSION, 'support.view').press();
      expect(taken.page.$('#f-how').length).to.equal(0);
      expect((await sent(taken, good)).page.status).to.equal(422);
      await w.db('tblcontacts').where({ id }).del();
      await write('directPasswords', 'refused');
      const { page } = await review();
      expect(page.page.$('#f-how').length).to.equal(0);
      const refused = await sent(page, good);
      expect(summaryOf(refused.page)).to.deep.equal(['Passwords are not set here. Send an invitation']);
      await write('directPasswords', 'allowed');
    });
  });
});
