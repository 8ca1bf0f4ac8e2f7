// What speaks for and against one question: who somebody is, what was given to them, and the limits it was given with.
// In P5's order: owner → preset → set by hand → department or service limit → not granted.
import { deniedDepartments, isoText } from './access.js';
import { DEPARTMENT_PERMISSIONS, isPermission, MAIL_PERMISSIONS, type Permission } from './catalogue.js';
import { denies, grants, standing, type Finding, type Rights } from './finding.js';
import type { PermissionQuestion, Question } from './question.js';
import { domainRights, serviceRights } from './scope-rights.js';
import { needsNoGrants, type Subject } from './subject.js';

/** Undefined when the question names something that the catalogue does not know. */
export function rightsOn(subject: Subject, question: Question): Rights | undefined {
  if (question.permission !== undefined)
    return isPermission(question.permission) ? permissionRights(subject, question) : undefined;
  if (question.service !== undefined) return serviceRights(subject, question);
  return domainRights(subject, question);
}

function permissionRights(subject: Subject, { permission, department }: PermissionQuestion): Rights {
  const knowsDepartments = DEPARTMENT_PERMISSIONS.includes(permission);
  const findings = [
    ...provenance(subject, permission),
    ...(knowsDepartments ? departmentLimits(subject, department) : []),
    ...(subject.access.permissions.includes(permission) ? [] : [denies('notGranted')]),
  ];
  return {
    needsLogin: !(isPerson(subject) && MAIL_PERMISSIONS.includes(permission)),
    isDeniedBy: (ceiling) =>
      ceiling.permissions.has(permission) ||
      (knowsDepartments && department !== undefined && ceiling.departments.has(department)),
    findings: needsNoGrants(subject) ? [standing(subject)] : findings,
  };
}

// Mail goes to people, whether they sign in or not (A1).
const isPerson = ({ kind }: Subject): boolean => kind === 'owner' || kind === 'sub-account';

function provenance(subject: Subject, permission: Permission): Finding[] {
  if (!subject.access.permissions.includes(permission)) return [];
  const { preset, by, at } = subject.from.get(permission) ?? {};
  if (preset !== undefined) return [grants('preset', { preset })];
  if (by === undefined) return [grants('granted')];
  return [at ? grants('setByOn', { by, at: isoText(at) }) : grants('setBy', { by })];
}

// Asked "at all", a limit decides nothing: the answer is yes, but not there.
function departmentLimits(subject: Subject, asked: number | undefined): Finding[] {
  const denied = deniedDepartments(subject.access);
  if (asked === undefined)
    return denied.map((department) => ({ ...denies('department', { department }), verdict: 'tells' }));
  return denied.includes(asked) ? [denies('department', { department: asked })] : [];
}
