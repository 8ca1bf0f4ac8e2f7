// What a client runs or has registered here: services of tblhosting, domains of tbldomains. Read only.
import type { Knex } from 'knex';
import { DOMAIN_FUNCTIONS, SERVICE_FUNCTIONS } from '../../permissions/catalogue.js';
import type { Executor } from '../../support/database.js';
import type { Domain, HostingQuery, PanelHosting, Service } from '../panel.js';
import type { WhmcsShape } from './probe.js';
import { capabilitiesOf } from './schema.js';
import { decodedSql, decodeEntities } from './text.js';

interface ServiceRow {
  id: number;
  domain: string;
  status: string;
  product: string | null;
  type: string | null;
}
type DomainRow = Pick<ServiceRow, 'id' | 'domain' | 'status'>;

// Ended services no longer take an address down with them.
const ENDED = ['Terminated', 'Cancelled', 'Fraud'];

export function whmcsHosting(shape: WhmcsShape): PanelHosting {
  const capabilities = capabilitiesOf(shape);
  const hasProducts = shape.has('tblproducts', 'id', 'name');
  const productType = hasProducts && shape.has('tblproducts', 'type') ? 'tblproducts.type' : undefined;

  const servicesOf = (clientId: number, on: Executor) =>
    on('tblhosting')
      .where('tblhosting.userid', clientId)
      .modify((query) => {
        if (hasProducts) void query.leftJoin('tblproducts', 'tblproducts.id', 'tblhosting.packageid');
      });
  const domainsOf = (clientId: number, on: Executor) => on('tbldomains').where('userid', clientId);

  const serviceColumns = (on: Executor) => ({
    id: 'tblhosting.id',
    domain: 'tblhosting.domain',
    status: 'tblhosting.domainstatus',
    product: hasProducts ? 'tblproducts.name' : on.raw('NULL'),
    type: productType ?? on.raw('NULL'),
  });
  const domainColumns = { id: 'id', domain: 'domain', status: 'status' };

  return {
    async names(clientId, on) {
      const services: ServiceRow[] = capabilities.services.on
        ? await servicesOf(clientId, on).whereNotIn('domainstatus', ENDED).select(serviceColumns(on))
        : [];
      const domains: DomainRow[] = capabilities.domains.on
        ? await domainsOf(clientId, on).where('status', 'Active').select(domainColumns)
        : [];
      return [...services, ...domains.map((row) => ({ ...row, product: null }))]
        .map(({ domain, product }) => ({
          name: domain.trim().toLowerCase(),
          service: product === null ? undefined : decodeEntities(product),
        }))
        .filter(({ name }) => name !== '');
    },

    // hosts.md §1.2: the product type "reselleraccount".
    async resellers(clientIds, on) {
      if (!capabilities.services.on || !productType) return new Set();
      const rows = (await on('tblhosting')
        .join('tblproducts', 'tblproducts.id', 'tblhosting.packageid')
        .where({ [productType]: 'reselleraccount', 'tblhosting.domainstatus': 'Active' })
        .whereIn('tblhosting.userid', clientIds)
        .distinct('tblhosting.userid')) as { userid: number }[];
      return new Set(rows.map(({ userid }) => userid));
    },

    async services(clientId, query, on) {
      if (!capabilities.services.on) return { total: 0, services: [] };
      const sought = ['tblhosting.domain', ...(hasProducts ? ['tblproducts.name'] : [])];
      const found = () => matching(servicesOf(clientId, on), query.q, 'tblhosting.id', sought);
      const total = await countOf(found());
      const rows = (await page(found(), query, 'tblhosting').select(serviceColumns(on))) as ServiceRow[];
      return { total, services: rows.map(service) };
    },

    async service(clientId, serviceId, on) {
      if (!capabilities.services.on) return undefined;
      const rows = servicesOf(clientId, on).where('tblhosting.id', serviceId);
      const row = (await rows.first(serviceColumns(on))) as ServiceRow | undefined;
      return row && service(row);
    },

    async domains(clientId, query, on) {
      if (!capabilities.domains.on) return { total: 0, domains: [] };
      const found = () => matching(domainsOf(clientId, on), query.q, 'tbldomains.id', ['tbldomains.domain']);
      const total = await countOf(found());
      const rows = (await page(found(), query, 'tbldomains').select(domainColumns)) as DomainRow[];
      return { total, domains: rows.map(domain) };
    },

    async domain(clientId, domainId, on) {
      if (!capabilities.domains.on) return undefined;
      const row = (await domainsOf(clientId, on).where('id', domainId).first(domainColumns)) as
        DomainRow | undefined;
      return row && domain(row);
    },
  };
}

const service = (row: ServiceRow): Service => ({
  id: row.id,
  name: decodeEntities(row.product ?? '').trim(),
  domain: row.domain.trim(),
  status: row.status,
  functions: SERVICE_FUNCTIONS.filter((one) => serviceCan(one, row)),
});

// hosts.md §1.3 names the actions by permission key, and no table tells which a product has. Inferred: looking and
// paying are always there, the rest while the service runs; a product of the type "other" (§1.2) has no control panel to
// sign on to and no password to change, and an unknown type may have both.
function serviceCan(one: Service['functions'][number], { status, type }: ServiceRow): boolean {
  if (one === 'view' || one === 'billing') return true;
  if (status !== 'Active') return false;
  return type !== 'other' || one === 'upgrade' || one === 'cancel';
}

const domain = (row: DomainRow): Domain => ({
  id: row.id,
  name: row.domain.trim(),
  status: row.status,
  // Inferred: an expired domain can still be renewed; nothing else can be done with one that is not active.
  functions: DOMAIN_FUNCTIONS.filter(
    (one) => one === 'view' || row.status === 'Active' || (one === 'renew' && row.status === 'Expired'),
  ),
});

const countOf = async (rows: Knex.QueryBuilder): Promise<number> =>
  Number(((await rows.count({ total: '*' }).first()) as { total: number | string }).total);

/** By domain, those without one last. */
const page = (rows: Knex.QueryBuilder, { limit, offset }: HostingQuery, table: string): Knex.QueryBuilder =>
  rows
    .orderByRaw(`TRIM(${table}.domain) = '', TRIM(${table}.domain), ${table}.id`)
    .limit(limit)
    .offset(offset);

/** `q` in one of the columns, or as the id. */
function matching(
  rows: Knex.QueryBuilder,
  q: string,
  id: string,
  columns: readonly string[],
): Knex.QueryBuilder {
  const sought = q.trim();
  if (sought === '') return rows;
  return rows.where((where) => {
    if (/^\d{1,18}$/.test(sought)) void where.orWhere(id, sought);
    const pattern = `%${sought.replace(/[\\%_]/g, '\\$&')}%`;
    for (const column of columns) {
      void where.orWhereRaw(`${decodedSql(`CONVERT(${column} USING utf8mb4)`)} LIKE ?`, [pattern]);
    }
  });
}
