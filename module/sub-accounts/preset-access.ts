// What somebody who started from a preset has to do with it later: whether they still have what it gives, and what they
// would have when it gives something else. Pure.
import { accessChanges } from '../permissions/access-changes.js';
import { NO_ACCESS, type Access } from '../permissions/access.js';
import { DOMAIN_FUNCTIONS, PERMISSIONS, SERVICE_FUNCTIONS } from '../permissions/catalogue.js';
import type { Ceilings } from '../permissions/ceilings.js';
import { commonAccess, EVERY_DOMAIN, EVERY_SERVICE, giveable } from '../permissions/effective-access.js';
import { applyPreset, type Preset } from '../permissions/presets.js';
import { onlyFunctions, reachOf, type Scope } from '../permissions/scope.js';

const EVERYTHING: Access = {
  ...NO_ACCESS,
  permissions: PERMISSIONS,
  services: EVERY_SERVICE,
  domains: EVERY_DOMAIN,
};

/**
 * Whether an access is what the preset gives, on the services and domains that were chosen for it. What the ceilings
 * deny is left aside, because nobody could tick it, and so is the end: presets have none.
 */
export function isAsGiven(access: Access, preset: Preset, ceilings: Ceilings, now: Date): boolean {
  const limit = limitOf(ceilings, now);
  const [has, gives] = [{ ...access, expiresAt: undefined }, wholePreset(preset, access)];
  return accessChanges(commonAccess(has, limit), commonAccess(gives, limit)).length === 0;
}

/**
 * What the preset gives instead, bound by the ceilings; what somebody has already may stay below a ceiling (P6). The
 * services and domains that were chosen stay chosen, and access ends when it did.
 */
export function nextAccess(access: Access, preset: Preset, ceilings: Ceilings, now: Date): Access {
  const limit = limitOf(ceilings, now);
  const whole = wholePreset(preset, access);
  const keeps = <F>(known: readonly F[], ...scopes: Scope<F>[]): F[] => {
    const given = new Set(scopes.flatMap(reachOf).map((reach) => reach.function));
    return known.filter((one) => given.has(one));
  };
  return {
    permissions: whole.permissions.filter(
      (one) => limit.permissions.includes(one) || access.permissions.includes(one),
    ),
    departments: access.departments,
    services: onlyFunctions(whole.services, keeps(SERVICE_FUNCTIONS, limit.services, access.services)),
    domains: onlyFunctions(whole.domains, keeps(DOMAIN_FUNCTIONS, limit.domains, access.domains)),
    expiresAt: access.expiresAt,
  };
}

function wholePreset(preset: Preset, { services, domains }: Access): Access {
  return applyPreset(preset, { services: idsOf(services), domains: idsOf(domains), within: EVERYTHING });
}

function idsOf(scope: Access['services'] | Access['domains']): number[] {
  return scope.mode === 'only' ? scope.grants.map(({ id }) => id) : [];
}

/** What whoever acts for the provider may give under these ceilings. */
function limitOf(ceilings: Ceilings, now: Date): Access {
  const provider = { kind: 'staff', provider: true, login: 'active' } as const;
  return giveable({ ...provider, access: NO_ACCESS, from: new Map(), ceilings }, now);
}
