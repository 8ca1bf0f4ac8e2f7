// Revoking a key (CL18): what stops working, before it does.
import { formView, reasonSpecs } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { ApiKey } from '../api-key.js';
import { scopeTexts } from './labels.js';

export function revokeKeyLocals(key: ApiKey, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
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
    lines: [t('api-keys:revokePage.stops', { name }), t('api-keys:revokePage.forEver')].map((text) => ({
      kind: 'removed',
      text,
    })),
    form: formView(reasonSpecs(request), { reason: '' }, typed, words),
    button: t('api-keys:revokeThis', { name }),
    back: to('/api-keys'),
  };
}
