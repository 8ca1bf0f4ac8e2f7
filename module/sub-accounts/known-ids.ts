// Whether what an access names is there and the client's own: a foreign id is refused before any rule looks at it (H2).
import type { Panel } from '../panels/panel.js';
import type { Access } from '../permissions/access.js';
import type { Clock } from '../support/clock.js';
import type { Executor } from '../support/database.js';
import { InputError, type FieldErrors } from '../support/errors.js';

export type CheckIds = (clientId: number, access: Access, on: Executor) => Promise<void>;

/** Throws InputError at the part that names something unknown, or an end that has passed. */
export function createCheckIds(panel: Pick<Panel, 'departments' | 'hosting'>, clock: Clock): CheckIds {
  return async (clientId, { departments, services, domains, expiresAt }, on) => {
    const errors: FieldErrors = {};
    if (departments.mode === 'except') {
      const known = (await panel.departments.list(on)).map(({ id }) => id);
      if (departments.ids.some((id) => !known.includes(id)))
        errors['departments'] = { key: 'access:errors.unknownDepartment' };
    }
    if (services.mode === 'only') {
      const found = await Promise.all(
        services.grants.map(({ id }) => panel.hosting.service(clientId, id, on)),
      );
      if (found.includes(undefined)) errors['services'] = { key: 'access:errors.unknownService' };
    }
    if (domains.mode === 'only') {
      const found = await Promise.all(domains.grants.map(({ id }) => panel.hosting.domain(clientId, id, on)));
      if (found.includes(undefined)) errors['domains'] = { key: 'access:errors.unknownDomain' };
    }
    if (expiresAt && !(expiresAt > clock.now())) errors['expiresAt'] = { key: 'access:errors.past' };
    if (Object.keys(errors).length > 0) throw new InputError(errors);
  };
}
