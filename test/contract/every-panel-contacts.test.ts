// Contacts through the port, on every panel alike: owner and contacts, found, listed, added, changed and removed; and
// where a panel cannot, the message says so and nothing is written.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { UnavailableError } from '../../module/support/errors.js';
import type { PanelContact, PanelFields, PassFilter, StreamedClient } from '../../module/panels/panel.js';
import { onEveryPanel, type AnyPanel } from './every-panel.js';
import { NO_FIELDS } from './profiles.js';

const HANS: PanelFields = {
  ...NO_FIELDS,
  firstName: 'Hans',
  lastName: `O'Hara & Sons`,
  companyName: '100% "Vermeer" \\ Co_',
  email: 'hans@corp.example',
  phone: '+31682212341',
  address1: 'Singel 7',
  city: 'Leiden',
  postalCode: '2312 AB',
  country: 'NL',
};

async function seen(on: AnyPanel, contactId: number, tx: Knex): Promise<PanelContact> {
  const contact = await on.panel.contacts.find(1, contactId, tx);
  if (!contact) throw new Error(`No contact ${contactId}`);
  return contact;
}

const idOf = async (on: AnyPanel, email: string, clientId = 1): Promise<number> =>
  (await on.panel.contacts.findByEmail(clientId, email, on.db))?.contactId ?? -1;

/** Every row of every table, as one text. */
async function everything(knex: Knex): Promise<string> {
  const tables = (await knex('information_schema.tables')
    .whereRaw('table_schema = DATABASE()')
    .pluck('table_name')) as string[];
  const rows = await Promise.all(tables.map((table) => knex(table).select()));
  return JSON.stringify(rows);
}

const failure = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => 'done',
    (error: unknown) => error,
  );

onEveryPanel('Contacts', (on) => {
  const has = (): boolean => on.withContacts;
  // What needs contacts is no test where nobody can tell them: there the message is.
  const itWith = on.withContacts ? it : () => undefined;

  it('are on or off as the profile is', () => {
    expect(on.panel.capabilities.contacts.on).to.equal(has());
  });

  it('C2 are the owner as 0 and contacts by id, found and listed alike', async () => {
    const emails = ['ann@example.com', ...(has() ? ['bo@corp.example', 'accounts@corp.example'] : [])];
    for (const email of emails) {
      const found = await on.panel.contacts.findByEmail(1, ` ${email.toUpperCase()} `, on.db);
      expect(found?.email, email).to.equal(email);
      const contactId = found?.contactId ?? -1;
      expect(contactId === 0).to.equal(email === 'ann@example.com');
      expect(await on.panel.contacts.find(1, contactId, on.db)).to.deep.equal(found);
      expect(await on.panel.contacts.list(1, [contactId, 999_999], on.db)).to.deep.equal([found]);
    }
  });

  it('C2 are rows of the relation with the same texts', async () => {
    const rows = (await on.panel.contacts.relation(1, on.db)) as Record<string, unknown>[];
    expect(rows.length).to.equal(has() ? 11 : 1);
    for (const row of rows) {
      const found = await on.panel.contacts.find(1, Number(row['contact_id']), on.db);
      const texts = { firstName: row['first_name'], lastName: row['last_name'], phone: row['phone'] };
      expect(found).to.include({ ...texts, email: row['email'] });
      expect(row['added_at'] ?? undefined).to.equal(found?.addedAt);
    }
  });

  it('I1 are never another client’s, nor a client itself', async () => {
    const people = await on.panel.contacts.addressees([2, 4], on.db);
    const strangers = people.map(({ contactId }) => contactId).filter((id) => id !== 0);
    expect(strangers.length > 5000).to.equal(has());
    const clientIds = [2, 4, 40];
    if (on.panel.id === 'hostbill') {
      // One space of ids: a number that is a client is no contact, not even of itself.
      for (const id of [1, ...clientIds])
        expect(await on.panel.contacts.find(1, id, on.db), String(id)).to.equal(undefined);
    }
    expect(await on.panel.contacts.list(1, strangers.slice(0, 500), on.db)).to.deep.equal([]);
    expect(await on.panel.contacts.findByEmail(1, 'mira@noordzee.example', on.db)).to.equal(undefined);
    expect(await on.panel.contacts.find(999_999, 0, on.db)).to.equal(undefined);
  });

  it('N7 are known by their addresses in any case, owners first, in every client', async () => {
    const { contacts } = on.panel;
    const sought = [
      'BO@corp.example ',
      'ann@example.com',
      'mira@noordzee.example',
      'nobody@corp.example',
      '',
    ];
    // Where nobody can tell contacts from clients, each of them looks like a client.
    const ofBo = has()
      ? { clientId: 1, contactId: await idOf(on, 'bo@corp.example') }
      : { clientId: 101, contactId: 0 };
    const owners = [1, 2].map((clientId) => ({ clientId, contactId: 0 }));
    expect(await contacts.registered(sought, on.db)).to.deep.equal([...owners, ofBo]);
    expect(await contacts.registered(['', ' ', '%'], on.db)).to.deep.equal([]);
  });

  itWith('C2 can be added, and are there in the same transaction', async () => {
    await on.trial(async (tx) => {
      const before = await on.panel.contacts.addressees([1], tx);
      const contactId = await on.panel.contacts.insert(1, HANS, tx);
      const found = await on.panel.contacts.find(1, contactId, tx);
      expect(found).to.include({ ...HANS, contactId, isLogin: false });
      expect(await on.panel.contacts.list(1, [contactId], tx)).to.deep.equal([found]);
      expect(await on.panel.contacts.find(2, contactId, tx)).to.equal(undefined);
      const after = await on.panel.contacts.addressees([1], tx);
      expect(after.length - before.length).to.equal(1);
    });
  });

  itWith('C2 are changed, and no other row with them', async () => {
    const id = await idOf(on, 'accounts@corp.example');
    const other = await idOf(on, 'ines@agency.example');
    await on.trial(async (tx) => {
      const before = await seen(on, id, tx);
      const untouched = await seen(on, other, tx);
      const changes = { city: 'Haarlem', phone: '+32470123456', country: 'BE', lastName: 'New' };
      expect(await on.panel.contacts.update(1, before, changes, tx)).to.equal('saved');
      expect(await seen(on, id, tx)).to.deep.equal({ ...before, ...changes });
      expect(await seen(on, other, tx)).to.deep.equal(untouched);
      expect(await on.panel.contacts.update(1, before, { city: 'Else' }, tx)).to.equal('stale');
      expect(await seen(on, id, tx)).to.deep.equal({ ...before, ...changes });
    });
  });

  itWith('C7 are removed alone; a stranger, a missing one and the owner never', async () => {
    const id = await idOf(on, 'jonas@corp.example');
    const [stranger] = (await on.panel.contacts.addressees([4], on.db)).map(({ contactId }) => contactId);
    const foreign =
      stranger === 0 ? (await on.panel.contacts.addressees([2], on.db)).at(-1)?.contactId : stranger;
    await on.trial(async (tx) => {
      const before = await on.panel.contacts.addressees([1, 2, 4], tx);
      for (const wrong of [0, 999_999, foreign ?? -1]) {
        expect(String(await failure(on.panel.contacts.remove(1, wrong, tx)))).to.include(
          '0 rows instead of 1',
        );
      }
      await on.panel.contacts.remove(1, id, tx);
      expect(await on.panel.contacts.find(1, id, tx)).to.equal(undefined);
      const after = await on.panel.contacts.addressees([1, 2, 4], tx);
      expect(after.length).to.equal(before.length - 1);
    });
  });

  it('come in one pass as they are one by one, the owner first, in any measure alike', async () => {
    const clients = await allClients(on, 700);
    for (const size of [1, 100_000]) expect(await allClients(on, size)).to.deep.equal(clients);
    const ids = clients.map(({ clientId }) => clientId);
    expect(ids).to.deep.equal([...new Set(ids)].toSorted((one, other) => one - other));
    const counts = await on.panel.clients.counts(on.db);
    expect(ids.length).to.equal(counts.clients);
    for (const { clientId, people } of clients) {
      const own = people.map(({ contactId }) => contactId);
      expect(own, String(clientId)).to.deep.equal([...new Set(own)].toSorted((one, other) => one - other));
      expect(own[0], String(clientId)).to.equal(0);
    }
    // The awkward rows of one sample have contacts whose client is gone.
    const people = clients.flatMap((one) => one.people);
    expect(people.length).to.be.within(counts.clients, counts.clients + counts.contacts);
    const some = [1, 2, 4];
    expect(people.filter(({ clientId }) => some.includes(clientId))).to.have.deep.members(
      await on.panel.contacts.addressees(some, on.db),
    );
    for (const { clientId, contactId, email, flags } of clients[0]?.people ?? []) {
      expect(await on.panel.contacts.find(clientId, contactId, on.db)).to.include({ contactId, email });
      const single = (await on.panel.mail.flags(clientId, [contactId], on.db)).get(contactId);
      expect(single).to.deep.equal(flags);
    }
  });

  it('come without those whom a pass does not need', async () => {
    const switchedOn = 'domain';
    const everybodyOf = on.db.queryBuilder().select(on.db.raw('1'));
    const expected = (await allClients(on, 700)).map((client) => ({
      ...client,
      people: client.people.filter(
        ({ clientId, contactId, flags }) =>
          contactId === 0 || contactId === client.billingContactId || clientId === 1 || flags[switchedOn],
      ),
    }));
    expect(await allClients(on, 700, { switchedOn, everybodyOf })).to.deep.equal(expected);
  });

  itWith('come in one pass outside of transactions only, whose connection it would take', async () => {
    await on.trial(async (tx) => {
      const pass = failure(allClients({ ...on, db: tx }, 10));
      expect(String(await pass)).to.include('outside of transactions');
    });
  });
});

async function allClients(
  { panel, db }: AnyPanel,
  size: number,
  only?: PassFilter,
): Promise<StreamedClient[]> {
  const found: StreamedClient[] = [];
  for await (const some of panel.contacts.stream(db, size, only)) found.push(...some);
  return found;
}

onEveryPanel('What a panel cannot hold', (on) => {
  it('is said in words, and nothing is written', async () => {
    const { panel } = on;
    const off = Object.entries(panel.capabilities).filter(([, capability]) => !capability.on);
    for (const [, capability] of off)
      if (!capability.on) expect(capability.because.key).to.match(/^panels:(off|unknown|api)\./);
    const { contacts, mailSwitches, clientMailPreferences, billingContact } = panel.capabilities;
    await on.trial(async (tx) => {
      const before = await everything(tx);
      const flags = (await panel.mail.flags(1, [0], tx)).get(0);
      if (!flags) throw new Error('The owner has no flags');
      const next = { ...flags, general: !flags.general };
      if (!clientMailPreferences.on)
        expect(await failure(panel.mail.setFlags(1, 0, flags, next, tx))).to.be.instanceOf(Error);
      if (!mailSwitches.on)
        expect(await failure(panel.mail.setFlags(1, 101, flags, next, tx))).to.be.instanceOf(Error);
      if (!billingContact.on)
        expect(await failure(panel.clients.setBillingContact(1, 0, 101, tx))).to.be.instanceOf(Error);
      if (!contacts.on)
        expect(await failure(panel.contacts.insert(1, HANS, tx))).to.be.instanceOf(UnavailableError);
      expect(await everything(tx)).to.equal(before);
    });
  });
});
