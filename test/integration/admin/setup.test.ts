// The setup check in the browser (AD2): what the doctor says, what mail does, where people are missing, and what is next.
import { expect } from 'chai';
import { formOf, testApp, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const SETUP = '/admin/setup';
const ADDRESSES = '/admin/setup/addresses';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const partOf = (page: Answer, part: string): string => textOf(page, `[aria-labelledby=lsn-${part}]`);
const rowsOf = (page: Answer): string[][] =>
  page
    .$('tbody tr')
    .toArray()
    .map((row) => page.$(row).find('th, td').toArray().map((cell) => page.$(cell).text().trim())); // prettier-ignore

describe('The setup check', () => {
  const w = world();

  it('AD2 is for staff alone, and in their menu', async () => {
    expect((await w.ann.get(SETUP)).status).to.equal(403);
    expect((await w.ann.get(ADDRESSES)).status).to.equal(403);
    expect((await w.ann.submit(SETUP)).status).to.equal(403);
    expect(textOf(await w.sam.get('/admin/clients'), '.lsn-nav')).to.contain('Setup');
  });

  it('AD2 says how database and panel are, and what is found', async () => {
    const page = await w.sam.get(SETUP);
    expect(page.status).to.equal(200);
    expect(page.h1).to.equal('Setup');
    const [{ contacts }] = (await w.db('tblcontacts').count({ contacts: '*' })) as [{ contacts: number }];
    const [{ links }] = (await w.db('tblusers_clients').where('owner', 0).count({ links: '*' })) as [
      { links: number },
    ];
    const found = `40 clients, ${contacts.toLocaleString('en')} contacts, ${links} sub-accounts`;
    expect(partOf(page, 'database')).to.match(/Fine: Database reached \(.+\).*Fine: Our tables are ready/);
    expect(partOf(page, 'database')).to.contain(found);
  });

  it('AD2 says what the provider is called, and how to say it where nothing does', async () => {
    expect(partOf(await w.sam.get(SETUP), 'database')).to.contain(
      'Fine: Pages and mail name the provider: Northwind Hosting',
    );
    await w.db('tblconfiguration').where({ setting: 'CompanyName' }).update({ value: '' });
    const after = await testApp(w.url);
    await w.db('tblconfiguration').where({ setting: 'CompanyName' }).update({ value: 'Northwind Hosting' });
    const sam = await after.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    expect(partOf(await sam.get(SETUP), 'database')).to.contain(
      'Worth knowing: Pages and mail call the provider Liaison',
    );
    await after.close();
  });

  it('AD2 names what the panel cannot tell apart, and what only we enforce', async () => {
    const panel = partOf(await w.sam.get(SETUP), 'panel');
    expect(panel).to.match(/Fine: Held by the panel: contacts, .*departments/);
    expect(panel).to.contain(
      'cannot tell these apart, and ours can: Open new tickets, View current tickets, Close tickets',
    );
    expect(panel).to.match(/Enforced by us alone.*Manage SSH Keys.*a last day/);
  });

  it('AD2 says which of our tables have not come yet', async () => {
    const done = (await w.db('mod_liaison_migrations').orderBy('id', 'desc').first()) as { id: number };
    await w.db('mod_liaison_migrations').where('id', done.id).delete();
    const page = await w.sam.get(SETUP);
    expect(partOf(page, 'database')).to.contain('In the way: 1 migration has not run: liaison migrate');
    await w.db('mod_liaison_migrations').insert(done);
  });

  it('AD2 sends staff a test by the way of all mail, once a click, and says that practice mode keeps it', async () => {
    const { email } = (await w.db('tbladmins').where('id', 1).first('email')) as { email: string };
    const page = await w.sam.get(SETUP);
    expect(partOf(page, 'mail')).to.contain(`A test goes to ${email}`);
    const [saved] = await Promise.all([w.sam.send(page, SETUP), w.sam.send(page, SETUP)]);
    expect(saved.location).to.equal(SETUP);
    const after = await w.sam.follow(saved);
    expect(textOf(after, '[role=status]')).to.contain(`A test to ${email} was written and kept`);
    expect(partOf(after, 'mail')).to.contain('1 letter waits to be sent');
    expect((await w.sam.post(SETUP, { ...formOf(page), _csrf: 'forged' })).status).to.equal(403);
    expect(await w.built.outbox.worker.runOnce()).to.equal(1);
    const [mail] = await w.built.outbox.store.listFinished(1, w.db);
    expect(mail?.message).to.deep.include({ to: { name: '', address: email } });
    expect(mail?.message.subject).to.equal('Mail from Northwind Hosting arrives');
    expect(partOf(await w.sam.get(SETUP), 'mail')).to.contain('No letter waits to be sent');
  });

  it('AD2 offers no test to staff without an address', async () => {
    const { email } = (await w.db('tbladmins').where('id', 1).first('email')) as { email: string };
    await w.db('tbladmins').where('id', 1).update({ email: '' });
    const page = await w.sam.get(SETUP);
    expect(partOf(page, 'mail')).to.contain('The panel does not tell your address');
    expect(page.$('[aria-labelledby=lsn-mail] button')).to.have.length(0);
    await w.db('tbladmins').where('id', 1).update({ email });
  });

  it('AD2 counts letters that were given up', async () => {
    const row = { client_id: 1, mail: 'contact-added', payload: '{}', state: 'dead', run_at: '2026-01-01' };
    await w.db('mod_liaison_outbox').insert({ ...row, created_at: '2026-01-01' });
    expect(partOf(await w.sam.get(SETUP), 'mail')).to.contain('In the way: 1 letter could not be sent');
    await w.db('mod_liaison_outbox').where('state', 'dead').delete();
  });

  it('R2 counts a client as chosen when all four roles are', async () => {
    const standIns = async (): Promise<string> => partOf(await w.sam.get(SETUP), 'people');
    expect(await standIns()).to.contain('the owner stands in for 40 clients of 40');
    for (const role of ['general', 'technical', 'billing'])
      await w.ann.submit(`/client/contacts/4/promote?role=${role}`, { role });
    expect(await standIns()).to.contain('the owner stands in for 40 clients of 40');
    await w.ann.submit('/client/contacts/4/promote?role=security', { role: 'security' });
    expect(await standIns()).to.contain('the owner stands in for 39 clients of 40');
  });

  it('AD2 counts owners’ addresses that look wrong, and leads to each one', async () => {
    expect(partOf(await w.sam.get(SETUP), 'people')).to.contain('No owner’s address looks wrong');
    expect(textOf(await w.sam.get(ADDRESSES))).to.contain('40 clients were looked at. None looks wrong here');
    for (const [id, email] of [[5, 'no address'], [7, 'two@at@signs'], [9, '']] as const) await w.db('tblclients').where({ id }).update({ email }); // prettier-ignore
    const page = await w.sam.get(SETUP);
    expect(partOf(page, 'people')).to.contain('3 owners’ addresses look wrong');
    const list = await w.sam.get(page.$('[aria-labelledby=lsn-people] a').last().attr('href') ?? '');
    expect(rowsOf(list).map(([, email]) => email)).to.deep.equal(['no address', 'two@at@signs', 'None']);
    const first = list.$('tbody a').first().attr('href') ?? '';
    expect(first).to.equal('/admin/clients/5/contacts/owner/edit');
    expect((await w.sam.get(first)).status).to.equal(200);
  });

  it('U13 shows a page of them at a time, and goes on behind the last', async () => {
    await w.db('tblclients').where('id', '>', 5).update({ email: 'wrong' });
    const page = await w.sam.get(ADDRESSES);
    expect(rowsOf(page)).to.have.length(25);
    const next = page.$('.lsn-acts a').first().attr('href') ?? '';
    const rest = await w.sam.get(next);
    expect(rowsOf(rest)).to.have.length(11);
    expect(rest.$('title').text()).to.not.equal(page.$('title').text());
    expect(textOf(rest, '.lsn-acts')).to.equal('Back to the first clients');
    for (const after of ['x', '-1', '99999999']) expect((await w.sam.get(`${ADDRESSES}?after=${after}`)).status).to.equal(200); // prettier-ignore
  });

  it('AD2 leads on to what is set up next, and says what a removal takes', async () => {
    const page = await w.sam.get(SETUP);
    const links = page.$('[aria-labelledby=lsn-next] a').toArray();
    expect(links.map((link) => page.$(link).attr('href'))).to.deep.equal([
      '/admin/fields',
      '/admin/presets',
      '/admin/notices',
      '/admin/markets',
    ]);
    const ours = Object.keys(await fingerprint(w.db, 'mod_liaison_'));
    const said = page.$('[aria-labelledby=lsn-remove] code').toArray().map((one) => page.$(one).text()); // prettier-ignore
    expect(said).to.have.members(ours);
    expect(partOf(page, 'remove')).to.contain('The panel’s data stay as they are');
  });

  it('M1 reads only', async () => {
    const panel = await fingerprint(w.db, 'tbl');
    await w.sam.get(SETUP);
    await w.sam.get(ADDRESSES);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(panel);
  });
});
