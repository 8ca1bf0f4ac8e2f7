// Reads who gets what: everything that the routing of one client follows from, in one moment.
import { sameServerCheck } from '../contacts/same-server.js';
import type { KnexMarketStore, Market } from '../markets/store.js';
import type { MailFlags, Panel } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import { NotFoundError } from '../support/errors.js';
import { routingFacts, type RoutingFacts, type RoutingRules } from './facts.js';
import type { KnexNoticeStore, StoredNotice } from './notice-store.js';
import { ALL_NEEDS, type Needs, type StoredReader } from './stored-reader.js';

export interface Rules extends RoutingRules {
  notices: readonly StoredNotice[];
  markets: readonly Market[];
}

/** Everything that routing of one client follows from. */
export interface Routing extends RoutingFacts {
  /** What the panel's switches say now, by contact. */
  held: ReadonlyMap<number, MailFlags>;
  rules: Rules;
}

export interface RoutingReader {
  /** What holds for all clients. */
  rules(on: Executor): Promise<Rules>;
  /** Undefined when there is no such client. `needs`: what is looked up beside our own rows, everything if left out. */
  find(clientId: number, on: Executor, needs?: Needs): Promise<Routing | undefined>;
  /** With which addresses are on the client's own servers here (C9). Throws NotFoundError. */
  read(clientId: number, on: Executor): Promise<Routing>;
}

export interface ReaderDeps {
  panel: Pick<Panel, 'clients' | 'contacts' | 'hosting' | 'capabilities'>;
  notices: KnexNoticeStore;
  markets: KnexMarketStore;
  stored: StoredReader;
}

export function createRoutingReader({ panel, notices, markets, stored }: ReaderDeps): RoutingReader {
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

  async function find(clientId: number, on: Executor, needs = ALL_NEEDS): Promise<Routing | undefined> {
    const client = await panel.clients.find(clientId, on);
    if (!client) return undefined;
    const ofAll = await rules(on);
    const people = await panel.contacts.addressees([clientId], on);
    const storedOf = await stored.read([clientId], ofAll.markets, on, needs);
    const facts = routingFacts({ client, people, ...storedOf(clientId) }, ofAll);
    const held = new Map(people.map(({ contactId, flags }) => [contactId, flags]));
    return { ...facts, held, rules: ofAll };
  }

  return {
    rules,
    find,
    async read(clientId, on) {
      const facts = await find(clientId, on);
      if (!facts) throw new NotFoundError('client');
      const sameServer = sameServerCheck(await panel.hosting.names(clientId, on));
      const contacts = facts.client.contacts.map((contact) => ({
        ...contact,
        onOwnServer: sameServer(contact.email) !== undefined,
      }));
      return { ...facts, client: { ...facts.client, contacts } };
    },
  };
}
