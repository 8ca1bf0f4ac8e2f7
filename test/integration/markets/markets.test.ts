// The provider's markets (AD10, N4): added, changed, closed, and removed only while nobody has an alias there.
import { expect } from 'chai';
import { KnexMarketStore, type Market } from '../../../module/markets/store.js';
import { KnexMailSyncStore } from '../../../module/notices/sync-store.js';
import { KnexRequestAliasStore } from '../../../module/request-aliases/store.js';
import { seedClient } from '../../../module/roles/seed-client.js';
import { formOf, summaryOf, type Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const LIST = '/admin/markets';
const NEW = '/admin/markets/new';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const rowsOf = (page: Answer): string[][] =>
  page
    .$('tbody tr')
    .map((_i, row) => [
      page
        .$(row)
        .find('th bdi, td')
        .map((_j, cell) => page.$(cell).text().replace(/\s+/g, ' ').trim())
        .get(),
    ])
    .get();
const menuOf = (page: Answer): string => textOf(page, '.lsn-nav');

describe('Markets', () => {
  const w = world();
  const markets = new KnexMarketStore();
  const rowOf = async (code: string): Promise<Market | undefined> => markets.findByCode(code, w.db);
  const found = async (code: string): Promise<Market> => (await rowOf(code)) ?? expect.fail(`No ${code}`);
  const demanded = async (): Promise<number> =>
    Number((await w.db('mod_liaison_mail_sync').where({ client_id: 0 }).first('revision'))?.revision ?? 0);
  /** Client 1 has an alias there, as if it were chosen on its page. */
  async function chooseIn(code: string): Promise<void> {
    await seedClient(w.db, 1);
    const { id } = await found(code);
    const chosen = { seen: undefined, contactId: 0, by: 'Ann Lee' };
    await new KnexRequestAliasStore(w.clock).put(1, id, chosen, w.db);
  }

  it('are none at first: clients see nothing of request aliases', async () => {
    const page = await w.sam.get(LIST);
    expect(page.h1).to.equal('Markets');
    expect(textOf(page)).to.contain('There are no markets');
    expect(menuOf(page)).to.contain('Markets');
    expect(menuOf(await w.ann.get('/client/contacts'))).to.not.contain('Request aliases');
    expect(menuOf(await w.sam.get('/admin/clients/1/contacts'))).to.not.contain('Request aliases');
  });

  it('AD10 are added with name and code, in the log, and the menu has request aliases on the next click', async () => {
    expect(await demanded()).to.equal(0);
    const saved = await w.sam.submit(NEW, { name: ' Amsterdam ', code: 'ams' });
    expect(saved.location).to.equal(LIST);
    const page = await w.sam.follow(saved);
    expect(textOf(page, '[role=status]')).to.contain('Amsterdam was added');
    expect(rowsOf(page)).to.deep.equal([['Amsterdam', 'AMS', 'Open', 'None', 'Edit Remove']]);
    const line = await w.db('mod_liaison_audit').where({ action: 'market.changed' }).first();
    expect([line.client_id, line.object_name]).to.deep.equal([0, 'Amsterdam']);
    expect(JSON.parse(line.changes)).to.deep.equal({
      name: { before: '', after: 'Amsterdam' },
      state: { before: '', after: 'open' },
      code: { before: '', after: 'AMS' },
    });
    const audit = textOf(await w.sam.get('/admin/audit'));
    expect(audit).to.contain('changed the market Amsterdam').and.to.contain('State').and.to.contain('Open');
    expect(menuOf(await w.ann.get('/client/contacts'))).to.contain('Request aliases');
    expect(menuOf(await w.sam.get('/admin/clients/1/contacts'))).to.contain('Request aliases');
  });

  it('the first that opens has the mail switches of all clients follow, the second does not', async () => {
    expect(await demanded()).to.equal(1);
    expect((await w.sam.submit(NEW, { name: 'Frankfurt', code: 'FRA' })).status).to.equal(303);
    expect(await demanded()).to.equal(1);
  });

  it('refuse what makes no sense, keep the answers, and write nothing', async () => {
    const before = await fingerprint(w.db, 'mod_liaison_m');
    const refused = async (changes: Record<string, string>): Promise<string[]> => {
      const again = await w.sam.submit(NEW, changes);
      expect(again.status).to.equal(422);
      expect(formOf(again)).to.include(changes);
      return summaryOf(again);
    };
    expect(await refused({ name: '', code: '' })).to.deep.equal(['Enter a market name', 'Enter a code']);
    expect(await refused({ name: 'Other', code: 'fra' })).to.deep.equal(['FRA is already used']);
    expect(await refused({ name: 'Paris', code: 'PA RIS' })).to.deep.equal([
      'Code can only have letters A to Z, digits and dashes',
    ]);
    expect(await refused({ name: 'All', code: 'default' })).to.deep.equal([
      'Enter another code: DEFAULT stands for every market without its own request alias',
    ]);
    expect(await refused({ name: 'x'.repeat(65), code: 'X'.repeat(41) })).to.deep.equal([
      'Name must be 64 characters or fewer',
      'Code must be 40 characters or fewer',
    ]);
    const { _csrf = '' } = formOf(await w.sam.get(NEW));
    const odd = await w.sam.post(NEW, { _csrf, name: 'Odd', code: 'ODD', state: 'ajar', id: '9' });
    expect(odd.status).to.equal(422);
    expect(await fingerprint(w.db, 'mod_liaison_m')).to.deep.equal(before);
  });

  it('a double click adds one', async () => {
    const page = await w.sam.get(NEW);
    const typed = { name: 'London', code: 'LON', state: 'closed' };
    const clicks = await Promise.all([w.sam.send(page, NEW, typed), w.sam.send(page, NEW, typed)]);
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await w.db('mod_liaison_audit').where({ object_name: 'London' })).to.have.length(1);
  });

  it('AD10 closing says where requests then go, and a closed market keeps the aliases it has', async () => {
    await chooseIn('AMS');
    const page = await w.sam.get(`${LIST}/AMS/edit`);
    expect(textOf(page)).to.contain(
      '1 client has a request alias here and keeps it. Requests to all others go to their default',
    );
    expect(textOf(await w.sam.get(`${LIST}/fra/edit`))).to.contain(
      'Nobody has a request alias here: requests go to each client’s default',
    );
    expect(page.$('[name=code]')).to.have.length(0);
    const done = await w.sam.follow(await w.sam.send(page, `${LIST}/AMS/edit`, { state: 'closed' }));
    expect(rowsOf(done)[0]).to.deep.equal(['Amsterdam', 'AMS', 'Closed', '1', 'Edit']);
    expect(await demanded()).to.equal(1);
    expect(await w.db('mod_liaison_request_aliases')).to.have.length(1);
  });

  it('the last that closes is said before, and has the switches follow', async () => {
    const path = `${LIST}/FRA/edit`;
    const page = await w.sam.get(path);
    expect(textOf(page)).to.contain('No market is open then, so clients see nothing of request aliases');
    expect((await w.sam.send(page, path, { state: 'closed' })).status).to.equal(303);
    expect(await demanded()).to.equal(2);
    expect(menuOf(await w.ann.get('/client/contacts'))).to.not.contain('Request aliases');
    expect((await w.sam.submit(path, { state: 'open' })).status).to.equal(303);
    expect(await demanded()).to.equal(3);
    expect(await new KnexMailSyncStore().due(1, w.db)).to.equal(3);
  });

  it('are renamed, and nothing is written when nothing changed', async () => {
    const path = `${LIST}/FRA/edit`;
    expect((await w.sam.submit(path, { name: 'Frankfurt am Main' })).status).to.equal(303);
    const { version } = await found('FRA');
    expect((await w.sam.submit(path)).status).to.equal(303);
    expect((await found('FRA')).version).to.equal(version);
    const empty = await w.sam.submit(path, { name: ' ' });
    expect([empty.status, summaryOf(empty)]).to.deep.equal([422, ['Enter a market name']]);
  });

  it('D3 two who save at once: one looks again', async () => {
    const path = `${LIST}/LON/edit`;
    const other = await w.visitor({ kind: 'staff', staffId: w.cast.staff.staffId });
    const [mine, theirs] = [await w.sam.get(path), await other.get(path)];
    const saves = await Promise.all([
      w.sam.send(mine, path, { name: 'London City' }),
      other.send(theirs, path, { name: 'Greater London' }),
    ]);
    expect(saves.map(({ status }) => status).toSorted((a, b) => a - b)).to.deep.equal([303, 409]);
    const late = saves.find(({ status }) => status === 409) as Answer;
    expect(textOf(late)).to.contain('Somebody changed this market in the meantime');
  });

  it('N4 are removed only while no client has an alias there', async () => {
    const used = await w.sam.get(`${LIST}/AMS/remove`);
    expect(used.h1).to.equal('Amsterdam can only be closed');
    expect(textOf(used)).to.contain('1 client has a request alias there');
    expect(used.$('main form')).to.have.length(0);
    const path = `${LIST}/LON/remove`;
    const page = await w.sam.get(path);
    await chooseIn('LON');
    const late = await w.sam.send(page, path);
    expect(late.status).to.equal(409);
    expect(textOf(late)).to.contain('A client has chosen a request alias in');
    expect(await rowOf('LON')).to.not.equal(undefined);
    await w.db('mod_liaison_request_aliases').delete();
    const removed = await w.sam.follow(await w.sam.submit(path));
    expect(textOf(removed, '[role=status]')).to.match(/London.* was removed/);
    expect(await rowOf('LON')).to.equal(undefined);
    expect(await w.db('mod_liaison_audit').where({ action: 'market.removed' })).to.have.length(1);
    expect((await w.sam.get(path)).status).to.equal(404);
  });

  it('N4 nobody removes a market while somebody chooses an alias there', async () => {
    const market = await found('FRA');
    await seedClient(w.db, 2);
    const choosing = await w.db.transaction();
    await markets.findForUse('FRA', choosing);
    const removal = w.db.transaction((tx) => markets.remove(market, tx));
    const chosen = { seen: undefined, contactId: 0, by: '' };
    await new KnexRequestAliasStore(w.clock).put(2, market.id, chosen, choosing);
    await choosing.commit();
    expect(await removal).to.equal('used');
  });

  it('are for staff alone', async () => {
    for (const path of [LIST, NEW, `${LIST}/AMS/edit`, `${LIST}/AMS/remove`]) {
      for (const visitor of [w.ann, w.cy, w.bo]) expect((await visitor.get(path)).status).to.equal(403);
      const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
      expect((await w.ann.post(path, { _csrf, name: 'Mine' })).status).to.be.oneOf([403, 404]);
    }
    const { _csrf: _token, ...body } = formOf(await w.sam.get(NEW));
    expect((await w.sam.post(NEW, { ...body, name: 'Forged', code: 'FORGED' })).status).to.equal(403);
    expect(await rowOf('FORGED')).to.equal(undefined);
  });
});
