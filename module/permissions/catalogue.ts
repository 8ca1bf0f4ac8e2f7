// What can be allowed, as data: types, labels (lang/*/permissions.json) and tests derive from it. Unknown keys grant
// nothing. A new permission is one line here, one word per language and its rows in the policy table of the tests.

export const SECTIONS = ['billing', 'support', 'miscellaneous'] as const;
export type Section = (typeof SECTIONS)[number];

/** Said beside the permission: it binds the company, spends money, opens access, can lose data, may show secrets. */
export const RISKS = ['binds', 'money', 'access', 'dataLoss', 'secrets'] as const;
export type Risk = (typeof RISKS)[number];

interface Entry<Key extends string> {
  key: Key;
  section: Section;
  risk?: Risk;
  /** Only means mail: works for a contact without a sub-account too, and outlives one (A1). */
  mail?: true;
}

// In the order of the screen and of every list.
const ENTRIES = [
  { key: 'billing.notifications', section: 'billing', mail: true },
  { key: 'billing.contracts', section: 'billing', risk: 'binds' },
  { key: 'billing.creditCards', section: 'billing', risk: 'money' },
  { key: 'billing.invoices', section: 'billing', risk: 'money' },
  { key: 'billing.balance', section: 'billing' },
  { key: 'billing.estimates', section: 'billing', risk: 'money' },
  { key: 'billing.orders', section: 'billing', risk: 'money' },
  { key: 'billing.funds', section: 'billing', risk: 'money' },
  { key: 'support.open', section: 'support' },
  { key: 'support.notifications', section: 'support', mail: true },
  { key: 'support.view', section: 'support' },
  { key: 'support.close', section: 'support' },
  { key: 'profile.edit', section: 'miscellaneous' },
  { key: 'sshKeys.manage', section: 'miscellaneous', risk: 'access' },
  { key: 'services.full', section: 'miscellaneous', risk: 'dataLoss' },
  { key: 'emails.history', section: 'miscellaneous', risk: 'secrets' },
  { key: 'contacts.manage', section: 'miscellaneous', risk: 'access' },
  { key: 'domains.full', section: 'miscellaneous', risk: 'dataLoss' },
  { key: 'ipAccess.edit', section: 'miscellaneous', risk: 'access' },
  { key: 'affiliates.access', section: 'miscellaneous' },
] as const satisfies readonly Entry<string>[];

/** One thing a sub-account may do. */
export type Permission = (typeof ENTRIES)[number]['key'];
export type CatalogueEntry = Entry<Permission>;

export const CATALOGUE: readonly CatalogueEntry[] = ENTRIES;
export const PERMISSIONS: readonly Permission[] = CATALOGUE.map(({ key }) => key);

export function isPermission(key: string): key is Permission {
  return (PERMISSIONS as readonly string[]).includes(key);
}

/** Permissions that only mean mail: no login is needed to hold one. */
export const MAIL_PERMISSIONS: readonly Permission[] = CATALOGUE.filter(({ mail }) => mail).map(
  ({ key }) => key,
);

/** What a department limit is about (P2); every other permission knows no departments. */
export const DEPARTMENT_PERMISSIONS: readonly Permission[] = [
  'support.open',
  'support.view',
  'support.close',
];

/** What can be done with one service. A service has some of them. */
export const SERVICE_FUNCTIONS = ['view', 'billing', 'signOn', 'manage', 'upgrade', 'cancel'] as const;
export type ServiceFunction = (typeof SERVICE_FUNCTIONS)[number];

/** What can be done with one domain. */
export const DOMAIN_FUNCTIONS = ['view', 'nameservers', 'renew', 'manage'] as const;
export type DomainFunction = (typeof DOMAIN_FUNCTIONS)[number];
