// Presenters of the pages of a forgotten password.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, Typed } from '../../http/page.js';
import type { PublicRequest, PublicView } from '../../http/public-page.js';
import { manifest } from '../../manifest.js';
import type { Login } from '../../panels/panel.js';
import type { Translator } from '../../support/i18n.js';
import { emailField } from './sign-in.js';

/** `min`: how long a password must be, for the hint. */
export const newPasswordFields = ({ t }: Translator): FieldSpec[] => {
  const twice = { type: 'password', autocomplete: 'new-password', width: 'full' } as const;
  return [
    {
      path: 'password',
      label: t('sign-in:fields.newPassword'),
      hint: t('sign-in:hints.newPassword'),
      ...twice,
    },
    { path: 'again', label: t('sign-in:fields.again'), ...twice },
  ];
};

export function askLocals({ words, settings, to }: PublicRequest, typed: Typed): PageLocals {
  const { t } = words;
  const provider = settings.providerName;
  return {
    title: t('sign-in:reset.title'),
    intro: [t('sign-in:reset.intro'), t('sign-in:reset.owners', { provider })],
    form: formView([emailField(words)], {}, typed, words),
    button: t('sign-in:reset.button'),
    links: [{ href: to('/sign-in'), text: t('sign-in:reset.back') }],
  };
}

/** The same whether somebody signs in with that address or not. */
export function askedView({ words: { t }, to }: PublicRequest): PublicView {
  const locals = {
    title: t('sign-in:reset.asked'),
    texts: [t('sign-in:reset.onItsWay'), t('sign-in:reset.noMail')],
    links: [{ href: to('/sign-in'), text: t('sign-in:reset.back') }],
  };
  return { view: 'sign-in/said', locals };
}

export function newPasswordLocals(
  { name, email }: Login,
  { words }: PublicRequest,
  typed: Typed,
): PageLocals {
  const { t } = words;
  return {
    title: t('sign-in:reset.newTitle'),
    intro: [t('sign-in:reset.whose', { name, email })],
    form: formView(newPasswordFields(words), {}, typed, words),
    button: t('sign-in:reset.save'),
    links: [],
  };
}

export function overView({ words: { t }, to }: PublicRequest): PublicView {
  const locals = {
    title: t('sign-in:reset.overTitle'),
    texts: [t('sign-in:reset.over')],
    links: [{ href: to(manifest.mounts.reset), text: t('sign-in:reset.another') }],
  };
  return { view: 'sign-in/said', locals };
}
