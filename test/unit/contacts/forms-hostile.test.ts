// Checks 30 and 36: every field of the contact form against what no browser of ours would send.
import { expect } from 'chai';
import { accepted, ANN, errorsOf, refused } from './form-answers.js';

const LINES = ['firstName', 'lastName', 'email', 'companyName', 'street', 'houseNumber', 'postalCode', 'city', 'country', 'state'] as const; // prettier-ignore
const CHOICES = ['kind', 'title', 'language'] as const;
const NUMBERS = ['phone', 'mobile'] as const;
const VALID = { ...ANN, street: 'Kerkstraat' };

const WRONG_KINDS: [string, unknown][] = [
  ['an object', { a: '1' }],
  ['an array', ['Ann']],
  ['a number', 1],
  ['a boolean', true],
  ['null', null],
];

/** The body with one field replaced; "phone.number" is a field of the group. */
function withField(path: string, value: unknown): Record<string, unknown> {
  const [name = '', part] = path.split('.');
  return {
    ...VALID,
    [name]: part ? { countryCode: 'NL', number: '0201234567', [part]: value } : value,
  };
}

const PATHS = [...LINES, ...CHOICES, 'note', ...NUMBERS.flatMap((name) => [`${name}.countryCode`, `${name}.number`])]; // prettier-ignore

describe('check 30: the contact form', () => {
  for (const path of PATHS) {
    it(`refuses ${path} of a wrong kind`, () => {
      for (const [what, value] of WRONG_KINDS) {
        const errors = errorsOf(withField(path, value));
        expect(Object.keys(errors), what).to.deep.equal([path]);
        expect(errors[path]?.key, what).to.match(/^(common|contacts):errors\.[A-Za-z.]+$/);
      }
    });
  }

  for (const name of NUMBERS) {
    it(`refuses ${name} when it is no group`, () => {
      for (const value of ['0201234567', ['0201234567'], 1, true, null])
        expect(refused({ ...VALID, [name]: value })).to.deep.equal({ [name]: 'oneValue' });
      const more = { countryCode: 'NL', number: '0201234567', extension: '1' };
      expect(refused({ ...VALID, [name]: more })).to.deep.equal({ [name]: 'unknownFields' });
    });
  }

  it('refuses a body that is no form, in words of ours', () => {
    for (const body of [null, undefined, [], 'x', 1, true])
      expect(refused(body), JSON.stringify(body)).to.deep.equal({ '': 'oneValue' });
  });

  it('refuses fields that it does not have, and names them', () => {
    const errors = errorsOf({ ...VALID, client_id: '1', contactId: '0', version: 'x' });
    const params = { names: 'client_id, contactId, version' };
    expect(errors).to.deep.equal({ '': { key: 'common:errors.unknownFields', params } });
  });

  it('refuses __proto__ and its like, and gives nothing of Object away', () => {
    for (const name of ['__proto__', 'constructor', 'prototype', 'hasOwnProperty']) {
      const body: unknown = JSON.parse(`${JSON.stringify(VALID).slice(0, -1)},"${name}":{"kind":"owner"}}`);
      expect(refused(body), name).to.deep.equal({ '': 'unknownFields' });
    }
    expect(refused({ ...VALID, country: '__proto__' })).to.deep.equal({ country: 'tooLong' });
    expect(({} as Record<string, unknown>)['kind']).to.equal(undefined);
  });

  const HOSTILE = {
    'a NUL': 'a\u0000b',
    'a line break': 'a\r\nBcc: b',
    'a lone line feed': 'a\nb',
    'a tab': 'a\tb',
    'an escape': 'a\u001b[31m',
    'a C1 control': 'a\u009bb',
    'a bidi override': 'a\u202eb',
    'a bidi isolate': 'a\u2066b',
    'a lone high surrogate': 'a\ud800',
    'a lone low surrogate': '\udc00b',
  };
  for (const [what, value] of Object.entries(HOSTILE)) {
    it(`refuses ${what} in every line`, () => {
      for (const field of LINES) {
        const short = field === 'country' || field === 'state' ? value.slice(-2) : value;
        const [first] = Object.entries(errorsOf(withField(field, short)));
        expect(first?.[0], field).to.equal(field);
        expect(first?.[1].key, field).to.match(/errors\.(characters|tooLong|country\.unknown|state\.notUs)$/);
        if (short === value) expect(first?.[1].key, field).to.equal('common:errors.characters');
      }
      for (const name of NUMBERS)
        expect(refused(withField(`${name}.number`, `06${value}`))).to.deep.equal({
          [`${name}.number`]: 'characters',
        });
    });
  }

  it('lets line breaks and tabs stand in a note, and no other control', () => {
    expect(accepted({ ...VALID, note: 'a\r\nb\rc\n\td' }).note).to.equal('a\nb\nc\n\td');
    for (const note of ['a\u0000b', 'a\u001bb', 'a\u202eb', 'a\ud800'])
      expect(refused({ ...VALID, note }), JSON.stringify(note)).to.deep.equal({ note: 'characters' });
  });

  it('takes names of every script, and signs that only a page must escape', () => {
    for (const name of [
      'عبد الله',
      '王小明',
      'Дмитрий',
      'Ольга-Марія',
      'นภา',
      'O’Neill',
      '👩‍💻 Ann',
      '‏שרה',
      'Zoë',
      '<script>alert(1)</script>',
      `"'; DROP TABLE x`,
      '=1+1',
      '{{name}}',
    ])
      // prettier-ignore
      expect(accepted({ ...VALID, firstName: name, lastName: name }).firstName, name).to.equal(name);
  });
});

describe('check 36: 100 kB of hostile input', () => {
  const FLOODS = {
    letters: 'a'.repeat(100_000),
    spaces: `x${' '.repeat(100_000)}x`,
    'NUL signs': '\0'.repeat(100_000),
    'combining marks out of order': `a${'\u0301\u0316'.repeat(25_000)}`,
    'combining marks in two heaps': `a${'\u0301'.repeat(25_000)}${'\u0316'.repeat(25_000)}`,
    'at signs': '@'.repeat(100_000),
    'an endless domain': `a@${'a.'.repeat(50_000)}`,
    'an endless quote': `"${'\\"'.repeat(50_000)}"@corp.example`,
    digits: '0'.repeat(100_000),
    'plus signs': '+'.repeat(100_000),
    brackets: '('.repeat(100_000),
    'lone surrogates': '\ud800'.repeat(33_000),
    'joined emoji': '👩‍'.repeat(14_000),
  };
  for (const [what, value] of Object.entries(FLOODS)) {
    it(`is refused fast: ${what}`, () => {
      for (const path of PATHS) {
        const body = withField(path, value);
        expect(Object.keys(errorsOf(body)), path).to.include(path);
        expect(
          fastestOf(() => errorsOf(body)),
          path,
        ).to.be.below(10);
      }
    });
  }
});

/** Milliseconds of the best of five tries, so that a busy machine does not count. */
function fastestOf(work: () => void): number {
  let best = Infinity;
  for (let tries = 0; tries < 5 && best >= 10; tries += 1) {
    const started = performance.now();
    work();
    best = Math.min(best, performance.now() - started);
  }
  return best;
}
