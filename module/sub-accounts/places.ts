// Services and domains as the access form lists and names them. Read only; a foreign id is none of the client's.
import { partAt } from '../http/list-query.js';
import { PAGE_SIZE } from '../http/pagination.js';
import { placeName } from '../panels/named-hosting.js';
import type { Domain, HostingQuery, PanelHosting, Service } from '../panels/panel.js';
import type { DomainFunction, ServiceFunction } from '../permissions/catalogue.js';
import type { Executor } from '../support/database.js';
import type { ScopeDraft } from './access-draft.js';

export interface Place<F extends string> {
  id: number;
  name: string;
  /** What tells it apart from others of the same name: product, status. */
  note: string;
  /** What it has at all. */
  functions: readonly F[];
}

/** The part of the list that is shown. */
export interface PlaceList<F extends string> {
  /** All that the client has. */
  count: number;
  open: boolean;
  /** Found, or chosen. */
  total: number;
  page: number;
  rows: readonly Place<F>[];
}

export interface Places<F extends string> {
  list(clientId: number, draft: ScopeDraft<F>): Promise<PlaceList<F>>;
  /** Those of these that are there and the client's; a page of them one by one, more of them in few batches. */
  named(clientId: number, ids: readonly number[]): Promise<Map<number, Place<F>>>;
}

export interface ClientPlaces {
  services: Places<ServiceFunction>;
  domains: Places<DomainFunction>;
}

interface Source<F extends string> {
  search: (clientId: number, query: HostingQuery) => Promise<{ total: number; found: Place<F>[] }>;
  find: (clientId: number, id: number) => Promise<Place<F> | undefined>;
}

/** How many are read at once when names are wanted for more than a page of them. */
const BATCH = 1000;

export function createPlaces(hosting: PanelHosting, on: Executor): ClientPlaces {
  return {
    services: placesFrom<ServiceFunction>({
      async search(clientId, query) {
        const { total, services } = await hosting.services(clientId, query, on);
        return { total, found: services.map(servicePlace) };
      },
      async find(clientId, id) {
        const service = await hosting.service(clientId, id, on);
        return service && servicePlace(service);
      },
    }),
    domains: placesFrom<DomainFunction>({
      async search(clientId, query) {
        const { total, domains } = await hosting.domains(clientId, query, on);
        return { total, found: domains.map(domainPlace) };
      },
      async find(clientId, id) {
        const domain = await hosting.domain(clientId, id, on);
        return domain && domainPlace(domain);
      },
    }),
  };
}

const servicePlace = (service: Service): Place<ServiceFunction> => ({
  id: service.id,
  name: placeName(service),
  note: [service.domain ? service.name : '', service.status].filter(Boolean).join(' · '),
  functions: service.functions,
});

const domainPlace = (domain: Domain): Place<DomainFunction> => ({
  id: domain.id,
  name: placeName(domain),
  note: domain.status,
  functions: domain.functions,
});

function placesFrom<F extends string>({ search, find }: Source<F>): Places<F> {
  async function chosenOnes(clientId: number, { grants, page }: ScopeDraft<F>) {
    const at = within(page, grants.length);
    const rows: Place<F>[] = [];
    for (const { id } of grants.slice((at - 1) * PAGE_SIZE, at * PAGE_SIZE)) {
      // One that is gone is listed all the same: its ticks can be taken away.
      rows.push((await find(clientId, id)) ?? { id, name: `#${id}`, note: '', functions: [] });
    }
    return { total: grants.length, page: at, rows };
  }

  async function foundOnes(clientId: number, { q, page }: ScopeDraft<F>) {
    const first = await search(clientId, { q, ...partAt(page) });
    const at = within(page, first.total);
    if (at === page) return { total: first.total, page, rows: first.found };
    const { total, found } = await search(clientId, { q, ...partAt(at) });
    return { total, page: at, rows: found };
  }

  return {
    async list(clientId, draft) {
      const { total: count } = await search(clientId, { q: '', limit: 1, offset: 0 });
      const open = draft.mode === 'only';
      if (!open) return { count, open, total: count, page: 1, rows: [] };
      const shown = await (draft.chosen ? chosenOnes : foundOnes)(clientId, draft);
      return { count, open, ...shown };
    },

    async named(clientId, ids) {
      const named = new Map<number, Place<F>>();
      if (ids.length <= PAGE_SIZE) {
        for (const id of ids) {
          const place = await find(clientId, id);
          if (place) named.set(id, place);
        }
        return named;
      }
      const wanted = new Set(ids);
      for (let offset = 0, total = 1; offset < total && named.size < wanted.size; offset += BATCH) {
        const batch = await search(clientId, { q: '', limit: BATCH, offset });
        total = batch.total;
        for (const place of batch.found) if (wanted.has(place.id)) named.set(place.id, place);
      }
      return named;
    },
  };
}

const within = (page: number, total: number): number =>
  Math.min(page, Math.max(1, Math.ceil(total / PAGE_SIZE)));
