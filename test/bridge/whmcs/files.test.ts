// The files that go into the panel: they run on PHP 7.2, refuse to be opened by themselves, cost a page next to nothing,
// and say everything in every language.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manifest } from '../../../module/manifest.js';
import { packageRoot } from '../../../module/support/paths.js';
import { findPhp } from '../../support/php.js';
import { wordsOf } from '../../unit/architecture/words.js';
import { BRIDGE, standInPanel } from './stand-in-panel.js';

const FILES = readdirSync(BRIDGE, { recursive: true, encoding: 'utf8' }).toSorted();
const PHP_FILES = FILES.filter((file) => file.endsWith('.php'));
const GUARDS = PHP_FILES.filter((file) => path.basename(file) === 'index.php');
const STAND_IN = path.join(packageRoot, 'test/bridge/whmcs/stand-in');
const LANGUAGES = { en: 'english', nl: 'dutch', ar: 'arabic' };
const textOf = (file: string): string => readFileSync(path.join(BRIDGE, file), 'utf8');

describe('The bridge’s files', () => {
  const at = standInPanel();
  let php = '';
  before(async () => {
    php = (await findPhp(() => undefined)) ?? '';
  });
  const run = (...words: string[]) => spawnSync(php, words, { encoding: 'utf8', timeout: 20_000 });
  const wordsIn = (file: string) => {
    const code = `define('WHMCS', true); include $argv[1]; echo json_encode($_ADDONLANG);`;
    const { stdout } = run('-r', code, '--', path.join(BRIDGE, 'lang', `${file}.php`));
    return JSON.parse(stdout) as Record<string, string>;
  };

  it('are found', () => expect(PHP_FILES.length).to.be.above(25));

  for (const file of PHP_FILES)
    it(`${file} is right, and nothing to be opened by itself`, () => {
      const checked = run('-l', path.join(BRIDGE, file));
      expect(checked.status, checked.stdout).to.equal(0);
      const opened = run('-d', 'display_errors=1', path.join(BRIDGE, file));
      const said = GUARDS.includes(file) ? '' : 'This file is part of a panel and not opened by itself.';
      expect([opened.status, opened.stdout]).to.deep.equal([0, said]);
    });

  it('say first what they are for, are strict, and short', () => {
    for (const file of PHP_FILES) {
      const [open, what = '', ...rest] = textOf(file).split('\n');
      expect([open, what.startsWith('// ')], file).to.deep.equal(['<?php', true]);
      if (!GUARDS.includes(file)) expect(rest.slice(0, 3), file).to.include('declare(strict_types=1);');
      expect(rest.length, file).to.be.below(130);
    }
  });

  it('know nothing newer than PHP 7.2', () => {
    for (const file of PHP_FILES)
      expect(run(path.join(STAND_IN, 'newer-syntax.php'), path.join(BRIDGE, file)).stdout, file).to.equal('');
  });

  it('would be seen to know something newer', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'liaison-php-'));
    const file = path.join(folder, 'newer.php');
    for (const code of [
      '$f = fn($x) => $x;', '$x ??= 1;', '$x = match(1) { 1 => 2 };', '$x?->y();', 'f(1, 2,);', '$x = [...$y];', '$x = 1_000;',
      'class A { private int $x; }', 'class A { public static ?string $x; }', 'class A { function __construct(private $x) {} }',
      'try {} catch (Throwable) {}', 'str_contains($a, $b);', 'json_encode(1, JSON_THROW_ON_ERROR);', 'function f(): mixed {}', '#[Pure] function f() {}',
    ]) {
      writeFileSync(file, `<?php ${code}`);
      expect(run(path.join(STAND_IN, 'newer-syntax.php'), file).stdout, code).to.not.equal('');
    } // prettier-ignore
    rmSync(folder, { recursive: true });
  });

  it('run nothing that comes from outside, and open no file but their own', () => {
    const never = /\b(eval|assert|unserialize|exec|shell_exec|system|passthru|proc_open|popen|extract|file_get_contents|fopen|create_function)\s*\(|`|\$\$/; // prettier-ignore
    for (const file of PHP_FILES.filter((one) => !one.startsWith('lang/')))
      expect(textOf(file).replace(/^\s*(\/\/|\/?\*).*$/gm, ''), file).to.not.match(never);
  });

  it('lie in folders that cannot be listed', () => {
    const folders = new Set(
      FILES.filter((file) => path.extname(file) !== '').map((file) => path.dirname(file)),
    );
    expect(GUARDS.map((file) => path.dirname(file))).to.have.members([...folders]);
  });

  it('hook into the panel with one function each, at the price of one class', async () => {
    const { hooks, classes } = await at.panel.included({ era: 8 });
    expect(classes).to.deep.equal(['Liaison\\Bridge\\PageHooks']);
    expect(new Set(Object.values(hooks))).to.deep.equal(new Set([1]));
    expect(Object.keys(hooks).filter((name) => !name.startsWith('ClientAreaPage'))).to.have.members([
      'ClientAreaPrimaryNavbar', 'ClientAreaSecondarySidebar', 'AdminAreaClientSummaryActionLinks', 'ContactDetailsValidation',
      'ClientDetailsValidation', 'ContactDelete', 'PreDeleteClient', 'AfterClientMerge', 'TicketOpenValidation', 'TicketPiping',
      'PreEmailSendReduceRecipients',
    ]); // prettier-ignore
    expect(Object.keys(hooks).filter((name) => name.startsWith('ClientAreaPage'))).to.have.length(15);
  });

  it('name the module and its version as its manifest does', async () => {
    const { result } = await at.panel.call('config', { era: 8 });
    expect(result).to.include({
      name: manifest.name,
      version: manifest.version,
      description: manifest.description,
    });
    expect(JSON.parse(textOf('whmcs.json'))).to.include({ type: 'whmcs-addons', name: manifest.id, license: manifest.license }); // prettier-ignore
  });

  it('say the same in every language', () => {
    const english = wordsIn('english');
    for (const [language, file] of Object.entries(LANGUAGES)) {
      const words = wordsIn(file);
      expect(Object.keys(words), file).to.deep.equal(Object.keys(english));
      expect(words['locale'], file).to.match(new RegExp(`^${language}_[A-Z]{2}$`));
      for (const [key, text] of Object.entries(words)) expect(text.trim(), `${file} ${key}`).to.not.equal('');
      const same = Object.keys(words).filter((key) => words[key] === english[key] && key.length > 0);
      if (language !== 'en') expect(same, file).to.deep.equal([]);
    }
  });

  it('ask for words that are there, and have none to spare', () => {
    const code = PHP_FILES.filter((file) => !file.startsWith('lang/'))
      .map(textOf)
      .join('\n');
    const own = Object.keys(wordsIn('english')).filter(
      (key) => key !== 'locale' && !key.startsWith('common:'),
    );
    const states = ['answers', 'otherSecret', 'silent'].map((state) => `staff.${state}`);
    expect(own.filter((key) => !code.includes(`'${key}'`))).to.have.members(states);
    const asked = [...code.matchAll(/(?:say|message|paragraph)\('([\w.]+)'(?! \.)/g)].map(
      ([, key]) => key as string,
    );
    expect(asked.length).to.be.above(8);
    expect(asked.filter((key) => !own.includes(key))).to.deep.equal([]);
  });

  it('call the module’s pages what the module calls them', () => {
    for (const [language, file] of Object.entries(LANGUAGES)) {
      const words = wordsIn(file);
      const module = wordsOf(language);
      for (const { area, label } of manifest.menu)
        if (area !== 'client-file') expect(words[label], `${file} ${label}`).to.equal(module.get(label));
    }
  });

  it('print nothing unescaped', () => {
    const template = textOf('templates/message.tpl');
    const printed = [...template.matchAll(/\{\$[^}]*\}/g)].map(([tag]) => tag);
    expect(printed).to.deep.equal(["{$liaisonHeading|escape:'html'}", "{$liaisonText|escape:'html'}"]);
  });
});
