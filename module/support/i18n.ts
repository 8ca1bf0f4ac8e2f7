// Words: lang/<language>/<feature>.json read once at boot, and a fixed translator per language. Values are not escaped
// here because every view escapes what it prints (<%= %>).
import { createInstance, type i18n } from 'i18next';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Message } from './errors.js';

export type Language = string;

export interface Translator {
  language: Language;
  dir: 'ltr' | 'rtl';
  t: (key: string, params?: Record<string, unknown>) => string;
  /** Whether there are words for this key. */
  has: (key: string) => boolean;
  /** A message of the domain in this language. */
  say: (message: Message) => string;
  countryName: (code: string) => string;
  languageName: (code: string) => string;
  /** "22 Nov 2026, 09:30 UTC" in the language's own form. */
  moment: (date: Date) => string;
}

export interface I18n {
  languages: readonly Language[];
  for(language: Language): Translator;
  /** The first of the wanted languages (BCP 47, "nl-BE" finds "nl") that we have, else the fallback. */
  choose(wanted: readonly (string | undefined)[]): Language;
}

// Named by CLDR "Curaçao", because AN is an alias there; it was another country (C5).
const OWN_COUNTRY_NAMES: Record<string, string> = { AN: 'common:countryAN' };

export function createI18n(root: string, languages: readonly Language[]): I18n {
  const fallback = languages[0] as Language;
  const resources = Object.fromEntries(
    languages.map((language) => [language, readNamespaces(root, language)]),
  );
  const instance = createInstance();
  void instance.init({
    resources,
    lng: fallback,
    fallbackLng: fallback,
    ns: Object.keys(resources[fallback] as object),
    defaultNS: 'common',
    initAsync: false,
    interpolation: { escapeValue: false },
    showSupportNotice: false,
  } as Parameters<i18n['init']>[0]);
  instance.services.formatter?.add('country', (value: string, language) =>
    countryNameIn(instance, language ?? fallback, value),
  );
  const translators = new Map(languages.map((language) => [language, createTranslator(instance, language)]));
  return {
    languages,
    for: (language) => translators.get(language) ?? (translators.get(fallback) as Translator),
    choose: (wanted) =>
      wanted.map((code) => code && languages.find((known) => matches(known, code))).find(Boolean) || fallback,
  };
}

const matches = (known: string, code: string): boolean => known === code || known === code.split('-')[0];

function readNamespaces(root: string, language: Language): Record<string, unknown> {
  const folder = path.join(root, 'lang', language);
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'));
  return Object.fromEntries(
    files.map((file) => [
      path.basename(file, '.json'),
      JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as unknown,
    ]),
  );
}

function countryNameIn(instance: i18n, language: string, code: string): string {
  const own = OWN_COUNTRY_NAMES[code];
  if (own) return instance.getFixedT(language)(own);
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

function createTranslator(instance: i18n, language: Language): Translator {
  const t = instance.getFixedT(language) as unknown as Translator['t'];
  const names = new Intl.DisplayNames([language], { type: 'language' });
  // Plain "en" would write dates the American way, which the rest of the world reads wrongly.
  const moments = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  });
  return {
    language,
    dir: instance.dir(language),
    t,
    has: (key) => instance.exists(key),
    // A message about a field carries the field's label as a key: it is said in the same language.
    say: ({ key, params }) =>
      t(key, { ...params, ...(params?.['label'] ? { label: t(String(params['label'])) } : {}) }),
    countryName: (code) => countryNameIn(instance, language, code),
    languageName: (code) => names.of(code) ?? code,
    moment: (date) => `${moments.format(date)} UTC`,
  };
}
