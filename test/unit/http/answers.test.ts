import { expect } from 'chai';
import * as fc from 'fast-check';
import { z } from 'zod';
import { flatten, readSubmission, toFieldErrors, unflatten } from '../../../module/http/answers.js';

const proto = (json: string): Record<string, unknown> => JSON.parse(json) as Record<string, unknown>;
const isClean = (): void => {
  const plain = {} as Record<string, unknown>;
  for (const name of ['polluted', 'number', 'x']) expect(plain[name], name).to.equal(undefined);
};

describe('flatten', () => {
  it('makes paths of nested answers', () => {
    const body = { firstName: 'Ann', phone: { countryCode: 'NL', number: '1' } };
    expect(flatten(body)).to.deep.equal({
      firstName: 'Ann',
      'phone.countryCode': 'NL',
      'phone.number': '1',
    });
  });

  it('leaves out what cannot be shown again as a text', () => {
    const body = { a: 1, b: true, c: null, d: [{}], e: undefined, f: 'kept', g: { h: [1] } };
    expect(flatten(body)).to.deep.equal({ f: 'kept' });
  });

  it('remembers ticked boxes as one text', () => {
    expect(flatten({ types: ['', 'billing', 'admin'], none: [''] })).to.deep.equal({
      types: 'billing,admin',
      none: '',
    });
  });

  it('leaves out names that are no name of a field', () => {
    const names = ['', 'a b', 'a.b', '1a', '_csrf', 'a-b', '<b>', 'a[b]', 'é'];
    expect(flatten(Object.fromEntries(names.map((name) => [name, 'x'])))).to.deep.equal({});
  });

  it('leaves out names of Object, however deep', () => {
    const body = proto(
      '{"__proto__":{"x":"1"},"constructor":{"prototype":{"x":"1"}},"a":{"toString":"1","__proto__":"2"}}',
    );
    expect(flatten(body)).to.deep.equal({});
    isClean();
  });

  it('goes no deeper than four levels', () => {
    expect(flatten({ a: { b: { c: { d: 'x' } } } })).to.deep.equal({ 'a.b.c.d': 'x' });
    let deep: Record<string, unknown> = { z: 'x' };
    for (let level = 0; level < 5_000; level += 1) deep = { a: deep };
    expect(flatten(deep)).to.deep.equal({});
  });
});

describe('unflatten', () => {
  const name = fc.stringMatching(/^[a-z]{1,4}[0-9]?$/).filter((text) => !(text in {}));
  const leaf = fc.string();
  const group = fc.dictionary(name, leaf, { minKeys: 1, noNullPrototype: true });
  const nested = fc.dictionary(name, fc.oneof(leaf, group, fc.dictionary(name, group, { minKeys: 1, noNullPrototype: true })), { noNullPrototype: true }); // prettier-ignore

  it('is the way back of flatten', () => {
    fc.assert(
      fc.property(nested, (body) => {
        expect(unflatten(flatten(body))).to.deep.equal(body);
      }),
    );
  });

  it('touches nothing of Object’s, whatever the paths', () => {
    for (const path of [
      '__proto__.polluted',
      'a.__proto__.polluted',
      'constructor.prototype.polluted',
      '__proto__',
    ])
      expect(() => unflatten({ [path]: 'yes' }), path).to.not.throw();
    isClean();
  });

  it('lets a group take the place of a text of the same name', () => {
    expect(unflatten({ phone: 'x', 'phone.number': '1' })).to.deep.equal({ phone: { number: '1' } });
    expect(unflatten({ 'phone.number': '1', phone: 'x' })).to.deep.equal({ phone: 'x' });
  });
});

describe('a submission', () => {
  const body = {
    _csrf: 't',
    version: 'v',
    requestKey: 'k',
    intent: 'another',
    base: '{"firstName":"Ann","phone":{"number":"1"},"n":1}',
    choice: { firstName: 'theirs', phone: { number: 'mine' } },
    firstName: 'Anna',
    phone: { number: '2' },
  };

  it('has its envelope taken off', () => {
    expect(readSubmission(body)).to.deep.equal({
      envelope: { version: 'v', requestKey: 'k', intent: 'another' },
      fields: { firstName: 'Anna', phone: { number: '2' } },
      choices: { firstName: 'theirs', 'phone.number': 'mine' },
      base: { firstName: 'Ann', 'phone.number': '1' },
    });
  });

  it('is empty when the body is no form', () => {
    const nothing = {
      envelope: { version: '', requestKey: '', intent: '' },
      fields: {},
      choices: {},
      base: {},
    };
    for (const value of [undefined, null, [], 'x', 1, true])
      expect(readSubmission(value), JSON.stringify(value)).to.deep.equal(nothing);
  });

  it('takes an envelope of a wrong kind or a wrong length for none', () => {
    for (const value of [['v'], { a: 'v' }, 1, true, null, 'x'.repeat(201)]) {
      const { envelope } = readSubmission({ version: value, requestKey: value, intent: value });
      expect(envelope, JSON.stringify(value)).to.deep.equal({ version: '', requestKey: '', intent: '' });
    }
  });

  it('takes a base that is no JSON object, or too long, for none', () => {
    const long = JSON.stringify({ a: 'x'.repeat(20_000) });
    for (const base of ['', '{', '[]', '"a"', '1', 'null', '{"__proto__":{"x":"1"}}', long, {}, ['{}']])
      expect(readSubmission({ base }).base, JSON.stringify(base).slice(0, 20)).to.deep.equal({});
    isClean();
  });

  it('takes choices that are no group for none', () => {
    for (const choice of ['theirs', ['theirs'], 1, null])
      expect(readSubmission({ choice }).choices, JSON.stringify(choice)).to.deep.equal({});
  });
});

describe('the errors of a schema', () => {
  const fault = (schema: z.ZodType, value: unknown) =>
    toFieldErrors(schema.safeParse(value).error as z.ZodError);

  it('are one message per field, the first', () => {
    const schema = z.strictObject({
      a: z.string().check((context) => {
        for (const message of ['common:first', 'common:second'])
          context.issues.push({ code: 'custom', message, input: context.value, continue: true });
      }),
      b: z.strictObject({ c: z.string({ error: 'common:c' }) }),
    });
    expect(fault(schema, { a: 'x', b: {} })).to.deep.equal({
      a: { key: 'common:first' },
      'b.c': { key: 'common:c' },
    });
  });

  it('name fields that a form does not have, cut to a bearable length', () => {
    expect(fault(z.strictObject({}), { x: 1, y: 2 })).to.deep.equal({
      '': { key: 'common:errors.unknownFields', params: { names: 'x, y' } },
    });
    const { '': error } = fault(z.strictObject({}), { ['x'.repeat(5_000)]: 1 });
    expect(String(error?.params?.['names'])).to.have.length(200);
  });

  it('never carry the schema’s own words', () => {
    const own = [
      z.literal('on'),
      z.string().max(1),
      z.number(),
      z.enum(['a']),
      z.iso.date(),
      z.strictObject({}),
    ];
    for (const schema of own)
      expect(fault(z.object({ a: schema }), { a: ['no'] })).to.deep.equal({
        a: { key: 'common:errors.oneValue' },
      });
  });
});
