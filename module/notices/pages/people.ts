// Names in a row: "Ann Lee, Bo Chen and 3 more"; nobody is a word.
import type { Translator } from '../../support/i18n.js';

const SHOWN = 3;

/** `news`: those of them whom it is about. Where not all have room they come first. */
export function peopleText(
  people: readonly { name: string }[],
  { t, language, dir }: Translator,
  news: readonly { name: string }[] = [],
): string {
  if (people.length === 0) return t('notices:nobody');
  const isNews = (one: { name: string }): boolean => news.includes(one);
  const inOrder =
    people.length > SHOWN ? [...people.filter(isNews), ...people.filter((one) => !isNews(one))] : people;
  const names = inOrder.slice(0, SHOWN).map(({ name }) => (dir === 'rtl' ? isolated(name) : name));
  const more = people.length - names.length;
  const all = more > 0 ? [...names, t('notices:more', { count: more })] : names;
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(all);
}

// Between right-to-left words a Latin name would turn its neighbours round.
const isolated = (name: string): string => `\u2068${name}\u2069`;
