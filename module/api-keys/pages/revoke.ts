// Revoking a key (CL18): what stops working, before it does.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import type { ApiKey } from '../api-key.js';
import { scopeTexts } from './labels.js';

export function revokeKeyLocals(key: ApiKey, request: PageRequest, typed: Typed): PageLocals {
  const { actor, words, to } = request;
  const { t } = words;
  const { name } = key;
  return {
    title: t('api-keys:revokePage.title', { name }),
    crumbs: [{ label: t('api-keys:title'), href: to('/api-keys') }],
    name,
    details: [
      { label: t('api-keys:columns.scopes'), value: scopeTexts(key.scopes, words).join(' · ') },
      { label: t('api-keys:columns.madeBy'), value: key.madeBy || t('common:someStaff') },
      {
        label: t('api-keys:columns.lastUsed'),
        value: key.lastUsedAt ? words.moment(key.lastUsedAt) : t('api-keys:never'),
      },
    ],
    effects: [t('api-keys:revokePage.stops', { name }), t('api-keys:revokePage.forEver')],
    form: formView(actor.kind === 'staff' ? [reasonSpec(words)] : [], { reason: '' }, typed, words),
    button: t('api-keys:revokeThis', { name }),
    back: to('/api-keys'),
  };
}

export const reasonSpec = ({ t }: Translator): FieldSpec => ({
  path: 'reason',
  type: 'text',
  label: t('common:reason'),
  hint: t('common:reasonHint'),
  width: 'full',
  autocomplete: 'off',
});
