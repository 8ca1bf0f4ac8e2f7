// The provider's markets (AD10): what each is called, whether it is open, and how many clients have an alias there.
import type { PageLocals, PageRequest } from '../../http/page.js';
import { stateOf } from '../form.js';
import type { MarketUse } from '../service.js';

export function marketListLocals(markets: readonly MarketUse[], { words, to }: PageRequest): PageLocals {
  const { t } = words;
  const number = new Intl.NumberFormat(words.language);
  return {
    title: t('markets:title'),
    intro: t('markets:intro'),
    addLink: to('/markets/new'),
    empty: markets.length > 0 ? undefined : t('markets:empty'),
    rows: markets.map((market) => {
      const { code, name, aliases, isOpen } = market;
      const link = (act: 'edit' | 'remove') => ({
        href: to(`/markets/${code}/${act}`),
        label: t(`markets:${act}.title`, { name }),
      });
      return {
        name,
        code,
        isOpen,
        state: t(`markets:states.${stateOf(market)}`),
        aliases: aliases === 0 ? t('common:none') : number.format(aliases),
        edit: link('edit'),
        remove: aliases === 0 ? link('remove') : undefined,
      };
    }),
  };
}
