// What an access may name: the client's own, in few queries however many it is, and what was held before (H2).
import { expect } from 'chai';
import { deniedDepartments, NO_ACCESS, type Access } from '../../../module/permissions/access.js';
import type { Scope } from '../../../module/permissions/scope.js';
import { createCheckIds } from '../../../module/sub-accounts/known-ids.js';
import { createPlaces } from '../../../module/sub-accounts/places.js';
import { InputError } from '../../../module/support/errors.js';
import { apiClient } from '../../support/api-client.js';
import { loginOf } from '../../support/app.js';
import { world } from '../../support/fixture.js';
import { plantSubAccount } from '../../support/sub-accounts.js';

const DEE = 4;
const EMRE = 5;
const GONE = 987_654;
const MANY = 2000;
const ANY_VERSION = { 'if-match': '*' };

const only = (ids: readonly number[]): Scope<'view'> => ({
  mode: 'only',
  grants: ids.map((id) => ({ id, functions: ['view'] })),
});

describe('What an access names', () => {
  const w = world();
  const client = apiClient(() => w, { clientId: 1 });
  let own: number[];
  let foreign: number;

  before(async () => {
    const { id: _id, ...row } = (await w.db('tblhosting').where({ userid: 1 }).first()) as { id: number };
    await w.db.batchInsert(
      'tblhosting',
      Array.from({ length: MANY }, (_, index) => ({ ...row, domain: `vps-${index}.example.com` })),
      500,
    );
    const idsOf = (userid: number) => w.db('tblhosting').where({ userid }).orderBy('id').pluck('id');
    own = (await idsOf(1)) as number[];
    [foreign] = (await idsOf(2)) as [number];
  });

  /** The fields that are refused, and how many queries it took to find out. */
  async function check(access: Partial<Access>, before: Partial<Access> = {}) {
    const { hosting, departments } = w.built.panel;
    const checkIds = createCheckIds({
      places: createPlaces(hosting, w.db),
      departments,
      on: w.db,
      clock: w.clock,
    });
    let queries = 0;
    const count = (): void => {
      queries += 1;
    };
    w.db.on('query', count);
    try {
      await checkIds(1, { ...NO_ACCESS, ...access }, { ...NO_ACCESS, ...before });
      return { fields: [], queries };
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return { fields: Object.keys(error.fields), queries };
    } finally {
      w.db.off('query', count);
    }
  }

  it(`${MANY} services take a handful of queries, not one each`, async () => {
    expect(own.length).to.be.above(MANY);
    const all = await check({ services: only(own) });
    expect(all.fields).to.deep.equal([]);
    expect(all.queries).to.be.within(1, 8);
    const one = await check({ services: only([...own, foreign]) });
    expect(one.fields).to.deep.equal(['services']);
    expect(one.queries).to.be.within(1, 8);
  });

  it('what was held before is not looked up again', async () => {
    const held = { services: only(own), domains: only([1, GONE]) };
    expect(await check(held, held)).to.deep.equal({ fields: [], queries: 0 });
  });

  it('H2 refuses each part by its field: another client’s, and what is nobody’s', async () => {
    const asked = {
      services: only([foreign]),
      domains: only([GONE]),
      departments: { mode: 'except', ids: [GONE] } as const,
    };
    expect((await check(asked)).fields).to.deep.equal(['departments', 'services', 'domains']);
    // That services 1 and 2 were held says nothing about others.
    const before = { services: only([1, 2]), departments: { mode: 'except', ids: [1] } as const };
    expect((await check(asked, before)).fields).to.deep.equal(['departments', 'services', 'domains']);
  });

  it(`gives ${MANY} services through the API`, async () => {
    const services = only(own.slice(0, MANY));
    const given = await client.put(`/contacts/${EMRE}/access`, { services }, ANY_VERSION);
    expect(given.status, JSON.stringify(given.body).slice(0, 300)).to.equal(200);
    expect((given.body['services'] as { grants: object[] }).grants).to.have.length(MANY);
  });

  it('what is gone meanwhile may stay, and what is new must be there', async () => {
    const [department] = await w.built.panel.departments.list(w.db);
    const departments = { mode: 'except', ids: [department?.id as number, GONE] } as const;
    const access: Partial<Access> = {
      permissions: ['support.view'],
      departments,
      services: only([1, GONE]),
      domains: only([1, GONE]),
    };
    await plantSubAccount(w.db, { clientId: 1, contactId: DEE, state: 'suspended', access });
    const path = `/contacts/${DEE}/access`;

    const narrowed = await client.put(path, { permissions: [] }, ANY_VERSION);
    expect(narrowed.status, JSON.stringify(narrowed.body)).to.equal(200);
    expect(narrowed.body['services']).to.deep.equal(access.services);
    expect(narrowed.body['domains']).to.deep.equal(access.domains);
    expect(narrowed.body['departments']).to.deep.equal(departments);

    const sent = await client.put(path, { services: only([1, 2, GONE]) }, ANY_VERSION);
    expect(sent.body['services']).to.deep.equal(only([1, 2, GONE]));

    const another = await client.put(path, { services: only([1, GONE, GONE + 1]) }, ANY_VERSION);
    expect(another.body['errorDetails']).to.deep.equal({ services: ['Choose services of your company'] });

    const removed = await client.put(path, { services: only([1]) }, ANY_VERSION);
    expect(removed.body['services']).to.deep.equal(only([1]));
    // Given up is given up.
    expect((await client.put(path, { services: only([1, GONE]) }, ANY_VERSION)).status).to.equal(422);

    const ann = await w.built.services.readActor(loginOf(w.cast.ownerOfClient1), w.db);
    if (!ann) throw new Error('Ann cannot sign in');
    const { person } = await w.built.services.subAccounts.view(ann, 1, DEE);
    expect(deniedDepartments(person.subject.access)).to.include(GONE);
  });
});
