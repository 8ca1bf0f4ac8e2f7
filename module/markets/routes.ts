// The provider's pages of markets (AD10).
import { z } from 'zod';
import { page, type Page, type PageRequest } from '../http/page.js';
import { marketForm, newMarketForm, type MarketContent } from './form.js';
import { marketLocals, newMarketLocals } from './pages/form.js';
import { marketListLocals } from './pages/list.js';
import { marketRemoveLocals } from './pages/remove.js';
import type { MarketsService, MarketTarget, MarketUse } from './service.js';

const LIST = '/markets';
const nothing = z.strictObject({});

export function marketPages({ markets }: { markets: MarketsService }): Page[] {
  const load = ({ actor, params }: PageRequest): Promise<MarketUse> =>
    markets.get(actor, params['market'] ?? '');

  return [
    page<MarketUse[]>({
      path: LIST,
      permission: 'staff',
      view: 'admin/markets/list',
      load: ({ actor }) => markets.list(actor),
      locals: marketListLocals,
    }),

    page<undefined, z.infer<typeof newMarketForm>>({
      path: `${LIST}/new`,
      permission: 'staff',
      view: 'admin/markets/form',
      load: () => Promise.resolve(undefined),
      locals: newMarketLocals,
      form: {
        schema: () => newMarketForm,
        async submit({ actor, origin }, _model, market, { requestKey }) {
          await markets.add(actor, origin, market, requestKey);
          return { redirect: LIST, flash: { key: 'markets:added', params: { name: market.name } } };
        },
      },
    }),

    page<MarketUse, MarketContent>({
      path: `${LIST}/:market/edit`,
      permission: 'staff',
      view: 'admin/markets/form',
      load,
      locals: marketLocals,
      form: {
        schema: () => marketForm,
        version: versionOf,
        async submit({ actor, origin }, market, content, envelope) {
          await markets.edit(actor, origin, targetOf(market, envelope), content);
          return { redirect: LIST, flash: { key: 'markets:saved', params: { name: content.name } } };
        },
      },
    }),

    page<MarketUse, Record<string, never>>({
      path: `${LIST}/:market/remove`,
      permission: 'staff',
      view: 'admin/markets/remove',
      load,
      locals: marketRemoveLocals,
      form: {
        schema: () => nothing,
        version: versionOf,
        async submit({ actor, origin }, market, _values, envelope) {
          await markets.remove(actor, origin, targetOf(market, envelope));
          return { redirect: LIST, flash: { key: 'markets:removed', params: { name: market.name } } };
        },
      },
    }),
  ];
}

const versionOf = ({ version }: MarketUse): string => String(version);

const targetOf = (
  { code }: MarketUse,
  { version, requestKey }: Pick<MarketTarget, 'version' | 'requestKey'>,
): MarketTarget => ({ code, version, requestKey });
