// A database of its own for a bench or a proof: the sample panel with our tables, on a private server.
import type { Knex } from 'knex';
import { startPrivateDatabase, type PrivateDatabase } from '../module/demo/private-database.js';
import { loadDemoData } from '../module/panels/whmcs/sample/demo-data.js';
import { SAMPLE_PROFILES, whmcsSchema } from '../module/panels/whmcs/sample/schema.js';
import { MAINTENANCE_PATIENCE, openDatabase } from '../module/support/database.js';
import { migrateUp } from '../module/support/migrator.js';

export interface BenchDatabase {
  server: PrivateDatabase;
  /** For other connections, of this process or another. */
  url: string;
  knex: Knex;
  stop: () => Promise<void>;
}

/** With the demo's people, or with nobody. */
export async function benchDatabase(
  name: string,
  filled: 'demo' | 'empty',
  say?: (line: string) => void,
): Promise<BenchDatabase> {
  const server = await startPrivateDatabase(say ? { say } : {});
  const url = new URL(server.adminUrl);
  const admin = openDatabase(url.href, MAINTENANCE_PATIENCE);
  await admin.raw('CREATE DATABASE ?? CHARACTER SET utf8mb4', [name]);
  await admin.destroy();
  url.pathname = `/${name}`;
  const knex = openDatabase(url.href, MAINTENANCE_PATIENCE);
  for (const statement of whmcsSchema(SAMPLE_PROFILES.whmcs8)) await knex.raw(statement);
  if (filled === 'demo') await loadDemoData(knex, SAMPLE_PROFILES.whmcs8);
  await migrateUp(knex);
  return {
    server,
    url: url.href,
    knex,
    async stop() {
      await knex.destroy();
      await server.stop();
    },
  };
}
