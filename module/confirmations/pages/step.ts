// What can be done about a contact's address, before it is done: what it does, or why it cannot be done now.
import { displayName, pathId } from '../../contacts/contact.js';
import { toReadForm } from '../../contacts/email.js';
import { formView } from '../../http/fields.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { sayReason } from '../../http/reasons.js';
import type { AddressStep, AddressView } from '../service.js';

export interface StepModel extends AddressView {
  step: AddressStep;
}

export function stepLocals(
  { step, contact, mark, refusals }: StepModel,
  { words, settings, to }: PageRequest,
  typed: Typed,
): PageLocals {
  const { t } = words;
  const name = displayName(contact);
  const email = toReadForm(contact.email);
  const back = to(`/contacts/${pathId(contact.contactId)}`);
  const refusal = refusals[step];
  const since = mark?.blockedAt ? words.moment(mark.blockedAt) : '';
  return {
    title: t(`confirmations:${step}.title`, { name, email }),
    crumbs: [
      { label: t('contacts:list.heading'), href: to('/contacts') },
      { label: name, href: back },
    ],
    name,
    back,
    // After a refused click its reason stands above.
    refusal: refusal && !typed.notice ? sayReason(refusal, words, settings) : undefined,
    text: t(`confirmations:${step}.text`, { name, email, since }),
    button: refusal ? undefined : t(`confirmations:${step}.button`),
    form: formView([], {}, typed, words),
  };
}
