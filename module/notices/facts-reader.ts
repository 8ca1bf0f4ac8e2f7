// Reads who gets what: of one client in one moment, or of many clients of a pass over all, each table asked once.
import type { KnexBillingAccountStore } from '../billing-accounts/store.js';
import { sameServerWarning } from '../contacts/same-server.js';
import type { Addressee, Panel, StreamedClient } from '../panels/panel.js';
import type { KnexMarketStore, Market } from '../request-aliases/market-store.js';
import { DEFAULT_MARKET, type RequestAlias as StoredAlias } from '../request-aliases/request-alias.js';
import type { KnexRequestAliasStore } from '../request-aliases/store.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import type { LoginFacts, RequestAlias } from './client-facts.js';
import { routingFacts, type RoutingFacts, type RoutingRules } from './facts.js';
import type { KnexMarkStore } from './mark-store.js';
import type { KnexNoticeStore, StoredNotice } from './notice-store.js';
import type { KnexOverrideStore } from './override-store.js';
import type { KnexToldFlagsStore } from './told-store.js';

/** Those who get mail by a permission, by client. */
export type MailLogins = (
  clientIds: readonly number[],
  on: Executor,
) => Promise<ReadonlyMap<number, readonly LoginFacts[]>>;

export interface Rules extends RoutingRules {
  notices: readonly StoredNotice[];
  markets: readonly Market[];
}

/** Everything that routing of one client follows from. */
export interface Routing extends RoutingFacts {
  rules: Rules;
}

export interface RoutingReader {
  /** What holds for all clients. */
  rules(on: Executor): Promise<Rules>;
  /** Undefined when there is no such client. Without `servers`. */
  find(clientId: number, on: Executor): Promise<Routing | undefined>;
  /** With which addresses are on the client's own servers here (C9). Throws NotFoundError. */
  read(clientId: number, on: Executor): Promise<Routing>;
  /** Of clients whose people are at hand; without `servers`. */
  readMany(
    clients: readonly StreamedClient[],
    people: ReadonlyMap<number, readonly Addressee[]>,
    rules: Rules,
    on: Executor,
  ): Promise<Map<number, RoutingFacts>>;
}

export interface ReaderDeps {
  panel: Pick<Panel, 'clients' | 'contacts' | 'hosting' | 'capabilities'>;
  roles: KnexRoleStore;
  notices: KnexNoticeStore;
  overrides: KnexOverrideStore;
  told: KnexToldFlagsStore;
  marks: KnexMarkStore;
  billingAccounts: KnexBillingAccountStore;
  aliases: KnexRequestAliasStore;
  markets: KnexMarketStore;
  mailLogins: MailLogins;
}

export function createRoutingReader(deps: ReaderDeps): RoutingReader {
  const { panel, roles, notices, overrides, told, marks, billingAccounts, aliases, markets, mailLogins } =
    deps;
  const { capabilities } = panel;
  const panelHolds = {
    contactSwitches: capabilities.mailSwitches.on,
    ownerSwitches: capabilities.clientMailPreferences.on,
    billingContact: capabilities.billingContact.on,
  };

  async function rules(on: Executor): Promise<Rules> {
    const all = await markets.list(on);
    return {
      notices: await notices.list(on),
      markets: all,
      hasMarkets: all.some(({ isOpen }) => isOpen),
      panelHolds,
    };
  }

  const readMany: RoutingReader['readMany'] = async (clients, people, ofAll, on) => {
    const ids = clients.map(({ clientId }) => clientId);
    const slots = await roles.slotsOfMany(ids, on);
    const types = await roles.ownTypesOfMany(ids, on);
    const byHand = await overrides.listMany(ids, on);
    const toldFlags = await told.listMany(ids, on);
    const known = await marks.listMany(ids, on);
    const accounts = await billingAccounts.listMany(ids, on);
    const chosen = await aliases.listMany(ids, on);
    const logins = await mailLogins(ids, on);
    const resellers = await panel.hosting.resellers(ids, on);
    return new Map(
      clients.map((client) => {
        const { clientId } = client;
        const stored = {
          slots: slots.get(clientId),
          ownTypes: types.get(clientId) ?? new Map<never, never>(),
          overrides: byHand.get(clientId) ?? new Map<never, never>(),
          told: toldFlags.get(clientId) ?? new Map<never, never>(),
          marks: known.get(clientId) ?? new Map<never, never>(),
          billingAccounts: accounts.get(clientId) ?? [],
          aliases: namedAliases(chosen.get(clientId) ?? [], ofAll.markets),
          logins: logins.get(clientId) ?? [],
        };
        const isReseller = resellers.has(clientId);
        const own = people.get(clientId) ?? [];
        return [clientId, routingFacts({ client, people: own, stored, isReseller }, ofAll)];
      }),
    );
  };

  async function find(clientId: number, on: Executor): Promise<Routing | undefined> {
    const client = await panel.clients.find(clientId, on);
    if (!client) return undefined;
    const ofAll = await rules(on);
    const people = new Map([[clientId, await panel.contacts.addressees([clientId], on)]]);
    const facts = (await readMany([client], people, ofAll, on)).get(clientId) as RoutingFacts;
    return { ...facts, rules: ofAll };
  }

  return {
    rules,
    readMany,
    find,
    async read(clientId, on) {
      const facts = await find(clientId, on);
      if (!facts) throw new NotFoundError('client');
      const hosted = await panel.hosting.names(clientId, on);
      const contacts = facts.client.contacts.map((contact) => ({
        ...contact,
        onOwnServer: sameServerWarning(contact.email, hosted) !== undefined,
      }));
      return { ...facts, client: { ...facts.client, contacts } };
    },
  };
}

// An alias of a market that is gone leads nowhere.
function namedAliases(chosen: readonly StoredAlias[], markets: readonly Market[]): RequestAlias[] {
  return chosen.flatMap(({ marketId, contactId }): RequestAlias[] => {
    if (marketId === DEFAULT_MARKET) return [{ market: undefined, name: '', contactId }];
    const market = markets.find(({ id }) => id === marketId);
    return market ? [{ market: market.code, name: market.name, contactId }] : [];
  });
}
