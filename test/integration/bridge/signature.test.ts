// The door for the panel's bridge: who is let in, and that nothing but a hook is served there (H25).
import { expect } from 'chai';
import request from 'supertest';
import { bridgeLogin, callHook, type Signing } from '../../support/bridge-calls.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { SIGNATURE_HEADER, signatureOf, TIME_HEADER } from '../../../module/bridge/signature.js';
import { SECRET } from '../../support/app.js';

describe('Calls of the bridge', () => {
  const w = world();
  const body = () => ({
    clientId: 1,
    login: bridgeLogin(w.cast.ownerOfClient1, true),
    departmentId: 1,
    locale: '',
  });
  const status = async (signing: Signing, sent: object | string = body()) =>
    (await callHook(w, 'ticket-open', sent, signing)).status;

  it('are answered when they are signed', async () => {
    const answer = await callHook(w, 'ticket-open', body());
    expect([answer.status, answer.body]).to.deep.equal([200, { errors: [] }]);
    expect(answer.headers['cache-control']).to.equal('no-store');
  });

  it('are refused when forged, for another path, too old or too new, whatever they hold', async () => {
    expect(await status({ secret: 'another secret of thirty-two characters' })).to.equal(401);
    expect(await status({ path: '/panel/hooks/page' })).to.equal(401);
    expect(await status({ path: '/liaison/panel/hooks/ticket-open' })).to.equal(401);
    for (const age of [61, 3600, -61]) expect(await status({ age }), String(age)).to.equal(401);
    for (const age of [0, 59, -59]) expect(await status({ age }), String(age)).to.equal(200);
    expect(await status({ secret: 'x'.repeat(32) }, 'no JSON')).to.equal(401);
  });

  it('are refused with a signature for another body, without one, and with nonsense in its place', async () => {
    const time = String(Math.floor(w.clock.now().getTime() / 1000));
    const path = '/panel/hooks/ticket-open';
    const text = JSON.stringify(body());
    const good = signatureOf(SECRET, { time, path, body: text });
    const send = async (headers: Record<string, string>, sent = text) =>
      (await request(w.express).post(path).type('json').set(headers).send(sent)).status;
    expect(await send({ [TIME_HEADER]: time, [SIGNATURE_HEADER]: good })).to.equal(200);
    expect(await send({ [TIME_HEADER]: time, [SIGNATURE_HEADER]: good }, `${text} `)).to.equal(401);
    expect(await send({ [TIME_HEADER]: `${Number(time) + 1}`, [SIGNATURE_HEADER]: good })).to.equal(401);
    expect(await send({ [TIME_HEADER]: time, [SIGNATURE_HEADER]: good.toUpperCase() })).to.equal(401);
    for (const bad of ['', 'x', good.slice(1), `${good}0`, 'é'.repeat(32)])
      expect(await send({ [TIME_HEADER]: time, [SIGNATURE_HEADER]: encodeURI(bad) }), bad).to.equal(401);
    for (const bad of ['', 'now', '1e9', '-1', `${time}.5`])
      expect(await send({ [TIME_HEADER]: bad, [SIGNATURE_HEADER]: good }), bad).to.equal(401);
    expect(await send({})).to.equal(401);
  });

  it('that come a second time within the minute are harmless: the same answer, and nothing is written', async () => {
    const gone = { clientId: 1, contactId: 99_999, locale: '' };
    expect((await callHook(w, 'contact-deleted', gone)).status).to.equal(200);
    const before = await fingerprint(w.db, 'mod_liaison_');
    expect((await callHook(w, 'contact-deleted', gone)).status).to.equal(200);
    expect(await status({})).to.equal(200);
    expect(await fingerprint(w.db, 'mod_liaison_')).to.deep.equal(before);
  });

  it('are refused in a form we do not know, without a word about it', async () => {
    for (const bad of ['', 'null', '[]', '{', '"x"', { ...body(), extra: 1 }, { ...body(), clientId: 0 }, { ...body(), clientId: '1' }, { ...body(), login: null }, { locale: '' }]) {
      const answer = await callHook(w, 'ticket-open', bad);
      expect([answer.status, answer.body], JSON.stringify(bad)).to.deep.equal([400, { error: 'not understood' }]);
    } // prettier-ignore
    expect(await status({}, { ...body(), locale: 'x'.repeat(300_000) })).to.equal(413);
  });

  it('set no cookie and need none, nor a token of a form', async () => {
    const answer = await callHook(w, 'ticket-open', body());
    expect(answer.headers['set-cookie']).to.equal(undefined);
  });

  it('lead to hooks alone: no other path, and no other method', async () => {
    expect((await callHook(w, 'nothing', body())).status).to.be.oneOf([403, 404]);
    expect((await request(w.express).get('/panel/hooks/ticket-open')).status).to.equal(404);
  });
});
