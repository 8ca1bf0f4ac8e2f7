// Who gets what: mail preferences set by hand, notices as the provider changed them, billing accounts, markets with
// their request aliases, and what is known of an address.
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

const contactKey = (name: 'category_overrides' | 'told_flags' | 'contact_marks' | 'request_aliases') =>
  `CONSTRAINT ${table(name)}_contact_foreign FOREIGN KEY (client_id, contact_id)
    REFERENCES ${table('contacts')} (client_id, contact_id) ON DELETE CASCADE`;

export const categoryOverrides = createTable(
  '2026-11-26-category-overrides',
  table('category_overrides'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL COMMENT '0 = owner',
  category VARCHAR(16) NOT NULL,
  state VARCHAR(3) NOT NULL COMMENT 'on, off; no row = as the types say',
  set_by VARCHAR(255) NOT NULL DEFAULT '',
  set_at DATETIME NULL COMMENT 'NULL = on the panel, nobody knows when',
  PRIMARY KEY (client_id, contact_id, category),
  ${contactKey('category_overrides')}`,
);

export const contactMarks = createTable(
  '2026-11-27-contact-marks',
  table('contact_marks'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL COMMENT '0 = owner',
  email VARCHAR(254) NOT NULL COMMENT 'the address that the marks are about: another one has none',
  confirmed_at DATETIME NULL,
  blocked_at DATETIME NULL,
  PRIMARY KEY (client_id, contact_id),
  ${contactKey('contact_marks')}`,
);

export const toldFlags = createTable(
  '2026-11-27-told-flags',
  table('told_flags'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL COMMENT '0 = owner',
  switched_on VARCHAR(100) NOT NULL COMMENT 'the categories that the panel held as on after our last write',
  PRIMARY KEY (client_id, contact_id),
  ${contactKey('told_flags')}`,
);

export const mailSync = createTable(
  '2026-11-28-mail-sync',
  table('mail_sync'),
  `
  client_id BIGINT NOT NULL COMMENT '0 = what every client must have reached',
  revision INT UNSIGNED NOT NULL,
  PRIMARY KEY (client_id)`,
);

export const notices = createTable(
  '2026-11-28-notices',
  table('notices'),
  `
  notice_key VARCHAR(40) NOT NULL COMMENT 'only what the provider changed or made; the rest has its default',
  shipped TINYINT NOT NULL COMMENT '1 = a change of a shipped one',
  name VARCHAR(64) NOT NULL DEFAULT '' COMMENT 'empty = the words of the shipped one',
  types VARCHAR(255) NOT NULL COMMENT 'JSON',
  category VARCHAR(16) NOT NULL DEFAULT '' COMMENT 'empty = none',
  also VARCHAR(255) NOT NULL COMMENT 'JSON: special recipients',
  required_for VARCHAR(16) NOT NULL DEFAULT '' COMMENT 'a primary role; empty = none',
  resellers_only TINYINT NOT NULL DEFAULT 0,
  needs_markets TINYINT NOT NULL DEFAULT 0,
  templates TEXT NOT NULL COMMENT 'JSON: names of mail templates of the panel',
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (notice_key)`,
);

export const billingAccounts = createTable(
  '2026-11-29-billing-accounts',
  table('billing_accounts'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  client_id BIGINT NOT NULL,
  name VARCHAR(64) NOT NULL,
  is_default TINYINT NULL COMMENT '1 or NULL: NULLs are never equal, so one is the default',
  contact_id BIGINT NULL COMMENT 'NULL = not chosen: the primary billing holder',
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY ${table('billing_accounts')}_client_unique (client_id, id),
  UNIQUE KEY ${table('billing_accounts')}_default_unique (client_id, is_default),
  UNIQUE KEY ${table('billing_accounts')}_name_unique (client_id, name),
  CONSTRAINT ${table('billing_accounts')}_contact_foreign FOREIGN KEY (client_id, contact_id)
    REFERENCES ${table('contacts')} (client_id, contact_id) ON DELETE RESTRICT`,
);

export const billingAccountServices = createTable(
  '2026-11-29-billing-accounts-services',
  table('billing_account_services'),
  `
  client_id BIGINT NOT NULL,
  service_id BIGINT NOT NULL,
  account_id BIGINT NOT NULL COMMENT 'no row = the default account',
  PRIMARY KEY (client_id, service_id),
  CONSTRAINT ${table('billing_account_services')}_account_foreign FOREIGN KEY (client_id, account_id)
    REFERENCES ${table('billing_accounts')} (client_id, id) ON DELETE CASCADE`,
);

export const markets = createTable(
  '2026-11-30-markets',
  table('markets'),
  `
  id BIGINT NOT NULL AUTO_INCREMENT,
  code VARCHAR(40) NOT NULL,
  name VARCHAR(64) NOT NULL,
  is_open TINYINT NOT NULL DEFAULT 1,
  version INT UNSIGNED NOT NULL DEFAULT 1,
  PRIMARY KEY (id),
  UNIQUE KEY ${table('markets')}_code_unique (code)`,
);

export const requestAliases = createTable(
  '2026-11-30-request-aliases',
  table('request_aliases'),
  `
  client_id BIGINT NOT NULL,
  market_id BIGINT NOT NULL COMMENT '0 = the default; no row = the first admin contact, else the owner',
  contact_id BIGINT NOT NULL,
  since DATETIME NOT NULL,
  set_by VARCHAR(255) NOT NULL DEFAULT '',
  PRIMARY KEY (client_id, market_id),
  KEY ${table('request_aliases')}_market_index (market_id),
  ${contactKey('request_aliases')}`,
);
