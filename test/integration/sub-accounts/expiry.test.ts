// Access that ends on a day: denied from that moment, told a week before, and the panel's own row goes.
import { expect } from 'chai';
import { apiClient } from '../../support/api-client.js';
import { world } from '../../support/fixture.js';

const DAY = 86_400;

describe('Access with an end', () => {
  const w = world();
  const provider = apiClient(() => w, { clientId: null });
  let path: string;
  let cy: number;

  before(async () => {
    const { userId } = w.cast.managesContacts;
    const user = (await w.db('tblusers').where({ id: userId }).first('email')) as { email: string };
    const row = (await w.db('tblcontacts').where({ userid: 1, email: user.email }).first('id')) as {
      id: number;
    };
    cy = row.id;
    path = `/clients/1/contacts/${cy}`;
    const expiresAt = new Date(w.clock.now().getTime() + 10 * DAY * 1000).toISOString();
    const given = await provider.put(`${path}/access`, { expiresAt }, { 'if-match': '*' });
    expect(given.status).to.equal(200);
  });

  const subjects = async (): Promise<string[]> => {
    await w.built.outbox.worker.runOnce();
    return (await w.built.outbox.store.listFinished(20, w.db)).map(
      ({ message }) => `${message.to.name}: ${message.subject}`,
    );
  };

  it('is told to both a week before, once, and anew for another day', async () => {
    await w.built.sweep();
    expect((await subjects()).filter((text) => text.includes(' ends on '))).to.deep.equal([]);
    w.clock.advance(4 * DAY);
    await w.built.sweep();
    await w.built.sweep();
    const told = (await subjects()).filter((text) => text.includes(' ends on '));
    expect(told.map((text) => text.replace(/\d{4}-.*/, ''))).to.have.members([
      'Cy Diaz: Your access to Example BV ends on ',
      'Ann Lee: The access of Cy Diaz to Example BV ends on ',
    ]);
    const later = new Date(w.clock.now().getTime() + 5 * DAY * 1000).toISOString();
    await provider.put(`${path}/access`, { expiresAt: later }, { 'if-match': '*' });
    await w.built.sweep();
    expect((await subjects()).filter((text) => text.includes(' ends on '))).to.have.length(4);
  });

  it('A1 is over from that moment on, and the login with it', async () => {
    w.clock.advance(5 * DAY);
    const visitor = await w.visitor({
      kind: 'login',
      clientId: 1,
      userId: w.cast.managesContacts.userId,
      contactId: null,
    });
    expect((await visitor.get('/client/contacts')).status, 'before the sweep').to.equal(403);
    const because = await provider.get(`${path}/can?permission=contacts.manage`);
    expect((because.body['reasons'] as { code: string }[])[0]?.code).to.equal('expired');
    await w.built.sweep();
    expect((await visitor.get('/client/contacts')).status, 'after the sweep').to.equal(401);
    const link = { client_id: 1, auth_user_id: w.cast.managesContacts.userId };
    expect(await w.db('tblusers_clients').where(link)).to.have.length(0);
    expect(await subjects()).to.include('Cy Diaz: Your access to Example BV has ended');
    const [line] = (await w.db('mod_liaison_audit').where({ action: 'login.expired' })) as {
      actor_kind: string;
    }[];
    expect(line?.actor_kind).to.equal('server');
  });
});
