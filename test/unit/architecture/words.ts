// The words of lang/ as flat keys, and where code and templates ask for them.
import { isScope } from '../../../module/api-keys/api-key.js';
import { CODE, codeOf, filesIn, textOf } from './sources.js';

/** "contacts:list.title_one" → the text. */
export type Words = ReadonlyMap<string, string>;

export function wordsOf(language: string): Words {
  const words = new Map<string, string>();
  const walk = (value: unknown, key: string, joint: string): void => {
    if (typeof value === 'string') words.set(key, value);
    else
      for (const [name, inner] of Object.entries(value as object)) walk(inner, `${key}${joint}${name}`, '.');
  };
  for (const file of filesIn(`lang/${language}`, '.json'))
    walk(JSON.parse(textOf(file)), (file.split('/').at(-1) as string).replace('.json', ''), ':');
  return words;
}

/** "contacts:list.title_other" is a form of "contacts:list.title". */
export const PLURAL = /_(zero|one|two|few|many|other)$/;

/** The keys that are asked for: one key for all plural forms. */
export const baseKeys = (words: Words): string[] => [
  ...new Set([...words.keys()].map((key) => key.replace(PLURAL, ''))),
];

/** "name" of {{name}}, "country, country" of {{country, country}}; number formats are each language's own. */
export const placeholders = (text: string): string[] =>
  [...text.matchAll(/\{\{\s*([^}]*?)\s*\}\}/g)]
    .map(([, inner = '']) => inner.replace(/,\s*number$/, ''))
    .toSorted();

const ASKING = [...CODE.map(codeOf), ...filesIn('views', '.ejs').map(textOf), textOf('manifest.json')].join(
  '\n',
);

/** Keys that stand as they are in code, templates or manifest. */
export function literalKeys(namespaces: readonly string[]): Set<string> {
  const pattern = new RegExp(`['"\`]((?:${namespaces.join('|')}):[A-Za-z][\\w.-]*\\w)['"\`](?!\\s*\\+)`, 'g');
  const found = [...ASKING.matchAll(pattern)].map(([, key]) => key as string);
  // "contacts:read" is what an API key may be given.
  return new Set(found.filter((key) => !isScope(key)));
}

/** Keys that are put together: `contacts:kinds.${value}` and 'common:theme.' + theme, each hole a group. */
export function keyPatterns(namespaces: readonly string[]): RegExp[] {
  const start = `(?:${namespaces.join('|')}):`;
  const templates = [...ASKING.matchAll(new RegExp(`\`(${start}[^\`\\s]*\\$\\{[^\`]*)\``, 'g'))].map(
    ([, text]) => text as string,
  );
  const sums = [...ASKING.matchAll(new RegExp(`'(${start}[\\w.-]*)' \\+`, 'g'))].map(
    ([, text]) => `${text}\${}`,
  );
  return [...templates, ...sums].map(
    (text) =>
      new RegExp(
        `^${text
          .split(/\$\{[^}]*\}/)
          .map((part) => part.replace(/[.]/g, '\\.'))
          .join('([\\w.-]+)')}$`,
      ),
  );
}

const QUOTED = new Set(Array.from(ASKING.matchAll(/'([\w.-]+)'/g), ([, text]) => text as string));

/** A key of a pattern counts only when what fills the holes stands somewhere as a text. */
export const isPutTogether = (key: string, patterns: readonly RegExp[]): boolean =>
  patterns.some((pattern) => {
    const holes = pattern.exec(key)?.slice(1);
    return holes?.every((hole) => QUOTED.has(hole) || QUOTED.has(hole.replace('-', '.')));
  });
