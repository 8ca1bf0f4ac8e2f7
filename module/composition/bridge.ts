// The hooks of the panel's bridge, and the tidying after what the panel deleted by itself.
import { accessHooks } from '../bridge/access-hooks.js';
import { contactHooks } from '../bridge/contact-hooks.js';
import { gateHook } from '../bridge/gate-hook.js';
import { mailHooks } from '../bridge/mail-hooks.js';
import { removalHooks } from '../bridge/removal-hooks.js';
import { createTidy } from '../bridge/tidy.js';
import { KnexTidyStore } from '../bridge/tidy-store.js';
import type { Executor } from '../support/database.js';
import type { Log } from '../support/log.js';
import type { Basics } from './basics.js';
import type { Services } from './services.js';

export function buildBridge(
  basics: Basics,
  { whoCanGive, gate, log }: Pick<Services, 'whoCanGive' | 'gate'> & { log: Log },
) {
  const tidy = createTidy({ ...basics, rows: new KnexTidyStore(), log });
  const accountOf = async (clientId: number, serviceId: number, on: Executor) =>
    (await basics.billingAccounts.services(clientId, on)).get(serviceId);
  return {
    tidy,
    hooks: [
      ...accessHooks({ ...basics, whoCanGive }),
      ...contactHooks(basics),
      ...mailHooks({ ...basics, accountOf }),
      gateHook({ ...basics, gate }),
      ...removalHooks(tidy),
    ],
  };
}
