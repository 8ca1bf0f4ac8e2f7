// A forgotten password: the same answer for everybody, a link for an hour and once, and the end of every session of before.
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import { loginOf, summaryOf, type Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { forgetLimits, lastMail, URL_OF_TESTS } from '../../support/invitations.js';
import { NO_ACCESS } from '../../../module/permissions/access.js';
import { SAMPLE_PASSWORD } from '../../../module/panels/whmcs/sample/sample-passwords.js';

const PASSWORD = 'gravel tulip ninety sparrow';
const BOTH = { password: PASSWORD, again: PASSWORD };
const ON_ITS_WAY = 'If this address can sign in here, a mail is on its way.';

const plain = ({ text }: Answer): string =>
  text.replaceAll(/(name="(_csrf|requestKey)" value=")[^"]*|nonce="[^"]*/g, '$1');

for (const profile of ['whmcs8', 'whmcs7'] as const) {
  describe(`A forgotten password on ${profile}`, () => {
    const w = world(profile, { url: URL_OF_TESTS });
    const era8 = profile === 'whmcs8';
    beforeEach(() => forgetLimits(w));

    const row = (of: 'fewPermissions' | 'managesContacts') =>
      era8
        ? w.db('tblusers').where({ id: w.cast[of].userId })
        : w.db('tblcontacts').where({ id: w.cast[of].contactId });
    const emailOf = async (of: 'fewPermissions' | 'managesContacts') =>
      String((await row(of).first('email'))?.email);
    const ask = async (email: string) => (await w.visitor()).submit('/reset', { email });
    const mails = async () =>
      Number(
        (await w.db('mod_liaison_outbox').where({ mail: 'password-reset' }).count({ n: '*' }).first())?.['n'],
      );
    const signIn = async (email: string, password: string) =>
      (await (await w.visitor()).submit('/sign-in', { email, password })).status;

    it('check 26: unknown, owner’s and known address get the same bytes; only the known one gets a mail', async () => {
      const before = await mails();
      const unknown = await ask('nobody@nowhere.example');
      expect([unknown.status, unknown.$('main').text().includes(ON_ITS_WAY)]).to.deep.equal([200, true]);
      const owner = await ask('ann@example.com');
      expect(await mails(), 'the owner’s login is the panel’s affair').to.equal(before);
      const known = await ask(await emailOf('fewPermissions'));
      expect(await mails()).to.equal(before + 1);
      expect(new Set([unknown, owner, known].map(plain)).size).to.equal(1);
      expect((await (await w.visitor()).get('/reset')).$('main').text()).to.contain('Owners of an account');
      expect(summaryOf(await ask(''))).to.deep.equal(['Enter your email address']);
    });

    if (era8)
      it('gets nobody past a second step', async () => {
        const before = await mails();
        await row('fewPermissions').update({ second_factor: 'totp' });
        expect((await ask(await emailOf('fewPermissions'))).status).to.equal(200);
        expect(await mails()).to.equal(before);
        await row('fewPermissions').update({ second_factor: '' });
      });

    if (era8)
      it('is not for who owns another account with the same login', async () => {
        const before = await mails();
        const link = { auth_user_id: w.cast.fewPermissions.userId, client_id: 3 };
        const linked = await w
          .db('tblusers_clients')
          .where({ ...link, client_id: 1 })
          .first();
        const { id: _id, ...copy } = linked;
        await w.db('tblusers_clients').insert({ ...copy, ...link, owner: 1, permissions: null });
        await ask(await emailOf('fewPermissions'));
        expect(await mails()).to.equal(before);
        await w.db('tblusers_clients').where(link).delete();
      });

    it('sets the new password once, and I10 ends every session of before on its next request', async () => {
      const email = await emailOf('managesContacts');
      const open = await w.visitor(loginOf(w.cast.managesContacts));
      expect((await open.get('/client/contacts')).status).to.equal(200);
      await ask(email);
      const mail = await lastMail(w);
      expect(mail.to).to.equal(email);
      const visitor = await w.visitor();
      const page = await visitor.get(mail.path);
      expect(page.$('main').text()).to.contain(email);
      expect(summaryOf(await visitor.send(page, mail.path, { password: 'short', again: 'short' }))).to.deep.equal(['Password must be 15 characters or more']); // prettier-ignore
      const saved = await visitor.send(page, mail.path, BOTH);
      expect([saved.status, saved.location]).to.deep.equal([303, '/sign-in']);
      expect((await visitor.follow(saved)).$('.lsn-flash').text()).to.contain('Your new password is saved');
      expect((await open.get('/client/contacts')).status, 'the session of before').to.equal(401);
      expect(await signIn(email, SAMPLE_PASSWORD)).to.equal(422);
      expect(await signIn(email, PASSWORD)).to.equal(303);
      const again = await visitor.get(mail.path);
      expect([again.status, again.h1]).to.deep.equal([410, 'This link does not work']);
      const [line] = await w.db('mod_liaison_audit').where({ action: 'login.passwordReset' });
      expect([line.client_id, line.actor_name, line.changes]).to.deep.equal([
        1,
        w.cast.managesContacts.name,
        '{}',
      ]);
    });

    it('I10 ends the sessions of who has a row of ours by its epoch, in every process', async () => {
      const email = await emailOf('fewPermissions');
      const { contactId } = w.cast.fewPermissions;
      const id = contactId ?? Number((await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id);
      const { subAccounts, readActor } = w.built.services;
      const actor = await readActor(loginOf(w.cast.ownerOfClient1), w.db);
      if (!actor) throw new Error('Ann cannot sign in');
      const access = { ...NO_ACCESS, permissions: ['profile.edit' as const] };
      const { seen } = await subAccounts.preview(actor, 1, id, access);
      const doing = { actor, origin: { requestId: 't', ip: '' }, clientId: 1, contactId: id };
      await subAccounts.change(doing, { access, preset: '', seen, fresh: true, reason: '', requestKey: '' });
      const epoch = async () =>
        Number((await w.db('mod_liaison_sub_accounts').where({ contact_id: id }).first('epoch')).epoch);
      const before = await epoch();
      await ask(email);
      const { path } = await lastMail(w);
      expect((await (await w.visitor()).submit(path, BOTH)).status).to.equal(303);
      expect(await epoch()).to.equal(before + 1);
    });

    it('of two links the second ends with the first; of twenty clicks one counts', async () => {
      const email = await emailOf('fewPermissions');
      await ask(email);
      const first = (await lastMail(w)).path;
      await ask(email);
      const second = (await lastMail(w)).path;
      expect(second).to.not.equal(first);
      await forgetLimits(w);
      const visitors = await Promise.all(Array.from({ length: 10 }, () => w.visitor()));
      const pages = await Promise.all(visitors.map((visitor) => visitor.get(second)));
      const answers = await Promise.all(
        visitors.map((visitor, index) => visitor.send(pages[index] as Answer, second, BOTH)),
      );
      expect(answers.filter(({ status }) => status === 303)).to.have.length(1);
      expect(answers.filter(({ status }) => ![303, 409].includes(status))).to.have.length(0);
      await forgetLimits(w);
      expect((await (await w.visitor()).get(first)).status).to.equal(410);
    });

    it('ends after an hour, to the second, and with the login', async () => {
      const email = await emailOf('fewPermissions');
      await ask(email);
      const { path } = await lastMail(w);
      const [{ expires_at: ends }] = (await w.db('mod_liaison_password_resets').whereNull('used_at')) as [{ expires_at: string }]; // prettier-ignore
      const left = (Date.parse(`${ends.replace(' ', 'T')}Z`) - w.clock.now().getTime()) / 1000;
      w.clock.advance(left - 1);
      expect((await (await w.visitor()).get(path)).status).to.equal(200);
      w.clock.advance(2);
      expect((await (await w.visitor()).get(path)).status).to.equal(410);
      await ask(email);
      const next = (await lastMail(w)).path;
      const link = era8
        ? w.db('tblusers_clients').where({ auth_user_id: w.cast.fewPermissions.userId, client_id: 1 })
        : row('fewPermissions');
      const kept = await link.clone().first();
      if (era8) await link.clone().delete();
      else await link.clone().update({ subaccount: 0 });
      expect((await (await w.visitor()).get(next)).status).to.equal(410);
      if (era8) await w.db('tblusers_clients').insert(kept);
      else await link.clone().update({ subaccount: 1 });
    });

    it('check 27: three an hour for an address, ten from one address of the network', async () => {
      for (let count = 0; count < 3; count += 1)
        expect((await ask('nobody@nowhere.example')).status).to.equal(200);
      expect((await ask(' Nobody@nowhere.example')).status).to.equal(429);
      for (let count = 0; count < 6; count += 1)
        expect((await ask(`n${count}@nowhere.example`)).status).to.equal(200);
      expect((await ask('another@nowhere.example')).status).to.equal(429);
    });

    it('check 24: the token stands in no table but the mail', async () => {
      await ask(await emailOf('fewPermissions'));
      const token = (await lastMail(w)).path.replace('/reset/', '');
      const hash = createHash('sha256').update(token).digest();
      expect(await w.db('mod_liaison_password_resets').where({ token_hash: hash })).to.have.length(1);
      const tables = (await w.db('information_schema.tables').whereRaw('table_schema = DATABASE()').pluck('table_name')) as string[]; // prettier-ignore
      const holding: string[] = [];
      for (const name of tables) if (JSON.stringify(await w.db(name)).includes(token)) holding.push(name);
      expect(holding).to.deep.equal(['mod_liaison_outbox']);
    });
  });
}
