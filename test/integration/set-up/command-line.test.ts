// The command line as a provider types it: real processes, their words and exit codes.
import { expect } from 'chai';
import { setTimeout as pause } from 'node:timers/promises';
import { SECRET } from '../../support/app.js';
import { demoPanel, emptyDatabase, panelSchema, type TestDatabase } from '../../support/panel-database.js';
import { killCommands, runCommand as liaison, startCommand } from '../../support/run-command.js';

describe('liaison', function () {
  this.timeout(60_000);
  let panel: TestDatabase;

  before(async () => {
    panel = await panelSchema('whmcs7');
  });
  after(async () => {
    killCommands();
    await panel.drop();
  });

  it('says how it is used: exit 2', async () => {
    for (const words of [[], ['frobnicate'], ['serve', '--nonsense']]) {
      const { code, err } = await liaison(words);
      expect(code, words.join(' ')).to.equal(2);
      expect(err).to.contain('liaison migrate');
    }
  });

  it('refuses in one line, without a stack: exit 1', async () => {
    const nowhere = { DATABASE_URL: 'mysql://root@127.0.0.1:1/x' };
    const cases: [string[], Record<string, string>, RegExp][] = [
      [['migrate'], {}, /^DATABASE_URL is not set\n$/],
      [
        ['migrate'],
        nowhere,
        /^The database does not answer\. Check DATABASE_URL, and that the server runs\n$/,
      ],
      [
        ['serve'],
        { DATABASE_URL: panel.url, LIAISON_SECRET: 'short' },
        /^LIAISON_SECRET must be at least 32 characters\n$/,
      ],
      [
        ['serve'],
        { DATABASE_URL: panel.url, LIAISON_HOSTBILL_API_ID: 'half' },
        /^LIAISON_HOSTBILL_URL, .* belong together\n$/,
      ],
      [['demo', '--panel', 'fossbilling'], {}, /^The demo knows these panels: whmcs7, whmcs8, hostbill\n$/],
    ];
    for (const [words, env, wanted] of cases) {
      const { code, err } = await liaison(words, env);
      expect(err).to.match(wanted);
      expect(code).to.equal(1);
    }
  });

  it('does not take a database without a panel for one', async () => {
    const empty = await emptyDatabase();
    const { code, err } = await liaison(['serve'], { DATABASE_URL: empty.url, LIAISON_SECRET: SECRET });
    await empty.drop();
    expect([code, err]).to.deep.equal([
      1,
      'No billing panel was found in this database. Is it the database of the panel?\n',
    ]);
  });

  it('migrates, twice without harm; doctor says before and after what is missing', async () => {
    const env = {
      DATABASE_URL: panel.url,
      LIAISON_SECRET: SECRET,
      LIAISON_URL: 'https://panel.example/liaison',
    };
    const before = await liaison(['doctor'], env);
    expect(before.code).to.equal(1);
    expect(before.out).to.contain('✗ 29 migrations have not run: liaison migrate');
    expect((await liaison(['migrate'], env)).out).to.match(/^Done: 2026-11-01-clients, /);
    expect((await liaison(['migrate'], env)).out).to.equal('Our tables are up to date\n');
    const after = await liaison(['doctor'], env);
    expect(after.code).to.equal(0);
    expect(after.out).to.contain('✓ Panel found: WHMCS, era 7');
    expect(after.out).to.contain('▲ Logins are the contacts themselves here');
    expect(after.out).to.contain('▲ Mail: practice mode');
    const { child, done } = startCommand(['doctor'], env);
    child.stdout?.destroy();
    const { code, err } = await done;
    expect([code, err], 'when nobody reads on').to.deep.equal([0, '']);
  });

  it('sets and shows settings, and refuses what the manifest does not know', async () => {
    const env = { DATABASE_URL: panel.url };
    expect((await liaison(['settings', 'names', 'editable'], env)).out).to.contain('names = editable');
    const wrong = await liaison(['settings', 'names', 'sometimes'], env);
    expect([wrong.code, wrong.err]).to.deep.equal([1, 'names: locked, editable\n']);
    expect((await liaison(['settings', 'names', 'locked'], env)).code).to.equal(0);
  });

  it('serves, says ready, and ends within seconds when asked to; nothing of the demo is there', async () => {
    const database = await demoPanel();
    const port = 20_000 + Math.floor(Math.random() * 20_000);
    const env = {
      DATABASE_URL: database.url,
      LIAISON_SECRET: SECRET,
      PORT: String(port),
      LIAISON_URL: `http://localhost:${port}/liaison`,
    };
    const { child, done } = startCommand(['serve'], env);
    const base = `http://127.0.0.1:${port}/liaison`;
    let ready = 0;
    for (let tries = 0; tries < 100 && ready !== 200; tries += 1) {
      await pause(100);
      ready = await fetch(`${base}/ready`).then(
        ({ status }) => status,
        () => 0,
      );
    }
    expect(ready).to.equal(200);
    expect((await fetch(`${base}/live`)).status).to.equal(200);
    const page = await fetch(`${base}/client/contacts`);
    expect(page.status).to.equal(401);
    expect(await page.text()).to.contain('href="/liaison/assets/liaison-');
    // The bare address leads to signing in: the demo's list of people is the demo's alone.
    expect((await fetch(`${base}/`)).url).to.equal(`${base}/sign-in`);
    for (const path of ['/demo/mailbox', '/demo/sign-in/owner1']) {
      expect((await fetch(`${base}${path}`)).status, path).to.equal(404);
    }
    const started = Date.now();
    child.kill('SIGTERM');
    const { code, out } = await done;
    expect([code, Date.now() - started < 10_000]).to.deep.equal([0, true]);
    for (const line of out.trim().split('\n')) expect(() => JSON.parse(line) as unknown, line).to.not.throw();
    await database.drop();
  });
});
