// What HostBill's own events ask and tell the real module: a contact about to be made (C4, C3), and a client that is gone.
import { expect } from 'chai';
import { seedClient } from '../../../module/roles/seed-client.js';
import { answering, listening } from '../servers.js';
import { hostBillWorld, type Outcome, type Scene } from './stand-in-panel.js';

const NEW = {
  contact_id: '',
  client_id: '1',
  firstname: 'Hans',
  lastname: 'Vermeer',
  email: 'hans@corp.example',
  phonenumber: '',
  country: 'NL',
  password: 'never to be seen',
};
const CY: Scene = { record: 102, parent: 1 };
const TAKEN = 'error: cy@corp.example already belongs to Cy Diaz';

describe('The bridge on HostBill’s events', () => {
  const at = hostBillWorld();
  const served = listening({
    get express() {
      return at.w.express;
    },
  });
  before(() => at.w.bridge.configure({ origin: served.origin }));
  // Where nothing goes wrong PHP's log stays empty.
  afterEach(async () => expect(await at.w.bridge.php.log()).to.equal(''));
  const add = (changes: object = {}, scene: Scene = {}): Promise<Outcome> =>
    at.w.bridge.event('before_contactadd', { ...NEW, ...changes }, scene);
  const decided = async (changes: object = {}, scene: Scene = {}) => {
    const { result, said } = await add(changes, scene);
    return [result, ...said];
  };

  describe('before a contact is made', () => {
    it('lets it be made, by staff, the owner and a contact', async () => {
      for (const scene of [{}, { record: 1 }, CY, { ...CY, shape: 'object' as const }])
        expect(await decided({}, scene)).to.deep.equal([true]);
    });

    it('C4 refuses an address that another of the client has, and says whose it is', async () => {
      for (const scene of [{}, { record: 1 }, CY])
        expect(await decided({ email: 'cy@corp.example' }, scene)).to.deep.equal([false, TAKEN]);
      expect(await decided({ email: ' CY@Corp.Example ' })).to.have.property('0', false);
      expect(await decided({ email: 'ann@example.com' })).to.have.property('0', false);
    });

    it('C4 an address at another client is nobody’s here', async () => {
      expect(await decided({ email: 'mira@noordzee.example' })).to.deep.equal([true]);
      expect(await decided({ email: 'cy@corp.example', client_id: '2' })).to.deep.equal([true]);
    });

    it('says it in the language of whoever is signed in', async () => {
      const words = async (language: string) =>
        (await decided({ email: 'cy@corp.example' }, { record: 1, changed: { language } }))[1];
      expect([await words('english'), await words('dutch')]).to.deep.equal([
        TAKEN,
        'error: cy@corp.example hoort al bij Cy Diaz',
      ]);
      expect(await words('arabic')).to.match(/[\u0600-\u06FF]/);
    });

    it('P6 an ended contact makes none', async () => {
      await at.w.knex('mod_liaison_panel_logins').where({ contact_id: 102 }).update({ state: 'off' });
      const [result, said] = await decided({}, CY);
      expect([result, typeof said]).to.deep.equal([false, 'string']);
      await at.w.restore();
    });

    it('C3 the contact that it names keeps its name, but nobody is refused for being the one who adds', async () => {
      const bo = { firstname: 'Bo', lastname: 'Chen', email: 'bo@corp.example' };
      expect(await decided({ ...bo, contact_id: '101' }, { record: 1 })).to.deep.equal([true]);
      expect(await decided({ ...bo, contact_id: '101', lastname: 'Other' }, { record: 1 })).to.deep.equal([
        false,
        'error: Names cannot be changed after creation',
      ]);
      expect(await decided({ contact_id: '102' }, CY)).to.deep.equal([true]);
    });

    it('K1 the address of a login is not for another contact to change', async () => {
      const bo = { contact_id: '101', firstname: 'Bo', lastname: 'Chen', email: 'new@corp.example' };
      expect(await decided(bo, { record: 1 })).to.deep.equal([true]);
      expect(await decided(bo, CY)).to.have.property('0', false);
    });

    it('C4 holds for whoever cannot be told, too', async () => {
      for (const scene of [
        { record: 1, shape: 'number' as const },
        { ...CY, changed: { parent_id: '2' } },
      ])
        expect(await decided({ email: 'cy@corp.example' }, scene)).to.have.property('0', false);
    });

    it('staff who are signed in as another client beside are staff', async () => {
      expect(await decided({}, { record: 2 })).to.deep.equal([true]);
    });

    it('what is no contact of a client is HostBill’s own affair', async () => {
      for (const details of [{}, { client_id: '' }, { client_id: '-1' }, { client_id: ['1'] }, [1, 2]])
        expect((await at.w.bridge.event('before_contactadd', details)).result).to.equal(true);
      expect(await decided({ client_id: '999999' })).to.deep.equal([true]);
    });

    it('neither sends the password that the event carries, nor logs it', async () => {
      const bodies: string[] = [];
      const module = await answering((req, res) => {
        req.on('data', (chunk: Buffer) => bodies.push(chunk.toString()));
        req.on('end', () => res.end('{"errors":[]}'));
      });
      await at.w.bridge.configure({ origin: module.origin });
      await add({ password2: NEW.password, privileges: { billing: { orders: '1' } }, odd: NEW.password });
      await module.close();
      await at.w.bridge.configure({ origin: served.origin });
      expect(bodies).to.have.length(1);
      expect(bodies[0]).to.contain('hans@corp.example').and.not.contain(NEW.password);
    });

    it('a panel that calls our own API for a contact of ours asks, and is not stopped', async () => {
      // HostBill fires the event while our change holds the client's lock: the hook reads beside it.
      await seedClient(at.w.knex, 1);
      const held = await at.w.knex.transaction();
      expect(await held('mod_liaison_clients').where({ client_id: 1 }).forUpdate()).to.have.length(1);
      expect(await decided()).to.deep.equal([true]);
      await held.rollback();
    });
  });

  describe('after a client was deleted', () => {
    const kept = async (clientId: number) =>
      (await at.w.knex('mod_liaison_contacts').where({ client_id: clientId })).length > 0;
    async function removeClient(id: number): Promise<void> {
      await seedClient(at.w.knex, id);
      for (const table of ['hb_client_details', 'hb_client_access']) await at.w.knex(table).where({ id }).delete(); // prettier-ignore
      expect(await kept(id)).to.equal(true);
    }

    for (const [how, clientId, details, byName] of [
      ['a list with the client', 4, { client_id: '4' }, false],
      ['a list with its number', 5, { id: 5, email: 'x@y.example' }, false],
      ['a variable', 6, { client_id: '6' }, true],
    ] as const)
      it(`what we keep of it goes, told by ${how}`, async () => {
        await removeClient(clientId);
        await at.w.bridge.hookFiles('after_clientdelete', details, byName);
        expect(await kept(clientId)).to.equal(false);
      });

    it('nothing goes of a client that is there, or of none', async () => {
      await seedClient(at.w.knex, 7);
      for (const details of [{ id: 7 }, { client_id: 'x' }, {}, { id: -7 }, { id: 101 }])
        expect((await at.w.bridge.hookFiles('after_clientdelete', details)).status).to.equal(200);
      expect(await kept(7)).to.equal(true);
    });

    it('it is told only when HostBill has done it', async () => {
      const done: boolean[] = [];
      const module = await answering((_req, res) => {
        done.push(at.w.bridge.isDone());
        res.end('{}');
      });
      await at.w.bridge.configure({ origin: module.origin });
      at.w.bridge.isDone();
      await at.w.bridge.hookFiles('after_clientdelete', { id: 4 });
      await module.close();
      await at.w.bridge.configure({ origin: served.origin });
      expect(done).to.deep.equal([true]);
    });
  });

  it('of an edited client nothing is asked: there is nothing to do', async () => {
    const edited = await at.w.bridge.event('after_clientedit', { id: '1' });
    expect([edited.result, edited.said]).to.deep.equal([null, []]);
    expect((await at.w.bridge.hookFiles('after_clientedit', { id: '1' })).status).to.equal(200);
  });
});
