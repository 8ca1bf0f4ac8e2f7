// What a client runs: services of hb_accounts, where its columns are there (§2.1, inferred). Where HostBill keeps domains is
// not established: limits by domain are off, and only services warn of the same server (C9). Read only.
import type { Knex } from 'knex';
import { SERVICE_FUNCTIONS } from '../../permissions/catalogue.js';
import type { Executor } from '../../support/database.js';
import type { PanelHosting, Service } from '../panel.js';
import type { HostBillShape } from './probe.js';
import { patternOf, textOf, textSql, type Row } from './text.js';

// Ended services no longer take an address down with them.
const ENDED = ['Terminated', 'Cancelled', 'Fraud'];

export function hostBillHosting(shape: HostBillShape, hasServices: boolean): PanelHosting {
  const hasProducts = shape.has('hb_products', 'id', 'name');

  const servicesOf = (clientId: number, on: Executor) =>
    on('hb_accounts')
      .where('hb_accounts.client_id', clientId)
      .modify((query) => {
        if (hasProducts) void query.leftJoin('hb_products', 'hb_products.id', 'hb_accounts.product_id');
      });

  const columns = (on: Executor) => ({
    id: 'hb_accounts.id',
    domain: 'hb_accounts.domain',
    status: 'hb_accounts.status',
    product: hasProducts ? 'hb_products.name' : on.raw('NULL'),
  });

  return {
    async names(clientId, on) {
      if (!hasServices) return [];
      const rows = servicesOf(clientId, on).whereNotIn('hb_accounts.status', ENDED);
      const found = (await rows.select(columns(on))) as Row[];
      return found
        .map(({ domain, product }) => ({
          name: textOf(domain).trim().toLowerCase(),
          service: product === null ? undefined : textOf(product),
        }))
        .filter(({ name }) => name !== '');
    },

    // Which products are sold on is not established.
    resellers: async () => new Set(),

    async services(clientId, { q, limit, offset }, on) {
      if (!hasServices) return { total: 0, services: [] };
      const found = () => matching(servicesOf(clientId, on), q.trim(), hasProducts);
      const [{ total }] = (await found().count({ total: '*' })) as unknown as [{ total: number | string }];
      const rows = (await found()
        .orderByRaw(`TRIM(hb_accounts.domain) = '', TRIM(hb_accounts.domain), hb_accounts.id`)
        .limit(limit)
        .offset(offset)
        .select(columns(on))) as Row[];
      return { total: Number(total), services: rows.map(service) };
    },

    async service(clientId, serviceId, on) {
      if (!hasServices) return undefined;
      const rows = servicesOf(clientId, on).where('hb_accounts.id', serviceId);
      const row = (await rows.first(columns(on))) as Row | undefined;
      return row && service(row);
    },

    domains: async () => ({ total: 0, domains: [] }),
    domain: async () => undefined,
  };
}

const service = ({ id, product, domain, status }: Row): Service => ({
  id: Number(id),
  name: textOf(product).trim(),
  domain: textOf(domain).trim(),
  status: textOf(status),
  // Which functions a product has is set per product, and where is not established (§2.3): inferred from what runs.
  functions: SERVICE_FUNCTIONS.filter((one) => one === 'view' || one === 'billing' || status === 'Active'),
});

function matching(rows: Knex.QueryBuilder, q: string, hasProducts: boolean): Knex.QueryBuilder {
  if (q === '') return rows;
  return rows.where((where) => {
    if (/^\d{1,18}$/.test(q)) void where.orWhere('hb_accounts.id', q);
    for (const column of ['hb_accounts.domain', ...(hasProducts ? ['hb_products.name'] : [])])
      void where.orWhereRaw(`${textSql(column)} LIKE ?`, [patternOf(q)]);
  });
}
