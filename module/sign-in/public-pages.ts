// The pages of this folder that everybody may open, put together: signing in, invitations, forgotten passwords.
import type { KnexAuditStore } from '../audit/store.js';
import type { ProveAddress } from '../confirmations/prove-address.js';
import type { PublicPage } from '../http/public-page.js';
import type { KnexOutboxStore } from '../outbox/store.js';
import type { Panel } from '../panels/panel.js';
import type { ReadActor } from '../permissions/authorise.js';
import type { Accepting } from '../sub-accounts/accepting.js';
import type { KnexResetStore } from '../sub-accounts/reset-store.js';
import type { KnexSubAccountStore } from '../sub-accounts/store.js';
import type { WithClientLock } from '../support/client-lock.js';
import type { Executor } from '../support/database.js';
import type { RateLimiter, RateLimits } from '../support/rate-limit.js';
import { invitationPages } from './invitation-routes.js';
import { createReadInvitation } from './invitations.js';
import type { Openings } from './openings.js';
import { createPasswords } from './password.js';
import { passwordPages } from './password-routes.js';
import { resetPages, type PasswordRule } from './reset-routes.js';
import { createResets, type ResetsDeps } from './resets.js';
import { createGuessGuard } from './sign-in-limits.js';

export interface SignInPagesDeps {
  panel: Panel;
  accepting: Accepting;
  accounts: KnexSubAccountStore;
  resets: KnexResetStore;
  openings: Openings;
  outbox: KnexOutboxStore;
  audit: KnexAuditStore;
  limits: RateLimits;
  /** Links of mail, of all kinds together, that one address of the network may open. */
  tokenPages: RateLimiter;
  /** What a password must be, whichever panel keeps it. */
  passwordFault: PasswordRule;
  readActor: ReadActor;
  withClientLock: WithClientLock;
  proveAddress: ProveAddress;
  endSessions: ResetsDeps['endSessions'];
  on: Executor;
}

export function signInPages(deps: SignInPagesDeps): PublicPage[] {
  const { panel, openings, limits, tokenPages, passwordFault } = deps;
  const { logins, capabilities } = panel;
  const passwordRule: PasswordRule = (password, context) =>
    passwordFault(password, context) ?? logins.passwordRefusal(password);
  const proving = {
    logins,
    passwordRule,
    passwords: createPasswords({ ...deps, logins, guard: createGuessGuard(limits) }),
    tokenPages,
  };
  return [
    ...passwordPages({
      ...deps,
      ...proving,
      available: capabilities.logins.on,
      hasReset: capabilities.passwords.on,
    }),
    ...invitationPages({
      ...deps,
      ...proving,
      readInvitation: createReadInvitation(deps),
      openingsBeside: openings.beside,
    }),
    ...resetPages({
      ...proving,
      limits,
      resets: createResets({ ...deps, logins }),
      needs: capabilities.logins.on ? 'passwords' : 'logins',
    }),
  ];
}
