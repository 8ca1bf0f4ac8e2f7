// All clients of the panel in one pass, each with what its routing follows from: for one notice's recipients everywhere,
// and for how many clients a change of the notice table reaches.
import type { Panel, PassFilter, StreamedClient } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { Rules } from './facts-reader.js';
import { routingFacts, type RoutingFacts } from './facts.js';
import type { KnexKeptStore } from './kept-store.js';
import type { NoticeDefinition } from './notice.js';
import { needsOf, type Needs, type StoredReader } from './stored-reader.js';

export interface ClientOfAll {
  clientId: number;
  /** Without what is on the client's own servers. */
  facts: RoutingFacts;
}

/**
 * By client id; the memory it takes is that of one batch, or of one client that is larger. `notices`: those that will be
 * asked about, the whole table where left out: what only others need is not read. It takes a connection of the pool until
 * it ends and asks on others, so it is not one moment, and not for transactions.
 */
export type AllClients = (
  rules: Rules,
  on: Executor,
  notices?: readonly Pick<NoticeDefinition, 'also' | 'resellersOnly'>[],
) => AsyncGenerator<ClientOfAll>;

/**
 * The same for one notice and some at a time: to wait for 100,000 clients one by one would show. Contacts who cannot get
 * it are left out where that is known beforehand, so it says who gets it and not who does not.
 */
export type ClientsFor = (
  notice: NoticeDefinition,
  rules: Rules,
  on: Executor,
) => AsyncGenerator<Iterable<ClientOfAll>>;

export interface PassDeps {
  contacts: Pick<Panel['contacts'], 'stream'>;
  kept: KnexKeptStore;
  stored: StoredReader;
}

// So many people come at a time; where our own tables have to be asked, so many are waited for before they are.
const PEOPLE = 1000;
const PEOPLE_TO_READ = 10_000;
const IDS = 5000;

export function createPasses({ contacts, kept, stored }: PassDeps): {
  allClients: AllClients;
  clientsFor: ClientsFor;
} {
  return {
    async *allClients(rules, on, notices = rules.notices) {
      for await (const some of pass(rules, on, needsOf(notices), undefined)) yield* some;
    },

    clientsFor(notice, rules, on) {
      const needs = needsOf([notice]);
      // Of a client of whom nothing is kept here a contact has no type, no role and nothing set: then only its switch
      // speaks for it, or that the panel puts it on the invoices.
      const only = { switchedOn: notice.category ?? undefined, everybodyOf: kept.query(on) };
      const isSure = !stored.mustRead({ ...needs, resellers: false });
      return pass(rules, on, needs, isSure ? only : undefined);
    },
  };

  async function* pass(
    rules: Rules,
    on: Executor,
    needs: Needs,
    only: PassFilter | undefined,
  ): AsyncGenerator<Iterable<ClientOfAll>> {
    const keptIds = new KeptIds(kept, on);
    let clients: StreamedClient[] = [];
    let [toRead, count]: [number[], number] = [[], 0];

    async function batch(): Promise<Iterable<ClientOfAll>> {
      const ids = new Set(toRead);
      const storedOf = ids.size === 0 ? undefined : await stored.read(toRead, rules.markets, on, needs);
      const all = clients;
      [clients, toRead, count] = [[], [], 0];
      return (function* () {
        for (const client of all) {
          const { clientId, people } = client;
          const own = storedOf && ids.has(clientId) ? storedOf(clientId) : stored.nothing;
          yield { clientId, facts: routingFacts({ client, people, ...own }, rules) };
        }
      })();
    }

    for await (const some of contacts.stream(on, PEOPLE, only)) {
      for (const client of some) {
        clients.push(client);
        count += client.people.length;
      }
      const ids = stored.mustRead(needs)
        ? some.map(({ clientId }) => clientId)
        : await keptIds.upTo(some.at(-1)?.clientId ?? 0);
      toRead.push(...ids);
      if (toRead.length === 0 || count >= PEOPLE_TO_READ) yield await batch();
    }
    if (clients.length > 0) yield await batch();
  }
}

/** The clients of whom anything is kept here, by id, read a few thousand ids ahead. */
class KeptIds {
  private ids: number[] = [];
  private isLast = false;
  private last = 0;

  constructor(
    private readonly kept: KnexKeptStore,
    private readonly on: Executor,
  ) {}

  /** Those up to this id that were not given yet. */
  async upTo(clientId: number): Promise<number[]> {
    while (!this.isLast && this.last <= clientId) {
      const more = await this.kept.next(this.last, IDS, this.on);
      this.ids.push(...more);
      this.isLast = more.length < IDS;
      this.last = more.at(-1) ?? this.last;
    }
    const end = this.ids.findIndex((id) => id > clientId);
    return this.ids.splice(0, end === -1 ? this.ids.length : end);
  }
}
