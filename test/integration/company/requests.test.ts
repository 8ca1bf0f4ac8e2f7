// Asking for a change of a locked field, and what staff answer (K2, CL2, AD8).
import { expect } from 'chai';
import { formOf, loginOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const NAME = '/client/company/ask/name';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();

describe('Change requests', () => {
  const w = world();
  const client = (id = 1) => w.db('tblclients').where({ id }).first();
  const rows = (where: object = {}) => w.db('mod_liaison_change_requests').where(where).orderBy('id');
  const newestId = async (): Promise<number> =>
    Number((await w.db('mod_liaison_change_requests').max('id as id').first())?.['id']);
  const actions = async (): Promise<string[]> =>
    w.db('mod_liaison_audit').where('action', 'like', 'request.%').orderBy('id').pluck('action');

  async function mails(): Promise<{ to: string; subject: string; text: string }[]> {
    await w.built.outbox.worker.runOnce();
    const finished = await w.built.outbox.store.listFinished(20, w.db);
    return finished.map(({ message: { to, subject, text } }) => ({ to: to.address, subject, text }));
  }

  /** Sends one of the three buttons of the page that staff have open. */
  async function answerAs(page: Answer, id: number, intent: string, text = ''): Promise<Answer> {
    return w.sam.send(page, `/admin/requests/${id}`, { intent, text });
  }
  const open = async (id: number): Promise<Answer> => w.sam.get(`/admin/requests/${id}`);

  it('no requests wait at first', async () => {
    const page = await w.sam.get('/admin/requests');
    expect(page.h1).to.equal('Change requests (0)');
    expect(textOf(page)).to.contain('No requests wait');
  });

  it('K2 asks for value and reason, in the words of the field', async () => {
    const page = await w.ann.get(NAME);
    expect(page.h1).to.equal('Ask to change: Company name');
    expect(textOf(page)).to.contain('Example BV').and.to.contain('It stands on your contract');
    const empty = await w.ann.send(page, NAME);
    expect(empty.status).to.equal(422);
    expect(summaryOf(empty)).to.deep.equal(['Enter the new value', 'Enter a reason']);
    const same = await w.ann.submit(NAME, { value: 'Example BV', reason: 'x' });
    expect(summaryOf(same)).to.deep.equal(['This is already your company name']);
    const email = await w.ann.submit('/client/company/ask/email', { value: 'nobody', reason: 'x' });
    expect(summaryOf(email)).to.deep.equal([
      'Enter an email address in the correct format, like name@example.com',
    ]);
    const taken = await w.ann.submit('/client/company/ask/email', { value: 'Bo@corp.example', reason: 'x' });
    expect(summaryOf(taken)).to.deep.equal(['Bo@corp.example already belongs to Bo Chen']);
    expect(await rows()).to.have.length(0);
  });

  it('K2 exists for locked fields alone', async () => {
    for (const field of ['city', 'stateCode', 'names', 'constructor'])
      expect((await w.ann.get(`/client/company/ask/${field}`)).status, field).to.equal(404);
    const { _csrf = '' } = formOf(await w.ann.get(NAME));
    const sent = { _csrf, value: 'Delft', reason: 'x', version: '0' };
    expect((await w.ann.post('/client/company/ask/city', sent)).status).to.equal(404);
    expect(await rows()).to.have.length(0);
  });

  it('K2 a request waits, is shown, and changes nothing by itself', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const sent = await w.ann.submit(NAME, { value: 'New BV', reason: 'We merged' });
    expect(sent.location).to.equal('/client/company');
    const page = await w.ann.follow(sent);
    expect(page.$('[role=status]').text()).to.contain('Your request was sent');
    expect(textOf(page)).to.match(/Asked on .+ UTC, waiting: New BV/);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    expect(await rows()).to.have.length(1);
    expect((await rows())[0]).to.include({
      client_id: 1,
      field: 'name',
      state: 'open',
      is_open: 1,
      asked_by: 'Ann Lee',
    });
    expect(await actions()).to.deep.equal(['request.asked']);
  });

  it('K2 asking again edits the open request: one per field', async () => {
    const again = await w.ann.get(NAME);
    expect(formOf(again)).to.include({ value: 'New BV', reason: 'We merged' });
    expect((await w.ann.send(again, NAME, { value: 'Newer BV' })).status).to.equal(303);
    expect(await rows()).to.have.length(1);
    expect(JSON.parse((await rows())[0].new_values)).to.deep.equal({ name: 'Newer BV' });
    const stale = await w.cy.send(again, NAME, {
      ...formOf(await w.cy.get(NAME)),
      version: '1',
      value: 'Mine BV',
    });
    expect(stale.status).to.equal(409);
    expect(textOf(stale)).to.contain('Newer BV').and.to.contain('Mine BV');
    expect(JSON.parse((await rows())[0].new_values)).to.deep.equal({ name: 'Newer BV' });
  });

  it('AD8 lists what waits with old, new, who and age', async () => {
    w.clock.advance(3 * 86_400);
    await everybodySignsInAgain();
    const list = await w.sam.get('/admin/requests');
    expect(list.h1).to.equal('Change requests (1)');
    const cells = list
      .$('tbody tr')
      .children()
      .map((_i, cell) => list.$(cell).text().replace(/\s+/g, ' ').trim());
    expect(cells.get()).to.deep.equal([
      'Example BV: Company name',
      'Company name',
      'Example BV Newer BV',
      'Ann Lee',
      '3 days',
    ]);
    const page = await w.sam.get(list.$('tbody a').attr('href') as string);
    expect(page.h1).to.equal('Company name of Example BV');
    expect(textOf(page))
      .to.contain('We merged')
      .and.to.contain('The new name stands on invoices from now on.');
  });

  it('AD8 declining and asking need words the client will read, and a button', async () => {
    const id = await newestId();
    for (const intent of ['decline', 'question']) {
      const again = await answerAs(await open(id), id, intent, ' ');
      expect(again.status, intent).to.equal(422);
      expect(summaryOf(again), intent).to.deep.equal(['Enter a reason the client will read']);
    }
    const none = await answerAs(await open(id), id, '', 'x');
    expect(summaryOf(none)).to.deep.equal(['Choose what to do with the request']);
    expect((await rows())[0].state).to.equal('open');
    expect(await w.db('mod_liaison_outbox')).to.have.length(0);
  });

  it('K2 a question comes back to the client, who answers it in the same request', async () => {
    const id = await newestId();
    expect((await answerAs(await open(id), id, 'question', 'Can you send the deed?')).status).to.equal(303);
    expect(textOf(await w.ann.get('/client/company'))).to.contain('Can you send the deed?');
    expect(textOf(await w.sam.get('/admin/requests'))).to.contain('Waits for the client');
    const [mail] = await mails();
    expect(mail?.to).to.equal('ann@example.com');
    expect(mail?.subject).to.equal('A question about your request: Company name of Example BV');
    expect(mail?.text).to.contain('Can you send the deed?');
    const ask = await w.ann.get(NAME);
    expect(textOf(ask)).to.contain('Can you send the deed?');
    expect((await w.ann.send(ask, NAME, { reason: 'The deed is in ticket 7' })).status).to.equal(303);
    expect(await rows()).to.have.length(1);
    expect((await rows())[0]).to.include({ state: 'open', is_open: 1, reason: 'The deed is in ticket 7' });
  });

  it('K2 an approval that saw an older request is refused with the new one, and nothing is written', async () => {
    const id = await newestId();
    const page = await open(id);
    await w.ann.submit(NAME, { value: 'Newest BV' });
    const before = await fingerprint(w.db, '');
    const stale = await answerAs(page, id, 'approve');
    expect(stale.status).to.equal(409);
    expect(textOf(stale)).to.contain('Nothing was saved').and.to.contain('Newest BV');
    const { mod_liaison_sessions: _own, ...after } = await fingerprint(w.db, '');
    delete before['mod_liaison_sessions'];
    expect(after).to.deep.equal(before);
  });

  it('K2 an approval of a value that changed meanwhile is refused with both, then possible', async () => {
    const id = await newestId();
    const page = await open(id);
    await w.db('tblclients').where({ id: 1 }).update({ companyname: 'Panel BV' });
    for (const seen of [page, await open(id)]) {
      const stale = await answerAs(seen, id, 'approve');
      expect(stale.status).to.equal(409);
      expect(textOf(stale)).to.contain('Example BV').and.to.contain('Panel BV').and.to.contain('Newest BV');
      expect((await client()).companyname).to.equal('Panel BV');
    }
    const stale = await answerAs(await open(id), id, 'approve');
    expect((await answerAs(stale, id, 'approve')).status).to.equal(303);
    expect((await client()).companyname).to.equal('Newest BV');
  });

  it('K2 the approval is told, logged and closes the request', async () => {
    expect((await rows())[0]).to.include({ state: 'approved', is_open: null, answered_by: 'Sam de Vries' });
    const line = await w.db('mod_liaison_audit').where({ action: 'request.approved' }).first();
    expect(JSON.parse(line.changes)).to.deep.equal({ name: { before: 'Panel BV', after: 'Newest BV' } });
    const [mail] = await mails();
    expect(mail?.subject).to.equal('Changed as you asked: Company name of Newest BV');
    const seen = await w.ann.get('/client/company');
    expect(textOf(seen)).to.contain('as you asked: Newest BV');
    expect(seen.text).to.not.contain('Sam de Vries');
    const history = await w.ann.get('/client/contacts/owner');
    expect(textOf(history)).to.contain('Staff approved a change that was asked for: Company name');
    expect(textOf(await w.sam.get('/admin/requests'))).to.contain('No requests wait');
    const page = await open(await newestId());
    expect(page.$('main form')).to.have.length(0);
    expect(textOf(page)).to.contain('Sam de Vries approved this on');
  });

  it('K2 an answered request takes no second answer', async () => {
    const id = await newestId();
    await w.ann.submit(NAME, { value: 'Last BV', reason: 'x' });
    const form = await open(await newestId());
    const before = await fingerprint(w.db, 'tbl');
    expect((await answerAs(form, id, 'decline', 'No')).status).to.equal(409);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    expect((await rows({ id }))[0].state).to.equal('approved');
  });

  it('K2 declines with the reason, and the next asking is a new request', async () => {
    const id = await newestId();
    const page = await open(id);
    const clicks = await Promise.all(
      [1, 2].map(() => answerAs(page, id, 'decline', 'The register says otherwise')),
    );
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await w.db('mod_liaison_outbox').where('payload', 'like', '%declined%')).to.have.length(1);
    expect(textOf(await w.ann.get('/client/company'))).to.contain('The register says otherwise');
    const [mail] = await mails();
    expect(mail?.text).to.contain('The register says otherwise');
    expect((await client()).companyname).to.equal('Newest BV');
    const next = await w.ann.get(NAME);
    expect(formOf(next)).to.include({ value: '', reason: '', version: '0' });
    expect((await w.ann.send(next, NAME, { value: 'Other BV', reason: 'x' })).status).to.equal(303);
    expect(await newestId()).to.be.greaterThan(id);
  });

  it('K2 two who ask at once make one open request', async () => {
    const path = '/client/company/ask/vatNumber';
    const forms = await Promise.all([w.ann.get(path), w.cy.get(path)]);
    const sent = await Promise.all([
      w.ann.send(forms[0], path, { value: 'NL111', reason: 'a' }),
      w.cy.send(forms[1], path, { value: 'NL222', reason: 'c' }),
    ]);
    expect(sent.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 409]);
    expect(await rows({ field: 'vatNumber', is_open: 1 })).to.have.length(1);
    const before = await newestId();
    const clicks = await w.mira.get(path);
    const twice = await Promise.all(
      [1, 2].map(() => w.mira.send(clicks, path, { value: 'BE1', reason: 'm' })),
    );
    expect(twice.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await newestId()).to.equal(before + 1);
    const logged = w.db('mod_liaison_audit').where({ action: 'request.asked', client_id: 2 });
    expect(await logged).to.have.length(1);
  });

  it('C6 a country comes with its state, and leaves without it', async () => {
    const path = '/client/company/ask/country';
    const missing = await w.ann.submit(path, { value: 'US', reason: 'We moved' });
    expect(summaryOf(missing)).to.deep.equal(['Select a state']);
    expect((await w.ann.send(missing, path, { stateCode: 'TX' })).status).to.equal(303);
    const page = await open(await newestId());
    expect(textOf(page))
      .to.contain('United States, Texas')
      .and.to.contain('The tax country changes invoices.');
    expect((await answerAs(page, await newestId(), 'approve', 'Done')).status).to.equal(303);
    expect(await client()).to.include({ country: 'US', state: 'Texas' });
    await w.ann.submit(path, { value: 'NL', reason: 'Back again' });
    const back = await newestId();
    expect((await answerAs(await open(back), back, 'approve')).status).to.equal(303);
    expect(await client()).to.include({ country: 'NL', state: '', address1: 'Keizersgracht 121' });
  });

  it('C4 an approval never gives the owner an address that another contact has by now', async () => {
    await w.ann.submit('/client/company/ask/email', { value: 'New@corp.example', reason: 'x' });
    const id = await newestId();
    await w.db('tblcontacts').where({ email: 'emre@corp.example' }).update({ email: 'new@corp.example' });
    const refused = await answerAs(await open(id), id, 'approve');
    expect(refused.status).to.equal(422);
    expect(summaryOf(refused)).to.deep.equal(['New@corp.example already belongs to Emre Yılmaz']);
    expect((await client()).email).to.equal('ann@example.com');
    expect((await rows({ id }))[0].state).to.equal('open');
  });

  it('is the client’s own: nobody of another client sees or answers it', async () => {
    const id = await newestId();
    expect((await w.mira.get('/client/company')).text).to.not.contain('New@corp.example');
    expect(formOf(await w.mira.get('/client/company/ask/email'))['value']).to.equal('');
    for (const visitor of [w.ann, w.mira, w.bo]) {
      expect((await visitor.get(`/admin/requests/${id}`)).status).to.equal(403);
      expect((await visitor.get('/admin/requests')).status).to.equal(403);
    }
    const { _csrf = '' } = formOf(await w.mira.get(NAME));
    const approve = { _csrf, intent: 'approve', version: '1' };
    expect((await w.mira.post(`/admin/requests/${id}`, approve)).status).to.equal(403);
    expect((await w.bo.get(NAME)).status).to.equal(403);
    expect((await w.sam.get('/admin/requests/999999')).status).to.equal(404);
    expect((await w.sam.get('/admin/requests/x')).status).to.equal(404);
  });

  it('pages, the oldest first', async () => {
    const { id: _id, ...one } = (await rows())[0] as Record<string, unknown>;
    const many = Array.from({ length: 30 }, (_, index) => ({
      ...one,
      client_id: 3 + index,
      state: 'open',
      is_open: 1,
      asked_at: `2020-01-${String(index + 1).padStart(2, '0')} 10:00:00`,
    }));
    await w.db('mod_liaison_change_requests').insert(many);
    const [first, second] = [await w.sam.get('/admin/requests'), await w.sam.get('/admin/requests?page=2')];
    expect(first.$('tbody tr')).to.have.length(25);
    const dates = first.$('tbody time').map((_i, time) => first.$(time).attr('datetime')?.slice(0, 10));
    expect(dates.get().slice(0, 2)).to.deep.equal(['2020-01-01', '2020-01-02']);
    expect(second.$('tbody tr').length).to.equal((await rows({ is_open: 1 })).length - 25);
    expect(textOf(await w.sam.get('/admin/requests?page=9'))).to.contain('past the end');
  });

  it('can be closed when the client is gone', async () => {
    const orphan = { ...(await rows({ client_id: 3 }))[0], client_id: 987_654 };
    await w.db('mod_liaison_change_requests').where({ id: orphan.id }).update({ client_id: 987_654 });
    const page = await open(orphan.id);
    expect(page.h1).to.contain('Client 987654, no longer there');
    expect((await answerAs(page, orphan.id, 'approve')).status).to.equal(404);
    expect((await answerAs(page, orphan.id, 'decline', 'Gone')).status).to.equal(303);
    expect((await rows({ id: orphan.id }))[0].state).to.equal('declined');
  });

  // Days later their sessions have ended.
  async function everybodySignsInAgain(): Promise<void> {
    const { ownerOfClient1, fewPermissions, managesContacts, ownerOfClient2, staff } = w.cast;
    w.ann = await w.visitor(loginOf(ownerOfClient1));
    w.bo = await w.visitor(loginOf(fewPermissions));
    w.cy = await w.visitor(loginOf(managesContacts));
    w.mira = await w.visitor(loginOf(ownerOfClient2));
    w.sam = await w.visitor({ kind: 'staff', staffId: staff.staffId });
  }
});
