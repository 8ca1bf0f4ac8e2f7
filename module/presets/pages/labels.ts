// What presets are called and what they give, in words: on the pages and in the log.
import { isPermission, PERMISSIONS } from '../../permissions/catalogue.js';
import type { PresetScope } from '../../permissions/presets.js';
import type { Translator } from '../../support/i18n.js';
import type { PresetContent } from '../preset-content.js';

/** A shipped one is called what the language calls it, until it is given a name. */
export function presetName({ key, name }: { key: string; name: string }, { t }: Translator): string {
  return name || t(`permissions:presets.${key}`);
}

/** What it gives: permissions, then how far it reaches. */
export function givesTexts(content: PresetContent, words: Translator): string[] {
  const { t } = words;
  const { permissions, services, domains } = content;
  return [
    permissions.length === PERMISSIONS.length
      ? t('presets:gives.everything', { count: permissions.length })
      : permissionsText(permissions, words),
    t('presets:gives.services', { what: scopeText(services, words) }),
    t('presets:gives.domains', { what: scopeText(domains, words) }),
  ];
}

export const presetFieldLabel = (field: string, { t }: Translator): string => t(`presets:fields.${field}`);

/** A value of the log (`contentChanges`). */
export function readablePreset(field: string, value: string, words: Translator): string {
  if (value === '') return words.t('common:none');
  if (field === 'permissions') return permissionsText(value.split(','), words);
  if (field !== 'services' && field !== 'domains') return value;
  const [mode, ...functions] = value.split(',');
  return scopeText(mode === 'all' || mode === 'chosen' ? { mode, functions } : { mode: 'none' }, words);
}

/** The name in a line of the log: a key of a shipped one, or what somebody typed. */
export function loggedPreset(name: string, words: Translator): string {
  const key = `permissions:presets.${name}`;
  return /^[a-zA-Z]+$/.test(name) && words.has(key) ? words.t(key) : name;
}

function permissionsText(permissions: readonly string[], words: Translator): string {
  const known = permissions.filter(isPermission);
  if (known.length === 0) return words.t('common:none');
  return listed(
    known.map((one) => words.t(`permissions:labels.${one}`)),
    words,
  );
}

function scopeText(scope: PresetScope<string>, words: Translator): string {
  if (scope.mode === 'none') return words.t('presets:modes.none');
  const functions = listed(
    scope.functions.map((one) => words.t(`permissions:functions.${one}`)),
    words,
  );
  return words.t('presets:gives.functions', { mode: words.t(`presets:modes.${scope.mode}`), functions });
}

const listed = (texts: readonly string[], { language }: Translator): string =>
  new Intl.ListFormat(language, { type: 'unit', style: 'short' }).format(texts);
