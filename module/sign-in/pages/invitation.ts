// Presenters of the pages of an invitation.
import { displayName } from '../../contacts/contact.js';
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, Typed } from '../../http/page.js';
import type { PublicRequest, PublicView } from '../../http/public-page.js';
import { manifest } from '../../manifest.js';
import type { InvitationModel } from '../invitations.js';
import { accessView } from './access.js';
import { newPasswordFields } from './reset.js';
import { passwordField } from './sign-in.js';

const linkOf = ({ token }: InvitationModel, { to }: PublicRequest): string =>
  to(`${manifest.mounts.invite}/${token}`);

const providerOf = ({ settings }: PublicRequest): string => settings.providerName;

/** Staff stand behind the provider: clients do not see their names. */
const inviterOf = ({ invitation }: InvitationModel, request: PublicRequest): string =>
  invitation.inviterName || providerOf(request);

export function invitationLocals(model: InvitationModel, request: PublicRequest, typed: Typed): PageLocals {
  const { words, settings } = request;
  const { t } = words;
  const { way, contact, company, invitation } = model;
  const provider = providerOf(request);
  const can = accessView(model.access, model.names, words);
  const params = { provider, name: displayName(contact), email: invitation.email, company };
  return {
    title: t('invite:title', { inviter: inviterOf(model, request), company }),
    intro: t('invite:intro', params),
    ends: t('invite:ends', { at: words.moment(invitation.expiresAt) }),
    can,
    accessEnds:
      model.access.expiresAt && t('invite:accessEnds', { at: words.moment(model.access.expiresAt) }),
    form: formView(fieldsOf(model, request), {}, typed, words),
    how: t(`invite:ways.${way}`, params),
    accepts: way === 'new' || way === 'password' || way === 'signedIn',
    panel:
      way === 'secondFactor' && settings.panelUrl
        ? { href: settings.panelUrl, text: t('sign-in:way', { provider }) }
        : undefined,
    leave:
      way === 'stranger' ? { action: request.to('/sign-out'), returnTo: linkOf(model, request) } : undefined,
    decline: `${linkOf(model, request)}/decline`,
  };
}

function fieldsOf({ way }: InvitationModel, { words }: PublicRequest): FieldSpec[] {
  if (way === 'new') return newPasswordFields(words);
  return way === 'password' ? [passwordField(words)] : [];
}

export function declineLocals(model: InvitationModel, request: PublicRequest): PageLocals {
  const { t } = request.words;
  const params = { inviter: inviterOf(model, request), company: model.company };
  return {
    title: t('invite:decline.title'),
    text: t('invite:decline.text', params),
    back: linkOf(model, request),
  };
}

export function declinedView(model: InvitationModel, { words: { t } }: PublicRequest): PublicView {
  const locals = {
    title: t('invite:decline.done'),
    texts: [t('invite:decline.doneText', { company: model.company })],
    links: [],
  };
  return { view: 'sign-in/said', locals };
}

export function overView(model: InvitationModel, request: PublicRequest): PublicView | undefined {
  const { problem, invitation } = model;
  if (!problem) return undefined;
  const { t } = request.words;
  const asks = problem !== 'used' && invitation.inviterName !== '';
  const locals = {
    title: t('invite:over'),
    texts: [
      t(`sub-accounts:invitation.${problem}`),
      ...(asks ? [t('invite:ask', { inviter: invitation.inviterName })] : []),
    ],
    links: problem === 'used' ? [{ href: request.to('/sign-in'), text: t('sign-in:title') }] : [],
  };
  return { view: 'sign-in/said', locals };
}
