// A test of a notice (CL13): one mail for each who would get it now, looked up again when it goes out (I18).
import { expect } from 'chai';
import { summaryOf, type Answer, type Visitor } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { plantBlocked, plantTypes } from './planted.js';

const PAGE = '/client/notices/simulate?notice=security-abuse';
const OUTBOX = 'mod_liaison_outbox';

describe('A test of a notice', () => {
  const w = world();
  const ids = new Map<string, number>();
  const idOf = (firstName: string): number => ids.get(firstName) as number;
  const waiting = (): Promise<number[]> => w.db(OUTBOX).where({ state: 'due' }).pluck('id');
  const forgetTests = (): Promise<unknown> => w.db('mod_liaison_rate_limits').delete();

  async function sendTest(by: Visitor, path = PAGE): Promise<Answer> {
    return by.submit(path);
  }

  /** What goes out now, in the order it was queued. */
  async function deliver() {
    const before = new Set((await w.built.outbox.store.listFinished(500, w.db)).map(({ id }) => id));
    while ((await w.built.outbox.worker.runOnce()) > 0);
    const finished = await w.built.outbox.store.listFinished(500, w.db);
    return finished
      .filter(({ id }) => !before.has(id))
      .map(({ message }) => message)
      .toReversed();
  }

  before(async () => {
    for (const { id, firstname } of await w.db('tblcontacts').where({ userid: 1 }))
      ids.set(firstname as string, id as number);
    await w.db('mod_liaison_clients').insert({ client_id: 1 }).onConflict().ignore();
    for (const name of ['Bo', 'Emre', 'Grace']) await plantTypes(w.db, 1, idOf(name), ['security']);
    await w
      .db('mod_liaison_contacts')
      .where({ contact_id: idOf('Bo') })
      .update({ language: 'nl' });
    await w
      .db('mod_liaison_contacts')
      .where({ contact_id: idOf('Grace') })
      .update({ language: 'ar' });
  });
  beforeEach(forgetTests);

  it('is shown before, in every language that somebody gets it in', async () => {
    const page = await w.ann.get(PAGE);
    expect(page.$('main form[method=post] button').text()).to.equal('Send a test to these 3');
    const shown = page.$('[aria-labelledby=lsn-test] details');
    expect(
      shown
        .find('div[lang]')
        .toArray()
        .map((one) => page.$(one).attr('lang')),
    ).to.deep.equal(['nl', 'en', 'ar']);
    expect(shown.text()).to.contain('TEST: Beveiliging en misbruik, voor Example BV');
    expect(await waiting()).to.have.length(0);
  });

  it('goes to each of them in their own language, says TEST first and why at the end', async () => {
    const sent = await sendTest(w.ann);
    expect([sent.status, sent.location]).to.deep.equal([303, PAGE]);
    expect((await w.ann.follow(sent)).$('[role=status]').text()).to.contain(
      'A test is on its way to 3 recipients.',
    );
    const mails = await deliver();
    expect(mails.map(({ to, subject }) => [to.address, subject])).to.deep.equal([
      ['bo@corp.example', 'TEST: Beveiliging en misbruik, voor Example BV'],
      ['emre@corp.example', 'TEST: Security and abuse, for Example BV'],
      ['accounts@corp.example', 'TEST: الأمان وإساءة الاستخدام، لحساب Example BV'],
    ]);
    expect(mails[1]?.text.split('\n\n').at(-1)).to.equal(
      'You get this because you would get the real mail for Example BV: Has the Security type.',
    );
    expect(mails[1]?.html).to.contain('Hello Emre Yılmaz,');
    const [line] = await w.db('mod_liaison_audit').where({ action: 'testMail.sent' });
    expect([line.client_id, line.object_name, line.actor_name]).to.deep.equal([
      1,
      'security-abuse',
      'Ann Lee',
    ]);
    expect((await w.ann.get('/client/activity')).text).to.contain(
      'Ann Lee sent a test of Security and abuse',
    );
  });

  it('I18 who was removed or switched off meanwhile gets none', async () => {
    expect((await sendTest(w.ann)).status).to.equal(303);
    await w
      .db('mod_liaison_contact_types')
      .where({ contact_id: idOf('Emre') })
      .delete();
    await plantBlocked(w.db, 1, idOf('Grace'));
    expect((await deliver()).map(({ to }) => to.name)).to.deep.equal(['Bo Chen']);
    expect(await w.db(OUTBOX).where({ state: 'dropped' })).to.have.length(2);
  });

  it('goes to the address that a contact has by then', async () => {
    expect((await sendTest(w.ann)).status).to.equal(303);
    await w
      .db('tblcontacts')
      .where({ id: idOf('Bo') })
      .update({ email: 'bo.chen@corp.example' });
    expect((await deliver()).map(({ to }) => to.address)).to.deep.equal(['bo.chen@corp.example']);
  });

  it('is refused when the list is no longer the one that was seen', async () => {
    const page = await w.ann.get(PAGE);
    await plantTypes(w.db, 1, idOf('Jonas'), ['security']);
    const before = await fingerprint(w.db, OUTBOX);
    const stale = await w.ann.send(page, PAGE);
    expect(stale.status).to.equal(409);
    expect(stale.$('.lsn-flash-warn').text()).to.contain('Who gets it has changed meanwhile');
    expect(stale.$('main table').text()).to.contain('Jonas Lindqvist');
    expect(await fingerprint(w.db, OUTBOX)).to.deep.equal(before);
    expect((await w.ann.send(stale, PAGE)).status).to.equal(303);
    expect(await deliver()).to.have.length(2);
  });

  it('counts a double click once', async () => {
    const page = await w.ann.get(PAGE);
    const clicks = await Promise.all([1, 2].map(() => w.ann.send(page, PAGE)));
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await waiting()).to.have.length(2);
    await deliver();
  });

  it('can be sent 5 times an hour, by all of a client together; then it says when', async () => {
    for (const by of [w.ann, w.cy, w.ann, w.cy, w.ann]) expect((await sendTest(by)).status).to.equal(303);
    await deliver();
    const refused = await sendTest(w.cy);
    expect(refused.status).to.equal(422);
    expect(summaryOf(refused)).to.deep.equal(['You can send another test in 60 minutes']);
    expect(refused.$('main table').text()).to.contain('Bo Chen');
    expect(await waiting()).to.have.length(0);
    expect((await sendTest(w.mira)).status).to.equal(303);
    expect(await deliver()).to.have.length(1);
  });

  it('reaches at most 50', async () => {
    const ofClient2 = (await w.db('tblcontacts').where({ userid: 2 }).limit(60).pluck('id')) as number[];
    for (const id of ofClient2) await plantTypes(w.db, 2, id, ['security']);
    expect((await sendTest(w.mira)).status).to.equal(303);
    expect(await waiting()).to.have.length(50);
    expect(await deliver()).to.have.length(50);
  });

  it('by staff is in the client’s log as Staff', async () => {
    const path = '/admin/clients/1/notices/simulate?notice=security-abuse';
    expect((await sendTest(w.sam, path)).location).to.equal(path);
    const seen = await w.ann.get('/client/activity');
    expect(seen.text)
      .to.contain('Staff sent a test of Security and abuse')
      .and.to.not.contain('Sam de Vries');
    await deliver();
  });

  it('of nothing, without the token or without the right sends nothing', async () => {
    const page = await w.ann.get(PAGE);
    const nothing = await w.ann.send(page, '/client/notices/simulate');
    expect([nothing.status, summaryOf(nothing)]).to.deep.equal([422, ['Select a notice']]);
    expect((await w.ann.send(page, PAGE, { _csrf: '' })).status).to.equal(403);
    expect((await w.ann.send(page, PAGE, { contactId: '5' })).status).to.equal(422);
    expect((await w.bo.post(PAGE, { seen: 'x' })).status).to.equal(403);
    expect(await waiting()).to.have.length(0);
  });
});
