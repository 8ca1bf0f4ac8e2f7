// The tables of the first release. Ids of the panel are signed BIGINT without a foreign key: wide enough for every
// panel, and the panel's own deletes never fail because of us (safety.md F6). Times are UTC.
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const clients = createTable(
  '2026-11-01-clients',
  table('clients'),
  `
  client_id BIGINT NOT NULL COMMENT 'the lock row of a client',
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (client_id)`,
);

export const contacts = createTable(
  '2026-11-02-contacts',
  table('contacts'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL COMMENT '0 = owner',
  kind VARCHAR(8) NOT NULL,
  title VARCHAR(3) NOT NULL DEFAULT '',
  phone_country CHAR(2) NOT NULL DEFAULT '',
  mobile_country CHAR(2) NOT NULL DEFAULT '',
  mobile_number VARCHAR(20) NOT NULL DEFAULT '' COMMENT 'E.164',
  street VARCHAR(200) NOT NULL DEFAULT '',
  house_number VARCHAR(20) NOT NULL DEFAULT '',
  language VARCHAR(12) NOT NULL DEFAULT '' COMMENT 'BCP 47, empty = as the client',
  note TEXT NOT NULL,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (client_id, contact_id)`,
);

export const settings = createTable(
  '2026-11-03-settings',
  table('settings'),
  `
  name VARCHAR(64) NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (name)`,
);

export const sessions = createTable(
  '2026-11-04-sessions',
  table('sessions'),
  `
  sid VARCHAR(255) NOT NULL COMMENT 'SHA-256 of the cookie, never the cookie',
  sess TEXT NOT NULL,
  expired DATETIME NOT NULL,
  PRIMARY KEY (sid),
  KEY mod_liaison_sessions_expired_index (expired)`,
);

export const handOvers = createTable(
  '2026-11-05-hand-overs',
  table('hand_overs'),
  `
  token_id BINARY(32) NOT NULL COMMENT 'SHA-256 of a used token id',
  expires_at DATETIME NOT NULL,
  PRIMARY KEY (token_id),
  KEY mod_liaison_hand_overs_expires_at_index (expires_at)`,
);

export const audit = createTable(
  '2026-11-06-audit',
  table('audit'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  client_id BIGINT NOT NULL COMMENT '0 = about no client',
  at DATETIME NOT NULL,
  actor_kind VARCHAR(16) NOT NULL,
  actor_id BIGINT NOT NULL,
  actor_name VARCHAR(255) NOT NULL,
  ip VARCHAR(45) NOT NULL,
  request_id VARCHAR(36) NOT NULL,
  action VARCHAR(40) NOT NULL,
  contact_id BIGINT NULL,
  object_name VARCHAR(255) NOT NULL,
  changes TEXT NOT NULL COMMENT 'JSON, field to before and after',
  reason VARCHAR(500) NOT NULL,
  PRIMARY KEY (id),
  KEY mod_liaison_audit_object_index (client_id, contact_id, id),
  KEY mod_liaison_audit_client_index (client_id, id)`,
);

export const outbox = createTable(
  '2026-11-07-outbox',
  table('outbox'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  client_id BIGINT NOT NULL,
  mail VARCHAR(40) NOT NULL COMMENT 'which mail of ours',
  payload TEXT NOT NULL COMMENT 'JSON: ids and facts; people are looked up when it is sent',
  state VARCHAR(8) NOT NULL DEFAULT 'due' COMMENT 'due, sent, kept (practice mode), dropped, dead',
  attempts INT UNSIGNED NOT NULL DEFAULT 0,
  run_at DATETIME NOT NULL,
  leased_by CHAR(36) NOT NULL DEFAULT '',
  leased_until DATETIME NULL,
  message TEXT NULL COMMENT 'JSON of the mail as it went out',
  created_at DATETIME NOT NULL,
  PRIMARY KEY (id),
  KEY mod_liaison_outbox_due_index (state, run_at, id)`,
);

export const idempotency = createTable(
  '2026-11-08-idempotency',
  table('idempotency'),
  `
  client_id BIGINT NOT NULL COMMENT '0 = no client',
  actor VARCHAR(40) NOT NULL,
  request_key BINARY(32) NOT NULL,
  request_digest BINARY(32) NOT NULL COMMENT 'the same key with another request is refused',
  answer MEDIUMTEXT NOT NULL,
  created_at DATETIME NOT NULL,
  PRIMARY KEY (client_id, actor, request_key),
  KEY mod_liaison_idempotency_created_at_index (created_at)`,
);
