// API keys (CL18): made, shown once, hashed at rest, revoked; who may, and whose.
import { expect } from 'chai';
import { formOf, summaryOf, type Answer, type FormData, type Visitor } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const NEW = '/client/api-keys/new';
const ALL: FormData = { 'scopes[contacts]': 'write', 'scopes[company]': 'read' };

const textOf = ({ $ }: Answer): string => $('main').text().replace(/\s+/g, ' ').trim();
const keyOf = ({ $ }: Answer): string => $('#lsn-key').attr('value') ?? '';

describe('API keys', () => {
  const w = world();
  const make = (who: Visitor, name: string, more: FormData = ALL, path = NEW): Promise<Answer> =>
    who.submit(path, { name, ...more });
  const idOf = async (name: string): Promise<number> =>
    (await w.db('mod_liaison_api_keys').where({ name }).orderBy('id', 'desc').first('id')).id as number;
  const use = (key: string, path = '/contacts') =>
    w.visitor().then((one) => one.get(`/api/v1${path}`, { authorization: `Bearer ${key}` }));

  it('says what a key is for while there are none', async () => {
    const page = await w.ann.get('/client/api-keys');
    expect(textOf(page)).to.contain(
      'No keys yet. A key lets your own software add a new colleague as a contact.',
    );
    expect(page.$('main a[href$="/api/v1/docs"]')).to.have.length(1);
  });

  it('shows a new key once, with an example that works', async () => {
    const made = await make(w.ann, 'Onboarding', { ...ALL, endsAt: '2099-11-30' });
    expect(made.status).to.equal(200);
    expect(made.headers['cache-control']).to.equal('no-store');
    expect(textOf(made)).to.contain('Copy it now. We cannot show it again.');
    const key = keyOf(made);
    expect(key).to.match(/^lsn_[\w-]{43}$/);
    const [, url = '', header = ''] = /curl '(.+?)' \\\s+-H 'Authorization: (.+?)'/.exec(made.$('#lsn-example').text()) ?? []; // prettier-ignore
    expect(header).to.equal(`Bearer ${key}`);
    const answer = await (await w.visitor()).get(new URL(url).pathname, { authorization: header });
    expect(answer.status).to.equal(200);
    const list = await w.ann.get('/client/api-keys');
    expect(list.text).to.not.contain(key);
    expect(list.$('tbody tr').text().replace(/\s+/g, ' '))
      .to.contain('Onboarding')
      .and.to.contain('Company: readContacts: read and change')
      .and.to.contain('Ann Lee')
      .and.to.contain('30 Nov 2099, 23:59 UTC');
  });

  it('check 24: keeps no key as text in any table of ours, the log and the double clicks included', async () => {
    const key = keyOf(await make(w.ann, 'Kept nowhere'));
    const [tables] = (await w.db.raw("SHOW TABLES LIKE 'mod_liaison%'")) as [Record<string, string>[]];
    expect(tables.length).to.be.above(10);
    let looked = 0;
    for (const table of tables.map((row) => Object.values(row)[0] as string))
      for (const row of (await w.db(table)) as Record<string, unknown>[]) {
        looked += 1;
        const bytes = Object.values(row).map((value) => (Buffer.isBuffer(value) ? value.toString('latin1') : String(value))); // prettier-ignore
        expect(bytes.join('\n'), table).to.not.contain(key.slice(4, 40));
      }
    expect(looked).to.be.above(5);
    expect((await use(key)).status).to.equal(200);
  });

  it('asks for a name, for a scope, and for an end in the future, all at once where it can', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_api_keys');
    const empty = await w.ann.submit(NEW, { endsAt: '30 November' });
    expect(empty.status).to.equal(422);
    expect(summaryOf(empty)).to.deep.equal([
      'Enter a name for the key',
      'Select at least one scope',
      'The last day must be a date, like 2026-11-30',
    ]);
    expect(empty.$('#f-endsAt').attr('value')).to.equal('30 November');
    const today = w.clock.now().toISOString().slice(0, 10);
    const wrong = await make(w.ann, 'onboarding', { ...ALL, endsAt: today });
    expect(summaryOf(wrong)).to.deep.equal([
      'A key called Onboarding already exists',
      'Access must end on a date in the future',
    ]);
    const forged = await make(w.ann, 'Forged', { ...ALL, 'scopes[activity]': 'write', reason: 'x' });
    expect(forged.status).to.equal(422);
    expect(await fingerprint(w.db, 'mod_liaison_api_keys')).to.deep.equal(before);
  });

  it('a key ends with its last day', async () => {
    const day = new Date(w.clock.now().getTime() + 86_400_000).toISOString().slice(0, 10);
    const key = keyOf(await make(w.ann, 'Short', { ...ALL, endsAt: day }));
    const seconds = (Date.parse(`${day}T23:59:59Z`) - w.clock.now().getTime()) / 1000;
    w.clock.advance(seconds - 1);
    expect((await use(key)).status).to.equal(200);
    w.clock.advance(2);
    expect((await use(key)).status).to.equal(401);
    w.clock.advance(-seconds - 1);
  });

  it('a double click makes one key, and the second answer says that its text was shown', async () => {
    const form = { ...formOf(await w.ann.get(NEW)), ...ALL, name: 'Twice' };
    const clicks = await Promise.all([w.ann.post(NEW, form), w.ann.post(NEW, form)]);
    expect(clicks.map(({ status }) => status)).to.deep.equal([200, 200]);
    expect(clicks.filter((page) => keyOf(page) !== '')).to.have.length(1);
    const again = clicks.find((page) => keyOf(page) === '') as Answer;
    expect(again.h1).to.equal('The key Twice was already made');
    expect(textOf(again)).to.contain('shown once').and.to.contain('revoke the key and make a new one');
    expect(await w.db('mod_liaison_api_keys').where({ name: 'Twice' })).to.have.length(1);
    expect(await w.db('mod_liaison_audit').where({ action: 'key.made', object_name: 'Twice' })).to.have.length(1); // prettier-ignore
  });

  it('revokes after a page that names the key, and the very next request of the key is refused', async () => {
    const key = keyOf(await make(w.ann, 'Old robot'));
    expect((await use(key)).status).to.equal(200);
    const path = `/client/api-keys/${await idOf('Old robot')}/revoke`;
    const page = await w.ann.get(path);
    expect(page.h1).to.equal('Revoke Old robot');
    expect(page.$('main button').text()).to.equal('Revoke Old robot');
    expect(textOf(page)).to.contain('Software that uses Old robot can no longer read or change anything');
    expect((await use(key)).status).to.equal(200);
    const done = await w.ann.send(page, path);
    expect(done.location).to.equal('/client/api-keys');
    expect((await use(key)).status).to.equal(401);
    expect(textOf(await w.ann.follow(done))).to.contain('The key Old robot was revoked. It no longer works.');
    expect((await w.ann.get(path)).status).to.equal(404);
    expect((await make(w.ann, 'Old robot')).status).to.equal(200);
  });

  it('check 3: another client’s key, an absent one and nonsense are all not there', async () => {
    const id = await idOf('Onboarding');
    const before = await fingerprint(w.db, 'mod_liaison_api_keys');
    const own = formOf(await w.mira.get(NEW));
    for (const other of [id, 999_999, 'x', '1e3', 0]) {
      expect((await w.mira.get(`/client/api-keys/${other}/revoke`)).status).to.equal(404);
      expect((await w.mira.post(`/client/api-keys/${other}/revoke`, own)).status).to.equal(404);
    }
    expect((await w.sam.get(`/admin/clients/2/api-keys/${id}/revoke`)).status).to.equal(404);
    expect(await fingerprint(w.db, 'mod_liaison_api_keys')).to.deep.equal(before);
    expect((await w.mira.get('/client/api-keys')).text).to.not.contain('Onboarding');
  });

  it('is refused to whoever may not manage contacts', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_api_keys');
    const refusal = await w.bo.get(NEW);
    expect(refusal.h1).to.equal('You cannot open this page');
    const token = { _csrf: refusal.$('input[name=_csrf]').first().attr('value') ?? '' };
    const id = await idOf('Onboarding');
    for (const path of ['/client/api-keys', NEW, `/client/api-keys/${id}/revoke`])
      expect((await w.bo.get(path)).status, path).to.equal(403);
    for (const path of [NEW, `/client/api-keys/${id}/revoke`])
      expect((await w.bo.post(path, { ...token, name: 'Mine', ...ALL })).h1, path).to.equal(refusal.h1);
    expect(await fingerprint(w.db, 'mod_liaison_api_keys')).to.deep.equal(before);
  });

  it('P6 a key may no more than its maker may now', async () => {
    const key = keyOf(await make(w.cy, 'Of Cy'));
    expect((await use(key)).status).to.equal(200);
    const { userId } = w.cast.managesContacts;
    const link = { auth_user_id: userId, client_id: 1 };
    const { permissions } = await w.db('tblusers_clients').where(link).first();
    await w.db('tblusers_clients').where(link).update({ permissions: '' });
    expect((await use(key)).status).to.equal(403);
    await w.db('tblusers_clients').where(link).update({ permissions });
    expect((await use(key)).status).to.equal(200);
  });

  it('staff make one in a client’s file: “Staff” to the client, by name in the provider’s log', async () => {
    const path = '/admin/clients/1/api-keys/new';
    const made = await make(w.sam, 'By the provider', { ...ALL, reason: 'Ticket 12' }, path);
    expect((await use(keyOf(made))).status).to.equal(200);
    const row = await w.db('mod_liaison_api_keys').where({ name: 'By the provider' }).first();
    expect(row).to.include({ client_id: 1, made_by: '' });
    const seen = await w.ann.get('/client/api-keys');
    const cells = seen.$('tbody tr').first().text().replace(/\s+/g, ' ');
    expect(cells).to.contain('By the provider').and.to.contain('Staff');
    expect(seen.text).to.not.contain('Sam de Vries');
    const log = textOf(await w.sam.get('/admin/audit?what=key.made&client=1'));
    expect(log).to.contain('Sam de Vries made the API key By the provider').and.to.contain('Ticket 12');
    expect(textOf(await w.ann.get('/client/activity'))).to.contain('Staff made the API key By the provider');
  });
});
