// From what was ticked to an access, with what is missing for it and what is worth knowing about it. Pure.
import { allDepartmentsBut, deniedDepartments, normaliseAccess, type Access } from '../permissions/access.js';
import { DEPARTMENT_PERMISSIONS, MAIL_PERMISSIONS, type Permission } from '../permissions/catalogue.js';
import type { Scope } from '../permissions/scope.js';
import { dayOf, isDay } from '../support/day.js';
import type { FieldErrors, Message } from '../support/errors.js';
import type { AccessDraft, ScopeDraft } from './access-draft.js';

/** What a form is read against. */
export interface Frame {
  /** What the person has now. */
  before: Access;
  /** What whoever fills it in may give. */
  mine: Access;
  now: Date;
}

/** The whole access that was asked for, and what is missing for it. */
export function accessOf(draft: AccessDraft, frame: Frame): { access: Access; errors: FieldErrors } {
  const errors: FieldErrors = {};
  const refuse = (field: string, key: string): void => {
    errors[field] = { key: `access:errors.${key}` };
  };
  const { mode, ids } = draft.departments;
  const closed = [...(mode === 'except' ? ids : []), ...departmentsClosed(draft, frame)];
  if (mode === 'except' && closed.length === 0) refuse('departments', 'noDepartment');
  const scope = <F extends string>(field: 'services' | 'domains', one: ScopeDraft<F>): Scope<F> => {
    if (one.mode === 'all' && one.all.length === 0) refuse(field, 'noFunction');
    if (one.mode === 'only' && one.grants.length === 0)
      refuse(field, field === 'services' ? 'noService' : 'noDomain');
    if (one.mode === 'all') return { mode: 'all', functions: one.all };
    return one.mode === 'only' ? { mode: 'only', grants: one.grants } : { mode: 'none' };
  };
  const end = endOf(draft.expiresAt, frame);
  if (end === 'past') refuse('expiresAt', 'past');
  const access = normaliseAccess({
    permissions: draft.permissions,
    departments: allDepartmentsBut(closed),
    services: scope('services', draft.services),
    domains: scope('domains', draft.domains),
    expiresAt: end === 'past' ? frame.before.expiresAt : end,
  });
  return { access, errors };
}

/** Departments that stay closed whatever is ticked: whoever gives has no access to them either. */
export function fixedDepartments({ before, mine }: Frame): number[] {
  const denied = deniedDepartments(before);
  const hadTickets = hasTickets(before);
  return deniedDepartments(mine).filter((id) => denied.includes(id) || !hadTickets);
}

const departmentsClosed = (draft: AccessDraft, frame: Frame): number[] =>
  hasTickets(draft) ? fixedDepartments(frame) : [];

const hasTickets = ({ permissions }: Pick<Access, 'permissions'>): boolean =>
  DEPARTMENT_PERMISSIONS.some((one) => permissions.includes(one));

// To the end of the day that was typed. The day of an end that is known means exactly that end: a form that is sent
// back as it was changes nothing, and a day that one's own access ends on is not beyond it.
function endOf(day: string, { before, mine, now }: Frame): Date | undefined | 'past' {
  if (day === '') return undefined;
  if (before.expiresAt && dayOf(before.expiresAt) === day) return before.expiresAt;
  if (!isDay(day) || day <= dayOf(now)) return 'past';
  if (mine.expiresAt && dayOf(mine.expiresAt) === day) return mine.expiresAt;
  return new Date(`${day}T23:59:59Z`);
}

/** What is worth knowing about these ticks; nothing of it is forced. */
export function notesOn({ permissions, departments, services, domains }: Access, name: string): Message[] {
  const has = (permission: Permission): boolean => permissions.includes(permission);
  const opens = permissions.some((one) => !MAIL_PERMISSIONS.includes(one));
  const say = (when: boolean, key: string): Message[] =>
    when ? [{ key: `access:notes.${key}`, params: { name } }] : [];
  return [
    ...say(has('support.close') && !has('support.view'), 'closeWithoutView'),
    ...say(departments.mode === 'except' && !hasTickets({ permissions }), 'noTickets'),
    ...say(has('services.full') && services.mode !== 'none', 'servicesCovered'),
    ...say(has('domains.full') && domains.mode !== 'none', 'domainsCovered'),
    ...say(!opens && services.mode === 'none' && domains.mode === 'none', 'nothing'),
  ];
}
