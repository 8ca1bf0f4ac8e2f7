// The panel's own screens write the same rows at any time (D3): what changed meanwhile is never written over.
import { expect } from 'chai';
import type { Knex } from 'knex';
import { isRetryable } from '../../module/support/database.js';
import { onEveryProfile, seenBy, wholeRow } from './profiles.js';

// What the panel's own screens may do between our reading and our writing.
const MEANWHILE: readonly [string, Record<string, string | number>][] = [
  ['another value', { city: 'Delft' }],
  ['another value in a field that is not changed here', { companyname: 'Else BV' }],
  ['the case of a name', { firstname: 'GRACE' }],
  ['the case of the address', { email: 'Accounts@Corp.example' }],
  ['an accent', { lastname: 'Múller' }],
  ['an emptied number', { phonenumber: '' }],
  ['the country', { country: 'be' }],
];

onEveryProfile('D3 A row that the panel changed meanwhile', (on) => {
  const graceOf = async (knex: Knex) => {
    const row = (await knex('tblcontacts').where({ email: 'accounts@corp.example' }).first('id')) as {
      id: number;
    };
    return row.id;
  };

  it('is stale, and nothing is written', async () => {
    const id = await graceOf(on.db);
    for (const [what, values] of MEANWHILE) {
      await on.trial(async (tx) => {
        const seen = await seenBy(on, 1, id, tx);
        await tx('tblcontacts').where({ id }).update(values);
        const before = await wholeRow(tx, 1, id);
        expect(await on.panel.contacts.update(1, seen, { city: 'Mine' }, tx), what).to.equal('stale');
        expect(await wholeRow(tx, 1, id), what).to.deep.equal(before);
      });
    }
  });

  it('is stale when it was removed, or is another client’s', async () => {
    const id = await graceOf(on.db);
    await on.trial(async (tx) => {
      const seen = await seenBy(on, 1, id, tx);
      expect(await on.panel.contacts.update(2, seen, { city: 'Mine' }, tx)).to.equal('stale');
      expect(await seenBy(on, 1, id, tx)).to.deep.equal(seen);
      await tx('tblcontacts').where({ id }).delete();
      expect(await on.panel.contacts.update(1, seen, { city: 'Mine' }, tx)).to.equal('stale');
    });
  });

  for (const isolation of ['OFF', 'ON']) {
    it(`is stale behind our snapshot too, innodb_snapshot_isolation ${isolation}`, async function () {
      const [flag] = (await on.db.raw(`SHOW VARIABLES LIKE 'innodb_snapshot_isolation'`)) as [unknown[]];
      if (flag.length === 0) this.skip();
      const id = await graceOf(on.db);
      const original = await wholeRow(on.db, 1, id);
      for (const [what, values] of MEANWHILE) {
        const result = await on.trial(async (tx) => {
          await tx.raw(`SET SESSION innodb_snapshot_isolation = ${isolation}`);
          const seen = await seenBy(on, 1, id, tx);
          // Another connection, committed: our transaction still reads the row as it was.
          await on.db('tblcontacts').where({ id }).update(values);
          try {
            expect(await seenBy(on, 1, id, tx), what).to.deep.equal(seen);
            return await on.panel.contacts.update(1, seen, { city: 'Mine' }, tx);
          } catch (error) {
            // With the flag on the server itself refuses; the whole transaction is then tried again.
            if (isolation === 'ON' && isRetryable(error)) return 'refused by the server';
            throw error;
          } finally {
            await tx.raw('SET SESSION innodb_snapshot_isolation = DEFAULT');
          }
        });
        expect(result, what).to.equal(isolation === 'ON' ? 'refused by the server' : 'stale');
        expect(await wholeRow(on.db, 1, id), what).to.deep.equal({ ...original, ...values });
        await on.db('tblcontacts').where({ id }).update(original);
      }
    });
  }
});
