// What a client runs here and where its tickets go, as the panel tells it (C9, P2, P3): on every profile.
import { expect } from 'chai';
import type { Knex } from 'knex';
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

const ALL = ['view', 'billing', 'signOn', 'manage', 'upgrade', 'cancel'];
const LOOK = ['view', 'billing'];

onEveryProfile('P3 Services', (on) => {
  const services = (clientId: number, query: object = {}, tx: Knex = on.db) =>
    on.panel.hosting.services(clientId, { q: '', limit: 50, offset: 0, ...query }, tx);
  const ids = async (clientId: number, q: string) =>
    (await services(clientId, { q })).services.map(({ id }) => id);

  it('are all of the client’s, by domain, with what can be done with each', async () => {
    expect(await services(1)).to.deep.equal({
      total: 4,
      services: [
        { id: 1, name: 'Web hosting M', domain: 'example.com', status: 'Active', functions: ALL },
        { id: 4, name: 'Web hosting S', domain: 'old.example.org', status: 'Terminated', functions: LOOK },
        { id: 2, name: 'VPS 4', domain: 'vps-12.example.com', status: 'Active', functions: ALL },
        { id: 3, name: 'Managed backup', domain: '', status: 'Suspended', functions: LOOK },
      ],
    });
  });

  it('have no control panel where the product is of another kind', async () => {
    await on.trial(async (tx) => {
      await tx('tblhosting').where({ id: 3 }).update({ domainstatus: 'Active' });
      const backup = await on.panel.hosting.service(1, 3, tx);
      expect(backup?.functions).to.deep.equal(['view', 'billing', 'upgrade', 'cancel']);
    });
  });

  it('come in pages that neither repeat nor miss one, of 340', async () => {
    const seen: number[] = [];
    for (let offset = 0; offset < 340; offset += 100) {
      const page = await services(2, { limit: 100, offset });
      expect(page.total).to.equal(340);
      seen.push(...page.services.map(({ id }) => id));
    }
    expect(new Set(seen).size).to.equal(340);
    expect(seen).to.have.length(340);
  });

  it('are sought by domain, product and id, and by the signs themselves', async () => {
    expect(await ids(1, 'VPS')).to.deep.equal([2]);
    expect(await ids(1, ' web HOSTING ')).to.deep.equal([1, 4]);
    expect(await ids(1, '3')).to.deep.equal([3]);
    expect(await ids(2, '1')).to.not.include(1);
    for (const q of ['%', '_', '\\', `' OR 1=1 -- `, 'noordzee'])
      expect(await ids(1, q), q).to.deep.equal([]);
    expect((await services(2, { q: 'gps-33', limit: 3 })).total).to.equal(6);
    await on.trial(async (tx) => {
      await tx('tblproducts').where({ name: 'VPS 4' }).update({ name: 'Q&amp;A' });
      expect((await services(1, { q: 'q&a' }, tx)).services[0]).to.include({ id: 2, name: 'Q&A' });
    });
  });

  it('are one by one the client’s own', async () => {
    const { hosting } = on.panel;
    expect(await hosting.service(1, 2, on.db)).to.include({
      id: 2,
      name: 'VPS 4',
      domain: 'vps-12.example.com',
    });
    for (const [clientId, id] of [
      [2, 2],
      [1, 999_999],
      [999_999, 2],
      [1, 0],
    ] as const)
      expect(await hosting.service(clientId, id, on.db)).to.equal(undefined);
    expect(await services(999_999)).to.deep.equal({ total: 0, services: [] });
  });

  it('stay when their product is gone', async () => {
    const { clients, serviceId } = on.rows;
    const service = await on.panel.hosting.service(clients.tickets, serviceId, on.db);
    expect(service).to.deep.equal({
      id: serviceId,
      name: '',
      domain: 'awkward.example',
      status: 'Active',
      functions: ALL,
    });
  });
});

onEveryProfile('P3 Domains', (on) => {
  const domains = (clientId: number, query: object = {}, tx: Knex = on.db) =>
    on.panel.hosting.domains(clientId, { q: '', limit: 50, offset: 0, ...query }, tx);
  const functions = ['view', 'nameservers', 'renew', 'manage'];

  it('are all of the client’s by name, found by it and by id', async () => {
    const [com, nl] = [
      { id: 1, name: 'example.com', status: 'Active', functions },
      { id: 2, name: 'example.nl', status: 'Active', functions },
    ];
    expect(await domains(1)).to.deep.equal({ total: 2, domains: [com, nl] });
    expect(await domains(1, { limit: 1, offset: 1 })).to.deep.equal({ total: 2, domains: [nl] });
    expect(await domains(1, { q: ' EXAMPLE.c' })).to.deep.equal({ total: 1, domains: [com] });
    expect(await domains(1, { q: '2' })).to.deep.equal({ total: 1, domains: [nl] });
    expect(await domains(1, { q: '%' })).to.deep.equal({ total: 0, domains: [] });
    expect(await on.panel.hosting.domain(1, 2, on.db)).to.deep.equal(nl);
  });

  it('are the client’s own', async () => {
    for (const [clientId, id] of [
      [2, 2],
      [1, 999_999],
      [999_999, 1],
    ] as const)
      expect(await on.panel.hosting.domain(clientId, id, on.db)).to.equal(undefined);
  });

  it('can be renewed when expired, and only looked at when gone', async () => {
    const left = {
      Expired: ['view', 'renew'],
      Cancelled: ['view'],
      'Transferred Away': ['view'],
      Pending: ['view'],
    };
    await on.trial(async (tx) => {
      for (const [status, expected] of Object.entries(left)) {
        await tx('tbldomains').where({ id: 1 }).update({ status });
        expect((await on.panel.hosting.domain(1, 1, tx))?.functions, status).to.deep.equal(expected);
      }
    });
  });
});

onEveryProfile('P2 Departments', (on) => {
  it('come in the panel’s order, with those that clients do not see', async () => {
    const { departments } = on.rows;
    expect(await on.panel.departments.list(on.db)).to.deep.equal([
      { id: departments.withoutName, name: '', hidden: false },
      { id: 1, name: 'Sales', hidden: false, email: 'sales@panel.example' },
      { id: 2, name: 'Technical support', hidden: false, email: 'support@panel.example' },
      { id: 3, name: 'Billing', hidden: false, email: 'billing@panel.example' },
      { id: 4, name: 'Abuse', hidden: true, email: 'abuse@panel.example' },
      { id: departments.allFlagsOff, name: 'All flags off', hidden: false },
      { id: departments.allFlagsOn, name: 'All flags on', hidden: false },
      { id: departments.hidden, name: 'Hidden', hidden: true },
    ]);
  });

  it('are hidden by anything that is not plainly off, and read as people wrote them', async () => {
    await on.trial(async (tx) => {
      for (const [hidden, expected] of [
        ['on', true],
        ['1', true],
        [' On ', true],
        ['', false],
        ['0', false],
        ['off', false],
      ] as const) {
        await tx('tblticketdepartments')
          .where({ id: 1 })
          .update({ hidden, name: 'Q&amp;A ', email: ' q@a.example ' });
        const sales = (await on.panel.departments.list(tx)).find(({ id }) => id === 1);
        expect(sales, hidden).to.deep.equal({ id: 1, name: 'Q&A', hidden: expected, email: 'q@a.example' });
      }
    });
  });

  it('may be none at all', async () => {
    await on.trial(async (tx) => {
      await tx('tblticketdepartments').delete();
      expect(await on.panel.departments.list(tx)).to.deep.equal([]);
    });
  });
});
