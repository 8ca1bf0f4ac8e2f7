// The provider's way in: staff search clients and open a client's file.
import { listAddress, listQuery, partAt, type ListQuery } from '../http/list-query.js';
import { page, type Page, type PageLocals, type PageRequest } from '../http/page.js';
import { PAGE_SIZE, paginationView } from '../http/pagination.js';
import { clientName } from '../panels/client-name.js';
import type { ClientSummary, PanelClients } from '../panels/panel.js';
import type { Executor } from '../support/database.js';

interface ClientsModel extends ListQuery {
  total: number;
  clients: ClientSummary[];
}

export function clientPages({ clients, on }: { clients: PanelClients; on: Executor }): Page[] {
  return [
    page<ClientsModel>({
      path: '/clients',
      permission: 'staff',
      view: 'admin/clients/list',
      async load({ query }) {
        const { q, page: at } = listQuery.parse(query);
        return { q, page: at, ...(await clients.search({ q, ...partAt(at) }, on)) };
      },
      locals: clientListLocals,
    }),
  ];
}

function clientListLocals(
  { q, page: at, total, clients }: ClientsModel,
  { words, to }: PageRequest,
): PageLocals {
  const { t } = words;
  const link = (next: number): string => to(listAddress('/clients', { q, page: next }));
  const heading = t('clients:title', { count: total });
  return {
    title: at > 1 ? t('contacts:list.titlePage', { title: heading, page: at }) : heading,
    heading,
    action: to('/clients'),
    q,
    rows: clients.map((client) => ({
      id: client.clientId,
      name: clientName(client),
      href: to(`/clients/${client.clientId}/contacts`),
      owner: client.ownerName,
      email: client.email,
      status: client.status,
    })),
    empty: total > 0 ? undefined : q ? t('clients:noMatch', { q }) : t('clients:none'),
    clearLink: to('/clients'),
    pagination: paginationView(total, PAGE_SIZE, at, link, words),
  };
}
