// All clients with everybody in them in one pass: in order, complete, and the same as one by one. Here too: the panel's
// billing contact. On every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
import type { Addressee, StreamedClient } from '../../module/panels/panel.js';
import { streamClients } from '../../module/panels/whmcs/addressees.js';
import { probeWhmcs } from '../../module/panels/whmcs/probe.js';
import { onEveryProfile, wholeRow } from './profiles.js';

async function all<T>(batches: AsyncIterable<T[]>): Promise<T[]> {
  const everything: T[] = [];
  for await (const some of batches) everything.push(...some);
  return everything;
}

onEveryProfile('All clients in one pass', (on) => {
  const clients = (size: number, knex: Knex = on.db): Promise<StreamedClient[]> =>
    all(on.panel.contacts.stream(knex, size));
  const everybody = async (size: number): Promise<Addressee[]> =>
    (await clients(size)).flatMap(({ people }) => [...people]);

  it('come by id, with everybody by id, the owner first, each once, without those of clients that are gone', async () => {
    const found = await clients(100);
    const ids = (await on.db('tblclients').orderBy('id').pluck('id')) as number[];
    expect(found.map(({ clientId }) => clientId)).to.deep.equal(ids);
    expect(ids).to.not.include(on.rows.clients.deleted);
    const rows = (await on.db('tblcontacts').orderBy('id').select('id', 'userid')) as {
      id: number;
      userid: number;
    }[];
    for (const { clientId, people } of found) {
      const own = rows.filter(({ userid }) => userid === clientId).map(({ id }) => id);
      expect(
        people.map(({ contactId }) => contactId),
        String(clientId),
      ).to.deep.equal([0, ...own]);
      expect(people.every((one) => one.clientId === clientId)).to.equal(true);
    }
  });

  it('come in any measure alike, whole clients at a time', async () => {
    const found = await clients(10_000);
    for (const size of [1, 7, 5100]) {
      const batches: number[] = [];
      for await (const some of on.panel.contacts.stream(on.db, size))
        batches.push(some.slice(0, -1).reduce((sum, { people }) => sum + people.length, 0));
      expect(batches.every((before) => before < size)).to.equal(true);
      expect(await clients(size)).to.deep.equal(found);
    }
  });

  it('are neither lost nor doubled where one look at the tables ends and the next begins', async () => {
    const found = await clients(1000);
    const shape = await probeWhmcs(on.db);
    for (const window of [1, 7, 331, found.length]) {
      expect(await all(streamClients(shape, on.db, { size: 1000, window }))).to.deep.equal(found);
    }
  });

  it('come without the contacts that a pass does not need', async () => {
    const found = await clients(1000);
    const some = [1, 3, 999_999];
    for (const switchedOn of ['invoice', 'domain', undefined] as const) {
      const everybodyOf = on.db('tblclients').whereIn('id', some).select('id');
      const passed = await all(on.panel.contacts.stream(on.db, 1000, { switchedOn, everybodyOf }));
      const expected = found.map((client) => ({
        ...client,
        people: client.people.filter(
          ({ clientId, contactId, flags }) =>
            contactId === 0 ||
            contactId === client.billingContactId ||
            some.includes(clientId) ||
            (switchedOn !== undefined && flags[switchedOn]),
        ),
      }));
      expect(passed).to.deep.equal(expected);
      expect(passed.flatMap(({ people }) => people).length).to.be.below(found.flatMap(({ people }) => people).length); // prettier-ignore
    }
  });

  it('are as they are one by one', async () => {
    const billing: number[] = [];
    for (const { clientId, billingContactId } of await clients(1000)) {
      expect(await on.panel.clients.find(clientId, on.db)).to.include({ clientId, billingContactId });
      if (billingContactId > 0) billing.push(clientId);
    }
    expect(billing).to.not.deep.equal([]);
    const people = (await everybody(1000)).filter(({ clientId }) => clientId !== 2);
    expect(people.length).to.be.above(100);
    for (const { clientId, contactId, flags, ...person } of people) {
      const one = await on.panel.contacts.find(clientId, contactId, on.db);
      expect(one, `${clientId}/${contactId}`).to.include(person);
      const single = (await on.panel.mail.flags(clientId, [contactId], on.db)).get(contactId);
      expect(flags, `${clientId}/${contactId}`).to.deep.equal(single);
    }
  });

  it('leave the pool free in between, and give their connection back however they end', async () => {
    // More often than the pool has connections: had one been kept, or come back with half an answer, this would not end.
    for (let round = 0; round < 12; round += 1) {
      for await (const some of on.panel.contacts.stream(on.db, 3)) {
        expect(await on.db('tblclients').where({ id: 1 }).first('id')).to.deep.equal({ id: 1 });
        expect(some.map(({ clientId }) => clientId)).to.deep.equal([1]);
        break;
      }
    }
    expect((await everybody(1000)).length).to.be.above(5100);
  });

  it('are not for transactions, whose connection they would take', async () => {
    await on.trial(async (tx) => {
      const error = await clients(10, tx).catch((thrown: unknown) => thrown);
      const message = 'Rows are streamed outside of transactions';
      expect(error).to.be.an.instanceOf(Error).with.property('message', message);
    });
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
