// What a client runs here, as the panel tells it (C9): on every profile.
import { expect } from 'chai';
import { onEveryProfile } from './profiles.js';

onEveryProfile('Hosted names', (on) => {
  const names = (clientId: number) => on.panel.hosting.names(clientId, on.db);

  it('C9 names services with their product and domains without, ended services left out', async () => {
    expect(await names(1)).to.have.deep.members([
      { name: 'example.com', service: 'Web hosting M' },
      { name: 'vps-12.example.com', service: 'VPS 4' },
      { name: 'example.com', service: undefined },
      { name: 'example.nl', service: undefined },
    ]);
  });

  it('C9 knows nothing of a client without services, of an unknown one or of other clients', async () => {
    expect(await names(on.rows.clients.zeroDates)).to.deep.equal([]);
    expect(await names(999_999)).to.deep.equal([]);
  });

  it('C9 keeps a service whose product is gone', async () => {
    expect(await names(on.rows.clients.tickets)).to.deep.equal([
      { name: 'awkward.example', service: undefined },
      { name: 'awkward.example', service: undefined },
    ]);
  });

  it('C9 answers in lower case without spaces, and product names as people read them', async () => {
    await on.trial(async (tx) => {
      await tx('tblhosting').where('id', 1).update({ domain: ' WWW.Example.COM ' });
      await tx('tblproducts').where('id', 2).update({ name: 'Q&amp;A hosting' });
      const found = await on.panel.hosting.names(1, tx);
      expect(found).to.deep.include({ name: 'www.example.com', service: 'Q&A hosting' });
    });
  });

  it('C9 counts a name only while the service or the domain runs', async () => {
    for (const [status, runs] of [
      ['Active', true],
      ['Suspended', true],
      ['Pending', true],
      ['Terminated', false],
      ['Cancelled', false],
      ['Fraud', false],
    ] as const) {
      await on.trial(async (tx) => {
        await tx('tblhosting').where('id', 2).update({ domainstatus: status });
        const found = (await on.panel.hosting.names(1, tx)).map(({ name }) => name);
        expect(found.includes('vps-12.example.com'), status).to.equal(runs);
      });
    }
    await on.trial(async (tx) => {
      await tx('tbldomains').where('userid', 1).update({ status: 'Expired' });
      const found = (await on.panel.hosting.names(1, tx)).map(({ name }) => name);
      expect(found).to.include('example.com').and.not.include('example.nl');
    });
  });
});
