// Presenter of the page for somebody who signs in for several companies.
import { formView } from '../../http/fields.js';
import type { PageLocals, Typed } from '../../http/page.js';
import type { PublicRequest } from '../../http/public-page.js';

export function chooseLocals({ words, openings }: PublicRequest, typed: Typed): PageLocals {
  const { t } = words;
  const options = openings.map(({ name }, index) => ({ value: String(index), label: name }));
  const label = t('sign-in:choose.label');
  return {
    title: t('sign-in:choose.title'),
    intro: [t('sign-in:choose.intro')],
    form: formView([{ path: 'client', type: 'radios', label, options }], {}, typed, words),
    button: t('sign-in:choose.button'),
    links: [],
  };
}
