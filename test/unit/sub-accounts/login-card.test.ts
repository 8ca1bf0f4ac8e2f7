// The Access card of a contact: state, story, summary and next steps (CL10), in the English words.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { createI18n } from '../../../module/support/i18n.js';
import { packageRoot } from '../../../module/support/paths.js';
import { DEFAULT_SETTINGS } from '../../../module/settings/store.js';
import type { Login } from '../../../module/panels/panel-logins.js';
import { NO_ACCESS } from '../../../module/permissions/access.js';
import { LOGIN_STATES, type LoginState } from '../../../module/permissions/subject.js';
import type { Invitation } from '../../../module/sub-accounts/invitation-store.js';
import { accessCard, type AccessCard } from '../../../module/sub-accounts/pages/login-card.js';
import type { SubAccountView } from '../../../module/sub-accounts/service.js';
import type { State, SubAccount } from '../../../module/sub-accounts/sub-account.js';
import { aContact, anOwner } from '../contacts/a-contact.js';
import { aRequest } from '../http/page-request.js';
import { ceilingsOf, subAccount } from '../permissions/subjects.js';

const WORDS = createI18n(packageRoot, manifest.languages).for('en');
const REQUEST = aRequest({ words: WORDS, settings: { ...DEFAULT_SETTINGS, providerName: 'Northwind' } });
const NOW = REQUEST.actor.readAt;
const before = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);

const account = (state: State, rest: Partial<SubAccount> = {}): SubAccount => ({
  clientId: 7,
  contactId: 12,
  state,
  userId: null,
  access: NO_ACCESS,
  from: new Map(),
  preset: '',
  toldPanel: { permissions: [], serviceFunctions: [], domainFunctions: [] },
  epoch: 0,
  grantedBy: 'Ann Lee',
  stateBy: 'Ann Lee',
  stateAt: before(60),
  stateReason: '',
  version: 1,
  ...rest,
});

const LOGIN: Login = {
  ref: { userId: 5, contactId: null },
  owner: false,
  name: 'Bo Chen',
  email: 'bo@corp.example',
  access: { permissions: [], serviceFunctions: [], domainFunctions: [] },
  lastSignInAt: '2026-11-20 08:00:00',
  secondFactor: true,
  shared: false,
};

const invitation = (rest: Partial<Invitation> = {}): Invitation => ({
  tokenHash: Buffer.alloc(32),
  clientId: 7,
  contactId: 12,
  email: 'bo@corp.example',
  inviter: REQUEST.actor.identity,
  inviterName: 'Ann Lee',
  createdAt: before(60),
  expiresAt: new Date('2026-11-29T08:00:00Z'),
  state: 'open',
  closedAt: undefined,
  ...rest,
});

interface Seen {
  account?: SubAccount;
  login?: Login;
  invitation?: Invitation;
  rest?: Partial<SubAccountView>;
  access?: Parameters<typeof subAccount>[0];
  turnedOff?: Parameters<typeof ceilingsOf>[0];
}

function cardOf(state: LoginState, seen: Seen = {}): AccessCard {
  const subject = subAccount(seen.access, {
    login: state,
    ...(seen.turnedOff ? { ceilings: ceilingsOf(seen.turnedOff) } : {}),
  });
  const view: SubAccountView = {
    contact: aContact(),
    person: { contactId: 12, login: seen.login, account: seen.account, subject },
    invitation: seen.invitation,
    isSelf: false,
    untouchable: undefined,
    lag: undefined,
    ...seen.rest,
  };
  return accessCard(view, new Map([[3, 'Sales']]), REQUEST);
}

const texts = ({ steps }: AccessCard): string[] => steps.map(({ text }) => text);
const CAN = 'What can Bo Chen do?';

describe('The Access card', () => {
  const ROWS: readonly [LoginState, Seen, string, string[]][] = [
    ['none', {}, 'ring None', ['Choose access and invite', CAN]],
    [
      'invited',
      { account: account('invited'), invitation: invitation() },
      'quarter Invited',
      ['Send the invitation again', 'Cancel the invitation', 'Change access', CAN],
    ],
    [
      'active',
      { account: account('active'), login: LOGIN },
      'disc Active',
      ['Change access', 'Suspend', 'End', CAN],
    ],
    ['suspended', { account: account('suspended') }, 'bars Suspended', ['Resume', 'End', CAN]],
    ['ended', { account: account('ended') }, 'square Ended', ['Choose access and invite', CAN]],
  ];

  for (const [state, seen, badge, steps] of ROWS) {
    it(`A1 ${state}: shape and word, and its next steps`, () => {
      const card = cardOf(state, seen);
      expect(`${card.badge?.shape} ${card.badge?.word}`).to.equal(badge);
      expect(texts(card)).to.deep.equal(steps);
      expect(card.story.length).to.be.above(0);
      expect(card.story.join(' ')).to.not.match(/undefined|sub-accounts:|[{}]/);
    });
  }

  it('A1 has a row above for every state', () => {
    expect(ROWS.map(([state]) => state)).to.deep.equal([...LOGIN_STATES]);
  });

  it('leads each step to its own page', () => {
    const { steps } = cardOf('active', { account: account('active'), login: LOGIN });
    expect(steps.map(({ href }) => href)).to.deep.equal(
      ['access', 'login/suspend', 'login/end', 'can'].map((page) => `/client/contacts/12/${page}`),
    );
  });

  it('tells what the panel tells, and where the login was made', () => {
    expect(cardOf('active', { login: LOGIN }).story).to.deep.equal([
      'Made at Northwind.',
      'Last sign-in: 2026-11-20 08:00:00 (time of Northwind).',
      'Second step at sign-in: on.',
    ]);
    const quiet = { ...LOGIN, lastSignInAt: undefined, secondFactor: false };
    expect(cardOf('active', { login: quiet }).story[1]).to.equal('Second step at sign-in: off.');
  });

  it('tells how an invitation stands', () => {
    const of = (rest: Partial<Invitation>) =>
      cardOf('invited', { account: account('invited'), invitation: invitation(rest) });
    expect(of({}).story[0]).to.match(/^Invited by Ann Lee\. Sent to bo@corp\.example on 22 Nov 2026/);
    expect(of({ inviterName: '' }).story[0]).to.match(/^Invited by Staff\./);
    expect(of({ expiresAt: NOW }).story).to.deep.equal([
      'The invitation ended on 22 Nov 2026, 09:00 UTC, not used.',
    ]);
    expect(of({ email: 'old@corp.example' }).story[1]).to.contain('The address has changed since');
    expect(of({ email: 'BO@corp.example' }).story).to.have.length(1);
    const justSent = of({ createdAt: before(1) });
    expect(texts(justSent)).to.not.include('Send the invitation again');
    expect(justSent.note).to.contain('in 2 minutes');
  });

  it('tells how it ended: by whom, declined, cancelled, or on the panel’s own screens', () => {
    const at = before(10);
    const ended = account('ended', { stateAt: at, stateBy: '' });
    const closed = (state: Invitation['state'], closedAt: Date) =>
      cardOf('ended', { account: ended, invitation: invitation({ state, closedAt }) }).story[0];
    expect(closed('declined', at)).to.equal('The invitation was declined on 22 Nov 2026, 08:50 UTC.');
    expect(closed('cancelled', new Date(at.getTime() - 1000))).to.match(
      /^The invitation was cancelled by Staff on/,
    );
    expect(closed('declined', before(500))).to.match(/^Ended by Staff on/);
    expect(cardOf('ended', { account: account('active') }).story).to.deep.equal(['Ended at Northwind.']);
  });

  it('shows the reason of the state it is in, and not of an earlier one', () => {
    const why = { stateReason: 'Left the company' };
    expect(cardOf('suspended', { account: account('suspended', why) }).reason).to.equal('Left the company');
    expect(cardOf('ended', { account: account('active', why) }).reason).to.equal('');
  });

  it('sums up what would work, ceilings included', () => {
    const access = {
      permissions: ['billing.invoices', 'billing.funds', 'support.view'],
      departments: { mode: 'except', ids: [3, 99] },
      services: { mode: 'only', grants: [{ id: 1, functions: ['view'] }] },
      domains: { mode: 'all', functions: ['view'] },
    } as const;
    const seen = { account: account('suspended'), access };
    const values = (card: AccessCard) =>
      Object.fromEntries(card.summary.map(({ label, value }) => [label, value]));
    expect(values(cardOf('suspended', seen))).to.deep.equal({
      Billing: '2 of 8',
      Support: '1 of 4',
      Miscellaneous: '0 of 8',
      Departments: 'All, also new ones, except Sales and #99',
      Services: '1 chosen',
      Domains: 'All, also new ones',
    });
    const lower = cardOf('suspended', {
      ...seen,
      turnedOff: { client: { permissions: new Set(['billing.funds']) } },
    });
    expect(values(lower)['Billing']).to.equal('1 of 8');
    expect(values(cardOf('invited', { account: account('invited') }))).to.not.have.property('Departments');
    expect(cardOf('ended', seen).summary).to.deep.equal([]);
  });

  it('I5 P4 offers nothing to who may not touch it, and says why', () => {
    const card = cardOf('active', { login: LOGIN, rest: { untouchable: { key: 'sub-accounts:self' } } });
    expect(texts(card)).to.deep.equal([CAN]);
    expect(card.note).to.equal('You cannot change your own access');
  });

  it('A6 leads a mailbox nowhere, but out of a login that it has', () => {
    const contact = aContact({ ours: { kind: 'mailbox' } });
    const none = cardOf('none', { rest: { contact } });
    expect(texts(none)).to.deep.equal([CAN]);
    expect(none.note).to.contain('A mailbox cannot have a sub-account');
    expect(texts(cardOf('active', { login: LOGIN, rest: { contact } }))).to.deep.equal(['End', CAN]);
  });

  it('says of the owner that nothing is needed', () => {
    const card = cardOf('active', { login: { ...LOGIN, owner: true }, rest: { contact: anOwner() } });
    expect(card.badge).to.equal(undefined);
    expect(card.story).to.deep.equal(['Ann Lee is the owner and may do everything that is not turned off.']);
    expect(card.steps.map(({ href }) => href)).to.deep.equal(['/client/contacts/owner/can']);
  });
});
