// The list of a client's contacts over the panel's rows: searched, sorted and paged alike on every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { KnexContactListStore, type ContactListQuery } from '../../module/contacts/list-store.js';
import { addContact } from '../../module/panels/whmcs/sample/sample-logins.js';
import { onEveryProfile, type Subject } from './profiles.js';

// All of a client's contacts: no filter at all, of those that are there and those to come.
const ALL = { q: '', kind: '', types: [], roles: [], sort: '', limit: 25, offset: 0 } as const;

// Planted under the client of tickets, which has no contacts of its own. The key names the row in the tables below.
const PEOPLE = {
  hundred: { firstname: 'Anna', lastname: '100%', email: 'a_b@search.example', phonenumber: '+31.682212341' },
  slash: { firstname: 'back\\slash', lastname: 'O&#039;Brien', email: '  Z@Search.example ' },
  quote: { firstname: 'Qu"ote', lastname: `D'Arcy &amp; Co`, email: 'axb@search.example' },
  native: { firstname: 'Fatima', lastname: 'Zahra', email: 'm@search.example' },
  mobile: { firstname: 'Mo', lastname: 'Bile', email: 'b@search.example', phonenumber: '0031 20 123 4567' },
};
type Person = keyof typeof PEOPLE;
const ADDED = ['2021', '2024', '2022', '2020', '2023'];
const ARABIC = { firstname: 'فاطمة', lastname: 'الزهراء' };

const SEARCHES: readonly [string, readonly (Person | 'owner')[]][] = [
  ['anna', ['hundred']],
  ['ANNA', ['hundred']],
  ['nna 10', ['hundred']],
  ['nobody at all', []],
  ['search.EXAMPLE', ['hundred', 'slash', 'quote', 'native', 'mobile']],
  ['a_b', ['hundred']],
  ['axb@', ['quote']],
  ['%', ['hundred']],
  ['0%', ['hundred']],
  ['_', ['hundred']],
  ['__', []],
  ['\\', ['slash']],
  ['back\\slash', ['slash']],
  ['\\\\', []],
  ['\\%', []],
  [`o'brien`, ['slash']],
  [`'`, ['slash', 'quote']],
  ['"', ['quote']],
  ['arcy & co', ['quote']],
  ['&amp;', []],
  ['#039', []],
  [`' OR 1=1 -- `, []],
  ['682212341', ['hundred']],
  ['0682212341', ['hundred']],
  ['06 8221 2341', ['hundred']],
  ['(06) 8221-2341', ['hundred']],
  ['+31 6 82212341', ['hundred']],
  ['+31.682212341', ['hundred']],
  ['0031682212341', ['hundred']],
  ['+31 6', ['owner', 'hundred', 'mobile']],
  ['020 123', ['mobile']],
  ['06 1111 2222', ['mobile']],
  ['+31 6 9999', []],
  ['😀', []],
];

const SORTED: readonly [ContactListQuery['sort'], readonly (Person | 'owner')[]][] = [
  ['', ['owner', 'hundred', 'slash', 'native', 'mobile', 'quote']],
  ['name', ['hundred', 'owner', 'slash', 'native', 'mobile', 'quote']],
  ['-name', ['quote', 'mobile', 'native', 'slash', 'owner', 'hundred']],
  ['added', ['owner', 'native', 'hundred', 'quote', 'mobile', 'slash']],
  ['-added', ['slash', 'mobile', 'quote', 'hundred', 'native', 'owner']],
];

type Look = (query: Partial<ContactListQuery>) => Promise<string[]>;

async function withPeople(on: Subject, body: (look: Look, tx: Knex.Transaction) => Promise<void>) {
  const clientId = on.rows.clients.tickets;
  await on.trial(async (tx) => {
    const words = new Map<number, string>([[0, 'owner']]);
    for (const [index, [word, person]] of Object.entries(PEOPLE).entries()) {
      const created_at = `${ADDED[index]}-01-01 00:00:00`;
      words.set(await addContact(tx, { ...person, userid: clientId, created_at }), word);
    }
    await tx('tblclients').where({ id: clientId }).update({ created_at: '2019-01-01 00:00:00' });
    const [mobile, quote] = ['mobile', 'quote'].map(
      (wanted) => [...words].find(([, word]) => word === wanted)?.[0] ?? 0,
    );
    const ours = { kind: 'mailbox', title: '', phone_country: '', mobile_country: 'NL' };
    const rest = { street: '', house_number: '', language: '', note: '', mobile_number: '+31611112222' };
    await tx('mod_liaison_contacts').insert([
      { client_id: clientId, contact_id: mobile, ...ours, ...rest },
      // Another client's row with the same number: left over from some other panel, never ours to show.
      { client_id: 1, contact_id: quote, ...ours, ...rest },
    ]);
    const store = new KnexContactListStore(on.panel);
    await body(async (query) => {
      const { items, total } = await store.list(clientId, { ...ALL, ...query }, tx);
      expect(total).to.equal(items.length);
      return items.map(({ contactId }) => words.get(contactId) ?? `unknown ${contactId}`);
    }, tx);
  });
}

onEveryProfile('The list of contacts', (on) => {
  it('CL3 finds a part of a name, an address or a number, every sign meant literally', async () => {
    await withPeople(on, async (look) => {
      for (const [q, expected] of SEARCHES) expect(await look({ q }), q).to.have.members(expected);
    });
  });

  it('CL3 finds other scripts where the charset holds them, and asks in peace where not', async () => {
    await withPeople(on, async (look, tx) => {
      if (on.profile.charset === 'latin1') {
        expect(await look({ q: 'فاطمة' })).to.deep.equal([]);
        return;
      }
      await tx('tblcontacts').where({ email: PEOPLE.native.email }).update(ARABIC);
      for (const q of ['فاطمة', 'طم', 'فاطمة الز']) expect(await look({ q }), q).to.deep.equal(['native']);
    });
  });

  it('CL3 sorts, the owner first unless asked otherwise', async () => {
    await withPeople(on, async (look) => {
      for (const [sort, expected] of SORTED) expect(await look({ sort }), sort).to.deep.equal(expected);
      const byEmail = await look({ sort: 'email' });
      expect(await look({ sort: '-email' })).to.deep.equal(byEmail.toReversed());
      const rest = ['hundred', 'quote', 'mobile', 'owner', 'native'];
      expect(byEmail.filter((word) => word !== 'slash')).to.deep.equal(rest);
    });
  });

  it('C2 reads our row beside the panel’s, of this client only', async () => {
    await withPeople(on, async (look) => {
      expect(await look({ kind: 'mailbox' })).to.deep.equal(['mobile']);
      expect(await look({ kind: 'person', q: 'example' }))
        .to.include('quote')
        .and.not.include('mobile');
    });
  });

  it('shows texts as people read them, legacy numbers as they stand', async () => {
    const store = new KnexContactListStore(on.panel);
    const { items } = await store.list(on.rows.clients.oddTexts, ALL, on.db);
    const phoneOf = (contactId: number) => items.find((item) => item.contactId === contactId)?.phone;
    expect(items[0]).to.include({ contactId: 0, kind: 'owner', email: 'Odd.OWNER@Awkward.Example' });
    expect(phoneOf(on.rows.contacts.phoneInWords)).to.deep.equal({ raw: 'call reception ext 4' });
    expect(phoneOf(on.rows.contacts.phoneDotOnly)).to.deep.equal({ raw: '+31.' });
    const encoded = await store.list(on.rows.clients.entityEncoded, ALL, on.db);
    expect(encoded.items.map(({ lastName }) => lastName)).to.deep.equal([`O'Neil`, `O'Neil`]);
  });

  it('lists and finds one row alike', async () => {
    const { clients } = on.rows;
    const store = new KnexContactListStore(on.panel);
    await on.trial(async (tx) => {
      await tx('tblcontacts')
        .where({ id: on.rows.contacts.emptyCountry })
        .update({ phonenumber: ' +31.6 8221 2341 ', firstname: '&amp;lt;b&amp;#039;' });
      for (const clientId of [clients.oddTexts, clients.entityEncoded, clients.rightToLeft, 1]) {
        const { items } = await store.list(clientId, ALL, tx);
        const rows = (await on.panel.contacts.relation(clientId, tx)) as Record<string, unknown>[];
        expect(rows).to.have.length(items.length).above(1);
        for (const row of rows) {
          const found = await on.panel.contacts.find(clientId, Number(row['contact_id']), tx);
          const texts = { firstName: row['first_name'], lastName: row['last_name'], phone: row['phone'] };
          expect(found).to.include({ ...texts, email: String(row['email']).trim() });
        }
      }
    });
  });

  it('pages through 5,000 contacts, no one twice, the owner first', async () => {
    const store = new KnexContactListStore(on.panel);
    const page = (number: number) => store.list(2, { ...ALL, offset: (number - 1) * 25 }, on.db);
    const ids: number[] = [];
    for (const number of [1, 2, 3, 200, 201]) {
      const { total, items } = await page(number);
      expect(total).to.equal(5001);
      expect(items).to.have.length(number === 201 ? 1 : 25);
      ids.push(...items.map(({ contactId }) => contactId));
    }
    expect(ids[0]).to.equal(0);
    expect(new Set(ids).size).to.equal(ids.length);
    expect(await page(202)).to.deep.equal({ total: 5001, items: [] });
  });

  it('answers for 5,000 contacts in less than 300 ms', async () => {
    const store = new KnexContactListStore(on.panel);
    const queries = ['', 'jan', '047 100', 'no such person', `o'neil & sons`].map((q) => ({ ...ALL, q }));
    for (const query of [...queries, { ...ALL, sort: '-added', offset: 149 * 25 } as const]) {
      // The best of up to ten: what the query costs, not what else the machine was doing.
      let best = Infinity;
      for (let round = 0; round < 10 && best >= 300; round += 1) {
        const start = performance.now();
        await store.list(2, query, on.db);
        best = Math.min(best, performance.now() - start);
      }
      expect(best, `"${query.q}" ${query.sort}`).to.be.below(300);
    }
  });
});
