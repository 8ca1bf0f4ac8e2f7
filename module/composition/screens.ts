// The pages of each area, from the services they show.
import type { Knex } from 'knex';
import { apiKeyPages } from '../api-keys/routes.js';
import { activityPages, auditPages } from '../audit/routes.js';
import { manageAccountPages } from '../billing-accounts/manage-routes.js';
import { billingAccountPages } from '../billing-accounts/routes.js';
import { ceilingPages } from '../ceilings/routes.js';
import { clientPages } from '../clients/routes.js';
import { providerPages } from '../company/provider-routes.js';
import { askPages, companyPages } from '../company/routes.js';
import { createContactAddresses } from '../confirmations/contact-addresses.js';
import { addressPages } from '../confirmations/routes.js';
import { contactPages } from '../contacts/routes.js';
import { homePage } from '../http/home-page.js';
import { manifest } from '../manifest.js';
import { marketPages } from '../markets/routes.js';
import type { Panel } from '../panels/panel.js';
import { overviewPages } from '../notices/overview-routes.js';
import { noticePages } from '../notices/routes.js';
import { simulatePages } from '../notices/simulate-routes.js';
import { createTestMails } from '../notices/test-mails.js';
import { noticeTablePages } from '../notices/admin-routes.js';
import { presetPages } from '../presets/routes.js';
import { requestAliasPages } from '../request-aliases/routes.js';
import { rolePages } from '../roles/routes.js';
import { accessPages } from '../sub-accounts/access-routes.js';
import { canPages } from '../sub-accounts/can-routes.js';
import { createContactLoginPages, loginPages } from '../sub-accounts/login-routes.js';
import { createFreshCheck } from '../sub-accounts/fresh-check.js';
import type { Clock } from '../support/clock.js';
import type { Download } from '../http/download.js';
import type { Page } from '../http/page.js';
import type { Limit, RateLimits } from '../support/rate-limit.js';
import type { Services } from './services.js';

/** Wrong passwords of one login, where it is asked for again. */
const PASSWORD_LIMIT: Limit = { points: 10, seconds: 15 * 60 };
/** Tests of who gets a notice, of one client. */
const TEST_MAIL_LIMIT: Limit = { points: 5, seconds: 3600 };

export interface Screens {
  /** Of a client, in the client area and in its file in the admin area. */
  contact: Page[];
  /** In the client area alone. */
  client: Page[];
  /** In a client's file alone. */
  file: Page[];
  /** The provider's own. */
  admin: Page[];
  downloads: { contact: Download[]; admin: Download[] };
}

export function buildScreens(
  services: Services,
  parts: { knex: Knex; panel: Panel; clock: Clock; limits: RateLimits; url: string },
): Screens {
  const { knex, panel, clock, limits, url } = parts;
  const {
    contacts,
    roles,
    company,
    asks,
    answers,
    fields,
    subAccounts,
    places,
    ceilingsService,
    presetStore,
    presets,
    auditLog,
    keyService,
  } = services;
  const activity = activityPages(auditLog);
  const auditing = auditPages(auditLog, { clients: panel.clients, on: knex });
  const apiUrl = (site: string): string => `${url || site}${manifest.mounts.api}`;
  const provider = {
    fields,
    answers,
    clients: panel.clients,
    capabilities: panel.capabilities,
    clock,
    on: knex,
  };
  const loginScreens = { subAccounts, panel, reader: services.reader, on: knex };
  const contactLogins = panel.capabilities.logins.on ? createContactLoginPages(loginScreens) : undefined;
  const { recipients, testLetters, loginStates } = services;
  const contactScreens = [
    ...overviewPages({
      recipients,
      roles,
      clients: panel.clients,
      loginStates: panel.capabilities.logins.on ? loginStates : undefined,
      log: auditLog,
      on: knex,
    }),
    ...companyPages({ company, asks }),
    ...contactPages({
      contacts,
      roles,
      preferences: services.preferences,
      languages: manifest.languages,
      addresses: createContactAddresses({ ...services.confirming, gate: services.gate, on: knex }),
      logins: contactLogins,
    }),
    ...addressPages(services.confirming),
    ...rolePages({ contacts, roles }),
    ...noticePages({
      recipients,
      preferences: services.preferences,
      contacts,
      apiUrl,
    }),
    ...simulatePages({
      recipients,
      testMails: createTestMails({ ...services, limit: limits('test-mail', TEST_MAIL_LIMIT) }),
      testLetters,
      hosting: panel.hosting,
      apiUrl,
      on: knex,
    }),
    ...billingAccountPages({
      billingAccounts: services.billingAccounts,
      contacts,
      hasServices: panel.capabilities.services.on,
    }),
    ...requestAliasPages({ requestAliases: services.requestAliases, contacts }),
    ...loginPages(loginScreens),
    ...canPages({ ...loginScreens, presets: presetStore }),
    ...accessPages({
      subAccounts,
      clients: panel.clients,
      logins: panel.logins,
      departments: panel.departments,
      places,
      presets: presetStore,
      freshCheck: createFreshCheck({
        logins: panel.logins,
        guesses: limits('password', PASSWORD_LIMIT),
        on: knex,
      }),
      apiUrl,
      on: knex,
    }),
    ...activity.pages,
    ...apiKeyPages({ apiKeys: keyService, clock, apiUrl }),
  ];
  const ceilingScreens = ceilingPages({ ceilings: ceilingsService, clients: panel.clients, on: knex });
  return {
    contact: contactScreens,
    client: [homePage, ...askPages({ company, asks })],
    file: [
      ...ceilingScreens,
      ...manageAccountPages({
        billingAccounts: services.billingAccounts,
        manageAccounts: services.manageAccounts,
        paidServices: services.paidServices,
        contacts,
      }),
    ],
    admin: [
      ...clientPages({ clients: panel.clients, on: knex }),
      ...providerPages(provider),
      ...ceilingScreens,
      ...presetPages({ presets }),
      ...noticeTablePages({ table: services.noticeTable }),
      ...marketPages({ markets: services.markets }),
      ...auditing.pages,
    ],
    downloads: { contact: activity.downloads, admin: auditing.downloads },
  };
}
