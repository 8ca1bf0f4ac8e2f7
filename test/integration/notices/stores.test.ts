// The rows behind "who gets what": preferences by hand, what the panel was told, marks of addresses, notices. Each write
// is one client's and on what was seen.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { KnexMarkStore } from '../../../module/notices/mark-store.js';
import { SHIPPED_NOTICES } from '../../../module/notices/notice.js';
import { KnexNoticeStore, type StoredNotice } from '../../../module/notices/notice-store.js';
import { KnexOverrideStore } from '../../../module/notices/override-store.js';
import { flagsOf } from '../../../module/notices/preference.js';
import { KnexToldFlagsStore } from '../../../module/notices/told-store.js';
import { seedCompanion } from '../../../module/roles/seed-client.js';
import type { TestDatabase } from '../../support/panel-database.js';
import { failure, storeDatabase } from '../../support/store-database.js';

const NOON = new Date('2026-11-22T12:00:00Z');
const clock = { time: NOON, now: () => clock.time };

let database: TestDatabase;
let db: Knex;

const removeContact = (client_id: number, contact_id: number): Promise<number> =>
  db('mod_liaison_contacts').where({ client_id, contact_id }).delete();

describe('The stores of notices', () => {
  before(async () => {
    database = await storeDatabase();
    db = database.knex;
  });
  after(() => database.drop());

  describe('N2 Preferences set by hand', () => {
    const store = new KnexOverrideStore();
    const set = { invoice: { on: true, since: NOON }, support: { on: false, since: undefined } };

    it('are kept per client and contact, also those of an unknown time', async () => {
      await store.put(1, 11, { seen: {}, next: set, by: 'Ann' }, db);
      await store.put(2, 0, { seen: {}, next: { domain: { on: false, since: NOON } }, by: '' }, db);
      expect(await store.find(1, 11, db)).to.deep.equal(set);
      expect(await store.find(1, 12, db)).to.deep.equal({});
      expect(await store.list(1, db)).to.deep.equal(new Map([[11, set]]));
      expect([...(await store.listMany([1, 2, 3], db)).keys()]).to.have.members([1, 2]);
      expect(await store.listMany([], db)).to.deep.equal(new Map());
    });

    it('are written where they differ only: who set the others stays', async () => {
      const next = { invoice: set.invoice, support: { on: true, since: NOON } };
      await store.put(1, 11, { seen: set, next, by: 'Bo' }, db);
      expect(await store.find(1, 11, db)).to.deep.equal(next);
      const rows: unknown = await db('mod_liaison_category_overrides')
        .where({ client_id: 1, contact_id: 11 })
        .orderBy('category')
        .select('category', 'set_by');
      expect(rows).to.deep.equal([
        { category: 'invoice', set_by: 'Ann' },
        { category: 'support', set_by: 'Bo' },
      ]);
    });

    it('are not written over what somebody else set meanwhile', async () => {
      const seen = { support: { on: false, since: undefined } };
      for (const next of [{}, { support: { on: false, since: NOON } }]) {
        const refused = await failure(store.put(1, 11, { seen, next, by: 'Cy' }, db));
        expect(refused).to.include('0 rows instead of 1');
      }
      const twice = await failure(store.put(1, 11, { seen: {}, next: set, by: 'Cy' }, db));
      expect(twice).to.include('Duplicate entry');
    });

    it('are reset to the types by having none, and go with their contact', async () => {
      await store.put(
        1,
        11,
        { seen: await store.find(1, 11, db), next: { invoice: set.invoice }, by: '' },
        db,
      );
      expect(await store.find(1, 11, db)).to.deep.equal({ invoice: set.invoice });
      await store.put(3, 12, { seen: {}, next: set, by: '' }, db);
      await removeContact(3, 12);
      expect(await store.list(3, db)).to.deep.equal(new Map());
      await seedCompanion(3, 12, db);
    });
  });

  describe('N2 What the panel was told', () => {
    const store = new KnexToldFlagsStore();
    const some = flagsOf((category) => category === 'invoice' || category === 'domain');

    it('is what was written last, none included', async () => {
      expect(await store.find(1, 11, db)).to.equal(undefined);
      await store.put(1, 11, some, db);
      await store.put(
        2,
        11,
        flagsOf(() => true),
        db,
      );
      expect(await store.find(1, 11, db)).to.deep.equal(some);
      const none = flagsOf(() => false);
      await store.put(1, 11, none, db);
      expect(await store.find(1, 11, db)).to.deep.equal(none);
      expect((await store.listMany([1, 2, 3], db)).get(2)?.get(11)).to.deep.equal(flagsOf(() => true));
    });
  });

  describe('G12 What is known of an address', () => {
    const store = new KnexMarkStore(clock);
    const later = new Date('2026-11-23T08:00:00Z');

    it('is kept mark by mark, in whatever form the address is written', async () => {
      await store.confirm(1, 11, ' Emre@Corp.example', db);
      clock.time = later;
      await store.block(1, 11, 'emre@corp.example', db);
      clock.time = NOON;
      const mark = { email: 'emre@corp.example', confirmedAt: NOON, blockedAt: later };
      expect(await store.find(1, 11, 'EMRE@corp.example ', db)).to.deep.equal(mark);
      expect((await store.listMany([1, 2], db)).get(1)).to.deep.equal(new Map([[11, mark]]));
      await store.unblock(1, 11, 'emre@corp.example', db);
      expect(await store.find(1, 11, mark.email, db)).to.deep.equal({ ...mark, blockedAt: undefined });
    });

    it('is nothing for another address, and starts anew with it', async () => {
      expect(await store.find(1, 11, 'other@corp.example', db)).to.equal(undefined);
      expect(await store.find(2, 11, 'emre@corp.example', db)).to.equal(undefined);
      await store.block(1, 11, 'other@corp.example', db);
      const fresh = { email: 'other@corp.example', confirmedAt: undefined, blockedAt: NOON };
      expect(await store.find(1, 11, 'other@corp.example', db)).to.deep.equal(fresh);
      expect(await store.find(1, 11, 'emre@corp.example', db)).to.equal(undefined);
    });
  });

  describe('Notices of the provider', () => {
    const store = new KnexNoticeStore();
    const changed = (notice: StoredNotice): StoredNotice => ({
      ...notice,
      name: 'Bills',
      types: ['billing', 'admin'],
      category: null,
      also: [],
      requiredFor: null,
      templates: ['New invoice', '“Ünï” & co'],
    });
    const get = async (key: string): Promise<StoredNotice> => {
      const notice = await store.find(key, db);
      if (!notice) throw new Error(`No notice ${key}`);
      return notice;
    };

    it('are the shipped ones while nothing was changed', async () => {
      expect(await store.list(db)).to.deep.equal(SHIPPED_NOTICES.map((one) => ({ ...one, version: 0 })));
      expect(await store.find('no-such', db)).to.equal(undefined);
    });

    it('are changed in place and on the version seen, own ones last', async () => {
      const invoices = await get('invoices-renewals');
      await store.put(changed(invoices), db);
      expect(await get('invoices-renewals')).to.deep.equal({ ...changed(invoices), version: 1 });
      expect(await failure(store.put(changed(invoices), db))).to.include('Duplicate entry');
      await store.put({ ...(await get('invoices-renewals')), category: 'invoice' }, db);
      const stale = { ...changed(invoices), version: 1 };
      expect(await failure(store.put(stale, db))).to.include('0 rows instead of 1');
      expect(await failure(store.remove(stale, db))).to.include('0 rows instead of 1');
      const own: StoredNotice = {
        ...changed(invoices),
        key: 'a-own',
        also: ['requestAlias', 'billingContact'],
        requiredFor: 'security',
        resellersOnly: true,
        needsMarkets: true,
        shipped: false,
        version: 0,
      };
      await store.put(own, db);
      const list = await store.list(db);
      expect(list.map(({ key }) => key)).to.deep.equal([...SHIPPED_NOTICES.map(({ key }) => key), 'a-own']);
      // In the catalogue's order, whatever order they were given in.
      const also = ['billingContact', 'requestAlias'];
      expect(list.at(-1)).to.deep.equal({ ...own, also, version: 1 });
    });

    it('are as shipped again, or gone, once removed; a word nobody knows stands for nobody', async () => {
      await db('mod_liaison_notices')
        .where({ notice_key: 'a-own' })
        .update({ types: '["fax","admin"]', category: 'fax', also: '["everybody"]', required_for: 'boss' });
      expect(await get('a-own')).to.deep.include({
        types: ['admin'],
        category: null,
        also: [],
        requiredFor: null,
      });
      for (const key of ['invoices-renewals', 'a-own']) await store.remove(await get(key), db);
      expect(await store.list(db)).to.deep.equal(SHIPPED_NOTICES.map((one) => ({ ...one, version: 0 })));
    });
  });
});
