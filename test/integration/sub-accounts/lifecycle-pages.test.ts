// A sub-account on its contact's page and the pages of its steps (CL6, CL10): A1, A6, P4, P6, P8.
import { expect } from 'chai';
import { formOf, loginOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world, type World } from '../../support/fixture.js';
import { PERMISSIONS } from '../../../module/permissions/catalogue.js';
import { activate, annActor, decline, invite } from './login-acts.js';

const DEE = 4;
const EMRE = 5;
const FATIMA = 6;
const JONAS = 10;
const card = ({ $ }: Answer): string => $('[aria-labelledby=lsn-access]').text().replace(/\s+/g, ' ');
const steps = ({ $ }: Answer): string[] =>
  $('[aria-labelledby=lsn-access] .lsn-acts a')
    .map((_index, link) => $(link).text())
    .get();
const flash = async (visitor: World['ann'], done: Answer): Promise<string> =>
  (await visitor.follow(done)).$('[role=status]').text();
const stateOf = async (w: World, contactId: number): Promise<string> =>
  (await w.built.services.subAccounts.view(await annActor(w), 1, contactId)).person.subject.login;

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`A sub-account’s states and steps, ${profile}`, () => {
    const w = world(profile);
    const view = (contactId: number | 'owner') => w.ann.get(`/client/contacts/${contactId}`);
    const step = (contactId: number, name: string) => `/client/contacts/${contactId}/login/${name}`;

    it('A1 None: only gets mail; the next step is to choose access', async () => {
      const page = await view(DEE);
      expect(card(page)).to.contain('None').and.to.contain('Only receives mail.');
      expect(steps(page)).to.deep.equal(['Choose access and invite', 'What can Dee Okafor do?']);
      expect(page.$('[aria-labelledby=lsn-access] a').first().attr('href')).to.equal(
        `/client/contacts/${DEE}/access`,
      );
      const asked = await w.ann.get(step(DEE, 'invite'));
      expect(asked.$('main').text()).to.contain('First choose what Dee Okafor may do.');
      expect((await w.ann.send(asked, step(DEE, 'invite'))).location).to.equal(
        `/client/contacts/${DEE}/access`,
      );
    });

    it('A1 the owner has no sub-account and needs none', async () => {
      const page = await view('owner');
      expect(card(page)).to.contain('Ann Lee is the owner and may do everything');
      expect(steps(page)).to.deep.equal(['What can Ann Lee do?']);
      const refused = await w.ann.get('/client/contacts/owner/login/end');
      expect(refused.h1).to.equal('You cannot end the sub-account of Ann Lee now');
      expect(refused.$('main form')).to.have.length(0);
    });

    it('A1 Active: a login made on the panel’s own screens counts, and says where it was made', async () => {
      const page = await view(1);
      expect(card(page)).to.contain('Active').and.to.contain('Made at Northwind Hosting.');
      expect(card(page)).to.match(/Billing\d of 8 ?Support\d of 4/);
      expect(steps(page)).to.deep.equal(['Change access', 'Suspend', 'End', 'What can Bo Chen do?']);
    });

    it('A1 Invited: says when it was sent and ends, and can be sent again after two minutes', async () => {
      await invite(w, DEE, { permissions: ['billing.invoices'] });
      const sent = await view(DEE);
      expect(card(sent)).to.match(
        /Invited .*Invited by Ann Lee\. Sent to hostmaster@example\.com on .*, ends /,
      );
      expect(card(sent)).to.contain('Billing1 of 8').and.to.contain('You can send it again in 2 minutes');
      expect(steps(sent)).to.deep.equal([
        'Cancel the invitation',
        'Change access',
        'What can Dee Okafor do?',
      ]);
      const early = await w.ann.get(step(DEE, 'resend'));
      expect(early.h1).to.equal('You cannot send the invitation to Dee Okafor again now');
      w.clock.advance(121);
      expect(steps(await view(DEE))[0]).to.equal('Send the invitation again');
      const done = await w.ann.submit(step(DEE, 'resend'));
      expect(await flash(w.ann, done)).to.contain(
        'A new invitation is on its way to hostmaster@example.com.',
      );
      const states = await w
        .db('mod_liaison_invitations')
        .where({ contact_id: DEE })
        .orderBy('created_at')
        .pluck('state');
      expect(states).to.deep.equal(['replaced', 'open']);
    });

    it('A1 Invited: a changed address and the end of the seven days are said', async () => {
      await w.db('tblcontacts').where({ id: DEE }).update({ email: 'dee@corp.example' });
      expect(card(await view(DEE))).to.contain('The address has changed since');
      await w.db('tblcontacts').where({ id: DEE }).update({ email: 'hostmaster@example.com' });
      await w
        .db('mod_liaison_invitations')
        .where({ contact_id: DEE, state: 'open' })
        .update({ expires_at: '2020-12-08 10:00:00' });
      expect(card(await view(DEE))).to.contain('The invitation ended on 8 Dec 2020, 10:00 UTC, not used.');
    });

    it('A1 a cancelled and a declined invitation end it, and it can begin again', async () => {
      const done = await w.ann.submit(step(DEE, 'cancel'));
      expect(await flash(w.ann, done)).to.contain('The invitation of Dee Okafor was cancelled.');
      const cancelled = await view(DEE);
      expect(card(cancelled))
        .to.contain('Ended')
        .and.to.contain('The invitation was cancelled by Ann Lee on');
      expect(steps(cancelled)[0]).to.equal('Choose access and invite');
      w.clock.advance(60);
      await invite(w, DEE);
      await decline(w, DEE);
      expect(card(await view(DEE))).to.contain('The invitation was declined on');
      // A login of a later day that ended is no declined invitation.
      w.clock.advance(60);
      await activate(w, DEE);
      expect(card(await view(DEE)))
        .to.contain('Active since')
        .and.to.contain('Access given by Ann Lee.');
      w.clock.advance(60);
      await w.ann.submit(step(DEE, 'end'));
      expect(card(await view(DEE)))
        .to.contain('Ended by Ann Lee on')
        .and.to.not.contain('declined');
    });

    it('P6 suspended is signed out on the very next request; resumed gets in again', async () => {
      expect((await w.cy.get('/client/contacts')).status).to.equal(200);
      const page = await w.ann.get(step(2, 'suspend'));
      expect(page.$('.lsn-removed').text()).to.contain('Cy Diaz can no longer sign in, on the next click');
      expect(page.$('main').text()).to.contain('Cy Diaz still gets mail.');
      const done = await w.ann.send(page, step(2, 'suspend'), { reason: 'Left the <b>project</b>' });
      expect(await flash(w.ann, done)).to.contain('Cy Diaz was suspended and can no longer sign in.');
      expect((await w.cy.get('/client/contacts')).status).to.equal(401);
      const suspended = await view(2);
      expect(card(suspended)).to.match(/Suspended .*Suspended by Ann Lee on .* Left the <b>project<\/b>/);
      expect(steps(suspended)).to.deep.equal(['Resume', 'End', 'What can Cy Diaz do?']);
      const resumed = await w.ann.submit(step(2, 'resume'));
      expect(await flash(w.ann, resumed)).to.contain('Cy Diaz can sign in again.');
      // Sessions of before have ended (I10).
      expect((await w.cy.get('/client/contacts')).status).to.equal(401);
      w.cy = await w.visitor(loginOf(w.cast.managesContacts));
      expect((await w.cy.get('/client/contacts')).status).to.equal(200);
    });

    it('counts a double click once, and says why a step is not open', async () => {
      const page = await w.ann.get(step(1, 'suspend'));
      for (const again of [page, page])
        expect((await w.ann.send(again, step(1, 'suspend'))).location).to.equal('/client/contacts/1');
      const lines = w.db('mod_liaison_audit').where({ contact_id: 1, action: 'login.suspended' });
      expect(await lines).to.have.length(1);
      const fresh = { ...formOf(page), requestKey: 'another click' };
      const refused = await w.ann.post(step(1, 'suspend'), fresh);
      expect(refused.status).to.equal(409);
      expect(refused.h1).to.equal('You cannot suspend Bo Chen now');
      expect(refused.$('main').text()).to.contain('This sub-account is suspended');
      await w.ann.submit(step(1, 'resume'));
      expect(await stateOf(w, 1)).to.equal('active');
    });

    it('A1 Ended: keeps the contact, and says what it gave to others', async () => {
      await activate(w, EMRE, { permissions: ['billing.balance', 'contacts.manage'] });
      await activate(w, FATIMA, { permissions: ['billing.balance'] });
      const ofEmre = { client_id: 1, contact_id: FATIMA };
      await w.db('mod_liaison_sub_accounts').where(ofEmre).update({ granted_by: 'Emre Yılmaz' });
      const page = await w.ann.get(step(EMRE, 'end'));
      expect(page.$('main').text()).to.contain('Access that Emre Yılmaz gave to others stays.');
      expect(page.$('main .lsn-bullets a').attr('href')).to.equal(`/client/contacts/${FATIMA}/access`);
      const done = await w.ann.send(page, step(EMRE, 'end'), { reason: '' });
      expect(await flash(w.ann, done)).to.contain('The sub-account of Emre Yılmaz has ended.');
      expect(card(await view(EMRE)))
        .to.contain('Ended')
        .and.to.contain('Ended by Ann Lee on');
      expect(await w.db('tblcontacts').where({ id: EMRE })).to.have.length(1);
    });

    it('A6 a mailbox gets none: no step leads there, and the form refuses it', async () => {
      const answers = { kind: 'mailbox', firstName: 'Crew', lastName: '', email: 'crew@corp.example' };
      const refused = await w.ann.submit('/client/contacts/new', { ...answers, login: 'yes' });
      expect(refused.status).to.equal(422);
      expect(refused.$('#f-login .lsn-error').text()).to.contain('A mailbox cannot have a sub-account');
      const added = await w.ann.submit('/client/contacts/new', answers);
      const page = await w.ann.follow(added);
      expect(card(page)).to.contain('A mailbox cannot have a sub-account: several people read it');
      expect(steps(page)).to.deep.equal(['What can Crew do?']);
      const invitePage = `${added.location}/login/invite`;
      expect((await w.ann.get(invitePage)).h1).to.equal('You cannot invite Crew now');
      const sent = await w.ann.post(invitePage, formOf(await w.ann.get(step(FATIMA, 'suspend'))));
      expect(sent.status).to.equal(422);
      const { _csrf = '' } = formOf(await w.ann.get('/client/contacts/new'));
      expect((await w.ann.post(invitePage, { _csrf })).status).to.equal(409);
    });

    it('P4 nobody steps on themselves or on who holds more, and is told who can help', async () => {
      const own = await w.cy.get('/client/contacts/2');
      expect(card(own)).to.contain('You cannot change your own access');
      expect(steps(own)).to.deep.equal(['What can Cy Diaz do?']);
      await activate(w, JONAS, { permissions: PERMISSIONS });
      for (const [id, why] of [
        [2, 'You cannot change your own access'],
        [JONAS, 'reaches further than yours'],
      ] as const) {
        const page = await w.cy.get(step(id, 'end'));
        expect(page.$('main').text(), why).to.contain(why);
        expect(page.$('main').text()).to.contain('Ann Lee, the owner of the account, can do this.');
        expect(page.$('main form')).to.have.length(0);
        const before = await fingerprint(w.db, 'tbl');
        const { _csrf = '' } = formOf(await w.cy.get(step(FATIMA, 'end')));
        const sent = await w.cy.post(step(id, 'end'), { _csrf });
        expect(sent.status).to.equal(403);
        expect(sent.h1).to.equal('You cannot do this');
        expect(sent.$('main').text()).to.contain(why).and.to.not.contain('You need the permission');
        expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
      }
    });

    it('is for staff too, whose names clients do not see; nobody else’s contact is there', async () => {
      const path = `/admin/clients/1/contacts/${FATIMA}/login/suspend`;
      const done = await w.sam.submit(path, { reason: 'Asked by phone' });
      expect(done.location).to.equal(`/admin/clients/1/contacts/${FATIMA}`);
      expect(card(await view(FATIMA))).to.contain('Suspended by Staff on');
      const foreign = await w.db('tblcontacts').where({ userid: 2 }).first();
      expect((await w.ann.get(step(foreign.id as number, 'end'))).status).to.equal(404);
      expect((await w.bo.get(step(DEE, 'end'))).status).to.be.oneOf([401, 403]);
    });
  });
}

describe('P8, the last person able to manage contacts', () => {
  const w = world();

  it('is neither suspended nor ended nor deleted, and the page says why', async () => {
    await w.db('tblusers_clients').where({ client_id: 1, owner: 1 }).delete();
    for (const name of ['suspend', 'end']) {
      const path = `/admin/clients/1/contacts/2/login/${name}`;
      const page = await w.sam.get(path);
      expect(page.$('main').text(), name).to.contain('Nobody could manage contacts any more.');
      const before = await fingerprint(w.db, 'tbl');
      const { _csrf = '' } = formOf(await w.sam.get('/admin/clients/1/contacts/4/edit'));
      expect((await w.sam.post(path, { _csrf })).status, name).to.equal(409);
      expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    }
    const blocked = await w.sam.get('/admin/clients/1/contacts/2/delete');
    expect(blocked.$('main').text()).to.contain('Nobody could manage contacts without Cy Diaz');
    expect((await w.cy.get('/client/contacts')).status).to.equal(200);
  });
});
