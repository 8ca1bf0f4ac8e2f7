// The text in which WHMCS keeps a login's permissions. How era 8 stores it is not established (hosts.md §1.3), so each
// value says itself what it is: a comma list, a JSON array, a JSON object key → flag, or PHP-serialized text.

export interface StoredText {
  syntax: 'comma' | 'json' | 'php';
  /** Key → flag; else a list of words. */
  flags: boolean;
  /** How a flag of this text says yes. */
  yes: string;
  members: readonly Member[];
}

/** One member as it stands there; a word of a list has no key. */
export interface Member {
  key: string | undefined;
  raw: string;
}

// A flag that says yes, and the one that says no in the same spelling. Any other flag grants nothing.
const FLAGS: Record<StoredText['syntax'], Record<string, string>> = {
  comma: {},
  json: { true: 'false', '1': '0', '"1"': '"0"', '"on"': '""' },
  php: { 'b:1;': 'b:0;', 'i:1;': 'i:0;', 's:1:"1";': 's:1:"0";', 's:2:"on";': 's:0:"";' },
};

/** The no in the spelling of this yes; undefined when the flag says no yes. */
export function noFor({ syntax }: Pick<StoredText, 'syntax'>, raw: string): string | undefined {
  return Object.hasOwn(FLAGS[syntax], raw) ? FLAGS[syntax][raw] : undefined;
}

/** The word that a member of a list is, undefined for a flag and for what is no word. */
export function wordOf({ syntax }: Pick<StoredText, 'syntax'>, { key, raw }: Member): string | undefined {
  if (key !== undefined) return undefined;
  if (syntax === 'comma') return raw;
  if (syntax === 'php') return /^s:\d+:"(.*)";$/s.exec(raw)?.[1];
  const word: unknown = JSON.parse(raw);
  return typeof word === 'string' ? word : undefined;
}

/** A member that grants the key, in the form of this text. */
export function memberFor({ syntax, flags, yes }: StoredText, key: string): Member {
  if (flags) return { key, raw: yes };
  return { key: undefined, raw: { comma: key, json: JSON.stringify(key), php: phpString(key) }[syntax] };
}

/** Undefined for an empty text, and for one in none of the forms. What was cut off has its form, and no members. */
export function parseText(text: string | null): StoredText | undefined {
  const trimmed = (text ?? '').trim();
  if (/^[[{]/.test(trimmed)) return parseJson(trimmed);
  if (trimmed.startsWith('a:')) return parsePhp(trimmed);
  const words = trimmed.split(',').map((word) => word.trim());
  const members = words.filter((word) => word !== '').map((raw) => ({ key: undefined, raw }));
  const readable = members.length > 0 && members.every(({ raw }) => /^[\w.-]+$/.test(raw));
  return readable && trimmed !== 'null' ? textOf('comma', false, members) : undefined;
}

function parseJson(text: string): StoredText {
  const flags = text.startsWith('{');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return textOf('json', flags, []);
  }
  const members: [string | undefined, unknown][] = Array.isArray(value)
    ? value.map((word) => [undefined, word])
    : Object.entries(value as object);
  return textOf(
    'json',
    flags,
    members.map(([key, member]) => ({ key, raw: JSON.stringify(member) })),
  );
}

// A flat array only, a list of strings or key → flag, and whole: what was cut off grants nothing, as with JSON. Read
// token by token as plain data; objects are never made.
const PHP_ARRAY = /^a:(\d+):\{((?:(?:i:\d+|s:\d+:"[^"]*");(?:[ib]:-?\d+|s:\d+:"[^"]*");)*)\}$/;
const PHP_TOKEN = /[ib]:-?\d+;|s:(\d+):"([^"]*)";/g;

function parsePhp(text: string): StoredText {
  const [, count, written = ''] = PHP_ARRAY.exec(text) ?? [];
  const tokens = [...written.matchAll(PHP_TOKEN)];
  const whole = tokens.every(
    ([, length, word]) => word === undefined || Buffer.byteLength(word) === Number(length),
  );
  const readable = whole && tokens.length === 2 * Number(count) ? tokens : [];
  const members = readable.flatMap(([raw], at): Member[] =>
    at % 2 === 1 ? [{ key: readable[at - 1]?.[2], raw }] : [],
  );
  const flags = members.some(({ key }) => key !== undefined);
  return textOf('php', flags, members);
}

function textOf(syntax: StoredText['syntax'], flags: boolean, members: readonly Member[]): StoredText {
  const yes = members.find(({ key, raw }) => key !== undefined && noFor({ syntax }, raw) !== undefined)?.raw;
  return { syntax, flags, yes: yes ?? (syntax === 'php' ? 'b:1;' : 'true'), members };
}

const phpString = (text: string): string => `s:${Buffer.byteLength(text)}:"${text}";`;

export function writeText({ syntax, flags, members }: StoredText): string {
  if (syntax === 'comma') return members.map(({ raw }) => raw).join(',');
  if (syntax === 'php') {
    const written = members.map(
      ({ key, raw }, at) => (key === undefined ? `i:${at};` : phpString(key)) + raw,
    );
    return `a:${members.length}:{${written.join('')}}`;
  }
  return flags
    ? `{${members.map(({ key, raw }) => `${JSON.stringify(key)}:${raw}`).join(',')}}`
    : `[${members.map(({ raw }) => raw).join(',')}]`;
}
