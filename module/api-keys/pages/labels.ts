// What a key may read and change, and its other fields, as people read them.
import type { Translator } from '../../support/i18n.js';
import { SCOPE_AREAS, isScope, type Scope } from '../api-key.js';

/** "Contacts: read and change", in the order of the form. */
export function scopeTexts(scopes: readonly Scope[], { t }: Translator): string[] {
  return SCOPE_AREAS.flatMap((area) => {
    const level = scopes.includes(`${area}:write`)
      ? 'write'
      : scopes.includes(`${area}:read`)
        ? 'read'
        : undefined;
    if (!level) return [];
    return [t('api-keys:scope', { area: t(`api-keys:areas.${area}`), level: t(`api-keys:levels.${level}`) })];
  });
}

/** A field of a key in the log. */
export const keyFieldLabel = (field: string, { t }: Translator): string => t(`api-keys:fields.${field}`);

export function readableKeyValue(field: string, value: string, words: Translator): string {
  if (value === '') return words.t('common:none');
  if (field === 'scopes') return scopeTexts(value.split(',').filter(isScope), words).join(' · ');
  if (field === 'endsAt') return words.moment(new Date(value));
  return value;
}
