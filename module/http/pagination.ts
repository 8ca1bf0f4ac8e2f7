// Pages of a list: links with words, the same on every list.
import type { Translator } from '../support/i18n.js';

/** Rows of every list. */
export const PAGE_SIZE = 25;

export interface PaginationView {
  /** "26–50 of 214". */
  range: string;
  previous: { href: string } | undefined;
  next: { href: string } | undefined;
  pages: { label: string; href: string; current: boolean; gapBefore: boolean }[];
}

/** Undefined when everything fits on one page. Pages count from 1. */
export function paginationView(
  total: number,
  size: number,
  page: number,
  link: (page: number) => string,
  words: Translator,
): PaginationView | undefined {
  const last = Math.ceil(total / size);
  if (last <= 1) return undefined;
  const number = new Intl.NumberFormat(words.language);
  const shown = [...new Set([1, page - 1, page, page + 1, last])]
    .filter((at) => at >= 1 && at <= last)
    .toSorted((a, b) => a - b);
  const from = Math.min((page - 1) * size + 1, total);
  return {
    range: words.t('common:pagination.range', {
      from: number.format(from),
      to: number.format(Math.min(page * size, total)),
      total: number.format(total),
    }),
    previous: page > 1 ? { href: link(Math.min(page - 1, last)) } : undefined,
    next: page < last ? { href: link(page + 1) } : undefined,
    pages: shown.map((at, index) => ({
      label: number.format(at),
      href: link(at),
      current: at === page,
      gapBefore: index > 0 && at - (shown[index - 1] as number) > 1,
    })),
  };
}
