// A login’s permissions, its suspension and its end (P6, P7, A1): which row changes, and that no other does.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { PanelLogins } from '../../module/panels/panel.js';
import { permissionText, type PermissionForm } from '../../module/panels/whmcs/sample/permission-text.js';
import { SAMPLE_HASHES } from '../../module/panels/whmcs/sample/sample-passwords.js';
import { allowing, changedRows, failure, jonas, refById, refOf, stored } from './login-rows.js';
import { loginIdentity, onEveryProfile, permissionRow } from './profiles.js';

const BILLING = allowing('billing.invoices', 'billing.funds');
const NONE = allowing();
const FORMS: readonly PermissionForm[] = ['comma', 'json', 'object', 'serialized'];

onEveryProfile('P7 The permissions of a login', (on) => {
  const bo = () => refOf(on.cast.fewPermissions);
  const text = async (tx: Knex): Promise<unknown> => {
    const row: { permissions: unknown } = await permissionRow(on, on.cast.fewPermissions, tx).first();
    return row.permissions;
  };

  it('are written in the form of its text, with the keys that we do not know', async () => {
    for (const form of FORMS) {
      await on.trial(async (tx) => {
        const before = permissionText(['tickets', 'teleport'], form);
        await permissionRow(on, on.cast.fewPermissions, tx).update({ permissions: before });
        expect(await on.panel.logins.setPermissions(1, bo(), BILLING, tx), form).to.equal('saved');
        const expected =
          form === 'object'
            ? '{"tickets":false,"teleport":true,"invoices":true}'
            : permissionText(['teleport', 'invoices'], form);
        expect(await text(tx), form).to.equal(expected);
        const actor = await on.panel.logins.read(loginIdentity(on.cast.fewPermissions), tx);
        expect([...(actor?.access.permissions ?? [])], form).to.deep.equal(['billing.invoices']);
      });
    }
  });

  it('are written as most logins here keep them, where there was nothing', async () => {
    for (const nothing of [on.profile.era === 8 ? null : '', '', '   ']) {
      await on.trial(async (tx) => {
        await permissionRow(on, on.cast.fewPermissions, tx).update({ permissions: nothing });
        await on.panel.logins.setPermissions(1, bo(), BILLING, tx);
        expect(await text(tx)).to.equal(stored(on, 'invoices'));
      });
    }
  });

  it('are a comma list where no login shows a form', async () => {
    await on.trial(async (tx) => {
      const table = on.profile.era === 8 ? 'tblusers_clients' : 'tblcontacts';
      await tx(table).update({ permissions: '' });
      await on.panel.logins.setPermissions(1, bo(), BILLING, tx);
      expect(await text(tx)).to.equal('invoices');
    });
  });

  it('are the nearest superset that 13 keys can say', async () => {
    const access = {
      permissions: ['support.view', 'sshKeys.manage', 'domains.full'] as const,
      serviceFunctions: ['view', 'billing', 'cancel'] as const,
      domainFunctions: [],
    };
    expect(on.panel.logins.nearest(access)).to.deep.equal({
      permissions: ['billing.orders', 'support.open', 'support.view', 'support.close', 'domains.full'],
      serviceFunctions: ['view', 'upgrade', 'cancel'],
      domainFunctions: ['view', 'nameservers', 'renew', 'manage'],
    });
    await on.trial(async (tx) => {
      await on.panel.logins.setPermissions(1, bo(), access, tx);
      expect((await on.panel.logins.find(1, bo(), tx))?.access).to.deep.equal(
        on.panel.logins.nearest(access),
      );
    });
  });

  it('count as saved also when they are the same', async () => {
    await on.trial(async (tx) => {
      for (const time of ['first', 'second'])
        expect(await on.panel.logins.setPermissions(1, bo(), BILLING, tx), time).to.equal('saved');
    });
  });

  it('change in one row alone, and in none for a login that is not there', async () => {
    await on.trial(async (tx) => {
      const [changed, ...rest] = await changedRows(on, tx, () =>
        on.panel.logins.setPermissions(1, bo(), BILLING, tx),
      );
      expect(changed).to.match(on.profile.era === 8 ? /^tblusers_clients / : /^tblcontacts /);
      expect(rest).to.deep.equal([]);
      const none = await changedRows(on, tx, async () => {
        for (const [clientId, ref] of [
          [2, bo()],
          [1, refById(on, 999_999)],
          [1, { userId: null, contactId: null }],
        ] as const)
          expect(await on.panel.logins.setPermissions(clientId, ref, BILLING, tx)).to.equal('gone');
      });
      expect(none).to.deep.equal([]);
    });
  });

  it('of a user with several clients change in that client alone', async () => {
    const { ownerOfOneOfThree } = on.rows.logins;
    if (ownerOfOneOfThree === null) {
      expect(on.profile.era).to.equal(7);
      return;
    }
    const { sharedUserHelps, sharedUserReads } = on.rows.clients;
    const ref = refById(on, ownerOfOneOfThree);
    await on.trial(async (tx) => {
      const reads = await on.panel.logins.find(sharedUserReads, ref, tx);
      await on.panel.logins.setPermissions(sharedUserHelps, ref, NONE, tx);
      expect((await on.panel.logins.find(sharedUserHelps, ref, tx))?.access).to.deep.equal(NONE);
      await on.panel.logins.end(sharedUserHelps, ref, tx);
      expect(await on.panel.logins.find(sharedUserHelps, ref, tx)).to.equal(undefined);
      expect(await on.panel.logins.find(sharedUserReads, ref, tx)).to.deep.equal(reads);
    });
  });
});

onEveryProfile('A1 A suspended or ended login', (on) => {
  const bo = () => refOf(on.cast.fewPermissions);
  const read = (tx: Knex) => on.panel.logins.read(loginIdentity(on.cast.fewPermissions), tx);
  const isThere = async (tx: Knex) => (await on.panel.logins.find(1, bo(), tx)) !== undefined;

  it('P6 is nobody at the next read, and changes one row', async () => {
    for (const stop of ['suspend', 'end'] as const) {
      await on.trial(async (tx) => {
        const changed = await changedRows(on, tx, () => on.panel.logins[stop](1, bo(), tx));
        expect(changed, stop).to.have.length(1);
        expect(await read(tx), stop).to.equal(undefined);
        expect(await isThere(tx), stop).to.equal(false);
        expect((await on.panel.logins.list(1, tx)).map(({ name }) => name)).to.not.include('Bo Chen');
        // Once more does nothing.
        expect(await changedRows(on, tx, () => on.panel.logins[stop](1, bo(), tx))).to.satisfy(
          (rows: string[]) => on.profile.era === 7 || rows.length === 0,
        );
        expect(await read(tx), stop).to.equal(undefined);
      });
    }
  });

  it('keeps its password while suspended, and is as before when resumed', async () => {
    await on.trial(async (tx) => {
      const before = await on.panel.logins.find(1, bo(), tx);
      await on.panel.logins.suspend(1, bo(), tx);
      const access = before?.access ?? NONE;
      expect(await on.panel.logins.resume(1, bo(), access, tx)).to.equal('saved');
      expect(await on.panel.logins.find(1, bo(), tx)).to.deep.equal({ ...before, lastSignInAt: undefined });
      const [hash] = (await (
        on.profile.era === 8
          ? tx('tblusers').where({ id: bo().userId })
          : tx('tblcontacts').where({ id: bo().contactId })
      ).pluck('password')) as string[];
      expect(hash).to.equal(SAMPLE_HASHES.bcrypt);
      // Twice is once, and may change the access.
      expect(await on.panel.logins.resume(1, bo(), BILLING, tx)).to.equal('saved');
      expect((await on.panel.logins.find(1, bo(), tx))?.access.permissions).to.deep.equal([
        'billing.invoices',
      ]);
    });
  });

  it('leaves nothing to resume where the contact was the login, and the user where it was not', async () => {
    await on.trial(async (tx) => {
      await on.panel.logins.end(1, bo(), tx);
      if (on.profile.era === 8) {
        expect(await tx('tblusers').where({ id: bo().userId })).to.have.length(1);
        expect(await on.panel.logins.resume(1, refById(on, 999_999), BILLING, tx)).to.equal('gone');
        return;
      }
      const row: unknown = await tx('tblcontacts')
        .where({ id: bo().contactId })
        .first('subaccount', 'password', 'permissions', 'pwresetkey');
      expect(row).to.deep.equal({ subaccount: 0, password: '', permissions: '', pwresetkey: '' });
      expect(await on.panel.logins.resume(1, bo(), BILLING, tx)).to.equal('gone');
    });
  });

  it('is not resumed where its address signs in as somebody else meanwhile', async () => {
    if (on.profile.era === 8) return;
    await on.trial(async (tx) => {
      await on.panel.logins.suspend(1, bo(), tx);
      const person = { ...(await jonas(tx)), email: 'bo@corp.example' };
      await tx('tblcontacts').where({ id: person.contactId }).update({ email: person.email });
      const passwordHash = SAMPLE_HASHES.bcrypt;
      expect(await on.panel.logins.activate(1, person, { passwordHash }, NONE, tx)).to.be.an('object');
      expect(await on.panel.logins.resume(1, bo(), BILLING, tx)).to.equal('taken');
    });
  });

  it('never is the owner', async () => {
    const owner = refOf(on.cast.ownerOfClient1);
    const writes: Record<string, (logins: PanelLogins, tx: Knex) => Promise<unknown>> = {
      setPermissions: (logins, tx) => logins.setPermissions(1, owner, NONE, tx),
      suspend: (logins, tx) => logins.suspend(1, owner, tx),
      resume: (logins, tx) => logins.resume(1, owner, BILLING, tx),
      end: (logins, tx) => logins.end(1, owner, tx),
      setPassword: (logins, tx) => logins.setPassword(1, owner, SAMPLE_HASHES.bcrypt, tx),
    };
    for (const [what, write] of Object.entries(writes)) {
      await on.trial(async (tx) => {
        const changed = await changedRows(on, tx, async () => {
          expect(await failure(write(on.panel.logins, tx)), what).to.include('never written');
        });
        expect(changed, what).to.deep.equal([]);
        expect(await on.panel.logins.read(loginIdentity(on.cast.ownerOfClient1), tx)).to.include({
          kind: 'owner',
        });
      });
    }
  });

  it('is not another client’s to stop', async () => {
    await on.trial(async (tx) => {
      const changed = await changedRows(on, tx, async () => {
        await on.panel.logins.suspend(2, bo(), tx);
        await on.panel.logins.end(2, bo(), tx);
      });
      expect(changed).to.deep.equal([]);
    });
  });
});
