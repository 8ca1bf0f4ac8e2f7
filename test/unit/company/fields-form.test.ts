// The form of the provider's rules (AD7, K1).
import { expect } from 'chai';
import { COMPANY_FIELDS, DEFAULT_RULES, lockReason } from '../../../module/company/field-rule.js';
import {
  fieldsAnswers,
  fieldsForm,
  fieldsVersion,
  policyOptions,
} from '../../../module/company/fields-form.js';
import { toFieldErrors, unflatten } from '../../../module/http/answers.js';
import { rules } from './company-answers.js';

const STORED = {
  rules: DEFAULT_RULES,
  policies: { names: 'locked', titles: 'shown', types: 'multiple' },
} as const;

/** The form as it stands, with these choices instead. */
const read = (changes: Record<string, string> = {}) =>
  fieldsForm(STORED, COMPANY_FIELDS).safeParse(unflatten({ ...fieldsAnswers(STORED), ...changes }));

const refused = (changes: Record<string, string>): Record<string, string> => {
  const { error } = read(changes);
  const errors = error ? toFieldErrors(error) : {};
  return Object.fromEntries(
    Object.entries(errors).map(([path, { key }]) => [path, key.replace(/^\w+:errors\./, '')]),
  );
};

describe('the fields form, AD7', () => {
  it('gives back what stands', () => {
    expect(read().data).to.deep.equal(STORED);
  });

  it('reads rule, address and reasons of a field, and the policies', () => {
    const { data } = read({
      'city.rule': 'locked',
      'city.address': 'administration@provider.example',
      'city.reasons.nl': 'Staat op uw pand',
      names: 'editable',
    });
    expect(data?.rules.city).to.deep.equal({
      rule: 'locked',
      address: 'administration@provider.example',
      reasons: { nl: 'Staat op uw pand' },
    });
    expect(data?.policies.names).to.equal('editable');
    expect(lockReason(data?.rules.city ?? DEFAULT_RULES.city, 'city', 'nl').key).to.equal(
      'company:reasons.own',
    );
    expect(lockReason(data?.rules.city ?? DEFAULT_RULES.city, 'city', 'en').key).to.equal(
      'company:reasons.city',
    );
  });

  it('K1 never hides the email address, and never leaves it optional', () => {
    expect(refused({ 'email.rule': 'hidden' })).to.deep.equal({ 'email.rule': 'emailHidden' });
    expect(refused({ 'email.rule': 'optional' })).to.deep.equal({ 'email.rule': 'choice' });
    expect(refused({ 'email.rule': 'required', 'city.rule': 'hidden' })).to.deep.equal({});
  });

  it('refuses other rules and policies, no address, and a reason of spaces', () => {
    expect(
      refused({ 'name.rule': 'open', 'name.address': 'us', 'city.reasons.en': '  ', types: 'some' }),
    ).to.deep.equal({
      'name.rule': 'choice',
      'name.address': 'address',
      'city.reasons.en': 'reasonForClients',
      types: 'choice',
    });
  });

  it('knows no other field and no other language', () => {
    expect(refused({ 'state.rule': 'locked' })).to.deep.equal({ '': 'unknownFields' });
    expect(refused({ 'city.reasons.xx': 'a' })).to.deep.equal({ 'city.reasons': 'unknownFields' });
  });

  it('keeps the rule of a field that it does not show', () => {
    const stored = { ...STORED, rules: rules({ vatNumber: 'optional' }) };
    const shown = COMPANY_FIELDS.filter((field) => field !== 'vatNumber');
    const answers = Object.entries(fieldsAnswers(stored)).filter(([path]) => !path.startsWith('vatNumber.'));
    const { data } = fieldsForm(stored, shown).safeParse(unflatten(Object.fromEntries(answers)));
    expect(data?.rules.vatNumber.rule).to.equal('optional');
  });

  it('has another version for every choice', () => {
    const versions = [STORED, { ...STORED, rules: rules({ city: 'locked' }) }].map(fieldsVersion);
    expect(versions[0]).to.not.equal(versions[1]);
  });

  it('offers what the manifest allows', () => {
    expect(policyOptions('names')).to.deep.equal(['locked', 'editable']);
    expect(policyOptions('types')).to.deep.equal(['multiple', 'single']);
  });
});
