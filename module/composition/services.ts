// Every service, by what it is about. Each is handed the basics, and beside them what is another service's.
import type { Basics } from './basics.js';
import { buildClientServices } from './client-services.js';
import { buildConfirmations } from './confirmations.js';
import { buildLetters } from './letters.js';
import { buildLoginServices } from './login-services.js';
import { buildNoticeServices } from './notice-services.js';
import type { ServiceParts } from './parts.js';
import { buildProviderServices } from './provider-services.js';

export type Services = ReturnType<typeof buildServices>;

/** Nothing runs yet. */
export function buildServices(basics: Basics, parts: ServiceParts) {
  const { sessionSecret } = parts.options;
  const confirming = buildConfirmations({ ...basics, sessionSecret, hasLinks: parts.url !== '' });
  return {
    ...confirming,
    ...buildClientServices(basics, confirming),
    ...buildLoginServices(basics, confirming),
    ...buildNoticeServices(basics),
    ...buildProviderServices(basics, parts),
    ...buildLetters(basics, { ...parts, ...confirming }),
  };
}
