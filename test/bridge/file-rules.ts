// What holds for the files of every bridge: they run on PHP 7.2, refuse to be opened by themselves, run nothing that comes
// from outside, and say everything in every language.
import { expect } from 'chai';
import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { bridgeFiles } from '../../module/install/bridge-files.js';
import { manifest } from '../../module/manifest.js';
import type { PanelKind } from '../../module/panels/installation.js';
import { packageRoot } from '../../module/support/paths.js';
import { findPhp } from '../support/php.js';
import { wordsOf } from '../unit/architecture/words.js';
import type { PhpPanel } from './php-panel.js';

const NEWER_SYNTAX = path.join(packageRoot, 'test/bridge/newer-syntax.php');
const BY_ITSELF = 'This file is part of a panel and not opened by itself.';
const LANGUAGES = { en: 'english', nl: 'dutch', ar: 'arabic' };
export const LANGUAGE_FILES = Object.values(LANGUAGES);

export interface Bridge {
  /** Path below the panel's folder → its text. */
  files: ReadonlyMap<string, string>;
  php: readonly string[];
  /** `name` is below the bridge's folder; '' where there is none. */
  textOf: (name: string) => string;
}

/** As it lies in a panel. */
export function bridgeOf(kind: PanelKind): Bridge {
  const found = bridgeFiles({ folder: '/', bridgeParts: kind.bridgeParts });
  const files = new Map([...found].map(([file, content]) => [file.slice(1), content.toString()]));
  return {
    files,
    php: [...files.keys()].filter((file) => file.endsWith('.php')),
    textOf: (name) => files.get(`${kind.bridgeFolder}/${name}`) ?? '',
  };
}

export interface Rules {
  kind: PanelKind;
  at: { panel: { php: PhpPanel } };
  /** PHP that makes `$words` of the language file $argv[1] of the panel's own part. */
  readWords: string;
  /** Of a file of words, as far as it is below the bridge's folder. */
  isWords: RegExp;
  /** Folders of the panel's own. */
  notOurs?: readonly string[];
  /** Words that are asked for by a key that is put together. */
  putTogether: readonly string[];
}

/** Call it in `describe`. */
export function fileRules({ kind, at, readWords, isWords, notOurs = [], putTogether }: Rules) {
  const { files, php: phpFiles } = bridgeOf(kind);
  const guards = phpFiles.filter((file) => path.basename(file) === 'index.php');
  const code = phpFiles.filter((file) => !isWords.test(file));
  const textOf = (file: string): string => files.get(file) as string;
  let php = '';
  before(async () => {
    php = (await findPhp(() => undefined)) ?? '';
  });
  const run = (...words: string[]): SpawnSyncReturns<string> =>
    spawnSync(php, words, { encoding: 'utf8', timeout: 20_000 });
  const pathOf = (file: string): string => path.join(at.panel.php.folder, 'panel', file);
  const wordsIn = (language: string): Record<string, string> => {
    const bridge = at.panel.php.bridge('');
    const script = `define('LIAISON_BRIDGE', $argv[1]); ${readWords} echo json_encode($words + include "$argv[1]/words/$argv[2].php");`;
    const { stdout } = run('-r', script, '--', bridge, language);
    return JSON.parse(stdout) as Record<string, string>;
  };

  for (const file of phpFiles)
    it(`${file} is right, and nothing to be opened by itself`, () => {
      const checked = run('-l', pathOf(file));
      expect(checked.status, checked.stdout).to.equal(0);
      const opened = run('-d', 'display_errors=1', pathOf(file));
      expect([opened.status, opened.stdout]).to.deep.equal([0, guards.includes(file) ? '' : BY_ITSELF]);
    });

  it('say first what they are for, are strict, and short', () => {
    for (const file of phpFiles) {
      const [open, what = '', ...rest] = textOf(file).split('\n');
      expect([open, what.startsWith('// ')], file).to.deep.equal(['<?php', true]);
      if (!guards.includes(file)) expect(rest.slice(0, 3), file).to.include('declare(strict_types=1);');
      expect(rest.length, file).to.be.below(130);
    }
  });

  it('know nothing newer than PHP 7.2', () => {
    for (const file of phpFiles) expect(run(NEWER_SYNTAX, pathOf(file)).stdout, file).to.equal('');
  });

  it('would be seen to know something newer', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'liaison-php-'));
    const file = path.join(folder, 'newer.php');
    for (const newer of [
      '$f = fn($x) => $x;', '$x ??= 1;', '$x = match(1) { 1 => 2 };', '$x?->y();', 'f(1, 2,);', '$x = [...$y];', '$x = 1_000;',
      'class A { private int $x; }', 'class A { public static ?string $x; }', 'class A { function __construct(private $x) {} }',
      'try {} catch (Throwable) {}', 'str_contains($a, $b);', 'json_encode(1, JSON_THROW_ON_ERROR);', 'function f(): mixed {}', '#[Pure] function f() {}',
    ]) {
      writeFileSync(file, `<?php ${newer}`);
      expect(run(NEWER_SYNTAX, file).stdout, newer).to.not.equal('');
    } // prettier-ignore
    rmSync(folder, { recursive: true });
  });

  it('run nothing that comes from outside, and open no file but their own', () => {
    const never = /\b(eval|assert|unserialize|exec|shell_exec|system|passthru|proc_open|popen|extract|file_get_contents|fopen|create_function)\s*\(|`|\$\$/; // prettier-ignore
    for (const file of code)
      expect(textOf(file).replace(/^\s*(\/\/|\/?\*).*$/gm, ''), file).to.not.match(never);
  });

  it('lie in folders that cannot be listed', () => {
    const folders = new Set([...files.keys()].map((file) => path.dirname(file)));
    const ours = [...folders].filter((folder) => !notOurs.includes(folder));
    expect(guards.map((file) => path.dirname(file))).to.have.members(ours);
  });

  it('say the same in every language', () => {
    const english = wordsIn('english');
    for (const [language, file] of Object.entries(LANGUAGES)) {
      const words = wordsIn(file);
      expect(Object.keys(words), file).to.deep.equal(Object.keys(english));
      for (const [key, text] of Object.entries(words)) expect(text.trim(), `${file} ${key}`).to.not.equal('');
      const same = Object.keys(words).filter((key) => words[key] === english[key]);
      if (language !== 'en') expect(same, file).to.deep.equal([]);
    }
  });

  it('ask for words that are there, and have none to spare', () => {
    const text = code.map(textOf).join('\n');
    const own = Object.keys(wordsIn('english')).filter(
      (key) => key !== 'locale' && !key.startsWith('common:'),
    );
    expect(own.filter((key) => !text.includes(`'${key}'`))).to.have.members([...putTogether]);
    const asked = [...text.matchAll(/(?:say|message|paragraph)\('([\w.]+)'(?! \.)/g)].map(([, key]) => key);
    expect(asked.length).to.be.above(8);
    expect(asked.filter((key) => !own.includes(key as string))).to.deep.equal([]);
  });

  it('call the module’s pages what the module calls them', () => {
    for (const [language, file] of Object.entries(LANGUAGES)) {
      const words = wordsIn(file);
      const module = wordsOf(language);
      for (const { area, label } of manifest.menu)
        if (area !== 'client-file') expect(words[label], `${file} ${label}`).to.equal(module.get(label));
    }
  });

  return { wordsIn };
}
