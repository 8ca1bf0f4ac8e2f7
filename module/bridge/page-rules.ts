// What a page of the panel asks of a sub-account. Where the panel's own permission is wider than ours (P7), its page
// hooks ask here. Data and one pure function.
import type { DomainFunction, Permission, ServiceFunction } from '../permissions/catalogue.js';
import { effectiveAccess } from '../permissions/effective-access.js';
import type { Access } from '../permissions/access.js';
import { reaches, type Scope } from '../permissions/scope.js';
import type { Subject } from '../permissions/subject.js';

/** A page of the panel, in our word. `any`: one of these permissions opens it; `scope`: or any service or domain. */
interface PageRule {
  any: readonly Permission[];
  scope?: 'services' | 'domains';
}

export const PANEL_PAGES = {
  profile: { any: ['profile.edit'] },
  contacts: { any: ['contacts.manage'] },
  users: { any: ['contacts.manage'] },
  security: { any: ['ipAccess.edit'] },
  paymentMethods: { any: ['billing.creditCards'] },
  emails: { any: ['emails.history'] },
  tickets: { any: ['support.view'] },
  viewTicket: { any: ['support.view'] },
  submitTicket: { any: ['support.open'] },
  services: { any: ['services.full'], scope: 'services' },
  serviceDetails: { any: ['services.full'], scope: 'services' },
  domains: { any: ['domains.full'], scope: 'domains' },
  domainDetails: { any: ['domains.full'], scope: 'domains' },
  invoices: { any: ['billing.invoices'] },
  viewInvoice: { any: ['billing.invoices'] },
  addFunds: { any: ['billing.funds'] },
  quotes: { any: ['billing.estimates'] },
  order: { any: ['billing.orders'] },
  affiliates: { any: ['affiliates.access'] },
} as const satisfies Record<string, PageRule>;

export type PanelPage = keyof typeof PANEL_PAGES;
export const PANEL_PAGE_NAMES = Object.keys(PANEL_PAGES) as [PanelPage, ...PanelPage[]];

export interface PageIds {
  service?: number | undefined;
  domain?: number | undefined;
  department?: number | undefined;
}

export interface PageAnswer {
  allowed: boolean;
  /** The permission that is missing; undefined when it is allowed, or nothing else would help. */
  missing: Permission | undefined;
  /** Departments that the login may not open, see or close tickets in. */
  closedDepartments: readonly number[];
  /** Which of them it may see; undefined = all. */
  services: readonly number[] | undefined;
  domains: readonly number[] | undefined;
}

export function judgePage(subject: Subject, page: PanelPage, ids: PageIds, now: Date): PageAnswer {
  const access = effectiveAccess(subject, now);
  const rule: PageRule = PANEL_PAGES[page];
  const opens =
    rule.any.some((permission) => access.permissions.includes(permission)) ||
    (rule.scope !== undefined && access[rule.scope].mode !== 'none');
  const allowed = opens && isWithin(access, ids);
  return {
    allowed,
    missing: allowed ? undefined : rule.any[0],
    closedDepartments: access.departments.mode === 'except' ? access.departments.ids : [],
    services: visible<ServiceFunction>(access.services, 'view'),
    domains: visible<DomainFunction>(access.domains, 'view'),
  };
}

function isWithin(
  { departments, services, domains }: Access,
  { service, domain, department }: PageIds,
): boolean {
  if (department !== undefined && departments.mode === 'except' && departments.ids.includes(department))
    return false;
  if (service !== undefined && !reaches<ServiceFunction>(services, service, 'view')) return false;
  return domain === undefined || reaches<DomainFunction>(domains, domain, 'view');
}

function visible<F>(scope: Scope<F>, view: F): readonly number[] | undefined {
  if (scope.mode === 'all') return scope.functions.includes(view) ? undefined : [];
  if (scope.mode === 'none') return [];
  return scope.grants.filter(({ functions }) => functions.includes(view)).map(({ id }) => id);
}
