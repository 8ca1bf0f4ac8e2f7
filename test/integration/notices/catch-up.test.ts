// N2 after the rules of all have changed: the panel's own switches of every client follow, one client after the other,
// whatever happens on the way.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import { buildRouting } from '../../../module/composition/routing.js';
import { createCatchUp, type CatchUp } from '../../../module/notices/catch-up.js';
import { createMailKeeper } from '../../../module/notices/mail-keeper.js';
import { EMAIL_CATEGORIES } from '../../../module/notices/notice.js';
import { KnexMailSyncStore } from '../../../module/notices/sync-store.js';
import type { SampleProfileName } from '../../../module/panels/whmcs/sample/schema.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';
import { createClientLock } from '../../../module/support/client-lock.js';
import { systemClock } from '../../../module/support/clock.js';
import { openDatabase } from '../../../module/support/database.js';
import { silentLog, type LogFields } from '../../../module/support/log.js';
import { world } from '../../support/fixture.js';
import { contactIds, plantSubAccount } from '../../support/sub-accounts.js';
import { TickedForm } from '../../support/ticked-form.js';

const MAINTENANCE = '/admin/notices/maintenance-outages/edit';
const LIST = '/admin/notices';
const PLENTY_MS = 60_000;

for (const profile of ['whmcs8', 'whmcs7'] as const satisfies readonly SampleProfileName[])
  describe(`N2 Mail switches after a change of the notice table (${profile})`, () => {
    const said: [string, LogFields][] = [];
    const log = {
      ...silentLog,
      warn: (event: string, fields: LogFields = {}) => void said.push([event, fields]),
    };
    const w = world(profile, { log });
    const sync = new KnexMailSyncStore();
    const clients = [3, 5, 6] as const;
    /** A Technical contact of each. */
    const people = new Map<number, number>();

    const switchesOf = async (clientId: number): Promise<string> => {
      const row = await w.db('tblcontacts').where({ id: people.get(clientId) }).first(); // prettier-ignore
      return EMAIL_CATEGORIES.filter((category) => row[`${category}emails`] === 1).join(' ');
    };
    const all = () => Promise.all(clients.map(switchesOf));
    const progress = async (): Promise<string> => (await w.sam.get(LIST)).$('.lsn-notice-info').text();

    /** Looks at what changes, and saves it. */
    async function maintenanceIs(category: string): Promise<void> {
      const review = await (await TickedForm.open(w.sam, MAINTENANCE)).set('category', category).press('preview'); // prettier-ignore
      expect((await review.press('save')).page.status).to.equal(303);
    }

    /** A process that loses its connection after it wrote this client's switches, and ends. */
    function endingAt(last: number, knex: Knex): CatchUp {
      const { routingStores, reader } = buildRouting(w.built.panel, systemClock);
      const { mail } = w.built.panel;
      const keeper = createMailKeeper({
        ...routingStores,
        reader,
        sync,
        mail: {
          ...mail,
          async setFlags(clientId, contactId, seen, next, tx) {
            const saved = await mail.setFlags(clientId, contactId, seen, next, tx);
            if (clientId !== last) return saved;
            void ending.stop();
            await tx.raw('KILL CONNECTION CONNECTION_ID()');
            return saved;
          },
        },
        withClientLock: createClientLock(knex, seedClient),
        ensureCompanion: seedCompanion,
      });
      const ending = createCatchUp({ sync, keeper, on: knex, log: silentLog });
      return ending;
    }

    before(async () => {
      for (const clientId of clients) {
        const [contactId = 0] = await contactIds(w.db, clientId, 1);
        people.set(clientId, contactId);
        // Nothing was set by hand on the panel.
        const off = Object.fromEntries(EMAIL_CATEGORIES.map((category) => [`${category}emails`, 0]));
        await w.db('tblcontacts').where({ id: contactId }).update(off);
        const path = `/admin/clients/${clientId}/contacts/${contactId}/edit`;
        const saved = await (
          await TickedForm.open(w.sam, path)
        )
          .tick('types[]', 'technical')
          .press('save', path);
        expect([saved.page.status, saved.page.h1]).to.deep.equal([303, '']);
      }
    });

    it('stay as they are until the clients are gone through, and the page says how far it is', async () => {
      expect(await all()).to.deep.equal(['general product', 'general product', 'general product']);
      expect(await progress()).to.equal('');
      await maintenanceIs('support');
      expect(await all()).to.deep.equal(['general product', 'general product', 'general product']);
      expect(await progress()).to.match(/^3 of 3 clients do not follow the new rules yet\. /);
    });

    it('follow for every client, and what somebody set by hand on the panel stays', async () => {
      await w.db('tblcontacts').where({ id: people.get(5) }).update({ affiliateemails: 1, productemails: 0 }); // prettier-ignore
      expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 3, failed: 0 });
      expect(await all()).to.deep.equal(['product support', 'support affiliate', 'product support']);
      expect(await progress()).to.equal('');
      expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 0, failed: 0 });
    });

    it('of a client that changes meanwhile follow with that change, and it is not looked at again', async () => {
      await maintenanceIs('general');
      const path = `/admin/clients/3/contacts/${people.get(3)}/edit`;
      const form = (await TickedForm.open(w.sam, path)).set('note', 'Harbour office');
      expect((await form.press('save', path)).page.status).to.equal(303);
      expect(await switchesOf(3)).to.equal('general product');
      expect(await progress()).to.match(/^2 of 3 clients do not/);
      expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 2, failed: 0 });
      expect(await all()).to.deep.equal(['general product', 'general affiliate', 'general product']);
    });

    it('of a process that ends half-way: one client is whole, the others are as before, and the next goes on', async () => {
      await maintenanceIs('support');
      const knex = openDatabase(w.url);
      const first = endingAt(5, knex);
      expect(await first.runOnce(PLENTY_MS)).to.deep.equal({ reached: 1, failed: 1 });
      await knex.destroy();
      expect(await all()).to.deep.equal(['product support', 'general affiliate', 'general product']);
      expect(await sync.behind(0, 10, w.db)).to.deep.equal([5, 6]);
      await w.built.sweep();
      expect(await all()).to.deep.equal(['product support', 'support affiliate', 'product support']);
      expect(await sync.countBehind(w.db)).to.equal(0);
    });

    it('of a client that is locked wait for the next round, and the log says so once', async () => {
      await maintenanceIs('general');
      await w.db.transaction(async (tx) => {
        await tx('mod_liaison_clients').where({ client_id: 5 }).forUpdate().first();
        expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 2, failed: 1 });
        expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 0, failed: 1 });
      });
      expect(said.map(([event, { clientId }]) => [event, clientId])).to.deep.equal([
        ['mail switches wait', 5],
      ]);
      expect(await all()).to.deep.equal(['general product', 'support affiliate', 'general product']);
      expect(await w.built.catchUp.runOnce(PLENTY_MS)).to.deep.equal({ reached: 1, failed: 0 });
      expect(await switchesOf(5)).to.equal('general affiliate');
    });

    it('P6 follow a ceiling over who gets mail by a permission', async () => {
      const invoices = async (): Promise<unknown> =>
        (
          await w
            .db('tblcontacts')
            .where({ id: people.get(6) })
            .first('invoiceemails')
        ).invoiceemails;
      const access = { permissions: ['billing.notifications' as const] };
      await plantSubAccount(w.db, { clientId: 6, contactId: people.get(6) ?? 0, userId: null, access });
      await w.db.transaction((tx) => sync.demand(tx));
      await w.built.catchUp.runOnce(PLENTY_MS);
      expect(await invoices()).to.equal(1);
      const ceilings = await TickedForm.open(w.sam, '/admin/permissions');
      const other = await ceilings.set('permission[billingFunds]', 'denied').press('preview');
      expect((await other.press('save')).page.status).to.equal(303);
      expect(await sync.countBehind(w.db)).to.equal(0);
      const fresh = await TickedForm.open(w.sam, '/admin/permissions');
      const review = await fresh.set('permission[billingNotifications]', 'denied').press('preview');
      expect((await review.press('save')).page.status).to.equal(303);
      expect(await sync.countBehind(w.db)).to.be.above(0);
      await w.built.catchUp.runOnce(PLENTY_MS);
      expect(await invoices()).to.equal(0);
    });

    it('follow at once where the module runs, and its end waits for the client in hand', async () => {
      w.built.catchUp.start();
      await maintenanceIs('support');
      const ends = Date.now() + 10_000;
      while ((await sync.countBehind(w.db)) > 0 && Date.now() < ends) await pause(20);
      await w.built.catchUp.stop();
      expect(await all()).to.deep.equal(['product support', 'support affiliate', 'product support']);
      await maintenanceIs('general');
      expect(await sync.countBehind(w.db)).to.be.above(0);
    });
  });
