// The composition root: the one file that knows everybody. It builds stores, services and routers from what it is
// handed, and connects only when it is asked to.
import express, { type Router } from 'express';
import type { Knex } from 'knex';
import { apiRouter } from './api/api-router.js';
import { referenceEndpoints } from './api/reference-endpoints.js';
import { activityEndpoints } from './audit/api.js';
import { billingAccountEndpoints } from './billing-accounts/api.js';
import { bridgeRouter } from './bridge/bridge-router.js';
import { companyEndpoints } from './company/api.js';
import type { CompanyService } from './company/service.js';
import { confirmationPages } from './confirmations/public-pages.js';
import { contactEndpoints } from './contacts/api.js';
import type { ContactsService } from './contacts/service.js';
import { health, type Health } from './health.js';
import { adminArea, clientArea, clientFileArea } from './http/areas.js';
import { assets } from './http/assets.js';
import { csrfProtection } from './http/csrf.js';
import { serveDownloads } from './http/download-server.js';
import { errorPages, notFound } from './http/errors.js';
import { locale } from './http/locale.js';
import { servePages, type PageServerDeps } from './http/page-server.js';
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
import { noticeEndpoints } from './notices/notices-api.js';
import { preferenceEndpoints } from './notices/preferences-api.js';
import { recipientsOfAll } from './notices/bulk-api.js';
import { recipientEndpoints } from './notices/recipients-api.js';
import type { CatchUp } from './notices/catch-up.js';
import type { OutboxWorker } from './outbox/worker.js';
import { KnexOutboxStore } from './outbox/store.js';
import { findPanel } from './panels/find-panel.js';
import type { Panel } from './panels/panel.js';
import { requestAliasEndpoints } from './request-aliases/api.js';
import { roleEndpoints } from './roles/api.js';
import type { RolesService } from './roles/service.js';
import type { ReadActor } from './permissions/authorise.js';
import { KnexSettingsStore, type Settings } from './settings/store.js';
import { redeemHandOver, sweepHandOvers } from './sign-in/hand-over.js';
import { createSignIn } from './sign-in/passport.js';
import { createOpenings } from './sign-in/openings.js';
import { SIGN_IN } from './sign-in/password-routes.js';
import { signInPages } from './sign-in/public-pages.js';
import { signInRoutes } from './sign-in/routes.js';
import type { Accepting } from './sub-accounts/accepting.js';
import { subAccountEndpoints } from './sub-accounts/api.js';
import { endExpired, tellEnding } from './sub-accounts/expiry.js';
import { passwordFault } from './sub-accounts/password-rule.js';
import type { SubAccountsService } from './sub-accounts/service.js';
import { supportGateEndpoints } from './support-gate/api.js';
import { systemClock } from './support/clock.js';
import { createI18n } from './support/i18n.js';
import { sweepIdempotency } from './support/idempotency.js';
import { databaseName } from './support/database.js';
import { silentLog } from './support/log.js';
import { packageRoot } from './support/paths.js';
import { createRateLimits, sweepRateLimits, type Limit } from './support/rate-limit.js';
import { buildBridge } from './composition/bridge.js';
import { buildScreens } from './composition/screens.js';
import { buildServices } from './composition/services.js';
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
  services: {
    contacts: ContactsService;
    company: CompanyService;
    roles: RolesService;
    subAccounts: SubAccountsService;
    accepting: Accepting;
    readActor: ReadActor;
  };
  /** Forgets what has ended, and goes on with what is behind: once in a while, not at once. */
  sweep(): Promise<void>;
}

/** Requests of one key, and wrong keys from one address. */
const API_LIMIT: Limit = { points: 600, seconds: 60 };
const GUESS_LIMIT: Limit = { points: 30, seconds: 60 };
/** Links of mail, of all kinds together, that one address of the network opens. */
const TOKEN_LIMIT: Limit = { points: 20, seconds: 60 };

/** What is left of the clients after it waits for the next sweep. */
const SWEEP_BUDGET_MS = 60_000;

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

  const services = buildServices({ options, knex, panel, settings, i18n, renderer, url, clock, log });
  const {
    apiKeys,
    accounts,
    invitations,
    resets,
    actors,
    readActor,
    audit,
    outbox,
    withClientLock,
    loginDeps,
    contacts,
    roles,
    company,
    subAccounts,
    loginStates,
    whoCanGive,
    checkIds,
    gate,
    accepting,
    confirming,
    worker,
    catchUp,
    auditLog,
  } = services;

  const sessionStore = new KnexSessionStore(knex, clock, IDLE_MS);
  const redeem = (token: string) => redeemHandOver(secret, token, knex, clock);
  const openings = createOpenings({ clients: panel.clients, logins: panel.logins, readActor, on: knex });
  const signIn = createSignIn({ redeem, readActor, openingsBeside: openings.beside, on: knex, clock });

  const { markets } = services.routingStores;
  const menuFacts = async (): Promise<ReadonlySet<MenuFact>> =>
    new Set((await markets.hasOpen(knex)) ? ['markets'] : []);
  const pageDeps: PageServerDeps = {
    renderer,
    registry,
    shell,
    menuFacts,
    panel,
    on: knex,
    basePath,
    clock,
  };
  const state = requestState(i18n, log);
  const limits = createRateLimits(knex, await databaseName(knex));
  const api = apiRouter(
    [
      ...companyEndpoints({ company }),
      ...contactEndpoints({
        contacts,
        roles,
        preferences: services.preferences,
        languages: manifest.languages,
        loginStates,
      }),
      ...preferenceEndpoints({ preferences: services.preferences }),
      ...roleEndpoints({ roles }),
      ...recipientEndpoints({
        recipients: services.recipients,
        ofAll: recipientsOfAll(services.bulkRecipients, knex),
      }),
      ...noticeEndpoints({ recipients: services.recipients }),
      ...billingAccountEndpoints(services),
      ...requestAliasEndpoints({ requestAliases: services.requestAliases }),
      ...subAccountEndpoints({ subAccounts, hosting: panel.hosting, checkIds, on: knex }),
      ...activityEndpoints({ auditLog }),
      ...supportGateEndpoints({ gate, on: knex }),
      ...referenceEndpoints({ clients: panel.clients, on: knex }),
    ],
    {
      ...pageDeps,
      keys: apiKeys,
      ofKey: actors.ofKey,
      requests: limits('api', options.limits?.api ?? API_LIMIT),
      guesses: limits('api-guess', GUESS_LIMIT),
      settings,
      clients: panel.clients,
      whoCanGive,
      log,
      url,
    },
  );
  const bridge = buildBridge(services, { knex, panel, clock });
  const hooks = bridgeRouter(bridge.hooks, { secret, registry, settings, i18n, clock, log, on: knex });
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
  const exit = [notFound, errorPages({ renderer, shell, clients: panel.clients, whoCanGive, on: knex, log })];

  const screens = buildScreens(services, { knex, panel, clock, limits, url });
  const client = express.Router();
  startPage(client, clientArea, registry, basePath);
  servePages(client, clientArea, [...screens.client, ...screens.contact], pageDeps);
  serveDownloads(client, clientArea, screens.downloads.contact, pageDeps);
  const admin = express.Router();
  startPage(admin, adminArea, registry, basePath);
  servePages(admin, adminArea, screens.admin, pageDeps);
  serveDownloads(admin, adminArea, screens.downloads.admin, pageDeps);
  startPage(admin, clientFileArea, registry, basePath);
  servePages(admin, clientFileArea, [...screens.contact, ...screens.file], pageDeps);
  serveDownloads(admin, clientFileArea, screens.downloads.contact, pageDeps);
  const doors = express.Router();
  signInRoutes(doors, {
    registry,
    signIn,
    readActor,
    audit,
    on: knex,
    basePath,
    languages: manifest.languages,
    root: !options.demo,
  });
  const proofs = { panel, accepting, accounts, resets, openings, passwordFault };
  const tokenPages = limits('token-pages', TOKEN_LIMIT);
  const endSessions = sessionStore.endOf.bind(sessionStore);
  const writing = { outbox, audit, limits, readActor, withClientLock, endSessions, on: knex };
  const publicPages = [
    ...signInPages({ ...proofs, ...writing, tokenPages, proveAddress: confirming.proveAddress }),
    ...confirmationPages({ answering: confirming.answering, tokenPages }),
  ];
  servePublicPages(doors, publicPages, { ...pageDeps, enter: signIn.enter });
  options.demo?.mount(doors, { renderer, registry, shell, outbox });
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
    outbox: { store: outbox, worker },
    catchUp,
    services: { contacts, company, roles, subAccounts, accepting, readActor },
    async sweep() {
      await sessionStore.sweep();
      await sweepHandOvers(knex, clock);
      await sweepIdempotency(knex, clock);
      await sweepRateLimits(knex);
      await endExpired({ ...loginDeps, on: knex, withClientLock });
      await tellEnding({ ...loginDeps, on: knex, withClientLock });
      await invitations.sweep(knex);
      await resets.sweep(knex);
      await catchUp.runOnce(SWEEP_BUDGET_MS);
      await bridge.tidy.sweep();
      // Last: what depends on the panel's answer must not keep the rest from being done.
      await panel.catchUp?.(knex);
    },
  };
}

// What the provider did not set here, the panel knows.
async function panelFacts(panel: Panel, knex: Knex): Promise<Partial<Settings>> {
  const { name, url } = await panel.provider(knex);
  return { ...(name ? { providerName: name } : {}), ...(url ? { panelUrl: url, helpUrl: url } : {}) };
}
