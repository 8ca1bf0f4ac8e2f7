// The two views of "who gets what" (CL12), and the address of each.
import { listAddress, type ListQuery } from '../../http/list-query.js';
import type { PageRequest } from '../../http/page.js';

export const VIEWS = ['notice', 'contact'] as const;
export type View = (typeof VIEWS)[number];

/** Below the area. */
export const matrixPath = (view: View, asked: Partial<ListQuery> = {}): string =>
  listAddress('/notices', { view: view === 'contact' ? view : '', ...asked });

export const viewLinks = (view: View, { to, words: { t } }: PageRequest) => ({
  view,
  views: VIEWS.map((one) => ({
    label: t(`who-gets-what:views.${one}`),
    href: to(matrixPath(one)),
    current: one === view,
  })),
});
