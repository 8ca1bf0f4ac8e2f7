// Our rows about clients as routing looks at them: of one client or of many, each table asked once.
import type { KnexBillingAccountStore } from '../billing-accounts/store.js';
import type { Market } from '../markets/store.js';
import type { PanelHosting } from '../panels/panel.js';
import { DEFAULT_MARKET, type RequestAlias as StoredAlias } from '../request-aliases/request-alias.js';
import type { KnexRequestAliasStore } from '../request-aliases/store.js';
import type { KnexRoleStore } from '../roles/store.js';
import type { Executor } from '../support/database.js';
import type { LoginFacts, RequestAlias } from './client-facts.js';
import type { StoredRouting } from './facts.js';
import type { KnexMarkStore } from './mark-store.js';
import { isByPermission, type NoticeDefinition } from './notice.js';
import type { KnexOverrideStore } from './override-store.js';
import type { KnexToldFlagsStore } from './told-store.js';

/** Those who get mail by a permission. */
export interface MailLogins {
  /** The panel's own words say it too: then it may be somebody of a client of whom nothing is kept here. */
  isSaidByPanel: boolean;
  /** By client; one without any may have no entry. */
  of(clientIds: readonly number[], on: Executor): Promise<ReadonlyMap<number, readonly LoginFacts[]>>;
}

export interface StoredDeps {
  hosting: Pick<PanelHosting, 'resellers'>;
  roles: KnexRoleStore;
  overrides: KnexOverrideStore;
  told: KnexToldFlagsStore;
  marks: KnexMarkStore;
  billingAccounts: KnexBillingAccountStore;
  aliases: KnexRequestAliasStore;
  mailLogins: MailLogins;
}

/** What has to be looked up beside our own rows: what no notice asks about is left out, and then said of nobody. */
export interface Needs {
  logins: boolean;
  resellers: boolean;
}

export const ALL_NEEDS: Needs = { logins: true, resellers: true };
export const OWN_ROWS: Needs = { logins: false, resellers: false };

export const needsOf = (notices: readonly Pick<NoticeDefinition, 'also' | 'resellersOnly'>[]): Needs => ({
  logins: notices.some(({ also }) => also.some(isByPermission)),
  resellers: notices.some(({ resellersOnly }) => resellersOnly),
});

export interface StoredClient {
  stored: StoredRouting;
  isReseller: boolean;
}

export interface StoredReader {
  /** Answers for each of these clients. */
  read(
    clientIds: readonly number[],
    markets: readonly Market[],
    on: Executor,
    needs: Needs,
  ): Promise<(clientId: number) => StoredClient>;
  /** What `read` answers for a client of whom nothing is kept here, while `mustRead` is false. */
  nothing: StoredClient;
  /** Whether a client of whom nothing is kept here has to be read all the same. */
  mustRead(needs: Needs): boolean;
}

export function createStoredReader(deps: StoredDeps): StoredReader {
  const { hosting, roles, overrides, told, marks, billingAccounts, aliases, mailLogins } = deps;
  const nothing: StoredClient = {
    stored: {
      slots: undefined,
      ownTypes: NONE,
      overrides: NONE,
      told: NONE,
      marks: NONE,
      billingAccounts: billingAccounts.untouched,
      aliases: [],
      logins: [],
    },
    isReseller: false,
  };
  return {
    nothing,
    mustRead: ({ logins, resellers }) => resellers || (logins && mailLogins.isSaidByPanel),

    async read(clientIds, markets, on, needs) {
      const slots = await roles.slotsOfMany(clientIds, on);
      const types = await roles.ownTypesOfMany(clientIds, on);
      const byHand = await overrides.listMany(clientIds, on);
      const toldFlags = await told.listMany(clientIds, on);
      const known = await marks.listMany(clientIds, on);
      const accounts = await billingAccounts.listMany(clientIds, on);
      const chosen = await aliases.listMany(clientIds, on);
      const logins = needs.logins ? await mailLogins.of(clientIds, on) : NONE;
      const resellers = needs.resellers ? await hosting.resellers(clientIds, on) : NOBODY;
      return (clientId) => ({
        stored: {
          slots: slots.get(clientId),
          ownTypes: types.get(clientId) ?? NONE,
          overrides: byHand.get(clientId) ?? NONE,
          told: toldFlags.get(clientId) ?? NONE,
          marks: known.get(clientId) ?? NONE,
          billingAccounts: accounts.get(clientId) ?? billingAccounts.untouched,
          aliases: namedAliases(chosen.get(clientId) ?? [], markets),
          logins: logins.get(clientId) ?? [],
        },
        isReseller: resellers.has(clientId),
      });
    },
  };
}

const NONE: ReadonlyMap<number, never> = new Map<number, never>();
const NOBODY: ReadonlySet<number> = new Set<number>();

// An alias of a market that is gone leads nowhere.
function namedAliases(chosen: readonly StoredAlias[], markets: readonly Market[]): RequestAlias[] {
  return chosen.flatMap(({ marketId, contactId }): RequestAlias[] => {
    if (marketId === DEFAULT_MARKET) return [{ market: undefined, name: '', contactId }];
    const market = markets.find(({ id }) => id === marketId);
    return market ? [{ market: market.code, name: market.name, contactId }] : [];
  });
}
