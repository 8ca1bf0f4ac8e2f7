// Choosing a contact for a billing account: a searchable list of 25 a page in the form that asks what changes.
import { displayName } from '../../contacts/contact.js';
import type { ContactList } from '../../contacts/list-store.js';
import type { FieldSpec } from '../../http/fields.js';
import type { PageRequest } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import { NOBODY, type PickerQuery } from '../forms.js';

export interface Picking {
  query: PickerQuery;
  list: ContactList;
}

/** The radios. `nobody`: what choosing nobody is called, where that can be. */
export function contactChoice({ list }: Picking, label: string, nobody: string | undefined): FieldSpec {
  const none = nobody === undefined ? [] : [{ value: NOBODY, label: nobody }];
  const people = list.items.map((item) => ({
    value: String(item.contactId),
    label: displayName(item),
    hint: item.email,
  }));
  return { path: 'contactId', type: 'radios', label, options: [...people, ...none] };
}

/** What stands around the radios. `action`: where the form asks. */
export function pickerView({ query, list }: Picking, action: string, { words, to }: PageRequest) {
  const { q, page, name, contactId } = query;
  const link = (at: number): string => {
    const kept = { q, name, contactId, page: at > 1 ? String(at) : '' };
    const params = new URLSearchParams(Object.entries(kept).filter(([, value]) => value !== ''));
    return `${to(action)}?${params.toString()}`;
  };
  return {
    action: to(action),
    q,
    empty: list.items.length > 0 ? undefined : words.t('contacts:list.noMatch', { q }),
    pagination: paginationView(list.total, PAGE_SIZE, page, link, words),
    addLink: to('/contacts/new'),
    back: to('/billing-accounts'),
  };
}
