// The composition root: the one file that knows everybody. It builds stores, services and routers from what it is
// handed, and connects only when it is asked to.
import express, { type Router } from 'express';
import type { Knex } from 'knex';
import { apiRouter } from './api/api-router.js';
import { referenceEndpoints } from './api/reference-endpoints.js';
import { activityEndpoints } from './audit/api.js';
import { companyEndpoints } from './company/api.js';
import { apiKeyPages } from './api-keys/routes.js';
import { createApiKeysService } from './api-keys/service.js';
import { KnexApiKeyStore } from './api-keys/store.js';
import { activityPages, auditPages } from './audit/routes.js';
import { KnexAuditListStore } from './audit/list-store.js';
import { createAuditService } from './audit/service.js';
import { KnexAuditStore } from './audit/store.js';
import { clientPages } from './clients/routes.js';
import { createAnswerService } from './company/answer-service.js';
import { createAskService } from './company/ask-service.js';
import { KnexFieldRuleStore, seedProviderLock } from './company/field-rule-store.js';
import { createFieldsService } from './company/fields-service.js';
import { companyMails } from './company/mails.js';
import { providerPages } from './company/provider-routes.js';
import { KnexRequestStore } from './company/request-store.js';
import { askPages, companyPages } from './company/routes.js';
import { createCompanyService, type CompanyService } from './company/service.js';
import { contactEndpoints } from './contacts/api.js';
import { KnexContactListStore } from './contacts/list-store.js';
import { contactMails } from './contacts/mails.js';
import { contactPages } from './contacts/routes.js';
import { createContactPlans } from './contacts/plan.js';
import { createContactsService, type ContactsService } from './contacts/service.js';
import { KnexContactStore } from './contacts/store.js';
import { health, type Health } from './health.js';
import { adminArea, clientArea, clientFileArea } from './http/areas.js';
import { assets } from './http/assets.js';
import { csrfProtection } from './http/csrf.js';
import { serveDownloads } from './http/download-server.js';
import { errorPages, notFound } from './http/errors.js';
import { locale } from './http/locale.js';
import { servePages, type PageServerDeps } from './http/page-server.js';
import { RouteRegistry } from './http/registry.js';
import { createRenderer, type Renderer } from './http/render.js';
import { requestState } from './http/request-state.js';
import { readSettings } from './http/read-settings.js';
import { securityHeaders } from './http/security-headers.js';
import { KnexSessionStore } from './http/session-store.js';
import { IDLE_MS, sessions } from './http/session.js';
import type { ShellDeps } from './http/shell.js';
import { startPage } from './http/start-page.js';
import { manifest } from './manifest.js';
import { createOutboxWorker, type OutboxWorker } from './outbox/worker.js';
import { KnexOutboxStore } from './outbox/store.js';
import { findPanel } from './panels/find-panel.js';
import type { Panel } from './panels/panel.js';
import { roleMails } from './roles/mails.js';
import { roleEndpoints } from './roles/api.js';
import { rolePages } from './roles/routes.js';
import { seedClient, seedCompanion } from './roles/seed-client.js';
import { createRolesService, type RolesService } from './roles/service.js';
import { KnexRoleStore } from './roles/store.js';
import type { ReadActor } from './permissions/authorise.js';
import { KnexCeilingStore } from './permissions/ceiling-store.js';
import { createChangeAs } from './permissions/change-as.js';
import { KnexSettingsStore, type Settings } from './settings/store.js';
import { redeemHandOver, sweepHandOvers } from './sign-in/hand-over.js';
import { createSignIn } from './sign-in/passport.js';
import { signInRoutes } from './sign-in/routes.js';
import { createAccepting, type Accepting } from './sub-accounts/accepting.js';
import { KnexInvitationStore } from './sub-accounts/invitation-store.js';
import { subAccountMails } from './sub-accounts/mails.js';
import { createActorReader } from './sub-accounts/read-actor.js';
import { KnexResetStore } from './sub-accounts/reset-store.js';
import { createSubAccountsService, type SubAccountsService } from './sub-accounts/service.js';
import { KnexSubAccountStore } from './sub-accounts/store.js';
import { systemClock, type Clock } from './support/clock.js';
import { createClientLock } from './support/client-lock.js';
import { createI18n } from './support/i18n.js';
import { createOnce, sweepIdempotency } from './support/idempotency.js';
import { databaseName } from './support/database.js';
import { silentLog, type Log } from './support/log.js';
import { createMailer } from './support/mail.js';
import { packageRoot } from './support/paths.js';
import { createRateLimits, sweepRateLimits, type Limit } from './support/rate-limit.js';

export interface ModuleOptions {
  knex: Knex;
  /** Shared with the panel's bridge: signs hand-overs. At least 32 characters. */
  secret: string;
  /** Signs session cookies. At least 32 characters. */
  sessionSecret: string;
  /** The address people use, with the path the module is mounted on: "https://panel.example/liaison". '' = "/". */
  url?: string;
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
  services: {
    contacts: ContactsService;
    company: CompanyService;
    roles: RolesService;
    subAccounts: SubAccountsService;
    accepting: Accepting;
    readActor: ReadActor;
  };
  /** Forgets ended sessions and used-up hand-overs. */
  sweep(): Promise<void>;
}

/** Requests of one key, and wrong keys from one address. */
const API_LIMIT: Limit = { points: 600, seconds: 60 };
const GUESS_LIMIT: Limit = { points: 30, seconds: 60 };

/** Probes the panel (one look at the database) and builds the module on it. */
export async function buildModule(options: ModuleOptions): Promise<BuiltModule> {
  const { knex, secret, sessionSecret, url = '', clock = systemClock, log = silentLog } = options;
  const basePath = url ? new URL(url).pathname.replace(/\/$/, '') : '';

  const panel = await findPanel(knex);
  const settings = new KnexSettingsStore(await panelFacts(panel, knex));
  const i18n = createI18n(packageRoot, manifest.languages);
  const renderer = createRenderer({ cache: process.env['NODE_ENV'] !== 'development' });
  const registry = new RouteRegistry();
  const served = assets(basePath);
  const shell: ShellDeps = { i18n, basePath, assets: served.urls, demo: options.demo?.links };

  const apiKeys = new KnexApiKeyStore(clock);
  const accounts = new KnexSubAccountStore();
  const ceilings = new KnexCeilingStore();
  const invitations = new KnexInvitationStore(clock);
  const resets = new KnexResetStore(clock);
  const actors = createActorReader({
    clients: panel.clients,
    logins: panel.logins,
    accounts,
    ceilings,
    keys: apiKeys,
    clock,
  });
  const readActor = actors.read;
  const audit = new KnexAuditStore(clock);
  const outbox = new KnexOutboxStore(clock);
  const roleStore = new KnexRoleStore(clock);
  const contactStore = new KnexContactStore(panel, roleStore);
  const withClientLock = createClientLock(knex, seedClient);
  const changeAs = createChangeAs(readActor, withClientLock);
  const once = createOnce(clock);
  const fieldRules = new KnexFieldRuleStore();
  const lists = new KnexContactListStore(panel);
  const plans = createContactPlans({ panel, contacts: contactStore, settings, fieldRules, roles: roleStore });
  const contacts = createContactsService({
    knex,
    panel,
    contacts: contactStore,
    lists,
    plans,
    audit,
    outbox,
    roles: roleStore,
    changeAs,
    once,
  });
  const roles = createRolesService({
    knex,
    contacts: contactStore,
    roles: roleStore,
    audit,
    outbox,
    changeAs,
    once,
  });
  const taxNumber = panel.capabilities.taxNumber.on;
  const company = createCompanyService({ on: knex, contacts, fieldRules, taxNumber });
  const requests = new KnexRequestStore(clock);
  const requestDeps = { on: knex, contacts: contactStore, plans, requests, audit, changeAs, once };
  const asks = createAskService({ ...requestDeps, fieldRules });
  const answers = createAnswerService({ ...requestDeps, outbox });
  const changeAsProvider = createChangeAs(readActor, createClientLock(knex, seedProviderLock));
  const fields = createFieldsService({ on: knex, fieldRules, settings, audit, changeAs: changeAsProvider });
  const people = { clients: panel.clients, logins: panel.logins, contacts: contactStore, accounts, ceilings };
  const loginDeps = { ...people, knex, invitations, outbox, audit, changeAs, once, clock };
  const subAccounts = createSubAccountsService({ ...loginDeps, ensureCompanion: seedCompanion });
  const accepting = createAccepting({ ...loginDeps, readActor, withClientLock });
  const mailDeps = { panel, contacts: contactStore, roles: roleStore, settings, i18n, renderer, url };
  const worker = createOutboxWorker({
    knex,
    outbox,
    log,
    mailer: createMailer(options.smtpUrl ?? '', options.mailFrom ?? ''),
    composers: {
      ...contactMails(mailDeps),
      ...roleMails(mailDeps),
      ...companyMails({ ...mailDeps, requests }),
      ...subAccountMails({ ...mailDeps, logins: panel.logins, invitations, resets }),
    },
  });

  const sessionStore = new KnexSessionStore(knex, clock, IDLE_MS);
  const redeem = (token: string) => redeemHandOver(secret, token, knex, clock);
  const signIn = createSignIn({ redeem, readActor, on: knex, clock });

  const pageDeps: PageServerDeps = { renderer, registry, shell, panel, on: knex, basePath };
  const state = requestState(i18n, log);
  const auditLog = createAuditService({ knex, lists: new KnexAuditListStore() });
  const limits = createRateLimits(knex, await databaseName(knex));
  const api = apiRouter(
    [
      ...companyEndpoints({ company }),
      ...contactEndpoints({ contacts, roles, languages: manifest.languages }),
      ...roleEndpoints({ roles }),
      ...activityEndpoints({ auditLog }),
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
      log,
      url,
    },
  );
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
  const exit = [notFound, errorPages({ renderer, shell, clients: panel.clients, on: knex, log })];

  const activity = activityPages(auditLog);
  const auditing = auditPages(auditLog, { clients: panel.clients, on: knex });
  const keyService = createApiKeysService({ knex, keys: apiKeys, audit, clock, changeAs, once });
  const apiUrl = (site: string): string => `${url || site}${manifest.mounts.api}`;
  const provider = {
    fields,
    answers,
    clients: panel.clients,
    capabilities: panel.capabilities,
    clock,
    on: knex,
  };
  const contactScreens = [
    ...companyPages({ company, asks }),
    ...contactPages({ contacts, roles, languages: manifest.languages }),
    ...rolePages({ contacts, roles }),
    ...activity.pages,
    ...apiKeyPages({ apiKeys: keyService, clock, apiUrl }),
  ];
  const client = express.Router();
  startPage(client, clientArea, registry, basePath);
  servePages(client, clientArea, [...contactScreens, ...askPages({ company, asks })], pageDeps);
  serveDownloads(client, clientArea, activity.downloads, pageDeps);
  const admin = express.Router();
  startPage(admin, adminArea, registry, basePath);
  servePages(admin, adminArea, clientPages({ clients: panel.clients, on: knex }), pageDeps);
  servePages(admin, adminArea, providerPages(provider), pageDeps);
  servePages(admin, adminArea, auditing.pages, pageDeps);
  serveDownloads(admin, adminArea, auditing.downloads, pageDeps);
  startPage(admin, clientFileArea, registry, basePath);
  servePages(admin, clientFileArea, contactScreens, pageDeps);
  serveDownloads(admin, clientFileArea, activity.downloads, pageDeps);
  const doors = express.Router();
  signInRoutes(doors, { registry, signIn, audit, on: knex, basePath, languages: manifest.languages });
  options.demo?.mount(doors, { renderer, registry, shell, outbox });
  const open = express.Router();
  const healthState = health(open, knex, registry);

  return {
    router: express.Router().use(state, open, served.router, api, entrance, client, admin, doors, exit),
    clientRouter: express.Router().use(state, entrance, client, exit),
    adminRouter: express.Router().use(state, entrance, admin, exit),
    apiRouter: express.Router().use(state, api),
    registry,
    panel,
    health: healthState,
    outbox: { store: outbox, worker },
    services: { contacts, company, roles, subAccounts, accepting, readActor },
    async sweep() {
      await sessionStore.sweep();
      await sweepHandOvers(knex, clock);
      await sweepIdempotency(knex, clock);
      await sweepRateLimits(knex);
      await invitations.sweep(knex);
      await resets.sweep(knex);
    },
  };
}

// What the provider did not set here, the panel knows.
async function panelFacts(panel: Panel, knex: Knex): Promise<Partial<Settings>> {
  const { name, url } = await panel.provider(knex);
  return { ...(name ? { providerName: name } : {}), ...(url ? { panelUrl: url, helpUrl: url } : {}) };
}
