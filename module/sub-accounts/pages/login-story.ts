// How a sub-account came to its state, in sentences: when, by whom, and what the panel tells of it (CL10).
import { displayName } from '../../contacts/contact.js';
import type { PageRequest } from '../../http/page.js';
import { hasRunOut, type LoginState } from '../../permissions/subject.js';
import type { SubAccountView } from '../service.js';

type Story = (view: SubAccountView, request: PageRequest) => string[];

const STORIES: Record<LoginState, Story> = {
  none: ({ person: { account } }, { words: { t } }) => [
    t('sub-accounts:login.said.none'),
    ...(account ? [t('sub-accounts:login.said.chosen')] : []),
  ],
  invited: invitedStory,
  active: activeStory,
  suspended: ({ person: { account } }, request) =>
    account ? [say('suspended', { by: byWhom(account.stateBy, request), at: account.stateAt }, request)] : [],
  ended: endedStory,
};

export const loginStory: Story = (view, request) => STORIES[view.person.subject.login](view, request);

function invitedStory({ contact, invitation }: SubAccountView, request: PageRequest): string[] {
  if (!invitation) return [];
  const { email, inviterName, createdAt, expiresAt } = invitation;
  if (expiresAt <= request.actor.readAt) return [say('over', { ends: expiresAt }, request)];
  const by = byWhom(inviterName, request);
  return [
    say('sent', { by, email, sent: createdAt, ends: expiresAt }, request),
    // It is bound to the address: at another one it opens nothing (A2).
    ...(email.toLowerCase() === contact.email.toLowerCase() ? [] : [say('moved', {}, request)]),
  ];
}

function activeStory({ contact, person }: SubAccountView, request: PageRequest): string[] {
  const { account, login, subject } = person;
  const provider = request.settings.providerName;
  const name = displayName(contact);
  return [
    account?.state === 'active'
      ? say('active', { at: account.stateAt, by: byWhom(account.grantedBy, request) }, request)
      : say('madeAtPanel', { provider }, request),
    ...(hasRunOut(subject, request.actor.readAt) ? [say('runOut', { name }, request)] : []),
    ...(login?.lastSignInAt ? [say('lastSignIn', { at: login.lastSignInAt, provider }, request)] : []),
    ...(login ? [say(login.secondFactor ? 'secondStepOn' : 'secondStepOff', {}, request)] : []),
  ];
}

function endedStory({ person, invitation }: SubAccountView, request: PageRequest): string[] {
  const { account } = person;
  // Active for us, but the panel's own screens took it away.
  if (account?.state !== 'ended')
    return [say('endedAtPanel', { provider: request.settings.providerName }, request)];
  const { stateAt: at, stateBy } = account;
  // The invitation was what ended, and not a login that somebody had accepted or been given since.
  const how =
    invitation?.closedAt && Math.abs(invitation.closedAt.getTime() - at.getTime()) < SAME_MOMENT_MS
      ? invitation.state
      : 'used';
  if (how === 'declined') return [say('declined', { at }, request)];
  return [say(how === 'cancelled' ? 'cancelled' : 'ended', { at, by: byWhom(stateBy, request) }, request)];
}

// Both are written in one transaction, each with its own look at the clock.
const SAME_MOMENT_MS = 5000;

// Staff have no name for clients.
const byWhom = (name: string, { words: { t } }: PageRequest): string => name || t('common:someStaff');

function say(key: string, params: Record<string, string | Date>, { words }: PageRequest): string {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    value instanceof Date ? words.moment(value) : value,
  ]);
  return words.t(`sub-accounts:login.said.${key}`, Object.fromEntries(said) as Record<string, string>);
}
