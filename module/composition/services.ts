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
import { companyMails } from '../company/mails.js';
import { KnexRequestStore } from '../company/request-store.js';
import { createCompanyService } from '../company/service.js';
import { KnexContactListStore } from '../contacts/list-store.js';
import { contactMails } from '../contacts/mails.js';
import { createContactPlans } from '../contacts/plan.js';
import { createContactsService } from '../contacts/service.js';
import { KnexContactStore } from '../contacts/store.js';
import { KnexBillingAccountStore } from '../billing-accounts/store.js';
import { createRoutingReader } from '../notices/facts-reader.js';
import { createMailKeeper } from '../notices/mail-keeper.js';
import { KnexMarkStore } from '../notices/mark-store.js';
import { KnexNoticeStore } from '../notices/notice-store.js';
import { createPreferencesService } from '../notices/preferences-service.js';
import { createPreviewRecipients } from '../notices/preview.js';
import { KnexOverrideStore } from '../notices/override-store.js';
import { KnexMailSyncStore } from '../notices/sync-store.js';
import { KnexToldFlagsStore } from '../notices/told-store.js';
import { KnexMarketStore } from '../request-aliases/market-store.js';
import { KnexRequestAliasStore } from '../request-aliases/store.js';
import { createMailLogins } from '../sub-accounts/mail-logins.js';
import type { Renderer } from '../http/render.js';
import { createOutboxWorker } from '../outbox/worker.js';
import { KnexOutboxStore } from '../outbox/store.js';
import type { Panel } from '../panels/panel.js';
import { createPresetsService } from '../presets/service.js';
import { KnexPresetStore } from '../presets/store.js';
import { roleMails } from '../roles/mails.js';
import { seedClient, seedCompanion } from '../roles/seed-client.js';
import { createRolesService } from '../roles/service.js';
import { KnexRoleStore } from '../roles/store.js';
import { KnexCeilingStore } from '../permissions/ceiling-store.js';
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
import { KnexSubAccountStore } from '../sub-accounts/store.js';
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
  options: Pick<ModuleOptions, 'smtpUrl' | 'mailFrom'>;
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
  const people = { clients: panel.clients, logins: panel.logins, contacts: contactStore, accounts, ceilings };
  const routingStores = {
    notices: new KnexNoticeStore(),
    overrides: new KnexOverrideStore(),
    told: new KnexToldFlagsStore(),
    marks: new KnexMarkStore(clock),
    billingAccounts: new KnexBillingAccountStore(),
    aliases: new KnexRequestAliasStore(clock),
    markets: new KnexMarketStore(),
  };
  const mailSync = new KnexMailSyncStore();
  const mailLogins = createMailLogins(people, clock);
  const reader = createRoutingReader({ ...routingStores, panel, roles: roleStore, mailLogins });
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
    clock,
  });
  const fieldRules = new KnexFieldRuleStore();
  const lists = new KnexContactListStore(panel);
  const plans = createContactPlans({ panel, contacts: contactStore, settings, fieldRules, roles: roleStore });
  const changing = { knex, audit, outbox, changeAs, once, clock };
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
  const subAccounts = createSubAccountsService(loginDeps);
  const loginStates = (clientId: number) => readLoginStates(people, clientId, knex);
  const whoCanGive = createWhoCanGive(people, clock);
  const places = createPlaces(panel.hosting, knex);
  const checkIds = createCheckIds({ places, departments: panel.departments, on: knex, clock });
  const byProvider = { on: knex, audit, changeAs: changeAsProvider, once };
  const ceilingsService = createCeilingsService({
    ...people,
    ...byProvider,
    departments: panel.departments,
    clock,
  });
  const presetStore = new KnexPresetStore();
  const presets = createPresetsService({
    ...byProvider,
    presets: presetStore,
    followers: createPresetFollowers({ ...loginDeps, on: knex }),
    shippedNames: (key) => i18n.languages.map((one) => i18n.for(one).t(`permissions:presets.${key}`)),
  });
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
      ...subAccountMails({ ...mailDeps, logins: panel.logins, accounts, invitations, resets }),
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
    previewRecipients,
    preferences,
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
    fields,
    subAccounts,
    loginStates,
    whoCanGive,
    places,
    checkIds,
    ceilingsService,
    presetStore,
    presets,
    accepting,
    worker,
    auditLog,
    keyService,
  };
}
