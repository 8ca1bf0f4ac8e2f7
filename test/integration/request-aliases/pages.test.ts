// Request aliases on their pages (N4, CL15, S2): the default for every market, and a market's own.
import { expect } from 'chai';
import { KnexMarketStore } from '../../../module/markets/store.js';
import { formOf, summaryOf, type Answer, type FormData, type Visitor } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { plantMarkets } from '../../support/markets.js';

const LIST = '/client/request-aliases';
const NEW = `${LIST}/new`;
const ALIASES = 'mod_liaison_request_aliases';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();
const rowsOf = ({ $ }: Answer): string[][] =>
  $('tbody tr')
    .map((_i, row) => [
      $(row)
        .find('th, td')
        .map((_j, cell) => $(cell).text().replace(/\s+/g, ' ').trim())
        .get(),
    ])
    .get();
const changesOf = ({ $ }: Answer): string[] =>
  $('.lsn-added, .lsn-removed')
    .map((_i, li) => $(li).text().replace(/\s+/g, ' ').trim())
    .get();

describe('Request aliases', () => {
  const w = world();
  let netops: number;
  let bo: number;

  const idOf = async (email: string): Promise<number> =>
    Number((await w.db('tblcontacts').where({ userid: 1, email }).first('id')).id);
  const chosen = async (clientId = 1): Promise<string[]> => {
    const rows = (await w.db(ALIASES).where({ client_id: clientId }).orderBy('market_id')) as {
      market_id: number;
      contact_id: number;
    }[];
    const codes = new Map((await new KnexMarketStore().list(w.db)).map(({ id, code }) => [id, code]));
    return rows.map((row) => `${codes.get(row.market_id) ?? 'default'} ${row.contact_id}`);
  };
  const choosing = (code: string, contactId: number): string =>
    code === 'new' ? NEW : `${LIST}/${code}/edit?contactId=${contactId}&show=changes`;
  const choose = async (code: string, contactId: number, visitor: Visitor = w.ann): Promise<Answer> => {
    const path = choosing(code, contactId);
    return visitor.send(await visitor.get(path), path);
  };

  before(async () => {
    [netops, bo] = [await idOf('netops@corp.example'), await idOf('bo@corp.example')];
  });

  it('N4 says so where the provider has no markets, and nothing can be chosen', async () => {
    const page = await w.ann.get(LIST);
    expect([page.status, page.h1]).to.deep.equal([200, 'Request aliases']);
    expect(textOf(page)).to.contain('has no markets now');
    expect(page.$('main a, main table')).to.have.length(0);
    for (const path of [NEW, `${LIST}/default/edit`, `${LIST}/default/remove`])
      expect((await w.ann.get(path)).status, path).to.equal(404);
    await plantMarkets(w.db);
  });

  it('S2 the default is there for every market: until a choice the owner, or the first Admin contact, gets them', async () => {
    const [row] = rowsOf(await w.ann.get(LIST));
    expect(row).to.deep.equal([
      'Default: every market without its own',
      'Ann Lee Stands inAnn Lee, the owner, gets them: there is no Admin contact',
      '–',
      'Change Cannot be removed',
    ]);
    expect((await w.ann.submit(`/client/contacts/${bo}/edit`, { 'types[]': 'admin' })).status).to.equal(303);
    expect(rowsOf(await w.ann.get(LIST))[0]?.[1]).to.equal(
      'Bo ChenBo Chen, the first Admin contact, gets them',
    );
    await w.ann.submit('/client/contacts/owner/edit', { 'types[]': 'admin' });
    const page = await w.ann.get(LIST);
    expect(rowsOf(page)[0]?.[1]).to.equal('Ann LeeAnn Lee, the first Admin contact, gets them');
    expect(textOf(page)).to.contain('Amsterdam and Frankfurt requests go to the default, Ann Lee.');
    expect(await chosen()).to.deep.equal([]);
  });

  it('S2 a contact without types may be one: chosen out of a searchable list, seen before it is saved', async () => {
    expect(await w.db('mod_liaison_contact_types').where({ contact_id: netops })).to.have.length(0);
    const page = await w.ann.get(`${NEW}?q=netops&market=AMS`);
    expect(page.h1).to.equal('Add a request alias');
    expect(page.$('#f-market option').map((_i, el) => page.$(el).text()).get()).to.deep.equal(['Select a market', 'Amsterdam', 'Frankfurt']); // prettier-ignore
    expect(page.$('#f-market').val()).to.equal('AMS');
    const people = page.$('[name=contactId]').map((_i, el) => page.$(el).val());
    expect(people.get()).to.deep.equal([String(netops)]);
    const before = await fingerprint(w.db, 'mod_liaison_');
    const path = `${NEW}?market=AMS&contactId=${netops}&show=changes`;
    const preview = await w.ann.get(path);
    expect(preview.status).to.equal(200);
    expect(changesOf(preview)).to.deep.equal(['Added Network engineers is the request alias of Amsterdam']);
    expect(textOf(preview, '.lsn-preview')).to.contain('Marketplace requests, Amsterdam').and.to.contain('Ann Lee → Network engineers'); // prettier-ignore
    expect(await fingerprint(w.db, 'mod_liaison_')).to.deep.equal(before);

    const saved = await w.ann.send(preview, path);
    expect(saved.location).to.equal(LIST);
    const done = await w.ann.follow(saved);
    expect(textOf(done, '[role=status]')).to.equal('Amsterdam requests now go to Network engineers.');
    expect(rowsOf(done)[1]?.slice(0, 2)).to.deep.equal(['Amsterdam', 'Network engineers']);
    expect(rowsOf(done)[1]?.[2]).to.match(/UTC, by Ann Lee$/);
    expect(await chosen()).to.deep.equal([`AMS ${netops}`]);
    const line = await w.db('mod_liaison_audit').where({ action: 'alias.changed' }).first();
    expect([line.client_id, line.contact_id, line.object_name]).to.deep.equal([1, netops, 'Amsterdam']);
    expect(JSON.parse(line.changes)).to.deep.equal({
      contact: { before: 'Ann Lee', after: 'Network engineers' },
    });
    const log = textOf(await w.ann.get('/client/activity'));
    expect(log).to.contain('Ann Lee changed the request alias of Amsterdam').and.to.contain('Goes to');
  });

  it('N4 one alias per market: a second is refused with the way to change it', async () => {
    const path = `${NEW}?market=AMS&contactId=${bo}&show=changes`;
    const again = await w.ann.get(path);
    expect([again.status, summaryOf(again)]).to.deep.equal([
      422,
      ['Amsterdam already has a request alias. Change it instead'],
    ]);
    expect(again.$('#f-market').val()).to.equal('AMS');
    expect(again.$(`main a[href="${LIST}/AMS/edit"]`).text()).to.equal('Change the request alias of Amsterdam'); // prettier-ignore
    const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
    const sent = await w.ann.post(NEW, { _csrf, market: 'AMS', contactId: String(bo), seen: 'x' });
    expect([sent.status, summaryOf(sent)]).to.deep.equal([
      422,
      ['Amsterdam already has a request alias. Change it instead'],
    ]);
    expect(await chosen()).to.deep.equal([`AMS ${netops}`]);
  });

  it('says everything that is missing at once, and keeps the answers', async () => {
    const nothing = await w.ann.get(`${NEW}?show=changes`);
    expect([nothing.status, summaryOf(nothing)]).to.deep.equal([
      422,
      ['Select a market', 'Select a contact'],
    ]);
    const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
    const post = (body: FormData): Promise<Answer> => w.ann.post(NEW, { _csrf, ...body });
    const half = await post({ market: 'FRA' });
    expect([half.status, summaryOf(half)]).to.deep.equal([422, ['Select a contact']]);
    expect(half.$('#f-market').val()).to.equal('FRA');
    const other = await post({ market: '', contactId: String(bo) });
    expect(summaryOf(other)).to.deep.equal(['Select a market']);
    expect(other.$(`[name=contactId][value=${bo}]`).attr('checked')).to.equal('checked');
    for (const market of ['LON', 'NONE', 'default'])
      expect(summaryOf(await post({ market, contactId: String(bo) })), market).to.deep.equal(['Select a market']); // prettier-ignore
    const stranger = await w.db('tblcontacts').where({ userid: 2 }).first('id');
    const foreign = await w.ann.get(choosing('FRA', stranger.id as number));
    expect([foreign.status, summaryOf(foreign)]).to.deep.equal([422, ['Select a contact']]);
    expect(await chosen()).to.deep.equal([`AMS ${netops}`]);
  });

  it('is changed to somebody else; who it is already is said', async () => {
    const page = await w.ann.get(choosing('AMS', bo));
    expect(page.h1).to.equal('Change the request alias of Amsterdam');
    expect(changesOf(page)).to.deep.equal([
      'Added Bo Chen is the request alias of Amsterdam',
      'Removed Network engineers is no longer the request alias of Amsterdam',
    ]);
    expect((await choose('ams', bo)).status).to.equal(303);
    expect(await chosen()).to.deep.equal([`AMS ${bo}`]);
    expect(summaryOf(await w.ann.get(choosing('AMS', bo)))).to.deep.equal([
      'Bo Chen is already the request alias of Amsterdam',
    ]);
  });

  it('S2 N4 the default cannot be deleted, but sent to someone else', async () => {
    const page = await w.ann.get(`${LIST}/default/remove`);
    expect([page.status, page.h1]).to.deep.equal([
      200,
      'The default alias always exists. You can send it to someone else',
    ]);
    expect(page.$('main form')).to.have.length(0);
    expect(page.$(`main a[href="${LIST}/default/edit"]`)).to.have.length(1);
    const { _csrf = '' } = formOf(await w.ann.get('/client/company/edit'));
    expect((await w.ann.post(`${LIST}/default/remove`, { _csrf, seen: 'x' })).status).to.equal(409);

    const preview = await w.ann.get(choosing('default', netops));
    expect(changesOf(preview)).to.deep.equal(['Added Network engineers is the default request alias']);
    expect(textOf(preview, '.lsn-preview')).to.contain('Ann Lee → Network engineers');
    const done = await w.ann.follow(await choose('default', netops));
    expect(textOf(done, '[role=status]')).to.equal(
      'Requests in every market without its own now go to Network engineers.',
    );
    expect(rowsOf(done)[0]?.[3]).to.equal('Change Cannot be removed');
    expect(await chosen()).to.deep.equal([`default ${netops}`, `AMS ${bo}`]);
    expect((await w.ann.post(`${LIST}/default/remove`, { _csrf, seen: 'x' })).status).to.equal(409);
    expect(await chosen()).to.deep.equal([`default ${netops}`, `AMS ${bo}`]);
    expect(textOf(await w.ann.get('/client/activity'))).to.contain(
      'Ann Lee changed the request alias of every market without its own',
    );
  });

  it('N4 a preview that went stale is refused with the new one, and nothing is written', async () => {
    const path = choosing('AMS', netops);
    const page = await w.ann.get(path);
    expect((await choose('AMS', 0, w.cy)).status).to.equal(303);
    const stale = await w.ann.send(page, path);
    expect(stale.status).to.equal(409);
    expect(textOf(stale)).to.contain('Who gets what has changed meanwhile');
    expect(changesOf(stale)).to.include('Removed Ann Lee is no longer the request alias of Amsterdam');
    expect(await chosen()).to.include('AMS 0');
    expect((await w.ann.send(stale, path)).status).to.equal(303);
    expect(await chosen()).to.include(`AMS ${netops}`);
    const unseen = formOf(await w.ann.get(choosing('AMS', bo)));
    expect((await w.ann.post(choosing('AMS', bo), { ...unseen, seen: '' })).status).to.equal(409);
  });

  it('counts a double click once', async () => {
    const logged = async () => w.db('mod_liaison_audit').where({ action: 'alias.changed' });
    const before = (await logged()).length;
    const path = choosing('AMS', bo);
    const page = await w.ann.get(path);
    const clicks = await Promise.all([w.ann.send(page, path), w.ann.send(page, path)]);
    expect(clicks.map(({ status }) => status)).to.deep.equal([303, 303]);
    expect(await logged()).to.have.length(before + 1);
  });

  it('N4 taken away, its requests go to the default again, and the page says to whom before and after', async () => {
    const path = `${LIST}/AMS/remove`;
    const page = await w.ann.get(path);
    expect(page.h1).to.equal('Remove the request alias of Amsterdam');
    expect(textOf(page, '.lsn-preview')).to.contain('Amsterdam requests then go to the default, Network engineers.').and.to.contain('Bo Chen → Network engineers'); // prettier-ignore
    const done = await w.ann.follow(await w.ann.send(page, path));
    expect(textOf(done, '[role=status]')).to.equal(
      'Amsterdam requests now go to the default, Network engineers.',
    );
    expect(await chosen()).to.deep.equal([`default ${netops}`]);
    const line = await w.db('mod_liaison_audit').where({ action: 'alias.removed' }).first();
    expect([line.contact_id, line.object_name]).to.deep.equal([bo, 'Amsterdam']);
    expect((await w.ann.get(path)).status).to.equal(404);
    expect((await w.ann.get(`${LIST}/NONE/remove`)).status).to.equal(404);
  });

  it('N4 a closed market keeps and changes the alias it has, and takes no new one', async () => {
    await choose('FRA', bo);
    await w.db('mod_liaison_markets').where({ code: 'FRA' }).update({ is_open: 0 });
    const page = await w.ann.get(LIST);
    expect(rowsOf(page)[1]?.slice(0, 2)).to.deep.equal(['Frankfurt Closed', 'Bo Chen']);
    expect((await choose('FRA', netops)).status).to.equal(303);
    expect((await w.ann.get(`${LIST}/LON/edit`)).status).to.equal(404);
    expect((await w.ann.submit(`${LIST}/FRA/remove`)).status).to.equal(303);
    expect((await w.ann.get(`${LIST}/FRA/edit`)).status).to.equal(404);
    await w.db('mod_liaison_markets').where({ code: 'FRA' }).update({ is_open: 1 });
  });

  it('C7 a market’s own alias goes with its contact, and leads to the default also when the panel deleted it', async () => {
    const [one, other] = [5, 6];
    await choose('AMS', one);
    await choose('FRA', other);
    expect((await w.ann.submit(`/client/contacts/${one}/delete`)).status).to.equal(303);
    expect(await chosen()).to.deep.equal([`default ${netops}`, `FRA ${other}`]);
    await w.db('tblcontacts').where({ id: other }).delete();
    expect(rowsOf(await w.ann.get(LIST))).to.have.length(1);
    expect(textOf(await w.ann.get(LIST))).to.contain('Amsterdam and Frankfurt requests go to the default');
    expect((await choose('FRA', bo)).status).to.equal(303);
    expect(await chosen()).to.deep.equal([`default ${netops}`, `FRA ${bo}`]);
  });

  it('says when every open market has its own', async () => {
    await choose('AMS', bo);
    expect(textOf(await w.ann.get(LIST))).to.not.contain('Add a request alias');
    const full = await w.ann.get(NEW);
    expect(full.status).to.equal(200);
    expect(textOf(full)).to.contain('Every open market has its own request alias');
    expect(full.$('main form')).to.have.length(0);
  });

  it('staff see the same, with a reason in the log; the client reads “Staff”', async () => {
    const path = `/admin/clients/1/request-aliases/AMS/edit?contactId=${netops}&show=changes`;
    const saved = await w.sam.send(await w.sam.get(path), path, { reason: 'Ticket 12' });
    expect(saved.location).to.equal('/admin/clients/1/request-aliases');
    expect(rowsOf(await w.sam.follow(saved))[1]?.[1]).to.equal('Network engineers');
    const seen = await w.ann.get(LIST);
    expect(rowsOf(seen)[1]?.[2]).to.contain('by Staff');
    expect(seen.text).to.not.contain('Sam de Vries');
    expect(textOf(await w.ann.get('/client/activity'))).to.contain('Ticket 12');
    expect((await w.sam.get('/admin/clients/999999/request-aliases')).status).to.equal(404);
  });

  it('U2 of a client with 5,000 contacts: a page of 25, found by name, within the limits', async () => {
    const page = await w.mira.get(`${LIST}/default/edit?page=2`);
    expect(page.$('[name=contactId]')).to.have.length(25);
    expect(page.$('.lsn-pagination')).to.have.length(1);
    expect(page.text.length).to.be.lessThan(60_000);
    expect(await chosen(2)).to.deep.equal([]);
  });

  it('are for who manages contacts, with the token of the session', async () => {
    for (const path of [LIST, NEW, `${LIST}/AMS/edit`, `${LIST}/AMS/remove`])
      expect((await w.bo.get(path)).status, path).to.equal(403);
    expect((await w.cy.get(LIST)).status).to.equal(200);
    const before = await chosen();
    const { _csrf: _token, ...body } = formOf(await w.ann.get(choosing('AMS', bo)));
    expect((await w.ann.post(choosing('AMS', bo), body)).status).to.equal(403);
    const { _csrf: _other, ...removal } = formOf(await w.ann.get(`${LIST}/AMS/remove`));
    expect((await w.ann.post(`${LIST}/AMS/remove`, removal)).status).to.equal(403);
    expect(await chosen()).to.deep.equal(before);
  });
});
