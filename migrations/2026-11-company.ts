// The company's field rules and the changes that clients ask for (K1, K2).
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const fieldRules = createTable(
  '2026-11-11-field-rules',
  table('field_rules'),
  `
  field VARCHAR(40) NOT NULL COMMENT 'only what the provider changed; the rest has its default',
  rule VARCHAR(8) NOT NULL COMMENT 'hidden, optional, required, locked',
  address VARCHAR(255) NOT NULL DEFAULT '' COMMENT 'where clients write to',
  reasons TEXT NOT NULL COMMENT 'JSON: language to the reason clients read',
  PRIMARY KEY (field)`,
);

export const changeRequests = createTable(
  '2026-11-12-change-requests',
  table('change_requests'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  client_id BIGINT NOT NULL,
  field VARCHAR(40) NOT NULL,
  state VARCHAR(8) NOT NULL COMMENT 'open, question, approved, declined',
  is_open TINYINT NULL DEFAULT 1 COMMENT '1 or NULL: NULLs are never equal, so any number may be closed',
  old_values TEXT NOT NULL COMMENT 'JSON, as it stood when it was asked',
  new_values TEXT NOT NULL COMMENT 'JSON',
  reason VARCHAR(500) NOT NULL,
  asked_by VARCHAR(255) NOT NULL,
  asked_at DATETIME NOT NULL,
  answer VARCHAR(500) NOT NULL DEFAULT '',
  answered_by VARCHAR(255) NOT NULL DEFAULT '',
  answered_at DATETIME NULL,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY ${table('change_requests')}_open_unique (client_id, field, is_open),
  KEY ${table('change_requests')}_waiting_index (is_open, asked_at, id)`,
);
