// Runs the module as its own process beside the panel: listens, and leaves without losing a request.
import express, { type Express, type Router } from 'express';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Liaison } from './index.js';
import type { Log } from './support/log.js';

export interface Running {
  url: string;
  /** Says "not ready", lets what is under way end (at most 10 s), closes. */
  stop(): Promise<void>;
}

const LAST_REQUESTS_MS = 10_000;

export async function serve(
  liaison: Liaison,
  options: {
    host: string;
    port: number;
    basePath: string;
    trustProxy: boolean;
    log: Log;
    before?: Router;
    drainMs?: number;
  },
): Promise<Running> {
  const { host, port, basePath, trustProxy, log, before, drainMs = 0 } = options;
  const app: Express = express();
  app.disable('x-powered-by');
  app.set('trust proxy', trustProxy ? 1 : false);
  if (before) app.use(before);
  app.use(basePath || '/', liaison.router);
  const server = createServer(app);
  await listen(server, host, port);
  liaison.start();
  const { port: bound } = server.address() as AddressInfo;
  log.info('listening', { count: bound });

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${basePath}`,
    async stop() {
      liaison.health.drain();
      await pause(drainMs);
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeIdleConnections();
      await Promise.race([closed, pause(LAST_REQUESTS_MS, undefined, { ref: false })]);
      server.closeAllConnections();
      await liaison.stop();
      log.info('stopped');
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}

/** Resolves when the process is asked to end; a second signal ends it at once. */
export function untilSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1));
        resolve();
      });
    }
  });
}
