// A login is made, or an existing one linked (A4, A5): what is written, and what is left alone. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { allowing, changedRows, failure, jonas, refOf, stored } from './login-rows.js';
import { onEveryProfile } from './profiles.js';

const HASH = `$2y$10$${'a'.repeat(53)}`;
const REAL_DATE = /^20\d\d-\d\d-\d\d \d\d:\d\d:\d\d$/;
const INVOICES = allowing('billing.invoices');

type Row = Record<string, unknown>;

onEveryProfile('A4 A new login', (on) => {
  const activate = async (tx: Knex, more: object = {}) =>
    on.panel.logins.activate(1, { ...(await jonas(tx)), ...more }, { passwordHash: HASH }, INVOICES, tx);

  it('names every column and can sign in afterwards', async () => {
    await on.trial(async (tx) => {
      const { contactId } = await jonas(tx);
      const contactBefore = (await tx('tblcontacts').where({ id: contactId }).first()) as Row;
      const ref = await activate(tx);
      if (typeof ref === 'string') throw new Error(ref);
      const contact = (await tx('tblcontacts').where({ id: contactId }).first()) as Row;
      if (on.profile.era === 7) {
        expect(ref).to.deep.equal({ userId: null, contactId });
        expect(contact['updated_at']).to.match(REAL_DATE);
        const permissions = 'invoices';
        const login = { subaccount: 1, password: HASH, permissions, updated_at: contact['updated_at'] };
        expect(contact).to.deep.equal({ ...contactBefore, ...login });
      } else {
        expect(contact, 'the contact is no login here').to.deep.equal(contactBefore);
        const user = (await tx('tblusers').where({ id: ref.userId }).first()) as Row;
        for (const date of ['created_at', 'updated_at', 'email_verified_at'])
          expect(user[date], date).to.match(REAL_DATE);
        expect(user).to.deep.equal({
          id: ref.userId,
          first_name: 'Jonas',
          last_name: 'Lindqvist',
          email: 'jonas@corp.example',
          password: HASH,
          language: 'dutch',
          second_factor: '',
          second_factor_config: null,
          remember_token: '',
          reset_token: '',
          security_question_id: 0,
          security_question_answer: '',
          last_ip: '',
          last_hostname: '',
          last_login: null,
          email_verification_token: '',
          email_verification_token_expiry: null,
          email_verified_at: user['email_verified_at'],
          reset_token_expiry: null,
          created_at: user['created_at'],
          updated_at: user['updated_at'],
        });
        const link = (await tx('tblusers_clients').where({ auth_user_id: ref.userId }).first()) as Row;
        const { created_at, updated_at } = link;
        expect(link).to.deep.equal({
          id: link['id'],
          auth_user_id: ref.userId,
          client_id: 1,
          invite_id: 0,
          owner: 0,
          permissions: stored(on, 'invoices'),
          last_login: null,
          created_at,
          updated_at,
        });
        for (const date of [created_at, updated_at]) expect(date).to.match(REAL_DATE);
      }
      const actor = await on.panel.logins.read({ kind: 'login', clientId: 1, ...ref }, tx);
      expect([actor?.kind, actor?.name, [...(actor?.access.permissions ?? [])]]).to.deep.equal([
        'sub-account',
        'Jonas Lindqvist',
        ['billing.invoices'],
      ]);
      const login = await on.panel.logins.find(1, ref, tx);
      expect(login?.access.permissions).to.deep.equal(['billing.invoices']);
    });
  });

  it('touches no other row', async () => {
    await on.trial(async (tx) => {
      const { contactId } = await jonas(tx);
      const changed = await changedRows(on, tx, () => activate(tx));
      if (on.profile.era === 7) expect(changed).to.deep.equal([`tblcontacts ${contactId}`]);
      else expect(changed.map((row) => row.split(' ')[0])).to.deep.equal(['tblusers', 'tblusers_clients']);
    });
  });

  it('leaves an address open that nobody has shown to be theirs, and a language the panel does not know', async () => {
    await on.trial(async (tx) => {
      const ref = await activate(tx, { emailProven: false, language: 'tlh' });
      if (on.profile.era === 7 || typeof ref === 'string') return;
      const user = (await tx('tblusers').where({ id: ref.userId }).first()) as Row;
      expect([user['email_verified_at'], user['language']]).to.deep.equal([null, '']);
    });
  });

  it('A5 is none where the address has a login already, in any client and any case', async () => {
    await on.trial(async (tx) => {
      const person = await jonas(tx);
      for (const email of ['bo@corp.example', ' MIRA@Noordzee.Example']) {
        await tx('tblcontacts').where({ id: person.contactId }).update({ email });
        const changed = await changedRows(on, tx, async () => {
          const credential = { passwordHash: HASH };
          const answer = await on.panel.logins.activate(1, { ...person, email }, credential, INVOICES, tx);
          expect(answer, email).to.equal('taken');
        });
        expect(changed, email).to.deep.equal([]);
      }
    });
  });

  it('is none for a contact that is a login already, or is not there', async () => {
    await on.trial(async (tx) => {
      expect(await activate(tx)).to.be.an('object');
      const changed = await changedRows(on, tx, async () => expect(await activate(tx)).to.equal('taken'));
      expect(changed).to.deep.equal([]);
      if (on.profile.era === 8) return;
      const foreign = { contactId: 999_999, email: 'new@corp.example' };
      expect(await activate(tx, foreign)).to.equal('gone');
      const { contactId } = await jonas(tx);
      const ofOther = on.panel.logins.activate(2, await jonas(tx), { passwordHash: HASH }, INVOICES, tx);
      expect(await ofOther, String(contactId)).to.equal('gone');
    });
  });

  it('never is the owner’s', async () => {
    await on.trial(async (tx) => {
      const owner = { ...(await jonas(tx)), contactId: 0, email: 'nobody@corp.example' };
      if (on.profile.era === 8) return;
      const work = on.panel.logins.activate(1, owner, { passwordHash: HASH }, INVOICES, tx);
      expect(await failure(work)).to.include('never written');
    });
  });

  it('is refused by field where the panel’s columns are too short', () => {
    const long = { firstName: 'x'.repeat(256), lastName: 'y'.repeat(255), email: 'z'.repeat(300) };
    const tooLong = { key: 'panels:refused.tooLong', params: { max: 255 } };
    const expected = on.profile.era === 8 ? { firstName: tooLong, email: tooLong } : {};
    expect(on.panel.logins.refusals(long)).to.deep.equal(expected);
    expect(on.panel.logins.refusals({ firstName: 'Ann' })).to.deep.equal({});
  });
});

onEveryProfile('A5 An existing login', (on) => {
  it('is linked with its password untouched, and keeps its other clients', async () => {
    await on.trial(async (tx) => {
      const [mira] = await on.panel.logins.findByEmail('mira@noordzee.example', tx);
      if (!mira) throw new Error('Mira has no login');
      const person = { ...(await jonas(tx)), email: 'mira@noordzee.example' };
      let answer: unknown;
      const changed = await changedRows(on, tx, async () => {
        answer = await on.panel.logins.activate(1, person, { existing: mira.ref }, INVOICES, tx);
      });
      if (on.profile.era === 7) {
        // One login serves one client there.
        expect([answer, changed]).to.deep.equal(['taken', []]);
        return;
      }
      expect(answer).to.deep.equal(mira.ref);
      expect(changed).to.have.length(1);
      expect(changed[0]).to.match(/^tblusers_clients /);
      const [linked] = await on.panel.logins.findByEmail('mira@noordzee.example', tx);
      expect(linked?.clients).to.deep.equal([
        { clientId: 1, owner: false },
        { clientId: 2, owner: true },
      ]);
      expect(await on.panel.logins.find(1, mira.ref, tx)).to.include({ owner: false, shared: true });
      expect(await on.panel.logins.find(2, mira.ref, tx)).to.include({ owner: true, shared: true });
    });
  });

  it('that is linked already only gets the access', async () => {
    const { fewPermissions } = on.cast;
    await on.trial(async (tx) => {
      const bo = await tx('tblcontacts').where({ email: 'bo@corp.example' }).first('id');
      const person = { ...(await jonas(tx)), contactId: (bo as { id: number }).id, email: 'bo@corp.example' };
      const credential = { existing: refOf(fewPermissions) };
      const changed = await changedRows(on, tx, () =>
        on.panel.logins.activate(1, person, credential, allowing('profile.edit'), tx),
      );
      expect(changed).to.have.length(1);
      const login = await on.panel.logins.find(1, refOf(fewPermissions), tx);
      expect(login?.access.permissions).to.deep.equal(['profile.edit']);
    });
  });

  it('that is gone, or the owner’s, is not linked', async () => {
    await on.trial(async (tx) => {
      const person = await jonas(tx);
      const link = (userId: number | null, contactId: number | null) =>
        on.panel.logins.activate(1, person, { existing: { userId, contactId } }, INVOICES, tx);
      if (on.profile.era === 7) {
        // A contact without a password has no login to take up.
        expect(await link(null, person.contactId)).to.equal('gone');
        return;
      }
      expect(await link(999_999, null)).to.equal('gone');
      expect(await link(null, person.contactId)).to.equal('gone');
      expect(await failure(link(on.cast.ownerOfClient1.userId, null))).to.include('never written');
    });
  });
});
