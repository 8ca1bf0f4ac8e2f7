// Whether what an access names is there and the client's own: a foreign id is refused before any rule looks at it (H2).
// What somebody held already may be gone meanwhile: it may stay or be taken away, and opens nothing.
import type { Department, PanelDepartments } from '../panels/panel.js';
import { deniedDepartments, type Access } from '../permissions/access.js';
import type { Scope } from '../permissions/scope.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { InputError, type FieldErrors } from '../support/errors.js';
import type { ClientPlaces, Places } from './places.js';

/**
 * Throws InputError at the part of `access` that names something unknown, or an end that has passed. `before`: what is
 * stored.
 */
export type CheckIds = (clientId: number, access: Access, before: Access) => Promise<void>;

export function createCheckIds(deps: {
  places: ClientPlaces;
  departments: PanelDepartments;
  on: Executor;
  clock: Clock;
}): CheckIds {
  const { places, departments, on, clock } = deps;
  return async (clientId, access, before) => {
    const errors: FieldErrors = {};
    const denied = deniedDepartments(access);
    if (denied.length > 0 && !areDepartments(denied, before, await departments.list(on)))
      errors['departments'] = { key: 'access:errors.unknownDepartment' };
    if (await hasForeign(clientId, places.services, before.services, access.services))
      errors['services'] = { key: 'access:errors.unknownService' };
    if (await hasForeign(clientId, places.domains, before.domains, access.domains))
      errors['domains'] = { key: 'access:errors.unknownDomain' };
    const { expiresAt } = access;
    if (expiresAt && !(expiresAt > clock.now())) errors['expiresAt'] = { key: 'access:errors.past' };
    if (Object.keys(errors).length > 0) throw new InputError(errors);
  };
}

async function hasForeign<F extends string>(
  clientId: number,
  places: Places<F>,
  before: Scope<F>,
  after: Scope<F>,
): Promise<boolean> {
  const added = addedIds(before, after);
  const named = await places.named(clientId, added);
  return added.some((id) => !named.has(id));
}

/** The services or domains that were chosen one by one, each once. */
export function idsOf(scope: Scope<string>): number[] {
  return scope.mode === 'only' ? [...new Set(scope.grants.map(({ id }) => id))] : [];
}

/** Those that were not held before: they must be the client's. */
export function addedIds(before: Scope<string>, after: Scope<string>): number[] {
  const held = new Set(idsOf(before));
  return idsOf(after).filter((id) => !held.has(id));
}

/** Whether each of these departments is one of the panel's, or was denied before. */
export function areDepartments(
  ids: readonly number[],
  before: Access,
  departments: readonly Department[],
): boolean {
  const known = new Set([...departments.map(({ id }) => id), ...deniedDepartments(before)]);
  return ids.every((id) => known.has(id));
}
