// Whom a change of ceilings concerns: who loses and who gets back what, by the one decision, before and after. Pure; it
// keeps counts and the first few people, whatever their number.
import type { Access } from '../permissions/access.js';
import {
  DEPARTMENT_PERMISSIONS,
  DOMAIN_FUNCTIONS,
  SERVICE_FUNCTIONS,
  type DomainFunction,
  type Permission,
  type ServiceFunction,
} from '../permissions/catalogue.js';
import type { Ceilings } from '../permissions/ceilings.js';
import { explainAccess } from '../permissions/explain-access.js';
import type { Question } from '../permissions/question.js';
import type { LoginState, Subject } from '../permissions/subject.js';
import type { LineKey } from './ceiling-line.js';

/** Somebody who may be concerned: what was given to them, and the state of their login. */
export interface Holder {
  clientId: number;
  contactId: number;
  state: LoginState;
  access: Access;
}

export interface LineCount {
  people: number;
  clients: number;
}

export interface AffectedPerson {
  clientId: number;
  contactId: number;
  lost: LineKey[];
  restored: LineKey[];
}

export interface Affected {
  /** Per line that was asked about, in that order. */
  lines: { lost: LineCount; restored: LineCount }[];
  total: number;
  /** The first of them. */
  people: AffectedPerson[];
}

export interface Tally {
  /** Those of one client one after the other. */
  add(holder: Holder, before: Ceilings, after: Ceilings, now: Date): void;
  result(): Affected;
}

export const SHOWN = 25;

export function newTally(keys: readonly LineKey[]): Tally {
  const counts = keys.map(() => ({ lost: newCount(), restored: newCount() }));
  const people: AffectedPerson[] = [];
  let total = 0;
  return {
    add(holder, before, after, now) {
      const { clientId, contactId } = holder;
      const [had, has] = [subjectOf(holder, before), subjectOf(holder, after)];
      const person: AffectedPerson = { clientId, contactId, lost: [], restored: [] };
      for (const [index, key] of keys.entries()) {
        const [was, is] = [holds(had, key, now), holds(has, key, now)];
        if (was === is) continue;
        const kind = was ? 'lost' : 'restored';
        person[kind].push(key);
        counts[index]?.[kind].add(clientId);
      }
      if (person.lost.length + person.restored.length === 0) return;
      total += 1;
      if (people.length < SHOWN) people.push(person);
    },
    result: () => ({
      lines: counts.map(({ lost, restored }) => ({ lost: lost.read(), restored: restored.read() })),
      total,
      people,
    }),
  };
}

/** Whether somebody has it anywhere at all. */
export function holds(subject: Subject, key: LineKey, now: Date): boolean {
  return questionsAbout(subject.access, key).some(
    (question) => explainAccess(subject, question, now).allowed,
  );
}

// A function is asked about where it was given, and on a service that nobody named: what holds there holds on all.
function questionsAbout({ services, domains }: Access, { kind, name }: LineKey): Question[] {
  if (kind === 'permission') return [{ permission: name as Permission }];
  if (kind === 'department')
    return DEPARTMENT_PERMISSIONS.map((permission) => ({ permission, department: Number(name) }));
  if (kind === 'service') {
    const serviceFunction = SERVICE_FUNCTIONS.find((one) => one === name) as ServiceFunction;
    return placesOf(services, serviceFunction).map((id) => ({
      service: { id, functions: SERVICE_FUNCTIONS },
      serviceFunction,
    }));
  }
  const domainFunction = DOMAIN_FUNCTIONS.find((one) => one === name) as DomainFunction;
  return placesOf(domains, domainFunction).map((domain) => ({ domain, domainFunction }));
}

const ANY = 0;

// A ceiling knows no single services: one that has the function answers for all that have it.
function placesOf(scope: Access['services'] | Access['domains'], wanted: string): number[] {
  if (scope.mode !== 'only') return [ANY];
  const given = scope.grants.find(({ functions }) => (functions as readonly string[]).includes(wanted));
  return given ? [given.id, ANY] : [ANY];
}

function subjectOf({ state, access }: Holder, ceilings: Ceilings): Subject {
  return { kind: 'sub-account', provider: false, login: state, access, from: new Map(), ceilings };
}

function newCount() {
  const count: LineCount = { people: 0, clients: 0 };
  let last: number | undefined;
  return {
    add(clientId: number): void {
      count.people += 1;
      if (clientId !== last) count.clients += 1;
      last = clientId;
    },
    read: (): LineCount => count,
  };
}
