// Who is concerned by a change of ceilings: counted with the one decision, before and after (P1, P6).
import { expect } from 'chai';
import { newTally, SHOWN, type Holder } from '../../../module/ceilings/affected.js';
import type { LineKey } from '../../../module/ceilings/ceiling-line.js';
import { NO_CEILINGS, type Ceiling } from '../../../module/permissions/ceilings.js';
import { accessOf, BEFORE, ceilingsOf, EVERYTHING, LATER, NOW } from '../permissions/subjects.js';

const FUNDS: LineKey = { kind: 'permission', name: 'billing.funds' };

const holder = (parts: Partial<Holder> = {}): Holder => ({
  clientId: 1,
  contactId: 1,
  state: 'active',
  access: EVERYTHING,
  ...parts,
});

/** What denying this changes for these people, as "lost people in clients". */
function denying(key: LineKey, denied: Partial<Ceiling>, people: Holder[], others = NO_CEILINGS) {
  const tally = newTally([key]);
  const after = { ...others, provider: ceilingsOf({ provider: denied }).provider };
  for (const one of people) tally.add(one, others, after, NOW);
  return tally.result();
}

const funds = { permissions: new Set(['billing.funds'] as const) };
const lostBy = (people: Holder[], others = NO_CEILINGS) =>
  denying(FUNDS, funds, people, others).lines[0]?.lost;

describe('Who a ceiling concerns', () => {
  it('counts people, and each client once', () => {
    const people = [
      holder(),
      holder({ contactId: 2 }),
      holder({ clientId: 2 }),
      holder({ clientId: 3, access: accessOf() }),
    ];
    expect(lostBy(people)).to.deep.equal({ people: 3, clients: 2 });
  });

  it('P1 leaves out whom another level denies it already', () => {
    expect(lostBy([holder()], ceilingsOf({ client: funds }))).to.deep.equal({ people: 0, clients: 0 });
    expect(lostBy([holder()], ceilingsOf({ group: funds }))).to.deep.equal({ people: 0, clients: 0 });
  });

  it('leaves out whom it does not work for now, but not mail, which needs no login (A1)', () => {
    for (const state of ['none', 'invited', 'suspended', 'ended'] as const)
      expect(lostBy([holder({ state })]), state).to.deep.equal({ people: 0, clients: 0 });
    const expired = accessOf({ ...EVERYTHING, expiresAt: BEFORE });
    expect(lostBy([holder({ access: expired })])?.people).to.equal(0);
    expect(lostBy([holder({ access: { ...expired, expiresAt: LATER } })])?.people).to.equal(1);
    const mail = { kind: 'permission', name: 'support.notifications' } as const;
    const denied = { permissions: new Set(['support.notifications'] as const) };
    const { lines } = denying(mail, denied, [holder({ state: 'suspended' })]);
    expect(lines[0]?.lost.people).to.equal(1);
  });

  it('counts what is given back on the way up', () => {
    const tally = newTally([FUNDS]);
    tally.add(holder(), ceilingsOf({ provider: funds }), NO_CEILINGS, NOW);
    tally.add(holder({ contactId: 2 }), ceilingsOf({ provider: funds, client: funds }), ceilingsOf({ client: funds }), NOW); // prettier-ignore
    expect(tally.result().lines).to.deep.equal([
      { lost: { people: 0, clients: 0 }, restored: { people: 1, clients: 1 } },
    ]);
    expect(tally.result().people).to.deep.equal([{ clientId: 1, contactId: 1, lost: [], restored: [FUNDS] }]);
  });

  it('counts a function of services wherever it was given, also by full control', () => {
    const key = { kind: 'service', name: 'cancel' } as const;
    const denied = { serviceFunctions: new Set(['cancel'] as const) };
    const some = (functions: readonly ('view' | 'cancel')[]) =>
      accessOf({ services: { mode: 'only', grants: [{ id: 4, functions: ['view'] }, { id: 7, functions }] } }); // prettier-ignore
    const people = [
      holder({ access: some(['cancel']) }),
      holder({ access: some(['view']) }),
      holder({ access: accessOf({ services: { mode: 'all', functions: ['cancel'] } }) }),
      holder({ access: accessOf({ permissions: ['services.full'] }) }),
      holder({ access: accessOf() }),
    ];
    expect(denying(key, denied, people).lines[0]?.lost.people).to.equal(3);
  });

  it('counts a function of domains', () => {
    const key = { kind: 'domain', name: 'renew' } as const;
    const denied = { domainFunctions: new Set(['renew'] as const) };
    const only = accessOf({ domains: { mode: 'only', grants: [{ id: 2, functions: ['renew'] }] } });
    const { lines } = denying(key, denied, [holder({ access: only }), holder({ access: accessOf() })]);
    expect(lines[0]?.lost.people).to.equal(1);
  });

  it('P2 counts a department for those who have to do with its tickets', () => {
    const key = { kind: 'department', name: '3' } as const;
    const view = accessOf({ permissions: ['support.view'] });
    const people = [
      holder({ access: view }),
      holder({ access: { ...view, departments: { mode: 'except', ids: [3] } } }),
      holder({ access: { ...view, departments: { mode: 'except', ids: [4] } } }),
      holder({ access: accessOf({ permissions: ['support.notifications'] }) }),
    ];
    const { lines } = denying(key, { departments: new Set([3]) }, people);
    expect(lines[0]?.lost.people).to.equal(2);
  });

  it('keeps the first people by name and counts the rest', () => {
    const people = Array.from({ length: SHOWN + 10 }, (_, index) => holder({ contactId: index + 1 }));
    const { total, people: shown } = denying(FUNDS, funds, people);
    expect(total).to.equal(SHOWN + 10);
    expect(shown.map(({ contactId }) => contactId)).to.deep.equal(
      Array.from({ length: SHOWN }, (_, index) => index + 1),
    );
  });
});
