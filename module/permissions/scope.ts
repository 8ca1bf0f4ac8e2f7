// Services and domains that an access reaches (P3): all or some of them, each with its functions.

export interface Grant<F> {
  id: number;
  functions: readonly F[];
}

/** P3. `all` means every service (or domain), also new ones, each with these functions. */
export type Scope<F> =
  { mode: 'none' } | { mode: 'all'; functions: readonly F[] } | { mode: 'only'; grants: readonly Grant<F>[] };

/** One function on one service or domain; `'all'` = on every one, also new ones. */
export interface Reach<F> {
  id: number | 'all';
  function: F;
}

/** Whether a scope gives a function there. Grants of one id add up. */
export function reaches<F>(scope: Scope<F>, id: number | 'all', wanted: F): boolean {
  if (scope.mode === 'none') return false;
  if (scope.mode === 'all') return scope.functions.includes(wanted);
  return scope.grants.some((grant) => grant.id === id && grant.functions.includes(wanted));
}

/** Everything a scope gives. */
export function reachOf<F>(scope: Scope<F>): Reach<F>[] {
  if (scope.mode === 'none') return [];
  const grants: { id: number | 'all'; functions: readonly F[] }[] =
    scope.mode === 'all' ? [{ id: 'all', functions: scope.functions }] : [...scope.grants];
  return grants.flatMap(({ id, functions }) => functions.map((one) => ({ id, function: one })));
}

/** What of `wanted` none of `held` gives. Only an "all" reaches all: services still to come count. */
export function beyond<F>(wanted: readonly Reach<F>[], held: readonly Scope<F>[]): Reach<F>[] {
  const given = new Set(held.flatMap(reachOf).map(keyOf));
  return wanted.filter(
    (one) => !given.has(keyOf(one)) && !given.has(keyOf({ id: 'all', function: one.function })),
  );
}

// Not compared pair by pair: a client may have thousands of services.
const keyOf = <F>(one: Reach<F>): string => `${one.id} ${String(one.function)}`;

/** What both give. */
export function common<F>(scope: Scope<F>, other: Scope<F>): Scope<F> {
  if (scope.mode === 'none' || other.mode === 'none') return { mode: 'none' };
  if (scope.mode === 'all' && other.mode === 'all')
    return { mode: 'all', functions: scope.functions.filter((one) => other.functions.includes(one)) };
  if (scope.mode === 'all') return common(other, scope);
  const lost = new Set(beyond(reachOf(scope), [other]).map(keyOf));
  const grants = scope.grants.map(({ id, functions }) => ({
    id,
    functions: functions.filter((one) => !lost.has(keyOf({ id, function: one }))),
  }));
  return { mode: 'only', grants };
}

/** Only these functions of it. */
export function onlyFunctions<F>(scope: Scope<F>, left: readonly F[]): Scope<F> {
  return common(scope, { mode: 'all', functions: left });
}

/**
 * The one form of equal scopes: `known` order, ids ascending, one grant an id, none empty. Functions that are not known
 * give nothing and are left out.
 */
export function normaliseScope<F>(scope: Scope<F>, known: readonly F[]): Scope<F> {
  const ordered = (functions: readonly F[]): F[] => known.filter((one) => functions.includes(one));
  if (scope.mode === 'none') return { mode: 'none' };
  if (scope.mode === 'all') {
    const functions = ordered(scope.functions);
    return functions.length > 0 ? { mode: 'all', functions } : { mode: 'none' };
  }
  const byId = new Map<number, F[]>();
  for (const { id, functions } of scope.grants) byId.set(id, [...(byId.get(id) ?? []), ...functions]);
  const grants = [...byId]
    .map(([id, functions]) => ({ id, functions: ordered(functions) }))
    .filter(({ functions }) => functions.length > 0)
    .toSorted((a, b) => a.id - b.id);
  return grants.length > 0 ? { mode: 'only', grants } : { mode: 'none' };
}
