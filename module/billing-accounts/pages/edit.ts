// Choosing the billing contact of an account (CL14): first whom, then what changes.
import { formView, type FieldSpec } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { FieldErrors } from '../../support/errors.js';
import type { Translator } from '../../support/i18n.js';
import { accountPath } from '../account.js';
import { NOBODY, type PickerQuery } from '../forms.js';
import type { AccountView, ContactPreview } from '../service.js';
import { accountName } from './labels.js';
import { contactChoice, pickerView, type Picking } from './picker.js';

export interface EditModel {
  view: AccountView;
  query: PickerQuery;
  /** Exactly one of these two: whom to choose, or what choosing them changes. */
  picking: Picking | undefined;
  preview: ContactPreview | undefined;
  /** Why what the address asks for cannot be. */
  refusal: FieldErrors;
}

const LIST = '/billing-accounts';

/** Of the form that asks whom. */
export function choiceWords({ account }: AccountView, words: Translator) {
  const { t } = words;
  const canBeNobody = account.isDefault && account.contactId !== undefined;
  return {
    question: t('billing-accounts:edit.question', { account: accountName(account, words) }),
    nobody: canBeNobody ? t('billing-accounts:edit.nobody') : undefined,
  };
}

export function editLocals(model: EditModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { view, query, picking, preview, refusal } = model;
  const account = accountName(view.account, words);
  const { question, nobody } = choiceWords(view, words);
  const action = `${LIST}/${accountPath(view.account)}/edit`;
  const specs = picking ? [contactChoice(picking, question, nobody)] : reasonSpecs(request);
  const errors = { ...refusal, ...typed.errors };
  const form = formView(
    specs,
    { contactId: query.contactId },
    { ...typed, answers: picking ? undefined : typed.answers, errors },
    words,
  );
  return {
    title: words.t(`billing-accounts:edit.${preview ? 'check' : 'title'}`, { account }),
    crumbs: [{ label: words.t('billing-accounts:title'), href: to(LIST) }],
    failed: picking !== undefined && Object.keys(refusal).length > 0,
    form,
    now: words.t(`billing-accounts:edit.now.${view.reach.by}`, { name: view.reach.contact.name }),
    only: words.t('billing-accounts:only'),
    picker: picking && pickerView(picking, action, request),
    review: preview && reviewView(preview, query, to(action), request),
  };
}

/** Staff may say why. */
export const reasonSpecs = ({ actor, words: { t } }: PageRequest): FieldSpec[] =>
  actor.kind === 'staff'
    ? [{ path: 'reason', type: 'text', label: t('common:reason'), hint: t('common:reasonHint') }]
    : [];

function reviewView(preview: ContactPreview, query: PickerQuery, action: string, { words }: PageRequest) {
  const { t } = words;
  const { from, to, seen } = preview;
  const account = accountName(preview.account, words);
  const contactId = to ? String(to.contactId) : NOBODY;
  const line = (kind: 'added' | 'removed', name: string) => ({
    kind,
    word: t(`common:${kind}`),
    text: t('billing-accounts:edit.line', { name, account }),
  });
  return {
    action: `${action}?${new URLSearchParams({ contactId, show: 'changes' }).toString()}`,
    hidden: [
      { name: 'contactId', value: contactId },
      { name: 'seen', value: seen },
    ],
    lines: [...(to ? [line('added', to.name)] : []), ...(from ? [line('removed', from.name)] : [])],
    recipients: recipientLines(preview, words),
    same: preview.changes.length === 0 ? t('billing-accounts:edit.sameMail') : undefined,
    button: to
      ? t('billing-accounts:edit.button', { name: to.name, account })
      : t('billing-accounts:edit.buttonNobody', { account }),
    again: {
      href: `${action}${query.q ? `?q=${encodeURIComponent(query.q)}` : ''}`,
      text: t('billing-accounts:edit.again'),
    },
  };
}
