// S2, "Company Contacts": its matrix of correspondence, cell by cell in the running app. A client with one contact of
// each column; what the page marks and who would get the notice are held against the seed's own table.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import type { Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const COLUMNS = ['Admin', 'Tech', 'Billing', 'Request alias'] as const;
type Column = (typeof COLUMNS)[number];

/** The seed's rows with its X, and what each is called here. "X*" is the default: first Admin, until one is chosen. */
const MATRIX: { seed: string; key: string; name: string; marked: readonly Column[] }[] = [
  { seed: 'Access-related issues', key: 'access-issues', name: 'Access issues', marked: ['Admin'] },
  {
    seed: 'Customer provision/deletion notifications (Reseller Admin Portal only)',
    key: 'customer-provisioning',
    name: 'Customer provisioning',
    marked: ['Admin'],
  },
  {
    seed: 'Maintenance and outage notifications',
    key: 'maintenance-outages',
    name: 'Maintenance and outages',
    marked: ['Tech'],
  },
  {
    seed: 'Invoices and service renewal reminders',
    key: 'invoices-renewals',
    name: 'Invoices and renewals',
    marked: ['Billing'],
  },
  {
    seed: 'Marketplace connection requests',
    key: 'marketplace-requests',
    name: 'Marketplace requests',
    marked: ['Request alias'],
  },
];

const PEOPLE: Record<Column, { firstName: string; types: string[] }> = {
  Admin: { firstName: 'Ada', types: ['admin'] },
  Tech: { firstName: 'Tess', types: ['technical'] },
  Billing: { firstName: 'Bill', types: ['billing'] },
  'Request alias': { firstName: 'Alia', types: [] },
};

/** What a cell of the page says, by the name of its row and column. */
const cellOf = ({ $ }: Answer, name: string, column: string): string =>
  $('tbody tr')
    .filter((_i, row) => $(row).find('th').text() === name)
    .find('td')
    .filter((_i, cell) => $(cell).attr('data-label') === column)
    .text()
    .trim();

describe('S2, the matrix of correspondence', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const ids = {} as Record<Column, number>;

  const getters = async (key: string): Promise<number[]> => {
    const { status, body } = await client.get(`/notices/${key}/recipients`);
    expect(status).to.equal(200);
    return (body['recipients'] as { contactId: number }[]).map(({ contactId }) => contactId);
  };

  before('a reseller with one contact of each column, at a provider with markets', async () => {
    const [service] = (await w.db('tblhosting').where({ userid: 1, domainstatus: 'Active' }).pluck('id')) as number[]; // prettier-ignore
    const [reseller] = (await w.db('tblproducts').where({ type: 'reselleraccount' }).pluck('id')) as number[];
    await w.db('tblhosting').where({ id: service }).update({ packageid: reseller });
    await w.db('mod_liaison_markets').insert({ code: 'ams', name: 'Amsterdam' });
    for (const column of COLUMNS) {
      const { firstName, types } = PEOPLE[column];
      const email = `${firstName.toLowerCase()}@seed-two.example`;
      const made = await client.post('/contacts', {
        kind: 'person',
        firstName,
        lastName: 'Seed',
        email,
        types,
      });
      expect(made.status).to.equal(201);
      ids[column] = Number(made.body['id']);
    }
  });

  it('“Marketplace connection requests”, Admin: X*, the first of them until an alias is chosen', async () => {
    expect(await getters('marketplace-requests')).to.deep.equal([ids.Admin]);
    const chosen = { contactId: ids['Request alias'] };
    const { status } = await client.put('/request-aliases/default', chosen, { 'if-match': '*' });
    expect(status).to.equal(200);
  });

  for (const { seed, key, name, marked } of MATRIX) {
    for (const column of COLUMNS) {
      // The X* of the seed stands above.
      if (key === 'marketplace-requests' && column === 'Admin') continue;
      const isMarked = marked.includes(column);
      it(`“${seed}”, ${column}: ${isMarked ? 'X' : 'empty'}`, async () => {
        const page = await w.ann.get('/client/notices');
        if (column === 'Request alias')
          expect(cellOf(page, name, 'Also').includes('Request alias *')).to.equal(isMarked);
        else
          expect(cellOf(page, name, column === 'Tech' ? 'Technical' : column)).to.equal(
            isMarked ? 'yes' : '·no',
          );
        expect((await getters(key)).includes(ids[column])).to.equal(isMarked);
      });
    }
  }

  it('says what its asterisk says', async () => {
    const page = await w.ann.get('/client/notices');
    expect(page.$('main').text()).to.contain('* The default is the first Admin contact until you choose one');
  });

  it('is the same by API', async () => {
    const { body } = await client.get('/notices');
    const notices = body['notices'] as { key: string; types: string[]; also: string[] }[];
    expect(body['_metadata']).to.include({ totalCount: notices.length });
    for (const { key, marked } of MATRIX) {
      const notice = notices.find((one) => one.key === key);
      const types = marked.flatMap((column) => PEOPLE[column].types);
      expect(notice?.types, key).to.deep.equal(types);
      expect(notice?.also.includes('requestAlias'), key).to.equal(marked.includes('Request alias'));
    }
  });
});
