// Notices as the provider has them: the shipped table with what was changed of it, and the provider's own. The same for
// all clients; callers hold the provider's lock.
import { CONTACT_TYPES, isPrimaryRole } from '../roles/role.js';
import { expectRows, type Executor } from '../support/database.js';
import { table } from '../support/tables.js';
import { EMAIL_CATEGORIES, SHIPPED_NOTICES, SPECIAL_RECIPIENTS, type NoticeDefinition } from './notice.js';

/** `version` 0: as shipped, nothing is stored. */
export type StoredNotice = NoticeDefinition & { version: number };

interface NoticeRow {
  notice_key: string;
  shipped: number;
  name: string;
  types: string;
  category: string;
  also: string;
  required_for: string;
  resellers_only: number;
  needs_markets: number;
  templates: string;
  version: number;
}

export class KnexNoticeStore {
  /** The shipped ones in their order, then the provider's own by key. */
  async list(on: Executor): Promise<StoredNotice[]> {
    const rows = (await on(table('notices')).orderBy('notice_key')) as NoticeRow[];
    const stored = new Map(rows.map((row) => [row.notice_key, toNotice(row)]));
    const shipped = SHIPPED_NOTICES.map((notice) => stored.get(notice.key) ?? { ...notice, version: 0 });
    return [...shipped, ...[...stored.values()].filter((notice) => !notice.shipped)];
  }

  async find(key: string, on: Executor): Promise<StoredNotice | undefined> {
    return (await this.list(on)).find((notice) => notice.key === key);
  }

  /** A change of a shipped one, or one of the provider's own, on the `version` that was read; 0 = it has no row yet. */
  async put(notice: StoredNotice, tx: Executor): Promise<void> {
    const row = toRow(notice);
    if (notice.version === 0) {
      await tx(table('notices')).insert({ ...row, version: 1 });
      return;
    }
    const written = await tx(table('notices'))
      .where({ notice_key: notice.key, version: notice.version })
      .update({ ...row, version: notice.version + 1 });
    expectRows(written, 1, 'notice updated');
  }

  /** An own one is gone after this, a shipped one as it was shipped. */
  async remove({ key, version }: Pick<StoredNotice, 'key' | 'version'>, tx: Executor): Promise<void> {
    expectRows(await tx(table('notices')).where({ notice_key: key, version }).delete(), 1, 'notice removed');
  }
}

// A word that the catalogues do not know stands for nobody.
function toNotice(row: NoticeRow): StoredNotice {
  const [types, also] = [wordsIn(row.types), wordsIn(row.also)];
  return {
    key: row.notice_key,
    name: row.name || undefined,
    types: CONTACT_TYPES.filter((type) => types.includes(type)),
    category: EMAIL_CATEGORIES.find((category) => category === row.category) ?? null,
    also: SPECIAL_RECIPIENTS.filter((special) => also.includes(special)),
    requiredFor: isPrimaryRole(row.required_for) ? row.required_for : null,
    resellersOnly: row.resellers_only === 1,
    needsMarkets: row.needs_markets === 1,
    templates: wordsIn(row.templates),
    shipped: row.shipped === 1,
    version: row.version,
  };
}

const wordsIn = (text: string): string[] => JSON.parse(text) as string[];

const toRow = (notice: StoredNotice): Omit<NoticeRow, 'version'> => ({
  notice_key: notice.key,
  shipped: Number(notice.shipped),
  name: notice.name ?? '',
  types: JSON.stringify(notice.types),
  category: notice.category ?? '',
  also: JSON.stringify(notice.also),
  required_for: notice.requiredFor ?? '',
  resellers_only: Number(notice.resellersOnly),
  needs_markets: Number(notice.needsMarkets),
  templates: JSON.stringify(notice.templates),
});
