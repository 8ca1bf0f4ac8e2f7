// What we keep of contacts and clients goes when the panel deletes them on its own screens (D1), told or found.
import { expect } from 'chai';
import { callHook } from '../../support/bridge-calls.js';
import { fingerprint } from '../../support/checksum.js';
import { world } from '../../support/fixture.js';
import { contactIds, plantSubAccount } from '../../support/sub-accounts.js';
import { createTidy } from '../../../module/bridge/tidy.js';
import { KnexTidyStore } from '../../../module/bridge/tidy-store.js';
import { buildBasics } from '../../../module/composition/basics.js';
import { seedClient, seedCompanion } from '../../../module/roles/seed-client.js';
import { KnexRoleStore } from '../../../module/roles/store.js';
import { KnexSettingsStore } from '../../../module/settings/store.js';
import { silentLog } from '../../../module/support/log.js';

for (const era of [7, 8] as const) {
  describe(`Hooks about what is gone, era ${era}`, () => {
    const w = world(`whmcs${era}`);
    const tell = async (name: string, body: object) => {
      const { status, body: said } = await callHook(w, name, { ...body, locale: '' });
      expect([status, said]).to.deep.equal([200, {}]);
    };
    const kept = async (clientId: number) => ({
      contacts: (
        await w.db('mod_liaison_contacts').where({ client_id: clientId }).whereNot({ contact_id: 0 })
      ).length,
      logins: (await w.db('mod_liaison_sub_accounts').where({ client_id: clientId })).length,
      technical: (await new KnexRoleStore(w.clock).slots(clientId, w.db)).find(
        ({ role }) => role === 'technical',
      ),
    });

    /** Rows of ours about this client, without the log. */
    const rowsOf = async (clientId: number): Promise<number> => {
      const tables = ['clients', 'contacts', 'primary_roles', 'sub_accounts'];
      const found = await Promise.all(tables.map((name) => w.db(`mod_liaison_${name}`).where({ client_id: clientId }))); // prettier-ignore
      return found.flat().length;
    };

    /** A contact of the panel with a companion row, a login and a primary role. */
    async function plant(clientId: number): Promise<number> {
      const [one = 0] = await contactIds(w.db, 1, 1);
      const [id = 0] = await w.db('tblcontacts').insert({
        ...(await w.db('tblcontacts').where({ id: one }).first()),
        id: undefined,
        userid: clientId,
        email: `gone-${clientId}@corp.example`,
        created_at: '2026-01-01 00:00:00',
        updated_at: '2026-01-01 00:00:00',
      });
      await seedClient(w.db, clientId);
      await seedCompanion(clientId, id, w.db);
      await plantSubAccount(w.db, { clientId, contactId: id, userId: era === 8 ? 7000 + id : null });
      await w.db('mod_liaison_primary_roles').where({ client_id: clientId, role: 'technical' }).update({ contact_id: id, chosen: 1 }); // prettier-ignore
      return id;
    }

    it('a deleted contact: role back to the owner, login and companion gone, a line in the log', async () => {
      const contactId = await plant(1);
      const before = await kept(1);
      await tell('contact-deleted', { clientId: 1, contactId });
      expect(await kept(1), 'the panel still has it').to.deep.equal(before);
      await w.db('tblcontacts').where({ id: contactId }).delete();
      const panel = await fingerprint(w.db, 'tbl');
      await tell('contact-deleted', { clientId: 1, contactId });
      const after = await kept(1);
      expect([after.contacts, after.logins]).to.deep.equal([before.contacts - 1, before.logins - 1]);
      expect(after.technical).to.include({ contactId: 0, chosen: false });
      expect(await fingerprint(w.db, 'tbl')).to.deep.equal(panel);
      const [line] = await w.db('mod_liaison_audit').where({ client_id: 1, action: 'contact.deleted' });
      expect(line).to.include({ contact_id: contactId });
    });

    it('a deleted client: all of it, but for the log; of a client that is there, nothing', async () => {
      await plant(4);
      const before = await rowsOf(4);
      await tell('client-deleted', { clientId: 4 });
      expect(await rowsOf(4)).to.equal(before);
      expect(before).to.be.above(6);
      await w.db('tblclients').where({ id: 4 }).delete();
      await tell('client-deleted', { clientId: 4 });
      expect(await rowsOf(4)).to.equal(0);
    });

    it('merged clients: what the panel moved is not taken along, and gives nobody anything at the other', async () => {
      const contactId = await plant(5);
      await w.db('tblcontacts').where({ id: contactId }).update({ userid: 6 });
      await w.db('tblclients').where({ id: 5 }).delete();
      await tell('clients-merged', { from: 5, to: 6 });
      expect(await rowsOf(5)).to.equal(0);
      expect((await kept(6)).logins).to.equal(0);
    });

    it('the sweep finds what nobody told', async () => {
      const contactId = await plant(7);
      await plant(8);
      await w.db('tblcontacts').where({ id: contactId }).delete();
      await w.db('tblclients').where({ id: 8 }).delete();
      await w.built.sweep();
      const { contacts, logins, technical } = await kept(7);
      expect([contacts, logins, technical?.contactId]).to.deep.equal([0, 0, 0]);
      expect(await rowsOf(8)).to.equal(0);
    });

    it('a panel that is being restored has deleted nobody: where most of it is gone the sweep takes nothing out', async () => {
      await seedClient(w.db, 2);
      for (const id of await contactIds(w.db, 2, 30)) await seedCompanion(2, id, w.db);
      const before = await fingerprint(w.db, 'mod_liaison_contacts');
      await w.db('tblcontacts').update({ userid: w.db.raw('-userid') });
      // Wherever its round stands: two sweeps see everybody.
      await w.built.sweep();
      await w.built.sweep();
      expect(await fingerprint(w.db, 'mod_liaison_contacts')).to.deep.equal(before);
      await w.db('tblcontacts').update({ userid: w.db.raw('-userid') });
      await w.built.sweep();
      expect(await fingerprint(w.db, 'mod_liaison_contacts')).to.deep.equal(before);
    });

    it('a panel that cannot show its contacts any more has deleted none', async () => {
      const { panel } = w.built;
      const off = { on: false, because: { key: 'panels:off.contacts' } } as const;
      const blind = {
        ...panel,
        capabilities: { ...panel.capabilities, contacts: off },
        contacts: { ...panel.contacts, list: () => Promise.resolve([]) },
      };
      const basics = buildBasics({
        panel: blind,
        knex: w.db,
        settings: new KnexSettingsStore({}),
        clock: w.clock,
      });
      const tidy = createTidy({ ...basics, rows: new KnexTidyStore(), log: silentLog });
      const before = await fingerprint(w.db, 'mod_liaison_contacts');
      expect(await tidy.contacts(2)).to.equal(0);
      await tidy.sweep();
      expect(await fingerprint(w.db, 'mod_liaison_contacts')).to.deep.equal(before);
    });
  });
}
