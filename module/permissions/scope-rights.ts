// The rights on one service or one domain (P3): full control of all of them, or what was given on this one.
import { isDenied, type Ceiling } from './ceilings.js';
import { DOMAIN_FUNCTIONS, SERVICE_FUNCTIONS, type Permission } from './catalogue.js';
import { denies, grants, standing, type Finding, type Rights } from './finding.js';
import type { DomainQuestion, ServiceQuestion } from './question.js';
import { reaches, type Scope } from './scope.js';
import { needsNoGrants, type Subject } from './subject.js';

export function serviceRights(
  subject: Subject,
  { service, serviceFunction }: ServiceQuestion,
): Rights | undefined {
  if (!SERVICE_FUNCTIONS.includes(serviceFunction)) return undefined;
  return scopeRights(subject, {
    words: SERVICE_WORDS,
    full: 'services.full',
    scope: subject.access.services,
    id: service.id,
    wanted: serviceFunction,
    functions: SERVICE_FUNCTIONS,
    exists: service.functions.includes(serviceFunction),
    isDeniedBy: (ceiling) => ceiling.serviceFunctions.has(serviceFunction),
  });
}

export function domainRights(
  subject: Subject,
  { domain, domainFunction }: DomainQuestion,
): Rights | undefined {
  if (!DOMAIN_FUNCTIONS.includes(domainFunction)) return undefined;
  return scopeRights(subject, {
    words: DOMAIN_WORDS,
    full: 'domains.full',
    scope: subject.access.domains,
    id: domain,
    wanted: domainFunction,
    functions: DOMAIN_FUNCTIONS,
    exists: true,
    isDeniedBy: (ceiling) => ceiling.domainFunctions.has(domainFunction),
  });
}

interface ScopeAsked<F extends string> {
  words: typeof SERVICE_WORDS | typeof DOMAIN_WORDS;
  /** The permission that covers every function of every one. */
  full: Permission;
  scope: Scope<F>;
  id: number;
  wanted: F;
  functions: readonly F[];
  /** Whether it has this function at all. */
  exists: boolean;
  isDeniedBy: (ceiling: Ceiling) => boolean;
}

const SERVICE_WORDS = {
  given: 'service.given',
  all: 'service.all',
  without: 'service.without',
  notGiven: 'service.notGiven',
} as const;

const DOMAIN_WORDS = {
  given: 'domain.given',
  all: 'domain.all',
  without: 'domain.without',
  notGiven: 'domain.notGiven',
} as const;

function scopeRights<F extends string>(subject: Subject, asked: ScopeAsked<F>): Rights {
  const { full, isDeniedBy } = asked;
  const isGiven = reaches(asked.scope, asked.id, asked.wanted);
  const hasFull = subject.access.permissions.includes(full);
  // A ceiling on full control decides only where nothing else gives the function.
  const hangsOnFull = !needsNoGrants(subject) && hasFull && !isGiven;
  return {
    needsLogin: true,
    isDeniedBy: (ceiling) => isDeniedBy(ceiling) || (hangsOnFull && ceiling.permissions.has(full)),
    findings: [
      ...scopeSource(subject, asked, isGiven, hasFull),
      ...(asked.exists ? [] : [denies('service.lacks', { label: labelOf(asked.wanted) })]),
      ...(isGiven || hasFull || needsNoGrants(subject) ? [] : [scopeLimit(asked)]),
    ],
  };
}

function scopeSource<F extends string>(
  subject: Subject,
  { full, scope, words }: ScopeAsked<F>,
  isGiven: boolean,
  hasFull: boolean,
): Finding[] {
  if (needsNoGrants(subject)) return [standing(subject)];
  const fullWorks = hasFull && !isDenied(subject.ceilings, (ceiling) => ceiling.permissions.has(full));
  if (isGiven && !fullWorks) return [grants(scope.mode === 'all' ? words.all : words.given)];
  return hasFull ? [grants('covered', { label: `permissions:labels.${full}` })] : [];
}

function scopeLimit<F extends string>({ words, scope, id, wanted, functions }: ScopeAsked<F>): Finding {
  if (scope.mode === 'none') return denies('notGranted');
  if (!functions.some((one) => reaches(scope, id, one))) return denies(words.notGiven);
  return denies(words.without, { label: labelOf(wanted) });
}

const labelOf = (one: string): string => `permissions:functions.${one}`;
