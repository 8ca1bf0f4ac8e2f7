// A change of the notice table, worked out before it is shown and again when it is saved. Pure.
import type { Changes } from '../audit/store.js';
import { digest } from '../support/digest.js';
import { InputError, NotFoundError, staleError } from '../support/errors.js';
import { isSameName } from '../support/same-name.js';
import { keyFrom, type NoticeContent } from './notice-form.js';
import { noticeChanges } from './notice-log.js';
import type { StoredNotice } from './notice-store.js';
import { SHIPPED_NOTICES } from './notice.js';
import { routingOf, tableChange, type TableChange } from './table-change.js';
import { holdersOf } from './template-faults.js';

export type WantedNotice =
  /** `key`: '' = made of its name. */
  | { act: 'add'; key: string; content: NoticeContent }
  | { act: 'change'; key: string; version: string; content: NoticeContent }
  /** One of the provider's own is gone after it, a shipped one as it was shipped. */
  | { act: 'remove'; key: string; version: string };

export interface TablePlan {
  before: StoredNotice | undefined;
  after: StoredNotice | undefined;
  table: TableChange;
  changes: Changes;
  /** Somebody may get other mail by it. */
  routes: boolean;
  /** A digest of the change and of the table that it is made on. */
  seen: string;
}

/** The names that a notice of this key has while nobody gave it one, in every language. */
export type ShippedNames = (key: string) => readonly string[];

/**
 * Throws NotFoundError for a notice that is not there, ConflictError for one that was changed since `version`, and
 * InputError for a name, key or template that another one has.
 */
export function planTable(
  notices: readonly StoredNotice[],
  wanted: WantedNotice,
  shippedNames: ShippedNames,
): TablePlan {
  const before = wanted.act === 'add' ? undefined : findSeen(notices, wanted);
  const after = afterChange(notices, wanted, before);
  if (after && wanted.act !== 'remove') refuseTaken(notices, after, before, shippedNames);
  const others = notices.map((notice) => (notice === before ? after : notice));
  const next = [...others, ...(before ? [] : [after])].filter((notice) => notice !== undefined);
  const changes = noticeChanges(before, after);
  return {
    before,
    after,
    table: tableChange(notices, next),
    changes,
    routes: routingOf(before) !== routingOf(after),
    seen: digest([notices, wanted.act, after ?? before?.key]),
  };
}

function findSeen(
  notices: readonly StoredNotice[],
  { key, version }: { key: string; version: string },
): StoredNotice {
  const notice = notices.find((one) => one.key === key);
  if (!notice) throw new NotFoundError('notice');
  if (String(notice.version) !== version) throw staleError('notices:admin.stale');
  return notice;
}

function afterChange(
  notices: readonly StoredNotice[],
  wanted: WantedNotice,
  before: StoredNotice | undefined,
): StoredNotice | undefined {
  if (wanted.act === 'remove') return shippedOf(before);
  if (before) return { ...before, ...wanted.content };
  const key = wanted.act === 'add' ? freeKey(notices, wanted.key, wanted.content.name) : wanted.key;
  return { ...wanted.content, key, resellersOnly: false, needsMarkets: false, shipped: false, version: 0 };
}

const shippedOf = (notice: StoredNotice | undefined): StoredNotice | undefined => {
  const shipped = SHIPPED_NOTICES.find(({ key }) => key === notice?.key);
  return shipped && { ...shipped, version: 0 };
};

/** Saved as it was shipped, it is no change of the provider's any more. */
export const isAsShipped = (notice: StoredNotice): boolean => {
  const shipped = shippedOf(notice);
  return shipped !== undefined && Object.keys(noticeChanges(shipped, notice)).length === 0;
};

/** The one that was typed, which has to be free, or one made of the name. */
function freeKey(notices: readonly StoredNotice[], typed: string, name = ''): string {
  const isTaken = (key: string): boolean => notices.some((notice) => notice.key === key);
  if (typed !== '') {
    if (isTaken(typed)) throw refusal('key', 'keyTaken', { key: typed });
    return typed;
  }
  const made = keyFrom(name) || 'notice';
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? made : `${made}-${count}`;
    if (!isTaken(key)) return key;
  }
}

function refuseTaken(
  notices: readonly StoredNotice[],
  { key, name, templates }: StoredNotice,
  before: StoredNotice | undefined,
  shippedNames: ShippedNames,
): void {
  const others = notices.filter((notice) => notice.key !== key);
  const namesOf = (one: Pick<StoredNotice, 'key' | 'name'>) =>
    one.name === undefined ? shippedNames(one.key) : [one.name];
  const taken = others.flatMap(namesOf);
  const clash = namesOf({ key, name }).find((one) => taken.some((other) => isSameName(one, other)));
  if (clash !== undefined) throw refusal('name', 'taken', { name: clash });
  const double = templates.find(
    (one) => !before?.templates.includes(one) && holdersOf(one, others).length > 0,
  );
  if (double !== undefined) throw refusal('templates', 'templateTaken', { name: double });
}

const refusal = (field: string, key: string, params: Record<string, string>): InputError =>
  new InputError({ [field]: { key: `notices:admin.errors.${key}`, params } });
