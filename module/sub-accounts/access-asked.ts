// What a sent form asks for, checked against what the client has: a service, domain or department of somebody else is
// refused by its field, and a service is given no function that it does not have.
import type { Department } from '../panels/panel.js';
import type { Access } from '../permissions/access.js';
import type { DomainFunction, ServiceFunction } from '../permissions/catalogue.js';
import { reaches, type Scope } from '../permissions/scope.js';
import type { FieldErrors } from '../support/errors.js';
import type { AccessDraft } from './access-draft.js';
import { accessOf, type Frame } from './access-reading.js';
import { addedIds, areDepartments, idsOf } from './known-ids.js';
import type { ClientPlaces, Place, Places } from './places.js';

export interface Asked {
  access: Access;
  errors: FieldErrors;
  /** What stands in it or stood there before, by id. */
  services: ReadonlyMap<number, Place<ServiceFunction>>;
  domains: ReadonlyMap<number, Place<DomainFunction>>;
}

export async function askedFor(
  clientId: number,
  draft: AccessDraft,
  frame: Frame,
  known: { places: ClientPlaces; departments: readonly Department[] },
): Promise<Asked> {
  const { before } = frame;
  const { access, errors } = accessOf(draft, frame);
  const services = await checked(clientId, known.places.services, before.services, access.services);
  const domains = await checked(clientId, known.places.domains, before.domains, access.domains);
  return {
    access: { ...access, services: services.scope, domains: domains.scope },
    errors: {
      ...errors,
      ...(areDepartments(draft.departments.ids, before, known.departments)
        ? {}
        : { departments: { key: 'access:errors.unknownDepartment' } }),
      ...(services.foreign ? { services: { key: 'access:errors.unknownService' } } : {}),
      ...(domains.foreign ? { domains: { key: 'access:errors.unknownDomain' } } : {}),
    },
    services: services.named,
    domains: domains.named,
  };
}

async function checked<F extends string>(
  clientId: number,
  places: Places<F>,
  before: Scope<F>,
  after: Scope<F>,
): Promise<{ scope: Scope<F>; foreign: boolean; named: Map<number, Place<F>> }> {
  const added = addedIds(before, after);
  const named = await places.named(clientId, [...idsOf(before), ...added]);
  if (after.mode !== 'only') return { scope: after, foreign: false, named };
  const grants = after.grants.map(({ id, functions }) => ({
    id,
    functions: functions.filter(
      (one) => named.get(id)?.functions.includes(one) || (before.mode === 'only' && reaches(before, id, one)),
    ),
  }));
  return {
    scope: { mode: 'only', grants: grants.filter(({ functions }) => functions.length > 0) },
    foreign: added.some((id) => !named.has(id)),
    named,
  };
}
