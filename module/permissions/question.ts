// What can be asked about a login's access, and the answer.
import type { Message } from '../support/errors.js';
import type { DomainFunction, Permission, ServiceFunction } from './catalogue.js';

/** One thing at a time: a permission, a function of one service, or a function of one domain. */
export type Question = PermissionQuestion | ServiceQuestion | DomainQuestion;

export interface PermissionQuestion {
  permission: Permission;
  /** Only tickets know departments (P2); without one the question is "at all". */
  department?: number;
  service?: never;
  domain?: never;
}

export interface ServiceQuestion {
  /** With the functions that it has: nobody may do what a service does not have. */
  service: { id: number; functions: readonly ServiceFunction[] };
  serviceFunction: ServiceFunction;
  permission?: never;
  domain?: never;
}

export interface DomainQuestion {
  domain: number;
  domainFunction: DomainFunction;
  permission?: never;
  service?: never;
}

export interface Decision {
  allowed: boolean;
  /** The deciding reason first, then what else there is to say, in P5's order. Never empty. */
  reasons: readonly Message[];
}
