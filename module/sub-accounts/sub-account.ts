// A sub-account: a contact's login and what it may do (A1–A6). Types and pure rules; no I/O.
import type { Access } from '../permissions/access.js';
import type { Permission } from '../permissions/catalogue.js';
import type { LoginState, Provenance } from '../permissions/subject.js';
import type { PanelAccess } from '../panels/panel-logins.js';

/** The states that we keep (A1). `none`: no login yet, but what it will be able to do is chosen already. */
export const STATES = [
  'none',
  'invited',
  'active',
  'suspended',
  'ended',
] as const satisfies readonly LoginState[];
export type State = (typeof STATES)[number];

export interface SubAccount {
  clientId: number;
  contactId: number;
  state: State;
  /** The login at the panel where logins are apart from contacts; null elsewhere, and until it is active. */
  userId: number | null;
  access: Access;
  from: ReadonlyMap<Permission, Provenance>;
  /** Key of the preset it was filled in from, as long as it is still that; '' else. */
  preset: string;
  /** What the panel held after we last wrote: when it holds something else, it was changed there. */
  toldPanel: PanelAccess;
  /** A session that began under an older one has ended (I10). */
  epoch: number;
  /** What they were called then; '' for staff, whose names clients do not see. */
  grantedBy: string;
  stateBy: string;
  stateAt: Date;
  stateReason: string;
  version: number;
}

/** Which state may follow which (A1). `none` stands for a contact without a row, too. */
const NEXT: Record<State, readonly State[]> = {
  none: ['invited', 'active'],
  invited: ['active', 'ended'],
  active: ['suspended', 'ended'],
  suspended: ['active', 'ended'],
  ended: ['invited', 'active'],
};

export function mayBecome(now: State, next: State): boolean {
  return NEXT[now].includes(next);
}

/** What panels speak of, out of an access: which functions at all, not on what. */
export function toPanelAccess({ permissions, services, domains }: Access): PanelAccess {
  const functionsOf = <F>(scope: Access['services'] | Access['domains']): F[] => {
    if (scope.mode === 'none') return [];
    const lists = scope.mode === 'all' ? [scope.functions] : scope.grants.map(({ functions }) => functions);
    return [...new Set(lists.flat())] as F[];
  };
  return { permissions, serviceFunctions: functionsOf(services), domainFunctions: functionsOf(domains) };
}

/**
 * What is left of an access when the panel itself was changed since we told it: nothing that its own screens took away
 * (I9). What they added is not ours to know, and not given here.
 */
export function withinPanel(access: Access, told: PanelAccess, now: PanelAccess): Access {
  const lost = <T>(before: readonly T[], after: readonly T[]): Set<T> =>
    new Set(before.filter((one) => !after.includes(one)));
  const permissions = lost(told.permissions, now.permissions);
  const services = lost(told.serviceFunctions, now.serviceFunctions);
  const domains = lost(told.domainFunctions, now.domainFunctions);
  if (permissions.size + services.size + domains.size === 0) return access;
  return {
    ...access,
    permissions: access.permissions.filter((permission) => !permissions.has(permission)),
    services: withoutFunctions(access.services, services),
    domains: withoutFunctions(access.domains, domains),
  };
}

function withoutFunctions<F, S extends Access['services'] | Access['domains']>(
  scope: S,
  lost: ReadonlySet<F>,
): S {
  const keep = (functions: readonly unknown[]): unknown[] => functions.filter((one) => !lost.has(one as F));
  if (scope.mode === 'none') return scope;
  if (scope.mode === 'all') return { ...scope, functions: keep(scope.functions) };
  return { ...scope, grants: scope.grants.map((grant) => ({ ...grant, functions: keep(grant.functions) })) };
}
