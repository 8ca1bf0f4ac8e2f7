// Presenter of the page that asks for address and password.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, Typed } from '../../http/page.js';
import type { PublicRequest } from '../../http/public-page.js';
import { ownPagesOf } from '../../http/panel-notes.js';
import { manifest } from '../../manifest.js';
import type { Translator } from '../../support/i18n.js';

export const emailField = ({ t }: Translator): FieldSpec => ({
  path: 'email',
  type: 'email',
  label: t('sign-in:fields.email'),
  autocomplete: 'username',
  width: 'full',
  spellcheck: false,
});

export const passwordField = ({ t }: Translator): FieldSpec => ({
  path: 'password',
  type: 'password',
  label: t('sign-in:fields.password'),
  autocomplete: 'current-password',
  width: 'full',
});

/** `hasReset`: a new password can be set here. */
export function signInLocals(request: PublicRequest, typed: Typed, hasReset: boolean): PageLocals {
  const { words, settings, to } = request;
  const { t } = words;
  const provider = settings.providerName;
  return {
    title: t('sign-in:withPassword'),
    intro: hasReset ? [] : [t('panels:notes.passwords', { provider: ownPagesOf(request) })],
    form: formView([emailField(words), passwordField(words)], {}, typed, words),
    button: t('sign-in:button'),
    links: [
      ...(hasReset ? [{ href: to(manifest.mounts.reset), text: t('sign-in:forgotten') }] : []),
      ...(settings.panelUrl
        ? [{ href: settings.panelUrl, text: t('sign-in:secondStep', { provider }) }]
        : []),
    ],
  };
}
