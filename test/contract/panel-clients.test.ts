// Clients as the panel knows them: found, searched by staff, counted. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { onEveryProfile } from './profiles.js';

const PAGE = { limit: 25, offset: 0 };

// Planted over the client of tickets, whose id is 117.
const ODD = {
  firstname: 'Zoe',
  lastname: `D'Arcy &amp; 50%`,
  companyname: 'Back\\slash "Under_score"',
  email: '  Zoe_X@Odd.Example ',
};

const FINDS_ODD = [
  'zoe d',
  `d'arcy & 50%`,
  '50%',
  'r_s',
  '_',
  '%',
  '\\',
  'k\\s',
  'slash "',
  'zoe_x@',
  'ODD.example',
];
const FINDS_NOTHING = [
  'd&#039;',
  '&amp;',
  '%%',
  'zoe%',
  '__',
  'Under.score',
  '\\\\',
  `' OR 1=1 -- `,
  '-117',
  '9999999',
  '99999999999999999999999',
];

onEveryProfile('Clients', (on) => {
  const search = (q: string, page: Partial<typeof PAGE> = {}) =>
    on.panel.clients.search({ q, ...PAGE, ...page }, on.db);
  const ids = async (q: string) => (await search(q)).clients.map(({ clientId }) => clientId);

  it('are found by name, company, email and id, trimmed and without regard to case', async () => {
    for (const [q, clientId] of [
      ['Ann Lee', 1],
      ['ann le', 1],
      ['EXAMPLE BV', 1],
      ['ann@example.com', 1],
      [' noordzee ', 2],
      [`o'neil & sons`, on.rows.clients.entityEncoded],
      [`O'Neil`, on.rows.clients.entityEncoded],
      ['odd.owner@awkward', on.rows.clients.oddTexts],
    ] as const) {
      const { total, clients } = await search(q);
      expect([total, clients.map((client) => client.clientId)], q).to.deep.equal([1, [clientId]]);
    }
  });

  it('come with the id match first', async () => {
    expect((await ids('1'))[0]).to.equal(1);
    expect(await ids('117')).to.deep.equal([117]);
    expect((await ids(' 2 '))[0]).to.equal(2);
    expect((await ids('2')).length).to.be.above(1);
  });

  it('are sought by the signs themselves, never by patterns or entities', async () => {
    await on.trial(async (tx) => {
      await tx('tblclients').where({ id: 117 }).update(ODD);
      const found = async (q: string) =>
        (await on.panel.clients.search({ q, ...PAGE }, tx)).clients.map(({ clientId }) => clientId);
      for (const q of FINDS_ODD) expect(await found(q), q).to.deep.equal([117]);
      for (const q of FINDS_NOTHING) expect(await found(q), q).to.deep.equal([]);
      expect(await on.panel.clients.find(117, tx)).to.include({
        ownerName: `Zoe D'Arcy & 50%`,
        companyName: 'Back\\slash "Under_score"',
        email: 'Zoe_X@Odd.Example',
      });
    });
  });

  it('are found in their own script where the charset holds it', async () => {
    expect(await ids('النخيل')).to.deep.equal(on.profile.charset === 'latin1' ? [] : [3]);
    expect(await ids('כהן')).to.deep.equal(
      on.profile.charset === 'latin1' ? [] : [on.rows.clients.rightToLeft],
    );
    expect(await ids(on.profile.charset === 'utf8mb4' ? '🍜' : 'yoshinoya')).to.deep.equal([
      on.rows.clients.fourByteText,
    ]);
  });

  it('come in pages that neither repeat nor miss one, with the total of all', async () => {
    const { total } = await search('awkward');
    expect(total).to.be.above(15);
    const seen: number[] = [];
    for (let offset = 0; offset < total; offset += 7) {
      const page = await search('awkward', { limit: 7, offset });
      expect(page.total).to.equal(total);
      seen.push(...page.clients.map(({ clientId }) => clientId));
    }
    expect(seen).to.have.length(total);
    expect(new Set(seen).size).to.equal(total);
    expect(await search('awkward', { offset: total })).to.deep.equal({ total, clients: [] });
  });

  it('are all there for an empty search, and counted', async () => {
    const counted = (table: string) => on.db(table).count({ total: '*' }).first() as Promise<unknown>;
    const [clients, contacts] = [await counted('tblclients'), await counted('tblcontacts')];
    const found = await search('   ', { limit: 200 });
    expect({ total: found.total }).to.deep.equal(clients);
    expect(found.clients).to.have.length(found.total).above(60);
    const counts = await on.panel.clients.counts(on.db);
    expect([{ total: counts.clients }, { total: counts.contacts }]).to.deep.equal([clients, contacts]);
  });

  it('are summed up without anything of money or secrets', async () => {
    const grace = (await on.db('tblcontacts').where({ email: 'accounts@corp.example' }).first('id')) as {
      id: number;
    };
    expect(await on.panel.clients.find(1, on.db)).to.deep.equal({
      clientId: 1,
      ownerName: 'Ann Lee',
      companyName: 'Example BV',
      email: 'ann@example.com',
      status: 'Active',
      language: 'en',
      billingContactId: grace.id,
      clientGroupId: undefined,
    });
  });

  it('C7 name their billing contact as stored, also when it is gone or another client’s', async () => {
    const { clients } = on.rows;
    const billing = async (clientId: number) =>
      (await on.panel.clients.find(clientId, on.db))?.billingContactId;
    expect(await billing(clients.billingOfDeletedContact)).to.equal(900_001);
    expect(await billing(clients.billingOfForeignContact)).to.equal(1);
    expect(await billing(2)).to.equal(0);
  });

  it('P1 name their group, also one that is gone, and all groups by name', async () => {
    expect(await on.panel.clients.groups(on.db)).to.deep.equal([
      { id: 1, name: 'Resellers' },
      { id: 2, name: 'Schools and charities' },
      { id: 3, name: 'Watched' },
    ]);
    const groupOf = async (clientId: number, tx: Knex = on.db) =>
      (await on.panel.clients.find(clientId, tx))?.clientGroupId;
    expect(await groupOf(2)).to.equal(undefined);
    expect(await groupOf(on.rows.clients.oddFlags)).to.equal(900_001);
    await on.trial(async (tx) => {
      await tx('tblclients').where({ id: 2 }).update({ groupid: 3 });
      await tx('tblclientgroups').where({ id: 3 }).update({ groupname: ' A &amp; B ' });
      expect(await groupOf(2, tx)).to.equal(3);
      expect(
        (await on.panel.clients.search({ q: 'noordzee', ...PAGE }, tx)).clients[0]?.clientGroupId,
      ).to.equal(3);
      expect((await on.panel.clients.groups(tx))[0]).to.deep.equal({ id: 3, name: 'A & B' });
    });
  });

  it('P1 name the groups of many at once, of those that are there', async () => {
    const { oddFlags, deleted } = on.rows.clients;
    const groups = await on.panel.clients.groupsOf([2, oddFlags, deleted, 0], on.db);
    expect([...groups].toSorted(([one], [other]) => one - other)).to.deep.equal(
      [
        [2, undefined],
        [oddFlags, 900_001],
      ].toSorted(([one = 0], [other = 0]) => one - other),
    );
    expect((await on.panel.clients.groupsOf([], on.db)).size).to.equal(0);
  });

  it('are undefined when absent, and bare when the row is', async () => {
    expect(await on.panel.clients.find(on.rows.clients.deleted, on.db)).to.equal(undefined);
    expect(await on.panel.clients.find(0, on.db)).to.equal(undefined);
    const bare = { ownerName: '', companyName: '', email: '', status: '', billingContactId: 0 };
    expect(await on.panel.clients.find(on.rows.clients.emptyTexts, on.db)).to.include(bare);
  });

  it('speak the language of their row, else of the system', async () => {
    const language = async (clientId: number) => (await on.panel.clients.find(clientId, on.db))?.language;
    expect(await language(2)).to.equal('nl');
    expect(await language(on.rows.clients.misspeltLanguage)).to.equal('uk');
    expect(await language(on.rows.clients.rightToLeft)).to.equal('he');
    expect(await language(on.rows.clients.unknownLanguage)).to.equal('en');
    expect(await language(on.rows.clients.emptyTexts)).to.equal('en');
  });

  it('know the provider by the panel’s own settings', async () => {
    expect(await on.panel.provider(on.db)).to.deep.equal({
      name: 'Northwind Hosting',
      url: 'https://panel.example/',
    });
  });
});
