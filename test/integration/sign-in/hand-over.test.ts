// The signed hand-over, and rights read at every request (P6).
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { randomUUID } from 'node:crypto';
import { formOf, loginOf, SECRET } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import type { Identity } from '../../../module/permissions/actor.js';
import { signHandOver } from '../../../module/sign-in/hand-over.js';

describe('Hand-over', () => {
  const w = world();
  const token = (identity: Identity, changes: { returnTo?: string; secret?: string; locale?: string } = {}) =>
    signHandOver(
      changes.secret ?? SECRET,
      { identity, returnTo: changes.returnTo, locale: changes.locale },
      randomUUID(),
      w.clock,
    );
  const ann = () => loginOf(w.cast.ownerOfClient1);
  const open = async (text: string) => (await w.visitor()).get(`/panel/sign-in?token=${text}`);

  it('signs in once; a second time is refused', async () => {
    const text = await token(ann());
    expect((await open(text)).location).to.equal('/client');
    const replay = await open(text);
    expect(replay.status).to.equal(401);
    expect(replay.$('main').text()).to.contain('This link was already used');
  });

  it('is used once by many at the same moment', async () => {
    const text = await token(ann());
    const answers = await Promise.all(Array.from({ length: 20 }, () => open(text)));
    expect(answers.filter(({ status }) => status === 303)).to.have.length(1);
  });

  it('ends after a minute', async () => {
    const text = await token(ann());
    w.clock.advance(61);
    expect((await open(text)).$('main').text()).to.contain('This link has ended');
  });

  it('refuses what is forged, unsigned, for somebody else, or incomplete', async () => {
    const claims = new SignJWT({ identity: ann() })
      .setProtectedHeader({ alg: 'HS256' })
      .setJti(randomUUID())
      .setIssuer('panel');
    const key = new TextEncoder().encode(SECRET);
    const now = Math.floor(w.clock.now().getTime() / 1000);
    const good = await token(ann());
    const [head, body] = good.split('.');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      await token(ann(), { secret: 'another secret of thirty-two characters' }),
      `${head}.${body}.`,
      `${none}.${body}.`,
      await claims.setIssuedAt(now).setExpirationTime(now + 60).setAudience('another').sign(key),
      await new SignJWT({ identity: ann() }).setProtectedHeader({ alg: 'HS256' }).setIssuer('panel').setAudience('liaison').setIssuedAt(now).setExpirationTime(now + 60).sign(key),
      '',
      'x'.repeat(5000),
    ]; // prettier-ignore
    for (const text of forged) expect((await open(text)).status, text.slice(0, 40)).to.equal(401);
  });

  it('carries no rights and no client of its own choosing', async () => {
    const [owner, bo] = [w.cast.ownerOfClient1, w.cast.fewPermissions];
    const foreign: Identity = { kind: 'login', clientId: 2, userId: owner.userId, contactId: null };
    expect((await open(await token(foreign))).status).to.equal(401);
    const visitor = await w.visitor(loginOf(bo));
    expect((await visitor.get('/client/contacts')).status).to.equal(403);
  });

  it('leads only to pages of ours', async () => {
    const to = async (returnTo: string) => (await open(await token(ann(), { returnTo }))).location;
    expect(await to('/client/contacts/4?x=1')).to.equal('/client/contacts/4?x=1');
    for (const evil of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/panel/sign-in',
      'javascript:alert(1)',
    ]) {
      expect(await to(evil), evil).to.equal('/client');
    }
  });

  it('P6 a removed right works on the very next request of an open session', async () => {
    const cy = await w.visitor(loginOf(w.cast.managesContacts));
    expect((await cy.get('/client/contacts')).status).to.equal(200);
    const link = { auth_user_id: w.cast.managesContacts.userId, client_id: 1 };
    const { permissions } = await w.db('tblusers_clients').where(link).first();
    await w.db('tblusers_clients').where(link).update({ permissions: 'tickets' });
    expect((await cy.get('/client/contacts')).status).to.equal(403);
    await w.db('tblusers_clients').where(link).update({ permissions });
    expect((await cy.get('/client/contacts')).status).to.equal(200);
  });

  it('P6 an ended login is signed out by its next click', async () => {
    const cy = await w.visitor(loginOf(w.cast.managesContacts));
    const link = { auth_user_id: w.cast.managesContacts.userId, client_id: 1 };
    const row = await w.db('tblusers_clients').where(link).first();
    await w.db('tblusers_clients').where(link).delete();
    expect((await cy.get('/client/contacts')).status).to.equal(401);
    await w.db('tblusers_clients').insert(row);
    const staff = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    await w.db('tbladmins').where({ id: w.cast.staff.staffId }).update({ disabled: 1 });
    expect((await staff.get('/admin/clients')).status).to.equal(401);
    await w.db('tbladmins').where({ id: w.cast.staff.staffId }).update({ disabled: 0 });
  });

  it('gives a new session at sign-in, and stores no cookie in the clear', async () => {
    const visitor = await w.visitor();
    const before = String((await visitor.get('/client/contacts')).headers['set-cookie'] ?? '');
    const after = await visitor.signIn(ann(), w.clock);
    const cookie = decodeURIComponent(String(after.headers['set-cookie'])).match(
      /liaison=s:([^.]+)\./,
    )?.[1] as string;
    expect(before).to.not.contain(cookie);
    const rows = (await w.db('mod_liaison_sessions').pluck('sid')) as string[];
    expect(rows).to.not.include(cookie);
  });

  it('ends a session after 30 idle minutes and after 12 hours at the latest', async () => {
    const visitor = await w.visitor(ann());
    for (let hours = 0; hours < 11.5; hours += 0.4) {
      w.clock.advance(24 * 60);
      expect((await visitor.get('/client/contacts')).status).to.equal(200);
    }
    w.clock.advance(29 * 60);
    expect((await visitor.get('/client/contacts')).status).to.equal(401);
    const idle = await w.visitor(ann());
    w.clock.advance(31 * 60);
    expect((await idle.get('/client/contacts')).status).to.equal(401);
  });

  it('signs out', async () => {
    const visitor = await w.visitor(ann());
    const { _csrf } = formOf(await visitor.get('/client/contacts/new'));
    const out = await visitor.post('/sign-out', { _csrf: _csrf ?? '' });
    expect(out.location).to.equal('https://panel.example/');
    expect((await visitor.get('/client/contacts')).status).to.equal(401);
  });

  it('answers in the language of the panel’s record, then of the hand-over, then of the browser, or as switched', async () => {
    const mira = await w.visitor(loginOf(w.cast.ownerOfClient2));
    expect((await mira.get('/client/contacts')).text).to.contain('<html lang="nl"');
    const { _csrf } = formOf(await mira.get('/client/contacts/new'));
    const back = await mira.post('/preferences', {
      _csrf: _csrf ?? '',
      language: 'ar',
      returnTo: '/client/contacts',
    });
    expect(back.location).to.equal('/client/contacts');
    expect((await mira.follow(back)).text).to.contain('<html lang="ar" dir="rtl"');
    const nobody = await (await w.visitor()).get('/client/contacts', { 'accept-language': 'nl-BE,fr;q=0.5' });
    expect(nobody.text).to.contain('<html lang="nl"');
  });
});
