// /live: the process runs. /ready: requests would be served. Neither names versions or people.
import type { Router } from 'express';
import type { Knex } from 'knex';
import { setTimeout as pause } from 'node:timers/promises';
import type { RouteRegistry } from './http/registry.js';
import { manifest } from './manifest.js';
import { pendingMigrations } from './support/migrator.js';

const PATIENCE_MS = 500;

export interface Health {
  /** From now on /ready says no, so that a proxy sends nobody new. */
  drain(): void;
}

export function health(router: Router, knex: Knex, registry: RouteRegistry): Health {
  let draining = false;
  const { live, ready } = manifest.mounts;

  registry.add({ method: 'GET', path: live, access: { public: 'asked by a supervisor; says nothing' } });
  router.get(live, (_req, res) => {
    res.type('text').send('live\n');
  });

  registry.add({ method: 'GET', path: ready, access: { public: 'asked by a proxy; says nothing' } });
  router.get(ready, async (_req, res) => {
    const isReady = !draining && (await Promise.race([databaseIsReady(knex), pause(PATIENCE_MS, false)]));
    res
      .status(isReady ? 200 : 503)
      .type('text')
      .send(isReady ? 'ready\n' : 'not ready\n');
  });

  return {
    drain() {
      draining = true;
    },
  };
}

async function databaseIsReady(knex: Knex): Promise<boolean> {
  try {
    return (await pendingMigrations(knex)).length === 0;
  } catch {
    // Not reachable is an answer here, not a failure: that is what is asked.
    return false;
  }
}
