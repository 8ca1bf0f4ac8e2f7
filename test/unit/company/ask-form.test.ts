// Asking for a change of a locked field (K2): the form and the pure rules of requests.
import { expect } from 'chai';
import { askForm } from '../../../module/company/ask-form.js';
import { COMPANY_FIELDS, DEFAULT_RULES, type CompanyField } from '../../../module/company/field-rule.js';
import { canAskFor, digestOf, requestChanges, sameValues } from '../../../module/company/request.js';
import { toFieldErrors } from '../../../module/http/answers.js';
import { owner, staff } from '../actors.js';
import { exampleBv, rules } from './company-answers.js';

const parse = (field: CompanyField, body: unknown, stored = exampleBv()) =>
  askForm(field, stored).safeParse(body);

const refused = (...args: Parameters<typeof parse>): Record<string, string> => {
  const { error } = parse(...args);
  const errors = error ? toFieldErrors(error) : {};
  return Object.fromEntries(
    Object.entries(errors).map(([path, { key }]) => [path, key.replace(/^\w+:errors\./, '')]),
  );
};

const reason = 'We moved';

describe('K2 asking for a change', () => {
  it('needs the new value and a reason', () => {
    expect(refused('name', {})).to.deep.equal({ value: 'newValue', reason: 'reason' });
    expect(refused('name', { value: ' ', reason: '\u00a0' })).to.deep.equal({
      value: 'newValue',
      reason: 'reason',
    });
    expect(parse('name', { value: ' New BV ', reason }).data).to.deep.equal({
      wanted: { name: 'New BV' },
      reason,
    });
  });

  it('says in the field’s own words when it is already like that', () => {
    const now: Record<CompanyField, string> = {
      name: 'Example BV',
      vatNumber: 'NL001234567B01',
      email: 'ann@example.com',
      street: 'Keizersgracht',
      houseNumber: '121',
      postalCode: '1015 CJ',
      city: 'Amsterdam',
      country: 'NL',
    };
    for (const field of COMPANY_FIELDS)
      expect(refused(field, { value: now[field], reason }), field).to.deep.equal({
        value: `already.${field}`,
      });
  });

  it('holds the value to the field’s own checks', () => {
    expect(refused('email', { value: 'nobody', reason })).to.deep.equal({ value: 'email.format' });
    expect(refused('country', { value: 'ZZ', reason })).to.deep.equal({ value: 'country.unknown' });
    expect(refused('postalCode', { value: '1'.repeat(13), reason })).to.deep.equal({ value: 'tooLong' });
    expect(refused('name', { value: 'x', stateCode: 'TX', reason })).to.deep.equal({ '': 'unknownFields' });
  });

  it('C6 takes a state with the United States, and drops it with any other country', () => {
    expect(refused('country', { value: 'US', reason })).to.deep.equal({ stateCode: 'state.empty' });
    expect(parse('country', { value: 'US', stateCode: 'TX', reason }).data?.wanted).to.deep.equal({
      country: 'US',
      stateCode: 'TX',
    });
    const texas = exampleBv({ country: 'US', state: 'Texas' });
    expect(refused('country', { value: 'US', stateCode: 'OH', reason }, texas)).to.deep.equal({
      value: 'already.country',
    });
    expect(parse('country', { value: 'NL', reason }, texas).data?.wanted).to.deep.equal({
      country: 'NL',
      stateCode: '',
    });
  });

  it('C6 refuses a state that stands beside another country', () => {
    expect(refused('country', { value: 'BE', stateCode: 'TX', reason })).to.deep.equal({
      stateCode: 'state.notUs',
    });
  });

  it('is for locked fields alone: not hidden or open ones, and never for staff', () => {
    expect(canAskFor(DEFAULT_RULES, 'name', owner())).to.equal(true);
    expect(canAskFor(DEFAULT_RULES, 'city', owner())).to.equal(false);
    expect(canAskFor(rules({ city: 'hidden' }), 'city', owner())).to.equal(false);
    expect(canAskFor(DEFAULT_RULES, 'name', staff())).to.equal(false);
  });
});

describe('K2 what a request changes', () => {
  it('is told from the values alone, in whatever order they come', () => {
    expect(sameValues({ country: 'US', stateCode: 'TX' }, { stateCode: 'TX', country: 'US' })).to.equal(true);
    expect(sameValues({ country: 'US', stateCode: 'TX' }, { country: 'US', stateCode: 'OH' })).to.equal(
      false,
    );
    expect(digestOf({ name: 'a' })).to.not.equal(digestOf({ city: 'a' }));
  });

  it('is what differs', () => {
    const [nl, us] = [
      { country: 'NL', stateCode: '' },
      { country: 'US', stateCode: 'TX' },
    ];
    expect(requestChanges(nl, us)).to.deep.equal({
      country: { before: 'NL', after: 'US' },
      stateCode: { before: '', after: 'TX' },
    });
    expect(Object.keys(requestChanges(nl, { country: 'BE', stateCode: '' }))).to.deep.equal(['country']);
  });
});
