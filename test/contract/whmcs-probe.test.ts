// The probe: what lies in front of us is told by tables and columns alone, and what is missing is switched off with a
// message that names it, while everything else goes on. Columns are renamed away and back, on databases of this file.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { findPanel } from '../../module/panels/find-panel.js';
import type { Capability, Panel } from '../../module/panels/panel.js';
import { loadDemoData, type DemoCast } from '../../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES } from '../../module/panels/whmcs/sample/schema.js';
import { panelSchema, type TestDatabase } from '../support/panel-database.js';
import { failure } from './login-rows.js';
import { expectedOff, loginIdentity, NO_FIELDS, PROFILES, rolledBack } from './profiles.js';

const LINK_COLUMNS = ['auth_user_id', 'client_id', 'owner', 'permissions'];
const CONTACT_LOGIN = [
  'id',
  'userid',
  'firstname',
  'lastname',
  'email',
  'subaccount',
  'password',
  'permissions',
];

const SWITCHES = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'].map(
  (category) => `${category}emails`,
);

type Need = readonly [table: string, columns: readonly string[], off: Capability];
const LOGINS: Record<7 | 8, readonly Need[]> = {
  7: [['tblcontacts', CONTACT_LOGIN, 'logins']],
  8: [
    ['tblusers_clients', LINK_COLUMNS, 'logins'],
    ['tblusers', ['id', 'first_name', 'last_name', 'email', 'password'], 'logins'],
  ],
};

/** Which column of which table switches what off, in this era. */
const needed = (era: 7 | 8): readonly Need[] => [
  ...LOGINS[era],
  ['tblcontacts', ['id', 'userid', 'firstname', 'lastname', 'email', 'phonenumber'], 'contacts'],
  ['tblcontacts', ['tax_id'], 'taxNumber'],
  ['tblclients', ['email_preferences'], 'clientMailPreferences'],
  ['tblcontacts', SWITCHES, 'mailSwitches'],
  ['tblemailtemplates', ['id', 'type', 'name', 'language'], 'mailTemplates'],
  ['tblclients', ['billingcid'], 'billingContact'],
  ['tblusers_clients', LINK_COLUMNS, 'separateLogins'],
  ['tblticketdepartments', ['id', 'name'], 'departments'],
  ['tblhosting', ['id', 'userid', 'domain', 'domainstatus', 'packageid'], 'services'],
  ['tbldomains', ['id', 'userid', 'domain', 'status'], 'domains'],
  ['tblclients', ['groupid'], 'clientGroups'],
  ['tblclientgroups', ['id', 'groupname'], 'clientGroups'],
  ['tbladmins', ['id', 'firstname', 'lastname', 'disabled'], 'staff'],
];
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

    const needs = needed(profile.era);
    for (const capability of new Set(needs.map(([, , off]) => off))) {
      it(`switches ${capability} off for each missing column, and names it`, async () => {
        // A table or column that this version never had is off by itself, as asserted above.
        if (expectedOff(profile)[capability]) return;
        for (const [table, columns] of needs.filter(([, , off]) => off === capability)) {
          for (const column of columns) {
            const off = needs.filter(([of, names]) => of === table && names.includes(column));
            const named = off.map(([, , also]) => [also, `${table}.${column}`]);
            const expected = { ...expectedOff(profile), ...Object.fromEntries(named) } as object;
            await without(table, [column], async (panel) => {
              expect(offOf(panel)).to.deep.equal(expected);
            });
          }
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

    it('N2 reads the switches that are left, and writes none', async () => {
      const cy = (await db('tblcontacts').where({ email: 'cy@corp.example' }).first('id')) as { id: number };
      await without('tblcontacts', ['domainemails'], async ({ mail, contacts }) => {
        const seen = (await mail.flags(1, [cy.id], db)).get(cy.id);
        if (!seen) throw new Error('No flags');
        expect([seen.general, seen.domain]).to.deep.equal([true, false]);
        expect(await failure(mail.setFlags(1, cy.id, seen, seen, db))).to.include('Mail switches are off');
        for await (const clients of contacts.stream(db, 10_000)) {
          const people = clients.flatMap((client) => [...client.people]);
          expect(people.find(({ contactId }) => contactId === cy.id)?.flags).to.deep.equal(seen);
        }
      });
    });

    it('C7 knows no billing contact where there is none', async () => {
      await without('tblclients', ['billingcid'], async (panel) => {
        expect((await panel.clients.find(1, db))?.billingContactId).to.equal(0);
        for await (const clients of panel.contacts.stream(db, 10_000)) {
          expect(clients.every(({ billingContactId }) => billingContactId === 0)).to.equal(true);
        }
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

    it('knows nothing of what is off, and writes nothing', async () => {
      const page = { q: '', limit: 5, offset: 0 };
      const logins = profile.era === 8 ? 'tblusers' : 'tblcontacts';
      await without(logins, ['password'], async (panel) => {
        const owner = { userId: cast.ownerOfClient1.userId, contactId: cast.ownerOfClient1.contactId };
        expect(await panel.logins.list(1, db)).to.deep.equal([]);
        expect(await panel.logins.find(1, owner, db)).to.equal(undefined);
        expect(await panel.logins.findByEmail('ann@example.com', db)).to.deep.equal([]);
        expect(await panel.logins.checkPassword(1, owner, 'liaison-sample', db)).to.equal(false);
        expect(await failure(panel.logins.end(1, owner, db))).to.include('Logins are off');
      });
      await without('tblhosting', ['domainstatus'], async ({ hosting }) => {
        expect(await hosting.services(1, page, db)).to.deep.equal({ total: 0, services: [] });
        expect(await hosting.service(1, 1, db)).to.equal(undefined);
      });
      await without('tbldomains', ['status'], async ({ hosting }) => {
        expect(await hosting.domains(1, page, db)).to.deep.equal({ total: 0, domains: [] });
        expect(await hosting.domain(1, 1, db)).to.equal(undefined);
      });
      await without('tblticketdepartments', ['name'], async ({ departments }) => {
        expect(await departments.list(db)).to.deep.equal([]);
      });
      await without('tblclientgroups', ['groupname'], async ({ clients }) => {
        expect(await clients.groups(db)).to.deep.equal([]);
      });
      await without('tblclients', ['billingcid'], async ({ clients }) => {
        expect(await failure(clients.setBillingContact(1, 0, 0, db))).to.include('Billing contacts are off');
      });
      await without('tblemailtemplates', ['language'], async ({ mail }) => {
        expect(await mail.templates(db)).to.deep.equal([]);
      });
    });

    it('does without what only adds to a login, a service or a department', async () => {
      const nobodys = { permissions: [], serviceFunctions: [], domainFunctions: [] };
      const person = { contactId: 0, firstName: 'New', lastName: 'One', email: 'new@corp.example' };
      if (profile.era === 8) {
        const tokens = [
          'language',
          'remember_token',
          'reset_token',
          'created_at',
          'updated_at',
          'email_verified_at',
        ];
        await without('tblusers', [...tokens, 'second_factor'], async ({ logins }) => {
          await rolledBack(db, async (tx) => {
            const all = { ...person, language: 'nl', emailProven: true };
            const ref = await logins.activate(1, all, { passwordHash: 'x' }, nobodys, tx);
            if (typeof ref === 'string') throw new Error(ref);
            expect(await logins.setPassword(1, ref, 'y', tx)).to.equal('saved');
            // Nobody can tell whether there is one.
            expect((await logins.find(1, ref, tx))?.secondFactor).to.equal(true);
          });
        });
      } else {
        await without('tblclients', ['authmodule', 'lastlogin', 'password'], async ({ logins }) => {
          const [owner] = await logins.list(1, db);
          expect(owner).to.include({ owner: true, secondFactor: true, lastSignInAt: undefined });
        });
      }
      await without('tblticketdepartments', ['order', 'hidden'], async ({ departments }) => {
        expect((await departments.list(db)).map(({ hidden }) => hidden)).to.deep.equal(Array(4).fill(false));
      });
      await without('tblproducts', ['type'], async ({ hosting }) => {
        expect((await hosting.service(1, 1, db))?.functions).to.include('signOn');
      });
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
