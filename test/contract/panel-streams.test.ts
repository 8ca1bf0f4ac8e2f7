// Everybody of all clients in one pass, and all clients: in order, complete, and the same as one by one. Here too: the
// panel's billing contact. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Addressee, StreamedClient } from '../../module/panels/panel.js';
import { streamAddressees } from '../../module/panels/whmcs/addressees.js';
import { probeWhmcs } from '../../module/panels/whmcs/probe.js';
import { addContact } from '../../module/panels/whmcs/sample/sample-logins.js';
import { onEveryProfile, wholeRow } from './profiles.js';

async function all<T>(batches: AsyncIterable<T[]>, batch: number): Promise<T[]> {
  const everything: T[][] = [];
  for await (const some of batches) everything.push(some);
  for (const some of everything.slice(0, -1)) expect(some).to.have.length(batch);
  expect(everything.at(-1)).to.have.length.within(1, batch);
  return everything.flat();
}

const key = ({ clientId, contactId }: { clientId: number; contactId: number }) => `${clientId}/${contactId}`;

onEveryProfile('Everybody in one pass', (on) => {
  const everybody = (batch: number, knex: Knex = on.db): Promise<Addressee[]> =>
    all(on.panel.contacts.stream(knex, batch), batch);

  it('come by client and contact, the owner first, each once, without those of clients that are gone', async () => {
    const people = await everybody(100);
    const expected = (await on
      .db('tblclients')
      .select('id as clientId', on.db.raw('0 as contactId'))
      .unionAll([
        on
          .db('tblcontacts as c')
          .join('tblclients as t', 't.id', 'c.userid')
          .select('c.userid as clientId', 'c.id as contactId'),
      ])) as { clientId: number; contactId: number }[];
    expect(expected.length).to.be.above(5100);
    const ordered = expected.toSorted((a, b) => a.clientId - b.clientId || a.contactId - b.contactId);
    expect(people.map(key)).to.deep.equal(ordered.map(key));
    expect(people.some(({ clientId }) => clientId === on.rows.clients.deleted)).to.equal(false);
  });

  it('come in any measure alike', async () => {
    const people = await everybody(10_000);
    for (const batch of [7, people.length, people.length - 1]) {
      expect(await everybody(batch)).to.deep.equal(people);
    }
  });

  it('are neither lost nor doubled where one look at the tables ends and the next begins', async () => {
    const people = await everybody(10_000);
    const shape = await probeWhmcs(on.db);
    for (const window of [331, people.length]) {
      expect(await all(streamAddressees(shape, on.db, 1000, window), 1000)).to.deep.equal(people);
    }
  });

  it('are as they are one by one', async () => {
    const people = (await everybody(1000)).filter(({ clientId }) => clientId !== 2);
    expect(people.length).to.be.above(100);
    for (const { clientId, contactId, flags, ...person } of people) {
      const one = await on.panel.contacts.find(clientId, contactId, on.db);
      expect(one, `${clientId}/${contactId}`).to.include(person);
      const single = (await on.panel.mail.flags(clientId, [contactId], on.db)).get(contactId);
      expect(flags, `${clientId}/${contactId}`).to.deep.equal(single);
    }
  });

  it('leave the connection free in between, also in a transaction', async () => {
    await on.trial(async (tx) => {
      // Later than every other row, and among the first to come.
      const late = await addContact(tx, {
        userid: 1,
        firstname: 'Late',
        lastname: 'Comer',
        email: 'late@corp.example',
      });
      const found: string[] = [];
      for await (const some of on.panel.contacts.stream(tx, 500)) {
        expect(await tx('tblclients').where({ id: 1 }).first('id')).to.deep.equal({ id: 1 });
        found.push(...some.filter(({ contactId }) => contactId === late).map(key));
      }
      expect(found).to.deep.equal([`1/${late}`]);
    });
  });
});

onEveryProfile('All clients in one pass', (on) => {
  const clients = (batch: number): Promise<StreamedClient[]> =>
    all(on.panel.clients.stream(on.db, batch), batch);

  it('come by id, in any measure alike, with what their summary says', async () => {
    const found = await clients(7);
    const ids = (await on.db('tblclients').orderBy('id').pluck('id')) as number[];
    expect(found.map(({ clientId }) => clientId)).to.deep.equal(ids);
    for (const batch of [1, ids.length, 10_000]) expect(await clients(batch)).to.deep.equal(found);
    for (const client of found) {
      expect(await on.panel.clients.find(client.clientId, on.db)).to.include(client);
    }
    expect(found.some(({ clientGroupId }) => clientGroupId === 900_001)).to.equal(true);
    expect(found.some(({ billingContactId }) => billingContactId > 0)).to.equal(true);
  });
});

onEveryProfile('N3 The panel’s billing contact', (on) => {
  const CLIENT = 1;
  const billing = async (tx: Knex) => (await on.panel.clients.find(CLIENT, tx))?.billingContactId ?? -1;
  const idOf = async (email: string) => {
    const row: { id: number } = await on.db('tblcontacts').where({ email }).first('id');
    return row.id;
  };

  it('is moved in its own column and nowhere else', async () => {
    const dee = await idOf('hostmaster@example.com');
    await on.trial(async (tx) => {
      const others = () => tx('tblclients').whereNot({ id: CLIENT }).orderBy('id');
      const [before, rest] = [await wholeRow(tx, CLIENT, 0), await others()];
      expect(await on.panel.clients.setBillingContact(CLIENT, await billing(tx), dee, tx)).to.equal('saved');
      expect(await wholeRow(tx, CLIENT, 0)).to.deep.equal({ ...before, billingcid: dee });
      expect(await on.panel.clients.setBillingContact(CLIENT, dee, dee, tx)).to.equal('saved');
      expect(await on.panel.clients.setBillingContact(CLIENT, dee, 0, tx)).to.equal('saved');
      expect(await wholeRow(tx, CLIENT, 0)).to.deep.equal({ ...before, billingcid: 0 });
      expect(await others()).to.deep.equal(rest);
    });
  });

  it('D3 stays when another was chosen meanwhile, and is never a stranger', async () => {
    const [dee, grace] = [await idOf('hostmaster@example.com'), await idOf('accounts@corp.example')];
    await on.trial(async (tx) => {
      const before = await wholeRow(tx, CLIENT, 0);
      const move = (seen: number, to: number, clientId = CLIENT) =>
        on.panel.clients.setBillingContact(clientId, seen, to, tx);
      expect(await move(0, dee)).to.equal('stale');
      expect(await move(grace, on.rows.contacts.oddFlags)).to.equal('stale');
      expect(await move(grace, 999_999)).to.equal('stale');
      expect(await move(grace, dee, 2)).to.equal('stale');
      expect(await wholeRow(tx, CLIENT, 0)).to.deep.equal(before);
    });
  });
});
