// Mails about addresses (CL4, OP5): who gets one when, in which words, and what proves an address besides its link.
import { expect } from 'chai';
import { loginOf } from '../../support/app.js';
import { confirmPath, mailsOf, markOf } from '../../support/confirmations.js';
import { world } from '../../support/fixture.js';
import { forgetLimits, invited, lastMail, uniqueAddress, URL_OF_TESTS } from '../../support/invitations.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';

const PASSWORD = 'gravel tulip ninety sparrow';
const PAGE = '/client/contacts';
const DEE = 4;
const EMRE = 5;

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`Mails about addresses, ${profile}`, () => {
    const w = world(profile, { url: URL_OF_TESTS });
    beforeEach(() => forgetLimits(w));
    const idOf = async (email: string) =>
      Number((await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id);
    const latest = async () => {
      await w.built.outbox.worker.runOnce();
      return (await w.built.outbox.store.listFinished(2, w.db)).map(({ message }) => message);
    };

    it('CL4 a new contact is asked to confirm the address', async () => {
      const email = uniqueAddress();
      await w.ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'One', email });
      expect(await mailsOf(w, 'address-confirm')).to.deep.equal([{ contactId: await idOf(email) }]);
      const mail = await lastMail(w);
      expect(mail.to).to.equal(email);
      expect(mail.text).to.contain('Until you confirm it, nobody knows whether they reach you.');
      expect((await (await w.visitor()).submit(mail.path)).status).to.equal(200);
      expect(await markOf(w, await idOf(email))).to.deep.equal({ email, confirmed: true, blocked: false });
    });

    it('CL4 a changed address is asked, the one of before is told, and the mark does not go over', async () => {
      const [from, to] = [uniqueAddress(), uniqueAddress()];
      await w.ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'Two', email: from });
      const id = await idOf(from);
      const old = (await lastMail(w)).path;
      expect((await (await w.visitor()).submit(old)).status).to.equal(200);
      expect((await w.ann.submit(`${PAGE}/${id}/edit`, { email: to })).status).to.equal(303);
      expect((await mailsOf(w, 'address-changed')).at(-1)).to.deep.equal({ contactId: id, from });
      const [asked, told] = await latest();
      expect([asked?.to.address, told?.to.address]).to.deep.equal([to, from]);
      expect(told?.text).to.contain(`${from} gets no more notices about Example BV`).and.to.not.contain(to);
      expect(told?.text).to.not.contain('http');
      const page = await w.ann.get(`${PAGE}/${id}`);
      expect(page.$('[aria-labelledby=lsn-receives]').text()).to.contain('Address not confirmed');
      expect((await (await w.visitor()).get(old)).status).to.equal(410);
    });

    it('CL4 the same address in other letters is none, and other changes neither', async () => {
      const count = async () =>
        (await mailsOf(w, 'address-confirm')).length + (await mailsOf(w, 'address-changed')).length;
      const before = await count();
      expect((await w.ann.submit(`${PAGE}/${EMRE}/edit`, { email: 'EMRE@corp.example' })).status).to.equal(
        303,
      );
      expect((await w.ann.submit(`${PAGE}/${EMRE}/edit`, { city: 'Utrecht' })).status).to.equal(303);
      expect(await count()).to.equal(before);
    });

    it('an address that was refused is not written to again when it is changed', async () => {
      const email = uniqueAddress();
      await w.ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'Three', email });
      const id = await idOf(email);
      const path = await confirmPath(w, id, email);
      await (await w.visitor()).submit(path);
      await w
        .db('mod_liaison_contact_marks')
        .where({ contact_id: id })
        .update({ blocked_at: '2026-11-01 09:00:00' });
      const before = await mailsOf(w, 'address-changed');
      expect((await w.ann.submit(`${PAGE}/${id}/edit`, { email: uniqueAddress() })).status).to.equal(303);
      expect(await mailsOf(w, 'address-changed')).to.deep.equal(before);
    });

    it('OP3 whoever said no gets no letter of ours, whatever it opens, until the address is unblocked', async () => {
      const { contactId, email } = await invited(w, loginOf(w.cast.ownerOfClient1));
      const no = `${await confirmPath(w, contactId, email)}/refuse`;
      expect((await (await w.visitor()).submit(no)).status).to.equal(200);
      const { store, worker } = w.built.outbox;
      await worker.runOnce();
      const becomes = async () => {
        await store.enqueue(1, 'invitation', { contactId }, w.db);
        await store.enqueue(1, 'access-changed', { contactId }, w.db);
        await store.enqueue(1, 'access-ending', { contactId, to: 'owner' }, w.db);
        await worker.runOnce();
        const rows = w.db('mod_liaison_outbox').orderBy('id', 'desc').limit(3);
        return ((await rows.pluck('state')) as string[]).toReversed();
      };
      await w.db('mod_liaison_sub_accounts').where({ contact_id: contactId }).update({ state: 'active', expires_at: '2030-01-01 00:00:00' }); // prettier-ignore
      expect(await becomes()).to.deep.equal(['dropped', 'dropped', 'kept']);
      expect((await w.ann.submit(`${PAGE}/${contactId}/unblock`)).status).to.equal(303);
      expect(await becomes()).to.deep.equal(['kept', 'kept', 'kept']);
    });

    it('OP3 nobody is invited at a blocked address, nor again, until it is unblocked', async () => {
      const { contactId, email } = await invited(w, loginOf(w.cast.ownerOfClient1));
      const { subAccounts, readActor } = w.built.services;
      const ann = await readActor(loginOf(w.cast.ownerOfClient1), w.db);
      if (!ann) throw new Error('The owner cannot sign in');
      const refusals = async (step: 'invite' | 'resend') => {
        w.clock.advance(180);
        return (await subAccounts.stepRefusals(ann, 1, contactId, step)).map(({ key }) => key);
      };
      expect(await refusals('resend')).to.deep.equal([]);
      await (await w.visitor()).submit(`${await confirmPath(w, contactId, email)}/refuse`);
      expect(await refusals('resend')).to.deep.equal(['sub-accounts:blocked']);
      expect((await w.ann.submit(`${PAGE}/${contactId}/login/cancel`)).status).to.equal(303);
      expect(await refusals('invite')).to.deep.equal(['sub-accounts:blocked']);
      expect((await w.ann.submit(`${PAGE}/${contactId}/unblock`)).status).to.equal(303);
      expect(await refusals('invite')).to.deep.equal([]);
    });

    it('OP3 a forgotten password is no way round: who said no gets no link into the account', async () => {
      const { userId, contactId } = w.cast.fewPermissions;
      const asked = async () => {
        await w.built.outbox.store.enqueue(1, 'password-reset', { login: { userId, contactId } }, w.db);
        await w.built.outbox.worker.runOnce();
        const row = (await w.db('mod_liaison_outbox').orderBy('id', 'desc').first('state')) as {
          state: string;
        };
        return row.state;
      };
      const id = await idOf('bo@corp.example');
      await seedCompanion(1, id, w.db);
      const mark = {
        client_id: 1,
        contact_id: id,
        email: 'bo@corp.example',
        blocked_at: '2026-11-01 09:00:00',
      };
      await w.db('mod_liaison_contact_marks').where({ client_id: 1, contact_id: id }).delete();
      await w.db('mod_liaison_contact_marks').insert(mark);
      expect(await asked()).to.equal('dropped');
      await w
        .db('mod_liaison_contact_marks')
        .where({ contact_id: id })
        .update({ email: 'bo.before@corp.example' });
      expect(await asked()).to.equal('kept');
      await w.db('mod_liaison_contact_marks').where({ contact_id: id }).delete();
    });

    it('is dropped when the address was confirmed before it goes out', async () => {
      const email = uniqueAddress();
      await w.ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'Four', email });
      const id = await idOf(email);
      await (await w.visitor()).submit(await confirmPath(w, id, email));
      await w.built.outbox.worker.runOnce();
      const row = await w
        .db('mod_liaison_outbox')
        .where({ mail: 'address-confirm' })
        .orderBy('id', 'desc')
        .first();
      expect(row.state).to.equal('dropped');
    });

    it('CL4 other letters end with the link until the address is confirmed; its token is not kept', async () => {
      await seedClient(w.db, 1);
      await seedCompanion(1, DEE, w.db);
      const write = async () => {
        await w.built.outbox.store.enqueue(1, 'access-ended', { contactId: DEE }, w.db);
        return (await latest())[0];
      };
      const asking = await write();
      expect(asking?.text).to.contain('Is this the right address for notices of Example BV?');
      expect(asking?.html)
        .to.contain(`href="${URL_OF_TESTS}/confirm/`)
        .and.to.contain('Is this address right?');
      expect(asking?.secret).to.equal(true);
      const [path = ''] = /\/confirm\/\S+/.exec(asking?.text ?? '') ?? [];
      expect((await (await w.visitor()).submit(path)).status).to.equal(200);
      const plain = await write();
      expect(plain?.text).to.not.contain('/confirm/');
      expect(plain?.secret).to.equal(undefined);
    });

    it('a preview of a test mail shows nobody the link of somebody else', async () => {
      const page = await w.ann.get('/client/notices/simulate?notice=domain-notices');
      expect(page.status).to.equal(200);
      expect(page.text).to.not.contain('/confirm/');
    });

    for (const [language, words] of [
      [
        'en',
        [
          'Confirm your address for notices of Example BV',
          'no longer go to this address',
          'is not the address of',
        ],
      ],
      [
        'nl',
        [
          'Bevestig je adres voor meldingen over Example BV',
          'gaan niet meer naar dit adres',
          'is niet het adres van',
        ],
      ],
      ['ar', ['أكّد عنوانك لإشعارات Example BV', 'لم تعد تصل إلى هذا العنوان', 'ليس عنوان']],
    ] as const)
      // prettier-ignore
      it(`are written in ${language}, with nothing left to fill in`, async () => {
        const email = uniqueAddress();
        await w.ann.submit(`${PAGE}/new`, { firstName: 'New', lastName: 'Five', email });
        const id = await idOf(email);
        await seedCompanion(1, 0, w.db);
        await w.db('mod_liaison_contacts').where({ client_id: 1 }).whereIn('contact_id', [0, id]).update({ language });
        const { store } = w.built.outbox;
        await w.built.outbox.worker.runOnce();
        await store.enqueue(1, 'address-confirm', { contactId: id }, w.db);
        await store.enqueue(1, 'address-changed', { contactId: id, from: 'old@corp.example' }, w.db);
        await store.enqueue(1, 'address-refused', { contactId: id }, w.db);
        await w.built.outbox.worker.runOnce();
        const mails = (await store.listFinished(3, w.db)).map(({ message }) => message).toReversed();
        for (const [index, part] of words.entries()) {
          expect(mails[index]?.subject).to.contain(part);
          expect(`${mails[index]?.text} ${mails[index]?.html}`).to.not.match(/\{\{|mails:|undefined/);
        }
      });

    it('A2 accepting an invitation confirms the address it was sent to', async () => {
      const { path, contactId, email } = await invited(w, loginOf(w.cast.ownerOfClient1));
      expect(await markOf(w, contactId)).to.equal(undefined);
      const both = { password: PASSWORD, again: PASSWORD };
      expect((await (await w.visitor()).submit(path, both)).status).to.equal(303);
      expect(await markOf(w, contactId)).to.deep.equal({ email, confirmed: true, blocked: false });
    });

    it('a new password by mail confirms the address, where the contact has the same one', async () => {
      const bo = w.cast.fewPermissions;
      const email = 'bo@corp.example';
      const set = async () => {
        await forgetLimits(w);
        await (await w.visitor()).submit('/reset', { email });
        const { path } = await lastMail(w);
        const both = { password: PASSWORD, again: PASSWORD };
        expect((await (await w.visitor()).submit(path, both)).status).to.equal(303);
      };
      const contact = w.db('tblcontacts').where({ userid: 1, firstname: 'Bo' });
      const { id } = (await contact.clone().first('id')) as { id: number };
      if (profile === 'whmcs8') {
        // A login made on the panel’s own screens: nothing says that it is this contact’s.
        await set();
        expect(await markOf(w, id)).to.equal(undefined);
        return;
      }
      expect(bo.contactId).to.equal(id);
      await set();
      expect(await markOf(w, id)).to.deep.equal({ email, confirmed: true, blocked: false });
    });
  });
}
