// Every language says everything, with the same values; nothing is asked for that has no words, and no words are idle.
import { expect } from 'chai';
import { manifest } from '../../../module/manifest.js';
import { filesIn } from './sources.js';
import { baseKeys, isPutTogether, keyPatterns, literalKeys, placeholders, PLURAL, wordsOf } from './words.js';

const [first = 'en', ...others] = manifest.languages;
const en = wordsOf(first);
const namespaces = [...new Set([...en.keys()].map((key) => key.split(':')[0] as string))];
const known = new Set(baseKeys(en));
const plural = new Set(
  [...en.keys()].filter((key) => PLURAL.test(key)).map((key) => key.replace(PLURAL, '')),
);

describe('languages', () => {
  it('are the folders of lang/, English first', () => {
    const folders = new Set(filesIn('lang', '.json').map((file) => file.split('/')[1]));
    expect([...folders]).to.have.members([...manifest.languages]);
    expect(first).to.equal('en');
    expect(en.size).to.be.above(200);
  });

  for (const language of manifest.languages) {
    const words = wordsOf(language);

    it(`${language} has the same keys as English`, () => {
      expect(
        baseKeys(words).filter((key) => !known.has(key)),
        'too many',
      ).to.deep.equal([]);
      expect(
        [...known].filter((key) => !baseKeys(words).includes(key)),
        'missing',
      ).to.deep.equal([]);
    });

    it(`${language} has every plural form that the language has, and no other`, () => {
      const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
      expect(plural.size).to.be.above(0);
      for (const key of plural) {
        const forms = [...words.keys()].filter((one) => PLURAL.test(one) && one.replace(PLURAL, '') === key);
        expect(forms, key).to.have.members(pluralCategories.map((category) => `${key}_${category}`));
        expect(words.has(key), key).to.equal(false);
      }
    });

    it(`${language} puts the same values into every text`, () => {
      for (const [key, text] of words) {
        const base = key.replace(PLURAL, '');
        const wanted = placeholders(en.get(plural.has(base) ? `${base}_other` : key) ?? '');
        // A plural form may say the number as a word: "one contact".
        const free = plural.has(base) && !key.endsWith('_other') ? ['count'] : [];
        const said = placeholders(text);
        expect(
          said.filter((name) => !free.includes(name)),
          key,
        ).to.deep.equal(wanted.filter((name) => !free.includes(name)));
        // A word of another key may stand inside, chosen by a value: $t(roles:roles.{{role}}).
        const plain = text
          .replace(/\$t\([a-z-]+:[A-Za-z.]+\.\{\{\w+\}\}\)/g, '')
          .replace(/\{\{[^{}]*\}\}/g, '');
        expect(plain, key).to.not.match(/[{}]|\$t\(/);
      }
    });

    it(`${language} has no empty text and no markup`, () => {
      for (const [key, text] of words) {
        expect(text.trim(), key).to.not.equal('');
        expect(text, key).to.not.match(/<[a-z/]|&[a-z]+;/i);
      }
    });
  }

  it('ar is written in Arabic', () => {
    if (!others.includes('ar')) return;
    const foreign = [...wordsOf('ar')].filter(([, text]) => /[a-z]{2}/i.test(text.replace(/\{\{.*?\}\}/g, '')) && !/\p{Script=Arabic}/u.test(text)); // prettier-ignore
    expect(foreign.map(([key]) => key)).to.deep.equal([]);
  });

  for (const language of others) {
    it(`${language} is translated: few texts are the same as in English`, () => {
      const long = [...wordsOf(language)].filter(([, text]) => text.split(' ').length > 3);
      expect(long.length).to.be.above(50);
      expect(long.filter(([key, text]) => en.get(key) === text).map(([key]) => key)).to.deep.equal([]);
    });
  }
});

describe('keys', () => {
  const literal = literalKeys(namespaces);
  const patterns = keyPatterns(namespaces);

  it('are found in code, templates and manifest', () => {
    expect(literal.size).to.be.above(120);
    expect(patterns.length).to.be.above(15);
  });

  it('that are asked for have words', () => {
    expect([...literal].filter((key) => !known.has(key))).to.deep.equal([]);
  });

  it('that are put together have words for at least one filling', () => {
    const idle = patterns.filter((pattern) => ![...known].some((key) => pattern.test(key)));
    expect(idle.map(String)).to.deep.equal([]);
  });

  it('that have words are asked for', () => {
    const isUsed = (key: string): boolean => literal.has(key) || isPutTogether(key, patterns);
    // "contacts:blocked.owner" has its "…Step" beside it (delete-rules.ts).
    const isStep = (key: string): boolean =>
      /^contacts:blocked\..*Step$/.test(key) && isUsed(key.replace(/Step$/, ''));
    expect([...known].filter((key) => !isUsed(key) && !isStep(key))).to.deep.equal([]);
  });
});

describe('English words (ux.md §7)', () => {
  const NEVER = /\b(please|sorry|oops|invalid|valid|forbidden|illegal|null|an error occurred|this field is required|click here|he|she|his|her)\b|!/i; // prettier-ignore

  it('are never these', () => {
    expect(
      [...en].filter(([, text]) => NEVER.test(text)).map(([key, text]) => `${key} ${text}`),
    ).to.deep.equal([]);
  });

  it('of field errors and hints end without a full stop', () => {
    const short = [...en].filter(([key]) => /^(contacts|common):(errors|hints)\./.test(key));
    expect(short.length).to.be.above(30);
    expect(short.filter(([, text]) => text.endsWith('.')).map(([key]) => key)).to.deep.equal([]);
  });
});
