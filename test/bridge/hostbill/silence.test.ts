// When the module does not answer: no page of HostBill waits longer than two seconds or breaks, and HostBill goes on as
// without us.
import { expect } from 'chai';
import { existsSync, renameSync } from 'node:fs';
import { ANSWERING, MODULES, type Unhelpful } from '../servers.js';
import { hostBillWorld, type Outcome, type Scene } from './stand-in-panel.js';

const NEW = { client_id: '1', firstname: 'Cy', email: 'cy@corp.example', password: 'never to be seen' };
/** A page of the panel never takes longer. */
const LONGEST_MS = 2000;

describe('When the module does not answer HostBill', () => {
  const at = hostBillWorld();
  const quickly = async (asked: Promise<Outcome>): Promise<Outcome> => {
    const out = await asked;
    expect(out.milliseconds).to.be.below(LONGEST_MS);
    return out;
  };
  const add = (scene: Scene = {}) => quickly(at.w.bridge.event('before_contactadd', NEW, scene));

  for (const [does, start] of Object.entries(MODULES))
    describe(`because it ${does}`, () => {
      let module: Unhelpful;
      before(async () => {
        module = await start();
        // A provider may set it shorter.
        const wait = does.includes('byte') ? { timeout: 0.3 } : {};
        await at.w.bridge.configure({ origin: module.origin, ...wait });
      });
      after(() => module.close());

      it('a contact is made, by whomever', async () => {
        for (const scene of [{}, { record: 1 }, { record: 102, parent: 1 }]) {
          const { result, said } = await add(scene);
          expect([result, said]).to.deep.equal([true, []]);
        }
      });

      it('a deleted client is deleted', async () => {
        const out = await quickly(at.w.bridge.hookFiles('after_clientdelete', { client_id: 4 }));
        expect(out.status).to.equal(200);
      });

      it('it is waited for once in a request, however often it is asked', async () => {
        const before = module.connections();
        await add({ times: 5 });
        const calls = module.connections() - before;
        expect(calls).to.equal(does === 'is not there' ? 0 : ANSWERING.test(does) ? 5 : 1);
      });

      it('its page for staff says so, and opens all the same', async () => {
        const out = await quickly(at.w.bridge.admin({ staff: 1 }, 'cmd=liaison'));
        expect([out.status, out.text]).to.deep.equal([200, 'The module does not answer. Until it does, HostBill goes on as without it.']); // prettier-ignore
      });
    });

  it('the same holds before it is set up', async () => {
    await at.w.bridge.configure(undefined);
    expect((await add()).result).to.equal(true);
    expect((await at.w.bridge.hookFiles('after_clientdelete', { client_id: 4 })).status).to.equal(200);
  });

  it('the hook file does nothing where the module’s folder is gone', async () => {
    const folder = at.w.bridge.php.bridge('');
    renameSync(folder, `${folder.replace(/\/$/, '')}.away`);
    expect(existsSync(folder)).to.equal(false);
    expect((await at.w.bridge.hookFiles('after_clientdelete', { client_id: 4 })).status).to.equal(200);
    renameSync(`${folder.replace(/\/$/, '')}.away`, folder);
  });

  it('what it answered in place of an answer is one line in PHP’s log, without what was asked', async () => {
    const module = await (MODULES['fails'] as () => Promise<Unhelpful>)();
    await at.w.bridge.configure({ origin: module.origin });
    await add();
    await module.close();
    const last = (await at.w.bridge.php.log()).trim().split('\n').at(-1) as string;
    expect(last).to.match(/Liaison answered contact-details with status 500\.$/);
    expect(await at.w.bridge.php.log())
      .to.not.contain(NEW.password)
      .and.not.contain(NEW.email);
  });
});
