// Those who started from a preset (AD6): they keep what they have, unless they are taken along, and then only those who
// still have what the preset gave.
import { expect } from 'chai';
import type { Access } from '../../../module/permissions/access.js';
import { SHIPPED_PRESETS } from '../../../module/permissions/presets.js';
import { KnexPresetStore } from '../../../module/presets/store.js';
import { KnexSubAccountStore } from '../../../module/sub-accounts/store.js';
import { formOf, type Answer } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { contactIds, plantSubAccount } from '../../support/sub-accounts.js';

const EDIT = '/admin/presets/accountant/edit';
const ACCOUNTANT = SHIPPED_PRESETS[0]?.permissions ?? [];
const CEILINGS = 'mod_liaison_ceilings';

const textOf = ({ $ }: Answer, part = 'main'): string => $(part).text().replace(/\s+/g, ' ').trim();

describe('Those who started from a preset', () => {
  const w = world();
  const accounts = new KnexSubAccountStore();
  let [bo = 0, cy = 0, emre = 0, grace = 0]: number[] = [];
  let guest = 0;

  const accessOf = async (clientId: number, contactId: number): Promise<Access | undefined> =>
    (await accounts.find(clientId, contactId, w.db))?.access;
  const permissionsOf = async (clientId: number, contactId: number) =>
    (await accessOf(clientId, contactId))?.permissions;
  /** Ticks exactly these of the billing section, and nothing else. */
  const billing = (permissions: readonly string[]): string =>
    permissions.map((one) => `&${encodeURIComponent('billing[]')}=${one}`).join('');

  async function edit(permissions: readonly string[], followers: 'leave' | 'update'): Promise<Answer> {
    const { 'billing[]': _ticked, ...form } = formOf(await w.sam.get(EDIT));
    const body = new URLSearchParams({ ...form, followers }).toString() + billing(permissions);
    return w.sam.post(EDIT, body);
  }

  before(async () => {
    [bo = 0, cy = 0, emre = 0, grace = 0] = await contactIds(w.db, 1, 4);
    // Without a login of the panel's own.
    const logins = w.db('tblusers').select('email');
    const [first] = (await w.db('tblcontacts').where({ userid: 2 }).whereNotIn('email', logins).pluck('id')) as number[]; // prettier-ignore
    guest = first ?? 0;
    const userOf = async (email: string): Promise<number> => {
      const [id = 0] = (await w.db('tblusers').where({ email }).pluck('id')) as number[];
      return id;
    };
    const userId = await userOf('bo@corp.example');
    await w.db('tblusers_clients').where({ auth_user_id: await userOf('cy@corp.example') }).delete(); // prettier-ignore
    const started = { preset: 'accountant', access: { permissions: ACCOUNTANT } };
    const told = { permissions: [], serviceFunctions: [], domainFunctions: [] };
    await plantSubAccount(w.db, { ...started, clientId: 1, contactId: bo, userId, toldPanel: told });
    await plantSubAccount(w.db, { ...started, clientId: 1, contactId: cy, state: 'suspended', userId: null, access: { permissions: ACCOUNTANT, expiresAt: new Date('2030-01-01T00:00:00Z') } }); // prettier-ignore
    await plantSubAccount(w.db, { ...started, clientId: 1, contactId: emre, state: 'invited', access: { permissions: [...ACCOUNTANT, 'profile.edit'] } }); // prettier-ignore
    await plantSubAccount(w.db, { ...started, clientId: 1, contactId: grace, state: 'ended' });
    await plantSubAccount(w.db, { ...started, clientId: 2, contactId: guest, state: 'invited' });
  });

  afterEach(() => w.db(CEILINGS).delete());

  it('are counted, and those whom nobody changed by hand too', async () => {
    const page = await w.sam.get(EDIT);
    expect(textOf(page, '#f-followers')).to.contain('4 people started from this preset');
    expect(textOf(page, '#f-followers')).to.contain('3 of them have what the preset gives');
    expect(formOf(page)).to.include({ followers: 'leave' });
    const gone = await w.sam.get('/admin/presets/accountant/delete');
    expect(textOf(gone)).to.contain('4 people started from it and keep what they have.');
    expect((await w.sam.get('/admin/presets/developer/edit')).$('#f-followers')).to.have.length(0);
  });

  it('keep what they have when they are left', async () => {
    const saved = await w.sam.follow(await edit(['billing.invoices'], 'leave'));
    expect(textOf(saved, '[role=status]')).to.equal('Accountant was saved');
    expect(await permissionsOf(1, bo)).to.deep.equal(ACCOUNTANT);
    expect(textOf(await w.sam.get(EDIT))).to.contain('None of them has what the preset gives');
    await edit(ACCOUNTANT, 'leave');
  });

  it('are taken along when nobody changed them by hand: the log, the mail and the panel follow', async () => {
    const next = [...ACCOUNTANT, 'billing.funds'];
    const saved = await w.sam.follow(await edit(next, 'update'));
    expect(textOf(saved, '[role=status]')).to.equal('Accountant was saved, and 3 people updated');
    for (const [clientId, contactId] of [
      [1, bo],
      [1, cy],
      [2, guest],
    ] as const)
      // prettier-ignore
      expect(await permissionsOf(clientId, contactId), String(contactId)).to.have.members(next);
    expect(await permissionsOf(1, emre)).to.have.members([...ACCOUNTANT, 'profile.edit']);
    expect(await permissionsOf(1, grace)).to.deep.equal(ACCOUNTANT);
    expect((await accessOf(1, cy))?.expiresAt?.toISOString()).to.equal('2030-01-01T00:00:00.000Z');
    const lines = (await w.db('mod_liaison_audit').where({ action: 'access.changed' })) as { client_id: number; contact_id: number; changes: string }[]; // prettier-ignore
    expect(lines.map((line) => [line.client_id, line.contact_id])).to.have.deep.members([[1, bo], [1, cy], [2, guest]]); // prettier-ignore
    expect(JSON.parse(lines[0]?.changes ?? '')).to.deep.equal({
      'access.permission': { before: '', after: 'billing.funds' },
    });
    expect(await w.db('mod_liaison_outbox').where({ mail: 'access-changed' })).to.have.length(1);
    const account = await accounts.find(1, bo, w.db);
    expect(account?.preset).to.equal('accountant');
    expect(account?.from.get('billing.funds')).to.include({ preset: 'accountant' });
    const link = await w
      .db('tblusers_clients')
      .where({ client_id: 1, auth_user_id: account?.userId })
      .first();
    expect(String(link.permissions)).to.contain('invoices');
    expect(textOf(await w.ann.get('/client/activity'))).to.contain('Staff changed what');
  });

  it('I2 get nothing that a ceiling of theirs denies, and keep what they had below one (P6)', async () => {
    await w.db(CEILINGS).insert([
      { level: 'client', level_id: 1, kind: 'permission', name: 'billing.orders', allowed: 0 },
      { level: 'client', level_id: 1, kind: 'permission', name: 'billing.funds', allowed: 0 },
    ]);
    const next = [...ACCOUNTANT, 'billing.funds', 'billing.orders'];
    const saved = await w.sam.follow(await edit(next, 'update'));
    // The others of client 1 have all of it that their client may have, already.
    expect(textOf(saved, '[role=status]')).to.equal('Accountant was saved, and 1 person updated');
    expect(await permissionsOf(2, guest)).to.have.members(next);
    expect(await permissionsOf(1, bo)).to.have.members([...ACCOUNTANT, 'billing.funds']);
  });

  it('keep what they have when it is deleted', async () => {
    const before = await w.db('mod_liaison_sub_accounts').orderBy(['client_id', 'contact_id']);
    expect((await w.sam.submit('/admin/presets/accountant/delete')).status).to.equal(303);
    expect(await w.db('mod_liaison_sub_accounts').orderBy(['client_id', 'contact_id'])).to.deep.equal(before);
    expect((await new KnexPresetStore().list(w.db)).map(({ key }) => key)).to.not.contain('accountant');
  });
});
