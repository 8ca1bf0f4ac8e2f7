// Which WHMCS a sample database imitates: its version, charset, width of flags, and form of permissions.
// hosts.md 6: where a fact is not established, both variants exist as profiles of their own.

export interface SampleProfile {
  version: '7.6' | '7.10' | '8';
  charset: 'utf8mb4' | 'utf8mb3' | 'latin1';
  /** hosts.md 1.2 leaves the width of `i` open: flags are `int` in one run and `tinyint(1)` in another. */
  flags: 'int' | 'tinyint';
  /** The stored form of permissions is not established (hosts.md 1.3). */
  permissionForm: 'comma' | 'json';
}

/** The profiles of hosts.md section 6, and variants for what it leaves open. */
export const SAMPLE_PROFILES = {
  whmcs76: { version: '7.6', charset: 'utf8mb3', flags: 'int', permissionForm: 'comma' },
  whmcs7: { version: '7.10', charset: 'utf8mb3', flags: 'int', permissionForm: 'comma' },
  whmcs8: { version: '8', charset: 'utf8mb4', flags: 'int', permissionForm: 'comma' },
  whmcs8Utf8mb3Tinyint: { version: '8', charset: 'utf8mb3', flags: 'tinyint', permissionForm: 'json' },
  whmcs7Latin1: { version: '7.10', charset: 'latin1', flags: 'tinyint', permissionForm: 'comma' },
} as const satisfies Record<string, SampleProfile>;

export type SampleProfileName = keyof typeof SAMPLE_PROFILES;

/** Era 8 (hosts.md 1.1): logins are `tblusers`, no longer contacts. */
export function hasUsers(profile: SampleProfile): boolean {
  return profile.version === '8';
}

/** Whether the imitated version is at least this one. '8' stands for any 8.x. */
export function isAtLeast(version: SampleProfile['version'], wanted: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantedMajor = 0, wantedMinor = 0] = wanted.split('.').map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}

/** Picks from `native|ascii` what the charset can hold; text without a bar is ASCII already. */
export function spell(text: string, profile: SampleProfile): string {
  const [native = '', ascii = native] = text.split('|');
  return profile.charset === 'latin1' ? ascii : native;
}
