// What a panel holds of a login where we can only ask and tell it through its API: our last word to it, and its own.
import { table } from '../module/support/tables.js';
import { createTable } from './migration.js';

export const panelLogins = createTable(
  '2026-12-01-panel-logins',
  table('panel_logins'),
  `
  client_id BIGINT NOT NULL,
  contact_id BIGINT NOT NULL,
  state VARCHAR(4) NOT NULL COMMENT 'on, off = stopped by us whatever the panel says, seen = only read there',
  wanted TEXT NOT NULL COMMENT 'JSON: what we last asked for, in the words of the panel',
  held TEXT NOT NULL COMMENT 'JSON: what the panel held when it was read last',
  kept TEXT NOT NULL COMMENT 'JSON: what we do not know, to be sent back unchanged',
  due_at DATETIME NULL COMMENT 'the panel has not taken what is wanted: try again from then on',
  tries INT UNSIGNED NOT NULL DEFAULT 0,
  read_at DATETIME NOT NULL,
  PRIMARY KEY (client_id, contact_id),
  KEY ${table('panel_logins')}_due_at_index (due_at),
  KEY ${table('panel_logins')}_read_at_index (read_at)`,
);
