// Billing accounts (CL14): each with its billing contact, who gets copies, and whether that arrives.
import { NOTHING_TYPED, type PageLocals, type PageRequest } from '../../http/page.js';
import { pathId } from '../../contacts/contact.js';
import { coverageBadge } from '../../notices/pages/coverage-badge.js';
import { peopleText } from '../../notices/pages/people.js';
import { refTo } from '../account.js';
import type { AccountView } from '../service.js';
import { choiceLocals, type EditModel } from './edit.js';
import { accountName } from './labels.js';

export interface ListModel {
  views: readonly AccountView[];
  /** False where the panel has no services: then nothing is said of them. */
  hasServices: boolean;
  /** Where there is but one account, its contact is chosen on this page. */
  choosing: EditModel | undefined;
}

const LIST = '/billing-accounts';

export function accountListLocals(model: ListModel, request: PageRequest): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { views, choosing } = model;
  const isStaff = request.actor.kind === 'staff';
  const [first] = views as [AccountView, ...AccountView[]];
  return {
    title: t('billing-accounts:title'),
    only: t('billing-accounts:only'),
    notes: request.panelNotes(['billingContact', 'services']),
    payer:
      views.length > 1
        ? undefined
        : [
            t(`billing-accounts:onePayer.${isStaff ? 'staff' : 'client'}`),
            t(`billing-accounts:goesTo.${first.reach.by}`, { name: first.reach.contact.name }),
          ],
    addLink: isStaff ? to(`${LIST}/new`) : undefined,
    rows: views.map((view) => rowOf(view, model, request)),
    picker: choosing && choiceLocals(choosing, request, NOTHING_TYPED).picker,
    review: undefined,
  };
}

function rowOf(view: AccountView, { views, hasServices }: ListModel, request: PageRequest) {
  const { words, to, actor } = request;
  const { t } = words;
  const { account, reach, serviceIds } = view;
  const name = accountName(account, words);
  const path = `${LIST}/${refTo(account)}`;
  const act = (key: string, below: string) => ({
    href: to(`${path}/${below}`),
    text: t(`billing-accounts:acts.${key}`),
    label: t(`billing-accounts:actsOn.${key}`, { account: name }),
  });
  return {
    name: account.name || t('billing-accounts:default'),
    badge: account.isDefault && account.name ? t('billing-accounts:defaultBadge') : undefined,
    services: servicesText(account.isDefault, serviceIds.length, views.length, hasServices, request),
    contact: {
      name: reach.contact.name,
      email: reach.contact.email,
      href: to(`/contacts/${pathId(reach.contact.contactId)}`),
      note: reach.by === 'chosen' ? undefined : t(`billing-accounts:until.${reach.by}`),
    },
    copies: reach.copies.length > 0 ? peopleText(reach.copies, words) : '–',
    coverage: reach.status && coverageBadge(reach.status, words),
    acts: [
      act('contact', 'edit'),
      ...(actor.kind === 'staff' ? [act('rename', 'name')] : []),
      ...(actor.kind === 'staff' && !account.isDefault && hasServices ? [act('services', 'services')] : []),
      ...(actor.kind === 'staff' && !account.isDefault ? [act('remove', 'remove')] : []),
    ],
  };
}

function servicesText(
  isDefault: boolean,
  count: number,
  accounts: number,
  hasServices: boolean,
  { words: { t } }: PageRequest,
): string | undefined {
  if (!hasServices || accounts === 1) return undefined;
  return isDefault ? t('billing-accounts:otherServices') : t('billing-accounts:services', { count });
}
