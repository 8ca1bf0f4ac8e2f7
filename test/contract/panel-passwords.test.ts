// Passwords of the panel’s logins: today’s form and the older ones, and what tells nobody anything. On every profile.
import { expect } from 'chai';
import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { LoginRef } from '../../module/panels/panel.js';
import { SAMPLE_HASHES, SAMPLE_PASSWORD } from '../../module/panels/whmcs/sample/sample-passwords.js';
import { changedRows, jonas, refById, refOf } from './login-rows.js';
import { onEveryProfile } from './profiles.js';

const OVERLONG = 'ä'.repeat(100_000);

onEveryProfile('A password', (on) => {
  const check = (ref: LoginRef | undefined, password: string, clientId = 1, tx: Knex = on.db) =>
    on.panel.logins.checkPassword(clientId, ref, password, tx);
  const bo = () => refOf(on.cast.fewPermissions);
  const setHash = (tx: Knex, password: string) =>
    on.profile.era === 8
      ? tx('tblusers').where({ id: bo().userId }).update({ password })
      : tx('tblcontacts').where({ id: bo().contactId }).update({ password });

  it('opens its login in each form that the panel wrote, and only that', async () => {
    const { hashes } = on.rows.logins;
    expect(Object.keys(hashes)).to.have.members(Object.keys(SAMPLE_HASHES));
    for (const [form, id] of Object.entries(hashes)) {
      const clientId = on.rows.clients.hashForms;
      const ref = refById(on, id);
      expect(await check(ref, SAMPLE_PASSWORD, clientId), form).to.equal(true);
      for (const wrong of [`${SAMPLE_PASSWORD} `, SAMPLE_PASSWORD.toUpperCase(), '', 'x'])
        expect(await check(ref, wrong, clientId), `${form} ${wrong}`).to.equal(false);
    }
    expect(await check(refOf(on.cast.ownerOfClient1), SAMPLE_PASSWORD)).to.equal(true);
  });

  it('opens nothing where the text is no hash', async () => {
    const md5 = createHash('md5').update('').digest('hex');
    const texts = [
      '',
      SAMPLE_PASSWORD,
      '*',
      '$2y$10$',
      `${SAMPLE_HASHES.bcrypt}x`,
      '$2y$31$',
      md5,
      ':',
      `${md5}:`,
    ];
    await on.trial(async (tx) => {
      for (const text of texts) {
        await setHash(tx, text);
        for (const password of ['', SAMPLE_PASSWORD, text])
          expect(await check(bo(), password, 1, tx), `${text} / ${password}`).to.equal(false);
      }
    });
  });

  it('of any bcrypt prefix is read', async () => {
    await on.trial(async (tx) => {
      for (const prefix of ['$2a$', '$2b$', '$2y$']) {
        await setHash(tx, SAMPLE_HASHES.bcrypt.replace('$2y$', prefix));
        expect(await check(bo(), SAMPLE_PASSWORD, 1, tx), prefix).to.equal(true);
      }
    });
  });

  it('that an old version encoded before it hashed is read too', async () => {
    await on.trial(async (tx) => {
      await setHash(tx, createHash('md5').update('a&amp;b&quot;&#039;&lt;').digest('hex'));
      expect(await check(bo(), `a&b"'<`, 1, tx)).to.equal(true);
      expect(await check(bo(), 'a&b', 1, tx)).to.equal(false);
    });
  });

  it('opens nothing for nobody, for an over-long text, and for one with a NUL', async () => {
    for (const password of [SAMPLE_PASSWORD, '', OVERLONG, `${SAMPLE_PASSWORD}\0`]) {
      expect(await check(undefined, password)).to.equal(false);
      expect(await check(refById(on, 999_999), password)).to.equal(false);
    }
    for (const password of [OVERLONG, `${SAMPLE_PASSWORD}\0`, `${SAMPLE_PASSWORD}\0x`])
      expect(await check(bo(), password)).to.equal(false);
  });

  it('opens nothing alone where there is a second factor', async () => {
    const owner = refOf(on.cast.ownerOfClient1);
    await on.trial(async (tx) => {
      if (on.profile.era === 8)
        await tx('tblusers').where({ id: owner.userId }).update({ second_factor: 'totp' });
      else await tx('tblclients').where({ id: 1 }).update({ authmodule: 'totp' });
      expect(await check(owner, SAMPLE_PASSWORD, 1, tx)).to.equal(false);
    });
  });

  it('of a contact that is no login now opens nothing', async () => {
    const { contacts, clients } = on.rows;
    const clientId = clients.staleSubAccounts;
    const off = { userId: null, contactId: contacts.hashWithoutSubAccount };
    expect(await check(off, SAMPLE_PASSWORD, clientId)).to.equal(false);
    const stale = { userId: null, contactId: contacts.staleSubAccount };
    expect(await check(stale, SAMPLE_PASSWORD, clientId)).to.equal(on.profile.era === 7);
    expect(await check(stale, SAMPLE_PASSWORD, 1)).to.equal(false);
  });

  it('A5 of an invited person is theirs before it opens this client', async () => {
    if (on.profile.era === 7) return;
    expect(await check(refOf(on.cast.ownerOfClient2), SAMPLE_PASSWORD, 1)).to.equal(true);
  });

  it('that is new is hashed as PHP does, and ends open resets', async () => {
    const hash = await on.panel.logins.hashPassword('pâsswörd of 16 <&>');
    expect(hash).to.match(/^\$2y\$1\d\$[./A-Za-z0-9]{53}$/);
    expect(await on.panel.logins.hashPassword('pâsswörd of 16 <&>')).to.not.equal(hash);
    await on.trial(async (tx) => {
      const tokens = on.profile.era === 8 ? ['remember_token', 'reset_token'] : ['pwresetkey'];
      const row = () =>
        on.profile.era === 8
          ? tx('tblusers').where({ id: bo().userId })
          : tx('tblcontacts').where({ id: bo().contactId });
      await row().update(Object.fromEntries(tokens.map((token) => [token, 'secret'])));
      const changed = await changedRows(on, tx, async () => {
        expect(await on.panel.logins.setPassword(1, bo(), hash, tx)).to.equal('saved');
      });
      expect(changed).to.have.length(1);
      const [after] = (await row().select(tokens)) as Record<string, string>[];
      expect(Object.values(after ?? {})).to.deep.equal(tokens.map(() => ''));
      expect(await check(bo(), 'pâsswörd of 16 <&>', 1, tx)).to.equal(true);
      expect(await check(bo(), SAMPLE_PASSWORD, 1, tx)).to.equal(false);
    });
  });

  it('is set for nobody who is no login of this client', async () => {
    const person = await jonas(on.db);
    await on.trial(async (tx) => {
      const changed = await changedRows(on, tx, async () => {
        for (const [clientId, ref] of [
          [2, bo()],
          [1, refById(on, 999_999)],
          [1, { userId: null, contactId: person.contactId }],
        ] as const)
          expect(await on.panel.logins.setPassword(clientId, ref, SAMPLE_HASHES.bcrypt, tx)).to.equal('gone');
      });
      expect(changed).to.deep.equal([]);
    });
  });

  it('is kept whole or refused', async () => {
    const { logins } = on.panel;
    const tooLong = { key: 'panels:refused.passwordTooLong', params: { max: 72 } };
    expect(logins.passwordRefusal('x'.repeat(72))).to.equal(undefined);
    expect(logins.passwordRefusal('x'.repeat(73))).to.deep.equal(tooLong);
    expect(logins.passwordRefusal('ä'.repeat(36))).to.equal(undefined);
    expect(logins.passwordRefusal('ä'.repeat(37))).to.deep.equal(tooLong);
    expect(logins.passwordRefusal('a\0b')?.key).to.equal('panels:refused.character');
    for (const password of ['', 'x'.repeat(73), 'a\0b'])
      expect(await logins.hashPassword(password).catch(String)).to.include('No password');
  });

  it('takes as long for nobody as for somebody, in old forms too', async () => {
    const ids = on.rows.logins.hashes;
    const clientId = on.rows.clients.hashForms;
    const time = async (ref: LoginRef | undefined): Promise<number> => {
      const started = performance.now();
      await check(ref, 'some wrong password', clientId);
      return performance.now() - started;
    };
    await time(undefined);
    const known = await time(refById(on, ids.bcrypt));
    for (const other of [
      undefined,
      refById(on, 999_999),
      refById(on, ids.plainMd5),
      refById(on, ids.hmacSha256),
    ])
      expect(await time(other)).to.be.above(known / 3);
  });
});
