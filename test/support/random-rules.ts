// What holds for all clients that chance makes (random-clients.ts).
import type { Knex } from 'knex';
import { KnexMarketStore } from '../../module/markets/store.js';
import {
  SHIPPED_NOTICES,
  SPECIAL_RECIPIENTS,
  type NoticeDefinition,
  type ShippedNotice,
} from '../../module/notices/notice.js';
import { KnexNoticeStore, type StoredNotice } from '../../module/notices/notice-store.js';
import { table } from '../../module/support/tables.js';

/** Two markets, changed notices and one of the provider's own, ceilings of groups. The ids of the markets. */
export async function plantRandomRules(db: Knex): Promise<number[]> {
  const markets = new KnexMarketStore();
  const marketIds = [
    await markets.insert({ code: 'XAMS', name: 'Xamsterdam', isOpen: true }, db),
    await markets.insert({ code: 'XLON', name: 'Xlondon', isOpen: false }, db),
  ];
  const notices = new KnexNoticeStore();
  const shipped = (wanted: ShippedNotice): StoredNotice => ({
    ...(SHIPPED_NOTICES.find(({ key }) => key === wanted) as NoticeDefinition),
    version: 0,
  });
  const domains = shipped('domain-notices');
  await notices.put({ ...domains, types: ['technical', 'admin'] }, db);
  await notices.put({ ...shipped('affiliate-mail'), resellersOnly: true }, db);
  const own = { ...domains, key: 'own-notice', name: 'Own', shipped: false, also: [...SPECIAL_RECIPIENTS] };
  await notices.put({ ...own, types: ['security'], requiredFor: 'security', category: 'product' }, db);
  for (const [level, level_id, name] of [
    ['group', 1, 'support.notifications'],
    ['group', 2, 'billing.notifications'],
  ] as const)
    await db(table('ceilings')).insert({ level, level_id, kind: 'permission', name, allowed: 0 });
  return marketIds;
}
