// Names in a row: "Ann Lee, Bo Chen and 3 more"; nobody is a word.
import type { Translator } from '../../support/i18n.js';

const SHOWN = 3;

export function peopleText(people: readonly { name: string }[], { t, language }: Translator): string {
  if (people.length === 0) return t('notices:nobody');
  const names = people.slice(0, SHOWN).map(({ name }) => name);
  const more = people.length - names.length;
  const all = more > 0 ? [...names, t('notices:more', { count: more })] : names;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(all);
}
