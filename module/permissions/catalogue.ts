// The permissions that pages ask for, as data: types, labels (lang/*/permissions.json) and tests derive from it.
// Unknown keys grant nothing.

export const PERMISSIONS = ['contacts.manage', 'profile.edit'] as const;

/** One thing a sub-account may do. The full catalogue of domain.md §4 grows in this list. */
export type Permission = (typeof PERMISSIONS)[number];

export function isPermission(key: string): key is Permission {
  return (PERMISSIONS as readonly string[]).includes(key);
}
