// The services about who gets what at one client: preferences, questions, billing contacts and request aliases.
import { createManageAccountsService } from '../billing-accounts/manage-service.js';
import { createPaidServices } from '../billing-accounts/paid-services.js';
import { createBillingAccountsService } from '../billing-accounts/service.js';
import { createPreferencesService } from '../notices/preferences-service.js';
import { createRecipientsService } from '../notices/recipients-service.js';
import { createRequestAliasesService } from '../request-aliases/service.js';
import type { Basics } from './basics.js';

export function buildNoticeServices(basics: Basics) {
  const paying = { ...basics, accounts: basics.billingAccounts };
  return {
    preferences: createPreferencesService(basics),
    recipients: createRecipientsService(basics),
    billingAccounts: createBillingAccountsService(paying),
    manageAccounts: createManageAccountsService(paying),
    paidServices: createPaidServices(paying),
    requestAliases: createRequestAliasesService(basics),
  };
}
