// Choosing a contact as partials/contact-picker.ejs prints it: a searchable list of 25 a page, then what choosing changes.
import {
  formView,
  reasonSpecs,
  type FieldSpec,
  type FieldView,
  type FormView,
  type Option,
} from '../../http/fields.js';
import { listAddress } from '../../http/list-query.js';
import type { Answers, PageRequest, Typed } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import { recipientLines } from '../../notices/pages/changes.js';
import type { RecipientPreview } from '../../notices/preview.js';
import type { Message } from '../../support/errors.js';
import { displayName } from '../contact.js';
import type { ContactList } from '../list-store.js';
import type { Picking, PickerQuery } from '../picker.js';

/** What a page says around the people. */
export interface PickerPage<Preview> {
  /** Below the area: where the form asks, and where the choice is sent. */
  path: string;
  back: string;
  /** What is asked beside whom. */
  others?: readonly FieldSpec[];
  question: string;
  hint?: string;
  /** Besides the people, where nobody can be chosen. */
  nobody?: Option | undefined;
  review: (preview: Preview) => PickerReview;
  /** May give an error a way on. */
  link?: (error: Message) => FieldView['errorLink'];
}

export interface PickerReview {
  /** What the form sends, beside what was seen. */
  answers: Answers;
  lines: readonly { kind: 'added' | 'removed'; text: string }[];
  /** Said where nobody gets other mail by it. */
  same?: string | undefined;
  button: string;
  again: string;
}

export function pickerLocals<Preview extends RecipientPreview>(
  { query, people, preview, refusal }: Picking<PickerQuery, Preview>,
  page: PickerPage<Preview>,
  request: PageRequest,
  typed: Typed,
) {
  const { words, to } = request;
  const { others = [] } = page;
  const action = to(page.path);
  const specs = people ? [...others, choiceSpec(people, page)] : reasonSpecs(request);
  const stored = { ...query, page: '', show: '' };
  const errors = { ...refusal, ...typed.errors };
  const form = formView(specs, stored, { ...typed, errors }, words, page.link);
  const link = (at: number): string => listAddress(action, { ...stored, page: at });
  return {
    form,
    failed: Object.keys(refusal).length > 0,
    picker: people && {
      action,
      q: query.q,
      others: others.map(({ path }) => form.fields[path]),
      contact: form.fields['contactId'],
      empty: people.items.length > 0 ? undefined : words.t('contacts:list.noMatch', { q: query.q }),
      pagination: paginationView(people.total, PAGE_SIZE, query.page, link, words),
      addLink: to('/contacts/new'),
      back: to(page.back),
    },
    review: preview && reviewView(preview, page.review(preview), { action, q: query.q, form }, request),
  };
}

function reviewView(
  preview: RecipientPreview,
  { answers, again, ...said }: PickerReview,
  { action, q, form }: { action: string; q: string; form: FormView },
  { words }: PageRequest,
) {
  return {
    ...said,
    action: listAddress(action, { ...answers, show: 'changes' }),
    hidden: Object.entries({ ...answers, seen: preview.seen }).map(([name, value]) => ({ name, value })),
    recipients: recipientLines(preview, words),
    reason: form.fields['reason'],
    again: { href: listAddress(action, { q, ...answers }), text: again },
  };
}

const choiceSpec = (
  { items }: ContactList,
  { question, hint, nobody }: Pick<PickerPage<never>, 'question' | 'hint' | 'nobody'>,
): FieldSpec => ({
  path: 'contactId',
  type: 'radios',
  label: question,
  ...(hint !== undefined && { hint }),
  options: [
    ...items.map((item) => ({
      value: String(item.contactId),
      label: displayName(item),
      hint: item.email,
    })),
    ...(nobody ? [nobody] : []),
  ],
});
