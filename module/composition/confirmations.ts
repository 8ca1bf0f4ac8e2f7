// What knows of confirmed and blocked addresses, each part made once.
import { createAddressNews } from '../confirmations/address-news.js';
import { createAnswering, type AnsweringDeps } from '../confirmations/answering.js';
import { createConfirmPath } from '../confirmations/confirm-path.js';
import { createIsBlocked } from '../confirmations/is-blocked.js';
import { createProveAddress } from '../confirmations/prove-address.js';
import { createConfirmationsService, type ConfirmationsDeps } from '../confirmations/service.js';
import { createConfirmTokens } from '../confirmations/token.js';

export type Confirming = ReturnType<typeof buildConfirmations>;

export function buildConfirmations(
  deps: Omit<AnsweringDeps, 'tokens'> & ConfirmationsDeps & { sessionSecret: string },
) {
  const tokens = createConfirmTokens(deps.sessionSecret, deps.clock);
  return {
    confirmations: createConfirmationsService(deps),
    answering: createAnswering({ ...deps, tokens }),
    addressNews: createAddressNews(deps),
    isBlocked: createIsBlocked(deps),
    proveAddress: createProveAddress(deps),
    confirmPath: createConfirmPath({ ...deps, tokens }),
  };
}
