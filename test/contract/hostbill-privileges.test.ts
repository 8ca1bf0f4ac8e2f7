// What HostBill is told of a login through its API, whichever way it takes it: sets that are replaced or merged, answers
// that tell much or little, a panel that is silent just when something is taken away (P6, P7; hosts.md §2.4, §2.7).
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { PanelAccess } from '../../module/panels/panel.js';
import type { FakeOptions } from '../../module/panels/hostbill/sample/fake-api.js';
import { ConflictError, UnavailableError } from '../../module/support/errors.js';
import type { Permission } from '../../module/permissions/catalogue.js';
import { openHostBill } from './every-panel.js';
import { rolledBack } from './profiles.js';

const BO = { userId: null, contactId: 101 };
const DEE = { userId: null, contactId: 104 };
const IDENTITY = { kind: 'login', clientId: 1, ...BO } as const;

const allowing = (...permissions: Permission[]): PanelAccess => ({
  permissions,
  serviceFunctions: [],
  domainFunctions: [],
});

const SILENCES: FakeOptions['failure'][] = ['html', 'error', 'cut'];

describe('HostBill’s privileges', () => {
  let host: Awaited<ReturnType<typeof openHostBill>>;
  let defaults: FakeOptions;
  before(async () => {
    host = await openHostBill('hostbill');
    defaults = { ...host.api.options };
  });
  after(() => host.drop());
  afterEach(async () => {
    Object.assign(host.api.options, defaults);
    await host.restore();
  });

  const logins = () => host.panel.logins;
  const held = async (contactId = BO.contactId): Promise<string[]> => {
    const row = (await host.knex('sample_privileges').where('contact_id', contactId).first()) as
      { privileges: string } | undefined;
    return Object.keys(JSON.parse(row?.privileges ?? '{}') as object).toSorted();
  };
  const give = (access: PanelAccess, tx: Knex = host.knex) => logins().setPermissions(1, BO, access, tx);
  const due = (): PromiseLike<object[]> =>
    host.knex('mod_liaison_panel_logins').whereNotNull('due_at').select('contact_id', 'state');
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (error: unknown) => error,
    );

  it('are what HostBill’s own staff gave, after a sweep', async () => {
    expect(await held()).to.deep.equal(['billing.payinvoice', 'support.newticket', 'support.tickets']);
    expect((await logins().read(IDENTITY, host.knex))?.access).to.deep.equal(
      allowing('billing.invoices', 'support.open', 'support.view'),
    );
  });

  for (const privileges of ['replaced', 'merged'] as const) {
    it(`are exactly what was given, where a set is ${privileges}`, async () => {
      host.api.options.privileges = privileges;
      expect(await give(allowing('support.view', 'profile.edit'))).to.equal('saved');
      expect(await held()).to.deep.equal(['misc.editmain', 'support.tickets']);
    });
  }

  it('keep those that we do not know, and per service too', async () => {
    const own = { 'orders.quote': '1', 'services.12.basic': '1', 'support.tickets': '1' };
    await host
      .knex('sample_privileges')
      .where('contact_id', 101)
      .update({ privileges: JSON.stringify(own) });
    await give(allowing('profile.edit'));
    expect(await held()).to.deep.equal(['misc.editmain', 'orders.quote', 'services.12.basic']);
    // Who is suspended keeps nothing there; with the login it comes back.
    await logins().suspend(1, BO, host.knex);
    expect(await held()).to.deep.equal([]);
    await logins().resume(1, BO, allowing('profile.edit'), host.knex);
    expect(await held()).to.deep.equal(['misc.editmain', 'orders.quote', 'services.12.basic']);
  });

  it('are the smallest set where an empty one is refused', async () => {
    host.api.options.emptySet = 'refused';
    await logins().suspend(1, BO, host.knex);
    expect(await held()).to.deep.equal(['support.closeticket']);
    expect(await due()).to.deep.equal([]);
  });

  it('P7 are as wide as HostBill can say: all services for one', async () => {
    await give({
      ...allowing('billing.contracts'),
      serviceFunctions: ['view', 'signOn'],
      domainFunctions: ['manage'],
    });
    expect(await held()).to.deep.equal(['services.basic']);
  });

  it('that it does not offer are held by us alone', async () => {
    host.api.options.available = 'flat';
    await give(allowing('affiliates.access', 'support.view'));
    expect(await held()).to.deep.equal(['misc.affiliates', 'support.tickets']);
  });

  for (const silence of SILENCES) {
    it(`P6 taken away hold for us at once, also when HostBill is silent (${silence}), and are told it later`, async () => {
      host.api.options.failure = silence;
      expect(await give(allowing('support.view'))).to.equal('saved');
      await logins().suspend(1, BO, host.knex);
      expect(await logins().read(IDENTITY, host.knex)).to.equal(undefined);
      expect(await held()).to.include('billing.payinvoice');
      expect(await due()).to.deep.equal([{ contact_id: 101, state: 'off' }]);
      await host
        .knex('mod_liaison_panel_logins')
        .whereNotNull('due_at')
        .update({ due_at: '2026-01-01 00:00:00' });
      const sweep = await failure(host.panel.catchUp?.(host.knex) as Promise<void>);
      expect(sweep).to.be.instanceOf(UnavailableError);
      expect(await due()).to.have.length(1);
      host.api.options.failure = 'none';
      await host.panel.catchUp?.(host.knex);
      expect(await held()).to.deep.equal([]);
      expect(await due()).to.deep.equal([]);
      expect(await logins().read(IDENTITY, host.knex)).to.equal(undefined);
    });
  }

  it('taken away that HostBill refuses to give up are tried again', async () => {
    host.api.options.allowed = ['getClientContact', 'getTicketDepts'];
    expect(await give(allowing('support.view'))).to.equal('saved');
    expect(await due()).to.have.length(1);
    host.api.options.allowed = undefined;
    await host
      .knex('mod_liaison_panel_logins')
      .whereNotNull('due_at')
      .update({ due_at: '2026-01-01 00:00:00' });
    await host.panel.catchUp?.(host.knex);
    expect(await held()).to.deep.equal(['support.tickets']);
  });

  it('given to somebody are given by both or by neither', async () => {
    const person = { contactId: 104, firstName: 'Dee', lastName: 'Okafor', email: 'hostmaster@example.com' };
    const proven = { ...person, language: undefined, emailProven: true };
    const activate = (tx: Knex) =>
      logins().activate(1, proven, { existing: DEE }, allowing('support.view'), tx);
    host.api.options.failure = 'cut';
    await rolledBack(host.knex, async (tx) => {
      expect(await failure(activate(tx))).to.be.instanceOf(UnavailableError);
    });
    expect(await logins().find(1, DEE, host.knex)).to.equal(undefined);
    Object.assign(host.api.options, { failure: 'none', allowed: ['getClientContact'] });
    await rolledBack(host.knex, async (tx) => {
      const refusal = await failure(activate(tx));
      expect(refusal).to.be.instanceOf(ConflictError);
      expect((refusal as ConflictError).reason).to.deep.equal({
        key: 'panels:api.refused',
        params: { words: 'Function not allowed for this key' },
      });
    });
    expect(await held(104)).to.deep.equal([]);
    host.api.options.allowed = undefined;
    expect(await activate(host.knex)).to.deep.equal(DEE);
    expect(await held(104)).to.deep.equal(['support.tickets']);
  });

  it('A3 come with no password of ours: HostBill sets its own', async () => {
    const person = { contactId: 104, firstName: 'Dee', lastName: 'Okafor', email: 'hostmaster@example.com' };
    const asked = host.api.asked.length;
    const proven = { ...person, language: undefined, emailProven: false };
    const credential = { passwordHash: '$2y$10$none' };
    expect(await logins().activate(1, proven, credential, allowing('support.view'), host.knex)).to.equal(
      'taken',
    );
    expect(logins().passwordRefusal('a long enough password')?.key).to.equal('panels:api.passwordElsewhere');
    expect(host.api.asked.length).to.equal(asked);
  });

  it('that HostBill’s own staff take away are gone after the next look', async () => {
    await give(allowing('support.view', 'profile.edit'));
    await host
      .knex('sample_privileges')
      .where('contact_id', 101)
      .update({ privileges: '{"support.tickets":"1"}' });
    await host.knex('mod_liaison_panel_logins').update({ read_at: '2026-01-01 00:00:00' });
    await host.panel.catchUp?.(host.knex);
    expect((await logins().read(IDENTITY, host.knex))?.access).to.deep.equal(allowing('support.view'));
  });

  it('of a contact that is gone are forgotten', async () => {
    for (const table of ['hb_client_details', 'hb_client_access'])
      await host.knex(table).where('id', 101).delete();
    await host.panel.catchUp?.(host.knex);
    expect(await host.knex('mod_liaison_panel_logins').where('contact_id', 101).first()).to.equal(undefined);
  });

  it('are never written for a guest, a client or another client’s contact', async () => {
    for (const contactId of [1, 2, 1001, 999_999]) {
      const asked = host.api.asked.length;
      const ref = { userId: null, contactId };
      const answer = await failure(logins().resume(1, ref, allowing('support.view'), host.knex));
      expect(answer === 'done' || answer instanceof ConflictError, String(contactId)).to.equal(true);
      const calls = host.api.asked.slice(asked).map(({ call }) => call);
      expect(calls, String(contactId)).to.deep.equal(['getClientContact']);
    }
  });
});
