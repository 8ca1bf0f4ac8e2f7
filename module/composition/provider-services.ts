// The services of the provider's own rules, changed under the provider's lock; the panel's mail switches of all clients
// follow them.
import { createCeilingsService } from '../ceilings/service.js';
import { createFieldsService } from '../company/fields-service.js';
import { createMarketsService } from '../markets/service.js';
import { readServer } from '../install/server-store.js';
import { createCatchUp } from '../notices/catch-up.js';
import { createNoticeTableService } from '../notices/table-service.js';
import { createChangeAs } from '../permissions/change-as.js';
import { createPresetsService } from '../presets/service.js';
import { createSetupService } from '../setup/service.js';
import { createPresetFollowers } from '../sub-accounts/preset-followers.js';
import { createClientLock } from '../support/client-lock.js';
import { seedProviderLock } from '../support/provider-lock.js';
import type { Basics } from './basics.js';
import type { ServiceParts } from './parts.js';

const TABLE_BUDGET_MS = 5000;

export function buildProviderServices(
  basics: Basics,
  { i18n, log, options }: Pick<ServiceParts, 'i18n' | 'log' | 'options'>,
) {
  const catchUp = createCatchUp({ ...basics, log });
  const byProvider = {
    ...basics,
    changeAs: createChangeAs(basics.readActor, createClientLock(basics.knex, seedProviderLock)),
    onDemand: () => catchUp.wake(),
  };
  const inEveryLanguage = (key: string): string[] =>
    i18n.languages.map((language) => i18n.for(language).t(key));
  return {
    catchUp,
    setup: createSetupService({
      ...byProvider,
      isPractice: !options.smtpUrl,
      serverVersion: async (on) => (await readServer(on)).version,
    }),
    fields: createFieldsService(byProvider),
    markets: createMarketsService(byProvider),
    ceilings: createCeilingsService(byProvider),
    noticeTable: createNoticeTableService({
      ...byProvider,
      shippedNames: (key) => inEveryLanguage(`notices:names.${key}`),
      budgetMs: TABLE_BUDGET_MS,
    }),
    presets: createPresetsService({
      ...byProvider,
      followers: createPresetFollowers(basics),
      shippedNames: (key) => inEveryLanguage(`permissions:presets.${key}`),
    }),
  };
}
