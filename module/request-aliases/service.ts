// Request aliases (N4, CL15): where the requests of each market go, and choosing who gets them. The preview and the save
// are the same function (U2).
import type { Changes, KnexAuditStore, Origin } from '../audit/store.js';
import type { KnexMarketStore, Market } from '../markets/store.js';
import { previewOf, type RecipientPreview } from '../notices/preview.js';
import type { RoutingReader } from '../notices/facts-reader.js';
import { nameForClient, type Actor } from '../permissions/actor.js';
import { authorise } from '../permissions/authorise.js';
import type { ChangeAs } from '../permissions/change-as.js';
import type { Executor } from '../support/database.js';
import { NotFoundError, staleError } from '../support/errors.js';
import type { Once } from '../support/idempotency.js';
import { planAlias, type AliasPlan, type AliasWish } from './plan.js';
import { DEFAULT_MARKET, type RequestAlias } from './request-alias.js';
import type { KnexRequestAliasStore } from './store.js';
import { aliasTable, type AliasTable, type AliasView, type Person } from './table.js';

/** `seen` covers who gets the requests too. */
export type AliasPreview = AliasPlan & RecipientPreview;

/** `seen` undefined: whoever asks has looked at nothing. */
export interface AliasOptions {
  seen: string | undefined;
  reason: string;
  requestKey: string;
}

export interface RequestAliasesService {
  list(actor: Actor, clientId: number): Promise<AliasTable>;
  /** `code`: "default", or a market's in any case. Throws NotFoundError for one that the client has nothing to do with. */
  get(actor: Actor, clientId: number, code: string): Promise<AliasView>;
  /**
   * Throws InputError for a stranger, for who it is already, and for a market that takes no new alias; ConflictError when
   * the default is to be taken away.
   */
  preview(actor: Actor, clientId: number, wish: AliasWish): Promise<AliasPreview>;
  /**
   * Who gets the requests from then on. Throws as `preview` does, and ConflictError when `seen` is no longer what would
   * happen. The same `requestKey` again gives the same answer and does nothing.
   */
  save(
    actor: Actor,
    origin: Origin,
    clientId: number,
    wish: AliasWish,
    options: AliasOptions,
  ): Promise<Person>;
}

export function createRequestAliasesService(deps: {
  on: Executor;
  reader: RoutingReader;
  aliases: KnexRequestAliasStore;
  markets: KnexMarketStore;
  audit: KnexAuditStore;
  changeAs: ChangeAs;
  once: Once;
  /** A chosen contact's companion row must exist. */
  ensureCompanion: (clientId: number, contactId: number, tx: Executor) => Promise<void>;
}): RequestAliasesService {
  const { on, reader, aliases, markets, audit, changeAs, once, ensureCompanion } = deps;

  async function readOn(clientId: number, executor: Executor) {
    const routing = await reader.read(clientId, executor);
    const stored = await aliases.list(clientId, executor);
    return { routing, stored, table: aliasTable(routing, stored) };
  }

  async function previewOn(clientId: number, wish: AliasWish, executor: Executor) {
    const { routing, stored, table } = await readOn(clientId, executor);
    const plan = planAlias(routing.client, table, wish);
    const preview = previewOf(routing, plan.after);
    const { chosen, goesTo } = plan.from;
    const seen = [preview.seen, goesTo.contactId, Number(chosen !== undefined)].join('.');
    return { stored, preview: { ...plan, ...preview, seen } };
  }

  // Nobody removes or closes the market while an alias is chosen there.
  async function holdMarket({ market, from }: AliasPlan, tx: Executor): Promise<void> {
    if (!market) return;
    const now: Market | undefined = await markets.findForUse(market.code, tx);
    if (!now || (!now.isOpen && !from.chosen)) throw new NotFoundError('market');
  }

  async function write(
    actor: Actor,
    clientId: number,
    { preview, stored }: { preview: AliasPreview; stored: readonly RequestAlias[] },
    tx: Executor,
  ): Promise<void> {
    const { contactId } = preview.wish;
    const marketId = preview.market?.id ?? DEFAULT_MARKET;
    const row = stored.find((one) => one.marketId === marketId);
    if (contactId === undefined) {
      if (!row) throw new NotFoundError('request alias');
      await aliases.remove(clientId, row, tx);
      return;
    }
    await ensureCompanion(clientId, contactId, tx);
    const choice = { seen: row?.contactId, contactId, by: nameForClient(actor) };
    await aliases.put(clientId, marketId, choice, tx);
  }

  return {
    async list(actor, clientId) {
      authorise(actor, clientId, 'contacts.manage');
      return (await readOn(clientId, on)).table;
    },

    async get(actor, clientId, code) {
      authorise(actor, clientId, 'contacts.manage');
      return (await readOn(clientId, on)).table.find(code);
    },

    async preview(actor, clientId, wish) {
      authorise(actor, clientId, 'contacts.manage');
      return (await previewOn(clientId, wish, on)).preview;
    },

    save: (actor, origin, clientId, wish, { seen, reason, requestKey }) =>
      changeAs(actor, clientId, 'contacts.manage', (tx) => {
        const mark = { key: requestKey, request: ['alias', wish] };
        return once(clientId, actor, mark, tx, async () => {
          const planned = await previewOn(clientId, wish, tx);
          const { preview } = planned;
          if (seen !== undefined && seen !== preview.seen) throw staleError('notices:conflict.seen');
          await holdMarket(preview, tx);
          await write(actor, clientId, planned, tx);
          const entry = { clientId, name: preview.market?.name ?? '', changes: changesOf(preview), reason };
          const isRemoved = wish.contactId === undefined;
          const contactId = isRemoved ? preview.from.goesTo.contactId : wish.contactId;
          const action = isRemoved ? 'alias.removed' : 'alias.changed';
          await audit.record(actor, origin, { ...entry, contactId, action }, tx);
          return preview.to;
        });
      }),
  };
}

const changesOf = ({ from, to }: AliasPlan): Changes => ({
  contact: { before: from.goesTo.name, after: to.name },
});
