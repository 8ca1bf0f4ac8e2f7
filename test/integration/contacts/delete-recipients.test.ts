// Deleting a contact (CL16): recipients before → after (U2, U4), and what binds a contact to payers and markets (C7, C8).
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import type { Answer } from '../../support/app.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';

const DEE = 4;
const EMRE = 5;
const FATIMA = 6;
const JONAS = 10;

interface Line {
  text: string;
  warning: string;
}

const text = (html: string): string => html.replace(/\s+/g, ' ').trim();

/** What the preview says of each notice, by its name. */
const linesOf = ({ $ }: Answer): Record<string, Line> =>
  Object.fromEntries(
    $('.lsn-preview dl > div')
      .toArray()
      .map((line) => [
        $(line).find('dt').text(),
        { text: $(line).find('dd > bdi').text(), warning: text($(line).find('.lsn-badge-warn').text()) },
      ]),
  );
const reasonsOf = ({ $ }: Answer): string[] =>
  $('main .lsn-bullets strong')
    .toArray()
    .map((reason) => $(reason).text());
const waysOf = ({ $ }: Answer): string[][] =>
  $('main .lsn-bullets a')
    .toArray()
    .map((way) => [$(way).attr('href') ?? '', $(way).text()]);

describe('Delete a contact: who gets what, before and after', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const path = (id: number): string => `/client/contacts/${id}/delete`;
  const exists = async (id: number): Promise<boolean> =>
    Boolean(await w.db('tblcontacts').where({ id }).first());

  async function give(contactId: number, ...types: string[]): Promise<void> {
    await seed(contactId);
    for (const type of types)
      await w.db('mod_liaison_contact_types').insert({ client_id: 1, contact_id: contactId, type });
  }

  async function seed(contactId: number): Promise<void> {
    const row = { client_id: 1, contact_id: contactId, kind: 'person', note: '' };
    await w.db('mod_liaison_contacts').insert(row).onConflict(['client_id', 'contact_id']).ignore();
  }

  it('U2 says how many get each notice before and after, and who is left; U4 what falls to a stand-in', async () => {
    await give(DEE, 'security');
    await give(EMRE, 'security', 'admin');
    const shared = linesOf(await w.ann.get(path(DEE)));
    expect(shared).to.deep.equal({
      'Security and abuse': { text: '2 recipients → 1: Emre Yılmaz', warning: '' },
    });
    await w.db('mod_liaison_contact_types').where({ contact_id: DEE }).delete();
    const alone = linesOf(await w.ann.get(path(EMRE)));
    expect(alone['Security and abuse']).to.deep.equal({
      text: '1 recipient → 1: Ann Lee',
      warning: 'Only a stand-in is left',
    });
    expect(Object.keys(alone)).to.include('Access issues').and.not.include('Affiliate mail');
  });

  it('U2 a save that did not see it, or saw something else, is shown it first', async () => {
    const page = await w.ann.get(path(EMRE));
    const unseen = await w.ann.send(page, path(EMRE), { seen: '' });
    expect(unseen.status).to.equal(409);
    expect(linesOf(unseen)['Security and abuse']?.warning).to.equal('Only a stand-in is left');
    await give(FATIMA, 'security');
    const stale = await w.ann.send(page, path(EMRE));
    expect(stale.status).to.equal(409);
    expect(stale.$('main').text()).to.contain('Who gets what has changed meanwhile');
    expect(linesOf(stale)['Security and abuse']?.text).to.equal('2 recipients → 1: فاطمة الزهراء');
    expect(await exists(EMRE)).to.equal(true);
    expect((await w.ann.send(stale, path(EMRE))).status).to.equal(303);
    expect(await exists(EMRE)).to.equal(false);
  });

  it('the API says the same with dryRun, and writes nothing', async () => {
    const before = await fingerprint(w.db, 'tbl');
    const dry = await client.delete(`/contacts/${FATIMA}?dryRun=true`);
    expect(dry.status).to.equal(200);
    const notices = dry.body['notices'] as {
      notice: string;
      after: { contactId: number }[];
      falls: boolean;
    }[];
    const security = notices.find(({ notice }) => notice === 'security-abuse');
    expect(security?.falls).to.equal(true);
    expect(security?.after.map(({ contactId }) => contactId)).to.deep.equal([0]);
    expect(await fingerprint(w.db, 'tbl')).to.deep.equal(before);
    const done = await client.delete(`/contacts/${FATIMA}`, { 'if-match': '*' });
    expect(done.status).to.equal(204);
  });

  it('C7 is blocked for the billing contact of a billing account, a reason for each, with the way there', async () => {
    await seed(JONAS);
    for (const name of ['EU-01', 'US-01'])
      await w.db('mod_liaison_billing_accounts').insert({ client_id: 1, name, contact_id: JONAS });
    const page = await w.ann.get(path(JONAS));
    expect(page.h1).to.equal('You cannot delete Jonas Lindqvist yet');
    expect(reasonsOf(page)).to.deep.equal([
      'Jonas Lindqvist is the billing contact of EU-01',
      'Jonas Lindqvist is the billing contact of US-01',
    ]);
    expect(waysOf(page)).to.deep.equal([
      ['/client/billing-accounts', 'Choose another billing contact for EU-01'],
      ['/client/billing-accounts', 'Choose another billing contact for US-01'],
    ]);
    const staff = await w.sam.get(`/admin/clients/1/contacts/${JONAS}/delete`);
    expect(waysOf(staff)[0]?.[0]).to.equal('/admin/clients/1/billing-accounts');
    const refused = await client.delete(`/contacts/${JONAS}`, { 'if-match': '*' });
    expect(refused.status).to.equal(409);
    expect(refused.body['errorDetails']).to.deep.equal({ reasons: reasonsOf(page) });
    await w.db('mod_liaison_billing_accounts').delete();
    expect(reasonsOf(await w.ann.get(path(JONAS)))).to.deep.equal([]);
  });

  it('C7 is blocked for the default request alias, and not for that of one market', async () => {
    const [market] = (await w.db('mod_liaison_markets').insert({ code: 'lon', name: 'London' })) as [number];
    const alias = { client_id: 1, contact_id: JONAS, since: '2026-11-01 10:00:00' };
    await w.db('mod_liaison_request_aliases').insert({ ...alias, market_id: market });
    expect(linesOf(await w.ann.get(path(JONAS)))['Marketplace requests, London']?.text).to.match(
      /^1 recipient → 1: /,
    );
    await w.db('mod_liaison_request_aliases').insert({ ...alias, market_id: 0 });
    const page = await w.ann.get(path(JONAS));
    expect(reasonsOf(page)).to.deep.equal(['Jonas Lindqvist is the default request alias']);
    expect(waysOf(page)).to.deep.equal([['/client/request-aliases', 'Change the default request alias']]);
    await w.db('mod_liaison_request_aliases').where({ market_id: 0 }).delete();
    expect((await w.ann.submit(path(JONAS))).status).to.equal(303);
    expect(await w.db('mod_liaison_request_aliases')).to.have.length(0);
  });

  it('C8 counts who gets domain mail by our own switches too, and leads there', async () => {
    await w.db('tblclients').where({ id: 1 }).update({ email_preferences: '{"domain":"0"}' });
    await w.db('tblcontacts').where({ userid: 1 }).update({ domainemails: 0 });
    await w.db('tblcontacts').where({ id: DEE }).update({ domainemails: 1 });
    const page = await w.ann.get(path(DEE));
    expect(reasonsOf(page)).to.deep.equal(['Dee Okafor is the last one who gets domain mail']);
    expect(waysOf(page)).to.deep.equal([
      ['/client/notices?view=contact', 'Turn on domain mail for someone else'],
    ]);
    const override = { client_id: 1, contact_id: 8, category: 'domain', state: 'on' };
    await seed(8);
    await w.db('mod_liaison_told_flags').insert({ client_id: 1, contact_id: 8, switched_on: '' });
    await w.db('mod_liaison_category_overrides').insert(override);
    expect(reasonsOf(await w.ann.get(path(DEE)))).to.deep.equal([]);
  });
});
