// Logins through the port, on every panel alike: who can sign in, what they may do, and how that is given and taken. What a
// panel keeps of it differs; what it tells afterwards does not.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { LoginRef, PanelAccess } from '../../module/panels/panel.js';
import { onEveryPanel, type AnyPanel } from './every-panel.js';
import { failure, refOf } from './login-rows.js';
import { loginIdentity } from './profiles.js';

const NOTHING: PanelAccess = { permissions: [], serviceFunctions: [], domainFunctions: [] };
const ACCESS: PanelAccess = {
  permissions: ['billing.invoices', 'support.open', 'support.view', 'profile.edit', 'contacts.manage'],
  serviceFunctions: ['view'],
  domainFunctions: [],
};

onEveryPanel('Logins', (on) => {
  const has = (): boolean => on.withContacts;
  const itWith = on.withContacts ? it : () => undefined;
  const bo = (): LoginRef => refOf(on.cast.fewPermissions);
  const find = (ref: LoginRef, tx: Knex = on.db, clientId = 1) => on.panel.logins.find(clientId, ref, tx);
  const read = (tx: Knex) => on.panel.logins.read(loginIdentity(on.cast.fewPermissions), tx);
  /** Whether HostBill's answers say what its own staff gave, so that a sweep can know it. */
  const knowsBo = async (): Promise<boolean> => (await find(bo())) !== undefined;

  it('are on or off as the profile is', () => {
    expect(on.panel.capabilities.logins.on).to.equal(has());
  });

  it('A4 are the owner first, then those who were given something', async () => {
    const logins = await on.panel.logins.list(1, on.db);
    const names = logins.map(({ name }) => name);
    if (!has()) expect(names).to.deep.equal([]);
    else if (await knowsBo()) expect(names).to.deep.equal(['Ann Lee', 'Bo Chen', 'Cy Diaz']);
    else expect(names).to.deep.equal(['Ann Lee']);
    for (const login of logins) expect(await find(login.ref)).to.deep.equal(login);
    expect(await on.panel.logins.list(999_999, on.db)).to.deep.equal([]);
    const many = await on.panel.logins.listMany([1, 2, 4, 999_999], on.db);
    for (const clientId of [1, 2, 4, 999_999])
      expect(many.get(clientId) ?? []).to.deep.equal(await on.panel.logins.list(clientId, on.db));
  });

  it('I1 are nobody’s through another client', async () => {
    for (const ref of [bo(), refOf(on.cast.managesContacts)]) {
      expect(await find(ref, on.db, 2)).to.equal(undefined);
      expect(await on.panel.logins.read({ kind: 'login', clientId: 2, ...ref }, on.db)).to.equal(undefined);
    }
    const { clientId: _own, ...owner } = loginIdentity(on.cast.ownerOfClient1) as { clientId: number };
    const asAnother = { ...loginIdentity(on.cast.ownerOfClient1), ...owner, clientId: 999_999 };
    expect(await on.panel.logins.read(asAnother, on.db)).to.equal(undefined);
  });

  it('A4 read who somebody is at this moment', async () => {
    const ann = await on.panel.logins.read(loginIdentity(on.cast.ownerOfClient1), on.db);
    expect(ann).to.deep.include({ kind: 'owner', name: 'Ann Lee', access: NOTHING });
    const actor = await read(on.db);
    if (has()) expect(actor).to.include({ kind: 'sub-account', name: 'Bo Chen' });
    else expect(actor).to.equal(undefined);
    expect(await on.panel.logins.read({ kind: 'staff', staffId: 1 }, on.db)).to.include({ kind: 'staff' });
    expect(await on.panel.logins.read({ kind: 'staff', staffId: 999 }, on.db)).to.equal(undefined);
  });

  it('A5 are found by their address in any case, with their client', async () => {
    const found = await on.panel.logins.findByEmail(' BO@Corp.Example ', on.db);
    const expected = has() ? [{ ref: bo(), name: 'Bo Chen', clients: [{ clientId: 1, owner: false }] }] : [];
    expect(found.map(({ ref, name, clients }) => ({ ref, name, clients }))).to.deep.equal(expected);
    for (const email of ['', '%', 'bö@corp.example']) {
      expect(await on.panel.logins.findByEmail(email, on.db), email).to.deep.equal([]);
    }
  });

  itWith('P7 hold the nearest of what they are given, no less, and tell it at once', async () => {
    await on.trial(async (tx) => {
      await begin(on, tx);
      for (const access of [ACCESS, { ...ACCESS, permissions: ['support.view'] } as PanelAccess]) {
        expect(await on.panel.logins.setPermissions(1, bo(), access, tx)).to.equal('saved');
        const nearest = on.panel.logins.nearest(access);
        expect(nearest.permissions).to.include.members([...access.permissions]);
        expect((await find(bo(), tx))?.access).to.deep.equal(nearest);
        expect((await read(tx))?.access).to.deep.equal(nearest);
      }
    });
  });

  itWith('A1 stop at once, come back with what they are given, and end', async () => {
    await on.trial(async (tx) => {
      await begin(on, tx);
      await on.panel.logins.suspend(1, bo(), tx);
      expect(await find(bo(), tx)).to.equal(undefined);
      expect(await read(tx)).to.equal(undefined);
      expect(await on.panel.logins.resume(1, bo(), ACCESS, tx)).to.equal('saved');
      expect((await find(bo(), tx))?.access).to.deep.equal(on.panel.logins.nearest(ACCESS));
      await on.panel.logins.end(1, bo(), tx);
      expect(await find(bo(), tx)).to.equal(undefined);
      expect(await read(tx)).to.equal(undefined);
    });
  });

  itWith('I5 of an owner are never written', async () => {
    const ann = refOf(on.cast.ownerOfClient1);
    await on.trial(async (tx) => {
      for (const write of [
        () => on.panel.logins.setPermissions(1, ann, ACCESS, tx),
        () => on.panel.logins.suspend(1, ann, tx),
        () => on.panel.logins.end(1, ann, tx),
      ])
        expect(await failure(write())).to.include('owner is never written');
      expect(await find(ann, tx)).to.include({ owner: true, name: 'Ann Lee' });
    });
  });

  itWith('are gone when the contact is another client’s or none', async () => {
    await on.trial(async (tx) => {
      const nobody =
        on.panel.id === 'hostbill'
          ? { userId: null, contactId: 999_999 }
          : { ...bo(), userId: -1, contactId: -1 };
      expect(await on.panel.logins.setPermissions(1, nobody, ACCESS, tx)).to.equal('gone');
      expect(await on.panel.logins.setPermissions(2, bo(), ACCESS, tx)).to.equal('gone');
    });
  });

  itWith('are told apart by their passwords, where passwords can be asked', async () => {
    const check = (ref: LoginRef | undefined, password: string) =>
      on.panel.logins.checkPassword(1, ref, password, on.db);
    expect(await check(refOf(on.cast.ownerOfClient1), 'liaison-sample')).to.equal(true);
    expect(await check(bo(), 'liaison-sample')).to.equal(true);
    expect(await check(bo(), 'Liaison-sample')).to.equal(false);
    expect(await check(undefined, 'liaison-sample')).to.equal(false);
  });
});

/** Bo is a login, also where nobody tells that he was one. */
async function begin(on: AnyPanel, tx: Knex): Promise<void> {
  const ref = refOf(on.cast.fewPermissions);
  if (await on.panel.logins.find(1, ref, tx)) return;
  const person = {
    contactId: ref.contactId ?? -1,
    firstName: 'Bo',
    lastName: 'Chen',
    email: 'bo@corp.example',
  };
  const proven = { ...person, language: undefined, emailProven: true };
  expect(await on.panel.logins.activate(1, proven, { existing: ref }, ACCESS, tx)).to.deep.equal(ref);
}
