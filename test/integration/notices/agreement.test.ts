// The simulator, the API, the bulk stream and the panel's switches agree, for clients as chance has them. Some hundreds
// here; `npm run proof` does the same with 10,000.
import { expect } from 'chai';
import request from 'supertest';
import type { BulkLine } from '../../../module/notices/bulk.js';
import { createAgreement, type Expected, type Seen } from '../../support/agreement.js';
import { apiClient, makeKey } from '../../support/api-client.js';
import { world } from '../../support/fixture.js';
import { plantRandomClients } from '../../support/random-clients.js';
import { plantRandomRules } from '../../support/random-rules.js';

interface Person {
  contactId: number | null;
  name: string;
  email: string;
  because: { code: string }[];
  expectedToAct: boolean;
  standsIn: boolean;
}

/** Every reason there is to get a notice. */
const CODES =
  'primary type onByHand categoryFromType byDefault sameAddress byPermission billingContact billingContactOfDefault ' +
  'billingContactUntilChosen billingContactStandIn requestAlias defaultAlias firstAdmin aliasStandIn fallbackPrimary ' +
  'fallbackOwner offButRequired offButLast';

for (const era of [8, 7] as const)
  describe(`Clients as chance has them, on whmcs${era}`, function () {
    this.timeout(60_000);
    const w = world(`whmcs${era}`);
    const api = apiClient(() => w, { clientId: null });
    let agreement: ReturnType<typeof createAgreement>;
    let expected: Expected;
    let ids: number[];

    before(async () => {
      const marketIds = await plantRandomRules(w.db);
      ids = await plantRandomClients(w.db, { era, count: 150, seed: 5 + era, marketIds });
      agreement = createAgreement(w.db, w.built.panel, w.clock);
      expected = await agreement.expected(ids);
    });

    const linesOf = (clientId: number, notice: string): BulkLine[] =>
      (expected.get(clientId)?.get(notice) ?? '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as BulkLine);

    it('N1 N5 the bulk stream says of each what is said of it alone', async () => {
      expect(await agreement.bulkDisagrees(expected)).to.deep.equal([]);
      const all = [...expected.values()].flatMap((notices) => [...notices.values()]);
      const codes = new Set(all.flatMap((text) => text.match(/(?<="because":\[)[^\]]+/g) ?? []).join().match(/\w+/g)); // prettier-ignore
      expect([...codes]).to.include.members(CODES.split(' '));
    });

    it('the API gives both: each client on its own, and all of them line by line', async () => {
      const notice = 'invoices-renewals';
      const answer = await request(w.express)
        .get(`/api/v1/notices/${notice}/recipients`)
        .set({ authorization: `Bearer ${await makeKey(w, { clientId: null })}` })
        .buffer(true)
        .parse((res, done) => {
          let text = '';
          res.on('data', (part: Buffer) => (text += part.toString()));
          res.on('end', () => done(null, text));
        });
      expect(answer.headers['content-type']).to.equal('application/x-ndjson; charset=utf-8');
      const lines = (answer.body as string).trimEnd().split('\n');
      const said = lines.map((line) => JSON.parse(line) as BulkLine);
      for (const clientId of ids)
        expect(said.filter((line) => line.clientId === clientId)).to.deep.equal(linesOf(clientId, notice));
      for (const clientId of ids.slice(0, 25))
        for (const { billingAccount = '', recipients } of linesOf(clientId, notice)) {
          const path = `/clients/${clientId}/notices/${notice}/recipients?limit=100&billingAccount=${billingAccount}`;
          const { body } = await api.get(path);
          const people = (body['recipients'] as Person[]).map((one) => ({
            contactId: one.contactId,
            name: one.name,
            email: one.email,
            because: one.because.map(({ code }) => code),
            expectedToAct: one.expectedToAct,
            standsIn: one.standsIn,
          }));
          expect(people, path).to.deep.equal(recipients);
        }
    });

    it('the simulator names the same people', async () => {
      const reached = ids.filter((id) => (linesOf(id, 'product-mail')[0]?.recipients.length ?? 0) > 0);
      for (const clientId of reached.slice(0, 10)) {
        const { $ } = await w.sam.get(`/admin/clients/${clientId}/notices/simulate?notice=product-mail`);
        const cells = $('main table').first().find('tbody td[data-label="Email"] bdi').toArray();
        expect(cells.map((cell) => $(cell).text())).to.deep.equal(
          linesOf(clientId, 'product-mail')[0]?.recipients.map(({ email }) => email),
        );
      }
    });

    it('N2 the panel’s switches are on for whoever gets a category, but for what they cannot say', async () => {
      const { wrong, seen } = await agreement.switchesDisagree(ids);
      expect(wrong).to.deep.equal([]);
      for (const kind of Object.keys(seen) as (keyof Seen)[]) expect(seen[kind], kind).to.be.above(0);
      expect(seen.same).to.be.above(1000);
    });

    it('N2 to bring them up to date changed nobody’s mail', async () => {
      expect(await agreement.bulkDisagrees(expected)).to.deep.equal([]);
      expect(await agreement.expected(ids)).to.deep.equal(expected);
    });
  });
