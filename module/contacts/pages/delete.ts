// Deleting a contact (CL16): what it means before it is done, or why it cannot be done yet and the step that helps.
import { formView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { LoginState } from '../../permissions/subject.js';
import type { Message } from '../../support/errors.js';
import { displayName, pathId, type Contact } from '../contact.js';
import { toReadForm } from '../email.js';

export interface DeleteModel {
  contact: Contact;
  blockers: Message[];
  login: LoginState;
}

export function contactDeleteLocals(
  { contact, blockers, login }: DeleteModel,
  request: PageRequest,
  typed: Typed,
): PageLocals {
  const { words, actor } = request;
  const name = displayName(contact);
  const path = request.to(`/contacts/${pathId(contact.contactId)}`);
  const blocked = blockers.length > 0;
  const effects = [
    'contacts:delete.noMail',
    ...(login === 'active' || login === 'suspended' ? ['contacts:delete.loginEnds'] : []),
    ...(login === 'invited' ? ['contacts:delete.invitationEnds'] : []),
    'contacts:delete.forEver',
  ];
  const reason = {
    path: 'reason', type: 'text', label: words.t('common:reason'), hint: words.t('common:reasonHint'), width: 'full', autocomplete: 'off',
  } as const; // prettier-ignore
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
      step: words.t(`${blocker.key}Step`, {
        ...blocker.params,
        provider: request.settings.providerName,
      }),
    })),
    effects: effects.map((key) => words.t(key, { name })),
    form: formView(actor.kind === 'staff' ? [reason] : [], { reason: '' }, typed, words),
    button: words.t('contacts:delete.button', { name }),
    back: path,
  };
}

// The step as a link, where it can be taken here.
function wayOf(
  { key, params }: Message,
  { words, to }: PageRequest,
): { href: string; text: string } | undefined {
  if (key !== 'contacts:blocked.primaryRole') return undefined;
  const role = String(params?.['role']);
  const text = words.t('roles:promoteSomeone', { role: words.t(`roles:roles.${role}`) });
  return { href: to(`/roles?role=${role}`), text };
}
