// The only door: what a host application may use of Liaison.
import { readConfig } from './config.js';
import { buildModule, type BuiltModule, type ModuleOptions } from './module.js';
import { MAINTENANCE_PATIENCE, openDatabase } from './support/database.js';
import { migrateDown, migrateUp } from './support/migrator.js';
import { manifest } from './manifest.js';

export { manifest, openDatabase, readConfig };
export { createLog } from './support/log.js';
export type { ModuleOptions };

export interface CreateModuleOptions extends Omit<ModuleOptions, 'knex'> {
  /** mysql://user:password@host/database of the panel; `?socketPath=/…` for a unix socket. */
  databaseUrl: string;
}

export interface Liaison extends Pick<
  BuiltModule,
  'router' | 'clientRouter' | 'adminRouter' | 'apiRouter' | 'registry' | 'health'
> {
  /** Starts what runs beside requests: the outbox, the panel's mail switches, the tidying of ended sessions. */
  start(): void;
  /** Ends it and closes the connections. */
  stop(): Promise<void>;
  /** Creates or updates our tables; names of the migrations that ran. Safe to run twice. */
  install(): Promise<string[]>;
  /** The same as `install`, under the name panels use for a newer version. */
  upgrade(): Promise<string[]>;
  /** Removes every table of ours. The panel's own tables are never touched. */
  uninstall(): Promise<void>;
}

const SWEEP_EVERY_MS = 10 * 60_000;

/**
 * Builds the module on the panel in `databaseUrl`, to be mounted in an Express application or run by itself. Throws
 * an Error in one line when the database does not answer or holds no panel we know.
 */
export async function createModule(options: CreateModuleOptions): Promise<Liaison> {
  const { databaseUrl, ...rest } = options;
  const knex = openDatabase(databaseUrl);
  const built = await buildModule({ ...rest, knex }).catch(async (error: unknown) => {
    await knex.destroy();
    throw error;
  });
  let sweeping: NodeJS.Timeout | undefined;

  const maintain = async <T>(work: typeof migrateUp | typeof migrateDown): Promise<T> => {
    const patient = openDatabase(databaseUrl, MAINTENANCE_PATIENCE);
    try {
      return (await work(patient)) as T;
    } finally {
      await patient.destroy();
    }
  };

  return {
    ...built,
    start() {
      built.outbox.worker.start();
      built.catchUp.start();
      sweeping = setInterval(() => {
        // Ended sessions are refused whether or not they were tidied away: the next round does it.
        built.sweep().catch(() => rest.log?.warn('sweep waits'));
      }, SWEEP_EVERY_MS).unref();
    },
    async stop() {
      clearInterval(sweeping);
      await built.outbox.worker.stop();
      await built.catchUp.stop();
      await knex.destroy();
    },
    install: () => maintain(migrateUp),
    upgrade: () => maintain(migrateUp),
    uninstall: () => maintain(migrateDown),
  };
}
