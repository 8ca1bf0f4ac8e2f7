// A panel's configuration file is somebody else's PHP: read as text, and never guessed at.
import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import * as fc from 'fast-check';
import { phpText } from '../../../module/install/bridge-config.js';
import { readPhpSettings, type PhpSetting } from '../../../module/panels/php-settings.js';

const read = (code: string): Record<string, PhpSetting> =>
  Object.fromEntries(readPhpSettings(Buffer.from(`<?php\n${code}`)));
const valueOf = (code: string, key = '$a'): unknown => {
  const setting = read(code)[key];
  return setting && 'value' in setting ? setting.value : setting?.problem;
};

describe('PHP settings read as text', () => {
  it('texts in single quotes know two escapes', () => {
    expect(valueOf(String.raw`$a = 'it\'s \\ a \n \$x "q"';`)).to.equal(String.raw`it's \ a \n \$x "q"`);
    expect(valueOf("$a = '';")).to.equal('');
    expect(valueOf("$a='two\nlines';")).to.equal('two\nlines');
  });

  it('texts in double quotes know all of them', () => {
    expect(valueOf(String.raw`$a = "t\tn\n\\ \" \$b \x41\101\u{e9}\q";`)).to.equal('t\tn\n\\ " $b AAé\\q');
    expect(valueOf('$a = "100$ and $ 5";')).to.equal('100$ and $ 5');
    expect(valueOf(String.raw`$a = "\xc3\xa9";`)).to.equal('é');
  });

  it('numbers, words, comments, tags and white space', () => {
    expect(valueOf('$a = 3306;')).to.equal(3306);
    expect(valueOf('$a = -1;')).to.equal(-1);
    expect(valueOf('$a = TRUE ;')).to.equal(true);
    expect(valueOf('$a = null;')).to.equal(null);
    expect(valueOf("$a /* $a = 'no'; */ = // 'no'\n # no\n 'yes' ;")).to.equal('yes');
    expect(valueOf("// $a = 'no';\n# $a = 'no';\n/* $a = 'no'; */ $b = 1;")).to.equal(undefined);
    expect(valueOf("?> $a = 'html'; <?php $b = 1; ?> $a <?php $a = 'php' ?>")).to.equal('php');
    expect(valueOf("// closed ?> $a = 'html'; <?php $a = 'php';")).to.equal('php');
    expect(readPhpSettings(Buffer.from("\uFEFF<?php\r\n$a = 'x';\r\n")).get('$a')).to.deep.equal({
      value: 'x',
    });
  });

  it('what stands in a text is no code', () => {
    expect(read(`$a = '$b = "no";'; $c = "; \\$d = 'no'; //";`)).to.deep.equal({
      $a: { value: '$b = "no";' },
      $c: { value: "; $d = 'no'; //" },
    });
    expect(read("$h = <<<'X'\n$a = 'no';\n  X;\n$b = 'yes';")).to.deep.equal({
      $h: { problem: 'has a variable in it, or is a heredoc' },
      $b: { value: 'yes' },
    });
  });

  it('arrays, in either form and by key, constants and a returned array', () => {
    expect(valueOf("$c = ['db' => array('host' => 'h', 'port' => 1,), 'x'];", '$c[db][host]')).to.equal('h');
    expect(valueOf("$c = ['a', 'b'];", '$c[1]')).to.equal('b');
    expect(valueOf("$c['db'][\"host\"] = 'h';", '$c[db][host]')).to.equal('h');
    expect(valueOf("define('DB_HOST', 'h');", 'DB_HOST')).to.equal('h');
    expect(valueOf("if (!defined('DB_HOST')) { DEFINE(\"DB_HOST\", 'h', true); }", 'DB_HOST')).to.equal('h');
    expect(valueOf("defined('DB_HOST') or define('DB_HOST', 'h');", 'DB_HOST')).to.equal('h');
    expect(valueOf("const DB_HOST = 'h';", 'DB_HOST')).to.equal('h');
    expect(valueOf("return ['secret' => 's'];", 'return[secret]')).to.equal('s');
  });

  it('the last plain assignment counts', () => {
    expect(valueOf("$a = 'one'; $a = 'two';")).to.equal('two');
  });

  it('what PHP would have to work out is a problem, with its reason', () => {
    const problems: Record<string, RegExp> = {
      "$a = 'x' . 'y';": /together from parts/,
      "$a = 'x'; $a .= 'y';": /together from parts/,
      "$a ??= 'y';": /together from parts/,
      '$a = "x$b";': /variable in it/,
      '$a = "x{$b}";': /variable in it/,
      '$a = <<<X\ny\nX;': /variable in it/,
      "$a = getenv('X');": /not a plain/,
      '$a = $b;': /not a plain/,
      '$a = SOME;': /not a plain/,
      "$a = 'x' ?: 'y';": /not a plain/,
      "if (x()) { $a = 'y'; }": /condition/,
      "if (x()) $a = 'y';": /condition/,
      "if (x()): $a = 'y'; endif;": /condition/,
      "if (x()): $b = 1; $a = 'y'; else: $b = 2; endif; $b = 3;": /condition/,
      "$a = 'x'; if (x()) { } else $a = 'y';": /condition/,
      "function f() { $a = 'y'; } $a = 'x';": /condition/,
      [`$a = "${String.raw`\xff`}";`]: /UTF-8/,
    };
    for (const [code, reason] of Object.entries(problems)) expect(valueOf(code), code).to.match(reason);
    expect(valueOf("define('A', 'x'); define('A', 'y');", 'A')).to.match(/twice/);
    expect(valueOf("if (a): $b = 1; endif; $a = 'x';")).to.equal('x');
    expect(valueOf("foreach ($a as $k => $v) { } $a = 'x';")).to.equal('x');
  });

  it('no input makes it fail or hang', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.constantFrom(
              '$a',
              '=',
              "'",
              '"',
              '\\',
              '(',
              ')',
              '[',
              ']',
              '{',
              '}',
              ';',
              ',',
              '=>',
              '<?php',
              '?>',
              '/*',
              '*/',
              '//',
              'define',
              'if',
              ':',
              'endif',
              'return',
              'array',
              '<<<X\n',
              '\nX',
              '.',
              '1',
              ' ',
              '__proto__',
              'constructor',
            ),
            fc.string(),
          ),
          { maxLength: 40 },
        ),
        (parts) => {
          readPhpSettings(Buffer.from(`<?php ${parts.join('')}`));
        },
      ),
      { numRuns: 2000 },
    );
    const started = performance.now();
    for (const hostile of [
      "'",
      '"',
      '/*',
      '<<<A\n',
      '$a[',
      '(',
      '[',
      '$a=[',
      "'\\",
      'define(',
      '?><?php ',
      '$a=[[[[',
    ])
      readPhpSettings(Buffer.from(`<?php ${hostile.repeat(100_000 / hostile.length)}`));
    readPhpSettings(Buffer.from(`<?php $a = ${'['.repeat(100_000)}`));
    expect(performance.now() - started).to.be.below(5000);
  });

  it('what we write ourselves comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(valueOf(`$a = ${phpText(text)};`)).to.equal(text);
      }),
    );
  });

  it('reads a text as PHP itself does', function () {
    if (spawnSync('php', ['-v']).status !== 0) this.skip();
    const texts = [
      String.raw`'a\'b\\c\d'`,
      String.raw`"\n\t\r\v\e\f\\\$\"\'\0\7\101\1234\x4\x41g\u{41}\u{1F600}\q\{ $ {"`,
      String.raw`'$x {$y}'`,
      `"é€😀"`,
      `'a\r\nb'`,
    ];
    for (const text of texts) {
      const { stdout } = spawnSync('php', ['-r', `echo json_encode(${text}, JSON_THROW_ON_ERROR);`], {
        encoding: 'utf8',
      });
      expect(valueOf(`$a = ${text};`), text).to.equal(JSON.parse(stdout));
    }
  });
});
