// What differs between two states of a thing, as the log keeps it.
import type { Changes } from './store.js';

/** Every field that differs, as texts; what is not there is ''. */
export function changesOf(
  was: Readonly<Record<string, string>>,
  is: Readonly<Record<string, string>>,
): Changes {
  const differing = Object.keys({ ...was, ...is }).filter(
    (field) => (was[field] ?? '') !== (is[field] ?? ''),
  );
  return Object.fromEntries(
    differing.map((field) => [field, { before: was[field] ?? '', after: is[field] ?? '' }]),
  );
}
