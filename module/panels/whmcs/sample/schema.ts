// The WHMCS-shaped database of the demo and the tests: written from the facts of hosts.md 1.2, as its
// section 6 demands (no default, no index beyond the known keys, no foreign key, no trigger).
import { createTableSql, parseColumns } from './column-notation.js';
import { isAtLeast, type SampleProfile } from './sample-profile.js';
import { CLIENT_TABLES } from './schema-clients.js';
import { PANEL_TABLES } from './schema-panel.js';
import { SERVICE_TABLES } from './schema-services.js';

export { hasUsers, SAMPLE_PROFILES, type SampleProfile, type SampleProfileName } from './sample-profile.js';

const TABLES = [...CLIENT_TABLES, ...SERVICE_TABLES, ...PANEL_TABLES];

/** Names of the tables that a database of this profile has. */
export function whmcsTables(profile: SampleProfile): string[] {
  return TABLES.filter(({ since }) => !since || isAtLeast(profile.version, since)).map(({ name }) => name);
}

/** The CREATE TABLE statements of a profile, one table each, to be run in any order on an empty database. */
export function whmcsSchema(profile: SampleProfile): string[] {
  const names = new Set(whmcsTables(profile));
  return TABLES.filter(({ name }) => names.has(name)).map((table) => createTableSql(table, profile));
}

/** Whether some version of the panel has this column, so that leaving it out elsewhere is no mistake. */
export function isColumnOfSomeVersion(table: string, column: string): boolean {
  const found = TABLES.find(({ name }) => name === table);
  return found !== undefined && parseColumns(found.columns).some(({ name }) => name === column);
}
