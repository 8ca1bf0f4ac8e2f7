// Contact types and primary roles. A slot row is the whole truth about a primary role: its primary key allows never
// two holders, NOT NULL never none, and the foreign key (to our own contact rows) never another client's (safety.md §5).
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const contactTypes = createTable(
  '2026-11-09-contact-types',
  table('contact_types'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  type VARCHAR(16) NOT NULL,
  PRIMARY KEY (client_id, contact_id, type),
  CONSTRAINT ${table('contact_types')}_contact_foreign FOREIGN KEY (client_id, contact_id)
    REFERENCES ${table('contacts')} (client_id, contact_id) ON DELETE CASCADE`,
);

export const primaryRoles = createTable(
  '2026-11-10-primary-roles',
  table('primary_roles'),
  `
  client_id BIGINT NOT NULL,
  role VARCHAR(16) NOT NULL,
  contact_id BIGINT NOT NULL COMMENT '0 = owner',
  chosen TINYINT NOT NULL DEFAULT 0 COMMENT '0 = the owner stands in, nobody was promoted yet',
  since DATETIME NULL,
  promoted_by VARCHAR(255) NOT NULL DEFAULT '',
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (client_id, role),
  CONSTRAINT ${table('primary_roles')}_contact_foreign FOREIGN KEY (client_id, contact_id)
    REFERENCES ${table('contacts')} (client_id, contact_id) ON DELETE RESTRICT`,
);
