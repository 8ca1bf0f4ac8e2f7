// What was given to one sub-account, as a value: permissions, and the departments, services and domains they reach.
import {
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { normaliseScope, type Scope } from './scope.js';

/** P2: a list of what is denied, so that a new department is open without anybody doing something. */
export type Departments = { mode: 'all' } | { mode: 'except'; ids: readonly number[] };

export interface Access {
  permissions: readonly Permission[];
  departments: Departments;
  services: Scope<ServiceFunction>;
  domains: Scope<DomainFunction>;
  /** From this moment on it no longer works; undefined = it does not end. Mail goes on (A1). */
  expiresAt: Date | undefined;
}

/** A new sub-account: nothing is ticked (U5). */
export const NO_ACCESS: Access = {
  permissions: [],
  departments: { mode: 'all' },
  services: { mode: 'none' },
  domains: { mode: 'none' },
  expiresAt: undefined,
};

/** The one form of equal accesses, in the catalogue's order; what the catalogue does not know is left out. */
export function normaliseAccess(access: Access): Access {
  return {
    permissions: PERMISSIONS.filter((permission) => access.permissions.includes(permission)),
    departments: allDepartmentsBut(deniedDepartments(access)),
    services: normaliseScope(access.services, SERVICE_FUNCTIONS),
    domains: normaliseScope(access.domains, DOMAIN_FUNCTIONS),
    expiresAt: access.expiresAt,
  };
}

export function deniedDepartments({ departments }: Pick<Access, 'departments'>): readonly number[] {
  return departments.mode === 'all' ? [] : departments.ids;
}

export function allDepartmentsBut(ids: readonly number[]): Departments {
  const denied = [...new Set(ids)].toSorted((a, b) => a - b);
  return denied.length > 0 ? { mode: 'except', ids: denied } : { mode: 'all' };
}

/** A date that cannot be read counts as over: it opens nothing. */
export function isExpired({ expiresAt }: Pick<Access, 'expiresAt'>, now: Date): boolean {
  return expiresAt !== undefined && !(expiresAt > now);
}

/** Whether what ends at `end` (undefined = never) lasts longer than what ends at `other`. */
export function outlasts(end: Date | undefined, other: Date | undefined): boolean {
  return other !== undefined && (end === undefined || !(end <= other));
}

/** A date as a param of a message; '' for one that cannot be read, because an answer is given all the same. */
export function isoText(date: Date | undefined): string {
  return date && !Number.isNaN(date.getTime()) ? date.toISOString() : '';
}
