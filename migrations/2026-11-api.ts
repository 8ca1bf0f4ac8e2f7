// What the Customer Account API needs: keys, and limits that all processes share.
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const apiKeys = createTable(
  '2026-11-13-api-keys',
  table('api_keys'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  client_id BIGINT NOT NULL COMMENT '0 = a key of the provider, for all clients',
  name VARCHAR(64) NOT NULL,
  key_hash BINARY(32) NOT NULL COMMENT 'SHA-256 of the key, never the key',
  ending CHAR(4) NOT NULL COMMENT 'its last signs, to tell keys apart',
  scopes TEXT NOT NULL COMMENT 'JSON',
  maker TEXT NOT NULL COMMENT 'JSON: the identity of who made it; the key may never do more',
  made_by VARCHAR(255) NOT NULL,
  created_at DATETIME NOT NULL,
  last_used_at DATETIME NULL,
  ends_at DATETIME NULL,
  revoked_at DATETIME NULL,
  PRIMARY KEY (id),
  UNIQUE KEY ${table('api_keys')}_key_hash_unique (key_hash),
  KEY ${table('api_keys')}_client_index (client_id, revoked_at)`,
);

export const rateLimits = createTable(
  '2026-11-14-rate-limits',
  table('rate_limits'),
  `
  \`key\` VARCHAR(255) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  points INT NOT NULL,
  expire BIGINT UNSIGNED NULL COMMENT 'milliseconds since 1970',
  PRIMARY KEY (\`key\`),
  KEY ${table('rate_limits')}_expire_index (expire)`,
);
