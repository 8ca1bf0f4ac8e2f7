// What a change of the notice table does to one client: whom each notice reaches before and after, asked of the function
// that routes mail. Pure.
import { changesBetween, type RecipientChange } from './compare.js';
import type { ClientFacts } from './client-facts.js';
import type { NoticeDefinition } from './notice.js';

/** One notice before and after; undefined where the table has it not. */
export interface NoticeChange {
  before: NoticeDefinition | undefined;
  after: NoticeDefinition | undefined;
}

export interface TableChange {
  before: readonly NoticeDefinition[];
  after: readonly NoticeDefinition[];
  /** Those that may reach somebody else by it, in the order of the table. */
  touched: readonly NoticeChange[];
}

/** What a notice routes by. Its name and its templates change nobody's mail. */
export const routingOf = (notice: NoticeDefinition | undefined): string =>
  notice
    ? JSON.stringify([
        notice.types,
        notice.category,
        notice.also,
        notice.requiredFor,
        notice.resellersOnly,
        notice.needsMarkets,
      ])
    : '';

export function tableChange(
  before: readonly NoticeDefinition[],
  after: readonly NoticeDefinition[],
): TableChange {
  const keys = [...new Set([...before, ...after].map(({ key }) => key))];
  const all = keys.map((key): NoticeChange => ({
    before: before.find((notice) => notice.key === key),
    after: after.find((notice) => notice.key === key),
  }));
  const changed = all.filter((one) => routingOf(one.before) !== routingOf(one.after));
  // A type brings its notice's category to every notice of that category (N2).
  const moved = new Set(changed.flatMap((one) => [one.before?.category, one.after?.category]));
  const touched = all.filter(
    (one) => changed.includes(one) || (one.before?.category && moved.has(one.before.category)),
  );
  return { before, after, touched };
}

/** Those that are asked about, as they were and as they will be. */
export const askedNotices = ({ touched }: TableChange): NoticeDefinition[] =>
  touched.flatMap(({ before, after }) => [before, after]).filter((notice) => notice !== undefined);

/** In the order of the table. */
export const changesFor = (client: ClientFacts, { before, after, touched }: TableChange): RecipientChange[] =>
  touched.flatMap((one) =>
    changesBetween(
      { client, notice: one.before, notices: before },
      { client, notice: one.after, notices: after },
    ),
  );
