// What choosing or taking away a request alias would mean (N4), or why it cannot be done. Pure.
import type { Market } from '../markets/store.js';
import { contactOf, type ClientFacts } from '../notices/client-facts.js';
import { withAlias } from '../notices/what-if.js';
import { ConflictError, InputError, NotFoundError } from '../support/errors.js';
import type { AliasTable, AliasView, Person } from './table.js';

export interface AliasWish {
  /** "default", or a market's code in any case. */
  code: string;
  /** Undefined: none of its own any more. */
  contactId: number | undefined;
  /** Adding, not changing: one that is there already is left alone. */
  isNew?: boolean;
}

export interface AliasPlan {
  wish: AliasWish;
  market: Market | undefined;
  /** Where the requests go now. */
  from: AliasView;
  /** Who gets them then. */
  to: Person;
  after: ClientFacts;
}

/**
 * Throws InputError at "market" for one that takes no new alias, at "contactId" for a stranger and for who it is already;
 * ConflictError for the default that is to be taken away; NotFoundError.
 */
export function planAlias(client: ClientFacts, table: AliasTable, wish: AliasWish): AliasPlan {
  const from = wish.isNew ? freeMarket(table, wish.code) : table.find(wish.code);
  const { market } = from;
  const after = withAlias(client, {
    market: market?.code,
    name: market?.name ?? '',
    contactId: wish.contactId,
  });
  const to = wish.contactId === undefined ? withoutIt(table, from) : chosenOne(client, from, wish.contactId);
  return { wish, market, from, to, after };
}

function freeMarket(table: AliasTable, code: string): AliasView {
  const of = (views: readonly AliasView[]) => views.find(({ market }) => market?.code === code.toUpperCase());
  const taken = of(table.own)?.market;
  if (taken) {
    const params = { market: taken.name, code: taken.code };
    throw new InputError({ market: { key: 'request-aliases:errors.taken', params } });
  }
  const found = table.hasMarkets ? of(table.others) : undefined;
  if (!found) throw new InputError({ market: { key: 'request-aliases:errors.market' } });
  return found;
}

function withoutIt({ byDefault }: AliasTable, { market, chosen }: AliasView): Person {
  if (!market) throw new ConflictError({ key: 'request-aliases:default.stays' });
  if (!chosen) throw new NotFoundError('request alias');
  return byDefault.goesTo;
}

function chosenOne(client: ClientFacts, { market, chosen, goesTo }: AliasView, contactId: number): Person {
  const contact = contactOf(client, contactId);
  if (!contact) throw new InputError({ contactId: { key: 'request-aliases:errors.contact' } });
  const { name } = contact;
  if (chosen && goesTo.contactId === contactId) {
    const key = market ? 'request-aliases:errors.already' : 'request-aliases:errors.alreadyDefault';
    throw new InputError({ contactId: { key, params: { name, market: market?.name ?? '' } } });
  }
  return { contactId, name };
}
