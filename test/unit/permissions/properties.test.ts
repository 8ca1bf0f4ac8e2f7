// What holds for every access, ceiling and question, not only for those in the tables.
import { expect } from 'chai';
import * as fc from 'fast-check';
import { normaliseAccess, type Access } from '../../../module/permissions/access.js';
import { accessChanges, widens } from '../../../module/permissions/access-changes.js';
import { NO_CEILINGS, type Ceiling, type Ceilings } from '../../../module/permissions/ceilings.js';
import { mayGrant } from '../../../module/permissions/delegation.js';
import { commonAccess, covers, effectiveAccess } from '../../../module/permissions/effective-access.js';
import { explainAccess } from '../../../module/permissions/explain-access.js';
import type { Question } from '../../../module/permissions/question.js';
import type { LoginState, Subject } from '../../../module/permissions/subject.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { anyAccess, anyCeiling, anyCeilings, anyQuestion, anySubject, QUESTIONS } from './arbitrary.js';
import { isAllowed, NOW, subAccount } from './subjects.js';

/** The questions that get a yes, by their number. */
const allowedTo = (subject: Subject): Set<number> =>
  new Set([...QUESTIONS.keys()].filter((number) => isAllowed(subject, QUESTIONS[number] as Question)));

/** What an effective access says: full control is written out there, and covers nothing by itself. */
function allowedBy(effective: Access): Set<number> {
  const isFull = (permission: string): boolean => permission.endsWith('.full');
  const rest = effective.permissions.filter((permission) => !isFull(permission));
  const [whole, plain] = [subAccount(effective), subAccount({ ...effective, permissions: rest })];
  return new Set(
    [...QUESTIONS.keys()].filter((number) => {
      const question = QUESTIONS[number] as Question;
      return isAllowed(isFull(question.permission ?? '') ? whole : plain, question);
    }),
  );
}

const isWithin = (some: ReadonlySet<number>, ...others: ReadonlySet<number>[]): boolean =>
  [...some].every((one) => others.some((other) => other.has(one)));

const plus = (one: Ceiling, more: Ceiling): Ceiling => ({
  permissions: new Set([...one.permissions, ...more.permissions]),
  serviceFunctions: new Set([...one.serviceFunctions, ...more.serviceFunctions]),
  domainFunctions: new Set([...one.domainFunctions, ...more.domainFunctions]),
  departments: new Set([...one.departments, ...more.departments]),
});

const anyLevel = fc.constantFrom('provider' as const, 'group' as const, 'client' as const);
const withAccess = (subject: Subject, access: Access): Subject => ({ ...subject, access });

describe('P1, P6 a ceiling', () => {
  it('never allows more when it is lowered, at any level', () => {
    fc.assert(
      fc.property(anySubject, anyCeiling, anyLevel, (subject, more, level) => {
        const ceilings: Ceilings = { ...subject.ceilings, [level]: plus(subject.ceilings[level], more) };
        expect(isWithin(allowedTo({ ...subject, ceilings }), allowedTo(subject))).to.equal(true);
      }),
    );
  });

  it('that is raised again gives back exactly what it took: it changes no grant', () => {
    fc.assert(
      fc.property(anySubject, anyCeiling, anyLevel, (subject, more, level) => {
        const before = structuredClone(subject);
        const lowered = { ...subject, ceilings: { ...subject.ceilings, [level]: more } };
        allowedTo(lowered);
        const raised = { ...lowered, ceilings: subject.ceilings };
        expect(allowedTo(raised)).to.deep.equal(allowedTo(before));
        expect(subject).to.deep.equal(before);
      }),
    );
  });
});

describe('P5 explainAccess', () => {
  it('always answers, with at least one reason, and the same again', () => {
    fc.assert(
      fc.property(anySubject, anyQuestion, fc.date({ noInvalidDate: false }), (subject, question, now) => {
        const answer = explainAccess(subject, question, now);
        expect(answer.reasons.length).to.be.above(0);
        expect(explainAccess(subject, question, now)).to.deep.equal(answer);
      }),
    );
  });

  it('answers no, and does not throw, to anything that is no question', () => {
    const anything = fc.oneof(
      fc.record({ permission: fc.string() }),
      fc.record({
        service: fc.record({ id: fc.double(), functions: fc.array(fc.string()) }),
        serviceFunction: fc.string(),
      }),
      fc.record({ domain: fc.double(), domainFunction: fc.string() }),
      fc.constant({}),
    ) as unknown as fc.Arbitrary<Question>;
    fc.assert(
      fc.property(anySubject, anything, (subject, question) => {
        expect(explainAccess(subject, question, NOW).allowed).to.equal(false);
      }),
    );
  });

  it('says every reason in words, in every language, with nothing left open', () => {
    const i18n = createI18n(packageRoot, ['en', 'nl', 'ar']);
    const filled = {
      provider: 'Example Host',
      department: 'Sales',
      at: '1 Dec',
      by: 'Ann',
      preset: 'Developer',
    };
    const heard = new Set<string>();
    fc.assert(
      fc.property(anySubject, anyQuestion, (subject, question) => {
        for (const { key, params } of explainAccess(subject, question, NOW).reasons)
          for (const language of i18n.languages) {
            const text = i18n.for(language).say({ key, params: { ...params, ...filled } });
            heard.add(text);
            expect(text, key).to.not.match(/\{\{|permissions:|because/);
          }
      }),
      { numRuns: 300 },
    );
    expect(heard.size).to.be.above(60);
  });
});

describe('the form of an access', () => {
  it('takes and gives nothing, and is the same the second time', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        const access = normaliseAccess(subject.access);
        expect(allowedTo(withAccess(subject, access))).to.deep.equal(allowedTo(subject));
        expect(normaliseAccess(access)).to.deep.equal(access);
        expect(accessChanges(subject.access, access)).to.deep.equal([]);
      }),
    );
  });

  it('says of two accesses whether the one is wider: what is not, allows nothing new', () => {
    fc.assert(
      fc.property(anyAccess, anyAccess, (before, after) => {
        fc.pre(!widens(before, after));
        expect(isWithin(allowedTo(subAccount(after)), allowedTo(subAccount(before)))).to.equal(true);
      }),
      { numRuns: 60 },
    );
  });

  it('is another one exactly when there are changes to list, and back they are the opposite', () => {
    const opposite = { added: 'removed', removed: 'added' } as const;
    const lines = (changes: ReturnType<typeof accessChanges>): string[] =>
      changes.map((change) => JSON.stringify(change)).toSorted();
    fc.assert(
      fc.property(anyAccess, anyAccess, (before, after) => {
        const changes = accessChanges(before, after);
        const isSame = JSON.stringify(normaliseAccess(before)) === JSON.stringify(normaliseAccess(after));
        expect(changes.length === 0).to.equal(isSame);
        const back = changes.map((change) => ({ ...change, kind: opposite[change.kind] }));
        expect(lines(accessChanges(after, before))).to.deep.equal(lines(back));
      }),
    );
  });
});

describe('effective access', () => {
  it('is what explainAccess says yes to, no more and no less', () => {
    fc.assert(
      fc.property(anySubject, (subject) => {
        expect(allowedBy(effectiveAccess(subject, NOW))).to.deep.equal(allowedTo(subject));
      }),
    );
  });

  it('covers another exactly when it allows all that the other allows, as long', () => {
    const anyEffective = anySubject.map((subject) => effectiveAccess(subject, NOW));
    fc.assert(
      fc.property(anyEffective, anyEffective, (one, other) => {
        const [held, wanted] = [
          { ...one, expiresAt: undefined },
          { ...other, expiresAt: undefined },
        ];
        expect(covers(held, wanted)).to.equal(isWithin(allowedBy(wanted), allowedBy(held)));
      }),
    );
  });

  it('in common with another is within both', () => {
    fc.assert(
      fc.property(anyAccess, anyAccess, (one, other) => {
        const both = commonAccess(one, other);
        expect(isWithin(allowedTo(subAccount(both)), allowedTo(subAccount(one)))).to.equal(true);
        expect(isWithin(allowedTo(subAccount(both)), allowedTo(subAccount(other)))).to.equal(true);
        expect(commonAccess(one, one)).to.deep.equal(normaliseAccess(one));
      }),
    );
  });
});

describe('P4, H10 what was not refused', () => {
  const anyChange = fc.record({
    granter: anySubject,
    target: fc.record({
      login: fc.constantFrom<LoginState>('none', 'invited', 'active', 'suspended', 'ended'),
    }),
    ceilings: anyCeilings,
    before: anyAccess,
    wanted: anyAccess,
    // Mostly within reach of somebody, else all would be refused and nothing seen.
    near: fc.boolean(),
  });
  type Change = typeof anyChange extends fc.Arbitrary<infer T> ? T : never;

  function saved({
    granter,
    target,
    ceilings,
    before,
    wanted,
    near,
  }: Change): { granter: Subject; was: Subject; is: Subject } | undefined {
    const giver: Subject = {
      ...granter,
      ceilings,
      login: 'active',
      access: { ...granter.access, permissions: ['contacts.manage', ...granter.access.permissions] },
    };
    const reach = effectiveAccess(giver, NOW);
    const after = near
      ? { ...commonAccess(wanted, reach), departments: wanted.departments, expiresAt: wanted.expiresAt }
      : wanted;
    const was: Subject = { ...subAccount(before), login: target.login, ceilings };
    const refusals = mayGrant(giver, { now: was, isSelf: false, isOwner: false }, before, after, NOW);
    return refusals.length === 0 ? { granter: giver, was, is: withAccess(was, after) } : undefined;
  }

  it('lets nobody do what neither they could before nor whoever gave it can', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyChange, (change) => {
        const done = saved(change);
        if (!done || done.granter.provider) return;
        seen += 1;
        expect(isWithin(allowedTo(done.is), allowedTo(done.was), allowedTo(done.granter))).to.equal(true);
      }),
      { numRuns: 1500 },
    );
    expect(seen).to.be.above(150);
  });

  it('lets nobody do more by signing in anew where there was no login', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyChange, (change) => {
        const done = saved({ ...change, target: { login: 'ended' } });
        if (!done || done.granter.provider) return;
        seen += 1;
        const back: Subject = { ...done.is, login: 'active' };
        expect(isWithin(allowedTo(back), allowedTo(done.was), allowedTo(done.granter))).to.equal(true);
      }),
      { numRuns: 1500 },
    );
    expect(seen).to.be.above(150);
  });

  it('by staff lets nobody do what the ceilings deny', () => {
    fc.assert(
      fc.property(anyChange, (change) => {
        const done = saved({ ...change, granter: { ...change.granter, kind: 'staff', provider: true } });
        if (!done) return;
        const owner: Subject = { ...done.was, kind: 'owner', login: 'active' };
        expect(isWithin(allowedTo(done.is), allowedTo(owner))).to.equal(true);
      }),
    );
  });

  it('is still within that when the ceilings are raised afterwards (P6)', () => {
    let seen = 0;
    fc.assert(
      fc.property(anyChange, (change) => {
        const done = saved(change);
        if (!done || done.granter.provider) return;
        seen += 1;
        const raise = (subject: Subject): Subject => ({ ...subject, ceilings: NO_CEILINGS });
        expect(
          isWithin(allowedTo(raise(done.is)), allowedTo(raise(done.was)), allowedTo(raise(done.granter))),
        ).to.equal(true);
      }),
      { numRuns: 1500 },
    );
    expect(seen).to.be.above(150);
  });
});
