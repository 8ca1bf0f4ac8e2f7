// Deleting a contact (CL16): what it means before it is done, or why it cannot be done yet and the step that helps.
import { formView, reasonSpecs } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { recipientLines } from '../../notices/pages/changes.js';
import { peopleText } from '../../notices/pages/people.js';
import type { RecipientPreview } from '../../notices/preview.js';
import type { LoginState } from '../../permissions/subject.js';
import type { Message } from '../../support/errors.js';
import { displayName, pathId, type Contact } from '../contact.js';
import { toReadForm } from '../email.js';

export interface DeleteModel {
  contact: Contact;
  blockers: Message[];
  recipients: RecipientPreview;
  login: LoginState;
}

export function contactDeleteLocals(
  { contact, blockers, recipients, login }: DeleteModel,
  request: PageRequest,
  typed: Typed,
): PageLocals {
  const { words } = request;
  const name = displayName(contact);
  const path = request.to(`/contacts/${pathId(contact.contactId)}`);
  const blocked = blockers.length > 0;
  const effects = [
    'contacts:delete.noMail',
    ...(login === 'active' || login === 'suspended' ? ['contacts:delete.loginEnds'] : []),
    ...(login === 'invited' ? ['contacts:delete.invitationEnds'] : []),
    'contacts:delete.forEver',
  ];
  return {
    title: words.t(blocked ? 'contacts:delete.blockedTitle' : 'contacts:delete.title', { name }),
    crumbs: [
      { label: words.t('contacts:list.heading'), href: request.to('/contacts') },
      { label: name, href: path },
    ],
    name,
    email: toReadForm(contact.email),
    reasons: blockers.map((blocker) => ({
      text: words.say(blocker),
      way: wayOf(blocker, request),
      step: words.t(`${blocker.key}Step`, blocker.params),
    })),
    lines: effects.map((key) => ({ kind: 'removed', text: words.t(key, { name }) })),
    recipients: fewerLines(recipients, request),
    seen: recipients.seen,
    form: formView(reasonSpecs(request), { reason: '' }, typed, words),
    button: words.t('contacts:delete.button', { name }),
    back: path,
  };
}

// How many, and who is left: whoever goes away is the same everywhere.
function fewerLines(preview: RecipientPreview, { words }: PageRequest) {
  return recipientLines(preview, words).map((shown, index) => {
    const { before = [], after = [] } = preview.changes[index] ?? {};
    const params = { count: before.length, after: after.length, people: peopleText(after, words) };
    return { ...shown, text: words.t('contacts:delete.recipients', params) };
  });
}

type Way = (params: NonNullable<Message['params']>, request: PageRequest) => { path: string; text: string };

const toBillingAccounts: Way = ({ account }, { words: { t } }) => ({
  path: '/billing-accounts',
  text:
    account === undefined
      ? t('contacts:delete.ways.defaultBillingContact')
      : t('contacts:delete.ways.billingContact', { account }),
});

// The steps that can be taken here, by the reason that they remove.
const WAYS: Record<string, Way> = {
  'contacts:blocked.primaryRole': ({ role }, { words: { t } }) => ({
    path: `/roles?role=${role}`,
    text: t('roles:promoteSomeone', { role: t(`roles:roles.${role}`) }),
  }),
  'contacts:blocked.billingContact': toBillingAccounts,
  'contacts:blocked.defaultBillingContact': toBillingAccounts,
  'contacts:blocked.panelBillingContact': toBillingAccounts,
  'contacts:blocked.defaultAlias': (_params, { words: { t } }) => ({
    path: '/request-aliases',
    text: t('contacts:delete.ways.defaultAlias'),
  }),
  'contacts:blocked.lastDomainRecipient': (_params, { words: { t } }) => ({
    path: '/notices?view=contact',
    text: t('contacts:delete.ways.domainMail'),
  }),
};

function wayOf(
  { key, params = {} }: Message,
  request: PageRequest,
): { href: string; text: string } | undefined {
  const way = WAYS[key]?.(params, request);
  return way && { href: request.to(way.path), text: way.text };
}
