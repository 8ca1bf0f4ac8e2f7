// The form of ceilings: what is left out stays, and only what says something gets a line.
import { expect } from 'chai';
import { ceilingsForm } from '../../../module/ceilings/form.js';
import { choiceOf, effectOf, lineChanges, lineKeys } from '../../../module/ceilings/ceiling-line.js';
import { levelText, versionOf, type LevelState } from '../../../module/ceilings/level.js';
import { readForm } from '../../../module/http/read-form.js';
import type { CeilingLine } from '../../../module/permissions/ceiling-store.js';
import type { CeilingLevel } from '../../../module/permissions/ceilings.js';

const DEPARTMENTS = [{ id: 3, name: 'Billing', hidden: false }];
const deny = (kind: CeilingLine['kind'], name: string): CeilingLine => ({ kind, name, allowed: false });

const state = (level: CeilingLevel, lines: CeilingLine[] = []): LevelState => ({
  level: { level, id: 1, name: 'One', lines },
  above: [],
  departments: DEPARTMENTS,
  version: '',
});

const read = (of: LevelState, sent: Record<string, unknown>) => readForm(ceilingsForm(of), sent);
const linesOf = (of: LevelState, sent: Record<string, unknown>): CeilingLine[] => {
  const answer = read(of, sent);
  if (!answer.ok) throw new Error(JSON.stringify(answer.errors));
  return answer.values.lines;
};

describe('The form of ceilings', () => {
  it('asks about 20 permissions, 6 and 4 functions, and every department', () => {
    expect(lineKeys(DEPARTMENTS)).to.have.length(31);
  });

  it('keeps a line for each deny, and for an allow below the provider only', () => {
    const sent = { permission: { billingFunds: 'denied', billingOrders: 'allowed' }, department: { d3: 'denied' } }; // prettier-ignore
    const denied = [deny('permission', 'billing.funds'), deny('department', '3')];
    expect(linesOf(state('provider'), sent)).to.have.deep.members(denied);
    expect(linesOf(state('group'), sent)).to.have.deep.members([
      { kind: 'permission', name: 'billing.orders', allowed: true },
      ...denied,
    ]);
    expect(linesOf(state('client'), { permission: { billingOrders: 'inherit' } })).to.deep.equal([]);
  });

  it('check 15: what is left out is not widened, nor is what the form does not show', () => {
    const stored = [deny('permission', 'billing.funds'), deny('service', 'cancel'), deny('department', '9')];
    expect(linesOf(state('provider', stored), {})).to.have.deep.members(stored);
    expect(
      linesOf(state('client', stored), { permission: { billingFunds: 'allowed' } }),
    ).to.have.deep.members([
      { kind: 'permission', name: 'billing.funds', allowed: true },
      ...stored.slice(1),
    ]);
  });

  it('refuses what is no choice, and fields it does not have', () => {
    const errors = (of: LevelState, sent: Record<string, unknown>) => {
      const answer = read(of, sent);
      return answer.ok ? {} : Object.fromEntries(Object.entries(answer.errors).map(([path, { key }]) => [path, key])); // prettier-ignore
    };
    // Above the provider there is nothing to inherit from.
    expect(errors(state('provider'), { permission: { billingFunds: 'inherit' } })).to.deep.equal({
      'permission.billingFunds': 'ceilings:errors.choice',
    });
    expect(errors(state('client'), { permission: { billingFunds: ['denied'] }, domain: 'all' })).to.have.keys(
      'permission.billingFunds',
      'domain',
    );
    expect(errors(state('client'), { permission: { everything: 'allowed' } })).to.deep.equal({
      permission: 'common:errors.unknownFields',
    });
    expect(errors(state('client'), { level: 'provider' })).to.deep.equal({
      '': 'common:errors.unknownFields',
    });
  });

  it('P1 between allowed and inherit nothing changes for anybody', () => {
    const keys = lineKeys([]);
    const allowed: CeilingLine = { kind: 'permission', name: 'billing.funds', allowed: true };
    const effects = (before: CeilingLine[], after: CeilingLine[]) =>
      lineChanges(keys, 'client', before, after).map(effectOf);
    expect(effects([], [allowed])).to.deep.equal(['none']);
    expect(effects([allowed], [{ ...allowed, allowed: false }])).to.deep.equal(['lost']);
    expect(effects([{ ...allowed, allowed: false }], [])).to.deep.equal(['restored']);
    expect(effects([allowed], [allowed])).to.deep.equal([]);
    expect(choiceOf([], { kind: 'domain', name: 'view' }, 'provider')).to.equal('allowed');
    expect(choiceOf([], { kind: 'domain', name: 'view' }, 'group')).to.equal('inherit');
  });

  it('D3 its version is the same for rows in any order, and another for any other row', () => {
    const [one, two] = [deny('permission', 'billing.funds'), deny('service', 'cancel')];
    const version = (lines: CeilingLine[]) => versionOf([{ level: 'group', id: 3, name: 'x', lines }]);
    expect(version([one, two])).to.equal(version([two, one]));
    expect(version([one])).to.not.equal(version([one, two]));
    expect(version([one])).to.not.equal(version([{ ...one, allowed: true }]));
    expect(levelText({ level: 'provider', name: '' })).to.equal('provider');
    expect(levelText({ level: 'group', name: 'A: B' })).to.equal('group:A: B');
  });
});
