// The two views of "who gets what" (CL12), and the address of each.
import type { PageRequest } from '../../http/page.js';

export const VIEWS = ['notice', 'contact'] as const;
export type View = (typeof VIEWS)[number];

/** Below the area: only what differs from the plain page, so that it can be shared (U13). */
export function matrixPath(view: View, { q = '', page = 1 }: { q?: string; page?: number } = {}): string {
  const params = new URLSearchParams({
    ...(view === 'contact' ? { view } : {}),
    ...(q ? { q } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  });
  const text = params.toString();
  return `/notices${text ? `?${text}` : ''}`;
}

export const viewLinks = (view: View, { to, words: { t } }: PageRequest) => ({
  view,
  views: VIEWS.map((one) => ({
    label: t(`who-gets-what:views.${one}`),
    href: to(matrixPath(one)),
    current: one === view,
  })),
});
