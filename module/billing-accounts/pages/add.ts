// Adding a billing account: its name and its billing contact, then what that changes. Staff alone.
import { pickerLocals, type PickerReview } from '../../contacts/pages/picker.js';
import type { Picking } from '../../contacts/picker.js';
import type { FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import type { AddQuery } from '../forms.js';
import type { AddPreview } from '../manage-service.js';
import { sameMail } from './edit.js';

export type AddModel = Picking<AddQuery, AddPreview>;

const LIST = '/billing-accounts';

export function addLocals(model: AddModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const page = {
    path: `${LIST}/new`,
    back: LIST,
    others: [nameSpec(words)],
    question: t('billing-accounts:add.question'),
    review: (preview: AddPreview) => reviewOf(preview, words),
  };
  return {
    title: t(`billing-accounts:add.${model.preview ? 'check' : 'title'}`),
    crumbs: [{ label: t('billing-accounts:title'), href: to(LIST) }],
    now: undefined,
    only: t('billing-accounts:only'),
    ...pickerLocals(model, page, request, typed),
  };
}

export const nameSpec = ({ t }: Translator): FieldSpec => ({
  path: 'name',
  type: 'text',
  label: t('billing-accounts:fields.name'),
  hint: t('billing-accounts:hints.name'),
  autocomplete: 'off',
  spellcheck: false,
});

function reviewOf(preview: AddPreview, words: Translator): PickerReview {
  const { t } = words;
  const { name, contact } = preview;
  return {
    answers: { name, contactId: String(contact.contactId) },
    lines: [
      { kind: 'added', text: t('billing-accounts:add.line', { account: name }) },
      { kind: 'added', text: t('billing-accounts:edit.line', { name: contact.name, account: name }) },
    ],
    same: sameMail(preview, words),
    button: t('billing-accounts:add.button', { account: name }),
    again: t('billing-accounts:add.again'),
  };
}
