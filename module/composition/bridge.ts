// The hooks of the panel's bridge, and the tidying after what the panel deleted by itself.
import type { Knex } from 'knex';
import { accessHooks } from '../bridge/access-hooks.js';
import { contactHooks } from '../bridge/contact-hooks.js';
import { gateHook } from '../bridge/gate-hook.js';
import type { Hook } from '../bridge/hook.js';
import { mailHooks } from '../bridge/mail-hooks.js';
import { removalHooks } from '../bridge/removal-hooks.js';
import { createTidy, type Tidy } from '../bridge/tidy.js';
import { KnexTidyStore } from '../bridge/tidy-store.js';
import type { Panel } from '../panels/panel.js';
import type { Clock } from '../support/clock.js';
import type { Services } from './services.js';

export function buildBridge(
  services: Services,
  { knex: on, panel, clock }: { knex: Knex; panel: Panel; clock: Clock },
): { hooks: Hook[]; tidy: Tidy } {
  const { readActor, whoCanGive, reader, people, fieldRules, gate, audit, withClientLock } = services;
  const { billingAccounts } = services.routingStores;
  const tidy = createTidy({ panel, rows: new KnexTidyStore(), audit, withClientLock, on });
  const hooks = [
    ...accessHooks({ readActor, whoCanGive, clock, on }),
    ...contactHooks({ contacts: people.contacts, reader, fieldRules, readActor, on }),
    ...mailHooks({
      reader,
      mail: panel.mail,
      accountOf: async (clientId, serviceId, executor) =>
        (await billingAccounts.services(clientId, executor)).get(serviceId),
      on,
    }),
    gateHook({ gate, departments: panel.departments, on }),
    ...removalHooks(tidy),
  ];
  return { hooks, tidy };
}
