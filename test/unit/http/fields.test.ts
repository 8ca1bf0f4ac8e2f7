import { expect } from 'chai';
import { formView, inputName, type FieldSpec } from '../../../module/http/fields.js';
import type { Typed } from '../../../module/http/page.js';
import { keysAsWords } from './page-request.js';

const SPECS: FieldSpec[] = [
  { path: 'firstName', type: 'text', label: 'First name', hint: 'Hint', width: '20' },
  { path: 'phone.number', type: 'tel', label: 'Phone number' },
];
const STORED = { firstName: 'Ann', 'phone.number': '201234567' };
const UNTYPED: Typed = { answers: undefined, errors: {}, notice: undefined };

const view = (typed: Partial<Typed>, link?: Parameters<typeof formView>[4]) =>
  formView(SPECS, STORED, { ...UNTYPED, ...typed }, keysAsWords, link);

describe('the view of a form', () => {
  it('shows what is stored until somebody types', () => {
    const { fields, summary, notice } = view({});
    expect(fields['firstName']).to.deep.equal({
      path: 'firstName',
      type: 'text',
      label: 'First name',
      hint: 'Hint',
      width: '20',
      id: 'f-firstName',
      name: 'firstName',
      value: 'Ann',
      error: undefined,
      errorLink: undefined,
    });
    expect(fields['phone.number']).to.include({
      id: 'f-phone-number',
      name: 'phone[number]',
      value: '201234567',
    });
    expect(summary).to.deep.equal([]);
    expect(notice).to.equal(undefined);
  });

  it('shows what was typed, an empty answer too, and never what is stored beside it', () => {
    const { fields } = view({ answers: { firstName: '' } });
    expect(fields['firstName']?.value).to.equal('');
    expect(fields['phone.number']?.value).to.equal('');
  });

  it('says each error at its field and in the summary, in the order of the fields, form-wide ones first', () => {
    const errors = {
      'phone.number': { key: 'contacts:errors.phone.tooShort', params: { country: 'NL' } },
      firstName: { key: 'contacts:errors.firstName.empty' },
      '': { key: 'common:errors.unknownFields' },
      hidden: { key: 'contacts:errors.locked' },
    };
    const { fields, summary } = view({ answers: {}, errors });
    expect(fields['firstName']?.error).to.equal('contacts:errors.firstName.empty');
    expect(summary).to.deep.equal([
      { href: '#lsn-form', text: 'common:errors.unknownFields' },
      { href: '#lsn-form', text: 'contacts:errors.locked' },
      { href: '#f-firstName', text: 'contacts:errors.firstName.empty' },
      { href: '#f-phone-number', text: 'contacts:errors.phone.tooShort {"country":"NL"}' },
    ]);
  });

  it('gives an error a way on where there is one', () => {
    const errors = { firstName: { key: 'x:taken', params: { contactId: 3 } } };
    const link = { href: '/client/contacts/3', text: 'Open Ann' };
    const asked: unknown[] = [];
    const { fields } = view({ errors }, (error) => {
      asked.push(error);
      return link;
    });
    expect(fields['firstName']?.errorLink).to.deep.equal(link);
    expect(asked).to.deep.equal([errors.firstName]);
  });

  it('says a notice above the form', () => {
    expect(view({ notice: { key: 'contacts:conflict.stale' } }).notice).to.equal('contacts:conflict.stale');
  });

  it('names inputs as HTML forms send groups', () => {
    expect(inputName('firstName')).to.equal('firstName');
    expect(inputName('phone.number')).to.equal('phone[number]');
    expect(inputName('a.b.c')).to.equal('a[b][c]');
  });
});
