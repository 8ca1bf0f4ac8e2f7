// Who gets one notice at every client: the stream for a provider's software, and `liaison recipients`.
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import request from 'supertest';
import { buildRouting } from '../../../module/composition/routing.js';
import { KnexMarketStore } from '../../../module/markets/store.js';
import type { BulkLine } from '../../../module/notices/bulk.js';
import { listRecipients } from '../../../module/recipients-command.js';
import { packageRoot } from '../../../module/support/paths.js';
import { UnavailableError } from '../../../module/support/errors.js';
import { apiClient, makeKey } from '../../support/api-client.js';
import { plantAccount } from '../../support/billing-accounts.js';
import { world } from '../../support/fixture.js';

const NOTICE = 'invoices-renewals';

describe('The recipients of one notice at all clients', function () {
  this.timeout(60_000);
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  const provider = apiClient(() => w, { clientId: null });
  const bulk = (key: string) => buildRouting(w.built.panel, w.clock).bulkRecipients(key, w.db);
  let clients: number[];

  before(async () => {
    clients = (await w.db('tblclients').orderBy('id').pluck('id')) as number[];
  });

  const parsed = (text: string): BulkLine[] =>
    text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as BulkLine);

  async function linesOf(notice: string): Promise<BulkLine[]> {
    const lines: BulkLine[] = [];
    for await (const line of await bulk(notice)) lines.push(line);
    return lines;
  }

  it('are a line for each client, by id; and one for each billing account where there are several', async () => {
    const { contactId } = await w.db('tblcontacts').where({ userid: 1 }).orderBy('id').first('id as contactId'); // prettier-ignore
    const accountId = await plantAccount(w.db, { clientId: 1, name: 'Amsterdam', contactId });
    const lines = await linesOf(NOTICE);
    expect(lines.map(({ clientId }) => clientId)).to.deep.equal([1, ...clients]);
    const [byDefault, other] = lines;
    expect([byDefault?.billingAccount, other?.billingAccount]).to.deep.equal([0, accountId]);
    expect(other?.recipients.find((one) => one.contactId === contactId)?.because).to.include(
      'billingContact',
    );
    expect(lines.every(({ notice }) => notice === NOTICE)).to.equal(true);
  });

  it('are none for clients that cannot get it', async () => {
    const resellers = (await linesOf('customer-provisioning')).length;
    expect(resellers).to.be.below(clients.length);
    expect(await linesOf('marketplace-requests')).to.deep.equal([]);
    const market = { code: 'AMS', name: 'Amsterdam', isOpen: true };
    await new KnexMarketStore().insert(market, w.db);
    expect(await linesOf('marketplace-requests')).to.have.length(clients.length);
  });

  it('are made for two at a time, so that others find connections too, and end when nobody reads on', async () => {
    const { bulkRecipients } = buildRouting(w.built.panel, w.clock);
    const [one, two, three] = await Promise.all([1, 2, 3].map(() => bulkRecipients(NOTICE, w.db)));
    if (!one || !two || !three) throw new Error('Not three');
    await one.next();
    await two.next();
    expect(await three.next().catch((error: unknown) => error)).to.be.an.instanceOf(UnavailableError);
    await one.return(undefined);
    const four = await bulkRecipients(NOTICE, w.db);
    expect((await four.next()).done).to.equal(false);
    await Promise.all([two.return(undefined), four.return(undefined)]);
  });

  describe('through the API', () => {
    const ask = async (clientId: number | null, path: string, scopes?: readonly ['contacts:read']) =>
      request(w.express)
        .get(`/api/v1/notices/${path}`)
        .set({ authorization: `Bearer ${await makeKey(w, { clientId, ...(scopes ? { scopes } : {}) })}` })
        .buffer(true)
        .parse((res, done) => {
          let text = '';
          res.on('data', (part: Buffer) => (text += part.toString()));
          res.on('end', () => done(null, text));
        });

    it('come line by line to a provider’s key that names no client', async () => {
      const { status, headers, body } = await ask(null, `${NOTICE}/recipients`);
      expect(status).to.equal(200);
      expect(headers['content-type']).to.equal('application/x-ndjson; charset=utf-8');
      expect(parsed(body as string)).to.deep.equal(await linesOf(NOTICE));
    });

    it('are never a client’s: its key gets its own, as before', async () => {
      const { status, body } = await client.get(`/notices/${NOTICE}/recipients`);
      expect(status).to.equal(200);
      expect(body).to.have.property('recipients');
      const named = await provider.get(`/clients/1/notices/${NOTICE}/recipients`);
      expect(named.body).to.deep.equal(body);
    });

    it('are refused as everything else is', async () => {
      const said = async (...asked: Parameters<typeof ask>): Promise<unknown[]> => {
        const { status, body } = await ask(...asked);
        return [status, (JSON.parse(body as string) as { errorCode: string }).errorCode];
      };
      expect(await said(null, 'nothing/recipients')).to.deep.equal([404, 'notFound']);
      expect(await said(null, `${NOTICE}/recipients?limit=5`)).to.deep.equal([400, 'malformed']);
      expect(await said(null, `${NOTICE}/recipients`, ['contacts:read'])).to.deep.equal([403, 'notAllowed']);
    });
  });

  describe('on the command line', () => {
    function start(...words: string[]) {
      const { PATH = '', HOME = '' } = process.env;
      const command = ['--import', 'tsx/esm', 'module/cli.ts', 'recipients', ...words];
      const env = { PATH, HOME, DATABASE_URL: w.url };
      const child = spawn(process.execPath, command, { cwd: packageRoot, env });
      const said = { out: '', err: '' };
      child.stderr.on('data', (data: Buffer) => (said.err += data.toString()));
      return { child, said };
    }

    async function liaison(...words: string[]): Promise<{ code: number; out: string; err: string }> {
      const { child, said } = start(...words);
      child.stdout.on('data', (data: Buffer) => (said.out += data.toString()));
      const [code] = (await once(child, 'close')) as [number];
      return { code, ...said };
    }

    it('are the same lines, and nothing else: exit 0', async () => {
      const { code, out, err } = await liaison(NOTICE);
      expect([code, err]).to.deep.equal([0, '']);
      expect(parsed(out)).to.deep.equal(await linesOf(NOTICE));
    });

    it('end well when nobody reads on', async () => {
      const { child, said } = start('account-matters');
      child.stdout.destroy();
      const [code] = (await once(child, 'close')) as [number];
      expect([code, said.err]).to.deep.equal([0, '']);
    });

    it('name the notices there are: exit 1', async () => {
      const { code, out, err } = await liaison('invoices');
      expect([code, out]).to.deep.equal([1, '']);
      expect(err).to.match(/^There is no notice invoices\. The notices are account-matters, .+\n$/);
    });

    it('want one notice: exit 2', async () => {
      for (const words of [[], ['one', 'two']]) {
        const { code, err } = await liaison(...words);
        expect(code).to.equal(2);
        expect(err).to.contain('Say one notice').and.to.contain('liaison recipients NOTICE');
      }
    });

    it('show their progress where somebody looks', async () => {
      let [out, err] = ['', ''];
      const sink = (take: (text: string) => void) =>
        new Writable({
          write(chunk: Buffer, _encoding, done) {
            take(chunk.toString());
            done();
          },
        });
      const terminal = {
        out: sink((text) => (out += text)),
        err: Object.assign(sink((text) => (err += text)), { isTTY: true }), // prettier-ignore
      };
      await listRecipients(w.url, 'account-matters', terminal);
      expect(parsed(out)).to.have.length(clients.length);
      const count = clients.length;
      expect(err).to.match(new RegExp(`^\\r1 of ${count} clients.*\\r${count} of ${count} clients get it, in \\d+\\.\\d s\\n$`)); // prettier-ignore
    });
  });
});
