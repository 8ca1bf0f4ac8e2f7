// Who a login is and what the panel lets it do, read anew at every request, in both eras and on every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { PanelIdentity } from '../../module/permissions/actor.js';
import { loginIdentity, onEveryProfile, permissionRow, type Subject } from './profiles.js';

// What WHMCS's one key for tickets opens.
const TICKETS = ['support.close', 'support.open', 'support.view'];

/** The identity that this era gives a login by its id: a user's in era 8, a contact's in era 7. */
const byId = (on: Subject, clientId: number, id: number): PanelIdentity => ({
  kind: 'login',
  clientId,
  userId: on.profile.era === 8 ? id : null,
  contactId: on.profile.era === 8 ? null : id,
});

onEveryProfile('A login', (on) => {
  const read = async (identity: PanelIdentity, tx: Knex = on.db) => {
    const actor = await on.panel.logins.read(identity, tx);
    return actor && { kind: actor.kind, name: actor.name, granted: [...actor.access.permissions].toSorted() };
  };

  it('A4 is the owner, or a sub-account with what the panel grants', async () => {
    const { ownerOfClient1, ownerOfClient2, managesContacts, fewPermissions } = on.cast;
    expect(await read(loginIdentity(ownerOfClient1))).to.deep.equal({
      kind: 'owner',
      name: 'Ann Lee',
      granted: [],
    });
    expect(await read(loginIdentity(ownerOfClient2))).to.include({ kind: 'owner', name: 'Mira Janssens' });
    expect(await read(loginIdentity(managesContacts))).to.deep.equal({
      kind: 'sub-account',
      name: 'Cy Diaz',
      granted: ['contacts.manage', 'profile.edit', ...TICKETS],
    });
    expect(await read(loginIdentity(fewPermissions))).to.deep.equal({
      kind: 'sub-account',
      name: 'Bo Chen',
      granted: ['billing.invoices', ...TICKETS],
    });
  });

  it('of another client is nobody here', async () => {
    for (const login of [on.cast.managesContacts, on.cast.fewPermissions]) {
      expect(await read({ ...loginIdentity(login), clientId: 2 } as PanelIdentity)).to.equal(undefined);
      expect(await read({ ...loginIdentity(login), clientId: 999_999 } as PanelIdentity)).to.equal(undefined);
    }
    expect(await read(byId(on, 1, 999_999))).to.equal(undefined);
    expect(await read(byId(on, 1, -1))).to.equal(undefined);
  });

  it('of the other era is nobody', async () => {
    const { clients, contacts } = on.rows;
    const login = { kind: 'login', clientId: clients.staleSubAccounts } as const;
    if (on.profile.era === 8) {
      // The mark, the hash and the permissions are still in the row, left by the upgrade.
      const contactId = contacts.staleSubAccount;
      expect(await read({ ...login, userId: null, contactId })).to.equal(undefined);
      expect(await read({ ...login, userId: null, contactId: 0 })).to.equal(undefined);
      expect(await read({ ...login, userId: contactId, contactId })).to.equal(undefined);
    } else {
      expect(await read({ ...login, userId: 1, contactId: null })).to.equal(undefined);
      expect(await read(byId(on, login.clientId, contacts.staleSubAccount))).to.deep.equal({
        kind: 'sub-account',
        name: 'Stale Login',
        granted: ['billing.invoices', 'contacts.manage', 'profile.edit', ...TICKETS],
      });
    }
    expect(await read(byId(on, login.clientId, contacts.hashWithoutSubAccount))).to.equal(undefined);
    expect(await read({ ...login, userId: null, contactId: null })).to.equal(undefined);
  });

  it('P6 ends at once with its link, its mark or its client', async () => {
    const login = on.cast.managesContacts;
    const ends: ((tx: Knex) => Promise<unknown>)[] = [
      (tx) => tx('tblclients').where({ id: login.clientId }).delete(),
      on.profile.era === 8
        ? (tx) => permissionRow(on, login, tx).delete()
        : (tx) => permissionRow(on, login, tx).update({ subaccount: 0 }),
      on.profile.era === 8
        ? (tx) => tx('tblusers').where({ id: login.userId }).delete()
        : (tx) => permissionRow(on, login, tx).delete(),
    ];
    for (const end of ends) {
      await on.trial(async (tx) => {
        expect(await read(loginIdentity(login), tx)).to.include({ name: 'Cy Diaz' });
        expect(await end(tx)).to.equal(1);
        expect(await read(loginIdentity(login), tx)).to.equal(undefined);
      });
    }
  });

  it('P6 loses a right at the next read', async () => {
    await on.trial(async (tx) => {
      await permissionRow(on, on.cast.managesContacts, tx).update({ permissions: 'tickets' });
      expect((await read(loginIdentity(on.cast.managesContacts), tx))?.granted).to.deep.equal(TICKETS);
    });
  });

  it('of several clients has in each what it holds there', async () => {
    const { ownerOfOneOfThree, withoutContact } = on.rows.logins;
    const { clients } = on.rows;
    if (ownerOfOneOfThree === null || withoutContact === null) {
      expect(on.profile.era).to.equal(7);
      return;
    }
    const at = (clientId: number) => read(byId(on, clientId, ownerOfOneOfThree));
    expect(await at(clients.sharedUserOwns)).to.include({ kind: 'owner' });
    expect(await at(clients.sharedUserHelps)).to.deep.include({
      kind: 'sub-account',
      granted: ['contacts.manage', ...TICKETS],
    });
    const invoices = { kind: 'sub-account', granted: ['billing.invoices'] };
    expect(await at(clients.sharedUserReads)).to.deep.include(invoices);
    expect(await at(clients.withoutOwner)).to.equal(undefined);
    const alone = await read(byId(on, clients.withoutOwner, withoutContact));
    expect(alone).to.deep.include({ kind: 'sub-account', granted: ['contacts.manage', ...TICKETS] });
    expect(await read(byId(on, clients.goneOwner, 900_001))).to.equal(undefined);
  });

  it('shows its name as people read it', async () => {
    const login = on.cast.managesContacts;
    await on.trial(async (tx) => {
      if (on.profile.era === 8)
        await tx('tblusers').where({ id: login.userId }).update({ last_name: 'O&#039;Hara' });
      else await tx('tblcontacts').where({ id: login.contactId }).update({ lastname: 'O&#039;Hara' });
      expect((await read(loginIdentity(login), tx))?.name).to.equal(`Cy O'Hara`);
    });
  });

  it('of staff is known while not disabled', async () => {
    const staff = (staffId: number) => read({ kind: 'staff', staffId });
    expect(await staff(on.cast.staff.staffId)).to.deep.equal({
      kind: 'staff',
      name: 'Sam de Vries',
      granted: [],
    });
    expect(await staff(3)).to.equal(undefined);
    expect(await staff(999)).to.equal(undefined);
  });
});
