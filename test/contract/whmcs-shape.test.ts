// Databases that are no whole WHMCS: none at all, half of one, and one with columns that nobody has told us of.
import { expect } from 'chai';
import { findPanel } from '../../module/panels/find-panel.js';
import { addClient } from '../../module/panels/whmcs/sample/sample-logins.js';
import { SAMPLE_PROFILES } from '../../module/panels/whmcs/sample/schema.js';
import { emptyDatabase, panelSchema, type TestDatabase } from '../support/panel-database.js';
import { NO_FIELDS, PROFILES } from './profiles.js';

const OWNER = { id: 1, firstname: 'Ann', lastname: 'Lee', email: 'ann@example.com' };

// NOT NULL and without default, as later versions of the panel or its addons may add them.
const UNKNOWN: readonly [string, unknown][] = [
  ['int', 0],
  ['tinyint(1) unsigned', 0],
  ['bigint', 0],
  ['decimal(10,2)', '0.00'],
  ['double', 0],
  ['bit(1)', Buffer.from([0])],
  ['year', 0],
  ['time', '00:00:00'],
  ['varchar(10)', ''],
  ['char(2)', ''],
  ['text', ''],
  ['longtext', ''],
  ['varbinary(16)', Buffer.alloc(0)],
  ['blob', Buffer.alloc(0)],
  [`enum('new', 'old')`, 'new'],
  [`enum('7', '1')`, '7'],
  [`set('a', 'b')`, ''],
];
const UNKNOWN_DATES = ['date', 'datetime', 'datetime(6)', 'timestamp'];

describe('A database', () => {
  let database: TestDatabase;
  afterEach(() => database.drop());
  const failure = () => findPanel(database.knex).then(() => 'it was found', String);

  it('without a panel is refused in one line', async () => {
    database = await emptyDatabase();
    const line = 'Error: No billing panel was found in this database. Is it the database of the panel?';
    expect(await failure()).to.equal(line);
    await database.knex.raw('CREATE TABLE tblsomething (id int)');
    expect(await failure()).to.equal(line);
  });

  it('with clients that lack the essential is refused in one line that names it', async () => {
    database = await panelSchema('whmcs8');
    await database.knex.raw('ALTER TABLE tblclients DROP COLUMN email, DROP COLUMN lastname');
    expect(await failure()).to.equal(
      'Error: This WHMCS database has no tblclients.lastname, tblclients.email',
    );
  });

  it('with users but no links is of the old era, and says what is missing', async () => {
    database = await panelSchema('whmcs8');
    await database.knex.raw('DROP TABLE tblusers_clients');
    const panel = await findPanel(database.knex);
    expect(panel.description).to.include('era 7');
    expect(panel.capabilities.separateLogins.on).to.equal(false);
  });

  it('is that of the connection only, not another one of the server', async () => {
    const panel = await panelSchema('whmcs8');
    database = await emptyDatabase();
    try {
      expect(await failure()).to.include('No billing panel was found');
    } finally {
      await panel.drop();
    }
  });

  it('without settings still opens, with a provider of no name', async () => {
    database = await panelSchema('whmcs7');
    await database.knex.raw('DROP TABLE tblconfiguration');
    const panel = await findPanel(database.knex);
    expect(await panel.provider(database.knex)).to.deep.equal({});
    await addClient(database.knex, SAMPLE_PROFILES.whmcs7, { ...OWNER, language: '' });
    expect((await panel.clients.find(1, database.knex))?.language).to.equal(undefined);
  });

  it('is read only by opening it', async () => {
    database = await panelSchema('whmcs8');
    const tx = await database.knex.transaction(undefined, { readOnly: true });
    expect((await findPanel(tx)).id).to.equal('whmcs');
    await tx.rollback();
  });
});

describe('Unknown columns of tblcontacts', () => {
  for (const { name } of PROFILES) {
    it(`are filled with the emptiest value they allow, on ${name}`, async () => {
      const database = await panelSchema(name);
      try {
        const db = database.knex;
        const types = [...UNKNOWN.map(([type]) => type), ...UNKNOWN_DATES];
        const added = types.map((type, at) => `ADD COLUMN unknown${at} ${type} NOT NULL`);
        await db.raw(`ALTER TABLE tblcontacts ${added.join(', ')}`);
        await db.raw(
          `ALTER TABLE tblcontacts ADD COLUMN known1 int NOT NULL DEFAULT 7, ADD COLUMN known2 text NULL`,
        );
        // A default of the panel's, or of some host's: a new contact's mail is off all the same.
        await db.raw('ALTER TABLE tblcontacts ALTER COLUMN generalemails SET DEFAULT 1');
        await addClient(db, SAMPLE_PROFILES[name], OWNER);
        const id = await (await findPanel(db)).contacts.insert(1, NO_FIELDS, db);
        const row = (await db('tblcontacts').where({ id }).first()) as Record<string, unknown>;
        for (const [at, [type, value]] of UNKNOWN.entries())
          expect(row[`unknown${at}`], type).to.deep.equal(value);
        for (const [at, type] of UNKNOWN_DATES.entries())
          expect(row[`unknown${UNKNOWN.length + at}`], type).to.match(/^20\d\d-/);
        expect([row['known1'], row['known2'], row['generalemails']]).to.deep.equal([7, null, 0]);
      } finally {
        await database.drop();
      }
    });
  }
});
