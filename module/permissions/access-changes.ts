// What differs between two accesses: line by line, for the review page and the log, and whether it gives anything new.
import { deniedDepartments, normaliseAccess, outlasts, type Access } from './access.js';
import {
  DEPARTMENT_PERMISSIONS,
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { beyond, reachOf, type Reach, type Scope } from './scope.js';

type Kind = 'added' | 'removed';

/** A line of the review: ✓ added or ✗ removed. */
export type AccessChange =
  | { kind: Kind; what: 'permission'; permission: Permission }
  /** Removed = it is left out from now on; added = it no longer is. */
  | { kind: Kind; what: 'department'; id: number }
  | ({ kind: Kind; what: 'service' } & Reach<ServiceFunction>)
  | ({ kind: Kind; what: 'domain' } & Reach<DomainFunction>)
  /** Removed and added = moved. */
  | { kind: Kind; what: 'expiry'; at: Date };

/** In the order of the form; empty when both say the same. */
export function accessChanges(before: Access, after: Access): AccessChange[] {
  const [was, is] = [normaliseAccess(before), normaliseAccess(after)];
  return [
    ...permissionChanges(was, is),
    ...departmentChanges(was, is),
    ...scopeChanges(was.services, is.services, SERVICE_FUNCTIONS, (kind, reach) => ({
      kind,
      what: 'service',
      ...reach,
    })),
    ...scopeChanges(was.domains, is.domains, DOMAIN_FUNCTIONS, (kind, reach) => ({
      kind,
      what: 'domain',
      ...reach,
    })),
    ...expiryChanges(was, is),
  ];
}

/**
 * Whether `after` gives anything that `before` did not: a permission, a department to a ticket permission, a function
 * somewhere, or more time. Ceilings are left aside: what they deny today they may leave tomorrow.
 */
export function widens(before: Access, after: Access): boolean {
  return (
    outlasts(after.expiresAt, before.expiresAt) ||
    after.permissions.some((permission) => !before.permissions.includes(permission)) ||
    opensDepartment(before, after) ||
    (!before.permissions.includes('services.full') &&
      beyond(reachOf(after.services), [before.services]).length > 0) ||
    (!before.permissions.includes('domains.full') &&
      beyond(reachOf(after.domains), [before.domains]).length > 0)
  );
}

function opensDepartment(before: Access, after: Access): boolean {
  const stillDenied = new Set(deniedDepartments(after));
  return (
    DEPARTMENT_PERMISSIONS.some((permission) => after.permissions.includes(permission)) &&
    deniedDepartments(before).some((id) => !stillDenied.has(id))
  );
}

function permissionChanges(was: Access, is: Access): AccessChange[] {
  return PERMISSIONS.flatMap((permission): AccessChange[] => {
    const kind = kindOf(was.permissions.includes(permission), is.permissions.includes(permission));
    return kind ? [{ kind, what: 'permission', permission }] : [];
  });
}

function departmentChanges(was: Access, is: Access): AccessChange[] {
  const [denied, denies] = [deniedDepartments(was), deniedDepartments(is)];
  return ascending([...denied, ...denies]).flatMap((id): AccessChange[] => {
    const kind = kindOf(!denied.includes(id), !denies.includes(id));
    return kind ? [{ kind, what: 'department', id }] : [];
  });
}

// Line by line as the two forms say it: "all: view" that becomes "12: view" is one removed and one added, because a
// reader of only the first would think that 12 is lost too.
function scopeChanges<F>(
  was: Scope<F>,
  is: Scope<F>,
  order: readonly F[],
  line: (kind: Kind, reach: Reach<F>) => AccessChange,
): AccessChange[] {
  const [had, has] = [linesOf(was), linesOf(is)];
  return ascending([...had.keys(), ...has.keys()]).flatMap((id) =>
    order.flatMap((one) => {
      const kind = kindOf(had.get(id)?.has(one) ?? false, has.get(id)?.has(one) ?? false);
      return kind ? [line(kind, { id, function: one })] : [];
    }),
  );
}

function linesOf<F>(scope: Scope<F>): Map<number | 'all', Set<F>> {
  const lines = new Map<number | 'all', Set<F>>();
  for (const { id, function: one } of reachOf(scope)) lines.set(id, (lines.get(id) ?? new Set()).add(one));
  return lines;
}

function expiryChanges(was: Access, is: Access): AccessChange[] {
  if (was.expiresAt?.getTime() === is.expiresAt?.getTime()) return [];
  const line = (kind: Kind, at: Date | undefined): AccessChange[] =>
    at ? [{ kind, what: 'expiry', at }] : [];
  return [...line('removed', was.expiresAt), ...line('added', is.expiresAt)];
}

function kindOf(was: boolean, is: boolean): Kind | undefined {
  if (was === is) return undefined;
  return is ? 'added' : 'removed';
}

const ascending = <Id extends number | 'all'>(ids: readonly Id[]): Id[] =>
  [...new Set(ids)].toSorted((a, b) => rank(a) - rank(b));

const rank = (id: number | 'all'): number => (id === 'all' ? -Infinity : id);
