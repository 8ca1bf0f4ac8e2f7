// What staff do with one billing account: its name, its services, and its removal.
import { formView, reasonSpecs } from '../../http/fields.js';
import { listAddress, type ListQuery } from '../../http/list-query.js';
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import { recipientLines } from '../../notices/pages/changes.js';
import { placeName } from '../../panels/named-hosting.js';
import { refTo } from '../account.js';
import type { RemovalPreview } from '../manage-service.js';
import type { AccountServices } from '../paid-services.js';
import type { AccountView } from '../service.js';
import { nameSpec } from './add.js';
import { accountName } from './labels.js';

const LIST = '/billing-accounts';

const frame = ({ words, to }: PageRequest) => ({
  crumbs: [{ label: words.t('billing-accounts:title'), href: to(LIST) }],
  back: to(LIST),
});

export function renameLocals({ account }: AccountView, request: PageRequest, typed: Typed): PageLocals {
  const { words } = request;
  const { t } = words;
  const hint = t(`billing-accounts:hints.${account.isDefault ? 'defaultName' : 'name'}`);
  const specs = [{ ...nameSpec(words), hint }, ...reasonSpecs(request)];
  return {
    ...frame(request),
    title: t('billing-accounts:rename.title', { account: accountName(account, words) }),
    form: formView(specs, { name: account.name }, typed, words),
  };
}

export interface ServicesModel extends AccountServices {
  query: ListQuery;
}

export function servicesLocals(model: ServicesModel, request: PageRequest, typed: Typed): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { account, accounts, rows, total, query } = model;
  const name = accountName(account, words);
  const path = `${LIST}/${refTo(account)}/services`;
  const link = (page: number): string => listAddress(to(path), { ...query, page });
  const paidByOther = (accountId: number | undefined): string | undefined => {
    const other = accountId === undefined || accountId === account.id ? undefined : accounts.get(accountId);
    return other && t('billing-accounts:servicesOf.now', { account: accountName(other, words) });
  };
  const field = {
    path: 'services',
    type: 'checkboxes' as const,
    label: t('billing-accounts:servicesOf.question', { account: name }),
    hint: t('billing-accounts:servicesOf.hint', { account: name }),
    options: rows.map(({ service, accountId }) => {
      const product = service.domain ? service.name : '';
      const hint = [product, service.status, paidByOther(accountId)].filter(Boolean).join(' · ');
      return { value: String(service.id), label: placeName(service), hint };
    }),
  };
  const own = rows.filter(({ accountId }) => accountId === account.id).map(({ service }) => service.id);
  return {
    ...frame(request),
    title: t('billing-accounts:servicesOf.title', { account: name }),
    action: to(path),
    here: link(query.page),
    q: query.q,
    shown: rows.map(({ service }) => service.id),
    empty: rows.length > 0 ? undefined : t('billing-accounts:servicesOf.none'),
    pagination: paginationView(total, PAGE_SIZE, query.page, link, words),
    form: formView([field, ...reasonSpecs(request)], { services: own.join(',') }, typed, words),
  };
}

export function removeLocals(preview: RemovalPreview, request: PageRequest, typed: Typed): PageLocals {
  const { words } = request;
  const { t } = words;
  const { account, serviceCount } = preview;
  const name = accountName(account, words);
  return {
    ...frame(request),
    title: t('billing-accounts:remove.title', { account: name }),
    lines: [{ kind: 'removed', text: t('billing-accounts:remove.line', { account: name }) }],
    services: serviceCount > 0 ? t('billing-accounts:remove.services', { count: serviceCount }) : undefined,
    recipients: recipientLines(preview, words),
    seen: preview.seen,
    form: formView(reasonSpecs(request), {}, typed, words),
  };
}
