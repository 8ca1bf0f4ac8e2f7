// Stores and services, each made once and handed what it needs.
import type { Knex } from 'knex';
import { createApiKeysService } from '../api-keys/service.js';
import { KnexApiKeyStore } from '../api-keys/store.js';
import { KnexAuditListStore } from '../audit/list-store.js';
import { createAuditService } from '../audit/service.js';
import { KnexAuditStore } from '../audit/store.js';
import { createCeilingsService } from '../ceilings/service.js';
import { createAnswerService } from '../company/answer-service.js';
import { createAskService } from '../company/ask-service.js';
import { KnexFieldRuleStore } from '../company/field-rule-store.js';
import { createFieldsService } from '../company/fields-service.js';
import { confirmationMails } from '../confirmations/mails.js';
import { companyMails } from '../company/mails.js';
import { KnexRequestStore } from '../company/request-store.js';
import { createCompanyService } from '../company/service.js';
import { KnexContactListStore } from '../contacts/list-store.js';
import { contactMails } from '../contacts/mails.js';
import { createContactPlans } from '../contacts/plan.js';
import { createContactsService } from '../contacts/service.js';
import { createManageAccountsService } from '../billing-accounts/manage-service.js';
import { createPaidServices } from '../billing-accounts/paid-services.js';
import { createBillingAccountsService } from '../billing-accounts/service.js';
import { createCatchUp } from '../notices/catch-up.js';
import { createContactMail } from '../notices/contact-mail.js';
import { createMailKeeper } from '../notices/mail-keeper.js';
import { createPreferencesService } from '../notices/preferences-service.js';
import { createPreviewRecipients } from '../notices/preview.js';
import { createRecipientsService } from '../notices/recipients-service.js';
import { createTestLetters } from '../notices/test-letter.js';
import { KnexMailSyncStore } from '../notices/sync-store.js';
import { createNoticeTableService } from '../notices/table-service.js';
import { createMarketsService } from '../markets/service.js';
import { createRequestAliasesService } from '../request-aliases/service.js';
import { createGatePeople } from '../sub-accounts/gate-people.js';
import { createSupportGate } from '../support-gate/service.js';
import { buildConfirmations } from './confirmations.js';
import { buildRouting } from './routing.js';
import type { Renderer } from '../http/render.js';
import { createOutboxWorker } from '../outbox/worker.js';
import { KnexOutboxStore } from '../outbox/store.js';
import type { Panel } from '../panels/panel.js';
import { createPresetsService } from '../presets/service.js';
import { KnexPresetStore } from '../presets/store.js';
import { roleMails } from '../roles/mails.js';
import { seedClient, seedCompanion } from '../roles/seed-client.js';
import { createRolesService } from '../roles/service.js';
import { createChangeAs } from '../permissions/change-as.js';
import { createAccepting } from '../sub-accounts/accepting.js';
import { createCheckIds } from '../sub-accounts/known-ids.js';
import { createPlaces } from '../sub-accounts/places.js';
import { readLoginStates } from '../sub-accounts/people.js';
import { createContactLogins } from '../sub-accounts/contact-logins.js';
import { KnexInvitationStore } from '../sub-accounts/invitation-store.js';
import { subAccountMails } from '../sub-accounts/mails.js';
import { createPresetFollowers } from '../sub-accounts/preset-followers.js';
import { createActorReader } from '../sub-accounts/read-actor.js';
import { KnexResetStore } from '../sub-accounts/reset-store.js';
import { createSubAccountsService } from '../sub-accounts/service.js';
import { createWhoCanGive } from '../sub-accounts/who-can-give.js';
import type { Clock } from '../support/clock.js';
import { createClientLock } from '../support/client-lock.js';
import { createOnce } from '../support/idempotency.js';
import type { Log } from '../support/log.js';
import { createMailer } from '../support/mail.js';
import { seedProviderLock } from '../support/provider-lock.js';
import type { ModuleOptions } from '../module-options.js';
import type { KnexSettingsStore } from '../settings/store.js';
import type { I18n } from '../support/i18n.js';

export interface ServiceParts {
  options: Pick<ModuleOptions, 'smtpUrl' | 'mailFrom' | 'sessionSecret'>;
  knex: Knex;
  panel: Panel;
  settings: KnexSettingsStore;
  i18n: I18n;
  renderer: Renderer;
  url: string;
  clock: Clock;
  log: Log;
}

export type Services = ReturnType<typeof buildServices>;

/** Nothing connects and nothing runs yet. */
export function buildServices(parts: ServiceParts) {
  const { options, knex, panel, settings, i18n, renderer, url, clock, log } = parts;
  const apiKeys = new KnexApiKeyStore(clock);
  const routing = buildRouting(panel, clock);
  const { roles: roleStore, people, routingStores, reader, allClients, bulkRecipients } = routing;
  const { accounts, ceilings, contacts: contactStore } = people;
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
  const mailSync = new KnexMailSyncStore();
  const mailKeeper = createMailKeeper({
    ...routingStores,
    reader,
    mail: panel.mail,
    sync: mailSync,
    withClientLock: createClientLock(knex, seedClient),
    ensureCompanion: seedCompanion,
  });
  const { withClientLock } = mailKeeper;
  const previewRecipients = createPreviewRecipients(reader);
  const changeAs = createChangeAs(readActor, withClientLock);
  const once = createOnce(clock);
  const preferences = createPreferencesService({
    on: knex,
    reader,
    keeper: mailKeeper,
    capabilities: panel.capabilities,
    audit,
    changeAs,
    once,
    clock,
  });
  const recipients = createRecipientsService({
    reader,
    hosting: panel.hosting,
    billingAccounts: routingStores.billingAccounts,
    on: knex,
  });
  const accountDeps = {
    on: knex,
    accounts: routingStores.billingAccounts,
    reader,
    clients: panel.clients,
    hosting: panel.hosting,
    audit,
    changeAs,
    once,
    ensureCompanion: seedCompanion,
  };
  const billingAccounts = createBillingAccountsService(accountDeps);
  const manageAccounts = createManageAccountsService(accountDeps);
  const paidServices = createPaidServices(accountDeps);
  const fieldRules = new KnexFieldRuleStore();
  const lists = new KnexContactListStore(panel);
  const plans = createContactPlans({
    panel,
    contacts: contactStore,
    settings,
    fieldRules,
    roles: roleStore,
    reader,
  });
  const changing = { knex, audit, outbox, changeAs, once, clock };
  const confirming = buildConfirmations({
    ...changing,
    clients: panel.clients,
    contacts: contactStore,
    marks: routingStores.marks,
    withClientLock,
    ensureCompanion: seedCompanion,
    sessionSecret: options.sessionSecret,
    hasLinks: url !== '',
    on: knex,
  });
  const loginDeps = { ...people, ...changing, invitations, ensureCompanion: seedCompanion };
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
    logins: createContactLogins(loginDeps),
    mail: createContactMail({ reader, keeper: mailKeeper, capabilities: panel.capabilities, clock }),
    addressNews: confirming.addressNews,
  });
  const roles = createRolesService({
    knex,
    contacts: contactStore,
    roles: roleStore,
    reader,
    marks: routingStores.marks,
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
  const subAccounts = createSubAccountsService(loginDeps);
  const loginStates = (clientId: number) => readLoginStates(people, clientId, knex);
  const whoCanGive = createWhoCanGive(people, clock);
  const places = createPlaces(panel.hosting, knex);
  const gate = createSupportGate({ panel, contacts: contactStore, people: createGatePeople(people), clock });
  const checkIds = createCheckIds({ places, departments: panel.departments, on: knex, clock });
  const byProvider = { on: knex, audit, changeAs: changeAsProvider, once };
  const catchUp = createCatchUp({ sync: mailSync, keeper: mailKeeper, on: knex, log });
  const following = { sync: mailSync, onDemand: () => catchUp.wake() };
  const markets = createMarketsService({
    ...byProvider,
    ...following,
    markets: routingStores.markets,
    aliases: routingStores.aliases,
  });
  const ceilingsService = createCeilingsService({
    ...people,
    ...byProvider,
    ...following,
    departments: panel.departments,
    clock,
  });
  const noticeTable = createNoticeTableService({
    ...byProvider,
    ...following,
    panel,
    notices: routingStores.notices,
    reader,
    allClients,
    shippedNames: (key) => i18n.languages.map((one) => i18n.for(one).t(`notices:names.${key}`)),
    budgetMs: 5000,
  });
  const requestAliases = createRequestAliasesService({
    on: knex,
    reader,
    aliases: routingStores.aliases,
    markets: routingStores.markets,
    audit,
    changeAs,
    once,
    ensureCompanion: seedCompanion,
  });
  const presetStore = new KnexPresetStore();
  const presets = createPresetsService({
    ...byProvider,
    presets: presetStore,
    followers: createPresetFollowers({ ...loginDeps, on: knex }),
    shippedNames: (key) => i18n.languages.map((one) => i18n.for(one).t(`permissions:presets.${key}`)),
  });
  const { proveAddress, confirmPath } = confirming;
  const accepting = createAccepting({ ...loginDeps, readActor, withClientLock, proveAddress });
  const written = { panel, contacts: contactStore, roles: roleStore, settings, i18n, renderer, url };
  const mailDeps = { ...written, confirmPath };
  const testLetters = createTestLetters({ ...mailDeps, reader });
  const worker = createOutboxWorker({
    knex,
    outbox,
    log,
    mailer: createMailer(options.smtpUrl ?? '', options.mailFrom ?? ''),
    composers: {
      ...contactMails(mailDeps),
      ...roleMails(mailDeps),
      ...companyMails({ ...mailDeps, requests }),
      ...subAccountMails({ ...mailDeps, logins: panel.logins, accounts, invitations, resets }),
      ...testLetters.mails,
      ...confirmationMails(mailDeps),
    },
  });

  const auditLog = createAuditService({ knex, lists: new KnexAuditListStore() });
  const keyService = createApiKeysService({ knex, keys: apiKeys, audit, clock, changeAs, once });
  return {
    apiKeys,
    accounts,
    ceilings,
    invitations,
    resets,
    actors,
    readActor,
    audit,
    outbox,
    reader,
    allClients,
    bulkRecipients,
    previewRecipients,
    preferences,
    recipients,
    testLetters,
    billingAccounts,
    manageAccounts,
    paidServices,
    mailKeeper,
    mailSync,
    routingStores,
    people,
    withClientLock,
    changeAs,
    once,
    lists,
    loginDeps,
    contacts,
    roles,
    company,
    requests,
    asks,
    answers,
    fieldRules,
    fields,
    subAccounts,
    loginStates,
    whoCanGive,
    places,
    checkIds,
    gate,
    catchUp,
    ceilingsService,
    noticeTable,
    requestAliases,
    markets,
    presetStore,
    presets,
    accepting,
    confirming,
    worker,
    auditLog,
    keyService,
  };
}
