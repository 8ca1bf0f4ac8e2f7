// What the inspector is asked (CL11): the words of its address, turned into one question about things of this client.
import { z } from 'zod';
import { pageNumber, searchText } from '../http/list-query.js';
import { findDomain, findService, placeName } from '../panels/named-hosting.js';
import type { Department, Domain, Panel, Service } from '../panels/panel.js';
import {
  DEPARTMENT_PERMISSIONS,
  DOMAIN_FUNCTIONS,
  isPermission,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type ServiceFunction,
} from '../permissions/catalogue.js';
import type { Question } from '../permissions/question.js';
import type { Executor } from '../support/database.js';
import type { FieldErrors } from '../support/errors.js';

export const canQuery = z.object({
  permission: searchText,
  department: searchText,
  function: searchText,
  service: searchText,
  domain: searchText,
  /** Of the list of services, and of the list of domains. */
  page: pageNumber,
  domainPage: pageNumber,
});
export type CanQuery = z.infer<typeof canQuery>;

export interface Asked {
  question: Question;
  /** What it is about, where that is not the permission itself. */
  on: string;
}

/** Nothing asked yet, one question, or what is wrong with it by field. */
export type Asking = { asked?: Asked; errors: FieldErrors };

export interface Places {
  hosting: Panel['hosting'];
  departments: readonly Department[];
}

export async function readAsked(
  query: CanQuery,
  clientId: number,
  places: Places,
  on: Executor,
): Promise<Asking> {
  const about = (['permission', 'service', 'domain'] as const).filter((field) => query[field] !== '');
  if (about.length > 1) return { errors: { '': { key: 'sub-accounts:can.oneThing' } } };
  if (about[0] === 'permission') return askPermission(query, places);
  if (about[0] === 'service')
    return askService(query, await findService(query.service, clientId, places.hosting, on));
  if (about[0] === 'domain')
    return askDomain(query, await findDomain(query.domain, clientId, places.hosting, on));
  return { errors: query.function === '' ? {} : { service: { key: 'sub-accounts:can.chooseWhere' } } };
}

const unknown = (field: string): Asking => ({
  errors: { [field]: { key: `sub-accounts:can.unknown.${field}` } },
});

function askPermission({ permission, department }: CanQuery, { departments }: Places): Asking {
  if (!isPermission(permission)) return unknown('permission');
  // Only tickets know departments (P2).
  if (department === '' || !DEPARTMENT_PERMISSIONS.includes(permission))
    return { asked: { question: { permission }, on: '' }, errors: {} };
  const found = departments.find(({ id }) => String(id) === department);
  if (!found) return unknown('department');
  return { asked: { question: { permission, department: found.id }, on: found.name }, errors: {} };
}

function askService({ function: wanted }: CanQuery, service: Service | undefined): Asking {
  if (!service) return unknown('service');
  if (!isOf(SERVICE_FUNCTIONS, wanted)) return unknown('function');
  const question = { service, serviceFunction: wanted as ServiceFunction };
  return { asked: { question, on: placeName(service) }, errors: {} };
}

function askDomain({ function: wanted }: CanQuery, domain: Domain | undefined): Asking {
  if (!domain) return unknown('domain');
  if (!isOf(DOMAIN_FUNCTIONS, wanted)) return unknown('function');
  const question = { domain: domain.id, domainFunction: wanted as DomainFunction };
  return { asked: { question, on: placeName(domain) }, errors: {} };
}

const isOf = (known: readonly string[], wanted: string): boolean => known.includes(wanted);
