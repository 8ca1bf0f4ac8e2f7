// Contact types and primary roles: R1–R5, C7, and Promote (CL7, CL8).
import { expect } from 'chai';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const text = (html: string): string => html.replace(/\s+/g, ' ').trim();

/** What the card of a role says about its holder. */
const cardOf = ({ $ }: Answer, role: string): string =>
  text(
    $('.lsn-card')
      .filter((_i, card) => $(card).find('h2').text() === role)
      .find('p')
      .first()
      .text(),
  );

interface SlotRow {
  role: string;
  contact_id: number;
}

describe('Primary roles', () => {
  const w = world();
  const slots = async () =>
    (await w.db('mod_liaison_primary_roles').where({ client_id: 1 }).orderBy('role')) as SlotRow[];
  const holder = async (role: string): Promise<number | undefined> =>
    (await slots()).find((row) => row.role === role)?.contact_id;
  const promotePath = (id: number | string, role: string) => `/client/contacts/${id}/promote?role=${role}`;

  it('R2 the owner stands in for all four until somebody is promoted', async () => {
    const page = await w.ann.get('/client/roles');
    expect(page.$('.lsn-card')).to.have.length(4);
    expect(page.$('.lsn-card .lsn-badge-warn')).to.have.length(4);
    expect(cardOf(page, 'Primary Billing')).to.equal('Ann Lee Stands in');
    expect(await slots()).to.have.length(0);
  });

  it('R4 shows what changes, writes nothing, and then does exactly that', async () => {
    const page = await w.ann.get(promotePath(1, 'billing'));
    expect(
      page
        .$('.lsn-added, .lsn-removed')
        .map((_i, li) => text(page.$(li).text()))
        .get(),
    ).to.deep.equal([
      'Added Bo Chen: Primary Billing',
      'Added Bo Chen: Billing type (comes with the role)',
      'Removed Ann Lee no longer stands in as Primary Billing',
    ]);
    expect(page.$('.lsn-preview').text()).to.contain('Expected to act on payments: Ann Lee → Bo Chen');
    expect(await slots()).to.have.length(0);
    const done = await w.ann.post(promotePath(1, 'billing'), postOf(page));
    expect(done.location).to.equal('/client/contacts/1');
    expect((await w.ann.follow(done)).$('[role=status]').text()).to.contain(
      'Bo Chen is now Primary Billing.',
    );
    expect(await slots()).to.have.length(4);
    expect(await holder('billing')).to.equal(1);
    expect(
      await w.db('mod_liaison_contact_types').where({ client_id: 1, contact_id: 1 }).pluck('type'),
    ).to.deep.equal(['billing']);
    expect(await w.db('mod_liaison_audit').where({ action: 'role.promoted' })).to.have.length(1);
  });

  it('R4 tells both by mail, each in the words of what happened', async () => {
    await w.built.outbox.worker.runOnce();
    await promote(3, 'billing');
    await w.built.outbox.worker.runOnce();
    const mails = (await w.built.outbox.store.listFinished(10, w.db)).map(({ message }) => [
      message.to.name,
      message.subject,
    ]);
    expect(mails).to.deep.equal([
      ['Bo Chen', `${names[3]} is now Primary Billing of Example BV`],
      [names[3], 'You are now Primary Billing of Example BV'],
      ['Bo Chen', 'You are now Primary Billing of Example BV'],
    ]);
  });

  it('R3 losing the role keeps the type; a type that comes with a held role is text and cannot be taken away', async () => {
    expect(await w.db('mod_liaison_contact_types').where({ contact_id: 1 }).pluck('type')).to.deep.equal([
      'billing',
    ]);
    const edit = await w.ann.get('/client/contacts/3/edit');
    expect(edit.$('#f-types').text()).to.contain('Billing, comes with Primary Billing');
    expect(edit.$('#f-types-billing')).to.have.length(0);
    expect((await w.ann.send(edit, '/client/contacts/3/edit', { 'types[]': 'admin' })).status).to.equal(303);
    expect(
      await w.db('mod_liaison_contact_types').where({ contact_id: 3 }).orderBy('type').pluck('type'),
    ).to.deep.equal(['admin', 'billing']);
  });

  it('R4 a preview that went stale is refused with the new one', async () => {
    const page = await w.ann.get(promotePath(4, 'billing'));
    await promote(5, 'billing');
    const before = await fingerprint(w.db, 'mod_liaison_primary');
    const stale = await w.ann.post(promotePath(4, 'billing'), postOf(page));
    expect(stale.status).to.equal(409);
    expect(stale.$('main').text()).to.contain('Somebody promoted someone in the meantime');
    expect(stale.$('.lsn-removed').text()).to.contain(
      'Emre Yılmaz: Primary Billing (keeps the Billing type)',
    );
    expect(await fingerprint(w.db, 'mod_liaison_primary')).to.deep.equal(before);
    expect((await w.ann.post(promotePath(4, 'billing'), postOf(stale))).status).to.equal(303);
    expect(await holder('billing')).to.equal(4);
  });

  it('says so when the contact holds the role already, and asks for a role', async () => {
    expect(summaryOf(await w.ann.get(promotePath(4, 'billing')))).to.deep.equal([
      'Dee Okafor is already Primary Billing',
    ]);
    const { _csrf } = formOf(await w.ann.get('/client/contacts/4/edit'));
    const none = await w.ann.post('/client/contacts/4/promote', { _csrf: _csrf ?? '', seen: 'x' });
    expect(summaryOf(none)).to.include('Select a primary role');
  });

  it('R2 a stand-in may be promoted: then it is a choice', async () => {
    await promote('owner', 'general');
    const page = await w.ann.get('/client/roles');
    expect(page.$('.lsn-card').first().find('.lsn-badge-warn')).to.have.length(0);
    expect(page.$('.lsn-card').first().text()).to.contain('Ann Lee').and.to.contain('by Ann Lee');
  });

  it('C7 a contact that holds a role cannot be deleted; the page leads to the hand-over', async () => {
    const page = await w.ann.get('/client/contacts/4/delete');
    expect(page.$('main').text()).to.contain('Dee Okafor is Primary Billing');
    expect(page.$('main a[href="/client/roles?role=billing"]')).to.have.length(1);
    await promote(5, 'billing');
    expect((await w.ann.submit('/client/contacts/4/delete')).status).to.equal(303);
  });

  it('R2 a holder that the panel deleted by itself: the owner stands in again, and somebody else can be promoted', async () => {
    await w.db('tblcontacts').where({ id: 5 }).delete();
    expect(cardOf(await w.ann.get('/client/roles'), 'Primary Billing')).to.equal('Ann Lee Stands in');
    await promote(6, 'billing');
    expect(await holder('billing')).to.equal(6);
  });

  it('filters the list by type and by role', async () => {
    const byRole = await w.ann.get('/client/contacts?role=billing');
    expect(byRole.$('tbody tr')).to.have.length(1);
    expect(byRole.$('tbody tr').text()).to.contain('Primary Billing');
    expect((await w.ann.get('/client/contacts?type=admin')).$('tbody tr')).to.have.length(1);
    expect((await w.mira.get('/client/contacts?role=security')).$('tbody tr').text()).to.contain(
      'Mira Janssens',
    );
  });

  it('R1 takes exactly one type where the provider says so', async () => {
    await w.db('mod_liaison_settings').insert({ name: 'types', value: 'single' });
    const nobody = { kind: 'person', firstName: 'One', lastName: 'Type', email: 'one@corp.example' };
    expect(summaryOf(await w.ann.submit('/client/contacts/new', nobody))).to.deep.equal(['Select a type']);
    expect((await w.ann.submit('/client/contacts/new', { ...nobody, types: 'security' })).status).to.equal(
      303,
    );
    await w.db('mod_liaison_settings').delete();
  });

  it('counts a double click once', async () => {
    const page = await w.ann.get(promotePath(9, 'security'));
    const clicks = await Promise.all([1, 2].map(() => w.ann.post(promotePath(9, 'security'), postOf(page))));
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    const logged = w.db('mod_liaison_audit').where({ action: 'role.promoted', contact_id: 9 });
    expect(await logged).to.have.length(1);
  });

  it('says “Staff” to a client when staff promoted, never the person’s name', async () => {
    const path = '/admin/clients/1/contacts/10/promote?role=security';
    expect((await w.sam.post(path, postOf(await w.sam.get(path)))).status).to.equal(303);
    const seen = await w.ann.get('/client/roles');
    expect(seen.$('main').text()).to.contain('by Staff');
    expect(seen.text).to.not.contain('Sam de Vries');
  });

  it('R5 gives and takes no permission', async () => {
    const bo = (await w.db('tblcontacts').where({ userid: 1, email: 'bo@corp.example' }).first())
      .id as number;
    await promote(bo, 'security');
    expect((await w.bo.get('/client/contacts')).status).to.equal(403);
    expect((await w.bo.get('/client/roles')).status).to.equal(403);
  });

  it('answers another client’s contact as a missing one', async () => {
    const foreign = await w.db('tblcontacts').where({ userid: 2 }).first();
    expect((await w.ann.get(promotePath(foreign.id as number, 'billing'))).status).to.equal(404);
  });

  it('many promotes at once: exactly one holder each, and every acknowledged one is in the log', async () => {
    const ids = [1, 2, 3, 7, 9, 10];
    const results = await Promise.all(ids.map((id) => promote(id, 'technical')));
    const done = results.filter((status) => status === 303).length;
    expect(done).to.be.greaterThan(0);
    expect(await slots()).to.have.length(4);
    const logged = await w
      .db('mod_liaison_audit')
      .where({ action: 'role.promoted' })
      .where('changes', 'like', '%role.technical%');
    expect(logged).to.have.length(done);
  });

  const names: Record<number, string> = {};
  before(async () => {
    for (const row of await w.db('tblcontacts').where({ userid: 1 }))
      names[row.id] = `${row.firstname} ${row.lastname}`.trim();
  });

  async function promote(id: number | string, role: string): Promise<number> {
    const page = await w.ann.get(promotePath(id, role));
    return (await w.ann.post(promotePath(id, role), postOf(page))).status;
  }

  /** The form that saves; the first on the page only asks for the preview. */
  function postOf(page: Awaited<ReturnType<typeof w.ann.get>>): Record<string, string> {
    const fields = page.$('main form[method=post]').last().serializeArray();
    return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
  }
});
