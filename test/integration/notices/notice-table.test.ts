// The notice table edited by the provider (AD9): what it shows, what it counts before it is saved, what it refuses.
import { expect } from 'chai';
import { KnexNoticeStore, type StoredNotice } from '../../../module/notices/notice-store.js';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { contactIds } from '../../support/sub-accounts.js';
import { TickedForm } from '../../support/ticked-form.js';
import { plantBlocked, plantTypes } from './planted.js';

const LIST = '/admin/notices';
const NEW = '/admin/notices/new';
const NOTICES = 'mod_liaison_notices';
const editOf = (key: string): string => `${LIST}/${key}/edit`;

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const effectsOf = (answer: Answer): string[] =>
  answer
    .$('.lsn-preview > ul li')
    .map((_index, item) => answer.$(item).text().trim())
    .get();
/** The cells of a row, the first of them its name. */
const rowOf = (page: Answer, name: string): string[] => {
  const row = page.$('tbody tr').filter((_i, one) => page.$(one).find('th > *').first().text() === name);
  return row
    .children()
    .map((_i, cell) => page.$(cell).text().replace(/\s+/g, ' ').trim())
    .get();
};

describe('Who gets what, for all clients', () => {
  const w = world();
  const store = new KnexNoticeStore();
  const noticeOf = (key: string): Promise<StoredNotice | undefined> => store.find(key, w.db);
  const open = (path: string): Promise<TickedForm> => TickedForm.open(w.sam, path);
  const lastLine = () => w.db('mod_liaison_audit').where('action', 'like', 'notice.%').orderBy('id', 'desc').first(); // prettier-ignore
  const revision = async (): Promise<number> =>
    ((await w.db('mod_liaison_mail_sync').where({ client_id: 0 }).first('revision'))?.revision as number) ?? 0; // prettier-ignore

  /** Looks at what changes, and saves it. */
  async function save(form: TickedForm): Promise<Answer> {
    const review = await form.press('preview');
    expect(review.page.status, summaryOf(review.page).join()).to.equal(200);
    const saved = await review.press('save');
    expect(saved.page.status, textOf(saved.page)).to.equal(303);
    return w.sam.follow(saved.page);
  }

  afterEach(() => w.db(NOTICES).delete());

  describe('the page', () => {
    it('shows every notice with its types and everybody else, what is required, and the panel’s mail', async () => {
      const page = await w.sam.get(LIST);
      expect([page.h1, page.$('.lsn-nav [aria-current]').text()]).to.deep.equal([
        'Who gets what, for all clients',
        'Who gets what',
      ]);
      expect(page.$('tbody tr')).to.have.length(12);
      expect(rowOf(page, 'Invoices and renewals')).to.deep.equal([
        'Invoices and renewals',
        '·no',
        '·no',
        'yes',
        '·no',
        '·no',
        'Invoice mailBilling contact of that billing accountPeople with the permission “Receive billing notifications”',
        'Primary Billing',
        '–',
        'Edit',
      ]);
      expect(rowOf(page, 'Affiliate mail').slice(6, 8)).to.deep.equal(['Affiliate mail', 'Optional']);
      expect(rowOf(page, 'Customer provisioning')[0]).to.contain('Only for resellers');
    });

    it('says as faults which mail of the panel belongs to none, to several, or is gone', async () => {
      const faults = async () => textOf(await w.sam.get(LIST), '.lsn-notice-warn');
      expect(await faults()).to.match(/^16 templates of the panel belong to no notice/);
      const box = await boxOf('domain-notices', 'Domain registered');
      // A template moves nobody's mail: it is saved at once.
      const saved = await (await open(editOf('domain-notices'))).tick(...box).press('preview');
      expect(saved.page.status).to.equal(303);
      expect(await faults()).to.match(/^15 templates of the panel/);
      const notice = (await noticeOf('domain-notices')) as StoredNotice;
      expect(notice.templates).to.deep.equal(['Domain registered']);
      // As another tool may have left it: not by the form, which offers each template once.
      const row = { ...notice, key: 'product-mail', version: 0, templates: ['Domain registered', 'Old one'] };
      await store.put(row, w.db);
      expect(await faults())
        .to.contain('1 template belongs to several notices')
        .and.to.contain('Domain registered (Domain notices, Product mail)')
        .and.to.contain('1 template is gone from the panelOld one (Product mail)');
    });

    it('is for staff alone, and 404 for a notice that is not there or was not changed', async () => {
      const prints = async () => ({
        ...(await fingerprint(w.db, NOTICES)),
        ...(await fingerprint(w.db, 'mod_liaison_audit')),
      });
      const before = await prints();
      for (const visitor of [w.ann, w.bo, w.cy])
        for (const path of [LIST, NEW, editOf('product-mail')]) {
          expect((await visitor.get(path)).status, path).to.equal(403);
          const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
          const sent = await visitor.post(path, { _csrf, name: 'Mine', intent: 'save' });
          expect(sent.status, path).to.be.oneOf([403, 404]);
        }
      for (const path of [editOf('nothing'), `${LIST}/nothing/remove`, `${LIST}/product-mail/remove`])
        expect((await w.sam.get(path)).status, path).to.equal(404);
      const { _csrf: _token, ...without } = formOf(await w.sam.get(NEW));
      expect((await w.sam.post(NEW, { ...without, name: 'X' })).status).to.equal(403);
      expect(await prints()).to.deep.equal(before);
    });
  });

  /** The name and value of a template's box. */
  async function boxOf(key: string, template: string): Promise<[string, string]> {
    const { page } = await open(editOf(key));
    const label = page.$('label').filter((_i, one) => page.$(one).text() === template);
    const box = page.$(`#${label.attr('for')}`);
    return [box.attr('name') as string, box.attr('value') as string];
  }

  describe('U2 before it is saved', () => {
    // Access issues go to Admin contacts, and to the owner where there are none.
    before(async () => {
      const first = async (clientId: number): Promise<number> =>
        (await contactIds(w.db, clientId, 1))[0] ?? 0;
      await plantTypes(w.db, 3, await first(3), ['admin']);
      await plantTypes(w.db, 4, await first(4), ['admin']);
      await plantBlocked(w.db, 4, 0);
      await plantTypes(w.db, 5, await first(5), ['security']);
      await plantBlocked(w.db, 6, 0);
      await plantTypes(w.db, 8, await first(8), ['admin', 'security']);
    });

    const toSecurity = async () =>
      (await open(editOf('access-issues'))).untick('types[]', 'admin').tick('types[]', 'security');

    it('counts the clients that change, and those where nobody is left, with who gets what', async () => {
      const before = await revision();
      const { page } = await (await toSecurity()).press('preview');
      expect([page.status, page.h1]).to.deep.equal([200, 'What changes with Access issues']);
      // 3 falls to the owner, 4 to nobody, 5 has somebody now; 6 had nobody before, and 8 keeps the same.
      expect(effectsOf(page).slice(0, 2)).to.deep.equal([
        '3 clients change; 1 would reach nobody',
        'In 1 client a notice would reach only a stand-in',
      ]);
      expect(textOf(page, '.lsn-preview dl')).to.equal('Contact typesAdmin → Security');
      const rows = page.$('tbody tr').map((_i, row) => page.$(row).text().replace(/\s+/g, ' ').trim()).get(); // prettier-ignore
      // The worst first.
      expect(rows).to.deep.equal([
        'Lone Star Outfitters LLCAccess issues Mei Wong → nobody Nobody is left',
        'شركة النخيل للتجارةAccess issues Jiří Horák → ليلى حداد Only a stand-in is left',
        'Brückner Werkzeuge GmbHAccess issues Jürgen Brückner → Naledi Dlamini',
      ]);
      expect(page.$('tbody a').first().attr('href')).to.equal('/admin/clients/4/notices');
      expect(await w.db(NOTICES)).to.have.length(0);
      expect(await revision()).to.equal(before);
    });

    it('gives every answer back on the way to the form, and saves what was looked at', async () => {
      const review = await (await toSecurity()).press('preview');
      const again = await review.press('edit');
      expect([again.page.status, again.page.h1]).to.deep.equal([200, 'Edit Access issues']);
      expect(again.values('types[]').filter(Boolean)).to.deep.equal(['security']);
      const before = await revision();
      const page = await save(again);
      expect(page.$('[role=status]').text()).to.contain('Access issues was saved');
      expect(rowOf(page, 'Access issues').slice(0, 6)).to.deep.equal(['Access issues Changed', '·no', '·no', '·no', 'yes', '·no']); // prettier-ignore
      expect(await noticeOf('access-issues')).to.deep.include({ types: ['security'], name: undefined, version: 1 }); // prettier-ignore
      expect(await revision()).to.equal(before + 1);
      const line = await lastLine();
      expect([line.client_id, line.action, line.object_name]).to.deep.equal([0, 'notice.changed', 'access-issues']); // prettier-ignore
      expect(JSON.parse(line.changes)).to.deep.equal({ types: { before: 'admin', after: 'security' } });
      expect(textOf(await w.sam.get('/admin/audit')))
        .to.contain('changed who gets Access issues')
        .and.to.contain('Contact types');
    });

    it('a change that moves nobody says so, and one of names and templates is saved at once', async () => {
      const before = await revision();
      const form = await open(editOf('customer-provisioning'));
      const { page } = await form.tick('types[]', 'billing').press('preview');
      expect(effectsOf(page)[0], effectsOf(page).join()).to.equal(
        'No client changes: everybody gets what they got',
      );
      const renamed = await (
        await open(editOf('affiliate-mail'))
      )
        .set('name', 'Partner mail')
        .press('preview');
      expect(renamed.page.status).to.equal(303);
      expect(rowOf(await w.sam.follow(renamed.page), 'Partner mail')).to.have.length(10);
      expect((await noticeOf('affiliate-mail'))?.name).to.equal('Partner mail');
      expect(await revision()).to.equal(before);
      expect(textOf(await w.ann.get('/client/notices'))).to.contain('Partner mail');
    });

    it('nothing changed is nothing saved', async () => {
      const sent = await (await open(editOf('security-abuse'))).press('preview');
      expect((await w.sam.follow(sent.page)).$('[role=status]').text()).to.contain('Nothing changed');
      expect(await w.db(NOTICES)).to.have.length(0);
    });
  });

  describe('D3 what was looked at', () => {
    it('is refused once the notice was changed by somebody else, with every answer kept', async () => {
      const form = (await open(editOf('product-mail'))).tick('types[]', 'admin');
      await save((await open(editOf('product-mail'))).tick('types[]', 'general'));
      for (const intent of ['preview', 'save']) {
        const sent = await form.press(intent);
        const { page } = sent;
        expect([page.status, sent.values('types[]').includes('admin')]).to.deep.equal([409, true]);
        expect(page.$('[role=alert]').first().text()).to.contain('Somebody changed who gets what in the meantime. Check it again.'); // prettier-ignore
      }
      expect((await noticeOf('product-mail'))?.types).to.deep.equal(['general', 'technical']);
    });

    it('is refused once another notice was changed: what it does may be another thing', async () => {
      const review = await (await open(editOf('product-mail'))).tick('types[]', 'admin').press('preview');
      await save((await open(editOf('service-deliveries'))).set('category', 'support'));
      const late = await review.press('save');
      expect(late.page.status).to.equal(409);
      expect(await noticeOf('product-mail')).to.deep.include({ version: 0 });
      const page = await save(late);
      expect(rowOf(page, 'Product mail').slice(1, 6)).to.deep.equal(['·no', 'yes', '·no', '·no', 'yes']);
    });

    it('cannot be saved unseen, and a double click saves once', async () => {
      const unseen = await (await open(editOf('product-mail'))).tick('types[]', 'admin').press('save');
      expect(unseen.page.status).to.equal(409);
      const review = await (await open(editOf('product-mail'))).tick('types[]', 'admin').press('preview');
      const [lines] = [await w.db('mod_liaison_audit').where({ action: 'notice.changed' })];
      const statuses = [(await review.press('save')).page.status, (await review.press('save')).page.status];
      expect(statuses).to.deep.equal([303, 303]);
      expect(await w.db('mod_liaison_audit').where({ action: 'notice.changed' })).to.have.length(lines.length + 1); // prettier-ignore
    });
  });

  describe('what makes no sense', () => {
    it('is refused at its field, and every answer comes back', async () => {
      const form = await open(NEW);
      const { page } = await form.set('name', ' ').press('preview');
      expect([page.status, summaryOf(page)]).to.deep.equal([
        422,
        ['Enter a name for the notice', 'Select at least one recipient'],
      ]);
      const required = (await open(editOf('security-abuse'))).set('requiredFor', 'billing');
      const refused = (await required.press('preview')).page;
      expect(summaryOf(refused)).to.deep.equal([
        'Select Billing too, or no type at all: the notice is required for Primary Billing',
      ]);
      expect(formOf(refused)).to.include({ requiredFor: 'billing', name: 'Security and abuse' });
      expect(refused.$('#f-types .lsn-error').text()).to.contain(summaryOf(refused)[0]);
    });

    it('a role alone is a recipient, and a name is taken in every language', async () => {
      const alone = (await open(editOf('security-abuse'))).untick('types[]', 'security');
      expect((await alone.press('preview')).page.status).to.equal(200);
      for (const name of ['access issues', 'Toegangsproblemen', 'مشكلات الوصول']) {
        const { page } = await (await open(NEW)).set('name', name).tick('types[]', 'admin').press('preview');
        expect([page.status, page.$('#f-name').val()]).to.deep.equal([422, name]);
        expect(summaryOf(page)).to.deep.equal([`A notice called ${name} already exists`]);
      }
    });

    it('nothing but known answers, keys and templates is taken', async () => {
      const csrf = formOf(await w.sam.get(NEW))['_csrf'] ?? '';
      const base = { _csrf: csrf, name: 'Odd', 'types[]': 'admin' };
      for (const odd of [{ 'types[]': 'owner' }, { category: 'spam' }, { key: 'No way' }, { key: 'access-issues' }, { id: '7' }, { 'templates[invoice][]': 'ffffffffffff' }]) // prettier-ignore
        expect((await w.sam.post(NEW, { ...base, ...odd, intent: 'preview' })).status, JSON.stringify(odd)).to.equal(422); // prettier-ignore
      expect(await w.db(NOTICES)).to.have.length(0);
    });
  });

  describe('a notice of the provider’s own', () => {
    it('is added, reaches people, is changed and removed', async () => {
      const form = (await open(NEW)).set('name', 'Ferry delays ⛴').tick('types[]', 'admin').set('requiredFor', ''); // prettier-ignore
      const review = await form.press('preview');
      expect(effectsOf(review.page)[0]).to.match(/^40 clients change; 1 would reach nobody$/);
      const page = await save(form);
      expect(rowOf(page, 'Ferry delays ⛴')[0]).to.equal('Ferry delays ⛴ Own');
      expect(await noticeOf('ferry-delays')).to.deep.include({ types: ['admin'], shipped: false });
      const seen = await w.ann.get('/client/notices/simulate?notice=ferry-delays');
      expect(textOf(seen)).to.contain('Ann Lee');
      const taken = await (await open(NEW)).set('name', 'FERRY DELAYS ⛴').tick('types[]', 'admin').press('preview'); // prettier-ignore
      expect(summaryOf(taken.page)).to.deep.equal(['A notice called FERRY DELAYS ⛴ already exists']);

      const gone = await open(`${LIST}/ferry-delays/remove`);
      expect(gone.page.h1).to.equal('Remove Ferry delays ⛴');
      expect(effectsOf(gone.page)[0]).to.match(/clients change; no notice is left with nobody$/);
      const after = await w.sam.follow((await gone.press('save')).page);
      expect(after.$('[role=status]').text()).to.contain('Ferry delays ⛴ was removed');
      expect(await w.db(NOTICES)).to.have.length(0);
      expect([(await lastLine()).action, (await lastLine()).object_name]).to.deep.equal(['notice.removed', 'Ferry delays ⛴']); // prettier-ignore
      expect((await w.sam.get(editOf('ferry-delays'))).status).to.equal(404);
    });

    it('has a key of its own: typed, or made of the name, and a free one where the name has none', async () => {
      const add = async (name: string, key = ''): Promise<void> => {
        await save((await open(NEW)).set('name', name).set('key', key).tick('types[]', 'admin'));
      };
      await add('Harbour news', 'harbour');
      await add('تنبيهات');
      await add('إعلانات');
      const keys = (await store.list(w.db)).filter(({ shipped }) => !shipped).map(({ key }) => key);
      expect(keys).to.deep.equal(['harbour', 'notice', 'notice-2']);
    });
  });

  it('a shipped notice goes back to its shipped rules, by its page or by being saved as it was', async () => {
    await save((await open(editOf('product-mail'))).tick('types[]', 'admin'));
    const reset = await open(`${LIST}/product-mail/remove`);
    expect(reset.page.h1).to.equal('Product mail: back to the shipped rules');
    expect(textOf(reset.page, '.lsn-preview dl')).to.equal('Contact typesTechnical, Admin → Technical');
    const page = await w.sam.follow((await reset.press('save')).page);
    expect(page.$('[role=status]').text()).to.contain('Product mail follows the shipped rules again');
    expect(await w.db(NOTICES)).to.have.length(0);
    await save((await open(editOf('product-mail'))).tick('types[]', 'admin'));
    await save((await open(editOf('product-mail'))).untick('types[]', 'admin'));
    expect(await w.db(NOTICES)).to.have.length(0);
  });
});
