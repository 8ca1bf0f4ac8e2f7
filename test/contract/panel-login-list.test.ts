// Who can sign in for a client, as the panel knows it, and whose login an address is: on every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { jonas, refById, refOf } from './login-rows.js';
import { onEveryProfile, permissionRow } from './profiles.js';

onEveryProfile('The logins of a client', (on) => {
  const list = (clientId: number, tx: Knex = on.db) => on.panel.logins.list(clientId, tx);
  const find = (clientId: number, id: number) => on.panel.logins.find(clientId, refById(on, id), on.db);

  it('A4 are its owner first and its sub-accounts, with what the panel grants', async () => {
    const { ownerOfClient1, fewPermissions, managesContacts } = on.cast;
    const signedIn = '2026-10-23 12:00:00';
    const common = { secondFactor: false, shared: false };
    expect(await list(1)).to.deep.equal([
      {
        ...common,
        ref: refOf(ownerOfClient1),
        owner: true,
        name: 'Ann Lee',
        email: 'ann@example.com',
        access: { permissions: [], serviceFunctions: [], domainFunctions: [] },
        lastSignInAt: on.profile.era === 8 ? signedIn : undefined,
      },
      {
        ...common,
        ref: refOf(fewPermissions),
        owner: false,
        name: 'Bo Chen',
        email: 'bo@corp.example',
        access: {
          permissions: ['billing.invoices', 'support.open', 'support.view', 'support.close'],
          serviceFunctions: [],
          domainFunctions: [],
        },
        lastSignInAt: on.profile.era === 8 ? signedIn : undefined,
      },
      {
        ...common,
        ref: refOf(managesContacts),
        owner: false,
        name: 'Cy Diaz',
        email: 'cy@corp.example',
        access: {
          permissions: ['support.open', 'support.view', 'support.close', 'profile.edit', 'contacts.manage'],
          serviceFunctions: ['view'],
          domainFunctions: [],
        },
        lastSignInAt: on.profile.era === 8 ? signedIn : undefined,
      },
    ]);
  });

  it('are each found by their ref, and not through another client', async () => {
    for (const login of await list(1)) {
      expect(await on.panel.logins.find(1, login.ref, on.db)).to.deep.equal(login);
      if (!login.owner) expect(await on.panel.logins.find(2, login.ref, on.db)).to.equal(undefined);
      expect(await on.panel.logins.find(999_999, login.ref, on.db)).to.equal(undefined);
    }
    expect(await find(1, 999_999)).to.equal(undefined);
    expect(await on.panel.logins.find(1, { userId: null, contactId: null }, on.db)).to.equal(undefined);
    // A ref of the other era.
    const other = on.profile.era === 8 ? { userId: null, contactId: 0 } : { userId: 1, contactId: null };
    expect(await on.panel.logins.find(1, other, on.db)).to.equal(undefined);
  });

  it('are none for a client that is gone, and never a contact that is no login', async () => {
    expect(await list(999_999)).to.deep.equal([]);
    const { contacts, clients } = on.rows;
    const names = (await list(clients.staleSubAccounts)).map(({ name }) => name);
    // Era 8: what the upgrade left in the contacts is no login.
    const now = on.profile.era === 8 ? ['Stale Moved'] : ['Stale Login', 'Stale Moved'];
    expect(names).to.deep.equal(['Awkward staleSubAccounts', ...now]);
    expect(await find(clients.staleSubAccounts, contacts.hashWithoutSubAccount)).to.equal(undefined);
  });

  it('include those without a contact, and say who opens other clients too', async () => {
    const { ownerOfOneOfThree, withoutContact } = on.rows.logins;
    const { clients } = on.rows;
    if (ownerOfOneOfThree === null || withoutContact === null) {
      expect(on.profile.era).to.equal(7);
      return;
    }
    const [alone, ...rest] = await list(clients.withoutOwner);
    expect(rest).to.deep.equal([]);
    expect(alone).to.deep.include({ name: 'No Contact', owner: false, shared: false });
    const helper = await find(clients.sharedUserHelps, ownerOfOneOfThree);
    expect(helper).to.include({ owner: false, shared: true });
    expect(await find(clients.sharedUserOwns, ownerOfOneOfThree)).to.include({ owner: true, shared: true });
    // A link whose user is gone.
    expect(await list(clients.goneOwner)).to.deep.equal([]);
  });

  it('tell of a second factor, and count an unknown one as on', async () => {
    const { ownerOfClient1 } = on.cast;
    await on.trial(async (tx) => {
      if (on.profile.era === 8)
        await tx('tblusers').where({ id: ownerOfClient1.userId }).update({ second_factor: 'totp' });
      else await tx('tblclients').where({ id: 1 }).update({ authmodule: 'totp' });
      const flags = (await list(1, tx)).map(({ secondFactor }) => secondFactor);
      expect(flags).to.deep.equal([true, false, false]);
      const [known] = await on.panel.logins.findByEmail('ann@example.com', tx);
      expect(known?.secondFactor).to.equal(true);
    });
  });

  it('show texts as people read them, and no zero date', async () => {
    const { fewPermissions } = on.cast;
    await on.trial(async (tx) => {
      const [{ mode }] = (await tx.select({ mode: tx.raw('@@SESSION.sql_mode') })) as [{ mode: string }];
      await tx.raw(`SET SESSION sql_mode = ''`);
      if (on.profile.era === 8) {
        await tx('tblusers').where({ id: fewPermissions.userId }).update({ last_name: 'O&#039;Hara' });
        await permissionRow(on, fewPermissions, tx).update({ last_login: '0000-00-00 00:00:00' });
      } else {
        await permissionRow(on, fewPermissions, tx).update({ lastname: 'O&#039;Hara' });
        await tx('tblclients').where({ id: 1 }).update({ lastlogin: '0000-00-00 00:00:00' });
      }
      await tx.raw('SET SESSION sql_mode = ?', [mode]);
      const logins = await list(1, tx);
      expect(logins[1]?.name).to.equal(`Bo O'Hara`);
      expect(logins[on.profile.era === 8 ? 1 : 0]?.lastSignInAt).to.equal(undefined);
    });
  });
});

onEveryProfile('A5 The login of an address', (on) => {
  const known = async (email: string, tx: Knex = on.db) =>
    (await on.panel.logins.findByEmail(email, tx)).map(({ ref, name, clients }) => ({ ref, name, clients }));

  it('is found whatever the case and the spaces, with its clients', async () => {
    for (const email of ['cy@corp.example', ' CY@Corp.Example ']) {
      expect(await known(email), email).to.deep.equal([
        {
          ref: refOf(on.cast.managesContacts),
          name: 'Cy Diaz',
          clients: [{ clientId: 1, owner: false }],
        },
      ]);
    }
    const { clientId } = { clientId: on.rows.clients.oddTexts };
    const [odd] = await known('odd.owner@awkward.example');
    expect(odd?.clients).to.deep.equal([{ clientId, owner: true }]);
  });

  it('is none for a contact that is no login, for accents and for patterns', async () => {
    for (const email of ['jonas@corp.example', 'çy@corp.example', '%@corp.example', 'cy@corp', ''])
      expect(await known(email), email).to.deep.equal([]);
    const off = await known('off@awkward.example');
    expect(off).to.deep.equal([]);
    // Its client is gone: nobody signs in with it.
    expect(await known('orphan@awkward.example')).to.deep.equal([]);
  });

  it('opens each client that it is linked to, and stays when all links have ended', async () => {
    const id = on.rows.logins.ownerOfOneOfThree;
    if (id === null) {
      expect(on.profile.era).to.equal(7);
      return;
    }
    const { clients } = on.rows;
    const email = `client-${clients.sharedUserOwns}@awkward.example`;
    expect((await known(email))[0]?.clients).to.deep.equal([
      { clientId: clients.sharedUserOwns, owner: true },
      { clientId: clients.sharedUserHelps, owner: false },
      { clientId: clients.sharedUserReads, owner: false },
    ]);
    await on.trial(async (tx) => {
      await tx('tblusers_clients').where({ auth_user_id: id }).delete();
      expect((await known(email, tx)).map((login) => login.clients)).to.deep.equal([[]]);
    });
  });

  it('may be several where a contact is a login', async () => {
    const person = await jonas(on.db);
    await on.trial(async (tx) => {
      if (on.profile.era === 8) return;
      await tx('tblcontacts')
        .where({ id: person.contactId })
        .update({ subaccount: 1, email: 'MIRA@noordzee.example' });
      expect((await known('mira@noordzee.example', tx)).map(({ clients }) => clients)).to.deep.equal([
        [{ clientId: 2, owner: true }],
        [{ clientId: 1, owner: false }],
      ]);
    });
  });
});
