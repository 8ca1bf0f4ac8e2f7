// P6 between processes: what is taken away here stops the very next request of an open session there.
import { expect } from 'chai';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../../module/support/clock.js';
import { packageRoot } from '../../../module/support/paths.js';
import { signHandOver } from '../../../module/sign-in/hand-over.js';
import { apiClient } from '../../support/api-client.js';
import { loginOf, SECRET } from '../../support/app.js';
import { world } from '../../support/fixture.js';

const ROUNDS = 50;

describe('An open session in another process', () => {
  const w = world();
  const provider = apiClient(() => w, { clientId: null });
  const port = 40_000 + Math.floor(Math.random() * 20_000);
  const base = `http://127.0.0.1:${port}`;
  let child: ReturnType<typeof spawn>;

  before(async function () {
    this.timeout(60_000);
    const env = { ...process.env, DATABASE_URL: w.url, LIAISON_SECRET: SECRET, PORT: String(port) };
    child = spawn(process.execPath, ['--import', 'tsx/esm', 'module/cli.ts', 'serve'], {
      cwd: packageRoot,
      env: { ...env, LIAISON_URL: base },
      stdio: 'ignore',
    });
    for (let tries = 0; tries < 200; tries += 1) {
      const ready = await fetch(`${base}/ready`).catch(() => undefined);
      if (ready?.status === 200) return;
      await pause(100);
    }
    throw new Error('The other process did not start');
  });

  after(async () => {
    child.kill('SIGTERM');
    await once(child, 'close');
  });

  it(`P6 loses a right, and gets it back, on the very next request: ${ROUNDS} of ${ROUNDS}`, async function () {
    this.timeout(120_000);
    const handOver = { identity: loginOf(w.cast.managesContacts), returnTo: undefined, locale: undefined };
    const token = await signHandOver(SECRET, handOver, randomUUID(), systemClock);
    const signedIn = await fetch(`${base}/panel/sign-in?token=${token}`, { redirect: 'manual' });
    const cookie = String(signedIn.headers.get('set-cookie')).split(';')[0] as string;
    const look = async () => (await fetch(`${base}/client/contacts`, { headers: { cookie } })).status;
    expect(await look()).to.equal(200);

    const user = (await w.db('tblusers').where({ id: w.cast.managesContacts.userId }).first('email')) as {
      email: string;
    };
    const cy = (await w.db('tblcontacts').where({ userid: 1, email: user.email }).first('id')) as {
      id: number;
    };
    const path = `/clients/1/contacts/${cy.id}/access`;
    const give = async (permissions: string[]) =>
      expect((await provider.put(path, { permissions }, { 'if-match': '*' })).status).to.equal(200);
    for (let round = 0; round < ROUNDS; round += 1) {
      await give(['profile.edit']);
      expect(await look(), `round ${round}, taken away`).to.equal(403);
      await give(['profile.edit', 'contacts.manage']);
      expect(await look(), `round ${round}, given back`).to.equal(200);
    }

    const lowered = { level: 'client', level_id: 1, kind: 'permission', name: 'contacts.manage', allowed: 0 };
    await w.db('mod_liaison_ceilings').insert(lowered);
    expect(await look(), 'a ceiling').to.equal(403);
    await w.db('mod_liaison_ceilings').delete();
    expect(await look(), 'no ceiling').to.equal(200);

    expect((await provider.post(`/clients/1/contacts/${cy.id}/sub-account/suspend`, {})).status).to.equal(
      200,
    );
    expect(await look(), 'suspended').to.equal(401);
    await provider.post(`/clients/1/contacts/${cy.id}/sub-account/resume`, {});
    expect(await look(), 'the session of before stays ended (I10)').to.equal(401);
  });
});
