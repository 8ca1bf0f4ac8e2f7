// Primary roles (CL8): four cards with their holder, and a searchable list to promote somebody from.
import { displayName, pathId } from '../../contacts/contact.js';
import type { ContactList } from '../../contacts/list-store.js';
import { listAddress, type ListQuery } from '../../http/list-query.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { PrimaryRole } from '../role.js';
import type { HeldSlot } from '../service.js';
import { roleCard } from './role-card.js';

export interface RolesModel {
  slots: HeldSlot[];
  /** A role somebody is to be found for, with the list to choose from. */
  choosing: { role: PrimaryRole; query: ListQuery; people: ContactList } | undefined;
}

export function rolesLocals({ slots, choosing }: RolesModel, request: PageRequest): PageLocals {
  const { t } = request.words;
  return {
    title: choosing ? t('roles:choose.title', { role: t(`roles:roles.${choosing.role}`) }) : t('roles:title'),
    intro: t('roles:intro'),
    cards: slots.map((slot) => roleCard(slot, request)),
    choosing: choosing && choosingView(choosing, request),
  };
}

function choosingView(
  { role, query, people }: NonNullable<RolesModel['choosing']>,
  { words, to }: PageRequest,
) {
  const { q } = query;
  const link = (page: number): string => to(listAddress('/roles', { role, q, page }));
  return {
    role,
    q,
    action: to('/roles'),
    addLink: to('/contacts/new'),
    people: people.items.map((item) => ({
      name: displayName(item),
      email: item.email,
      href: to(`/contacts/${pathId(item.contactId)}/promote?role=${role}`),
      label: words.t('roles:promoteThis', { name: displayName(item) }),
    })),
    empty: people.total > 0 ? undefined : words.t('contacts:list.noMatch', { q }),
    pagination: paginationView(people.total, PAGE_SIZE, query.page, link, words),
  };
}
