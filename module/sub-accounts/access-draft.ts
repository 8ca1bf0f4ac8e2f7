// What the access form holds (CL9): everything that was ticked and typed, also for services that are not on the page.
import { deniedDepartments, type Access } from '../permissions/access.js';
import type { DomainFunction, Permission, ServiceFunction } from '../permissions/catalogue.js';
import type { Grant, Scope } from '../permissions/scope.js';
import { dayOf } from '../support/day.js';

/** Services or domains: what was chosen for each of the three answers, and which part of the list is shown. */
export interface ScopeDraft<F extends string> {
  mode: Scope<F>['mode'];
  /** Ticked for "all, also new ones". */
  all: readonly F[];
  /** Ticked one by one; kept while another answer is chosen. */
  grants: readonly Grant<F>[];
  q: string;
  page: number;
  /** Only those with ticks are listed. */
  chosen: boolean;
}

export interface AccessDraft {
  permissions: readonly Permission[];
  departments: { mode: 'all' | 'except'; ids: readonly number[] };
  services: ScopeDraft<ServiceFunction>;
  domains: ScopeDraft<DomainFunction>;
  /** A day as it was typed. */
  expiresAt: string;
  /** Key of the preset that was filled in last; '' for none. */
  preset: string;
}

export function draftOf(access: Access, preset = ''): AccessDraft {
  return {
    permissions: access.permissions,
    departments: { mode: access.departments.mode, ids: deniedDepartments(access) },
    services: scopeDraft(access.services),
    domains: scopeDraft(access.domains),
    expiresAt: access.expiresAt ? dayOf(access.expiresAt) : '',
    preset,
  };
}

function scopeDraft<F extends string>(scope: Scope<F>): ScopeDraft<F> {
  const grants = scope.mode === 'only' ? scope.grants : [];
  const all = scope.mode === 'all' ? scope.functions : [];
  return { mode: scope.mode, all, grants, q: '', page: 1, chosen: grants.length > 0 };
}

/** "view,signOn=12,14;view=13": hundreds of grants in one short hidden field. */
export function packGrants(grants: readonly Grant<string>[]): string {
  const bySet = new Map<string, number[]>();
  for (const { id, functions } of grants) {
    const set = functions.join(',');
    if (set !== '') bySet.set(set, [...(bySet.get(set) ?? []), id]);
  }
  return [...bySet].map(([set, ids]) => `${set}=${ids.join(',')}`).join(';');
}

/** What cannot be read gives nothing. */
export function unpackGrants<F extends string>(text: string, known: readonly F[]): Grant<F>[] {
  const byId = new Map<number, Set<F>>();
  for (const part of text.split(';')) {
    const [set = '', ids = ''] = part.split('=');
    const functions = known.filter((one) => set.split(',').includes(one));
    for (const id of ids.split(',').flatMap(idOf))
      byId.set(id, new Set([...(byId.get(id) ?? []), ...functions]));
  }
  return listOf(byId, known);
}

/** "12.view" of a ticked box. */
export function readTicks<F extends string>(ticks: readonly string[], known: readonly F[]): Grant<F>[] {
  const byId = new Map<number, Set<F>>();
  for (const tick of ticks) {
    const [id = '', name = ''] = tick.split('.');
    for (const found of idOf(id))
      byId.set(found, new Set([...(byId.get(found) ?? []), ...known.filter((one) => one === name)]));
  }
  return listOf(byId, known);
}

/** What was held before, without the boxes that stood on the page, and with those that are ticked on it. */
export function mergeTicks<F extends string>(
  kept: readonly Grant<F>[],
  shown: readonly Grant<F>[],
  ticked: readonly Grant<F>[],
  known: readonly F[],
): Grant<F>[] {
  const byId = new Map(kept.map(({ id, functions }) => [id, new Set(functions)]));
  for (const { id, functions } of shown) for (const one of functions) byId.get(id)?.delete(one);
  for (const { id, functions } of ticked) byId.set(id, new Set([...(byId.get(id) ?? []), ...functions]));
  return listOf(byId, known);
}

const idOf = (text: string): number[] => (/^[1-9]\d{0,14}$/.test(text) ? [Number(text)] : []);

const listOf = <F extends string>(byId: ReadonlyMap<number, ReadonlySet<F>>, known: readonly F[]) =>
  [...byId]
    .map(([id, functions]) => ({ id, functions: known.filter((one) => functions.has(one)) }))
    .filter(({ functions }) => functions.length > 0)
    .toSorted((a, b) => a.id - b.id);

/** The draft as hidden fields, so that the review carries all of it. */
export function carriedFields(draft: AccessDraft): { name: string; value: string }[] {
  const { permissions, departments, expiresAt, preset } = draft;
  const scope = (name: 'services' | 'domains') => {
    const { mode, all, grants } = draft[name];
    return [
      { name: `${name}[mode]`, value: mode },
      ...all.map((value) => ({ name: `${name}[all][]`, value })),
      { name: `${name}[kept]`, value: packGrants(grants) },
    ];
  };
  return [
    ...permissions.map((value) => ({ name: 'permissions[]', value })),
    { name: 'departments[mode]', value: departments.mode },
    ...departments.ids.map((id) => ({ name: 'departments[ids][]', value: String(id) })),
    ...scope('services'),
    ...scope('domains'),
    { name: 'expiresAt', value: expiresAt },
    { name: 'preset', value: preset },
  ];
}
