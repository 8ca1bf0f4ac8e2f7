// HostBill databases of every shape: the parent here, there or nowhere, columns that are missing, and no API. What cannot be
// done is off with a reason; nothing crashes, and looking writes nothing.
import { expect } from 'chai';
import { findPanel } from '../../module/panels/find-panel.js';
import { streamClients } from '../../module/panels/hostbill/addressees.js';
import { probeHostBill } from '../../module/panels/hostbill/probe.js';
import type { Capability, Panel, StreamedClient } from '../../module/panels/panel.js';
import { hostBillPanel, type HostBillDatabase } from '../support/hostbill-panel.js';
import { emptyDatabase } from '../support/panel-database.js';

/** What nobody has shown of HostBill, on every profile. */
const NEVER = [
  'taxNumber',
  'clientMailPreferences',
  'mailSwitches',
  'billingContact',
  'separateLogins',
  'domains',
  'clientGroups',
] as const satisfies readonly Capability[];

/** What only HostBill's own pages can change, whatever the profile. */
const ELSEWHERE = {
  ownerDetails: 'panels:api.ownerElsewhere',
  contactEmail: 'panels:api.emailElsewhere',
  passwords: 'panels:api.passwordElsewhere',
} as const satisfies Partial<Record<Capability, string>>;

const offOf = ({ capabilities }: Panel): string[] =>
  Object.entries(capabilities)
    .filter(([, capability]) => !capability.on)
    .map(([name]) => name)
    .filter((name) => !(NEVER as readonly string[]).includes(name) && !Object.hasOwn(ELSEWHERE, name))
    .toSorted();

const reasonOf = ({ capabilities }: Panel, name: Capability) => {
  const capability = capabilities[name];
  return capability.on ? undefined : capability.because;
};

describe('A HostBill database', () => {
  let host: HostBillDatabase;
  afterEach(() => host.drop());
  const open = () => findPanel(host.knex, host.api.settings);

  for (const [profile, found, off] of [
    ['hostbill', 'contacts by hb_client_details.parent_id', []],
    ['hostbillAccess', 'contacts by hb_client_access.parent_id', []],
    ['hostbillNowhere', 'contacts cannot be told from clients', ['contacts', 'logins']],
  ] as const) {
    it(`is found by its tables, and says what it cannot: ${profile}`, async () => {
      host = await hostBillPanel(profile);
      const panel = await open();
      expect(panel.id).to.equal('hostbill');
      expect(panel.description).to.contain(found);
      expect(offOf(panel)).to.deep.equal(off);
      for (const name of NEVER) expect(reasonOf(panel, name)?.key, name).to.equal(`panels:unknown.${name}`);
      for (const name of ['ownerDetails', 'contactEmail', 'passwords'] as const)
        expect(reasonOf(panel, name)?.key, name).to.equal(ELSEWHERE[name]);
      for (const name of off)
        expect(reasonOf(panel, name)?.params).to.deep.equal({ missing: 'hb_client_details.parent_id' });
    });
  }

  it('without an API is read, and names the variables that are missing', async () => {
    host = await hostBillPanel();
    const panel = await findPanel(host.knex);
    expect(offOf(panel)).to.deep.equal(['contactChanges', 'departments', 'logins']);
    for (const name of ['contactChanges', 'departments', 'logins'] as const)
      expect(String(reasonOf(panel, name)?.params?.['names'])).to.include('LIAISON_HOSTBILL_API_KEY');
    expect(await panel.contacts.findByEmail(1, 'bo@corp.example', host.knex)).to.include({ contactId: 101 });
    const failure = await panel.contacts.remove(1, 101, host.knex).then(
      () => undefined,
      (error: unknown) => error,
    );
    expect(failure).to.have.nested.property('reason.key', 'panels:api.missing');
    await panel.catchUp?.(host.knex);
    expect(await host.knex('mod_liaison_panel_logins')).to.deep.equal([]);
  });

  it('whose key may not list departments has them off, in HostBill’s words', async () => {
    host = await hostBillPanel();
    host.api.options.allowed = ['getClientContact'];
    expect(reasonOf(await open(), 'departments')).to.deep.equal({
      key: 'panels:api.departments',
      params: { words: 'Function not allowed for this key' },
    });
  });

  it('whose API is silent at the start opens, and works when it answers', async () => {
    host = await hostBillPanel();
    host.api.options.failure = 'cut';
    const panel = await open();
    expect(offOf(panel)).to.deep.equal([]);
    host.api.options.failure = 'none';
    expect((await panel.departments.list(host.knex)).map(({ name, hidden }) => [name, hidden])).to.deep.equal(
      [
        ['Sales', false],
        ['Technical support', false],
        ['Billing', false],
        ['Abuse', true],
      ],
    );
    // What was answered once holds while nobody answers.
    host.api.options.failure = 'cut';
    expect(await panel.departments.list(host.knex)).to.have.length(4);
  });

  for (const [drop, off] of [
    ['hb_accounts DROP COLUMN client_id', ['services']],
    ['hb_accounts DROP COLUMN domain', ['services']],
    ['hb_client_access DROP COLUMN status', ['logins']],
    ['hb_client_details DROP COLUMN phonenumber', ['contacts']],
    ['hb_admin_details DROP COLUMN email', ['staff']],
    ['hb_email_templates DROP COLUMN tplname', ['mailTemplates']],
    ['hb_client_details DROP COLUMN companyname', []],
    ['hb_client_access DROP COLUMN mfamodule', []],
  ] as const) {
    it(`has that off which needs it, and the rest on: ${drop}`, async () => {
      host = await hostBillPanel();
      await host.knex.raw(`ALTER TABLE ${drop}`);
      const panel = await open();
      expect(offOf(panel)).to.deep.equal([...off]);
      expect(await panel.contacts.list(1, [0], host.knex)).to.have.length(1);
      expect((await panel.clients.search({ q: 'ann', limit: 5, offset: 0 }, host.knex)).total).to.be.above(0);
      expect((await panel.hosting.services(1, { q: '', limit: 5, offset: 0 }, host.knex)).total).to.equal(
        (off as readonly string[]).includes('services') ? 0 : 4,
      );
      expect((await panel.mail.templates(host.knex)).length > 0).to.equal(
        !(off as readonly string[]).includes('mailTemplates'),
      );
      const logins = await panel.logins.list(1, host.knex);
      expect(logins.length).to.equal((off as readonly string[]).includes('logins') ? 0 : 1);
      // Nobody tells: then a password alone proves nothing.
      if (drop.endsWith('mfamodule')) expect(logins[0]?.secondFactor).to.equal(true);
    });
  }

  it('without the essential is refused in one line that names it', async () => {
    host = await hostBillPanel();
    await host.knex.raw('ALTER TABLE hb_client_access DROP COLUMN email');
    const failure = await open().then(() => 'it was found', String);
    expect(failure).to.equal('Error: This HostBill database has no hb_client_details.email');
  });

  it('is read only by opening it', async () => {
    host = await hostBillPanel();
    const tx = await host.knex.transaction(undefined, { readOnly: true });
    expect((await findPanel(tx, host.api.settings)).id).to.equal('hostbill');
    await tx.rollback();
  });
});

describe('What HostBill’s database tells', () => {
  let host: HostBillDatabase;
  let panel: Panel;
  before(async () => {
    host = await hostBillPanel('hostbillAccess');
    panel = await findPanel(host.knex, host.api.settings);
  });
  after(() => host.drop());

  it('are main clients only, without anything of money or secrets', async () => {
    expect(await panel.clients.find(1, host.knex)).to.deep.equal({
      clientId: 1,
      ownerName: 'Ann Lee',
      companyName: 'Example BV',
      email: 'ann@example.com',
      status: 'Active',
      language: 'en',
      billingContactId: 0,
      clientGroupId: undefined,
    });
    expect(await panel.clients.find(101, host.knex)).to.equal(undefined);
    const found = await panel.clients.search({ q: 'corp.example', limit: 5, offset: 0 }, host.knex);
    expect(found).to.deep.equal({ total: 0, clients: [] });
    expect(
      (await panel.clients.search({ q: '2', limit: 5, offset: 0 }, host.knex)).clients[0]?.clientId,
    ).to.equal(2);
    const counts = await panel.clients.counts(host.knex);
    expect(counts.clients).to.equal(40);
    expect(counts.contacts).to.be.above(100);
  });

  it('are in one pass neither lost nor doubled where one look ends and the next begins', async () => {
    const shape = await probeHostBill(host.knex);
    const all = async (window: number) => {
      const found: StreamedClient[] = [];
      const pass = { shape, hasContacts: true };
      for await (const some of streamClients(pass, host.knex, { size: 10, window })) found.push(...some);
      return found;
    };
    const found = await all(1000);
    expect(found.flatMap(({ people }) => people).length).to.be.above(100);
    for (const window of [1, 7, found.length]) expect(await all(window)).to.deep.equal(found);
  });

  it('C9 are services with their product, ended ones left out', async () => {
    expect(await panel.hosting.names(1, host.knex)).to.have.deep.members([
      { name: 'example.com', service: 'Web hosting M' },
      { name: 'vps-12.example.com', service: 'VPS 4' },
    ]);
    const page = await panel.hosting.services(1, { q: 'vps', limit: 5, offset: 0 }, host.knex);
    expect(page.services.map(({ id, name }) => [id, name])).to.deep.equal([[2, 'VPS 4']]);
    expect(await panel.hosting.service(2, 2, host.knex)).to.equal(undefined);
  });

  it('are mail templates for clients in one language, by our categories', async () => {
    const templates = await panel.mail.templates(host.knex);
    expect(
      templates.map(({ name, category, custom, disabled }) => [name, category, custom, disabled]),
    ).to.deep.equal([
      ['Account:Suspended', 'product', false, false],
      ['Details:Signup', 'general', false, false],
      ['Domain:Renewal', 'domain', false, false],
      ['Invoice:New', 'invoice', false, false],
      ['Invoice:Reminder', 'invoice', false, false],
      ['Our news', 'general', true, true],
      ['Ticket:Reply', 'support', false, false],
    ]);
  });
});

describe('A database of neither panel', () => {
  it('is none, also with a table that is named alike', async () => {
    const database = await emptyDatabase();
    await database.knex.raw('CREATE TABLE hb_something (id int)');
    await database.knex.raw('CREATE TABLE hbxclient_details (id int)');
    const failure = await findPanel(database.knex).then(() => 'it was found', String);
    await database.drop();
    expect(failure).to.contain('No billing panel was found');
  });
});
