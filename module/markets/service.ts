// The provider's markets (AD10). Opening the first one and closing the last changes which notices clients can get, so
// the panel's mail switches of all clients are asked to follow.
import { changesOf } from '../audit/changes.js';
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexMailSyncStore } from '../notices/sync-store.js';
import type { Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { KnexRequestAliasStore } from '../request-aliases/store.js';
import type { Executor } from '../support/database.js';
import { ConflictError, InputError, NotFoundError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { PROVIDER } from '../support/provider-lock.js';
import { stateOf, type MarketContent } from './form.js';
import type { KnexMarketStore, Market } from './store.js';

export interface MarketUse extends Market {
  /** How many clients have a request alias there. */
  aliases: number;
  /** Closed, it would leave none that is open. */
  isLastOpen: boolean;
}

/** Which market, as it was seen, and the click. */
export interface MarketTarget {
  code: string;
  version: string;
  requestKey: string;
}

export interface MarketsService {
  /** By name. */
  list(actor: Actor): Promise<MarketUse[]>;
  /** `code` in any case. Throws NotFoundError. */
  get(actor: Actor, code: string): Promise<MarketUse>;
  /** Throws InputError for a code that is used. */
  add(
    actor: Actor,
    origin: Origin,
    market: MarketContent & Pick<Market, 'code'>,
    requestKey: string,
  ): Promise<void>;
  /** Throws ConflictError when `version` is not the present one. */
  edit(actor: Actor, origin: Origin, target: MarketTarget, content: MarketContent): Promise<void>;
  /** Throws ConflictError while some client has a request alias there. */
  remove(actor: Actor, origin: Origin, target: MarketTarget): Promise<void>;
}

export function createMarketsService(deps: {
  on: Executor;
  markets: KnexMarketStore;
  aliases: Pick<KnexRequestAliasStore, 'countByMarket'>;
  sync: Pick<KnexMailSyncStore, 'demand'>;
  /** After a commit that all clients have to follow. */
  onDemand: () => void;
  audit: KnexAuditStore;
  /** Under the provider's own lock row. */
  changeAs: ChangeAs;
  once: Once;
}): MarketsService {
  const { on, markets, aliases, sync, onDemand, audit, changeAs, once } = deps;

  async function uses(executor: Executor): Promise<MarketUse[]> {
    const all = await markets.list(executor);
    const counts = await aliases.countByMarket(executor);
    const open = all.filter(({ isOpen }) => isOpen);
    return all.map((market) => ({
      ...market,
      aliases: counts.get(market.id) ?? 0,
      isLastOpen: market.isOpen && open.length === 1,
    }));
  }

  async function findSeen({ code, version }: MarketTarget, tx: Executor): Promise<Market> {
    const market = await markets.findByCode(code, tx);
    if (!market) throw new NotFoundError('market');
    if (String(market.version) !== version) throw staleError('markets:stale');
    return market;
  }

  /** Once per click, under the provider's lock. */
  async function changeOnce(
    actor: Actor,
    { requestKey, request }: { requestKey: string; request: unknown },
    work: (tx: Executor) => Promise<void>,
  ): Promise<void> {
    const isDemanded = await changeAs(actor, PROVIDER, 'staff', (tx, now) =>
      once(PROVIDER, now, { key: requestKey, request }, tx, async () => {
        const had = await markets.hasOpen(tx);
        await work(tx);
        const has = await markets.hasOpen(tx);
        if (has !== had) await sync.demand(tx);
        return has !== had;
      }),
    );
    if (isDemanded) onDemand();
  }

  async function log(
    { actor, origin }: { actor: Actor; origin: Origin },
    entry: { action: 'market.changed' | 'market.removed'; name: string; changes: Changes },
    tx: Executor,
  ): Promise<void> {
    const whole = { ...entry, clientId: PROVIDER, contactId: undefined, reason: '' };
    await audit.record(actor, origin, whole, tx);
  }

  return {
    async list(actor) {
      authorise(actor, PROVIDER, 'staff');
      return uses(on);
    },

    async get(actor, code) {
      authorise(actor, PROVIDER, 'staff');
      const market = (await uses(on)).find((one) => one.code === code.toUpperCase());
      if (!market) throw new NotFoundError('market');
      return market;
    },

    add: (actor, origin, market, requestKey) =>
      changeOnce(actor, { requestKey, request: ['market.add', market] }, async (tx) => {
        const { code, name } = market;
        if (await markets.findByCode(code, tx))
          throw new InputError({ code: { key: 'markets:errors.taken', params: { code } } });
        await markets.insert(market, tx);
        const changes = changesOf({}, { ...texts(market), code });
        await log({ actor, origin }, { action: 'market.changed', name, changes }, tx);
      }),

    edit: (actor, origin, target, content) =>
      changeOnce(
        actor,
        { requestKey: target.requestKey, request: ['market.edit', target.code, content] },
        async (tx) => {
          const market = await findSeen(target, tx);
          const changes = changesOf(texts(market), texts(content));
          if (Object.keys(changes).length === 0) return;
          await markets.update({ ...market, ...content }, tx);
          await log({ actor, origin }, { action: 'market.changed', name: content.name, changes }, tx);
        },
      ),

    remove: (actor, origin, target) =>
      changeOnce(
        actor,
        { requestKey: target.requestKey, request: ['market.remove', target.code] },
        async (tx) => {
          const market = await findSeen(target, tx);
          const { code, name } = market;
          if ((await markets.remove(market, tx)) === 'used')
            throw new ConflictError({ key: 'markets:remove.used', params: { name } });
          const changes = changesOf({ ...texts(market), code }, {});
          await log({ actor, origin }, { action: 'market.removed', name, changes }, tx);
        },
      ),
  };
}

const texts = (market: MarketContent): Record<string, string> => ({
  name: market.name,
  state: stateOf(market),
});
