// Contacts written into the panel's rows: added, changed and removed, and nothing else touched. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { PanelFields } from '../../module/panels/panel.js';
import { onEveryProfile, seenBy, wholeRow, type Subject } from './profiles.js';

const HANS: PanelFields = {
  firstName: 'Hans',
  lastName: `O'Hara & Sons`,
  companyName: '100% "Vermeer" \\ Co_',
  email: 'hans@corp.example',
  phone: '+31682212341',
  address1: 'Singel 7',
  address2: 'c/o Mill',
  city: 'Leiden',
  state: '',
  postalCode: '2312 AB',
  country: 'NL',
  taxNumber: 'NL1',
};
const CHANGED = { city: 'Haarlem', phone: '+32470123456', country: 'BE', state: '', lastName: 'New' };
const CHANGED_ROW = {
  city: 'Haarlem',
  phonenumber: '+32.470123456',
  country: 'BE',
  state: '',
  lastname: 'New',
};
const REAL_DATE = /^[12]\d{3}-(0[1-9]|1[0-2])-[0-3]\d \d\d:\d\d:\d\d$/;

/** Every client and contact of the awkward rows and the demo's client 1, as pairs. */
async function everyone(on: Subject): Promise<[number, number][]> {
  const contacts = (await on.db('tblcontacts').whereNot('userid', 2).select('userid', 'id')) as {
    userid: number;
    id: number;
  }[];
  const clients = (await on.db('tblclients').select('id')) as { id: number }[];
  expect(contacts.length).to.be.above(60);
  return [
    ...contacts.map(({ userid, id }): [number, number] => [userid, id]),
    ...clients.map(({ id }): [number, number] => [id, 0]),
  ];
}

onEveryProfile('C2 Adding to the panel', (on) => {
  it('names every column and keeps the panel’s conventions', async () => {
    await on.trial(async (tx) => {
      const id = await on.panel.contacts.insert(1, HANS, tx);
      const { created_at, updated_at, pwresetexpiry, ...row } = await wholeRow(tx, 1, id);
      expect(row).to.deep.equal({
        id,
        userid: 1,
        firstname: 'Hans',
        lastname: `O'Hara & Sons`,
        companyname: '100% "Vermeer" \\ Co_',
        email: 'hans@corp.example',
        address1: 'Singel 7',
        address2: 'c/o Mill',
        city: 'Leiden',
        state: '',
        postcode: '2312 AB',
        country: 'NL',
        phonenumber: '+31.682212341',
        ...(on.profile.taxNumber ? { tax_id: 'NL1' } : {}),
        subaccount: 0,
        password: '',
        permissions: '',
        domainemails: 0,
        generalemails: 0,
        invoiceemails: 0,
        productemails: 0,
        supportemails: 0,
        affiliateemails: 0,
        pwresetkey: '',
      });
      for (const date of [created_at, updated_at, pwresetexpiry]) expect(date).to.match(REAL_DATE);
      const age = Date.now() - Date.parse(`${String(created_at).replace(' ', 'T')}Z`);
      expect(Math.abs(age)).to.be.below(15 * 3_600_000);
      const taxNumber = on.profile.taxNumber ? 'NL1' : '';
      const read = { ...HANS, taxNumber, contactId: id, isLogin: false };
      expect(await seenBy(on, 1, id, tx)).to.deep.equal({ ...read, addedAt: created_at });
    });
  });
});

onEveryProfile('C2 Changing the panel’s row', (on) => {
  it('writes the changed columns only, whatever else stands in the row', async () => {
    for (const [clientId, contactId] of await everyone(on)) {
      const who = `${clientId}/${contactId}`;
      await on.trial(async (tx) => {
        const before = await wholeRow(tx, clientId, contactId);
        const seen = await seenBy(on, clientId, contactId, tx);
        expect(await on.panel.contacts.update(clientId, seen, CHANGED, tx), who).to.equal('saved');
        const after = await wholeRow(tx, clientId, contactId);
        expect(after['updated_at'], who).to.match(REAL_DATE);
        expect(after, who).to.deep.equal({
          ...before,
          ...CHANGED_ROW,
          updated_at: after['updated_at'],
        });
        expect(await seenBy(on, clientId, contactId, tx), who).to.deep.equal({ ...seen, ...CHANGED });
      });
    }
  });

  it('touches no other row', async () => {
    await on.trial(async (tx) => {
      const others = () =>
        Promise.all([
          tx('tblcontacts').whereNot({ id: on.rows.contacts.sameEmailFirst }).orderBy('id'),
          tx('tblclients').orderBy('id'),
        ]);
      const before = await others();
      const clientId = on.rows.clients.sameEmailTwice;
      const seen = await seenBy(on, clientId, on.rows.contacts.sameEmailFirst, tx);
      await on.panel.contacts.update(clientId, seen, CHANGED, tx);
      expect(await others()).to.deep.equal(before);
    });
  });

  it('counts a row that already holds the values as saved', async () => {
    await on.trial(async (tx) => {
      const seen = await seenBy(on, 1, 0, tx);
      expect(await on.panel.contacts.update(1, seen, { city: seen.city }, tx)).to.equal('saved');
      expect(await on.panel.contacts.update(1, seen, { city: seen.city }, tx)).to.equal('saved');
    });
  });

  it('keeps a number in words as it is, also when it holds a number', async () => {
    await on.trial(async (tx) => {
      for (const phone of ['call reception ext 4', 'Reception +31 20 123 4567', '+31 20 123 4567 ext. 4']) {
        await on.panel.contacts.update(1, await seenBy(on, 1, 0, tx), { phone }, tx);
        expect((await wholeRow(tx, 1, 0))['phonenumber']).to.equal(phone);
      }
    });
  });

  it('A4 leaves what makes a login alone', async () => {
    const clientId = on.rows.clients.staleSubAccounts;
    await on.trial(async (tx) => {
      const contactId = on.rows.contacts.staleSubAccount;
      const seen = await seenBy(on, clientId, contactId, tx);
      await on.panel.contacts.update(clientId, seen, { email: 'new@awkward.example' }, tx);
      const { subaccount, permissions, password } = await wholeRow(tx, clientId, contactId);
      expect([subaccount, permissions]).to.deep.equal([1, 'profile,contacts,tickets,invoices']);
      expect(password).to.match(/^\$2y\$10\$/);
    });
  });
});

onEveryProfile('C7 Removing from the panel', (on) => {
  const ids = (tx: Knex) => tx('tblcontacts').orderBy('id').pluck('id');

  it('takes the contact alone', async () => {
    await on.trial(async (tx) => {
      const [before, clients] = [await ids(tx), await tx('tblclients').orderBy('id')];
      const gone = on.rows.contacts.zeroDates;
      await on.panel.contacts.remove(on.rows.clients.zeroDates, gone, tx);
      expect(await ids(tx)).to.deep.equal(before.filter((id) => id !== gone));
      expect(await tx('tblclients').orderBy('id')).to.deep.equal(clients);
    });
  });

  it('fails loudly for another client’s contact, a missing one and the owner', async () => {
    await on.trial(async (tx) => {
      const before = await ids(tx);
      for (const [clientId, contactId] of [
        [1, on.rows.contacts.zeroDates],
        [1, 999_999],
        [1, 0],
      ] as const) {
        const failure = await on.panel.contacts.remove(clientId, contactId, tx).then(() => 'none', String);
        expect(failure).to.include('0 rows instead of 1');
      }
      expect(await ids(tx)).to.deep.equal(before);
    });
  });
});
