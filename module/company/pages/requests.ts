// The change requests that wait (AD8), the oldest first.
import { listAddress } from '../../http/list-query.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import type { Translator } from '../../support/i18n.js';
import type { ChangeRequest } from '../request.js';
import { companyLabel, readableValues } from './labels.js';

export interface RequestsModel {
  page: number;
  total: number;
  requests: readonly ChangeRequest[];
  /** Client id → what the client is called; a client that is gone has none. */
  names: ReadonlyMap<number, string>;
  now: Date;
}

export function requestsLocals(model: RequestsModel, { words, to }: PageRequest): PageLocals {
  const { t } = words;
  const { page, total, requests, names, now } = model;
  const heading = t('company:requests.title', { count: total });
  const link = (next: number): string => to(listAddress('/requests', { page: next }));
  return {
    title: page > 1 ? t('contacts:list.titlePage', { title: heading, page }) : heading,
    heading,
    rows: requests.map((request) => ({
      href: to(`/requests/${request.id}`),
      client: names.get(request.clientId) ?? t('company:requests.noClient', { id: request.clientId }),
      field: companyLabel(request.field, words),
      old: readableValues(request.old, words),
      wanted: readableValues(request.wanted, words),
      askedBy: request.askedBy,
      age: ageOf(request, now, words),
      iso: request.askedAt.toISOString(),
      question: request.state === 'question' ? t('company:requests.forClient') : undefined,
    })),
    empty:
      requests.length > 0 ? undefined : t(total > 0 ? 'common:pagination.pastEnd' : 'company:requests.empty'),
    pagination: paginationView(total, PAGE_SIZE, page, link, words),
  };
}

const DAY_MS = 86_400_000;

export function ageOf({ askedAt }: ChangeRequest, now: Date, { t }: Translator): string {
  const days = Math.floor((now.getTime() - askedAt.getTime()) / DAY_MS);
  return days < 1 ? t('company:requests.lessThanADay') : t('company:requests.days', { count: days });
}
