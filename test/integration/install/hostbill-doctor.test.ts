// `liaison doctor` on HostBill: what the panel holds, what only we do, which functions the key lacks, the least rights in
// its database, and the shape of its tables. It asks with calls that read, and says no value of anybody.
import { expect } from 'chai';
import { checkApi } from '../../../module/install/check-api.js';
import { hostBillApiSetup } from '../../../module/panels/hostbill/api-setup.js';
import { loginOf, SECRET, testApp } from '../../support/app.js';
import { makeUser, urlAs } from '../../support/database-user.js';
import { hostBillFolder, type HostBillFolder } from '../../support/hostbill-folder.js';
import { killCommands, runCommand } from '../../support/run-command.js';

const PASSWORD = 'a long password';

const heldIn = (lines: readonly string[]): string[] =>
  /^✓ Held by the panel: (.*)$/m.exec(lines.join('\n'))?.[1]?.split(', ') ?? [];

describe('HostBill: liaison doctor', function () {
  this.timeout(120_000);
  let host: HostBillFolder;
  const ask = async (...more: string[]) =>
    runCommand(['doctor', host.folder, '--state', host.state, ...more]);
  const lines = async (): Promise<string[]> => (await ask()).out.trimEnd().split('\n');
  before(async () => {
    host = await hostBillFolder();
  });
  after(async () => {
    killCommands();
    await host.remove();
  });
  afterEach(() => {
    Object.assign(host.api.options, { allowed: undefined, failure: 'none' });
  });

  it('without an API says what is off for that, and what to do', async () => {
    expect((await runCommand([...host.install, '--yes'])).code).to.equal(0);
    const found = await lines();
    expect(found).to.include.members([
      '✓ HostBill found by its configuration',
      '✓ Panel found: HostBill (contacts by hb_client_details.parent_id); 40 clients, 177 contacts',
      '▲ Not possible here: What needs the panel’s API is off: LIAISON_HOSTBILL_URL, LIAISON_HOSTBILL_API_ID, LIAISON_HOSTBILL_API_KEY are not set',
      "▲ The panel's API is not set up, so contacts can be looked at and not changed, there are no sub-accounts, and departments are unknown: run liaison install again with --api-url, --api-id and --api-key",
    ]);
    expect(heldIn(found)).to.include('contacts').and.to.not.include('sub-accounts');
  });

  it('with one sees what serve sees: held by the panel, enforced by us, not possible here', async () => {
    expect((await runCommand([...host.install, ...host.apiWords, '--yes'])).code).to.equal(0);
    host.api.asked.length = 0;
    const found = await lines();
    expect(heldIn(found)).to.include.members(['contacts', 'sub-accounts', 'departments', 'services']);
    expect(found).to.include.members([
      '▲ Kept by us alone: The panel has no email categories of contacts: what is chosen here is kept here',
      '▲ Not possible here: Limits by client group are off: nobody has shown where the panel keeps its groups',
      '✓ The API key may call getClientContact',
      '✓ The API key may call getTicketDepts',
      '✓ The secret is the same on both sides',
    ]);
    expect(found.find((line) => line.startsWith('▲ Enforced by us alone'))).to.contain(
      'limits to departments',
    );
    const untried = found.find((line) => line.startsWith('▲ The API key must also allow')) ?? '';
    for (const name of [
      'addClientContact',
      'setContactDetails',
      'deleteClientContact',
      'editContactPermissions',
      'verifyClientLogin',
    ])
      expect(untried).to.contain(`${name} (`);
    expect(new Set(host.api.asked.map(({ call }) => call))).to.deep.equal(
      new Set(['getClientContact', 'getTicketDepts']),
    );
    for (const value of [host.api.settings.key, 'corp.example', 'Chen', '$2a$'])
      expect(found.join('\n')).to.not.contain(value);
  });

  it('names the functions that the key lacks, and what each lack switches off', async () => {
    const { settings, options } = host.api;
    const check = async (): Promise<string[]> => {
      const found: string[] = [];
      await checkApi(hostBillApiSetup, settings, host.database.knex, (level, text) => {
        found.push(`${level} ${text}`);
      });
      return found;
    };
    options.allowed = ['getClientContact'];
    expect((await check()).slice(0, 2)).to.deep.equal([
      '✓ The API key may call getClientContact',
      "▲ The API key may not call getTicketDepts (Function not allowed for this key), which switches off limits by department: add it to the key's functions in the panel",
    ]);
    options.allowed = ['getTicketDepts'];
    expect((await check()).slice(0, 2)).to.deep.equal([
      "✗ The API key may not call getClientContact (Function not allowed for this key), which switches off every change of a contact, and all sub-accounts: add it to the key's functions in the panel",
      '✓ The API key may call getTicketDepts',
    ]);
    options.allowed = [];
    expect(await check()).to.deep.equal([
      "✗ The panel's API refused getClientContact (Function not allowed for this key): check its ID and key, that the key allows this server's IP address, and that getClientContact is among its functions",
    ]);
    options.failure = 'cut';
    expect((await check()).join()).to.match(/^✗ The panel's API at http:\S+ does not answer \(nothing answers there[^✓▲]*$/); // prettier-ignore
  });

  it('--grants prints the columns that are read, nothing that writes, and no hash; that is enough to serve', async () => {
    const { knex, url } = host.database;
    const { out } = await ask('--grants');
    const statements = out.split('\n').filter((line) => line.startsWith('GRANT '));
    const onPanel = statements.filter((statement) => !statement.includes('.`mod_liaison_'));
    expect(onPanel).to.have.length(6);
    for (const statement of onPanel) {
      expect(statement).to.match(/^GRANT SELECT \(`id`[^)]*\) ON `\w+`\.`hb_\w+` TO /);
      expect(statement).to.not.match(/password|card|credit|notes|extra_details/);
    }
    const user = `${host.user}_own`;
    const account = await makeUser(knex, user, PASSWORD);
    for (const statement of statements) await knex.raw(statement.replace(/TO \S+;$/, `TO ${account}`));
    const own = urlAs(url, user, PASSWORD);

    const { api } = host;
    const env = {
      DATABASE_URL: own,
      LIAISON_SECRET: SECRET,
      LIAISON_HOSTBILL_URL: api.settings.url,
      LIAISON_HOSTBILL_API_ID: api.settings.id,
      LIAISON_HOSTBILL_API_KEY: api.settings.key,
    };
    const { name } = host.database;
    await knex.raw(`REVOKE SELECT (lastlogin) ON \`${name}\`.hb_client_access FROM ${account}`);
    expect((await runCommand(['doctor', host.folder], env)).out).to.contain(
      `✗ The database user lacks SELECT on hb_client_access.lastlogin: liaison doctor ${host.folder} --grants prints what it needs`,
    );
    await knex.raw(`GRANT SELECT (lastlogin) ON \`${name}\`.hb_client_access TO ${account}`);
    const limited = (await runCommand(['doctor'], env)).out;
    expect(limited).to.contain('✓ The database user has what it needs, and no more on the whole database');
    const wide = (await runCommand(['doctor'], { ...env, DATABASE_URL: url })).out;
    const seen = (text: string): string[] =>
      text.split('\n').filter((line) => /found|Held|Kept|Not possible|Enforced|API key/.test(line));
    expect(seen(limited)).to.deep.equal(seen(wide));

    const app = await testApp(own, { panelApi: api.settings });
    await app.built.sweep();
    const { cast } = host.database;
    const ann = await app.visitor(loginOf(cast.ownerOfClient1));
    for (const page of ['contacts', 'contacts/102/access', 'roles', 'overview', 'notices', 'company', 'activity'])
      expect((await ann.get(`/client/${page}`)).status, page).to.equal(200); // prettier-ignore
    const sam = await app.visitor({ kind: 'staff', staffId: cast.staff.staffId });
    expect((await sam.get('/admin/clients?q=noord')).status).to.equal(200);
    expect((await ann.submit('/client/contacts/110/edit', { city: 'Delft' })).status).to.equal(303);
    expect((await ann.submit('/client/contacts/102/login/suspend')).status).to.equal(303);
    await app.built.sweep();
    await app.close();
    await knex.raw(`DROP USER ${account}`);
  });

  it('--shape prints tables, columns, types, counts and forms of hashes, and no value', async () => {
    const { knex } = host.database;
    await knex.raw('CREATE TABLE hb_client_privileges (id int, secret text)');
    await knex('hb_client_access').where('id', 2).update('password', '0123456789abcdef0123456789abcdef');
    await knex('hb_client_access').where('id', 3).update('password', '$abc$plain text');
    const { code, out, err } = await ask('--shape');
    await knex.raw('DROP TABLE hb_client_privileges');
    expect([code, err]).to.deep.equal([0, '']);
    expect(out).to.match(/^HostBill \(contacts by hb_client_details\.parent_id\), on \d+/);
    expect(out).to.match(/^hb_client_access \(InnoDB, about \d+ rows\): id int\S* PRI, email varchar\(255\) utf8mb4, /m); // prettier-ignore
    expect(out).to.match(
      /^hb_client_access\.password: \$2a\$08 \d+ times, 32 hex 1 times, another form 1 times$/m,
    );
    expect(out).to.contain('May hold what nobody has shown: hb_client_privileges\n');
    for (const value of ['corp.example', 'Chen', 'plain text', 'abcdef', 'Amsterdam', 'secret'])
      expect(out).to.not.contain(value);
  });
});
