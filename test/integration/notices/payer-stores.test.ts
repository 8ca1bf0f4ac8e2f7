// The rows of billing accounts, markets and request aliases. Each write is one client's and on what was seen; the
// constraints hold also against a caller that forgot a rule.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { accountIn } from '../../../module/billing-accounts/account.js';
import { KnexBillingAccountStore, type BillingAccount } from '../../../module/billing-accounts/store.js';
import { KnexMarketStore } from '../../../module/markets/store.js';
import { KnexRequestAliasStore } from '../../../module/request-aliases/store.js';
import type { TestDatabase } from '../../support/panel-database.js';
import { failure, storeDatabase } from '../../support/store-database.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const clock = { now: () => NOON };

let database: TestDatabase;
let db: Knex;

const removeContact = (client_id: number, contact_id: number): Promise<number> =>
  db('mod_liaison_contacts').where({ client_id, contact_id }).delete();

describe('The stores of payers and markets', () => {
  before(async () => {
    database = await storeDatabase();
    db = database.knex;
  });
  after(() => database.drop());

  describe('N3 Billing accounts', () => {
    const store = new KnexBillingAccountStore();
    const untouched = { id: 0, name: '', isDefault: true, contactId: undefined, version: 0 };
    const get = async (clientId: number, id: number): Promise<BillingAccount> => {
      const accounts = await store.list(clientId, db);
      return accountIn(accounts, id === 0 ? 'default' : id);
    };

    it('are the default one, which nobody chose a contact for, until more is said', async () => {
      expect(await store.list(1, db)).to.deep.equal([untouched]);
      expect(await store.listMany([1, 2], db)).to.deep.equal(new Map([1, 2].map((id) => [id, [untouched]])));
      expect(await get(1, 0)).to.deep.equal(untouched);
    });

    it('come with the default first, then by name; each has its contact', async () => {
      const shop = await store.insert(1, { name: 'Shop', contactId: 11 }, db);
      const labs = await store.insert(1, { name: 'Labs', contactId: 0 }, db);
      await store.update(1, { ...untouched, contactId: 12 }, db);
      const list = await store.list(1, db);
      expect(list.map(({ name, contactId, isDefault }) => [name, contactId, isDefault])).to.deep.equal([
        ['', 12, true],
        ['Labs', 0, false],
        ['Shop', 11, false],
      ]);
      expect(list).to.deep.equal((await store.listMany([2, 1], db)).get(1));
      expect(await get(1, 0)).to.deep.equal(list[0]);
      expect((await store.list(2, db)).map(({ id }) => id)).to.not.include(shop);
      expect([labs, shop]).to.deep.equal(list.slice(1).map(({ id }) => id));
    });

    it('are changed on the version seen, and only the client’s own', async () => {
      const shop = (await store.list(1, db)).at(-1) as BillingAccount;
      await store.update(1, { ...shop, name: 'Web shop', contactId: 12 }, db);
      expect(await get(1, shop.id)).to.deep.equal({
        ...shop,
        name: 'Web shop',
        contactId: 12,
        version: shop.version + 1,
      });
      for (const write of [
        store.update(1, shop, db),
        store.update(2, await get(1, shop.id), db),
        store.remove(1, shop, db),
        store.remove(2, await get(1, shop.id), db),
        store.remove(1, await get(1, 0), db),
      ]) {
        expect(await failure(write)).to.include('0 rows instead of 1');
      }
      expect(await store.list(1, db)).to.have.length(3);
    });

    it('have one default, a name each, and never a stranger or nobody for a contact', async () => {
      const second = store.update(1, { ...untouched, name: 'Second' }, db);
      expect(await failure(second)).to.include('Duplicate entry');
      expect(await failure(store.insert(1, { name: 'LABS', contactId: 0 }, db))).to.include(
        'Duplicate entry',
      );
      expect(await failure(store.insert(1, { name: 'New', contactId: 99 }, db))).to.include('foreign key');
      expect(await failure(removeContact(1, 12))).to.include('foreign key');
    });

    it('pay for the services given to them; the rest, and those of one removed, are the default’s', async () => {
      const [, labs, shop] = (await store.list(1, db)) as [BillingAccount, BillingAccount, BillingAccount];
      await store.assign(1, 501, shop.id, db);
      await store.assign(1, 502, labs.id, db);
      await store.assign(1, 501, labs.id, db);
      await store.assign(1, 503, shop.id, db);
      await store.assign(1, 504, undefined, db);
      expect(await store.services(1, db)).to.deep.equal(
        new Map([
          [501, labs.id],
          [502, labs.id],
          [503, shop.id],
        ]),
      );
      expect(await failure(store.assign(2, 601, shop.id, db))).to.include('foreign key');
      await store.assign(1, 502, undefined, db);
      await store.remove(1, shop, db);
      expect(await store.services(1, db)).to.deep.equal(new Map([[501, labs.id]]));
      expect(await store.services(2, db)).to.deep.equal(new Map());
    });
  });

  describe('N4 Markets and request aliases', () => {
    const markets = new KnexMarketStore();
    const aliases = new KnexRequestAliasStore(clock);
    let ams: number;

    it('markets are found by code, and changed on the version seen', async () => {
      await markets.insert({ code: 'fra', name: 'Frankfurt', isOpen: false }, db);
      ams = await markets.insert({ code: 'ams', name: 'Amsterdam', isOpen: true }, db);
      const market = { id: ams, code: 'ams', name: 'Amsterdam', isOpen: true, version: 1 };
      expect(await markets.findByCode('ams', db)).to.deep.equal(market);
      expect(await markets.findByCode('lon', db)).to.equal(undefined);
      expect((await markets.list(db)).map(({ code }) => code)).to.deep.equal(['ams', 'fra']);
      await markets.update({ ...market, isOpen: false }, db);
      expect(await failure(markets.update(market, db))).to.include('0 rows instead of 1');
      expect(await markets.findByCode('ams', db)).to.deep.equal({ ...market, isOpen: false, version: 2 });
      const twice = markets.insert({ code: 'ams', name: 'Again', isOpen: true }, db);
      expect(await failure(twice)).to.include('Duplicate entry');
    });

    it('aliases are chosen, moved on what was seen, and taken back, but for the default', async () => {
      await aliases.put(1, ams, { seen: undefined, contactId: 11, by: 'Ann' }, db);
      await aliases.put(1, 0, { seen: undefined, contactId: 12, by: '' }, db);
      const [standard, own] = [
        { marketId: 0, contactId: 12, since: NOON, by: '' },
        { marketId: ams, contactId: 11, since: NOON, by: 'Ann' },
      ];
      expect(await aliases.list(1, db)).to.deep.equal([standard, own]);
      expect(await aliases.listMany([1, 2], db)).to.deep.equal(new Map([[1, [standard, own]]]));
      await aliases.put(1, ams, { seen: 11, contactId: 0, by: 'Bo' }, db);
      expect(await aliases.list(1, db)).to.deep.equal([standard, { ...own, contactId: 0, by: 'Bo' }]);
      const late = aliases.put(1, ams, { seen: 11, contactId: 12, by: 'Cy' }, db);
      expect(await failure(late)).to.include('0 rows instead of 1');
      const stranger = aliases.put(2, ams, { seen: undefined, contactId: 99, by: '' }, db);
      expect(await failure(stranger)).to.include('foreign key');
      for (const write of [
        aliases.remove(1, standard, db),
        aliases.remove(1, own, db),
        aliases.remove(2, own, db),
      ]) {
        expect(await failure(write)).to.include('0 rows instead of 1');
      }
    });

    it('a market with aliases stays; an alias goes with its contact', async () => {
      const market = await markets.findByCode('ams', db);
      if (!market) throw new Error('No market');
      expect(await markets.remove(market, db)).to.equal('used');
      await aliases.remove(1, { marketId: ams, contactId: 0, since: NOON, by: '' }, db);
      await aliases.put(3, ams, { seen: undefined, contactId: 12, by: '' }, db);
      await removeContact(3, 12);
      expect(await aliases.list(3, db)).to.deep.equal([]);
      expect(await markets.remove(market, db)).to.equal('removed');
      expect(await markets.findByCode('ams', db)).to.equal(undefined);
    });
  });
});
