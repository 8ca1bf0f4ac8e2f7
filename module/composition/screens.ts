// The pages of each area, from the services they show.
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
import { overviewPages } from '../notices/overview-routes.js';
import { noticePages } from '../notices/routes.js';
import { simulatePages } from '../notices/simulate-routes.js';
import { createTestMails } from '../notices/test-mails.js';
import { noticeTablePages } from '../notices/admin-routes.js';
import { presetPages } from '../presets/routes.js';
import { requestAliasPages } from '../request-aliases/routes.js';
import { rolePages } from '../roles/routes.js';
import { setupPages } from '../setup/routes.js';
import { accessPages } from '../sub-accounts/access-routes.js';
import { canPages } from '../sub-accounts/can-routes.js';
import { createContactLoginPages, loginPages } from '../sub-accounts/login-routes.js';
import { createFreshCheck } from '../sub-accounts/fresh-check.js';
import type { Download } from '../http/download.js';
import type { Page } from '../http/page.js';
import type { Limit, RateLimits } from '../support/rate-limit.js';
import type { Basics } from './basics.js';
import type { Services } from './services.js';

/** Wrong passwords of one login, where it is asked for again. */
const PASSWORD_LIMIT: Limit = { points: 10, seconds: 15 * 60 };
/** Tests of who gets a notice, of one client. */
const TEST_MAIL_LIMIT: Limit = { points: 5, seconds: 3600 };
/** Tests that mail leaves, of one member of staff. */
const SETUP_TEST_LIMIT: Limit = { points: 10, seconds: 3600 };

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
  basics: Basics,
  services: Services,
  { limits, url }: { limits: RateLimits; url: string },
): Screens {
  const { capabilities } = basics;
  const hasLogins = capabilities.logins.on;
  const apiUrl = (site: string): string => `${url || site}${manifest.mounts.api}`;
  const all = { ...basics, ...services, apiUrl };
  const { auditLog, loginStates } = services;
  const activity = activityPages(auditLog);
  const auditing = auditPages(auditLog, basics);
  const ceilingScreens = ceilingPages(all);
  // What a sub-account starts from: read with what it is given, not managed.
  const starting = { ...all, presets: basics.presets };
  const contact = [
    ...overviewPages({ ...all, loginStates: hasLogins ? loginStates : undefined, log: auditLog }),
    ...companyPages(all),
    ...contactPages({
      ...all,
      languages: manifest.languages,
      addresses: createContactAddresses(all),
      logins: hasLogins ? createContactLoginPages(all) : undefined,
    }),
    ...addressPages(all),
    ...rolePages(all),
    ...noticePages(all),
    ...simulatePages({
      ...all,
      testMails: createTestMails({ ...all, limit: limits('test-mail', TEST_MAIL_LIMIT) }),
    }),
    ...billingAccountPages({ ...all, hasServices: capabilities.services.on }),
    ...requestAliasPages(all),
    ...loginPages(all),
    ...canPages(starting),
    ...accessPages({
      ...starting,
      freshCheck: createFreshCheck({ ...basics, guesses: limits('password', PASSWORD_LIMIT) }),
    }),
    ...activity.pages,
    ...apiKeyPages(all),
  ];
  return {
    contact,
    client: [homePage, ...askPages(all)],
    file: [...ceilingScreens, ...manageAccountPages(all)],
    admin: [
      ...clientPages(all),
      ...providerPages(all),
      ...ceilingScreens,
      ...presetPages(all),
      ...noticeTablePages({ table: services.noticeTable }),
      ...marketPages(all),
      ...auditing.pages,
      ...setupPages({ ...services, limit: limits('setup-test', SETUP_TEST_LIMIT) }),
    ],
    downloads: { contact: activity.downloads, admin: auditing.downloads },
  };
}
