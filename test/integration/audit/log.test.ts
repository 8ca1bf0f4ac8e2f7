// Activity (CL17) and audit (AD11): sentences, filters, paging, whose lines and whose names, and the file.
import { expect } from 'chai';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const lines = ({ $ }: Answer): string[] =>
  $('.lsn-history > li > p:first-child')
    .map((_index, line) => $(line).text())
    .get();
const textOf = ({ $ }: Answer): string => $('main').text().replace(/\s+/g, ' ').trim();
const chipsOf = ({ $ }: Answer): string[] =>
  $('.lsn-chip bdi')
    .map((_index, chip) => $(chip).text())
    .get();

const ACTIVITY = '/client/activity';

describe('The log of changes', () => {
  const w = world();
  /** As the module writes it, at a time of our choosing. */
  const insert = (row: Record<string, unknown>, times = 1) =>
    w.db('mod_liaison_audit').insert(
      Array.from({ length: times }, () => ({
        client_id: 1, at: '2024-03-01 12:00:00', actor_kind: 'owner', actor_id: 1, actor_name: 'Ann Lee', ip: '',
        request_id: 'r', action: 'contact.changed', contact_id: 77, object_name: 'Old Friend', changes: '{}', reason: '', ...row,
      })), // prettier-ignore
    );

  it('says so while there is nothing', async () => {
    await w.db('mod_liaison_audit').delete();
    const page = await w.ann.get(ACTIVITY);
    expect(page.h1).to.equal('Activity (0)');
    expect(textOf(page)).to.contain('Nothing has changed yet.');
    expect(page.$('main a[href$=".csv"]')).to.have.length(0);
  });

  it('R4 tells a promote with the role and who had it before, in one sentence', async () => {
    await w.sam.submit('/admin/clients/1/contacts/4/edit', { note: '=SUM(1)', reason: 'Ticket 7' });
    for (const id of [2, 1]) {
      const path = `/client/contacts/${id}/promote?role=technical`;
      const page = await w.ann.get(path);
      const form = page.$('main form[method=post]').last().serializeArray();
      await w.ann.post(path, Object.fromEntries(form.map(({ name, value }) => [name, value])));
    }
    const page = await w.ann.get(ACTIVITY);
    expect(page.h1).to.equal(`Activity (${lines(page).length})`);
    expect(lines(page).slice(0, 3)).to.deep.equal([
      'Ann Lee promoted Bo Chen to Primary Technical (before: Cy Diaz)',
      'Ann Lee promoted Cy Diaz to Primary Technical (before: Ann Lee)',
      'Staff changed the details of Dee Okafor',
    ]);
    expect(textOf(page)).to.contain('Ticket 7');
  });

  it('shows before and after of each field, in its label and in words', async () => {
    await w.ann.submit('/client/contacts/4/edit', { country: 'BE', 'types[]': 'billing' });
    const page = await w.ann.get(ACTIVITY);
    const first = page.$('.lsn-history > li').first().find('details');
    const rows = first.find('dl > div').map((_index, row) => page.$(row).text().replace(/\s+/g, ' ').trim()).get(); // prettier-ignore
    expect(rows).to.include('Hears aboutNone Billing');
    expect(rows.some((row) => row.startsWith('Country') && row.endsWith('Belgium'))).to.equal(true);
  });

  it('filters by who, what, contact and days, each with a chip that takes it away', async () => {
    await insert({ at: '2024-03-01 00:00:00', object_name: 'First second' });
    await insert({ at: '2024-03-02 23:59:59', object_name: 'Last second', actor_name: 'Zed 100%' });
    const found = async (query: string) => lines(await w.ann.get(`${ACTIVITY}?${query}`));
    const [first, last] = ['First second', 'Last second'];
    expect(await found('from=2024-03-01&to=2024-03-01')).to.deep.equal([`Ann Lee changed the details of ${first}`]); // prettier-ignore
    expect(await found('from=2024-03-02&to=2024-03-02')).to.deep.equal([`Zed 100% changed the details of ${last}`]); // prettier-ignore
    expect(await found('to=2024-02-29')).to.deep.equal([]);
    expect(await found('who=100%25')).to.have.length(1);
    expect(await found('who=1%250')).to.have.length(0);
    expect(await found('who=lee&what=role.promoted')).to.have.length(2);
    expect(await found('contact=4')).to.have.length(2);
    const page = await w.ann.get(`${ACTIVITY}?who=lee&what=role.promoted&contact=1&from=2020-01-01`);
    expect(lines(page)).to.have.length(1);
    expect(chipsOf(page)).to.deep.equal(['Who: lee', 'Primary role given', 'About Bo Chen', 'From: 2020-01-01']); // prettier-ignore
    expect(page.$('details.lsn-filter').attr('open')).to.not.equal(undefined);
    expect(page.$('.lsn-chip').first().attr('href')).to.equal(
      '/client/activity?what=role.promoted&contact=1&from=2020-01-01',
    );
    expect(page.$('#f-who').attr('value')).to.equal('lee');
    const none = await w.ann.get(`${ACTIVITY}?who=nobody-like-this`);
    expect(textOf(none)).to.contain('Nothing matches.Clear filters');
    expect(none.$('.lsn-empty a[href="/client/activity"]').text()).to.equal('Clear filters');
  });

  it('answers days that are none in words, and keeps what was typed', async () => {
    const page = await w.ann.get(`${ACTIVITY}?from=2024-02-30&to=tomorrow&who=lee`);
    const summary = page.$('.lsn-summary li').map((_index, item) => page.$(item).text()).get(); // prettier-ignore
    expect(summary).to.deep.equal([
      'From must be a day, like 2026-11-30',
      'To must be a day, like 2026-11-30',
    ]);
    expect(page.status).to.equal(422);
    expect(page.$('title').text()).to.match(/^Error: Activity/);
    expect(page.$('#f-from').attr('type')).to.equal('text');
    expect(['from', 'to', 'who'].map((name) => page.$(`#f-${name}`).attr('value'))).to.deep.equal(['2024-02-30', 'tomorrow', 'lee']); // prettier-ignore
    expect(lines(page)).to.have.length(0);
    const order = await w.ann.get(`${ACTIVITY}?from=2024-03-02&to=2024-03-01`);
    expect(order.$('.lsn-summary').text()).to.contain('“To” must be the same day as “From” or later');
    expect((await w.ann.get(`${ACTIVITY}.csv?from=2024-02-30`)).status).to.equal(422);
    expect((await w.sam.get('/admin/audit?client=abc')).$('.lsn-summary').text()).to.contain('Client number must be a whole number'); // prettier-ignore
  });

  it('pages by 25 and keeps the filters', async () => {
    await insert({ at: '2023-05-05 05:05:05', actor_name: 'Paula Pages' }, 60);
    const first = await w.ann.get(`${ACTIVITY}?who=paula`);
    expect(first.h1).to.equal('Activity (60)');
    expect(lines(first)).to.have.length(25);
    const last = await w.ann.get(`${ACTIVITY}?who=paula&page=3`);
    expect(lines(last)).to.have.length(10);
    expect(last.$('title').text()).to.match(/^Activity \(60\) \(page 3\)/);
    expect(last.$('.lsn-pagination a[rel=prev]').attr('href')).to.equal('/client/activity?who=paula&page=2');
    expect(textOf(await w.ann.get(`${ACTIVITY}?who=paula&page=4`))).to.contain('past the end of the list');
  });

  it('tells clients no names of staff: not on a page, not in the file, not by searching', async () => {
    await insert({ actor_kind: 'provider-key', actor_id: 9, actor_name: 'Sam’s robot' });
    await insert({ actor_kind: 'server', actor_id: 0, actor_name: '' });
    for (const path of [ACTIVITY, `${ACTIVITY}.csv`, `${ACTIVITY}?who=sam`, `${ACTIVITY}.csv?who=sam`, '/client/contacts/4'])
      for (const visitor of [w.ann, w.cy]) {
        const answer = await visitor.get(path);
        expect(answer.status, path).to.equal(200);
        expect(answer.text, path).to.not.match(/Sam de Vries|Sam’s robot/);
      } // prettier-ignore
    expect(lines(await w.ann.get(`${ACTIVITY}?who=sam`))).to.deep.equal([]);
    expect((await w.ann.get(`${ACTIVITY}.csv?who=sam`)).text.trim().split('\r\n')).to.have.length(1);
    const staff = lines(await w.ann.get(`${ACTIVITY}?who=staff`));
    expect(staff).to.have.length(3);
    expect(staff.every((line) => line.startsWith('Staff '))).to.equal(true);
    const inFile = await w.sam.get('/admin/clients/1/activity?who=sam');
    expect(lines(inFile)).to.have.members([
      'Sam de Vries changed the details of Dee Okafor',
      'Provider’s API key Sam’s robot changed the details of Old Friend',
    ]);
  });

  it('check 9: shows a client nothing of another’s, whatever it asks for', async () => {
    await insert({ client_id: 2, actor_name: 'Canary Two', object_name: 'Canary Two', reason: 'Canary Two' });
    for (const query of ['', '?who=canary', '?contact=77', '?client=2', '?by=staff', '?from=2024-03-01'])
      for (const path of [ACTIVITY, `${ACTIVITY}.csv`]) {
        const answer = await w.ann.get(`${path}${query}`);
        expect(answer.status).to.equal(200);
        expect(answer.text.replaceAll('?who=canary', ''), path + query).to.not.contain('Canary Two');
      }
    expect(lines(await w.mira.get(`${ACTIVITY}?who=canary`))).to.have.length(1);
    expect((await w.mira.get(`${ACTIVITY}.csv`)).text)
      .to.contain('Canary Two')
      .and.not.contain('Ann Lee');
  });

  it('gives staff all clients’ lines, each with the way into that client’s file', async () => {
    const page = await w.sam.get('/admin/audit?who=canary');
    expect(lines(page)).to.deep.equal(['Canary Two changed the details of Canary Two']);
    const link = page.$('.lsn-history a');
    expect([link.text(), link.attr('href')]).to.deep.equal(['Noordzee Logistics NV', '/admin/clients/2/activity']); // prettier-ignore
    expect((await w.sam.get(String(link.attr('href')))).status).to.equal(200);
    const ofStaff = lines(await w.sam.get('/admin/audit?by=staff&client=1'));
    expect(ofStaff).to.include('Sam de Vries changed the details of Dee Okafor');
    expect(ofStaff).to.include('A command on the server changed the details of Old Friend');
    expect(ofStaff.some((line) => line.startsWith('Ann Lee'))).to.equal(false);
    expect((await w.ann.get('/admin/audit')).status).to.equal(403);
    expect((await w.ann.get('/admin/audit.csv')).status).to.equal(403);
    expect((await w.sam.get('/admin/audit.csv?client=2')).text).to.match(
      /^\uFEFFTime \(UTC\),Client number,/,
    );
  });

  it('check 33: the file holds every line, and no formula', async () => {
    for (const [index, sign] of ['=', '+', '-', '@', '\t', '\r'].entries())
      await insert({ actor_name: `${sign}cmd|' /C calc'!A${index}`, reason: `${sign}1+1`, at: '2022-01-01 00:00:00' }); // prettier-ignore
    const file = await w.ann.get(`${ACTIVITY}.csv?to=2022-12-31`);
    expect(file.headers['content-type']).to.equal('text/csv; charset=utf-8');
    expect(file.headers['content-disposition']).to.equal('attachment; filename=activity.csv');
    expect(file.headers['cache-control']).to.equal('no-store');
    expect(file.text).to.match(/^\uFEFFTime \(UTC\),Who,What happened,Reason,What changed\r\n/);
    expect(file.text.match(/2022-01-01 00:00:00/g)).to.have.length(6);
    const cells = file.text.split(/\r\n|,(?=["'])/).map((cell) => cell.replace(/^"/, ''));
    expect(cells.length).to.be.above(12);
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).to.deep.equal([]);
    expect(file.text).to.contain("'=cmd|").and.to.contain("'@1+1");
    const all = await w.ann.get(`${ACTIVITY}.csv?who=paula`);
    expect(all.text.match(/Paula Pages changed/g)).to.have.length(60);
    const changed = await w.ann.get(`${ACTIVITY}.csv?contact=4`);
    expect(changed.text).to.contain('Country: ').and.to.contain('Note: None → =SUM(1)');
  });

  it('streams what is longer than one batch, in order and without doubles', async () => {
    const names = Array.from({ length: 1100 }, (_none, index) => ({
      client_id: 3,
      object_name: `Number ${index}.`,
    }));
    for (const row of [names.slice(0, 600), names.slice(600)])
      await w.db('mod_liaison_audit').insert(row.map((one) => ({ at: '2021-01-01 00:00:00', actor_kind: 'owner', actor_id: 1, actor_name: 'Three', ip: '', request_id: 'r', action: 'contact.added', contact_id: 1, changes: '{}', reason: '', ...one }))); // prettier-ignore
    const file = await w.sam.get('/admin/clients/3/activity.csv');
    const told = [...file.text.matchAll(/Number (\d+)\./g)].map(([, index]) => Number(index));
    expect(told).to.deep.equal(Array.from({ length: 1100 }, (_none, index) => 1099 - index));
  });

  it('speaks the reader’s language, in the file too', async () => {
    const page = await w.mira.get(`${ACTIVITY}?who=canary`);
    expect(lines(page)).to.deep.equal(['Canary Two heeft de gegevens van Canary Two gewijzigd']);
    expect((await w.mira.get(`${ACTIVITY}.csv`)).text).to.match(/^\uFEFFTijd \(UTC\),Wie,Wat er gebeurde/);
  });

  it('leads from a contact’s history to all of it, and is refused without the right', async () => {
    const page = await w.ann.get('/client/contacts/4');
    const href = String(page.$('a:contains("All activity")').attr('href'));
    expect(href).to.equal('/client/activity?contact=4');
    expect(chipsOf(await w.ann.get(href))).to.deep.equal(['About Dee Okafor']);
    for (const path of [ACTIVITY, `${ACTIVITY}.csv`]) expect((await w.bo.get(path)).status).to.equal(403);
  });
});
