// Cuts PHP source into tokens, as far as reading a panel's configuration needs it. Nothing is ever executed. Texts are
// kept byte by byte (one character per byte, 0–255), because PHP has bytes where we have characters.

export type PhpToken =
  /** `text` undefined: its value depends on a variable, or is a heredoc. */
  | { kind: 'text'; text: string | undefined }
  | { kind: 'number'; value: number }
  | { kind: 'variable'; name: string }
  /** A name or keyword, as written. */
  | { kind: 'word'; word: string }
  | { kind: 'sign'; sign: string };

const OPEN_TAG = /<\?(?:php(?=\s|$)|=|(?!xml|php))/gi;
const SPACE = /\s+/y;
const COMMENT = /(?:\/\/|#)(?:(?!\?>)[^\r\n])*|\/\*[^]*?(?:\*\/|$)/y;
const CLOSE_TAG = /\?>/y;
// What is opened and never closed goes to the end of the file, where PHP would stop.
const HEREDOC = /<<<[ \t]*(["']?)([A-Za-z_\x80-\xff][\w\x80-\xff]*)\1\r?\n(?:(?:[^]*?\n)??[ \t]*\2\b|[^]*$)/y;
const SINGLE = /'((?:[^'\\]|\\[^])*)(?:'|\\?$)/y;
const DOUBLE = /"((?:[^"\\]|\\[^])*)(?:"|\\?$)/y;
const NUMBER = /(?:0[xX][\da-fA-F]+|0[bB][01]+|\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)/y;
const VARIABLE = /\$([A-Za-z_\x80-\xff][\w\x80-\xff]*)/y;
const WORD = /\\?[A-Za-z_\x80-\xff][\w\x80-\xff\\]*/y;
const SIGN = /=>|===?|!==?|\?\?=|\.=|[-+*/|&^%]=|&&|\|\||->|::|[^]/y;

/** All tokens of a file's PHP parts; what stands outside `<?php … ?>` is passed by, and ends a statement. */
export function phpTokens(bytes: string): PhpToken[] {
  const tokens: PhpToken[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(bytes) ?? undefined;
    if (found) at = pattern.lastIndex;
    return found;
  };
  while (take(OPEN_TAG)) {
    while (at < bytes.length && !take(CLOSE_TAG)) {
      if (take(SPACE) || take(COMMENT)) continue;
      tokens.push(nextToken(take));
    }
    tokens.push({ kind: 'sign', sign: ';' });
  }
  return tokens;
}

function nextToken(take: (pattern: RegExp) => RegExpExecArray | undefined): PhpToken {
  if (take(HEREDOC)) return { kind: 'text', text: undefined };
  const single = take(SINGLE);
  if (single) return { kind: 'text', text: (single[1] ?? '').replace(/\\([\\'])/g, '$1') };
  const double = take(DOUBLE);
  if (double) return { kind: 'text', text: unescaped(double[1] ?? '') };
  const number = take(NUMBER);
  if (number) return { kind: 'number', value: Number(number[0].replaceAll('_', '')) };
  const variable = take(VARIABLE);
  if (variable) return { kind: 'variable', name: variable[1] as string };
  const word = take(WORD);
  if (word) return { kind: 'word', word: word[0].replace(/^\\/, '') };
  return { kind: 'sign', sign: (take(SIGN) as RegExpExecArray)[0] };
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  v: '\v',
  e: '\x1b',
  f: '\f',
  '\\': '\\',
  $: '$',
  '"': '"',
};
const ESCAPE = /\\(?:u\{([\da-fA-F]+)\}|x([\da-fA-F]{1,2})|([0-7]{1,3})|([ntrvef\\$"]))/g;

/** What stands between double quotes; undefined when a variable stands in it. */
function unescaped(inner: string): string | undefined {
  if (/\$[A-Za-z_\x80-\xff{]|\{\$/.test(inner.replace(/\\[^]/g, ''))) return undefined;
  return inner.replace(ESCAPE, (_whole, unicode?: string, hex?: string, octal?: string, letter?: string) => {
    if (unicode !== undefined) return utf8Bytes(Number.parseInt(unicode, 16));
    if (hex !== undefined) return String.fromCharCode(Number.parseInt(hex, 16));
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff);
    return ESCAPES[letter ?? ''] ?? '';
  });
}

const utf8Bytes = (point: number): string =>
  Buffer.from(String.fromCodePoint(Math.min(point, 0x10_ff_ff))).toString('latin1');
