// Contacts written through HostBill's API, with its traps (hosts.md §2.4): two ids that must not be mixed up, answers with
// secrets in them, refusals of any status, calls that come twice, and what only HostBill's own pages can change.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { createHostBillApi } from '../../module/panels/hostbill/api.js';
import type { FakeOptions } from '../../module/panels/hostbill/sample/fake-api.js';
import type { PanelFields } from '../../module/panels/panel.js';
import { ConflictError, InputError, UnavailableError } from '../../module/support/errors.js';
import { openHostBill } from './every-panel.js';
import { NO_FIELDS, rolledBack } from './profiles.js';

const HANS: PanelFields = {
  ...NO_FIELDS,
  firstName: 'Hans',
  lastName: 'Vermeer',
  email: 'hans@corp.example',
};

describe('HostBill’s contacts', () => {
  let host: Awaited<ReturnType<typeof openHostBill>>;
  let defaults: FakeOptions;
  before(async () => {
    host = await openHostBill('hostbill');
    defaults = { ...host.api.options };
  });
  after(() => host.drop());
  beforeEach(() => host.api.asked.splice(0));
  afterEach(async () => {
    Object.assign(host.api.options, defaults);
    await host.restore();
  });

  const calls = (): string[] => host.api.asked.map(({ call }) => call);
  const records = async (): Promise<number> =>
    ((await host.knex('hb_client_details').pluck('id')) as number[]).length;
  const failure = (work: Promise<unknown>): Promise<unknown> =>
    work.then(
      () => 'done',
      (error: unknown) => error,
    );
  const find = (contactId: number, on: Knex = host.knex) => host.panel.contacts.find(1, contactId, on);

  it('C2 are made by HostBill itself, with a password that nobody knows', async () => {
    const contactId = await host.panel.contacts.insert(1, HANS, host.knex);
    expect(calls()).to.deep.equal(['addClientContact', 'getClientContact']);
    const { id, password, password2, ...fields } = host.api.asked[0]?.fields ?? {};
    expect(fields).to.deep.equal({ firstname: 'Hans', lastname: 'Vermeer', email: 'hans@corp.example' });
    expect([id, password2]).to.deep.equal(['1', password]);
    expect(password).to.match(/^[\w-]{24}$/);
    expect(await find(contactId)).to.include({ ...HANS, contactId });
  });

  it('D2 are made once, though the transaction around is tried again', async () => {
    const before = await records();
    const ids: number[] = [];
    for (let round = 0; round < 3; round += 1)
      ids.push(await rolledBack(host.knex, (tx) => host.panel.contacts.insert(1, HANS, tx)));
    expect(new Set(ids).size).to.equal(1);
    expect(await records()).to.equal(before + 1);
    // Somebody else is somebody else.
    await host.panel.contacts.insert(1, { ...HANS, email: 'other@corp.example' }, host.knex);
    expect(await records()).to.equal(before + 2);
  });

  it('C2 that HostBill refuses are refused in its words, whatever the status', async () => {
    host.api.options.uniqueEmails = true;
    for (const refusalStatus of [200, 403, 422]) {
      host.api.options.refusalStatus = refusalStatus;
      const refusal = await failure(
        host.panel.contacts.insert(1, { ...HANS, email: 'mira@noordzee.example' }, host.knex),
      );
      expect(refusal).to.be.instanceOf(ConflictError);
      expect((refusal as ConflictError).reason.params).to.deep.equal({
        words: 'Email address already exists',
      });
    }
  });

  it('C3 change in what setContactDetails names; the address and the owner only at HostBill', async () => {
    const before = await records();
    const bo = await find(101);
    const ann = await find(0);
    if (!bo || !ann) throw new Error('Ann and Bo are missing');
    const change = (seen: typeof bo, changes: Partial<PanelFields>) =>
      failure(host.panel.contacts.update(1, seen, changes, host.knex));
    const email = await change(bo, { email: 'new@corp.example', city: 'Delft' });
    expect((email as InputError).fields).to.deep.equal({ email: { key: 'panels:api.emailElsewhere' } });
    const owner = await change(ann, { city: 'Delft', phone: '+31201234567' });
    expect((owner as InputError).fields).to.deep.equal({
      'phone.number': { key: 'panels:api.ownerElsewhere' },
      city: { key: 'panels:api.ownerElsewhere' },
    });
    expect(calls()).to.deep.equal([]);
    expect(await find(101)).to.deep.equal(bo);
    expect(await records()).to.equal(before);
  });

  it('D3 are stale when HostBill changed them, also behind our snapshot', async () => {
    await rolledBack(host.knex, async (tx) => {
      const seen = await find(101, tx);
      if (!seen) throw new Error('Bo is missing');
      await host.knex('hb_client_details').where('id', 101).update({ city: 'Delft' });
      expect(await find(101, tx)).to.deep.equal(seen);
      expect(await host.panel.contacts.update(1, seen, { city: 'Mine' }, tx)).to.equal('stale');
    });
    expect(calls()).to.deep.equal(['getClientContact']);
    expect((await find(101))?.city).to.equal('Delft');
  });

  it('C7 are removed by the right one of two ids', async () => {
    const before = await records();
    await host.panel.contacts.remove(1, 110, host.knex);
    expect(host.api.asked.map(({ call, fields }) => [call, fields])).to.deep.equal([
      ['getClientContact', { id: '110' }],
      ['deleteClientContact', { client_id: '110', parent_id: '1' }],
    ]);
    expect(await records()).to.equal(before - 1);
    expect(await host.panel.clients.find(1, host.knex)).to.include({ ownerName: 'Ann Lee' });
  });

  it('C7 that moved to another client or became one meanwhile are not removed', async () => {
    const before = await records();
    for (const parent of [2, 0]) {
      await rolledBack(host.knex, async (tx) => {
        expect((await find(110, tx))?.email).to.equal('jonas@corp.example');
        await host.knex('hb_client_details').where('id', 110).update({ parent_id: parent });
        expect(await failure(host.panel.contacts.remove(1, 110, tx))).to.be.instanceOf(ConflictError);
      });
      await host.restore();
    }
    expect(calls()).to.not.include('deleteClientContact');
    expect(await records()).to.equal(before);
  });

  it('cannot be written while HostBill is silent, and nothing is', async () => {
    const before = await records();
    const bo = await find(101);
    if (!bo) throw new Error('Bo is missing');
    for (const silence of ['html', 'error', 'cut'] as const) {
      host.api.options.failure = silence;
      for (const work of [
        () => host.panel.contacts.insert(1, HANS, host.knex),
        () => host.panel.contacts.update(1, bo, { city: 'Delft' }, host.knex),
        () => host.panel.contacts.remove(1, 110, host.knex),
      ]) {
        const error = await failure(work());
        expect(error, silence).to.be.instanceOf(UnavailableError);
        // It passes by itself: nothing is switched off.
        expect((error as UnavailableError).reason).to.equal(undefined);
      }
    }
    expect(await records()).to.equal(before);
  });

  it('are never waited for without end', async () => {
    host.api.options.delayMs = 2000;
    const started = performance.now();
    const error = await failure(createHostBillApi(host.api.settings, 200).contact(101));
    expect(error).to.be.instanceOf(UnavailableError);
    expect(performance.now() - started).to.be.below(1500);
  });

  it('are read without the secrets that the answer holds', async () => {
    const record = await createHostBillApi(host.api.settings).contact(101);
    const text = JSON.stringify(record, (_key, value: unknown) =>
      value instanceof Map ? [...value] : value,
    );
    expect(text).to.include('bo@corp.example');
    expect(text).to.not.match(/\$2a\$|1111|cardnum|password/);
  });

  it('tell nothing of the key or the answer in an error', async () => {
    host.api.options.failure = 'html';
    const { settings } = host.api;
    const error = (await failure(createHostBillApi(settings).contact(101))) as Error;
    const said = `${error.stack} ${JSON.stringify(error.cause)}`;
    expect(said).to.not.include(settings.key).and.not.include('Sign in');
  });

  it('are refused with a wrong key, in words', async () => {
    const api = createHostBillApi({ ...host.api.settings, key: 'another' });
    const refusal = await failure(api.contact(101));
    expect((refusal as ConflictError).reason.params).to.deep.equal({ words: 'API key is wrong' });
  });
});
