// The probe: what lies in front of us is told by tables and columns alone, and what is missing is switched off with a
// message that names it, while everything else goes on. Columns are renamed away and back, on databases of this file.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { findPanel } from '../../module/panels/find-panel.js';
import type { Capability, Panel } from '../../module/panels/panel.js';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES } from '../../module/panels/whmcs/sample/schema.js';
import { panelSchema, type TestDatabase } from '../support/panel-database.js';
import { expectedOff, loginIdentity, NO_FIELDS, PROFILES, rolledBack } from './profiles.js';

const CAPABILITIES: Record<Capability, { table: string; columns: readonly string[] }> = {
  contacts: {
    table: 'tblcontacts',
    columns: ['id', 'userid', 'firstname', 'lastname', 'email', 'phonenumber'],
  },
  taxNumber: { table: 'tblcontacts', columns: ['tax_id'] },
  domainMail: { table: 'tblcontacts', columns: ['domainemails'] },
  clientMailPreferences: { table: 'tblclients', columns: ['email_preferences'] },
  billingContact: { table: 'tblclients', columns: ['billingcid'] },
  separateLogins: {
    table: 'tblusers_clients',
    columns: ['auth_user_id', 'client_id', 'owner', 'permissions'],
  },
  services: { table: 'tblhosting', columns: ['userid', 'domain', 'domainstatus', 'packageid'] },
  domains: { table: 'tbldomains', columns: ['userid', 'domain', 'status'] },
  staff: { table: 'tbladmins', columns: ['id', 'firstname', 'lastname', 'disabled'] },
};
const HANS = { ...NO_FIELDS, lastName: 'Vermeer', email: 'hans@corp.example', phone: '+31682212341' };

/** What is off, with the names its message gives. */
function offOf(panel: Panel): Record<string, unknown> {
  const off = Object.entries(panel.capabilities).flatMap(([name, state]) => {
    if (state.on) return [];
    expect(state.because.key).to.equal(`panels:off.${name}`);
    return [[name, state.because.params?.['missing']]];
  });
  return Object.fromEntries(off) as Record<string, unknown>;
}

for (const profile of PROFILES) {
  describe(`The probe on ${profile.name}`, () => {
    let database: TestDatabase;
    let db: Knex;
    let cast: DemoCast;
    before(async () => {
      database = await panelSchema(profile.name);
      db = database.knex;
      cast = await loadDemoData(db, SAMPLE_PROFILES[profile.name]);
    });
    after(() => database.drop());

    /** Opens the panel while these columns bear another name: NOT NULL, without default and unknown to us. */
    async function without(table: string, columns: readonly string[], body: (panel: Panel) => Promise<void>) {
      const rename = (from: string, to: string) =>
        db.raw(
          `ALTER TABLE ?? ${columns.map(() => 'RENAME COLUMN ?? TO ??').join(', ')}`,
          [table].concat(columns.flatMap((column) => [`${from}${column}`, `${to}${column}`])),
        );
      await rename('', 'x_');
      try {
        await body(await findPanel(db));
      } finally {
        await rename('x_', '');
      }
    }

    /** The pages of contacts in short: list, view, add, change, remove. Everything is rolled back. */
    async function contactsWork(panel: Panel): Promise<void> {
      const { contacts } = panel;
      await rolledBack(db, async (tx) => {
        const before = (await contacts.relation(1, tx)) as unknown[];
        expect(before).to.have.length(11);
        const id = await contacts.insert(1, HANS, tx);
        const seen = await contacts.find(1, id, tx);
        if (!seen) throw new Error('Not found after adding');
        expect(seen).to.include({ email: HANS.email, lastName: 'Vermeer' });
        expect(await contacts.update(1, seen, { city: 'Leiden' }, tx)).to.equal('saved');
        const owner = await contacts.find(1, 0, tx);
        if (!owner) throw new Error('No owner');
        expect(await contacts.update(1, owner, { city: 'Leiden' }, tx)).to.equal('saved');
        expect((await contacts.findByEmail(1, 'HANS@corp.example', tx))?.city).to.equal('Leiden');
        expect(await contacts.countDomainRecipients(1, id, tx)).to.be.a('number');
        await contacts.remove(1, id, tx);
        expect(await contacts.relation(1, tx)).to.have.length(before.length);
        expect((await panel.clients.search({ q: 'example bv', limit: 5, offset: 0 }, tx)).total).to.equal(1);
      });
    }

    it('finds the whole panel, off only what this version never had', async () => {
      const panel = await findPanel(db);
      expect(offOf(panel)).to.deep.equal(expectedOff(profile));
      expect(panel.id).to.equal('whmcs');
      expect(panel.description).to.include(`era ${profile.era}`);
      await contactsWork(panel);
    });

    it('tells the era by the tables, whatever the version text says', async () => {
      const version = () => db('tblconfiguration').where({ setting: 'Version' });
      const original = (await version().first('value')) as { value: string };
      for (const lie of ['5.3.14', '7.10.3-release.1', '8.11.2-release.1', '10.0.0', '']) {
        await version().update({ value: lie });
        const panel = await findPanel(db);
        expect(panel.description, lie).to.include(`era ${profile.era}`);
        const actor = await panel.logins.read(loginIdentity(cast.managesContacts), db);
        expect(actor?.name, lie).to.equal('Cy Diaz');
      }
      await version().update(original);
    });

    for (const [capability, { table, columns }] of Object.entries(CAPABILITIES)) {
      it(`switches ${capability} off for each missing column, and names it`, async () => {
        for (const column of columns) {
          // A table or column that this version never had is off by itself, as asserted above.
          if (expectedOff(profile)[capability as Capability]) continue;
          await without(table, [column], async (panel) => {
            const expected = { ...expectedOff(profile), [capability]: `${table}.${column}` };
            expect(offOf(panel)).to.deep.equal(expected);
          });
        }
      });
    }

    it('keeps the pages of contacts at work without what they can do without', async () => {
      const optional: readonly [string, readonly string[]][] = [
        ['tblcontacts', ['tax_id']],
        ['tblclients', ['tax_id']],
        ['tblcontacts', ['domainemails']],
        ['tblcontacts', ['phonenumber', 'country', 'state', 'subaccount']],
        ['tblcontacts', ['created_at', 'updated_at']],
        ['tblclients', ['email_preferences']],
        ['tblclients', ['billingcid', 'status', 'language', 'created_at', 'updated_at', 'phonenumber']],
      ];
      for (const [table, columns] of optional) {
        if (await db.schema.hasColumn(table, columns[0] ?? '')) await without(table, columns, contactsWork);
      }
    });

    it('C8 asks nobody’s switch where there is none', async () => {
      await without('tblcontacts', ['domainemails'], async ({ contacts }) => {
        const contact = await contacts.findByEmail(1, 'cy@corp.example', db);
        expect(contact?.domainMail).to.equal(false);
        expect(await contacts.countDomainRecipients(1, contact?.contactId ?? 0, db)).to.equal(1);
        expect(await contacts.countDomainRecipients(1, 0, db)).to.equal(0);
      });
    });

    it('C7 knows no billing contact where there is none', async () => {
      await without('tblclients', ['billingcid'], async (panel) => {
        expect((await panel.clients.find(1, db))?.billingContactId).to.equal(0);
      });
    });

    it('C9 warns by what is left', async () => {
      for (const [table, column, left] of [
        ['tblhosting', 'domainstatus', ['example.com', 'example.nl']],
        ['tbldomains', 'status', ['example.com', 'vps-12.example.com']],
        ['tblproducts', 'name', ['example.com', 'vps-12.example.com', 'example.com', 'example.nl']],
      ] as const) {
        await without(table, [column], async ({ hosting }) => {
          expect((await hosting.names(1, db)).map(({ name }) => name)).to.have.members(left);
        });
      }
    });

    it('P1 lets nobody in by what it cannot read, and breaks nothing', async () => {
      const staff = { kind: 'staff', staffId: cast.staff.staffId } as const;
      for (const column of ['firstname', 'disabled', 'id']) {
        await without('tbladmins', [column], async ({ logins }) => {
          expect(await logins.read(staff, db), column).to.equal(undefined);
        });
      }
      const [rights, columns] =
        profile.era === 8
          ? ['tblusers_clients', ['permissions', 'owner']]
          : ['tblcontacts', ['subaccount', 'permissions']];
      for (const column of columns) {
        await without(rights, [column], async ({ logins }) => {
          expect(await logins.read(loginIdentity(cast.managesContacts), db), column).to.equal(undefined);
        });
      }
      for (const table of ['tblclients', 'tbladmins', ...(profile.era === 8 ? ['tblusers'] : [])]) {
        await without(table, ['language'], async ({ logins }) => {
          expect((await logins.read(loginIdentity(cast.managesContacts), db))?.name).to.equal('Cy Diaz');
          expect((await logins.read(staff, db))?.language).to.equal('en');
        });
      }
    });
  });
}
