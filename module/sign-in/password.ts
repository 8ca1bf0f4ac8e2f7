// Whether an address and a password open something. Whoever guesses learns nothing else: an unknown address, a wrong
// password, a suspended, an ended and a twice secured login all look the same and take the same time (check 26).
import { setTimeout as pause } from 'node:timers/promises';
import type { KnexAuditStore, Origin } from '../audit/store.js';
import type { KnownLogin, LoginRef, PanelLogins } from '../panels/panel.js';
import type { Executor } from '../support/database.js';
import type { Opened, Openings } from './openings.js';
import type { GuardGuess } from './sign-in-limits.js';

export interface Passwords {
  /** What it opens, at least one; undefined for nothing. Throws TooManyError, UnavailableError. */
  open(origin: Origin, email: string, password: string): Promise<Opened[] | undefined>;
  /** Whether it is the password of this very login; also one without a client yet (A5). Throws as `open`. */
  isOf(origin: Origin, login: OneLogin, password: string): Promise<boolean>;
}

export interface OneLogin {
  clientId: number;
  ref: LoginRef;
  email: string;
}

// Longer than any check takes: what is written about a known login, and a second hash, do not show.
const REFUSED_AFTER_MS = 300;

/** So many clients of a login are told that somebody could not sign in. */
const TOLD_MAX = 20;

export function createPasswords(deps: {
  logins: PanelLogins;
  openings: Openings;
  audit: KnexAuditStore;
  guard: GuardGuess;
  on: Executor;
}): Passwords {
  const { logins, openings, audit, guard, on } = deps;

  async function matching(known: readonly KnownLogin[], password: string): Promise<KnownLogin[]> {
    // An unknown address is compared with nobody's password.
    if (known.length === 0) await logins.checkPassword(0, undefined, password, on);
    const found: KnownLogin[] = [];
    for (const login of known) {
      const clientId = login.clients[0]?.clientId ?? 0;
      if (await logins.checkPassword(clientId, login.ref, password, on)) found.push(login);
    }
    return found;
  }

  async function tellRefused(origin: Origin, known: readonly KnownLogin[]): Promise<void> {
    const told = known.flatMap((login) => login.clients.map((client) => ({ ...client, login })));
    for (const { clientId, owner, login } of told.slice(0, TOLD_MAX)) {
      const { name, ref } = login;
      const kind = owner ? ('owner' as const) : ('sub-account' as const);
      const author = { kind, name, identity: { kind: 'login' as const, clientId, ...ref } };
      const entry = { clientId, action: 'signIn.refused', name, changes: {}, reason: '' } as const;
      await audit.record(author, origin, { ...entry, contactId: undefined }, on);
    }
  }

  return {
    async open(origin, email, password) {
      const soonest = pause(REFUSED_AFTER_MS, undefined, { ref: false });
      const opened = await guard({
        ip: origin.ip,
        email,
        async guess() {
          const known = await logins.findByEmail(email, on);
          const found = await openings.ofLogins(await matching(known, password));
          if (found.length > 0) return found;
          await tellRefused(origin, known);
          return undefined;
        },
      });
      if (!opened) await soonest;
      return opened;
    },

    async isOf(origin, { clientId, ref, email }, password) {
      const guess = async () => (await logins.checkPassword(clientId, ref, password, on)) || undefined;
      return (await guard({ ip: origin.ip, email, guess })) ?? false;
    },
  };
}
