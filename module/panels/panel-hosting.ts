// The port's part about what limits are set by: departments, services and domains. Read only.
import type { DomainFunction, ServiceFunction } from '../permissions/catalogue.js';
import type { Executor } from '../support/database.js';

export interface Department {
  id: number;
  name: string;
  /** Clients do not see it when they open a ticket. */
  hidden: boolean;
  /** Mail to it becomes a ticket of the department; left out where there is none, or the panel does not tell. */
  email?: string;
}

export interface PanelDepartments {
  /** In the panel's own order; [] where it has none, or departments are off. */
  list(on: Executor): Promise<Department[]>;
}

export interface Service {
  id: number;
  /** The product's name, '' when the product is gone. */
  name: string;
  /** '' for a service without one. */
  domain: string;
  /** The panel's own word: "Active", "Suspended". */
  status: string;
  /** What can be done with it at all, in catalogue order. */
  functions: readonly ServiceFunction[];
}

export interface Domain {
  id: number;
  name: string;
  status: string;
  functions: readonly DomainFunction[];
}

/** `q` is sought in names and domains, and as an id; '' finds all. */
export interface HostingQuery {
  q: string;
  limit: number;
  offset: number;
}

export interface PanelHosting {
  /**
   * What a client runs here, for the same-server warning (C9). Names in lower case, with the service's product name, or
   * undefined for a domain that is only registered here.
   */
  names(clientId: number, on: Executor): Promise<{ name: string; service: string | undefined }[]>;
  /** Those of these clients who sell on what they rent here: they have a running service of that kind. */
  resellers(clientIds: readonly number[], on: Executor): Promise<ReadonlySet<number>>;
  /** All services of the client, ended ones too, by domain; none while services are off. */
  services(
    clientId: number,
    query: HostingQuery,
    on: Executor,
  ): Promise<{ total: number; services: Service[] }>;
  /** Undefined when absent or another client's. */
  service(clientId: number, serviceId: number, on: Executor): Promise<Service | undefined>;
  domains(clientId: number, query: HostingQuery, on: Executor): Promise<{ total: number; domains: Domain[] }>;
  domain(clientId: number, domainId: number, on: Executor): Promise<Domain | undefined>;
}
