// Why something cannot be given: one refusal for each thing, with the part of the form that it stands at.
import type { Message } from '../support/errors.js';
import { deniedDepartments, isoText, outlasts, type Access } from './access.js';
import {
  DEPARTMENT_PERMISSIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from './catalogue.js';
import { isDenied, type Ceiling, type Ceilings } from './ceilings.js';
import { giveable } from './effective-access.js';
import { isNothing, type Gift } from './gift.js';
import { beyond, type Reach } from './scope.js';
import { needsNoGrants, type Subject } from './subject.js';

export interface Refusal {
  /** The part of the form; 'access' = the whole change. */
  about: 'access' | keyof Access;
  permission?: Permission;
  /**
   * A presenter adds `owner` and `provider`, and turns `department`, `service`, `domain` (ids) and `at` (ISO 8601)
   * into words.
   */
  reason: Message;
}

/** What of a gift the granter cannot give. */
export function refusalsOf(gift: Gift, granter: Subject, now: Date): Refusal[] {
  const mine = giveable(granter, now);
  const { ceilings } = granter;
  return [
    ...gift.permissions.flatMap((permission): Refusal[] => {
      const reason = notGiveable(mine, ceilings, permission);
      return reason ? [{ about: 'permissions', permission, reason }] : [];
    }),
    ...(needsNoGrants(granter) ? [] : departmentRefusals(gift, mine)),
    ...beyond(gift.services, [mine.services]).map((reach) => serviceRefusal(reach, ceilings)),
    ...beyond(gift.domains, [mine.domains]).map((reach) => domainRefusal(reach, ceilings)),
    ...expiryRefusals(gift, mine),
  ];
}

/** Why a permission cannot be given by whoever may give `mine` (`giveable`); undefined when it can. */
export function notGiveable(mine: Access, ceilings: Ceilings, permission: Permission): Message | undefined {
  if (mine.permissions.includes(permission)) return undefined;
  const label = `permissions:labels.${permission}`;
  return (
    turnedOff(ceilings, ({ permissions }) => permissions.has(permission), label) ?? {
      key: 'permissions:refused.permission',
      params: { label },
    }
  );
}

function turnedOff(
  ceilings: Ceilings,
  denies: (ceiling: Ceiling) => boolean,
  label: string,
): Message | undefined {
  return isDenied(ceilings, denies) ? { key: 'permissions:refused.turnedOff', params: { label } } : undefined;
}

// A new ticket permission gives every department that stays open; a department that opens gives it to every one of them.
function departmentRefusals({ departments, permissions, closed }: Gift, mine: Access): Refusal[] {
  const notMine = deniedDepartments(mine);
  const withNew = permissions.some((one) => DEPARTMENT_PERMISSIONS.includes(one))
    ? notMine.filter((id) => !closed.has(id))
    : [];
  const opened = departments
    .filter(({ permission, id }) => !mine.permissions.includes(permission) || notMine.includes(id))
    .map(({ id }) => id);
  return [...new Set([...withNew, ...opened])].map((department) => ({
    about: 'departments',
    reason: { key: 'permissions:refused.department', params: { department } },
  }));
}

function serviceRefusal({ id, function: one }: Reach<ServiceFunction>, ceilings: Ceilings): Refusal {
  const label = `permissions:functions.${one}`;
  const reason =
    turnedOff(ceilings, ({ serviceFunctions }) => serviceFunctions.has(one), label) ??
    (id === 'all'
      ? { key: 'permissions:refused.allServices', params: { label } }
      : { key: 'permissions:refused.service', params: { label, service: id } });
  return { about: 'services', reason };
}

function domainRefusal({ id, function: one }: Reach<DomainFunction>, ceilings: Ceilings): Refusal {
  const label = `permissions:functions.${one}`;
  const reason =
    turnedOff(ceilings, ({ domainFunctions }) => domainFunctions.has(one), label) ??
    (id === 'all'
      ? { key: 'permissions:refused.allDomains', params: { label } }
      : { key: 'permissions:refused.domain', params: { label, domain: id } });
  return { about: 'domains', reason };
}

function expiryRefusals(gift: Gift, mine: Access): Refusal[] {
  if (isNothing(gift) || !outlasts(gift.until, mine.expiresAt)) return [];
  const reason = { key: 'permissions:refused.expiry', params: { at: isoText(mine.expiresAt) } };
  return [{ about: 'expiresAt', reason }];
}
