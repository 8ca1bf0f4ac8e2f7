// Ceilings (AD5): a deny at any level wins, it works on the very next request, and what people were given is kept.
import { expect } from 'chai';
import type { CeilingLevel } from '../../../module/permissions/ceilings.js';
import type { Access } from '../../../module/permissions/access.js';
import { formOf, summaryOf, type Answer, type FormData, type Visitor } from '../../support/app.js';
import { apiClient } from '../../support/api-client.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { contactIds, plantSubAccount } from '../../support/sub-accounts.js';

const PAGE = '/admin/permissions';
const CEILINGS = 'mod_liaison_ceilings';
const MANAGE = 'permission[contactsManage]';
const FUNDS = 'permission[billingFunds]';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const changesOf = (answer: Answer): string[] =>
  answer
    .$('.lsn-preview li')
    .map((_index, item) => answer.$(item).text().replace(/\s+/g, ' ').trim())
    .get();
const rowsOf = ({ $ }: Answer): string[] =>
  $('table tr')
    .map((_index, row) => $(row).text().replace(/\s+/g, ' ').trim())
    .get();

describe('Ceilings', () => {
  const w = world();
  const robot = apiClient(() => w, { clientId: 1 });

  const preview = (path: string, changes: FormData, who: Visitor = w.sam) =>
    who.submit(path, { ...changes, intent: 'preview' });

  /** Chooses, looks at what changes, and saves. */
  async function save(path: string, changes: FormData): Promise<Answer> {
    const review = await preview(path, changes);
    expect(review.status, summaryOf(review).join()).to.equal(200);
    const saved = await w.sam.send(review, path, { intent: 'save' });
    expect(saved.status, textOf(saved)).to.equal(303);
    return saved;
  }

  const linesOf = (level: CeilingLevel, id: number) =>
    w.db(CEILINGS).where({ level, level_id: id }).select('kind', 'name', 'allowed');

  afterEach(() => w.db(CEILINGS).delete());

  describe('the page', () => {
    it('asks about everything, with two choices for everybody and three below', async () => {
      const page = await w.sam.get(PAGE);
      expect(page.h1).to.equal('Ceilings for everybody');
      const legends = page.$('main legend').map((_index, one) => page.$(one).text()).get(); // prettier-ignore
      expect(legends).to.deep.equal([
        'Billing',
        'Support',
        'Miscellaneous',
        'Services',
        'Domains',
        'Departments',
      ]);
      // 20 permissions, 6 and 4 functions, 4 departments.
      expect(page.$('main input[type=radio]')).to.have.length(34 * 2);
      expect(formOf(page)).to.include({ [FUNDS]: 'allowed', 'department[d4]': 'allowed' });
      const group = await w.sam.get(`${PAGE}?level=group&id=1`);
      expect(group.h1).to.equal('Ceilings for the client group Resellers');
      expect(group.$('main input[type=radio]')).to.have.length(34 * 3);
      expect(formOf(group)).to.include({ [FUNDS]: 'inherit' });
    });

    it('finds a client by name or number, and a group by choice', async () => {
      const found = await w.sam.get(`${PAGE}?level=client&q=example%20bv`);
      expect(found.$('main a[href="/admin/permissions?level=client&id=1"]').text()).to.equal('Example BV');
      expect((await w.sam.get(`${PAGE}?level=client&id=1`)).h1).to.equal('Ceilings for Example BV');
      expect(textOf(await w.sam.get(`${PAGE}?level=client&q=nobody%20here`))).to.contain('No clients match');
      const options = found.$('#lsn-group option').map((_i, one) => found.$(one).text()).get(); // prettier-ignore
      expect(options).to.deep.equal(['Resellers', 'Schools and charities', 'Watched']);
      for (const gone of ['level=group&id=77', 'level=client&id=999999'])
        expect((await w.sam.get(`${PAGE}?${gone}`)).status).to.equal(404);
    });

    it('stands in the client’s file too', async () => {
      const file = await w.sam.get('/admin/clients/1/permissions');
      expect(file.h1).to.equal('Ceilings for Example BV');
      expect(file.$('nav a[aria-current]').text()).to.equal('Ceilings');
      const saved = await save('/admin/clients/1/permissions', { [FUNDS]: 'denied' });
      expect(saved.location).to.equal('/admin/clients/1/permissions');
      expect(await linesOf('client', 1)).to.deep.equal([
        { kind: 'permission', name: 'billing.funds', allowed: 0 },
      ]);
    });

    it('is for staff alone', async () => {
      const before = await fingerprint(w.db, 'mod_liaison_ceilings');
      for (const visitor of [w.ann, w.cy, w.bo]) {
        expect((await visitor.get(PAGE)).status).to.equal(403);
        const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
        const body = { _csrf, [FUNDS]: 'denied', intent: 'save' };
        expect((await visitor.post(PAGE, body)).status).to.equal(403);
      }
      expect(await fingerprint(w.db, 'mod_liaison_ceilings')).to.deep.equal(before);
    });
  });

  describe('P6 on the very next request', () => {
    const statuses = async () => ({
      owner: (await w.ann.get('/client/contacts')).status,
      subAccount: (await w.cy.get('/client/contacts')).status,
      key: (await robot.get('/contacts')).status,
      other: (await w.mira.get('/client/contacts')).status,
    });
    const open = { owner: 200, subAccount: 200, key: 200, other: 200 };

    it('a lowered ceiling binds open sessions and keys, owners too, and a raised one gives it back', async () => {
      expect(await statuses()).to.deep.equal(open);
      await save(PAGE, { [MANAGE]: 'denied' });
      expect(await statuses()).to.deep.equal({ owner: 403, subAccount: 403, key: 403, other: 403 });
      // Staff are bound in what they give, not in what they do.
      expect((await w.sam.get('/admin/clients/1/contacts')).status).to.equal(200);
      await save(PAGE, { [MANAGE]: 'allowed' });
      expect(await statuses()).to.deep.equal(open);
      expect(await linesOf('provider', 0)).to.deep.equal([]);
    });

    it('of one client binds that client alone', async () => {
      await save(`${PAGE}?level=client&id=1`, { [MANAGE]: 'denied' });
      expect(await statuses()).to.deep.equal({ owner: 403, subAccount: 403, key: 403, other: 200 });
    });

    it('of a group binds its clients', async () => {
      await w.db('tblclients').where({ id: 2 }).update({ groupid: 3 });
      await save(`${PAGE}?level=group&id=3`, { [MANAGE]: 'denied' });
      expect(await statuses()).to.deep.equal({ ...open, other: 403 });
      await w.db('tblclients').where({ id: 2 }).update({ groupid: 0 });
      expect(await statuses()).to.deep.equal(open);
    });

    it('P1 a deny above wins over an Allowed below, and the page says so', async () => {
      await save(`${PAGE}?level=client&id=1`, { [MANAGE]: 'allowed' });
      expect(await linesOf('client', 1)).to.have.length(1);
      await save(PAGE, { [MANAGE]: 'denied' });
      expect(await statuses()).to.deep.equal({ owner: 403, subAccount: 403, key: 403, other: 403 });
      const page = await w.sam.get(`${PAGE}?level=client&id=1`);
      const row = rowsOf(page).find((text) => text.startsWith('Add/edit contacts'));
      expect(row).to.contain('Turned off by you for everybody. Allowed here changes nothing');
      const other = rowsOf(page).find((text) => text.startsWith('Add funds'));
      expect(other).to.contain('Allowed above');
    });
  });

  describe('what changes', () => {
    const FULL: Partial<Access> = { permissions: ['billing.funds', 'billing.orders', 'support.view'] };
    let [, , emre]: number[] = [];
    let [guest, visitor]: number[] = [];

    before(async () => {
      [, , emre] = await contactIds(w.db, 1, 3);
      [guest, visitor] = await contactIds(w.db, 2, 2);
      const plant = (clientId: number, contactId: number | undefined, more: object = {}) =>
        plantSubAccount(w.db, { clientId, contactId: contactId as number, access: FULL, ...more });
      await plant(1, emre);
      await plant(2, guest);
      await plant(2, visitor);
    });

    it('says so when nobody of the demo has it', async () => {
      const review = await preview(PAGE, { 'permission[sshKeysManage]': 'denied' });
      expect(changesOf(review)).to.deep.equal([
        'Not allowed No sub-account has Manage SSH Keys now. From the next click on nobody can use it.',
      ]);
      expect(review.$('table')).to.have.length(0);
    });

    it('counts people and clients per line, names them, and writes nothing', async () => {
      const written = async () => [
        await fingerprint(w.db, 'mod_liaison_ceilings'),
        await fingerprint(w.db, 'mod_liaison_sub_accounts'),
        await fingerprint(w.db, 'mod_liaison_audit'),
      ];
      const before = await written();
      const review = await preview(PAGE, { [FUNDS]: 'denied', 'permission[billingOrders]': 'denied' });
      expect(review.h1).to.equal('What changes for everybody');
      const kept = 'Their own settings are kept and return if you allow it again.';
      expect(changesOf(review)).to.deep.equal([
        `Not allowed 3 people in 2 clients lose Place new orders. ${kept}`,
        `Not allowed 3 people in 2 clients lose Add funds. ${kept}`,
      ]);
      const links = review.$('table a').map((_index, a) => review.$(a).attr('href')).get(); // prettier-ignore
      expect(links).to.deep.equal([
        `/admin/clients/1/contacts/${emre}`,
        `/admin/clients/2/contacts/${guest}`,
        `/admin/clients/2/contacts/${visitor}`,
      ]);
      expect((await w.sam.get(links[0] as string)).status).to.equal(200);
      expect(textOf(review, '.lsn-preview')).to.contain('Owners, API keys');
      expect(await written()).to.deep.equal(before);
    });

    it('P6 counts what comes back, after other ceilings of each client', async () => {
      await save(PAGE, { [FUNDS]: 'denied' });
      await w.db(CEILINGS).insert({ level: 'client', level_id: 2, kind: 'permission', name: 'billing.funds', allowed: 0 }); // prettier-ignore
      const review = await preview(PAGE, { [FUNDS]: 'allowed' });
      expect(changesOf(review)).to.deep.equal(['Allowed 1 person in 1 client gets Add funds back.']);
      expect(rowsOf(review).at(-1)).to.contain('Example BV').and.to.contain('Add funds');
    });

    it('counts those of a group, and of one client, only', async () => {
      await w.db('tblclients').where({ id: 2 }).update({ groupid: 3 });
      const group = await preview(`${PAGE}?level=group&id=3`, { [FUNDS]: 'denied' });
      expect(changesOf(group)[0]).to.contain('2 people in 1 client lose Add funds');
      await w.db('tblclients').where({ id: 2 }).update({ groupid: 0 });
      const client = await preview(`${PAGE}?level=client&id=1`, { [FUNDS]: 'denied' });
      expect(changesOf(client)[0]).to.contain('1 person in 1 client loses Add funds');
    });

    it('says that a deny above leaves nothing to change', async () => {
      await save(PAGE, { [FUNDS]: 'denied' });
      const review = await preview(`${PAGE}?level=client&id=1`, { [FUNDS]: 'allowed', 'permission[billingOrders]': 'allowed' }); // prettier-ignore
      expect(changesOf(review)).to.have.members([
        'Allowed Add funds is turned off for everybody. As long as it is, this changes nothing for anybody.',
        'Allowed Place new orders: this changes nothing for anybody.',
      ]);
    });

    it('P2 counts departments, and a closed one works', async () => {
      const review = await preview(PAGE, { 'department[d1]': 'denied' });
      expect(changesOf(review)[0]).to.contain('3 people in 2 clients lose Tickets in Sales');
      await save(PAGE, { 'department[d1]': 'denied' });
      expect(await linesOf('provider', 0)).to.deep.equal([{ kind: 'department', name: '1', allowed: 0 }]);
      const line = await w.db('mod_liaison_audit').where({ action: 'ceilings.changed' }).orderBy('id', 'desc').first(); // prettier-ignore
      expect(JSON.parse(line.changes)).to.deep.equal({
        'department.1.Sales': { before: 'allowed', after: 'denied' },
      });
      expect(textOf(await w.sam.get('/admin/audit'))).to.contain('Tickets in Sales');
    });

    it('keeps what is stored for people: grants are not touched', async () => {
      const grants = await fingerprint(w.db, 'mod_liaison_sub_accounts');
      await save(PAGE, { [FUNDS]: 'denied' });
      expect(await fingerprint(w.db, 'mod_liaison_sub_accounts')).to.deep.equal(grants);
    });

    it('can be gone back from, with every choice kept', async () => {
      const review = await preview(PAGE, { [FUNDS]: 'denied' });
      const again = await w.sam.send(review, PAGE, { intent: 'edit' });
      expect([again.status, again.h1]).to.deep.equal([200, 'Ceilings for everybody']);
      expect(formOf(again)[FUNDS]).to.equal('denied');
      expect(await linesOf('provider', 0)).to.deep.equal([]);
      const saved = await w.sam.send(await w.sam.send(again, PAGE, { intent: 'preview' }), PAGE, { intent: 'save' }); // prettier-ignore
      expect(saved.status).to.equal(303);
    });
  });

  describe('saving', () => {
    it('is refused when the settings changed meanwhile, here or above', async () => {
      for (const [path, theirs] of [
        [PAGE, { level: 'provider', level_id: 0 }],
        [`${PAGE}?level=client&id=1`, { level: 'provider', level_id: 0 }],
        [`${PAGE}?level=client&id=1`, { level: 'client', level_id: 1 }],
      ] as const) {
        const review = await preview(path, { [FUNDS]: 'denied' });
        await w.db(CEILINGS).insert({ ...theirs, kind: 'service', name: 'cancel', allowed: 0 });
        const late = await w.sam.send(review, path, { intent: 'save' });
        expect(late.status, path).to.equal(409);
        expect(textOf(late)).to.contain('This change was made against older settings. Check it again.');
        expect(formOf(late)[FUNDS]).to.equal('denied');
        expect(await w.db(CEILINGS).where({ name: 'billing.funds' })).to.have.length(0);
        // Looked at once more, it can be saved.
        const second = await w.sam.send(late, path, { intent: 'preview' });
        expect((await w.sam.send(second, path, { intent: 'save' })).status).to.equal(303);
        expect(await w.db(CEILINGS).where({ name: 'billing.funds' })).to.have.length(1);
        await w.db(CEILINGS).delete();
      }
    });

    it('is refused without a look at what changes, and for other choices than were looked at', async () => {
      const blind = await w.sam.submit(PAGE, { [FUNDS]: 'denied', intent: 'save' });
      expect(blind.status).to.equal(409);
      const review = await preview(PAGE, { [FUNDS]: 'denied' });
      const more = await w.sam.send(review, PAGE, { intent: 'save', [MANAGE]: 'denied' });
      expect(more.status).to.equal(409);
      expect(await linesOf('provider', 0)).to.deep.equal([]);
    });

    it('of two at once succeeds for one', async () => {
      const other = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
      const [mine, theirs] = [await preview(PAGE, { [FUNDS]: 'denied' }), await preview(PAGE, { [MANAGE]: 'denied' }, other)]; // prettier-ignore
      const saves = await Promise.all([
        w.sam.send(mine, PAGE, { intent: 'save' }),
        other.send(theirs, PAGE, { intent: 'save' }),
      ]);
      expect(saves.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 409]);
      expect(await linesOf('provider', 0)).to.have.length(1);
    });

    it('counts a double click once', async () => {
      const count = () => w.db('mod_liaison_audit').where({ action: 'ceilings.changed' }).count({ n: '*' }).first(); // prettier-ignore
      const before = await count();
      const review = await preview(PAGE, { [FUNDS]: 'denied' });
      const clicks = [await w.sam.send(review, PAGE, { intent: 'save' }), await w.sam.send(review, PAGE, { intent: 'save' })]; // prettier-ignore
      expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
      expect((await count())?.['n']).to.equal(Number(before?.['n']) + 1);
    });

    it('says so when nothing was changed, and refuses what is no choice', async () => {
      const page = await w.sam.follow(await preview(PAGE, {}));
      expect(page.$('[role=status]').text()).to.contain('Nothing changed');
      const bad = await preview(PAGE, { [FUNDS]: 'inherit' });
      expect([bad.status, summaryOf(bad)]).to.deep.equal([422, ['Select one of the choices']]);
    });

    it('is written down: for the client to read where it is about the client', async () => {
      await save(`${PAGE}?level=client&id=1`, { [FUNDS]: 'denied' });
      const seen = textOf(await w.ann.get('/client/activity'));
      expect(seen).to.contain('Staff changed what is allowed: Example BV');
      expect(seen).to.match(/Add funds ?Inherit Not allowed/);
      expect(seen).to.not.contain('Sam');
      await save(`${PAGE}?level=group&id=1`, { [FUNDS]: 'denied' });
      const log = textOf(await w.sam.get('/admin/audit'));
      expect(log).to.contain('changed what is allowed: the client group Resellers');
      expect(textOf(await w.ann.get('/client/activity'))).to.not.contain('Resellers');
    });
  });
});
