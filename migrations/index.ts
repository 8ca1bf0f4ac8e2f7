// All migrations, in the order in which they run. A migration that has been released is never edited.
import * as first from './2026-11-first-tables.js';
import * as api from './2026-11-api.js';
import * as company from './2026-11-company.js';
import * as notices from './2026-11-notices.js';
import * as roles from './2026-11-roles.js';
import * as access from './2026-11-sub-accounts.js';
import * as panelLogins from './2026-12-panel-logins.js';
import type { Migration } from './migration.js';

export type { Migration };

export const migrations: readonly Migration[] = [
  first.clients,
  first.contacts,
  first.settings,
  first.sessions,
  first.handOvers,
  first.audit,
  first.outbox,
  first.idempotency,
  roles.contactTypes,
  roles.primaryRoles,
  company.fieldRules,
  company.changeRequests,
  api.apiKeys,
  api.rateLimits,
  access.subAccounts,
  access.invitations,
  access.passwordResets,
  access.presets,
  access.ceilings,
  notices.categoryOverrides,
  notices.contactMarks,
  notices.toldFlags,
  notices.mailSync,
  notices.notices,
  notices.billingAccounts,
  notices.billingAccountServices,
  notices.markets,
  notices.requestAliases,
  panelLogins.panelLogins,
];
