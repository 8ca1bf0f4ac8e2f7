// What a change of access gives that was not there: the part of it that counts as granting (P4).
import { deniedDepartments, type Access } from './access.js';
import {
  DEPARTMENT_PERMISSIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { isDenied, type Ceilings } from './ceilings.js';
import { EVERY_DOMAIN, EVERY_SERVICE } from './effective-access.js';
import { beyond, reachOf, type Reach } from './scope.js';

export interface Gift {
  permissions: readonly Permission[];
  /** Tickets of departments that were closed to a permission that stays. */
  departments: readonly { permission: Permission; id: number }[];
  /** Departments that stay closed: a new ticket permission opens every other one. */
  closed: ReadonlySet<number>;
  services: readonly Reach<ServiceFunction>[];
  domains: readonly Reach<DomainFunction>[];
  until: Date | undefined;
}

/** `kept` is what they have and keep as far as `after` says so. */
export function givenBy(kept: Access, after: Access, ceilings: Ceilings): Gift {
  const closed = new Set(deniedDepartments(after));
  const opened = deniedDepartments(kept).filter((id) => !closed.has(id));
  const stays = (permission: Permission): boolean =>
    kept.permissions.includes(permission) && after.permissions.includes(permission);
  // Full control that a ceiling turned off covers nothing now: a grant beside it is a new one.
  const hasFull = (full: Permission): boolean =>
    kept.permissions.includes(full) && !isDenied(ceilings, ({ permissions }) => permissions.has(full));
  return {
    permissions: after.permissions.filter((permission) => !kept.permissions.includes(permission)),
    departments: DEPARTMENT_PERMISSIONS.filter(stays).flatMap((permission) =>
      opened.map((id) => ({ permission, id })),
    ),
    closed,
    services: beyond(reachOf(after.services), hasFull('services.full') ? [EVERY_SERVICE] : [kept.services]),
    domains: beyond(reachOf(after.domains), hasFull('domains.full') ? [EVERY_DOMAIN] : [kept.domains]),
    until: after.expiresAt,
  };
}

export function isNothing({ permissions, departments, services, domains }: Gift): boolean {
  return [permissions, departments, services, domains].every((part) => part.length === 0);
}
