// The composition root: the one file that knows everybody. It builds stores, services and routers from what it is
// handed, and connects only when it is asked to.
import express, { type Router } from 'express';
import type { Knex } from 'knex';
import { apiRouter } from './api/api-router.js';
import { bridgeRouter } from './bridge/bridge-router.js';
import { confirmationPages } from './confirmations/public-pages.js';
import { health, type Health } from './health.js';
import { adminArea, clientArea, clientFileArea } from './http/areas.js';
import { assets } from './http/assets.js';
import { csrfProtection } from './http/csrf.js';
import { serveDownloads } from './http/download-server.js';
import { errorPages, notFound } from './http/errors.js';
import { locale } from './http/locale.js';
import { servePages } from './http/page-server.js';
import { servePublicPages } from './http/public-page-server.js';
import { RouteRegistry } from './http/registry.js';
import { createRenderer } from './http/render.js';
import { requestState } from './http/request-state.js';
import { readSettings } from './http/read-settings.js';
import { securityHeaders } from './http/security-headers.js';
import { KnexSessionStore } from './http/session-store.js';
import { IDLE_MS, sessions } from './http/session.js';
import type { ShellDeps } from './http/shell.js';
import { startPage } from './http/start-page.js';
import { manifest, type MenuFact } from './manifest.js';
import type { CatchUp } from './notices/catch-up.js';
import type { OutboxWorker } from './outbox/worker.js';
import type { KnexOutboxStore } from './outbox/store.js';
import { findPanel } from './panels/find-panel.js';
import type { Panel } from './panels/panel.js';
import { KnexSettingsStore, type Settings } from './settings/store.js';
import { redeemHandOver } from './sign-in/hand-over.js';
import { createSignIn } from './sign-in/passport.js';
import { createOpenings } from './sign-in/openings.js';
import { SIGN_IN } from './sign-in/password-routes.js';
import { signInPages } from './sign-in/public-pages.js';
import { signInRoutes } from './sign-in/routes.js';
import { passwordFault } from './sub-accounts/password-rule.js';
import { systemClock } from './support/clock.js';
import { createI18n } from './support/i18n.js';
import { databaseName } from './support/database.js';
import { silentLog } from './support/log.js';
import { packageRoot } from './support/paths.js';
import { createRateLimits, type Limit } from './support/rate-limit.js';
import { buildBasics, type Basics } from './composition/basics.js';
import { buildBridge } from './composition/bridge.js';
import { buildEndpoints } from './composition/endpoints.js';
import { buildScreens } from './composition/screens.js';
import { buildServices, type Services } from './composition/services.js';
import { buildSweep } from './composition/sweep.js';
import type { DemoTools, ModuleOptions } from './module-options.js';

export type { DemoTools, ModuleOptions };

export interface BuiltModule {
  /** Everything under one mount. */
  router: Router;
  clientRouter: Router;
  adminRouter: Router;
  apiRouter: Router;
  registry: RouteRegistry;
  panel: Panel;
  health: Health;
  outbox: { store: KnexOutboxStore; worker: OutboxWorker };
  /** The panel's mail switches of all clients, after the rules of all have changed. */
  catchUp: CatchUp;
  services: Services & Pick<Basics, 'readActor'>;
  /** Forgets what has ended, and goes on with what is behind: once in a while, not at once. */
  sweep(): Promise<void>;
}

/** Requests of one key, and wrong keys from one address. */
const API_LIMIT: Limit = { points: 600, seconds: 60 };
const GUESS_LIMIT: Limit = { points: 30, seconds: 60 };
/** Links of mail, of all kinds together, that one address of the network opens. */
const TOKEN_LIMIT: Limit = { points: 20, seconds: 60 };

/** Probes the panel (one look at the database) and builds the module on it. */
export async function buildModule(options: ModuleOptions): Promise<BuiltModule> {
  const { knex, secret, sessionSecret, url = '', clock = systemClock, log = silentLog } = options;
  const basePath = url ? new URL(url).pathname.replace(/\/$/, '') : '';

  const panel = await findPanel(knex, options.panelApi);
  const settings = new KnexSettingsStore(await panelFacts(panel, knex));
  const i18n = createI18n(packageRoot, manifest.languages);
  const renderer = createRenderer({ cache: process.env['NODE_ENV'] !== 'development' });
  const registry = new RouteRegistry();
  const served = assets(basePath);
  const shell: ShellDeps = {
    i18n,
    basePath,
    assets: served.urls,
    demo: options.demo?.links,
    signIn: panel.capabilities.logins.on ? SIGN_IN : undefined,
  };

  const basics = buildBasics({ knex, panel, settings, clock });
  const services = buildServices(basics, { options, i18n, renderer, url, log });
  const limits = createRateLimits(knex, await databaseName(knex));
  const sessionStore = new KnexSessionStore(knex, clock, IDLE_MS);
  const openings = createOpenings(basics);
  const redeem = (token: string) => redeemHandOver(secret, token, knex, clock);
  const signIn = createSignIn({ ...basics, redeem, openingsBeside: openings.beside });
  const menuFacts = async (): Promise<ReadonlySet<MenuFact>> =>
    new Set((await basics.markets.hasOpen(knex)) ? ['markets'] : []);
  const { whoCanGive, worker, catchUp } = services;
  const serving = { ...basics, i18n, renderer, registry, shell, basePath, menuFacts, whoCanGive, url, log };

  const state = requestState(i18n, log);
  const api = apiRouter(buildEndpoints(basics, services), {
    ...serving,
    ofKey: basics.actors.ofKey,
    requests: limits('api', options.limits?.api ?? API_LIMIT),
    guesses: limits('api-guess', GUESS_LIMIT),
  });
  const bridge = buildBridge(basics, { ...services, log });
  const hooks = bridgeRouter(bridge.hooks, { ...serving, secret });
  // The order every request for a page goes through.
  const entrance = [
    securityHeaders({ https: url.startsWith('https:') }),
    sessions(sessionStore, { secret: sessionSecret, secure: url.startsWith('https:') }),
    ...signIn.session,
    readSettings(settings, knex),
    locale(i18n),
    express.urlencoded({ extended: true, limit: '100kb', parameterLimit: 500 }),
    csrfProtection,
  ];
  const exit = [notFound, errorPages(serving)];

  const screens = buildScreens(basics, services, { limits, url });
  const client = express.Router();
  startPage(client, clientArea, registry, basePath);
  servePages(client, clientArea, [...screens.client, ...screens.contact], serving);
  serveDownloads(client, clientArea, screens.downloads.contact, serving);
  const admin = express.Router();
  startPage(admin, adminArea, registry, basePath);
  servePages(admin, adminArea, screens.admin, serving);
  serveDownloads(admin, adminArea, screens.downloads.admin, serving);
  startPage(admin, clientFileArea, registry, basePath);
  servePages(admin, clientFileArea, [...screens.contact, ...screens.file], serving);
  serveDownloads(admin, clientFileArea, screens.downloads.contact, serving);
  const doors = express.Router();
  signInRoutes(doors, { ...serving, signIn, languages: manifest.languages, root: !options.demo });
  const endSessions = sessionStore.endOf.bind(sessionStore);
  const tokenPages = limits('token-pages', TOKEN_LIMIT);
  const proving = { ...basics, ...services, openings, passwordFault, limits, tokenPages, endSessions };
  servePublicPages(doors, [...signInPages(proving), ...confirmationPages(proving)], {
    ...serving,
    enter: signIn.enter,
  });
  options.demo?.mount(doors, { ...serving, outbox: basics.outbox });
  const open = express.Router();
  const healthState = health(open, knex, registry);

  return {
    router: express
      .Router()
      .use(state, open, served.router, api, hooks, entrance, client, admin, doors, exit),
    clientRouter: express.Router().use(state, entrance, client, exit),
    adminRouter: express.Router().use(state, entrance, admin, exit),
    apiRouter: express.Router().use(state, api),
    registry,
    panel,
    health: healthState,
    outbox: { store: basics.outbox, worker },
    catchUp,
    services: { ...services, readActor: basics.readActor },
    sweep: buildSweep(basics, { sessions: sessionStore, catchUp, tidy: bridge.tidy }),
  };
}

// What the provider did not set here, the panel knows.
async function panelFacts(panel: Panel, knex: Knex): Promise<Partial<Settings>> {
  const { name, url } = await panel.provider(knex);
  return { ...(name ? { providerName: name } : {}), ...(url ? { panelUrl: url, helpUrl: url } : {}) };
}
