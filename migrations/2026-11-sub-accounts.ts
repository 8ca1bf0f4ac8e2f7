// Sub-accounts and what they may do: states, invitations, presets and ceilings.
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const subAccounts = createTable(
  '2026-11-21-sub-accounts',
  table('sub_accounts'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  state VARCHAR(10) NOT NULL COMMENT 'invited, active, suspended, ended',
  user_id BIGINT NULL COMMENT 'the login at the panel, where logins are apart from contacts',
  access MEDIUMTEXT NOT NULL COMMENT 'JSON: permissions, departments, services, domains',
  expires_at DATETIME NULL,
  ending_told_at DATETIME NULL COMMENT 'when both were told that it ends soon',
  provenance TEXT NOT NULL COMMENT 'JSON: permission to where it came from',
  preset VARCHAR(40) NOT NULL DEFAULT '' COMMENT 'filled in from, and as it was since',
  told_panel TEXT NOT NULL COMMENT 'JSON: what the panel read back after our last write',
  epoch INT UNSIGNED NOT NULL DEFAULT 0 COMMENT 'sessions of an older one have ended',
  granted_by VARCHAR(255) NOT NULL DEFAULT '',
  state_by VARCHAR(255) NOT NULL DEFAULT '',
  state_at DATETIME NOT NULL,
  state_reason VARCHAR(500) NOT NULL DEFAULT '',
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (client_id, contact_id),
  KEY ${table('sub_accounts')}_user_index (client_id, user_id),
  KEY ${table('sub_accounts')}_expires_at_index (expires_at),
  KEY ${table('sub_accounts')}_preset_index (preset, client_id, contact_id),
  CONSTRAINT ${table('sub_accounts')}_contact_foreign FOREIGN KEY (client_id, contact_id)
    REFERENCES ${table('contacts')} (client_id, contact_id) ON DELETE CASCADE`,
);

export const invitations = createTable(
  '2026-11-22-invitations',
  table('invitations'),
  `
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the token, never the token',
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  email VARCHAR(254) NOT NULL COMMENT 'bound to this address',
  inviter TEXT NOT NULL COMMENT 'JSON: whose rights are looked at again when it is accepted',
  inviter_name VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'empty for staff',
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  state VARCHAR(10) NOT NULL DEFAULT 'open' COMMENT 'open, used, declined, cancelled, replaced',
  closed_at DATETIME NULL,
  PRIMARY KEY (token_hash),
  KEY ${table('invitations')}_contact_index (client_id, contact_id, created_at),
  KEY ${table('invitations')}_expires_at_index (expires_at)`,
);

export const passwordResets = createTable(
  '2026-11-23-password-resets',
  table('password_resets'),
  `
  token_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the token, never the token',
  client_id BIGINT NOT NULL,
  login TEXT NOT NULL COMMENT 'JSON: the login at the panel',
  expires_at DATETIME NOT NULL,
  used_at DATETIME NULL,
  PRIMARY KEY (token_hash),
  KEY ${table('password_resets')}_expires_at_index (expires_at)`,
);

export const presets = createTable(
  '2026-11-24-presets',
  table('presets'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  shipped VARCHAR(40) NULL COMMENT 'key of the shipped preset it stands for',
  name VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'empty = the words of the shipped one',
  description VARCHAR(255) NOT NULL DEFAULT '',
  content TEXT NOT NULL COMMENT 'JSON: permissions, services, domains',
  position INT NOT NULL,
  deleted TINYINT NOT NULL DEFAULT 0 COMMENT '1 = only its name is still needed, by those who started from it',
  PRIMARY KEY (id)`,
);

export const ceilings = createTable(
  '2026-11-25-ceilings',
  table('ceilings'),
  `
  level VARCHAR(8) NOT NULL COMMENT 'provider, group, client',
  level_id BIGINT NOT NULL COMMENT '0 = the provider',
  kind VARCHAR(10) NOT NULL COMMENT 'permission, service, domain, department',
  name VARCHAR(40) NOT NULL,
  allowed TINYINT NOT NULL COMMENT '1 or 0; no row = inherit',
  PRIMARY KEY (level, level_id, kind, name)`,
);
