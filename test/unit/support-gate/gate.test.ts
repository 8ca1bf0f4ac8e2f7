// N7: who may open a ticket by mail.
import { expect } from 'chai';
import { explainSupportGate, type GateAnswer, type GateFacts } from '../../../module/support-gate/gate.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { BEFORE, NOW, owner, subAccount, without } from '../permissions/subjects.js';

const OPENS = { permissions: ['support.open'] as const };

const facts = (parts: Partial<GateFacts> = {}): GateFacts => ({
  email: 'bo@corp.com',
  department: 5,
  owner: { emails: ['ann@corp.com'], subject: owner() },
  contacts: [{ contactId: 1, email: 'bo@corp.com' }],
  subAccounts: [],
  ...parts,
});

const ask = (parts: Partial<GateFacts> = {}): GateAnswer => explainSupportGate(facts(parts), NOW);

const answerOf = (parts: Partial<GateFacts> = {}): string => {
  const { allowed, contactId, reasons } = ask(parts);
  const why = reasons.map(({ key }) => key.replace(/^\w+:(because\.|gate\.)?/, '')).join(' ');
  return `${allowed ? 'yes' : 'no'} ${contactId}: ${why}`;
};

const as = (
  subject: ReturnType<typeof subAccount>,
  contactId: number | undefined = 1,
): Partial<GateFacts> => ({
  subAccounts: [{ contactId, email: 'bo@corp.com', subject }],
});

describe('N7 the support gate', () => {
  const CASES: Record<string, [Partial<GateFacts>, string]> = {
    'the owner may': [{ email: 'ann@corp.com' }, 'yes 0: owner owner'],
    'the owner without a login may': [
      { email: 'ann@corp.com', owner: { emails: ['ann@corp.com'], subject: owner({ login: 'none' }) } },
      'yes 0: owner owner',
    ],
    'a contact may': [{}, 'yes 1: contact'],
    'an address in other letters, with blanks, may': [{ email: ' BO@Corp.com ' }, 'yes 1: contact'],
    'nobody else may': [{ email: 'eve@corp.com' }, 'no undefined: notRegistered'],
    'no address is nobody’s, also where a contact has none': [
      { email: ' ', contacts: [{ contactId: 1, email: '' }], owner: { emails: [''], subject: owner() } },
      'no undefined: notRegistered',
    ],
    'a sub-account with support.open may': [as(subAccount(OPENS)), 'yes 1: subAccount granted'],
    'a sub-account without it may not': [as(subAccount()), 'no 1: subAccount notGranted'],
    'not to a department that is denied': [
      as(subAccount({ ...OPENS, departments: { mode: 'except', ids: [5] } })),
      'no 1: subAccount department granted',
    ],
    'to another one': [
      as(subAccount({ ...OPENS, departments: { mode: 'except', ids: [6] } })),
      'yes 1: subAccount granted',
    ],
    'a suspended one may not': [as(subAccount(OPENS, { login: 'suspended' })), 'no 1: subAccount login.suspended granted'], // prettier-ignore
    'one whose access has ended may not': [
      as(subAccount({ ...OPENS, expiresAt: BEFORE })),
      'no 1: subAccount expired granted',
    ],
    'an invited one may what the invitation allows': [
      as(subAccount(OPENS, { login: 'invited' })),
      'yes 1: subAccount granted',
    ],
    'and no more': [as(subAccount({}, { login: 'invited' })), 'no 1: subAccount notGranted'],
    'an ended one is a contact again (A1)': [as(subAccount({}, { login: 'ended' })), 'yes 1: contact'],
    'an ended login without a contact is nobody': [
      { ...as(subAccount(OPENS, { login: 'ended' }), undefined), contacts: [] },
      'no undefined: notRegistered',
    ],
    'a login without a contact may by its own access': [
      { contacts: [], subAccounts: [{ contactId: undefined, email: 'bo@corp.com', subject: subAccount(OPENS) }] }, // prettier-ignore
      'yes undefined: subAccount granted',
    ],
    'a limit cannot be passed by a second entry with the same address': [
      { ...as(subAccount()), contacts: [{ contactId: 2, email: 'bo@corp.com' }] },
      'no 1: subAccount notGranted',
    ],
    'of two logins with one address the one that may decides': [
      { subAccounts: [{ contactId: 1, email: 'bo@corp.com', subject: subAccount() }, { contactId: 2, email: 'bo@corp.com', subject: subAccount(OPENS) }] }, // prettier-ignore
      'yes 2: subAccount granted',
    ],
    'a ceiling holds for the owner': [
      { email: 'ann@corp.com', owner: { emails: ['ann@corp.com'], subject: owner({ ceilings: without('support.open') }) } }, // prettier-ignore
      'no 0: owner ceiling.provider owner',
    ],
    'and for a contact without a login, who is told only that': [
      { owner: { emails: ['ann@corp.com'], subject: owner({ ceilings: without('support.open') }) } },
      'no 1: contact ceiling.provider',
    ],
  };
  for (const [what, [parts, expected]] of Object.entries(CASES))
    it(what, () => expect(answerOf(parts)).to.equal(expected));

  it('asks about any department when none is known: a limit then stops nobody', () => {
    const limited = as(subAccount({ ...OPENS, departments: { mode: 'except', ids: [5] } }));
    expect(ask({ ...limited, department: undefined }).allowed).to.equal(true);
  });

  it('names the department that is denied, for a presenter to put into words', () => {
    const { reasons } = ask(as(subAccount({ ...OPENS, departments: { mode: 'except', ids: [5] } })));
    expect(reasons[1]).to.deep.equal({ key: 'permissions:because.department', params: { department: 5 } });
  });

  it('says it in words, in every language', () => {
    const i18n = createI18n(packageRoot, ['en', 'nl', 'ar']);
    for (const [parts] of Object.values(CASES))
      for (const language of i18n.languages)
        expect(i18n.for(language).say(ask(parts).reasons[0]!)).to.not.match(/notices:|gate\.|\{\{/);
  });
});
