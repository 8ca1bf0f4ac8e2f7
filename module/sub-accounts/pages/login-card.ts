// The Access card of a contact (CL6, CL10): the state of the sub-account, how it came to it, what it may do, next steps.
import { displayName, pathId } from '../../contacts/contact.js';
import type { PageRequest } from '../../http/page.js';
import type { LoginState } from '../../permissions/subject.js';
import type { SubAccountView } from '../service.js';
import { isJustSent, type Step } from '../steps.js';
import { accessSummary, type SummaryLine } from './access-summary.js';
import { loginBadge, type LoginBadge } from './login-badge.js';
import { loginStory } from './login-story.js';

export interface AccessCard {
  /** Undefined for the owner, who needs no sub-account. */
  badge: LoginBadge | undefined;
  story: string[];
  /** Why it was suspended or ended, as somebody wrote it. */
  reason: string;
  summary: SummaryLine[];
  steps: { href: string; text: string }[];
  /** Why there are no steps, or not all of them. */
  note: string | undefined;
}

export function accessCard(
  view: SubAccountView,
  departments: ReadonlyMap<number, string>,
  request: PageRequest,
): AccessCard {
  const { words, to } = request;
  const { contact, person, untouchable } = view;
  const { subject, account } = person;
  const name = displayName(contact);
  const path = to(`/contacts/${pathId(contact.contactId)}`);
  const can = { href: `${path}/can`, text: words.t('sub-accounts:can.title', { name }) };
  if (contact.kind === 'owner')
    return { ...NOTHING, story: [words.t('sub-accounts:login.owner', { name })], steps: [can] };
  const acts = untouchable ? [] : actsOf(view);
  const steps = acts
    .filter((act) => !(act === 'resend' && isTooEarly(view, request)))
    .map((act) => ({
      href: act === 'access' || act === 'choose' ? `${path}/access` : `${path}/login/${act}`,
      text: words.t(`sub-accounts:login.acts.${act}`),
    }));
  return {
    badge: loginBadge(subject.login, words),
    story: loginStory(view, request),
    reason: subject.login === account?.state ? account.stateReason : '',
    summary: hasSettings(view) ? accessSummary(subject, departments, request) : [],
    steps: [...steps, can],
    note: noteOf(view, acts, request),
  };
}

const NOTHING = { badge: undefined, story: [], reason: '', summary: [], steps: [], note: undefined };

type Act = Exclude<Step, 'invite'> | 'choose' | 'access';

const ACTS: Record<LoginState, readonly Act[]> = {
  none: ['choose'],
  invited: ['resend', 'cancel', 'access'],
  active: ['access', 'suspend', 'end'],
  suspended: ['resume', 'end'],
  ended: ['choose'],
};

// A6: nothing leads to a login for an address that several people read.
function actsOf({ contact, person }: SubAccountView): readonly Act[] {
  const acts = ACTS[person.subject.login];
  return contact.kind === 'mailbox' ? acts.filter((act) => act === 'end' || act === 'cancel') : acts;
}

const hasSettings = ({ person: { account, login, subject } }: SubAccountView): boolean =>
  subject.login !== 'ended' && (account !== undefined || login !== undefined);

const isTooEarly = ({ invitation }: SubAccountView, { actor }: PageRequest): boolean =>
  invitation !== undefined && isJustSent(invitation, actor.readAt);

function noteOf(view: SubAccountView, acts: readonly Act[], request: PageRequest): string | undefined {
  const { words } = request;
  if (view.lag) return words.say(view.lag);
  if (view.untouchable) return words.say(view.untouchable);
  if (view.contact.kind === 'mailbox') return words.t('sub-accounts:mailbox');
  return acts.includes('resend') && isTooEarly(view, request)
    ? words.t('sub-accounts:resendLater')
    : undefined;
}
