// Permission values as a panel may store them (hosts.md 1.3: the form of era 8 is not established).
import type { SampleProfile } from './sample-profile.js';

export type PermissionForm = SampleProfile['permissionForm'] | 'object' | 'serialized';

const WRITERS: Readonly<Record<PermissionForm, (keys: readonly string[]) => string>> = {
  comma: (keys) => keys.join(','),
  json: (keys) => JSON.stringify(keys),
  object: (keys) => JSON.stringify(Object.fromEntries(keys.map((key) => [key, true]))),
  // PHP counts bytes; the keys are ASCII.
  serialized: (keys) =>
    `a:${keys.length}:{${keys.map((key, index) => `i:${index};s:${key.length}:"${key}";`).join('')}}`,
};

/** The stored text of these permission keys. */
export function permissionText(keys: readonly string[], form: PermissionForm): string {
  return WRITERS[form](keys);
}

/** The form this profile keeps permissions in: era 7 stores a comma list whatever era 8 does (hosts.md 1.3). */
export function formOf(profile: SampleProfile): PermissionForm {
  return profile.version === '8' ? profile.permissionForm : 'comma';
}
