// Panels name their languages by file ("english"); here as BCP 47. Source: hosts.md §1.9; "ukranian" is one panel's own
// spelling, "chinese" has no established script.

const LANGUAGES: Record<string, string> = {
  arabic: 'ar', azerbaijani: 'az', catalan: 'ca', chinese: 'zh', croatian: 'hr', czech: 'cs', danish: 'da', dutch: 'nl',
  english: 'en', estonian: 'et', farsi: 'fa', french: 'fr', german: 'de', hebrew: 'he', hungarian: 'hu', italian: 'it',
  macedonian: 'mk', norwegian: 'nb', 'portuguese-br': 'pt-BR', 'portuguese-pt': 'pt-PT', romanian: 'ro', russian: 'ru',
  spanish: 'es', swedish: 'sv', turkish: 'tr', ukranian: 'uk', ukrainian: 'uk',
}; // prettier-ignore

/** The first of these names that we know, '' being "as the system": pass the system's own language last. */
export function languageOf(...names: (string | null | undefined)[]): string | undefined {
  for (const name of names) {
    const word = (name ?? '').trim().toLowerCase();
    if (Object.hasOwn(LANGUAGES, word)) return LANGUAGES[word];
  }
  return undefined;
}

/** The panel's word for a language; '', which is "as the system", where it has none. */
export function languageWord(tag: string | undefined): string {
  return Object.entries(LANGUAGES).find(([, known]) => known === tag)?.[0] ?? '';
}
