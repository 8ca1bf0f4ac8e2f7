// `liaison key create` as a provider types it, and the keys it makes.
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { packageRoot } from '../../../module/support/paths.js';
import { withServerKeys } from '../../../module/server-keys.js';
import { world } from '../../support/fixture.js';

describe('liaison key create', function () {
  this.timeout(60_000);
  const w = world();

  async function run(...words: string[]): Promise<{ code: number | null; out: string; err: string }> {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, ['--import', 'tsx/esm', 'module/cli.ts', 'key', ...words], {
      cwd: packageRoot,
      env: { PATH, HOME, DATABASE_URL: w.url },
    });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, out, err };
  }

  const use = async (key: string, path: string): Promise<number> =>
    (await (await w.visitor()).get(`/api/v1${path}`, { authorization: `Bearer ${key}` })).status;
  const lastLine = (out: string): string => out.trimEnd().split('\n').at(-1) as string;

  it('makes a client’s key: it may what the owner may, within its scopes, of that client alone', async () => {
    const made = await run('create', '--client', '1', '--scopes', 'contacts:read', '--name', 'Cron', '--ends', '2099-01-01'); // prettier-ignore
    expect([made.code, made.err]).to.deep.equal([0, '']);
    const key = lastLine(made.out);
    expect(key).to.match(/^lsn_[\w-]{43}$/);
    expect(await use(key, '/contacts')).to.equal(200);
    expect(await use(key, '/primary-roles')).to.equal(403);
    expect(await use(key, '/clients/2/contacts')).to.equal(404);
    const line = await w.db('mod_liaison_audit').where({ action: 'key.made' }).first();
    expect(line).to.include({ client_id: 1, actor_kind: 'server', actor_name: '', object_name: 'Cron' });
    expect(line.changes).to.not.contain(key.slice(4));
    expect((await w.ann.get('/client/activity')).$('main').text()).to.contain('Staff made the API key Cron');
    const list = await w.ann.get('/client/api-keys');
    expect(list.$('tbody').text()).to.contain('Cron').and.to.contain('Staff');
  });

  it('makes the provider’s key, which reaches every client', async () => {
    const made = await run('create', '--provider', '--scopes', 'contacts:read', '--name', 'Robot');
    const key = lastLine(made.out);
    expect(await use(key, '/clients/1/contacts')).to.equal(200);
    expect(await use(key, '/clients/2/contacts')).to.equal(200);
    expect((await w.ann.get('/client/api-keys')).text).to.not.contain('Robot');
  });

  it('refuses in one line: exit 1', async () => {
    const base = ['create', '--client', '1', '--name', 'Other', '--scopes'];
    const cases: [string[], RegExp][] = [
      [[...base, 'contacts:delete'], /^There is no scope contacts:delete\. The scopes are company:read, .+\n$/],
      [['create', '--client', '999999', '--name', 'X', '--scopes', 'contacts:read'], /^There is no client 999999\n$/],
      [['create', '--client', '1x', '--name', 'X', '--scopes', 'contacts:read'], /^There is no client 1x\n$/],
      [['create', '--client', '1', '--name', 'cron', '--scopes', 'contacts:read'], /^A key called Cron already exists\n$/],
      [[...base, 'contacts:read', '--ends', '2020-01-01'], /^Access must end on a date in the future\n$/],
      [[...base, 'contacts:read', '--ends', 'soon'], /^--ends is a day, like 2026-11-30\n$/],
    ]; // prettier-ignore
    for (const [words, wanted] of cases) {
      const { code, out, err } = await run(...words);
      expect(err).to.match(wanted);
      expect([code, out]).to.deep.equal([1, '']);
    }
    expect(await w.db('mod_liaison_api_keys').where({ name: 'Other' })).to.have.length(0);
  });

  it('says how it is used: exit 2', async () => {
    const words = [[], ['create', '--name', 'X', '--scopes', 'contacts:read'], ['create', '--provider', '--client', '1', '--name', 'X', '--scopes', 'contacts:read'], ['create', '--provider', '--scopes', 'contacts:read'], ['create', '--provider', '--name', 'X']]; // prettier-ignore
    for (const one of words) {
      const { code, err } = await run(...one);
      expect(code, one.join(' ')).to.equal(2);
      expect(err).to.contain('liaison key create');
    }
  });

  it('ends the keys of a name, as the demo does with its own at each start', async () => {
    const wish = { name: 'Demo', scopes: ['contacts:read' as const], endsOn: '' };
    const first = await withServerKeys(w.url, (keys) => keys.make(null, wish));
    const second = await withServerKeys(w.url, async (keys) => {
      await keys.revokeNamed(null, 'Demo');
      await keys.revokeNamed(1, 'Demo');
      return keys.make(null, wish);
    });
    expect(await use(first, '/clients/1/contacts')).to.equal(401);
    expect(await use(second, '/clients/1/contacts')).to.equal(200);
  });
});
