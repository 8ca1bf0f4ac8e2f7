// Where requests go, market by market (N4): what was chosen, and who gets the rest. Asked of the rules that route mail.
// Pure.
import type { Market } from '../markets/store.js';
import type { Routing } from '../notices/facts-reader.js';
import { specialClaims, type Claim } from '../notices/special-recipients.js';
import { NotFoundError } from '../support/errors.js';
import { DEFAULT_CODE, DEFAULT_MARKET, type RequestAlias } from './request-alias.js';

export interface Person {
  contactId: number;
  name: string;
}

export interface AliasView {
  /** Undefined for the default: every market without its own. */
  market: Market | undefined;
  /** Who gets the requests now, chosen or not. */
  goesTo: Person;
  /** Undefined until somebody is chosen here. */
  chosen: Pick<RequestAlias, 'since' | 'by'> | undefined;
  /** The owner, only because there is no Admin contact either. */
  standsIn: boolean;
}

export interface AliasTable {
  /** The provider has markets that are open. */
  hasMarkets: boolean;
  byDefault: AliasView;
  /** Markets with an alias of their own, by name; closed ones keep theirs. */
  own: AliasView[];
  /** Open markets without: their requests go to the default. By name. */
  others: AliasView[];
  /** Of the default, or of one of these markets. Throws NotFoundError for any other, and where there are no markets. */
  find(code: string): AliasView;
}

/** `stored`: also of contacts that the panel has lost; those lead nowhere. */
export function aliasTable(
  { client, rules }: Pick<Routing, 'client' | 'rules'>,
  stored: readonly RequestAlias[],
): AliasTable {
  const view = (market: Market | undefined): AliasView => {
    const [claim] = specialClaims(['requestAlias'], client, market ? { market: market.code } : {});
    const { who, standsIn } = claim as Claim;
    const contactId = who.contactId as number;
    const alias = stored.find(({ marketId }) => marketId === (market?.id ?? DEFAULT_MARKET));
    const isChosen = alias?.contactId === contactId;
    const chosen = isChosen ? { since: alias.since, by: alias.by } : undefined;
    return { market, goesTo: { contactId, name: who.name }, chosen, standsIn };
  };
  const views = rules.markets.map(view);
  const own = views.filter(({ chosen }) => chosen);
  const others = views.filter(({ market, chosen }) => !chosen && market?.isOpen);
  const byDefault = view(undefined);
  return {
    hasMarkets: rules.hasMarkets,
    byDefault,
    own,
    others,
    find(code) {
      if (!rules.hasMarkets) throw new NotFoundError('markets');
      if (code.toLowerCase() === DEFAULT_CODE) return byDefault;
      const found = [...own, ...others].find(({ market }) => market?.code === code.toUpperCase());
      if (!found) throw new NotFoundError('market');
      return found;
    },
  };
}

/** As addresses and the API name it. */
export const codeOf = ({ market }: Pick<AliasView, 'market'>): string => market?.code ?? DEFAULT_CODE;
