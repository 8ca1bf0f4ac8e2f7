// Reads what a PHP configuration file says, as text: `$name = 'value';`, `$name['key'] = …`, arrays, `define('NAME', …)`
// and `return [...]`. Whatever PHP would have to work out (a dot between texts, a function, a condition) is named
// as a problem and never guessed.
import { phpTokens, type PhpToken } from './php-tokens.js';

export type PhpSetting = { value: string | number | boolean | null } | { problem: string };

/** "$db_host", "$config[db][host]", "DB_HOST" (constants in capitals), "return[url]". */
export type PhpSettings = ReadonlyMap<string, PhpSetting>;

const PARTS = 'is put together from parts';
const CONDITION = 'is set inside a condition';
const NOT_PLAIN = 'is not a plain text or number';
const VARIABLE_IN_IT = 'has a variable in it, or is a heredoc';
const TWICE = 'is set twice, to different values';
const NOT_UTF8 = 'is not in UTF-8';

/** What the file sets. Of two plain assignments the last counts, as in PHP; anything that cannot be read stays a problem. */
export function readPhpSettings(file: Buffer): PhpSettings {
  return new Reader(phpTokens(file.toString('latin1').replace(/^\u00EF\u00BB\u00BF/, ''))).read();
}

class Reader {
  private readonly settings = new Map<string, PhpSetting>();
  private at = 0;
  private depth = 0;
  private statementStart = true;
  /** How deep the condition of an `if (…)` stands whose branch may begin with a colon. */
  private control: number | undefined;

  constructor(private readonly tokens: readonly PhpToken[]) {}

  read(): PhpSettings {
    while (this.at < this.tokens.length) {
      const start = this.statementStart;
      this.statementStart = false;
      if (this.constant() || this.assignment(start) || (start && this.returned())) continue;
      this.branches();
      const sign = this.sign();
      if (sign === '{' || sign === '(' || sign === '[') this.depth += 1;
      if (sign === '}' || sign === ')' || sign === ']') this.depth = Math.max(0, this.depth - 1);
      if (sign === ';' || sign === '{' || sign === '}') this.statementStart = true;
      this.at += 1;
    }
    return this.settings;
  }

  /** `if (…): … endif;` is a block as `{ … }` is one. */
  private branches(): void {
    const token = this.tokens[this.at] as PhpToken;
    if (token.kind === 'word' && CONTROL.test(token.word)) this.control = this.depth;
    if (token.kind === 'word' && CONTROL_END.test(token.word)) this.depth = Math.max(0, this.depth - 1);
    const sign = signOf(token);
    if (sign === ':' && this.control === this.depth) {
      this.depth += 1;
      this.statementStart = true;
    }
    if (sign === ';' || sign === '{' || sign === ':') this.control = undefined;
  }

  /** `define('NAME', value)` and `const NAME = value`; the first of two counts in PHP, so two must say the same. */
  private constant(): boolean {
    const [word, next, third] = this.tokens.slice(this.at, this.at + 3);
    if (word?.kind !== 'word') return false;
    if (word.word.toLowerCase() === 'const' && next?.kind === 'word' && signOf(third) === '=') {
      this.at += 3;
      this.once(next.word, this.value([';']));
      return true;
    }
    const name = third?.kind === 'text' ? third.text : undefined;
    if (word.word.toLowerCase() !== 'define' || signOf(next) !== '(' || name === undefined) return false;
    this.at += 3;
    this.depth += 1;
    if (this.sign() !== ',') return true;
    this.at += 1;
    this.once(name, this.value([')', ',']));
    return true;
  }

  private once(name: string, setting: PhpSetting): void {
    const key = name.toUpperCase();
    const before = this.settings.get(key);
    const same = before === undefined || JSON.stringify(before) === JSON.stringify(setting);
    this.settings.set(key, same ? setting : { problem: TWICE });
  }

  /** `$name = …`, `$name['key'] = …` */
  private assignment(statementStart: boolean): boolean {
    const variable = this.tokens[this.at];
    if (variable?.kind !== 'variable') return false;
    const begin = this.at;
    this.at += 1;
    let key = `$${variable.name}`;
    for (let part = this.index(); part !== undefined; part = this.index()) key += `[${part}]`;
    const sign = this.sign() ?? '';
    if (!/^(=|\.=|\?\?=|[-+*/|&^%]=)$/.test(sign)) {
      this.at = begin;
      return false;
    }
    this.at += 1;
    const plain = statementStart && this.depth === 0;
    if (sign === '=' && plain) this.tree(key, [';']);
    else this.settings.set(key, { problem: sign === '=' ? CONDITION : PARTS });
    return true;
  }

  private returned(): boolean {
    const token = this.tokens[this.at];
    if (token?.kind !== 'word' || token.word.toLowerCase() !== 'return' || this.depth > 0) return false;
    this.at += 1;
    this.tree('return', [';']);
    return true;
  }

  /** `['key']` or `[0]` behind a variable; undefined, and nothing taken, for anything else. */
  private index(): string | undefined {
    const key = keyOf(this.tokens[this.at + 1]);
    if (this.sign() !== '[' || key === undefined || signOf(this.tokens[this.at + 2]) !== ']')
      return undefined;
    this.at += 3;
    return key;
  }

  /** A value, or an array of them, under `key`. */
  private tree(key: string, ends: readonly string[], level = 0): void {
    const close = level < DEEPEST ? this.arrayStart() : undefined;
    if (!close) return this.set(key, this.value(ends));
    for (let position = 0; this.at < this.tokens.length && this.sign() !== close; position += 1) {
      let name = String(position);
      if (signOf(this.tokens[this.at + 1]) === '=>') {
        name = keyOf(this.tokens[this.at]) ?? '';
        this.at += 2;
      }
      this.tree(`${key}[${name}]`, [',', close], level + 1);
      if (this.sign() === ',') this.at += 1;
    }
    this.at += 1;
  }

  private arrayStart(): ']' | ')' | undefined {
    const token = this.tokens[this.at];
    if (signOf(token) === '[') {
      this.at += 1;
      return ']';
    }
    const isArray = token?.kind === 'word' && token.word.toLowerCase() === 'array';
    if (!isArray || signOf(this.tokens[this.at + 1]) !== '(') return undefined;
    this.at += 2;
    return ')';
  }

  private set(key: string, setting: PhpSetting): void {
    const before = this.settings.get(key);
    // What a condition may have changed stays unknown, whatever stands around it.
    if (before === undefined || 'value' in before) this.settings.set(key, setting);
  }

  /** One value up to one of `ends`, which is not taken. */
  private value(ends: readonly string[]): PhpSetting {
    const taken: PhpToken[] = [];
    for (let inside = 0; this.at < this.tokens.length; this.at += 1) {
      const token = this.tokens[this.at] as PhpToken;
      const sign = signOf(token) ?? '';
      if (inside === 0 && ends.includes(sign)) break;
      if (/^[([{]$/.test(sign)) inside += 1;
      if (/^[)\]}]$/.test(sign)) inside -= 1;
      taken.push(token);
    }
    return plainValue(taken);
  }

  private sign(): string | undefined {
    return signOf(this.tokens[this.at]);
  }
}

const signOf = (token: PhpToken | undefined): string | undefined =>
  token?.kind === 'sign' ? token.sign : undefined;

function keyOf(token: PhpToken | undefined): string | undefined {
  if (token?.kind === 'number') return String(token.value);
  return token?.kind === 'text' ? token.text : undefined;
}

/** No configuration nests its settings deeper. */
const DEEPEST = 20;

const CONTROL = /^(if|for|foreach|while|switch)$/i;
const CONTROL_END = /^end(if|for|foreach|while|switch)$/i;

const WORDS = new Map<string, boolean | null>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

function plainValue(tokens: readonly PhpToken[]): PhpSetting {
  const [token, second] = tokens;
  if (tokens.some((one) => signOf(one) === '.')) return { problem: PARTS };
  if (tokens.length === 2 && signOf(token) === '-' && second?.kind === 'number')
    return { value: -second.value };
  if (tokens.length !== 1 || token === undefined) return { problem: NOT_PLAIN };
  if (token.kind === 'number') return { value: token.value };
  if (token.kind === 'word') {
    const value = WORDS.get(token.word.toLowerCase());
    return value === undefined ? { problem: NOT_PLAIN } : { value };
  }
  if (token.kind !== 'text') return { problem: NOT_PLAIN };
  if (token.text === undefined) return { problem: VARIABLE_IN_IT };
  try {
    return {
      value: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
        Buffer.from(token.text, 'latin1'),
      ),
    };
  } catch {
    return { problem: NOT_UTF8 };
  }
}
