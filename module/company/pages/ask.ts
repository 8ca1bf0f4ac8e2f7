// Asking for a change of a locked field (CL2, K2): the form, empty or with what was asked before.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { Answers, PageLocals, PageRequest, Typed } from '../../http/page.js';
import { toReadForm } from '../../contacts/email.js';
import { toValues } from '../company.js';
import type { CompanyField } from '../field-rule.js';
import type { ChangeRequest } from '../request.js';
import type { CompanyRecord } from '../service.js';
import { partSpec } from './edit.js';
import { companyLabel, readableValue } from './labels.js';
import { lockTexts } from './rows.js';

export interface AskModel {
  record: CompanyRecord;
  field: CompanyField;
  open: ChangeRequest | undefined;
}

export function askLocals(model: AskModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { record, field, open } = model;
  const label = companyLabel(field, words);
  return {
    title: words.t('company:ask.title', { field: label }),
    crumbs: [{ label: words.t('company:title'), href: to('/company') }],
    label,
    value: readableValue(field, toValues(record.company)[field], words),
    lock: lockTexts(field, record.rules, request),
    question: open?.state === 'question' ? open.answer : '',
    form: formView(specsOf(model, request), askedAnswers(model), typed, words),
    button: words.t(open ? 'company:ask.save' : 'company:ask.send'),
    back: to('/company'),
  };
}

/** What the form holds before anybody types: nothing, or the open request. */
export function askedAnswers({ field, open }: AskModel): Answers {
  const value = open?.wanted[field] ?? '';
  return {
    value: field === 'email' ? toReadForm(value) : value,
    ...(field === 'country' ? { stateCode: open?.wanted.stateCode ?? '' } : {}),
    reason: open?.reason ?? '',
  };
}

export function describeAsked(path: string, value: string, { words, params }: PageRequest) {
  if (path === 'reason') return { label: words.t('company:ask.reason'), value };
  if (path === 'stateCode')
    return { label: companyLabel(path, words), value: readableValue(path, value, words) };
  const field = params['field'] as CompanyField;
  return { label: words.t('company:ask.value'), value: readableValue(field, value, words) };
}

function specsOf({ record, field }: AskModel, { words }: PageRequest): FieldSpec[] {
  const { t } = words;
  const value: FieldSpec = {
    ...partSpec(field, record, words),
    path: 'value',
    label: t('company:ask.value'),
    autocomplete: 'off',
  };
  const state: FieldSpec = {
    ...partSpec('stateCode', record, words),
    path: 'stateCode',
    label: companyLabel('stateCode', words),
    autocomplete: 'off',
    when: 'value=US',
  };
  const reason: FieldSpec = { path: 'reason', type: 'textarea', label: t('company:ask.reason') };
  return [value, ...(field === 'country' ? [state] : []), reason];
}
