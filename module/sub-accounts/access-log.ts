// A change of access for the log, and where each permission came from.
import type { Changes } from '../audit/store.js';
import type { Access } from '../permissions/access.js';
import type { AccessChange } from '../permissions/access-changes.js';
import type { Permission } from '../permissions/catalogue.js';
import type { Provenance } from '../permissions/subject.js';

/** "access.permissions" → what was taken away and what was given, as keys that a presenter puts into words. */
export function changesOf(changes: readonly AccessChange[]): Changes {
  const log: Changes = {};
  for (const change of changes) {
    const field = `access.${change.what}`;
    const entry = (log[field] ??= { before: '', after: '' });
    const side = change.kind === 'added' ? 'after' : 'before';
    entry[side] = entry[side] === '' ? textOf(change) : `${entry[side]},${textOf(change)}`;
  }
  return log;
}

function textOf(change: AccessChange): string {
  if (change.what === 'permission') return change.permission;
  if (change.what === 'expiry') return change.at.toISOString();
  if (change.what === 'department') return String(change.id);
  return `${change.id}:${change.function}`;
}

/** What stays keeps where it came from; what is new came from the preset, or from whoever sets it now. */
export function provenanceOf(
  before: ReadonlyMap<Permission, Provenance>,
  was: Access,
  after: Access,
  by: { preset: string; name: string; at: Date },
): ReadonlyMap<Permission, Provenance> {
  return new Map(
    after.permissions.map((permission) => {
      const kept = was.permissions.includes(permission) ? before.get(permission) : undefined;
      const source = by.preset === '' ? { by: by.name } : { preset: by.preset };
      return [permission, kept ?? { ...source, at: by.at }];
    }),
  );
}
