// The log as a page (CL17, AD11): filters that live in the address, chips that take one away each, sentences.
import { formView } from '../../http/fields.js';
import { listAddress } from '../../http/list-query.js';
import type { PageLocals, PageRequest } from '../../http/page.js';
import { PAGE_SIZE, paginationView } from '../../http/pagination.js';
import type { LogQuery } from '../query.js';
import type { AuditLine } from '../store.js';
import { chips, filterFields } from './filter.js';
import { lineView } from './line.js';

export interface LogModel {
  query: LogQuery;
  /** What the contact that is filtered by is called. */
  contactName: string | undefined;
  total: number;
  lines: AuditLine[];
  /** In the log of all clients: what each client on this page is called. */
  clientNames: ReadonlyMap<number, string> | undefined;
}

/** `path` is the page's own: "/activity" or "/audit". */
export function logLocals(model: LogModel, request: PageRequest, path: '/activity' | '/audit'): PageLocals {
  const { words, to } = request;
  const { t } = words;
  const { answers, page, errors } = model.query;
  const every = path === '/audit';
  const heading = t(every ? 'audit:everywhere.title' : 'audit:activity.title', { count: model.total });
  const title = page > 1 ? t('contacts:list.titlePage', { title: heading, page }) : heading;
  const link = (changes: Record<string, string | number>): string =>
    to(listAddress(path, { ...answers, ...changes }));
  const wrong = Object.keys(errors).length > 0;
  const used = Object.values(answers).some((answer) => answer !== '');
  const typed = { answers, errors, notice: undefined };
  return {
    title,
    failed: wrong,
    heading,
    action: to(path),
    form: formView(filterFields(model.query, request, every), {}, typed, words),
    contact: answers['contact'] ?? '',
    filterOpen: used,
    chips: wrong
      ? []
      : chips(model.query, model.contactName, request).map(({ name, label }) => ({
          label,
          href: link({ [name]: '' }),
        })),
    clearLink: to(path),
    download: wrong || model.total === 0 ? undefined : to(listAddress(`${path}.csv`, answers)),
    lines: model.lines.map((line) => ({
      ...lineView(line, request),
      client: clientOf(line, model.clientNames, request),
    })),
    empty: emptyText(model, wrong, used, request),
    used,
    pagination: paginationView(model.total, PAGE_SIZE, page, (at) => link({ page: at }), words),
  };
}

function clientOf({ clientId }: AuditLine, names: LogModel['clientNames'], { to }: PageRequest) {
  if (!names || clientId === 0) return undefined;
  return { name: names.get(clientId) ?? String(clientId), href: to(`/clients/${clientId}/activity`) };
}

function emptyText({ total, lines }: LogModel, wrong: boolean, used: boolean, { words }: PageRequest) {
  if (lines.length > 0) return undefined;
  if (wrong) return words.t('audit:notShown');
  if (total > 0) return words.t('common:pagination.pastEnd');
  return words.t(used ? 'audit:noMatch' : 'audit:empty');
}
