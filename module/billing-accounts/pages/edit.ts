// Choosing the billing contact of an account (CL14): first whom, then what changes.
import { pickerLocals, type PickerReview } from '../../contacts/pages/picker.js';
import type { Picking, PickerQuery } from '../../contacts/picker.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { RecipientPreview } from '../../notices/preview.js';
import type { Translator } from '../../support/i18n.js';
import { refTo } from '../account.js';
import { NOBODY } from '../forms.js';
import type { AccountView, ContactPreview } from '../service.js';
import { accountName } from './labels.js';

export interface EditModel extends Picking<PickerQuery, ContactPreview> {
  view: AccountView;
}

const LIST = '/billing-accounts';

export function editLocals(model: EditModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { account, reach } = model.view;
  const name = accountName(account, words);
  return {
    title: words.t(`billing-accounts:edit.${model.preview ? 'check' : 'title'}`, { account: name }),
    crumbs: [{ label: words.t('billing-accounts:title'), href: to(LIST) }],
    now: words.t(`billing-accounts:edit.now.${reach.by}`, { name: reach.contact.name }),
    only: words.t('billing-accounts:only'),
    ...choiceLocals(model, request, typed),
  };
}

/** The form alone: on a page of its own, or below the only account. */
export function choiceLocals(model: EditModel, request: PageRequest, typed: Typed) {
  const { words } = request;
  const { account } = model.view;
  const canBeNobody = account.isDefault && account.contactId !== undefined;
  const page = {
    path: `${LIST}/${refTo(account)}/edit`,
    back: LIST,
    question: words.t('billing-accounts:edit.question', { account: accountName(account, words) }),
    nobody: canBeNobody ? { value: NOBODY, label: words.t('billing-accounts:edit.nobody') } : undefined,
    review: (preview: ContactPreview) => reviewOf(preview, words),
  };
  return pickerLocals(model, page, request, typed);
}

function reviewOf(preview: ContactPreview, words: Translator): PickerReview {
  const { t } = words;
  const { from, to } = preview;
  const account = accountName(preview.account, words);
  const line = (name: string): string => t('billing-accounts:edit.line', { name, account });
  return {
    answers: { contactId: to ? String(to.contactId) : NOBODY },
    lines: [
      ...(to ? [{ kind: 'added', text: line(to.name) } as const] : []),
      ...(from ? [{ kind: 'removed', text: line(from.name) } as const] : []),
    ],
    same: sameMail(preview, words),
    button: to
      ? t('billing-accounts:edit.button', { name: to.name, account })
      : t('billing-accounts:edit.buttonNobody', { account }),
    again: t('billing-accounts:edit.again'),
  };
}

export const sameMail = ({ changes }: RecipientPreview, { t }: Translator): string | undefined =>
  changes.length === 0 ? t('billing-accounts:edit.sameMail') : undefined;
