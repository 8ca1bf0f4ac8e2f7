// Presets (AD6): the shipped ones until something is changed, then the provider's own.
import { expect } from 'chai';
import { SHIPPED_PRESETS } from '../../../module/permissions/presets.js';
import { KnexPresetStore } from '../../../module/presets/store.js';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const LIST = '/admin/presets';
const NEW = '/admin/presets/new';
const PRESETS = 'mod_liaison_presets';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const namesOf = (page: Answer): string[] =>
  page
    .$('tbody th > bdi')
    .map((_index, one) => page.$(one).text())
    .get();

describe('Presets', () => {
  const w = world();
  const store = new KnexPresetStore();
  const names = async () => namesOf(await w.sam.get(LIST));
  const keys = async () => (await store.list(w.db)).map(({ key }) => key);
  const move = async (intent: string) => w.sam.submit(LIST, { intent });

  const SHIPPED = ['Accountant', 'Developer', 'Support only', 'Read only', 'Everything'];

  it('are the shipped ones while nothing was changed, with what they give in words', async () => {
    const page = await w.sam.get(LIST);
    expect(namesOf(page)).to.deep.equal(SHIPPED);
    expect(textOf(page))
      .to.contain('Receive billing notifications, Allow to view/pay invoices, View current balance')
      .and.to.contain('Services: Those chosen when access is given (View, Sign on, Manage)')
      .and.to.contain('All 20 permissions')
      .and.to.contain('Domains: All, also new ones (View)');
    expect(page.$('.lsn-badge-warn').text()).to.equal('same as the owner');
    expect(await w.db(PRESETS)).to.have.length(0);
    const list = await store.list(w.db);
    expect(list.map(({ preset }) => preset)).to.deep.equal(SHIPPED_PRESETS);
    expect(list.every(({ name }) => name === '')).to.equal(true);
    const form = formOf(await w.sam.get(`${LIST}/developer/edit`));
    expect(form).to.include({ name: 'Developer', services: 'chosen', domains: 'none' });
    expect(form).to.not.have.property('followers');
  });

  it('are all copied at the first change, keep their translated names, and the order changes', async () => {
    const moved = await w.sam.follow(await move('down.accountant'));
    expect(moved.$('[role=status]').text()).to.contain('The order was changed');
    expect(namesOf(moved).slice(0, 2)).to.deep.equal(['Developer', 'Accountant']);
    expect(await w.db(PRESETS)).to.have.length(5);
    const list = await store.list(w.db);
    expect(list.map(({ preset }) => preset)).to.have.deep.members(SHIPPED_PRESETS);
    const dutch = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    const { _csrf = '' } = formOf(await dutch.get(NEW));
    await dutch.post('/preferences', { _csrf, language: 'nl', returnTo: LIST });
    expect(namesOf(await dutch.get(LIST))).to.contain('Boekhouder');
    await move('up.accountant');
    expect(await names()).to.deep.equal(SHIPPED);
    // At the ends there is nothing to move to.
    await move('up.accountant');
    await move('down.everything');
    expect(await names()).to.deep.equal(SHIPPED);
    expect((await move('sideways.accountant')).status).to.equal(422);
    expect((await move('up.nothing')).status).to.equal(404);
  });

  it('are added with a name of their own, last in the order', async () => {
    const saved = await w.sam.submit(NEW, {
      name: 'Agency',
      description: 'Those who build the site',
      'support[]': 'support.open',
      services: 'chosen',
      'serviceFunctions[]': 'manage',
    });
    const page = await w.sam.follow(saved);
    expect(page.$('[role=status]').text()).to.contain('Agency was added');
    expect(namesOf(page)).to.deep.equal([...SHIPPED, 'Agency']);
    const added = (await store.list(w.db)).at(-1);
    expect(added?.key).to.match(/^p\d+$/);
    expect(added).to.deep.include({ name: 'Agency', description: 'Those who build the site' });
    expect(added?.preset).to.deep.equal({
      key: added?.key,
      permissions: ['support.open'],
      services: { mode: 'chosen', functions: ['manage'] },
      domains: { mode: 'none' },
    });
    const line = await w.db('mod_liaison_audit').where({ action: 'preset.changed' }).orderBy('id', 'desc').first(); // prettier-ignore
    expect([line.client_id, line.object_name]).to.deep.equal([0, 'Agency']);
    expect(textOf(await w.sam.get('/admin/audit'))).to.contain('changed the preset Agency');
  });

  it('a double click adds one', async () => {
    const page = await w.sam.get(NEW);
    const answers = [await w.sam.send(page, NEW, { name: 'Twice' }), await w.sam.send(page, NEW, { name: 'Twice' })]; // prettier-ignore
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect((await names()).filter((name) => name === 'Twice')).to.have.length(1);
  });

  it('refuse what makes no sense, and keep the answers', async () => {
    const again = await w.sam.submit(NEW, { name: ' ', services: 'all', domains: 'chosen' });
    expect([again.status, summaryOf(again)]).to.deep.equal([
      422,
      ['Enter a name for the preset', 'Select at least one function', 'Select at least one function'],
    ]);
    expect(formOf(again)).to.include({ services: 'all', domains: 'chosen' });
    const before = await w.db(PRESETS);
    // Shipped names are taken in every language, whoever asks.
    for (const name of ['accountant', 'Boekhouder', 'محاسب', 'AGENCY']) {
      const taken = await w.sam.submit(NEW, { name });
      expect(taken.status, name).to.equal(422);
      expect(summaryOf(taken)).to.deep.equal([`A preset called ${name} already exists`]);
    }
    expect(await w.db(PRESETS)).to.deep.equal(before);
    const { _csrf = '' } = formOf(await w.sam.get(NEW));
    const odd = await w.sam.post(NEW, { _csrf, name: 'Odd', 'billing[]': 'billing.everything', id: '7' });
    expect(odd.status).to.equal(422);
    expect(await w.db(PRESETS)).to.deep.equal(before);
  });

  it('keep a shipped name as words until it is renamed', async () => {
    const path = `${LIST}/accountant/edit`;
    await w.sam.submit(path, { description: 'Pays' });
    expect((await store.find('accountant', w.db))?.name).to.equal('');
    const renamed = await w.sam.follow(await w.sam.submit(path, { name: 'Finance' }));
    expect(renamed.$('[role=status]').text()).to.contain('Finance was saved');
    expect((await store.find('accountant', w.db))?.name).to.equal('Finance');
    expect((await store.names(w.db)).get('accountant')).to.equal('Finance');
    const own = await w.sam.submit(NEW, { name: 'Accountant' });
    expect(own.status).to.equal(303);
    const back = await w.sam.submit(path, { name: 'Accountant' });
    expect([back.status, summaryOf(back)]).to.deep.equal([
      422,
      ['A preset called Accountant already exists'],
    ]);
  });

  it('D3 two who save at once: one looks again', async () => {
    const path = `${LIST}/developer/edit`;
    const other = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    const [mine, theirs] = [await w.sam.get(path), await other.get(path)];
    const saves = await Promise.all([
      w.sam.send(mine, path, { description: 'Mine' }),
      other.send(theirs, path, { description: 'Theirs' }),
    ]);
    expect(saves.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 409]);
    const late = saves.find(({ status }) => status === 409) as Answer;
    expect(textOf(late)).to.contain('Somebody changed this preset in the meantime');
  });

  it('are deleted for good, all of them too, and their names are still known', async () => {
    const [first = ''] = await keys();
    const page = await w.sam.get(`${LIST}/p6/delete`);
    expect(page.h1).to.equal('Delete Agency');
    expect(textOf(page)).to.contain('Nobody started from it');
    expect(first).to.equal('accountant');
    for (const key of await keys())
      expect((await w.sam.submit(`${LIST}/${key}/delete`)).status).to.equal(303);
    const empty = await w.sam.get(LIST);
    expect(textOf(empty)).to.contain('There are no presets');
    expect(await store.list(w.db)).to.deep.equal([]);
    expect((await store.names(w.db)).get('p6')).to.equal('Agency');
    expect((await w.sam.get(`${LIST}/accountant/edit`)).status).to.equal(404);
    expect((await w.sam.submit(NEW, { name: 'Agency' })).status).to.equal(303);
    expect(await names()).to.deep.equal(['Agency']);
  });

  it('are for staff alone', async () => {
    for (const path of [LIST, NEW, `${LIST}/p6/edit`, `${LIST}/p6/delete`]) {
      for (const visitor of [w.ann, w.cy, w.bo]) expect((await visitor.get(path)).status).to.equal(403);
      const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
      expect((await w.ann.post(path, { _csrf, name: 'Mine' })).status).to.equal(403);
    }
    expect(await names()).to.deep.equal(['Agency']);
  });
});
