// The names of our own tables. The prefix is the manifest's; nothing outside it is ever ours.
import { manifest } from '../manifest.js';

export const OWN_TABLES = [
  'clients',
  'contacts',
  'settings',
  'sessions',
  'hand_overs',
  'audit',
  'outbox',
  'idempotency',
  'contact_types',
  'primary_roles',
  'field_rules',
  'change_requests',
  'api_keys',
  'rate_limits',
  'sub_accounts',
  'invitations',
  'password_resets',
  'presets',
  'ceilings',
  'category_overrides',
  'contact_marks',
  'told_flags',
  'mail_sync',
  'notices',
  'billing_accounts',
  'billing_account_services',
  'markets',
  'request_aliases',
  'panel_logins',
] as const;

export type OwnTable = (typeof OWN_TABLES)[number];

export function table(name: OwnTable): string {
  return `${manifest.tablePrefix}${name}`;
}
