// What may be typed when a client asks for a change of a locked field (K2): the new value, held to the field's own
// checks, and why.
import { z } from 'zod';
import { stateFault } from '../contacts/address.js';
import type { Contact } from '../contacts/contact.js';
import { toMailForm } from '../contacts/email.js';
import { line, text } from '../http/form-text.js';
import type { Message } from '../support/errors.js';
import { companyValues, valuesOfField } from './company.js';
import type { CompanyField } from './field-rule.js';
import { COMPANY_MAX, formatFault } from './forms.js';
import { sameValues, type AskedValues } from './request.js';

export interface AskedChange {
  wanted: AskedValues;
  reason: string;
}

interface TypedChange {
  value: string;
  /** Of a country only. */
  stateCode: string;
  reason: string;
}

/** `stored` is the owner's record as it stands. */
export function askForm(field: CompanyField, stored: Contact): z.ZodType<AskedChange> {
  return typedChange(field)
    .superRefine((typed, context) => {
      const refuse = (path: keyof TypedChange, { key, params }: Message): void => {
        context.addIssue({ code: 'custom', path: [path], message: key, ...(params ? { params } : {}) });
      };
      const bad = valueFault(field, typed, stored);
      if (bad) refuse('value', bad);
      const state = field === 'country' && !bad ? stateFault(typed.value, typed.stateCode) : undefined;
      if (state) refuse('stateCode', { key: `contacts:errors.${state}` });
      if (typed.reason === '') refuse('reason', { key: 'company:errors.reason' });
    })
    .transform((typed) => ({ wanted: wantedOf(field, typed), reason: typed.reason }));
}

/** Said in the form and again under the lock, where the value may have become this one. */
export const alreadyRefusal = (field: CompanyField): Message => ({ key: `company:errors.already.${field}` });

function typedChange(field: CompanyField): z.ZodType<TypedChange> {
  const shape = z.strictObject({
    value: line(`company:fields.${field}`, COMPANY_MAX[field]).default(''),
    stateCode: line('company:fields.stateCode', 2).default(''),
    reason: text('company:ask.reason', 500).default(''),
  });
  return field === 'country'
    ? shape
    : shape.omit({ stateCode: true }).transform((typed) => ({ ...typed, stateCode: '' }));
}

function valueFault(field: CompanyField, typed: TypedChange, stored: Contact): Message | undefined {
  if (typed.value === '') return { key: 'company:errors.newValue' };
  const now = valuesOfField(field, companyValues(stored));
  const wanted = wantedOf(field, typed);
  if (sameValues({ [field]: wanted[field] }, { [field]: now[field] })) return alreadyRefusal(field);
  return formatFault(field, typed.value);
}

function wantedOf(field: CompanyField, { value, stateCode }: TypedChange): AskedValues {
  if (field === 'country') return { country: value, stateCode: value === 'US' ? stateCode : '' };
  return { [field]: field === 'email' ? toMailForm(value) : value };
}
