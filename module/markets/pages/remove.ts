// Removing a market (AD10), or why it can only be closed: some clients have a request alias there.
import type { PageLocals, PageRequest, Typed } from '../../http/page.js';
import type { MarketUse } from '../service.js';

export function marketRemoveLocals(
  { name, code, aliases }: MarketUse,
  { words, to }: PageRequest,
  typed: Typed,
): PageLocals {
  const { t } = words;
  const isUsed = aliases > 0;
  return {
    title: t(isUsed ? 'markets:remove.notYet' : 'markets:remove.title', { name }),
    crumbs: [{ label: t('common:menu.markets'), href: to('/markets') }],
    form: { notice: typed.notice && words.say(typed.notice), summary: [] },
    used: isUsed ? t('markets:remove.aliases', { count: aliases }) : undefined,
    close: { href: to(`/markets/${code}/edit`), text: t('markets:remove.close', { name }) },
    lines: [{ kind: 'removed', text: t('markets:remove.effect', { name }) }],
    button: t('markets:remove.title', { name }),
    back: to('/markets'),
  };
}
