// What is left of an access when every rule has been applied, as a value again: what somebody can do at this moment,
// and whether one reaches as far as another.
import {
  allDepartmentsBut,
  deniedDepartments,
  NO_ACCESS,
  normaliseAccess,
  outlasts,
  type Access,
} from './access.js';
import {
  DEPARTMENT_PERMISSIONS,
  DOMAIN_FUNCTIONS,
  PERMISSIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { CEILING_LEVELS, isDenied } from './ceilings.js';
import { explainAccess } from './explain-access.js';
import { beyond, common, onlyFunctions, reachOf, type Scope } from './scope.js';
import { hasRunOut, needsNoGrants, type Subject } from './subject.js';

export const EVERY_SERVICE: Scope<ServiceFunction> = { mode: 'all', functions: SERVICE_FUNCTIONS };
export const EVERY_DOMAIN: Scope<DomainFunction> = { mode: 'all', functions: DOMAIN_FUNCTIONS };

/**
 * All that `explainAccess` says yes to, in one value; full control is written out in the scopes. Without a login that
 * works only mail is left.
 */
export function effectiveAccess(subject: Subject, now: Date): Access {
  const permissions = PERMISSIONS.filter((permission) => explainAccess(subject, { permission }, now).allowed);
  if (subject.login !== 'active' || hasRunOut(subject, now)) return { ...NO_ACCESS, permissions };
  const { access } = subject;
  const hasAll = (full: Permission): boolean => needsNoGrants(subject) || permissions.includes(full);
  return normaliseAccess({
    permissions,
    departments: allDepartmentsBut(departmentsClosedTo(subject)),
    services: onlyFunctions(
      hasAll('services.full') ? EVERY_SERVICE : access.services,
      serviceFunctionsLeft(subject),
    ),
    domains: onlyFunctions(
      hasAll('domains.full') ? EVERY_DOMAIN : access.domains,
      domainFunctionsLeft(subject),
    ),
    expiresAt: needsNoGrants(subject) ? undefined : access.expiresAt,
  });
}

/**
 * What somebody may give: all they hold, and for the provider all that the ceilings leave (P4). Departments that only a
 * ceiling closes are not taken out of "all": they are closed to whoever gets it too, and open again for both.
 */
export function giveable(granter: Subject, now: Date): Access {
  const held = effectiveAccess(
    granter.provider ? { ...granter, kind: 'owner', provider: false } : granter,
    now,
  );
  return { ...held, departments: needsNoGrants(granter) ? { mode: 'all' } : granter.access.departments };
}

function departmentsClosedTo(subject: Subject): number[] {
  const own = needsNoGrants(subject) ? [] : deniedDepartments(subject.access);
  if (subject.provider) return [...own];
  return [...own, ...CEILING_LEVELS.flatMap((level) => [...subject.ceilings[level].departments])];
}

function serviceFunctionsLeft({ provider, ceilings }: Subject): ServiceFunction[] {
  return SERVICE_FUNCTIONS.filter(
    (one) => provider || !isDenied(ceilings, ({ serviceFunctions }) => serviceFunctions.has(one)),
  );
}

function domainFunctionsLeft({ provider, ceilings }: Subject): DomainFunction[] {
  return DOMAIN_FUNCTIONS.filter(
    (one) => provider || !isDenied(ceilings, ({ domainFunctions }) => domainFunctions.has(one)),
  );
}

/** Whether `held` reaches as far as `wanted`, as long too. Both are effective: full control is written out. */
export function covers(held: Access, wanted: Access): boolean {
  return (
    wanted.permissions.every((permission) => held.permissions.includes(permission)) &&
    coversDepartments(held, wanted) &&
    beyond(reachOf(wanted.services), [held.services]).length === 0 &&
    beyond(reachOf(wanted.domains), [held.domains]).length === 0 &&
    !outlasts(wanted.expiresAt, held.expiresAt)
  );
}

// Whoever has nothing to do with tickets reaches no department, whatever their list says.
function coversDepartments(held: Access, wanted: Access): boolean {
  if (!DEPARTMENT_PERMISSIONS.some((permission) => wanted.permissions.includes(permission))) return true;
  const denied = deniedDepartments(wanted);
  return deniedDepartments(held).every((id) => denied.includes(id));
}

/** What both give, until the earlier of their ends. */
export function commonAccess(access: Access, limit: Access): Access {
  return normaliseAccess({
    permissions: access.permissions.filter((permission) => limit.permissions.includes(permission)),
    departments: allDepartmentsBut([...deniedDepartments(access), ...deniedDepartments(limit)]),
    services: common(access.services, limit.services),
    domains: common(access.domains, limit.domains),
    expiresAt: outlasts(access.expiresAt, limit.expiresAt) ? limit.expiresAt : access.expiresAt,
  });
}
