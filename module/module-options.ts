// What a host hands in to build the module, and what the demo gets to mount its own pages.
import type { Router } from 'express';
import type { Knex } from 'knex';
import type { RouteRegistry } from './http/registry.js';
import type { Renderer } from './http/render.js';
import type { ShellDeps } from './http/shell.js';
import type { KnexOutboxStore } from './outbox/store.js';
import type { PanelApi } from './panels/panel-api.js';
import type { Clock } from './support/clock.js';
import type { Log } from './support/log.js';
import type { Limit } from './support/rate-limit.js';

export interface ModuleOptions {
  knex: Knex;
  /** Shared with the panel's bridge: signs hand-overs. At least 32 characters. */
  secret: string;
  /** Signs session cookies. At least 32 characters. */
  sessionSecret: string;
  /** The address people use, with the path the module is mounted on: "https://panel.example/liaison". '' = "/". */
  url?: string;
  /** The panel's own API, for panels that are not written into directly. */
  panelApi?: PanelApi | undefined;
  smtpUrl?: string;
  mailFrom?: string;
  clock?: Clock;
  log?: Log;
  /** How often; what is left out has its default. */
  limits?: { api?: Limit };
  /** Set by the demo only: its banner's links and its own pages. */
  demo?: { links: NonNullable<ShellDeps['demo']>; mount(router: Router, tools: DemoTools): void };
}

export interface DemoTools {
  renderer: Renderer;
  registry: RouteRegistry;
  shell: ShellDeps;
  outbox: KnexOutboxStore;
}
