// Adding a billing account: its name and its billing contact, then what that changes. Staff alone.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { FieldErrors } from '../../support/errors.js';
import type { PickerQuery } from '../forms.js';
import type { AddPreview } from '../manage-service.js';
import { reasonSpecs } from './edit.js';
import { contactChoice, pickerView, type Picking } from './picker.js';

export interface AddModel {
  query: PickerQuery;
  /** Exactly one of these two: what is asked, or what adding it changes. */
  picking: Picking | undefined;
  preview: AddPreview | undefined;
  /** Why what the address asks for cannot be. */
  refusal: FieldErrors;
}

const LIST = '/billing-accounts';

export function addLocals(model: AddModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { query, picking, preview, refusal } = model;
  const specs = picking
    ? [nameSpec(words.t), contactChoice(picking, t('billing-accounts:add.question'), undefined)]
    : reasonSpecs(request);
  const answers = picking ? undefined : typed.answers;
  const stored = { name: query.name, contactId: query.contactId };
  const form = formView(specs, stored, { ...typed, answers, errors: { ...refusal, ...typed.errors } }, words);
  return {
    title: t(`billing-accounts:add.${preview ? 'check' : 'title'}`),
    crumbs: [{ label: t('billing-accounts:title'), href: to(LIST) }],
    failed: picking !== undefined && Object.keys(refusal).length > 0,
    form,
    now: undefined,
    only: t('billing-accounts:only'),
    picker: picking && pickerView(picking, `${LIST}/new`, request),
    review: preview && reviewView(preview, request),
  };
}

export const nameSpec = (t: PageRequest['words']['t']): FieldSpec => ({
  path: 'name',
  type: 'text',
  label: t('billing-accounts:fields.name'),
  hint: t('billing-accounts:hints.name'),
  autocomplete: 'off',
  spellcheck: false,
});

function reviewView(preview: AddPreview, { words, to }: PageRequest) {
  const { t } = words;
  const { name, contact, seen } = preview;
  const contactId = String(contact.contactId);
  const asked = new URLSearchParams({ name, contactId });
  const line = (text: string) => ({ kind: 'added', word: t('common:added'), text });
  return {
    action: `${to(`${LIST}/new`)}?${asked.toString()}&show=changes`,
    hidden: Object.entries({ name, contactId, seen }).map(([key, value]) => ({ name: key, value })),
    lines: [
      line(t('billing-accounts:add.line', { account: name })),
      line(t('billing-accounts:edit.line', { name: contact.name, account: name })),
    ],
    recipients: recipientLines(preview, words),
    same: preview.changes.length === 0 ? t('billing-accounts:edit.sameMail') : undefined,
    button: t('billing-accounts:add.button', { account: name }),
    again: { href: `${to(`${LIST}/new`)}?${asked.toString()}`, text: t('billing-accounts:add.again') },
  };
}
